//! Mail: single letters (.eml), mailboxes (.mbox), and web pages saved as mail (MHTML).

use std::path::Path;

use mailparse::{MailHeaderMap, ParsedMail, parse_mail};

use super::compose::Composer;
use super::file::read_bytes;
use super::front_matter::Said;
use super::html::{read_page, read_whole};
use super::reader::{Document, File, Part, Reader};
use super::{Metadata, OffsetMap, SourceKind, assemble, dates, readers};
use crate::prose::BlockKind;

/// How deep letters within letters are read.
const DEEPEST: usize = 3;
/// Parts within parts, at most.
const MOST_PARTS: usize = 1000;

/// Reads letters.
#[derive(Debug)]
pub(super) struct Eml;

impl Reader for Eml {
    fn format(&self) -> &'static str {
        "mail"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["eml", "emlx"]
    }

    fn read(&self, file: &File<'_>) -> Result<Vec<Part>, String> {
        // Apple Mail writes the length of the letter above it.
        let bytes = match file.bytes.split_first_chunk::<16>() {
            Some((head, _)) if head.first().is_some_and(u8::is_ascii_digit) => {
                let line = file.bytes.iter().position(|byte| *byte == b'\n').map_or(0, |at| at + 1);
                file.bytes.get(line..).unwrap_or_default()
            }
            _ => file.bytes,
        };
        letter(bytes, None, file)
    }
}

/// Reads mailboxes: each letter is a document.
#[derive(Debug)]
pub(super) struct Mbox;

impl Reader for Mbox {
    fn format(&self) -> &'static str {
        "mailbox"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["mbox", "mbx"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        let line = bytes
            .get(..bytes.len().min(200))
            .unwrap_or_default()
            .split(|byte| *byte == b'\n')
            .next()
            .unwrap_or_default();
        is_separator(line)
    }

    fn read(&self, file: &File<'_>) -> Result<Vec<Part>, String> {
        let mut parts = Vec::new();
        for (n, bytes) in letters(file.bytes).into_iter().enumerate() {
            let number = (n + 1).to_string();
            match letter(&bytes, Some(&number), file) {
                Ok(found) => parts.extend(found),
                Err(reason) => parts.push(Part { fragment: Some(number), document: Err(reason) }),
            }
        }
        if parts.is_empty() { Err("holds no mail: no line begins with “From ”".to_owned()) } else { Ok(parts) }
    }
}

/// Reads web pages saved as one file by Chromium and others.
#[derive(Debug)]
pub(super) struct Mhtml;

impl Reader for Mhtml {
    fn format(&self) -> &'static str {
        "MHTML"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["mhtml", "mht"]
    }

    fn read(&self, file: &File<'_>) -> Result<Vec<Part>, String> {
        let mail = parse_mail(file.bytes).map_err(|error| format!("is broken: {error}"))?;
        let page = body(&mail, "text/html").ok_or_else(|| "holds no web page".to_owned())?;
        let html = page.get_body_raw().map_err(|error| format!("is broken: {error}"))?;
        let mut document = read_page(&html, file.name)?;
        // The bytes of the page are not those of the file.
        document.offsets = OffsetMap::identity();
        let header =
            |name: &str| mail.get_headers().get_first_value(name).or_else(|| page.get_headers().get_first_value(name));
        if document.metadata.url.is_none() {
            document.metadata.url = header("Snapshot-Content-Location")
                .or_else(|| header("Content-Location"))
                .filter(|url| url.starts_with("http"));
        }
        if document.metadata.title.is_none() {
            document.metadata.title = header("Subject");
        }
        Ok(Part::whole(document))
    }
}

/// "From ann@harbour.example Thu May  1 10:00:00 2031".
fn is_separator(line: &[u8]) -> bool {
    let words = line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    line.starts_with(b"From ") && words.count() >= 3 && line.iter().any(u8::is_ascii_digit)
}

/// The letters of a mailbox, with the marks taken off that keep lines from being separators.
fn letters(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut letters: Vec<Vec<u8>> = Vec::new();
    let mut blank = true;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if blank && is_separator(line.trim_ascii_end()) {
            letters.push(Vec::new());
        } else if let Some(letter) = letters.last_mut() {
            let marks = line.iter().take_while(|byte| **byte == b'>').count();
            let marked = marks > 0 && line.get(marks..).is_some_and(|rest| rest.starts_with(b"From "));
            letter.extend_from_slice(line.get(usize::from(marked)..).unwrap_or_default());
        }
        blank = line.trim_ascii().is_empty();
    }
    letters
}

