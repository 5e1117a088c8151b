//! Which paragraphs of a page are its article.
//!
//! A page is a sequence of paragraphs, of which the article is a stretch: every paragraph gets a
//! weight, above zero where it reads like prose and below where it does not, and the stretch with
//! the highest sum is taken (maximum subsequence segmentation: Pasternack and Roth, "Extracting
//! article text from the web with maximum subsequence segmentation", WWW 2009). Within it, what the
//! names of elements say is furniture is left out. The weights come from sizes, links and the
//! elements around, so no page has to be known.

use super::names::Role;
use super::page::{Leaf, LeafKind, Page};

/// A paragraph of at least this many bytes is prose by its length.
const LONG: usize = 80;

/// No caption is longer, in bytes that are no white space.
const LARGEST_CAPTION: usize = 1200;
/// Nor is what asks readers to pay.
const LONGEST_PLEA: usize = 300;
/// So many leaves of furniture may stand between two paragraphs of an article.
const MOST_BETWEEN: usize = 12;

/// The leaves of `page` that are its article, by index, in order.
pub(super) fn article(page: &Page) -> Vec<usize> {
    let parts = Parts::of(page);
    let weights: Vec<f64> = (0..page.leaves.len()).map(|at| parts.weight(at)).collect();
    let Some((first, last)) = heaviest(&weights) else { return Vec::new() };
    let (first, last) = parts.within_article(first, last);
    let homes = parts.homes(first, last);
    let (first, last) = parts.with_short_ends(first, last, &homes);
    let mut kept: Vec<usize> = (first..=last).filter(|at| parts.belongs(*at, &homes)).collect();
    if let Some(headline) = parts.headline(first) {
        kept.insert(0, headline);
    }
    kept
}

/// The stretch with the highest sum, if any sum is above zero.
fn heaviest(weights: &[f64]) -> Option<(usize, usize)> {
    let mut best: Option<(f64, usize, usize)> = None;
    let (mut sum, mut start) = (0.0, 0);
    for (at, weight) in weights.iter().enumerate() {
        if sum <= 0.0 {
            (sum, start) = (0.0, at);
        }
        sum += weight;
        if best.is_none_or(|(most, ..)| sum > most) && sum > 0.0 {
            best = Some((sum, start, at));
        }
    }
    best.map(|(_, first, last)| (first, last))
}

struct Parts<'a> {
    page: &'a Page,
    /// For each node the role that it or an element around it has.
    roles: Vec<Role>,
    /// For each node the innermost element around it that says it is the article.
    articles: Vec<Option<usize>>,
    /// For each node whether it is in an element that reads like another story's beginning.
    teasers: Vec<bool>,
    sums: Vec<Sum>,
}

/// What an element holds, all in it counted.
#[derive(Debug, Default, Clone, Copy)]
struct Sum {
    leaves: usize,
    size: usize,
    linked: usize,
    /// Leaves that are nothing but a link.
    links: usize,
    /// Leaves that read like prose, and their size without links.
    paragraphs: usize,
    prose: usize,
    /// Whether the first leaf is a heading that leads elsewhere.
    is_headed: bool,
    /// Whether a headline is in it.
    has_headline: bool,
}

impl Sum {
    fn of(page: &Page) -> Vec<Self> {
        let mut sums = vec![Self::default(); page.nodes.len()];
        for leaf in &page.leaves {
            let Some(own) = sums.get_mut(leaf.node) else { continue };
            let is_link = leaf.linked * 10 >= leaf.size * 9;
            if own.leaves == 0 {
                own.is_headed = is_link && matches!(leaf.kind, LeafKind::Heading(_));
            }
            own.leaves += 1;
            own.size += leaf.size;
            own.linked += leaf.linked;
            own.links += usize::from(is_link);
            own.has_headline |= is_headline(leaf);
            if is_prose(leaf) {
                own.paragraphs += 1;
                own.prose += leaf.size - leaf.linked;
            }
        }
        for (at, node) in page.nodes.iter().enumerate().skip(1).rev() {
            let own = sums.get(at).copied().unwrap_or_default();
            if let Some(parent) = sums.get_mut(node.parent) {
                parent.add(&own);
            }
        }
        sums
    }

