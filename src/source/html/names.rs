//! What the names of elements, classes and ids tell about the part of a page that they stand for.

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
    "subscription",
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
    "paywall",
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

const HIDDEN: &[&str] = &["hidden", "visuallyhidden", "hide", "offscreen"];

/// The role that the class or id `name` gives.
pub(super) fn role(name: &str) -> Role {
    let mut weak = false;
    let mut byline = false;
    let mut text = false;
    let mut found = Role::Plain;
    let mut folded = String::with_capacity(24);
    let mut joined = String::with_capacity(24);
    for class in name.split_ascii_whitespace().take(16) {
        joined.clear();
        for token in tokens(class).take(12) {
            folded.clear();
            folded.extend(token.chars().map(|c| c.to_ascii_lowercase()));
            let token = folded.as_str();
            joined.push_str(token);
            if FURNITURE.contains(&token) {
                found = Role::Furniture;
            } else if COMMENTS.contains(&token) {
                return Role::Comments;
            } else if WEAK.contains(&token) {
                weak = true;
            } else if TEXT.contains(&token) {
                text = true;
            } else if BYLINE.contains(&token) {
                byline = true;
            }
        }
        if FURNITURE.contains(&joined.as_str()) {
            found = Role::Furniture;
        } else if BYLINE.contains(&joined.as_str()) {
            byline = true;
        } else if joined == "articlebody"
            || joined == "storybody"
            || joined == "entrycontent"
            || joined == "postcontent"
        {
            return Role::Article;
        } else if HIDDEN.contains(&joined.as_str()) {
            return Role::Hidden;
        }
    }
    match found {
        Role::Plain if byline => Role::Byline,
        Role::Plain if weak && !text => Role::Furniture,
        other => other,
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
            ("", Role::Plain),
        ] {
            assert_eq!(role(name), expected, "{name}");
        }
    }
}