/// The documents in a letter: what it says, and what is attached to it.
fn letter(bytes: &[u8], number: Option<&str>, file: &File<'_>) -> Result<Vec<Part>, String> {
    let mail = parse_mail(bytes).map_err(|error| format!("is broken: {error}"))?;
    if mail.headers.is_empty() {
        return Err("is no mail: it has no header".to_owned());
    }
    let mut parts = vec![Part { fragment: number.map(str::to_owned), document: written(&mail) }];
    for (n, attached) in mail.parts().skip(1).take(MOST_PARTS).enumerate() {
        let Some(name) = attachment(attached) else { continue };
        let name = Path::new(&name);
        if file.depth >= DEEPEST || !readers::by_name(name).is_ok_and(|reader| reader.is_some()) {
            continue;
        }
        let Ok(bytes) = attached.get_body_raw() else { continue };
        let fragment = format!("{}{}", number.map(|number| format!("{number}/")).unwrap_or_default(), name.display());
        let inner = File { bytes: &bytes, name, depth: file.depth + 1, ..*file };
        match read_bytes(&inner) {
            Ok(found) => parts.extend(found.into_iter().map(|part| {
                let within = part.fragment.map(|within| format!("/{within}")).unwrap_or_default();
                Part { fragment: Some(format!("{fragment}{within}")), document: part.document }
            })),
            Err(reason) => parts.push(Part { fragment: Some(format!("{fragment}-{n}")), document: Err(reason) }),
        }
    }
    // A letter that says nothing and carries something is an envelope.
    if parts.len() > 1 && parts.first().is_some_and(|part| part.document.is_err()) {
        parts.remove(0);
    }
    Ok(parts)
}

/// The name of an attached file, without folders.
fn attachment(part: &ParsedMail<'_>) -> Option<String> {
    let disposition = part.get_content_disposition();
    let name = disposition.params.get("filename").or_else(|| part.ctype.params.get("name"))?;
    let name = name.rsplit(['/', '\\']).next()?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// The first part of `kind` that is no attachment.
fn body<'a>(mail: &'a ParsedMail<'a>, kind: &str) -> Option<&'a ParsedMail<'a>> {
    mail.parts().take(MOST_PARTS).find(|part| {
        let attached = matches!(part.get_content_disposition().disposition, mailparse::DispositionType::Attachment);
        part.ctype.mimetype.eq_ignore_ascii_case(kind) && part.subparts.is_empty() && !attached
    })
}

fn written(mail: &ParsedMail<'_>) -> Result<Document, String> {
    let mut composer = Composer::default();
    let plain = body(mail, "text/plain").and_then(|part| Some((part.get_body().ok()?, part)));
    match plain.filter(|(text, _)| !text.trim().is_empty()) {
        Some((text, part)) => {
            let flowed = part.ctype.params.get("format").is_some_and(|format| format.eq_ignore_ascii_case("flowed"));
            write_plain(&text, flowed, &mut composer);
        }
        None => {
            let html = body(mail, "text/html").and_then(|part| part.get_body().ok()).unwrap_or_default();
            read_whole(&html, &mut composer, |_, _| ());
        }
    }
    if composer.text().trim().is_empty() {
        return Err("is mail without text".to_owned());
    }
    let headers = mail.get_headers();
    let from = headers.get_first_header("From").and_then(|from| mailparse::addrparse_header(from).ok());
    let from = from.and_then(mailparse::MailAddrList::extract_single_info);
    let date = headers.get_first_value("Date");
    let metadata = Metadata {
        title: headers
            .get_first_value("Subject")
            .map(|subject| subject.trim().to_owned())
            .filter(|subject| !subject.is_empty()),
        authors: from.map(|from| from.display_name.unwrap_or(from.addr)).into_iter().collect(),
        date: date.map(|date| dates::normalised(date.split_once(", ").map_or(date.as_str(), |(_, date)| date))),
        url: headers
            .get_first_value("Archived-At")
            .map(|url| url.trim_matches(['<', '>', ' ']).to_owned())
            .filter(|url| url.starts_with("http")),
        kind: SourceKind::Speech,
        ..Metadata::default()
    };
    Ok(assemble(composer.finish(), Said { metadata, names_kind: true, made: None, notice: None }))
}

