//! Web archives (WARC, ISO 28500): every page, text and PDF in one is a document.

use std::io::Read as _;
use std::path::Path;

use flate2::read::{MultiGzDecoder, ZlibDecoder};

use super::file::read_bytes;
use super::reader::{File, Part, Reader};

/// How many records are read.
const MOST: usize = 100_000;

/// Reads web archives.
#[derive(Debug)]
pub(super) struct Warc;

impl Reader for Warc {
    fn format(&self) -> &'static str {
        "WARC"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["warc"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        bytes.starts_with(b"WARC/")
    }

    fn read(&self, file: &File<'_>) -> Result<Vec<Part>, String> {
        let mut parts = Vec::new();
        let mut rest = file.bytes;
        let mut number = 0;
        while let Some(start) = rest.windows(5).position(|window| window == b"WARC/").filter(|_| number < MOST) {
            rest = rest.get(start..).unwrap_or_default();
            let Some((headers, body)) = headed(rest) else { break };
            let length = header(&headers, "content-length")
                .and_then(|length| length.parse::<usize>().ok())
                .unwrap_or(body.len());
            let content = body.get(..length.min(body.len())).unwrap_or_default();
            number += 1;
            if let Some(document) = record(&headers, content, file) {
                let found = document.unwrap_or_else(|reason| vec![Part { fragment: None, document: Err(reason) }]);
                let url = header(&headers, "warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned());
                parts.extend(found.into_iter().map(|mut part| {
                    if let Ok(document) = &mut part.document
                        && document.metadata.url.is_none()
                    {
                        document.metadata.url.clone_from(&url);
                    }
                    let within = part.fragment.map(|within| format!("/{within}")).unwrap_or_default();
                    Part { fragment: Some(format!("{number}{within}")), document: part.document }
                }));
            }
            if length > body.len() {
                parts.push(Part {
                    fragment: Some(format!("{number}")),
                    document: Err("is cut off before its end".to_owned()),
                });
            }
            rest = body.get(length.min(body.len())..).unwrap_or_default();
        }
        if parts.is_empty() { Err("holds no page, text or PDF".to_owned()) } else { Ok(parts) }
    }
}

/// Names in lower case, and values.
type Headers = Vec<(String, String)>;

/// The headers that `bytes` begin with, in lower case, and what stands behind them.
fn headed(bytes: &[u8]) -> Option<(Headers, &[u8])> {
    let mut headers = Vec::new();
    let mut rest = bytes;
    loop {
        let end = rest.iter().take(64_000).position(|byte| *byte == b'\n')?;
        let line = String::from_utf8_lossy(rest.get(..end)?).trim_end().to_owned();
        rest = rest.get(end + 1..)?;
        if line.is_empty() {
            return Some((headers, rest));
        }
        if let Some((name, value)) = line.split_once(':') {
            headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
        if headers.len() > 500 {
            return None;
        }
    }
}

fn header<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// The documents of a record; `None` when it holds none.
fn record(headers: &[(String, String)], content: &[u8], file: &File<'_>) -> Option<Result<Vec<Part>, String>> {
    let kind = header(headers, "warc-type")?;
    let about = header(headers, "content-type").unwrap_or_default().to_ascii_lowercase();
    let (media, body) = match kind {
        "response" if about.starts_with("application/http") => {
            let status = content.split(|byte| *byte == b' ').nth(1)?;
            if !status.starts_with(b"2") {
                return None;
            }
            let (http, body) = headed(content)?;
            (
                header(&http, "content-type").unwrap_or("text/html").to_ascii_lowercase(),
                delivered(&http, body, file.most()),
            )
        }
        "resource" | "conversion" | "response" => (about, content.to_vec()),
        _ => return None,
    };
    let name = match media.split(';').next().unwrap_or_default().trim() {
        "text/html" | "application/xhtml+xml" => "page.html",
        "application/pdf" => "page.pdf",
        "text/plain" => "page.txt",
        "text/markdown" => "page.md",
        _ => return None,
    };
    Some(read_bytes(&File { bytes: &body, name: Path::new(name), depth: file.depth + 1, ..*file }))
}

/// The body of an answer as it was before it was sent: out of its chunks, unpacked.
fn delivered(http: &[(String, String)], body: &[u8], most: u64) -> Vec<u8> {
    let chunked =
        header(http, "transfer-encoding").is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked"));
    let body = if chunked { unchunked(body).unwrap_or_else(|| body.to_vec()) } else { body.to_vec() };
    let mut unpacked = Vec::new();
    let coding = header(http, "content-encoding").unwrap_or_default().to_ascii_lowercase();
    let outcome = match coding.as_str() {
        "gzip" | "x-gzip" => MultiGzDecoder::new(body.as_slice()).take(most).read_to_end(&mut unpacked),
        "deflate" => ZlibDecoder::new(body.as_slice()).take(most).read_to_end(&mut unpacked),
        _ => return body,
    };
    // Many archives keep the header of what they have unpacked already.
    if outcome.is_ok() { unpacked } else { body }
}

fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    loop {
        let end = body.iter().take(32).position(|byte| *byte == b'\n')?;
        let size = std::str::from_utf8(body.get(..end)?).ok()?;
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        if size == 0 {
            return Some(whole);
        }
        body = body.get(end + 1..)?;
        whole.extend_from_slice(body.get(..size)?);
        body = body.get(size..)?;
        body = body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n")).unwrap_or(body);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Options;

    #[test]
    fn pages_are_read_with_their_addresses() {
        let page =
            "<p>The talks with the harbour board failed on Sunday, and nobody could say when they would go on.</p>";
        let http = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{page}\r\n0\r\n\r\n",
            page.len()
        );
        let record = |kind: &str, content: &str| {
            format!(
                "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://harbour.example/a\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: {}\r\n\r\n{content}\r\n\r\n",
                content.len()
            )
        };
        let archive = record("warcinfo", "x") + &record("request", "GET /") + &record("response", &http);
        let parts = Warc.read(&File::new(archive.as_bytes(), Path::new("a.warc"), &Options::default())).unwrap();
        let [part] = parts.as_slice() else { unreachable!("one page") };
        let document = part.document.as_ref().unwrap();
        assert_eq!(
            (part.fragment.as_deref(), document.metadata.url.as_deref()),
            (Some("3"), Some("https://harbour.example/a"))
        );
        assert!(document.text.starts_with("The talks"));
    }
}
