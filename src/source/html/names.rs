//! What the names of elements, classes and ids tell about the part of a page that they stand for.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What part of a page an element is.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    #[default]
    Plain,
    /// The article, as the page says itself: `<article>`, `itemprop="articleBody"`.
    Article,
    /// Navigation, adverts, other stories.
    Furniture,
    /// What readers wrote.
    Comments,
    /// Not shown.
    Hidden,
    /// Who wrote it and when.
    Byline,
    /// A picture with what belongs to it.
    Figure,
    /// What only some may read: an article's own paragraphs, or a plea to pay for them.
    Gate,
}

/// Words in names of furniture, whatever else the name says.
const FURNITURE: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "subnav",
    "topnav",
    "menu",
    "menus",
    "dropdown",
    "footer",
    "footnav",
    "sidebar",
    "sidenav",
    "rail",
    "related",
    "relatedposts",
    "recirc",
    "recirculation",
    "recommended",
    "recommendation",
    "recommendations",
    "newsletter",
    "subscribe",
    "signup",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "advert",
    "adverts",
    "advertisement",
    "advertising",
    "adslot",
    "adunit",
    "adsbygoogle",
    "sponsor",
    "sponsored",
    "sponsors",
    "popup",
    "breadcrumb",
    "breadcrumbs",
    "pagination",
    "pager",
    "trending",
    "mostread",
    "mostpopular",
    "outbrain",
    "taboola",
    "masthead",
    "login",
    "signin",
    "copyright",
    "followus",
    "sharebar",
    "sharing",
    "sharethis",
    "addthis",
    "readmore",
    "readnext",
    "upnext",
    "morestories",
    "skiplink",
    "toolbar",
    "carousel",
    "ticker",
    "donate",
    "donation",
    "caption",
    "captions",
    "credit",
    "figcaption",
    "authorbio",
    "colophon",
    "relacionadas",
    "infobox",
    "navbox",
    "toc",
    "mbox",
    "catlinks",
    "editsection",
    "hatnote",
    "reflist",
    "metadata",
    "noprint",
];

/// Words in names of what is kept behind a barrier, and of the barrier.
const GATE: &[&str] = &["paywall", "paywalled", "subscription"];

/// Words in names of furniture, unless the name also says that it is the text.
const WEAK: &[&str] = &[
    "ad",
    "ads",
    "promo",
    "promos",
    "promotion",
    "share",
    "social",
    "widget",
    "widgets",
    "popular",
    "teaser",
    "teasers",
    "modal",
    "overlay",
    "banner",
    "bio",
    "tags",
    "taglist",
    "keywords",
    "topics",
    "card",
    "cards",
    "gallery",
    "slideshow",
    "lightbox",
    "poll",
    "quiz",
    "follow",
    "print",
    "tools",
    "buttons",
    "header",
    "topbar",
    "bottom",
    "callout",
    "latest",
    "headlines",
    "archive",
];

/// Words in names of the text itself.
const TEXT: &[&str] = &[
    "article",
    "body",
    "content",
    "story",
    "text",
    "paragraph",
    "entry",
    "post",
    "main",
    "page",
    "wrapper",
    "container",
    "layout",
];

const COMMENTS: &[&str] =
    &["comment", "comments", "commentlist", "disqus", "replies", "respond", "discussion", "livefyre", "coral"];

const BYLINE: &[&str] = &[
    "byline",
    "bylines",
    "author",
    "authors",
    "dateline",
    "timestamp",
    "dateblock",
    "pubdate",
    "publishdate",
    "published",
    "updated",
    "posted",
    "postmeta",
    "entrymeta",
    "articlemeta",
    "meta",
    "date",
    "time",
    "readtime",
    "readingtime",
];

/// Whole classes of the text of an article.
const BODIES: &[&str] = &["articlebody", "storybody", "entrycontent", "postcontent"];

const HIDDEN: &[&str] = &["hidden", "visuallyhidden", "hide", "offscreen"];