    /// Adds what an element in this one holds, which stands before all that was added so far.
    fn add(&mut self, inner: &Self) {
        self.is_headed = if inner.leaves > 0 { inner.is_headed } else { self.is_headed };
        self.leaves += inner.leaves;
        self.size += inner.size;
        self.linked += inner.linked;
        self.links += inner.links;
        self.paragraphs += inner.paragraphs;
        self.prose += inner.prose;
        self.has_headline |= inner.has_headline;
    }

    /// Whether it is another story's headline, which leads there, with the beginning of its text.
    fn is_teaser(&self) -> bool {
        (2..=4).contains(&self.leaves) && self.links >= 1 && self.size < 700 && self.linked * 7 > self.size
    }

    /// Whether it may be one: it begins with a headline that leads elsewhere, and is soon over.
    fn resembles_teaser(&self) -> bool {
        self.is_headed && (2..=5).contains(&self.leaves) && self.paragraphs <= 2
    }
}

impl<'a> Parts<'a> {
    fn of(page: &'a Page) -> Self {
        let sums = Sum::of(page);
        let comments = comments(page, &sums);
        let total = sums.first().map_or(0, |sum| sum.prose).saturating_sub(comments);
        let gates = page.nodes.iter().filter(|node| node.role == Role::Gate).count();
        let mut roles = vec![Role::Plain; page.nodes.len()];
        let mut articles = vec![None; page.nodes.len()];
        let mut teasers = vec![false; page.nodes.len()];
        for (at, node) in page.nodes.iter().enumerate() {
            let sum = sums.get(at).copied().unwrap_or_default();
            // What holds most of the page's prose is its article, and so is what holds its headline and
            // prose besides, whatever it is called.
            let most = sum.prose * 2 > total;
            let story = most || (sum.has_headline && sum.paragraphs >= 2);
            let own = match node.role {
                Role::Furniture | Role::Hidden | Role::Byline if story => Role::Plain,
                // Readers may write more than the article has.
                Role::Comments if sum.has_headline || sum.prose == total + comments => Role::Plain,
                Role::Plain | Role::Article if !most && sum.is_teaser() => Role::Furniture,
                Role::Figure if sum.size > LARGEST_CAPTION => Role::Plain,
                Role::Figure => Role::Furniture,
                // A plea to pay stands alone and is short.
                Role::Gate if gates >= 3 || sum.paragraphs >= 2 || sum.prose >= LONGEST_PLEA => Role::Plain,
                Role::Gate => Role::Furniture,
                Role::Article => Role::Plain,
                role => role,
            };
            let outer = (at > 0).then_some(node.parent);
            let around = outer.and_then(|outer| roles.get(outer).copied()).unwrap_or_default();
            let teased = outer.and_then(|outer| teasers.get(outer).copied()).unwrap_or_default();
            let article = outer.and_then(|outer| articles.get(outer).copied()).flatten();
            if let (Some(role), Some(inside), Some(teaser)) =
                (roles.get_mut(at), articles.get_mut(at), teasers.get_mut(at))
            {
                *role = if around == Role::Plain { own } else { around };
                *inside = if node.role == Role::Article { Some(at) } else { article };
                *teaser = teased || (!most && sum.resembles_teaser());
            }
        }
        Self { page, roles, articles, teasers, sums }
    }

    fn role(&self, leaf: &Leaf) -> Role {
        self.roles.get(leaf.node).copied().unwrap_or_default()
    }

