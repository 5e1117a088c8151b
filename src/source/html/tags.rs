//! The elements of a page that matter for its text, by name, and what each does to the text around it.

/// The first eight bytes of an element's name, by which elements are told apart.
pub(super) type Name = u64;

/// The bit of a packed name that says that the element is a page's own: it has a hyphen.
const OWN: Name = 1 << 63;

/// An element's name, packed.
pub(super) const fn name(text: &[u8]) -> Name {
    let mut packed = 0;
    let mut own = 0;
    let mut at = 0;
    while at < text.len() {
        if at < 8 {
            packed = packed << 8 | text[at] as u64;
        }
        if text[at] == b'-' {
            own = OWN;
        }
        at += 1;
    }
    packed | own
}

/// What an element does to the text around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Has no content.
    Void,
    /// Its content is not read.
    Skipped,
    /// Stands within a line.
    Inline,
    /// Parts what is before it from what is behind.
    Block,
}

/// What an element of this name does. Elements that are not known stand within a line, as the HTML
/// standard has it; those that pages make for themselves are parts of the page.
pub(super) fn shape(tag: Name) -> Shape {
    match tag {
        META | LINK | IMG | INPUT | BR | HR | BASE | SOURCE | TRACK | WBR | COL | EMBED | AREA => Shape::Void,
        SCRIPT | STYLE_TAG | NOSCRIPT | TEMPLATE | SVG | MATH | IFRAME | OBJECT | CANVAS | VIDEO | AUDIO | SELECT
        | BUTTON | TEXTAREA | TITLE | MAP | DATALIST | RT | RP => Shape::Skipped,
        A | B | EM | I | Q | SPAN | STRONG | SUP | TIME => Shape::Inline,
        P | DIV | LI | TD | TR | UL | H1 | H2 | H3 | H4 | H5 | H6 => Shape::Block,
        _ if tag & OWN != 0 || BLOCKS.contains(&tag) => Shape::Block,
        _ => Shape::Inline,
    }
}

macro_rules! tags {
    ($($constant:ident = $text:literal;)*) => { $(pub(super) const $constant: Name = name($text);)* };
}

tags! {
    A = b"a"; ABBR = b"abbr"; ADDRESS = b"address"; AREA = b"area"; ARTICLE = b"article"; ASIDE = b"aside"; AUDIO = b"audio"; B = b"b"; BASE = b"base";
    BLOCKQUOTE = b"blockquote"; BODY = b"body"; BR = b"br"; BUTTON = b"button"; CANVAS = b"canvas"; CAPTION = b"caption";
    COL = b"col"; DATALIST = b"datalist"; DD = b"dd"; DIALOG = b"dialog"; DIV = b"div"; DL = b"dl"; DT = b"dt"; EM = b"em"; EMBED = b"embed";
    FIGCAPTION = b"figcaption"; FIGURE = b"figure"; FOOTER = b"footer"; H1 = b"h1"; H2 = b"h2"; H3 = b"h3"; H4 = b"h4"; H5 = b"h5"; H6 = b"h6";
    HR = b"hr"; HTML = b"html"; I = b"i"; IFRAME = b"iframe"; IMG = b"img"; INPUT = b"input"; LI = b"li"; LINK = b"link"; MAIN = b"main";
    MAP = b"map"; MATH = b"math"; MENU = b"menu"; META = b"meta"; NAV = b"nav"; NOSCRIPT = b"noscript"; OBJECT = b"object";
    OL = b"ol"; P = b"p"; PRE = b"pre"; Q = b"q"; RP = b"rp"; RT = b"rt"; SCRIPT = b"script"; SELECT = b"select"; SOURCE = b"source"; SPAN = b"span"; STRONG = b"strong";
    STYLE_TAG = b"style"; SUMMARY = b"summary"; SUP = b"sup"; SVG = b"svg"; TABLE = b"table"; TD = b"td"; TEMPLATE = b"template";
    TEXTAREA = b"textarea"; TH = b"th"; TIME = b"time"; TITLE = b"title"; TR = b"tr"; TRACK = b"track"; UL = b"ul";
    VIDEO = b"video"; WBR = b"wbr";
}

/// Elements that part what is before them from what is behind, but for those that are met most.
const BLOCKS: [Name; 41] = [
    ADDRESS,
    ARTICLE,
    ASIDE,
    BLOCKQUOTE,
    BODY,
    CAPTION,
    DD,
    DIALOG,
    DL,
    DT,
    FIGCAPTION,
    FIGURE,
    FOOTER,
    HTML,
    MAIN,
    MENU,
    NAV,
    OL,
    PRE,
    SUMMARY,
    TABLE,
    TH,
    name(b"center"),
    name(b"colgroup"),
    name(b"details"),
    name(b"dir"),
    name(b"fieldset"),
    name(b"form"),
    name(b"frameset"),
    name(b"head"),
    name(b"header"),
    name(b"hgroup"),
    name(b"legend"),
    name(b"marquee"),
    name(b"optgroup"),
    name(b"option"),
    name(b"search"),
    name(b"section"),
    name(b"tbody"),
    name(b"tfoot"),
    name(b"thead"),
];