/// Beginnings of classes that say what an article is about or what its page looks like, and not what
/// the element is.
const ABOUT: &[&str] = &["category-", "has-", "no-", "with-", "without-", "status-", "format-", "tag-", "theme-"];

/// What one word of a name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Furniture,
    Comments,
    Gate,
    Weak,
    Text,
    Byline,
}

/// All words that say something.
static WORDS: LazyLock<FxHashMap<&'static str, Word>> = LazyLock::new(|| {
    let lists = [
        (BYLINE, Word::Byline),
        (TEXT, Word::Text),
        (WEAK, Word::Weak),
        (GATE, Word::Gate),
        (COMMENTS, Word::Comments),
        (FURNITURE, Word::Furniture),
    ];
    lists.into_iter().flat_map(|(words, meaning)| words.iter().map(move |word| (*word, meaning))).collect()
});

/// The role that the class or id `name` gives.
pub(super) fn role(name: &str) -> Role {
    let (mut weak, mut byline, mut text, mut gate, mut furniture) = (false, false, false, false, false);
    let mut folded = String::with_capacity(24);
    let mut joined = String::with_capacity(24);
    // Styles that show at some widths what is hidden at others.
    let shown = name.contains(":block") || name.contains(":flex") || name.contains(":grid");
    for class in name.split_ascii_whitespace().take(16) {
        if ABOUT.iter().any(|about| class.len() > about.len() && class.starts_with(about)) && class != "tag-list" {
            continue;
        }
        joined.clear();
        for token in tokens(class).take(12) {
            folded.clear();
            folded.extend(token.chars().map(|c| c.to_ascii_lowercase()));
            joined.push_str(&folded);
            match WORDS.get(folded.as_str()) {
                Some(Word::Furniture) => furniture = true,
                Some(Word::Comments) => return Role::Comments,
                Some(Word::Gate) => gate = true,
                Some(Word::Weak) => weak = true,
                Some(Word::Text) => text = true,
                Some(Word::Byline) => byline = true,
                None => {}
            }
        }
        match WORDS.get(joined.as_str()) {
            Some(Word::Furniture) => furniture = true,
            Some(Word::Byline) => byline = true,
            Some(Word::Weak) => weak = true,
            _ if BODIES.contains(&joined.as_str()) => return Role::Article,
            _ if HIDDEN.contains(&joined.as_str()) && !shown => return Role::Hidden,
            _ => {}
        }
    }
    if furniture || (weak && !text && !byline) {
        Role::Furniture
    } else if byline {
        Role::Byline
    } else if gate {
        Role::Gate
    } else {
        Role::Plain
    }
}

/// The words of a name: "relatedStories", "related-stories" and "related__stories" have the same.
fn tokens(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = name;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
        let mut before = ' ';
        let ends = |c: char| {
            let ends = !c.is_ascii_alphanumeric() || (c.is_ascii_uppercase() && before.is_ascii_lowercase());
            before = c;
            ends
        };
        let end = rest.find(ends).unwrap_or(rest.len());
        let (token, after) = rest.split_at_checked(end)?;
        rest = after;
        (!token.is_empty()).then_some(token)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_they_stand_for() {
        for (name, expected) in [
            ("relatedStories", Role::Furniture),
            ("c-nav__item", Role::Furniture),
            ("most-read", Role::Furniture),
            ("ad-container article-text", Role::Plain),
            ("ad-slot", Role::Furniture),
            ("comments-area", Role::Comments),
            ("article-body", Role::Article),
            ("byline", Role::Byline),
            ("unavailable navy", Role::Plain),
            ("post hentry category-politics tag-donation has-sidebar", Role::Plain),
            ("hidden md:block", Role::Plain),
            ("paywall", Role::Gate),
            ("tag-list", Role::Furniture),
            ("", Role::Plain),
        ] {
            assert_eq!(role(name), expected, "{name}");
        }
    }
}