    fn leaf(&self, at: usize) -> &Leaf {
        const NONE: &Leaf = &Leaf {
            node: 0,
            kind: LeafKind::Loose,
            quote: 0,
            first: 0,
            end: 0,
            size: 0,
            linked: 0,
            is_sentence: false,
        };
        self.page.leaves.get(at).unwrap_or(NONE)
    }

    fn weight(&self, at: usize) -> f64 {
        let leaf = self.leaf(at);
        #[expect(clippy::cast_precision_loss, reason = "a paragraph is no longer than a file")]
        let (size, linked) = (leaf.size as f64, leaf.linked as f64);
        let plain = size - linked;
        match self.role(leaf) {
            Role::Comments => return -(size / 4.0).min(400.0) - 20.0,
            Role::Furniture | Role::Hidden => return -(size / 8.0).min(60.0) - 4.0,
            Role::Byline => return -2.0,
            _ => {}
        }
        if self.teasers.get(leaf.node) == Some(&true) {
            return -(size / 16.0).min(20.0) - 2.0;
        }
        let density = linked / size.max(1.0);
        let in_article = self.articles.get(leaf.node).copied().flatten().is_some();
        let bonus = if in_article { 6.0 } else { 0.0 };
        match leaf.kind {
            LeafKind::Caption => -4.0,
            LeafKind::Heading(_) => bonus - 3.0 - 10.0 * density,
            _ if density > 0.6 => bonus / 2.0 - 6.0 - (linked / 20.0).min(10.0),
            LeafKind::Paragraph if leaf.size >= 20 => bonus + (plain / 4.0).min(80.0) - 8.0 * density,
            _ if leaf.size >= LONG => bonus + (plain / 6.0).min(60.0) - 10.0 * density,
            LeafKind::Paragraph => bonus - 2.0,
            _ => bonus - 6.0,
        }
    }

    /// The stretch within the one element that says it is the article, where most of its prose stands there.
    fn within_article(&self, first: usize, last: usize) -> (usize, usize) {
        let mut held: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
        let mut total = 0;
        for leaf in (first..=last).map(|at| self.leaf(at)).filter(|leaf| is_prose(leaf)) {
            total += leaf.size;
            if let Some(article) = self.articles.get(leaf.node).copied().flatten() {
                *held.entry(article).or_default() += leaf.size;
            }
        }
        // Of several articles on one page, each with a headline of its own, the first is the page's.
        let mut whole = held.iter().filter(|(node, size)| {
            **size * 10 >= total && self.sums.get(**node).is_some_and(|sum| sum.has_headline && sum.paragraphs >= 2)
        });
        let several = whole.next().filter(|_| whole.next().is_some()).map(|(node, _)| *node);
        let most = held.iter().max_by_key(|(node, size)| (**size, std::cmp::Reverse(**node)));
        let most = most.filter(|(_, size)| **size * 10 >= total * 6).map(|(node, _)| *node);
        let Some(article) = several.or(most) else { return (first, last) };
        let inside = |at: &usize| self.articles.get(self.leaf(*at).node).copied().flatten() == Some(article);
        // Prose of the article that the stretch did not reach counts as well.
        let count = self.page.leaves.len();
        let ends = (0..count).filter(inside).filter(|at| *at >= first && *at <= last || is_prose(self.leaf(*at)));
        let ends: Vec<usize> = ends.collect();
        (ends.first().copied().unwrap_or(first), ends.last().copied().unwrap_or(last))
    }

