//! Days and months.

/// Weekdays from Monday, each with its forms in lower case.
pub(in crate::prose) const WEEKDAYS: [&str; 7] = [
    "monday mon. montag",
    "tuesday tues. dienstag",
    "wednesday wed. mittwoch",
    "thursday thurs. donnerstag",
    "friday fri. freitag",
    "saturday sat. samstag",
    "sunday sun. sonntag",
];

/// Months from January, each with its forms in lower case.
pub(in crate::prose) const MONTHS: [&str; 12] = [
    "january jan. januar",
    "february feb. februar",
    "march mar. märz",
    "april apr.",
    "may mai",
    "june juni",
    "july juli",
    "august aug.",
    "september sept. sep.",
    "october oct. oktober",
    "november nov.",
    "december dec. dezember",
];

/// Days told from today, with how many days ago.
pub(in crate::prose) const DAYS_AGO: [(&str, i64); 4] = [("today", 0), ("heute", 0), ("yesterday", 1), ("gestern", 1)];

/// Words that may stand before a day.
pub(in crate::prose) const BEFORE_DAY: &[&str] = &["on", "late", "early", "earlier", "am", "the"];

/// Words that make a time of what follows without saying which day: "last month", "this week".
pub(in crate::prose) const VAGUE: &[&str] = &["last", "this", "letzte", "letzten", "letzter", "diese", "dieser"];

/// Stretches of time.
pub(in crate::prose) const STRETCHES: &[&str] = &[
    "week",
    "month",
    "year",
    "weekend",
    "morning",
    "evening",
    "night",
    "afternoon",
    "woche",
    "monat",
    "jahr",
    "wochenende",
];

/// Participles of publishing, which may stand between a verb of speech and a day.
pub(in crate::prose) const PUBLISHED: &[&str] =
    &["published", "released", "aired", "broadcast", "posted", "issued", "taped", "recorded", "veröffentlicht"];
