//! Web addresses: when two mean one page.

/// The form in which addresses of one page are equal: no scheme, no `www.`, no closing slash, no
/// fragment, no parameters that track the reader, and not wrapped by the Web Archive.
pub(crate) fn address(url: &str) -> String {
    let url = unwrapped(url.trim());
    let url = url.split_once("://").map_or(url.strip_prefix("//").unwrap_or(url), |(_, rest)| rest);
    let url = url.split('#').next().unwrap_or_default();
    let (page, query) = url.split_once('?').unwrap_or((url, ""));
    let (host, path) = page.split_once('/').unwrap_or((page, ""));
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").or_else(|| host.strip_prefix("m.")).unwrap_or(&host);
    let host = host.strip_suffix(":443").or_else(|| host.strip_suffix(":80")).unwrap_or(host);
    let path = percent_encoding::percent_decode_str(path.trim_end_matches('/')).decode_utf8_lossy();
    let mut kept: Vec<&str> =
        query.split('&').filter(|parameter| !parameter.is_empty() && !tracks(parameter)).collect();
    kept.sort_unstable();
    format!("{host}/{path}?{}", kept.join("&"))
}

/// Whether a parameter of an address tells where the reader came from, not what is read.
fn tracks(parameter: &str) -> bool {
    const TRACKING: &[&str] = &[
        "fbclid",
        "gclid",
        "igshid",
        "mc_cid",
        "mc_eid",
        "ref",
        "ref_src",
        "ref_url",
        "cmpid",
        "ocid",
        "smid",
        "smtyp",
        "share",
        "s",
        "si",
        "feature",
        "sh",
        "taid",
        "msclkid",
        "dclid",
        "yclid",
        "at_medium",
        "at_campaign",
        "guccounter",
    ];
    let name = parameter.split('=').next().unwrap_or_default().to_lowercase();
    name.starts_with("utm_") || TRACKING.contains(&name.as_str())
}

/// The address that an archived page was saved from.
fn unwrapped(url: &str) -> &str {
    let archived = url.split_once("web.archive.org/web/").and_then(|(_, rest)| rest.split_once('/'));
    match archived {
        Some((stamp, original)) if stamp.starts_with(|c: char| c.is_ascii_digit()) => original,
        _ => url,
    }
}

/// "reuters" of `https://www.reuters.com/world`.
pub(crate) fn domain_stem(url: &str) -> Option<&str> {
    let host = super::host(url)?;
    let labels: Vec<&str> = host.split('.').collect();
    // "example.co.uk": the last label but one is a registry's, not the outlet's.
    let registry = labels.len() > 2 && labels.get(labels.len() - 2).is_some_and(|label| label.len() <= 3);
    labels.get(labels.len().checked_sub(if registry { 3 } else { 2 })?).copied()
}