    /// The stretch with the short sentences before and behind it that stand where its prose stands.
    fn with_short_ends(&self, mut first: usize, mut last: usize, homes: &[usize]) -> (usize, usize) {
        let goes_on = |at: usize, beside: usize| {
            let leaf = self.leaf(at);
            let here = match leaf.kind {
                LeafKind::Loose | LeafKind::Paragraph => homes.binary_search(&self.home(leaf)).is_ok(),
                LeafKind::Cell => leaf.node == self.leaf(beside).node,
                _ => false,
            };
            here && leaf.is_sentence && leaf.size >= 8 && leaf.linked * 2 < leaf.size && self.role(leaf) == Role::Plain
        };
        // What is furniture between two paragraphs does not part them.
        let is_text = |at: &usize| {
            let leaf = self.leaf(*at);
            self.role(leaf) == Role::Plain && leaf.kind != LeafKind::Caption
        };
        while let Some(before) = (first.saturating_sub(MOST_BETWEEN)..first).rev().find(is_text)
            && goes_on(before, first)
        {
            first = before;
        }
        let count = self.page.leaves.len();
        while let Some(behind) = (last + 1..count.min(last + 1 + MOST_BETWEEN)).find(is_text)
            && goes_on(behind, last)
        {
            last = behind;
        }
        (first, last)
    }

    /// The elements in which the prose of the stretch stands: of each leaf the parent of its element.
    fn homes(&self, first: usize, last: usize) -> Vec<usize> {
        let prose =
            (first..=last).map(|at| self.leaf(at)).filter(|leaf| is_prose(leaf) && self.role(leaf) == Role::Plain);
        let mut homes: Vec<usize> = prose.map(|leaf| self.home(leaf)).collect();
        homes.sort_unstable();
        homes.dedup();
        homes
    }

    fn home(&self, leaf: &Leaf) -> usize {
        match leaf.kind {
            // Many pages set each paragraph in a `div` of its own.
            LeafKind::Loose if self.sums.get(leaf.node).is_none_or(|sum| sum.leaves > 1) => leaf.node,
            _ => self.page.nodes.get(leaf.node).map_or(0, |node| node.parent),
        }
    }

    /// Whether a leaf of the stretch is part of the article.
    fn belongs(&self, at: usize, homes: &[usize]) -> bool {
        let leaf = self.leaf(at);
        if self.role(leaf) != Role::Plain || leaf.kind == LeafKind::Caption {
            return false;
        }
        let home = homes.binary_search(&self.home(leaf)).is_ok();
        let linked = leaf.linked * 10 > leaf.size * 8;
        match leaf.kind {
            LeafKind::Heading(_) => !linked || home,
            LeafKind::Paragraph => home && (!linked || leaf.size >= LONG) || (!linked && leaf.size >= 20),
            LeafKind::Item | LeafKind::Cell => !linked,
            _ => is_prose(leaf) || (home && !linked),
        }
    }

    /// The headline above the stretch that begins at `first`.
    fn headline(&self, first: usize) -> Option<usize> {
        let is_one = |at: &usize| {
            let leaf = self.leaf(*at);
            is_headline(leaf) && !matches!(self.role(leaf), Role::Furniture | Role::Hidden)
        };
        if is_one(&first) {
            return None;
        }
        (0..first).rev().take(60).find(is_one)
    }
}

/// How much prose readers wrote: in elements named so, but for those that hold the headline as well.
fn comments(page: &Page, sums: &[Sum]) -> usize {
    let mut inside = vec![false; page.nodes.len()];
    let mut total = 0;
    for (at, node) in page.nodes.iter().enumerate() {
        let around = at > 0 && inside.get(node.parent) == Some(&true);
        let sum = sums.get(at).copied().unwrap_or_default();
        let own = node.role == Role::Comments && !sum.has_headline;
        if own && !around {
            total += sum.prose;
        }
        if let Some(place) = inside.get_mut(at) {
            *place = around || own;
        }
    }
    total
}

/// Whether a leaf may be the headline of an article.
fn is_headline(leaf: &Leaf) -> bool {
    leaf.kind == LeafKind::Heading(1) && leaf.size >= 10
}

/// Whether a leaf reads like prose: long enough, and not made of links.
fn is_prose(leaf: &Leaf) -> bool {
    leaf.size >= LONG && leaf.linked * 2 < leaf.size && !matches!(leaf.kind, LeafKind::Heading(_) | LeafKind::Caption)
}