/// Adds the paragraphs of a plain letter. Lines that begin with `>` are what others wrote.
fn write_plain(text: &str, flowed: bool, composer: &mut Composer) {
    let mut quotes = 0u32;
    let mut last: Option<usize> = None;
    for line in text.lines() {
        // Below this line stands who wrote it, and no words of the letter.
        let depth = line.bytes().take_while(|byte| matches!(byte, b'>' | b' ')).filter(|byte| *byte == b'>').count();
        let words = if depth > 0 { line.trim_start_matches(['>', ' ']) } else { line };
        let stuffed = if flowed { words.strip_prefix(' ').unwrap_or(words) } else { words };
        if stuffed.trim().is_empty() {
            composer.end();
            last = None;
            continue;
        }
        if last != Some(depth) {
            quotes += u32::from(depth > 0 && last.is_none_or(|last| last == 0));
            composer.begin(if depth > 0 {
                BlockKind::BlockQuote { quote: quotes.saturating_sub(1) }
            } else {
                BlockKind::Paragraph
            });
        }
        composer.flow(stuffed, None);
        if flowed && !line.ends_with(' ') {
            composer.break_line();
        }
        composer.flow(" ", None);
        last = Some(depth);
    }
    composer.end();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Options;

    fn parts(reader: &dyn Reader, text: &str, name: &str) -> Vec<Part> {
        reader.read(&File::new(text.as_bytes(), Path::new(name), &Options::default())).unwrap()
    }

    const LETTER: &str = "From: \"Ann Gale\" <ann@harbour.example>\nSubject: =?utf-8?q?The_f=C3=A9rry?=\nDate: Fri, 2 May 2031 10:15:00 +0200\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nWe will not =\nsign =E2=80=94 not today.\n>From the quay.\n\n> Will you sign?\n";

    #[test]
    fn a_letter_says_who_wrote_it_and_when() {
        let document = parts(&Eml, LETTER, "a.eml").remove(0).document.unwrap();
        assert_eq!(document.text, "We will not sign — not today.\n\nFrom the quay.\n\nWill you sign?\n");
        assert_eq!(document.metadata.title.as_deref(), Some("The férry"));
        assert_eq!(document.metadata.authors, ["Ann Gale"]);
        assert_eq!(document.metadata.date.as_deref(), Some("2031-05-02"));
    }

    #[test]
    fn a_mailbox_holds_many_and_a_broken_one_costs_itself() {
        let mailbox = format!(
            "From ann Fri May  2 10:15:00 2031\n{LETTER}\nFrom bo Fri May  2 10:15:00 2031\n\nno header\n\nFrom bo Fri May  2 10:16:00 2031\n{LETTER}"
        );
        let found = parts(&Mbox, &mailbox, "a.mbox");
        let named: Vec<_> =
            found.iter().map(|part| (part.fragment.as_deref().unwrap_or_default(), part.document.is_ok())).collect();
        assert_eq!(named, [("1", true), ("2", false), ("3", true)]);
        assert!(found.first().unwrap().document.as_ref().unwrap().text.contains("From the quay."));
    }

    #[test]
    fn a_page_saved_as_mail_is_a_page() {
        let saved = "Snapshot-Content-Location: https://harbour.example/a\nSubject: Ferry\nContent-Type: multipart/related; boundary=\"b\"\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>The talks with the harbour board failed on Sunday, and nobody could say when they =\nwould be taken up again.</p>\n--b--\n";
        let document = parts(&Mhtml, saved, "a.mhtml").remove(0).document.unwrap();
        assert!(document.text.starts_with("The talks with the harbour board failed"));
        assert_eq!(document.metadata.url.as_deref(), Some("https://harbour.example/a"));
    }

    #[test]
    fn what_is_attached_is_read() {
        let mail = "From: ann@harbour.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee below.\n--b\nContent-Type: text/plain; name=\"talk.txt\"\nContent-Disposition: attachment; filename=\"../talk.txt\"\n\nWe failed.\n--b--\n";
        let found = parts(&Eml, mail, "a.eml");
        assert_eq!(found.iter().map(|part| part.fragment.as_deref()).collect::<Vec<_>>(), [None, Some("talk.txt")]);
    }
}
