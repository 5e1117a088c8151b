//! Files that are made to do harm, or are broken, cost themselves and nothing else.

use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::Folder;

const GOOD: &str = "“The tide waits for nobody,” Ada Quill said on the quay that morning, and nobody answered her.";

/// A ZIP archive of `files`, packed.
fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A PDF of `objects`, the first of which is the catalog, with a table of where they stand.
fn pdf(objects: &[&str]) -> Vec<u8> {
    let mut text = String::from("%PDF-1.7\n");
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(text.len());
        write!(text, "{} 0 obj\n{object}\nendobj\n", n + 1).unwrap();
    }
    let table = text.len();
    write!(text, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    places.iter().for_each(|place| writeln!(text, "{place:010} 00000 n ").unwrap());
    write!(text, "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).unwrap();
    text.into_bytes()
}

fn laughs() -> String {
    let mut xml = String::from("<?xml version=\"1.0\"?><!DOCTYPE nitf [<!ENTITY a0 \"ha\">");
    for n in 1..40 {
        write!(xml, "<!ENTITY a{n} \"&a{};&a{};\">", n - 1, n - 1).unwrap();
    }
    xml + "]><nitf><body><body.content><p>&a39;</p></body.content></body></nitf>"
}

/// What is wrong with each, as the report has to say it; `None` where the file may be read all the same.
fn corpus() -> Vec<(&'static str, Vec<u8>, Option<&'static str>)> {
    let document = "<w:document><w:body><w:p><w:r><w:t>The tide waits.</w:t></w:r></w:p></w:body></w:document>";
    let zeros = vec![b' '; 300_000_000];
    let whole_pdf = pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R >>",
        "<< /Length 8 >>\nstream\nBT ET  q\nendstream",
    ]);
    let looping = pdf(&["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]);
    let calls_itself = pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << /XObject << /A 5 0 R >> >> >>",
        "<< /Length 5 >>\nstream\n/A Do\nendstream",
        "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A 5 0 R >> >> /Length 11 >>\nstream\n/A Do /A Do\nendstream",
    ]);
    let mut nested = b"The tide waits.".to_vec();
    (0..6).for_each(|_| nested = gzip(&nested));
    let multipart = |depth: usize| {
        let open = |n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n");
        format!("From: a@b.example\n{}Content-Type: text/plain\n\nx\n", (0..depth).map(open).collect::<String>())
    };
    vec![
        ("bomb.docx", zip(&[("word/document.xml", &zeros)]), Some("as a bomb does")),
        ("bomb.epub", zip(&[("META-INF/container.xml", &zeros)]), Some("as a bomb does")),
        ("bomb.txt.gz", gzip(&zeros), Some("unpacks to more than")),
        ("nested.txt.gz.gz.gz.gz.gz.gz", nested, Some("packed more often")),
        ("cut.docx", zip(&[("word/document.xml", document.as_bytes())])[..80].to_vec(), Some("is broken")),
        ("no-text.docx", zip(&[("readme", b"x")]), Some("no Word document")),
        ("deep.docx", zip(&[("word/document.xml", "<w:p>".repeat(100_000).as_bytes())]), Some("nested deeper")),
        ("laughs.xml", laughs().into_bytes(), Some("is XML without an article")),
        ("out.epub", zip(&[
            ("META-INF/container.xml", b"<rootfile full-path='a.opf'/>"),
            ("a.opf", b"<item id='a' href='../../../../etc/passwd' media-type='application/xhtml+xml'/><itemref idref='a'/>"),
        ]), Some("is an e-book without text")),
        ("tags.html", "<div>".repeat(10_000_000).into_bytes(), Some("without readable text")),
        ("inline.html", format!("<p>{}x", "<b><a>".repeat(1_000_000)).into_bytes(), Some("without readable text")),
        ("tables.html", format!("{}x", "<table><tr><td>".repeat(300_000)).into_bytes(), Some("without readable text")),
        ("attributes.html", format!("<p {}>x", "a=1 ".repeat(2_000_000)).into_bytes(), Some("without readable text")),
        ("cut.pdf", whole_pdf[..60].to_vec(), Some("PDF")),
        ("blank.pdf", whole_pdf, Some("without text")),
        ("looping.pdf", looping, Some("PDF")),
        ("calls-itself.pdf", calls_itself, Some("PDF")),
        ("noise.pdf", b"%PDF-1.4\n\x00\xff\xfe garbage".repeat(1000), Some("PDF")),
        ("deep.rtf", format!("{{\\rtf1 {}", "{".repeat(1_000_000)).into_bytes(), Some("nested deeper")),
        ("deep.json", format!("{}1", "[".repeat(1_000_000)).into_bytes(), Some("no JSON")),
        ("deep.eml", multipart(5_000).into_bytes(), Some("is broken")),
        ("cut.warc", b"WARC/1.0\r\nContent-Length: 99999999999\r\n\r\nx".to_vec(), Some("is cut off")),
        ("empty.mbox", b"no letters".to_vec(), Some("holds no mail")),
        ("open.vtt", b"WEBVTT\n\nnothing".to_vec(), Some("has no cues")),
        ("quotes.csv", format!("text\n\"{}", "a,\"\"".repeat(1_000_000)).into_bytes(), None),
        ("cut.zst", b"\x28\xb5\x2f\xfd\x00".to_vec(), Some("is broken")),
    ]
}

