//! What part of a page an element is, by its tag and its attributes.

use rustc_hash::FxHashMap;

use super::attributes::{Attributes, CLASS, ID, ITEMPROP, REL, ROLE, STYLE};
use super::names::{self, Role};
use super::tags::*;

/// The roles of elements. The same names come back all over a page: what each says is found out once.
#[derive(Debug, Default)]
pub(super) struct Roles {
    named: FxHashMap<String, Role>,
}

impl Roles {
    /// The role of an element called `tag`, which is of this `shape`.
    pub(super) fn of(&mut self, tag: Name, shape: Shape, attributes: &Attributes) -> Role {
        if attributes.is_hidden() || is_unseen(attributes.get(STYLE)) {
            return Role::Hidden;
        }
        match attributes.get(ITEMPROP) {
            "articleBody" => return Role::Article,
            "author" | "datePublished" | "dateModified" => return Role::Byline,
            _ => {}
        }
        match tag {
            NAV | FOOTER | ASIDE | FIGCAPTION | DIALOG | MENU | CAPTION => return Role::Furniture,
            FIGURE => return Role::Figure,
            TIME | ADDRESS => return Role::Byline,
            ARTICLE => {
                let named = self.named(attributes.get(CLASS));
                return if matches!(named, Role::Plain | Role::Byline | Role::Gate) { Role::Article } else { named };
            }
            HTML | BODY | MAIN => return Role::Plain,
            _ => {}
        }
        match attributes.get(ROLE) {
            "navigation" | "contentinfo" | "complementary" | "search" | "dialog" | "banner" => return Role::Furniture,
            _ => {}
        }
        if attributes.get(REL) == "author" {
            return Role::Byline;
        }
        // Names of inline elements are often for looks alone.
        match self.named(attributes.get(CLASS)) {
            Role::Plain if shape == Shape::Block => self.named(attributes.get(ID)),
            // A single paragraph that not everybody may read is a paragraph.
            Role::Gate if tag == P => Role::Plain,
            other => other,
        }
    }

    fn named(&mut self, name: &str) -> Role {
        if name.is_empty() {
            return Role::Plain;
        }
        if let Some(role) = self.named.get(name) {
            return *role;
        }
        let role = names::role(name);
        self.named.insert(name.to_owned(), role);
        role
    }
}

/// Whether a style hides its element.
fn is_unseen(style: &str) -> bool {
    // Few styles do, and fewer say so with spaces or capitals.
    style.len() >= 12 && style.replace(' ', "").to_ascii_lowercase().contains("display:none")
}
