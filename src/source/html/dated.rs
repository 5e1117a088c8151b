//! When the article of a page was published: what the page states of itself first, then what stands
//! beside its headline, then its address.

use std::path::Path;

use super::head::{Event, Head};
use super::linked::is_broken;
use super::metadata::{clipped, line, meta};
use super::page::{Page, Run};
use super::words;
use crate::source::dates::{self, Order};
use crate::source::host;

/// Names of `<meta>`, letters and digits alone, the most certain first.
const PUBLISHED: &[&str] = &[
    "articlepublishedtime",
    "ogarticlepublishedtime",
    "ogpublishedtime",
    "articlepublished",
    "articlepublisheddate",
    "datepublished",
    "rnewsdatepublished",
    "parselypubdate",
    "sailthrudate",
    "originalpublicationdate",
    "articledateoriginal",
    "firstpublished",
    "dcsextarticlefirstpublished",
    "mediatorpublishedtime",
    "shareaholicarticlepublishedtime",
    "vrpublishedtime",
    "weiboarticlecreateat",
    "published",
    "publishedat",
    "publisheddate",
    "publishedtime",
    "publicationdate",
    "publishdate",
    "publishtime",
    "pubdate",
    "pubtime",
    "btpubdate",
    "dateposted",
    "postdate",
    "articlepostdate",
    "dcdateissued",
    "dctermsissued",
    "dcissued",
    "issued",
    "prismpublicationdate",
    "citationpublicationdate",
    "citationonlinedate",
    "citationdate",
    "eprintsdate",
    "cxenseparserecspublishtime",
    "cxenseparsepublishtime",
    "iso8601publishdate",
    "dctermsdate",
    "dcdate",
    "dcdatecreated",
    "dctermscreated",
    "dccreated",
    "analyticsattributesarticledate",
    "articledate",
    "articlecreated",
    "displaydate",
    "releasedate",
    "ogreleasedate",
    "videoreleasedate",
    "ogregdate",
    "ptime",
    "pdate",
    "datecreated",
    "created",
    "creationdate",
    "uploaddate",
    "sortdate",
    "date",
];
const CHANGED: &[&str] = &[
    "articlemodifiedtime",
    "ogupdatedtime",
    "datemodified",
    "dctermsmodified",
    "dcdatemodified",
    "lastmodified",
    "lastmod",
    "modificationdate",
    "revisiondate",
    "updated",
];
/// Names that scripts give to the same.
const SCRIPTED: &[&str] =
    &["\"datePublished\"", "\"publishedAt\"", "\"publishDate\"", "\"firstPublished\"", "\"pubDate\""];
/// What stands this near to the beginning of the article is about it, in bytes.
const NEAR: usize = 6000;

/// In which order a page writes day and month, by its language and its address.
pub(super) fn order(language: Option<&str>, url: Option<&str>) -> Order {
    const DAY_FIRST: &[&str] = &["uk", "au", "nz", "in", "ie", "za", "pk", "ng", "ke", "sg", "my", "hk", "eu"];
    let language = language.unwrap_or_default().to_ascii_lowercase();
    let ending = url.and_then(host).and_then(|host| host.rsplit('.').next()).unwrap_or_default();
    match language.split(['-', '_']).collect::<Vec<_>>().as_slice() {
        ["en", "us"] => Order::MonthFirst,
        ["en", _] => Order::DayFirst,
        ["en"] | [""] if DAY_FIRST.contains(&ending) => Order::DayFirst,
        ["en"] | [""] if ["gov", "us", "mil"].contains(&ending) => Order::MonthFirst,
        ["en"] | [""] => Order::Unknown,
        _ => Order::DayFirst,
    }
}

/// A page that is asked for its date.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dates<'a> {
    pub(super) page: &'a Page,
    /// Its bytes.
    pub(super) text: &'a str,
    /// The first leaf of its article, by index.
    pub(super) first: usize,
    pub(super) order: Order,
}

