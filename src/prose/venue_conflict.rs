//! Whether two accounts of where something was said contradict each other.

use super::data::venues::{OUTLET_NOUNS, OUTLETS, PLATFORMS, PROGRAMMES};
use super::{Venue, VenueKind};

/// The pair of venues, by index into `draft` and `source`, that cannot both be where the words
/// were said; `None` unless that is certain.
///
/// Two networks that differ, a programme and a network that does not air it, two programmes of
/// different networks: these contradict each other, unless another pair agrees (a speaker may be
/// quoted from "CNN's “State of the Union” and Fox"). Of what no table knows only two full names of outlets
/// do that have nothing in common but the word for what they are: "Radio Lorne" and "Skerrow Courier".
#[must_use]
pub fn venues_conflict(draft: &[Venue], source: &[Venue]) -> Option<(usize, usize)> {
    let pairs = || (0..draft.len()).flat_map(|d| (0..source.len()).map(move |s| (d, s)));
    let relation = |(d, s): (usize, usize)| Some(relate(draft.get(d)?, source.get(s)?));
    if pairs().any(|pair| relation(pair) == Some(Relation::Agree)) {
        return None;
    }
    pairs().find(|pair| relation(*pair) == Some(Relation::Conflict))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Relation {
    Agree,
    Conflict,
    Unknown,
}

/// The one that airs or publishes it: a network, an outlet, a platform.
enum House {
    Outlet(String),
    Platform(&'static str),
    /// An outlet that no table knows, by the words of its name but those for what it is.
    Named(Vec<String>),
}

fn relate(a: &Venue, b: &Venue) -> Relation {
    let (name_a, name_b) = (plain(&a.name), plain(&b.name));
    if name_a == name_b && a.kind != VenueKind::Unnamed {
        return Relation::Agree;
    }
    let (Some(house_a), Some(house_b)) = (house(a, &name_a), house(b, &name_b)) else { return Relation::Unknown };
    match (house_a, house_b) {
        (House::Outlet(x), House::Outlet(y)) if x == y => {
            let programmes = a.kind == VenueKind::Programme && b.kind == VenueKind::Programme;
            // Two programmes of one network differ, but a clip of one is aired in the other.
            if programmes { Relation::Unknown } else { Relation::Agree }
        }
        (House::Platform(x), House::Platform(y)) if x == y => Relation::Agree,
        // "Fox" stands for any of its channels, "The Times" for any paper of that name.
        (House::Outlet(x), House::Outlet(y)) if shortens(&x, &y) || shortens(&y, &x) || related(&x, &y) => {
            Relation::Unknown
        }
        (House::Named(x), House::Named(y)) if !x.iter().any(|word| y.contains(word)) => Relation::Conflict,
        (House::Named(_), _) | (_, House::Named(_)) => Relation::Unknown,
        // A broadcast interview is posted, a post is shown on air: only likes contradict.
        (House::Outlet(_), House::Platform(_)) | (House::Platform(_), House::Outlet(_)) => Relation::Unknown,
        _ => Relation::Conflict,
    }
}

/// Whether `short` is the beginning or the end of `full`.
fn shortens(short: &str, full: &str) -> bool {
    let last = short.strip_prefix("the ").unwrap_or(short);
    full.starts_with(short) || full.strip_suffix(last).is_some_and(|before| before.is_empty() || before.ends_with(' '))
}

/// Houses that air each other's programmes.
fn related(a: &str, b: &str) -> bool {
    const FAMILIES: [&[&str]; 2] = [&["nbc", "msnbc", "cnbc"], &["fox news", "fox business"]];
    FAMILIES.iter().any(|family| family.contains(&a) && family.contains(&b))
}

fn plain(name: &str) -> String {
    let lower = name.to_lowercase().replace('’', "'");
    let trimmed = lower.trim_matches(|c: char| !c.is_alphanumeric());
    trimmed.strip_prefix("the ").unwrap_or(trimmed).to_owned()
}

fn house(venue: &Venue, name: &str) -> Option<House> {
    let find = |table: &'static [(&str, &str)]| {
        table.iter().find(|(known, _)| known.strip_prefix("the ").unwrap_or(known) == name).map(|(_, house)| *house)
    };
    match venue.kind {
        VenueKind::Programme => {
            let aired = find(PROGRAMMES).map(str::to_owned);
            // "Fox News Sunday" says itself who airs it.
            let shown = || {
                OUTLETS
                    .iter()
                    .filter(|(outlet, _)| name.starts_with(&format!("{outlet} ")) && outlet.len() > 2)
                    .max_by_key(|(outlet, _)| outlet.len())
                    .map(|(_, house)| (*house).to_owned())
            };
            aired.or_else(shown).map(House::Outlet)
        }
        VenueKind::Outlet => find(OUTLETS).map(|house| House::Outlet(house.to_owned())).or_else(|| by_form(name)),
        VenueKind::Platform => find(PLATFORMS).map(House::Platform),
        VenueKind::Event | VenueKind::Unnamed => None,
    }
}

/// An outlet told by its form: a word for what it is, and another.
fn by_form(name: &str) -> Option<House> {
    let is_noun = |word: &&str| OUTLET_NOUNS.split_whitespace().any(|noun| noun == *word);
    let own: Vec<String> = name.split_whitespace().filter(|word| !is_noun(word)).map(str::to_owned).collect();
    (name.split_whitespace().any(|word| is_noun(&word)) && !own.is_empty()).then_some(House::Named(own))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn venue(name: &str, kind: VenueKind) -> Venue {
        Venue { span: Span::default(), name: name.into(), kind }
    }

    fn conflict(a: &[(&str, VenueKind)], b: &[(&str, VenueKind)]) -> bool {
        let list =
            |venues: &[(&str, VenueKind)]| venues.iter().map(|(name, kind)| venue(name, *kind)).collect::<Vec<_>>();
        venues_conflict(&list(a), &list(b)).is_some()
    }

    #[test]
    fn only_what_is_certain_conflicts() {
        use VenueKind::{Event, Outlet, Platform, Programme, Unnamed};
        assert!(conflict(&[("CNN", Outlet)], &[("ABC News", Outlet)]));
        assert!(conflict(&[("CNN", Outlet)], &[("Sunday Morning Futures", Programme)]));
        assert!(conflict(&[("Meet the Press", Programme)], &[("This Week", Programme)]));
        assert!(conflict(&[("NBC", Outlet)], &[("Fox News Sunday", Programme)]));
        assert!(conflict(&[("X", Platform)], &[("Truth Social", Platform)]));
        assert!(!conflict(&[("NBC News", Outlet)], &[("Meet the Press", Programme)]));
        assert!(!conflict(&[("CNN", Outlet)], &[("The Harbour Hour", Programme)]));
        assert!(!conflict(&[("CNN", Outlet)], &[("reporters", Unnamed)]));
        assert!(!conflict(&[("CNN", Outlet)], &[("X", Platform)]));
        assert!(!conflict(&[("CNN", Outlet)], &[("a rally in Ohio", Event)]));
        assert!(!conflict(&[("CNN", Outlet)], &[("State of the Union", Programme), ("Fox News Sunday", Programme)]));
        assert!(conflict(&[("Radio Lorne", Outlet)], &[("the Skerrow Courier", Outlet)]));
        assert!(!conflict(&[("Skerrow Radio", Outlet)], &[("the Skerrow Courier", Outlet)]));
        assert!(!conflict(&[("the Courier", Outlet)], &[("Radio Lorne", Outlet)]));
        assert!(!conflict(&[("Radio Lorne", Outlet)], &[("CNN", Outlet)]));
        assert!(!conflict(&[("Twitter", Platform)], &[("X", Platform)]));
        assert!(!conflict(&[("The New York Times", Outlet)], &[("The Times", Outlet)]));
    }
}
