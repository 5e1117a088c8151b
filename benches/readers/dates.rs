//! Dates as pages state and show them.

/// A date as a page states it: what stands in its head, what it shows, and its language.
#[derive(Debug)]
pub(crate) struct Dated {
    pub(crate) head: String,
    pub(crate) shown: String,
    pub(crate) language: &'static str,
    /// The date: `YYYY-MM-DD`.
    pub(crate) date: String,
}

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const GERMAN: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
const SPANISH: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];
const FRENCH: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const RUSSIAN: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

/// How many ways there are.
pub(crate) const WAYS: usize = 16;

/// The date of the page number `n`, in the way number `n`.
pub(crate) fn dated(n: usize) -> Dated {
    let (year, month, day) = (2011 + n % 13, 1 + n * 7 % 12, 1 + n * 11 % 28);
    let date = format!("{year}-{month:02}-{day:02}");
    let name = |names: &[&'static str; 12]| names[month - 1];
    let other = format!("{}-{month:02}-{day:02}", year + 1);
    let meta = |name: &str, content: &str| format!("<meta name=\"{name}\" content=\"{content}\">");
    let (head, shown, language) = match n % WAYS {
        0 => (
            format!(
                "<script type=\"application/ld+json\">{{\"@graph\":[{{\"@type\":\"WebPage\",\"datePublished\":\"{other}\"}},{{\"@type\":\"NewsArticle\",\"headline\":\"x\",\"datePublished\":\"{date}T08:00:00+02:00\"}}]}}</script>"
            ),
            String::new(),
            "en",
        ),
        1 => (
            format!(
                "<meta property=\"article:published_time\" content=\"{date}T10:00:00Z\"><meta property=\"article:modified_time\" content=\"{other}\">"
            ),
            String::new(),
            "en",
        ),
        2 => (meta("DC.date.issued", &date), format!("Updated {other}"), "en-GB"),
        3 => (meta("parsely-pub-date", &format!("{date}T10:00:00Z")), String::new(), "en"),
        4 => (meta("pubdate", &date.replace('-', "")), String::new(), "en"),
        5 => (String::new(), format!("<time datetime=\"{date}T10:00\">yesterday</time>"), "en"),
        6 => (String::new(), format!("{} {day}, {year} 10:15 am ET", name(&ENGLISH)), "en-US"),
        7 => (String::new(), format!("Published: {day} {} {year}", &name(&ENGLISH)[..3]), "en-GB"),
        8 => (String::new(), format!("{day:02}.{month:02}.{year}, 10:15 Uhr"), "de"),
        9 => (String::new(), format!("{day}. {} {year}", name(&GERMAN)), "de"),
        10 => (String::new(), format!("{day} de {} de {year}", name(&SPANISH)), "es"),
        11 => (String::new(), format!("Publié le {day} {} {year} à 10h15", name(&FRENCH)), "fr"),
        12 => (String::new(), format!("{day} {} {year}, 10:15", name(&RUSSIAN)), "ru"),
        13 => (String::new(), format!("{month}/{day}/{year}"), "en-US"),
        14 => (
            format!("<link rel=canonical href=\"https://harbour.example/{year}/{month:02}/{day:02}/ferry\">"),
            String::new(),
            "en",
        ),
        _ => (format!("<script>var page = {{\"publishedAt\":\"{date}T10:00:00Z\"}};</script>"), String::new(), "en"),
    };
    Dated { head, shown, language, date }
}