impl Dates<'_> {
    /// The most certain date: `linked` is what JSON-LD states, `name` that of the page's file.
    pub(super) fn best(self, linked: Option<&str>, url: Option<&str>, name: &Path) -> Option<String> {
        let head = &self.page.head;
        let metas = |names: &[&str]| names.iter().find_map(|name| self.stated(&meta(head, name)?));
        let shown = self.shown();
        let nearest = |most: usize| shown.iter().find(|(distance, _)| *distance <= most).map(|(_, date)| date.clone());
        let name = name.file_name().map(|name| name.to_string_lossy().into_owned());
        linked
            .and_then(|linked| self.stated(linked))
            .or_else(|| {
                let broken = head.json_ld.iter().map(|span| span.of(self.text)).filter(|text| is_broken(text));
                broken.into_iter().find_map(|text| self.scripted(text))
            })
            .or_else(|| metas(PUBLISHED))
            .or_else(|| self.moment(Event::Publication))
            .or_else(|| nearest(NEAR))
            .or_else(|| self.above())
            .or_else(|| url.and_then(dates::in_address))
            .or_else(|| self.scripted(self.text))
            .or_else(|| nearest(usize::MAX))
            .or_else(|| name.as_deref().and_then(dates::in_address))
            .or_else(|| metas(CHANGED))
            .or_else(|| self.moment(Event::Change))
    }

    /// A date that is written for programs.
    fn stated(&self, written: &str) -> Option<String> {
        let written = written.trim();
        dates::read_in(written, self.order)
            .or_else(|| dates::packed(written))
            .or_else(|| dates::since_1970(written))
            .or_else(|| dates::in_address(written))
    }

    /// The date behind a name that scripts give to it: of JSON-LD that cannot be read, and of other scripts.
    fn scripted(&self, text: &str) -> Option<String> {
        SCRIPTED.iter().find_map(|name| {
            let (_, rest) = text.split_once(name)?;
            let value = rest.trim_start().strip_prefix(':')?.trim_start();
            let value = value.trim_start_matches('"').split(['"', ',', '}']).next()?;
            if value.len() < 60 { self.stated(value) } else { None }
        })
    }

    /// Where the article begins in the page.
    fn start(&self) -> usize {
        let first = self.page.leaves.get(self.first);
        let runs = first.and_then(|leaf| self.page.runs.get(leaf.first..leaf.end)).unwrap_or_default();
        let at = runs.iter().find_map(|run| match run {
            Run::Text { span, .. } => Some(span.start),
            _ => None,
        });
        at.unwrap_or_default()
    }

    /// How far something is from the beginning of the article. What stands before it is nearer.
    fn distance(&self, at: usize) -> usize {
        let start = self.start();
        if at <= start { start - at } else { (at - start).saturating_mul(2).saturating_add(500) }
    }

    /// The nearest time that an element states for `event`.
    fn moment(&self, event: Event) -> Option<String> {
        let moments = self.page.head.moments.iter().filter(|moment| moment.of == event);
        let mut dates: Vec<(usize, String)> =
            moments.filter_map(|moment| Some((self.distance(moment.at), self.stated(&moment.when)?))).collect();
        dates.sort();
        dates.into_iter().next().map(|(_, date)| date)
    }

    /// The dates in bylines and those that elements state without saying of what, the nearest first.
    fn shown(&self) -> Vec<(usize, String)> {
        let head: &Head = &self.page.head;
        let bylines = head.bylines.iter().filter_map(|span| {
            let date = dates::find(&line(clipped(*span).of(self.text)), self.order)?;
            Some((self.distance(span.start), date))
        });
        let moments = head.moments.iter().filter(|moment| moment.of == Event::Unsaid);
        let moments = moments.filter_map(|moment| Some((self.distance(moment.at), self.stated(&moment.when)?)));
        let mut shown: Vec<(usize, String)> = bylines.chain(moments).collect();
        shown.sort();
        shown
    }

    /// The date on a short line just above the text of the article.
    fn above(&self) -> Option<String> {
        let Page { leaves, runs, .. } = self.page;
        let near = leaves.get(self.first.saturating_sub(8)..leaves.len().min(self.first + 2))?;
        let lines = near.iter().rev().flat_map(|leaf| {
            let runs = runs.get(leaf.first..leaf.end).unwrap_or_default();
            runs.split(|run| matches!(run, Run::Break)).map(|runs| {
                let words: String = runs.iter().map(|run| words(*run, self.text)).collect();
                line(&words)
            })
        });
        lines.filter(|line| line.len() <= 100).find_map(|line| dates::find(&line, self.order))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::html::page;

    fn date(html: &str) -> Option<String> {
        let page = page::read(html);
        let first = page.leaves.iter().position(|leaf| leaf.size > 60).unwrap_or_default();
        let language = page.head.language.as_deref();
        Dates { page: &page, text: html, first, order: order(language, None) }.best(None, None, Path::new("a.html"))
    }

    const TEXT: &str = "<p>The talks on the ferry failed on Sunday, and no one knew why they had begun.</p>";

    #[test]
    fn many_systems_state_the_date() {
        for said in [
            "<meta property='article:published_time' content='2031-05-02T10:00:00+02:00'>",
            "<meta name='DC.date.issued' content='2031-05-02'>",
            "<meta name='parsely-pub-date' content='2031-05-02T10:00:00Z'>",
            "<meta name='cXenseParse:recs:publishtime' content='2031-05-02T10:00:00Z'>",
            "<meta name='pubdate' content='20310502'><meta property='article:modified_time' content='2031-06-01'>",
            "<meta name='date' content='Fri May 02 10:00:00 EDT 2031'>",
            "<meta itemprop='datePublished' content='1935482400'>",
            "<script type='application/ld+json'>{\"datePublished\": \"2031-05-02T10:00\", broken</script>",
            "<span itemprop='datePublished' content='2031-05-02'>yesterday</span>",
            "<abbr class='published' title='2031-05-02T10:00:00Z'>last week</abbr>",
            "<span property='dc:date' content='2031-05-02'></span>",
            "<script>window.state = {\"publishedAt\":\"2031-05-02T10:00:00Z\"}</script>",
            "<time class='updated' datetime='2031-06-01'></time><time class='entry-date published' datetime='2031-05-02'></time>",
        ] {
            assert_eq!(date(&format!("{said}{TEXT}")).as_deref(), Some("2031-05-02"), "{said}");
        }
    }

    #[test]
    fn what_stands_beside_the_article_is_nearest() {
        let page = format!(
            "<div class=date>Monday, 9 June 2031</div><ul>{}</ul><h1>Ferry talks fail</h1><div class=date>2 May 2031</div>{TEXT}<div class=related><time datetime='2031-04-01'>1 April</time></div>",
            "<li><a href=x>Another story of the day</a> <time datetime='2031-06-08'>yesterday</time>".repeat(9)
        );
        assert_eq!(date(&page).as_deref(), Some("2031-05-02"));
        let german = format!("<html lang=de><p>Veröffentlicht am 02.05.2031 um 10:15 Uhr</p>{TEXT}");
        assert_eq!(date(&german).as_deref(), Some("2031-05-02"));
        let american = format!("<html lang=en-US><p>05/02/2031</p>{TEXT}");
        assert_eq!(date(&american).as_deref(), Some("2031-05-02"));
    }
}
