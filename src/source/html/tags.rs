//! The elements of a page that matter for its text, by name, and what each does to the text around it.

/// The first eight bytes of an element's name, by which elements are told apart.
pub(super) type Name = u64;

/// An element's name, packed.
pub(super) const fn name(text: &[u8]) -> Name {
    let mut packed = 0;
    let mut at = 0;
    while at < text.len() && at < 8 {
        packed = packed << 8 | text[at] as u64;
        at += 1;
    }
    packed
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

/// What an element of this name does.
pub(super) fn shape(tag: Name) -> Shape {
    match tag {
        META | LINK | IMG | INPUT | BR | HR | BASE | SOURCE | TRACK | WBR | COL | EMBED | AREA => Shape::Void,
        SCRIPT | STYLE_TAG | NOSCRIPT | TEMPLATE | SVG | MATH | IFRAME | OBJECT | CANVAS | VIDEO | AUDIO | SELECT
        | BUTTON | TEXTAREA | TITLE | MAP | DATALIST => Shape::Skipped,
        A | Q | SUP | TIME => Shape::Inline,
        _ if INLINE.contains(&tag) => Shape::Inline,
        _ => Shape::Block,
    }
}

macro_rules! tags {
    ($($constant:ident = $text:literal;)*) => { $(pub(super) const $constant: Name = name($text);)* };
}

tags! {
    A = b"a"; ADDRESS = b"address"; AREA = b"area"; ARTICLE = b"article"; ASIDE = b"aside"; AUDIO = b"audio"; BASE = b"base";
    BLOCKQUOTE = b"blockquote"; BODY = b"body"; BR = b"br"; BUTTON = b"button"; CANVAS = b"canvas"; CAPTION = b"caption";
    COL = b"col"; DATALIST = b"datalist"; DD = b"dd"; DIALOG = b"dialog"; DL = b"dl"; DT = b"dt"; EMBED = b"embed";
    FIGCAPTION = b"figcaption"; FOOTER = b"footer"; H1 = b"h1"; H2 = b"h2"; H3 = b"h3"; H4 = b"h4"; H5 = b"h5"; H6 = b"h6";
    HR = b"hr"; HTML = b"html"; IFRAME = b"iframe"; IMG = b"img"; INPUT = b"input"; LI = b"li"; LINK = b"link"; MAIN = b"main";
    MAP = b"map"; MATH = b"math"; MENU = b"menu"; META = b"meta"; NAV = b"nav"; NOSCRIPT = b"noscript"; OBJECT = b"object";
    OL = b"ol"; P = b"p"; PRE = b"pre"; Q = b"q"; SCRIPT = b"script"; SELECT = b"select"; SOURCE = b"source";
    STYLE_TAG = b"style"; SUMMARY = b"summary"; SUP = b"sup"; SVG = b"svg"; TABLE = b"table"; TD = b"td"; TEMPLATE = b"template";
    TEXTAREA = b"textarea"; TH = b"th"; TIME = b"time"; TITLE = b"title"; TR = b"tr"; TRACK = b"track"; UL = b"ul";
    VIDEO = b"video"; WBR = b"wbr";
}

/// Elements that stand within a line.
const INLINE: [Name; 33] = [
    name(b"abbr"),
    name(b"acronym"),
    name(b"b"),
    name(b"bdi"),
    name(b"bdo"),
    name(b"big"),
    name(b"cite"),
    name(b"code"),
    name(b"data"),
    name(b"del"),
    name(b"dfn"),
    name(b"em"),
    name(b"font"),
    name(b"i"),
    name(b"ins"),
    name(b"kbd"),
    name(b"label"),
    name(b"mark"),
    name(b"nobr"),
    name(b"ruby"),
    name(b"rb"),
    name(b"s"),
    name(b"samp"),
    name(b"small"),
    name(b"span"),
    name(b"strike"),
    name(b"strong"),
    name(b"sub"),
    name(b"tt"),
    name(b"u"),
    name(b"var"),
    name(b"picture"),
    name(b"center"),
];