#[test]
fn each_file_costs_itself_alone() {
    let folder = Folder::new(&[("sources/good.html", &format!("<p>{GOOD}</p>"))]);
    let corpus = corpus();
    for (name, bytes, _) in &corpus {
        folder.write(&format!("sources/{name}"), bytes);
    }
    let ran = folder.run(&["sources", "--format", "json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let listing = ran.json();
    let read: Vec<&str> = listing["sources"].as_array().unwrap().iter().filter_map(|row| row["key"].as_str()).collect();
    assert!(read.contains(&"good"), "{read:?}");
    let skipped = listing["skipped"].as_array().unwrap();
    let wrong = corpus.iter().filter_map(|(name, _, reason)| {
        let reason = (*reason)?;
        let said = skipped.iter().find(|row| row["path"] == format!("sources/{name}"));
        let said = said.and_then(|row| row["reason"].as_str()).unwrap_or("was read");
        (!said.contains(reason)).then(|| format!("{name} {said}"))
    });
    assert_eq!(wrong.collect::<Vec<_>>(), Vec::<String>::new());
}

/// Two thousand megabytes of one letter, as Zstandard packs them: a frame of blocks that each say "131,072 times".
fn endless() -> Vec<u8> {
    const LARGEST: u32 = 131_072;
    const REPEATED: u32 = 1 << 1;
    let blocks = 2_000_000_000 / LARGEST;
    let mut frame = b"\x28\xb5\x2f\xfd\x00\x38".to_vec();
    for n in 1..=blocks {
        let header = LARGEST << 3 | REPEATED | u32::from(n == blocks);
        frame.extend(&header.to_le_bytes()[..3]);
        frame.push(b'x');
    }
    frame
}

/// Whoever raises the limits of a file's size is still shielded: a worker has only so much memory.
#[cfg(unix)]
#[test]
fn what_needs_too_much_memory_costs_itself() {
    let folder = Folder::new(&[
        ("verbatim.toml", "[sources]\npaths = [\"sources\"]\nmax-file-size = 4000000000\n"),
        ("sources/good.html", &format!("<p>{GOOD}</p>")),
    ]);
    folder.write("sources/endless.html.zst", &endless());
    let listing = folder.run(&["sources", "--format", "json"]).json();
    assert_eq!(listing["sources"][0]["key"], "good");
    let reason = listing["skipped"][0]["reason"].as_str().unwrap();
    assert!(reason.contains("memory") && reason.contains("it was given up"), "{reason}");
}

/// What belongs to a saved page is no source, and a page without prose is none.
#[test]
fn what_belongs_to_a_saved_page_is_passed_over() {
    let folder = Folder::new(&[
        ("sources/good.html", &format!("<p>{GOOD}</p>")),
        ("sources/page.html", "<p>x"),
        ("sources/page_files/advert.html", &format!("<p>{GOOD}</p>")),
    ]);
    let listing = folder.run(&["sources", "--format", "json"]).json();
    let keys: Vec<&str> = listing["sources"].as_array().unwrap().iter().filter_map(|row| row["key"].as_str()).collect();
    assert_eq!(keys, ["good"], "what belongs to a saved page is no source");
}
