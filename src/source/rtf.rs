//! Rich Text Format (version 1.9.1).

use std::collections::HashMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::compose::Composer;
use super::front_matter::Said;
use super::reader::{File, Part, Reader};
use super::{Metadata, assemble};
use crate::prose::BlockKind;

/// Groups within groups, at most.
const DEEPEST: usize = 512;

/// Groups whose text is not the document's.
const SKIPPED: &[&str] = &[
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "fldinst",
    "object",
    "objdata",
    "themedata",
    "datastore",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "generator",
    "xmlnstbl",
    "latentstyles",
    "filetbl",
    "revtbl",
    "nonshppict",
    "shp",
    "bkmkstart",
    "bkmkend",
    "ftnsep",
    "ftnsepc",
    "aftnsep",
    "aftnsepc",
    "pgdsctbl",
    "listtext",
    "pntext",
    "annotation",
    "atnid",
    "atnauthor",
];

/// Reads RTF.
#[derive(Debug)]
pub(super) struct Rtf;

impl Reader for Rtf {
    fn format(&self) -> &'static str {
        "RTF"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["rtf"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        bytes.starts_with(b"{\\rtf")
    }

    fn read(&self, file: &File<'_>) -> Result<Vec<Part>, String> {
        if !file.bytes.trim_ascii_start().starts_with(b"{\\rtf") {
            return Err("is no RTF, whatever its name says".to_owned());
        }
        let mut parser = Parser::new(file.bytes);
        let notice = parser.run();
        if parser.composer.text().trim().is_empty() {
            return Err(notice.unwrap_or_else(|| "has no text".to_owned()));
        }
        parser.write_notes();
        Ok(Part::whole(assemble(parser.composer.finish(), Said::by_properties(parser.metadata, notice))))
    }
}

/// What a group's text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    Text,
    Skip,
    Fonts,
    Info,
    Title,
    Author,
    Created,
    Note,
}

/// What holds within a group.
#[derive(Debug, Clone, Copy)]
struct Group {
    use_: Use,
    /// How many characters stand in for one that `\u` gives.
    fallback: usize,
    font: i32,
    hidden: bool,
    cell: bool,
}

struct Parser<'a> {
    bytes: &'a [u8],
    at: usize,
    composer: Composer,
    metadata: Metadata,
    group: Group,
    groups: Vec<Group>,
    code_page: &'static Encoding,
    fonts: HashMap<i32, &'static Encoding>,
    /// Bytes in the font's encoding, not yet decoded.
    pending: Vec<u8>,
    /// The first half of a character that takes two.
    surrogate: Option<u16>,
    /// Characters still to be passed over behind `\u`.
    skip: usize,
    notes: Vec<String>,
    created: [Option<i32>; 3],
    started: bool,
}

impl<'a> Parser<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            composer: Composer::default(),
            metadata: Metadata::default(),
            group: Group { use_: Use::Text, fallback: 1, font: 0, hidden: false, cell: false },
            groups: Vec::new(),
            code_page: WINDOWS_1252,
            fonts: HashMap::new(),
            pending: Vec::new(),
            surrogate: None,
            skip: 0,
            notes: Vec::new(),
            created: [None; 3],
            started: false,
        }
    }

    /// Reads all; says where it breaks off.
    fn run(&mut self) -> Option<String> {
        let mut broken = None;
        while let Some(byte) = self.bytes.get(self.at).copied() {
            self.at += 1;
            match byte {
                b'{' => {
                    self.decode();
                    if self.groups.len() >= DEEPEST {
                        broken = Some(
                            "has groups nested deeper than any document needs; what stands before was read".to_owned(),
                        );
                        break;
                    }
                    self.groups.push(self.group);
                }
                b'}' => {
                    self.decode();
                    self.skip = 0;
                    self.close();
                }
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                byte => self.literal(byte),
            }
        }
        self.decode();
        if broken.is_none() && !self.groups.is_empty() {
            broken = Some("breaks off before its end".to_owned());
        }
        if let [Some(year), Some(month), Some(day)] = self.created {
            self.metadata.date = Some(format!("{year:04}-{month:02}-{day:02}"));
        }
        broken
    }

    fn close(&mut self) {
        if let Some(outer) = self.groups.pop() {
            self.group = outer;
        }
    }

    fn literal(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else {
            self.pending.push(byte);
        }
    }

    fn control(&mut self) {
        let Some(first) = self.bytes.get(self.at).copied() else { return };
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            match first {
                b'\'' => {
                    let digits =
                        self.bytes.get(self.at..self.at + 2).and_then(|digits| std::str::from_utf8(digits).ok());
                    if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                        self.at += 2;
                        self.literal(byte);
                    }
                }
                b'\\' | b'{' | b'}' => self.literal(first),
                b'~' => self.write(" "),
                b'_' => self.write("-"),
                b'\r' | b'\n' => self.paragraph(),
                // A group that a reader may not know: skipped unless known.
                b'*' if self.known_destination() => {}
                b'*' => self.group.use_ = Use::Skip,
                _ => {}
            }
            return;
        }
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_alphabetic) && self.at - start < 32 {
            self.at += 1;
        }
        let word = self.bytes.get(start..self.at).unwrap_or_default();
        let digits = self.at;
        if self.bytes.get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) && self.at - digits < 11 {
            self.at += 1;
        }
        let number =
            self.bytes.get(digits..self.at).and_then(|digits| std::str::from_utf8(digits).ok()?.parse::<i32>().ok());
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        let word = std::str::from_utf8(word).unwrap_or_default();
        if word == "bin" {
            self.at +=
                usize::try_from(number.unwrap_or(0)).unwrap_or(0).min(self.bytes.len() - self.at.min(self.bytes.len()));
            return;
        }
        self.word(word, number);
    }

    /// Whether `\*` stands before a destination whose text is the document's.
    fn known_destination(&self) -> bool {
        self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(b"\\shptxt") || rest.starts_with(b"\\footnote"))
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        if word != "u" && self.skip > 0 && word.len() > 1 {
            self.skip -= 1;
        }
        match word {
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => self.group.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(1),
            "ansicpg" => self.code_page = code_page(number.unwrap_or(1252)),
            "mac" => self.code_page = encoding_rs::MACINTOSH,
            "f" | "af" if self.group.use_ != Use::Text || word == "f" => {
                self.decode();
                self.group.font = number.unwrap_or(0);
            }
            "fcharset" if self.group.use_ == Use::Fonts => {
                if let Some(encoding) = charset(number.unwrap_or(0)) {
                    self.fonts.insert(self.group.font, encoding);
                }
            }
            "fonttbl" => self.group.use_ = Use::Fonts,
            "info" => self.group.use_ = Use::Info,
            "title" if self.group.use_ == Use::Info => self.group.use_ = Use::Title,
            "author" if self.group.use_ == Use::Info => self.group.use_ = Use::Author,
            "creatim" if self.group.use_ == Use::Info => self.group.use_ = Use::Created,
            "yr" | "mo" | "dy" if self.group.use_ == Use::Created => {
                let at = usize::from(word == "mo") + 2 * usize::from(word == "dy");
                if let Some(place) = self.created.get_mut(at) {
                    *place = number;
                }
            }
            "footnote" if self.group.use_ == Use::Text => {
                self.group.use_ = Use::Note;
                self.notes.push(String::new());
            }
            word if SKIPPED.contains(&word) => self.group.use_ = Use::Skip,
            "v" => {
                self.decode();
                self.group.hidden = number != Some(0);
            }
            "deleted" => {
                self.decode();
                self.group.hidden = number != Some(0);
            }
            "plain" => {
                self.decode();
                self.group.hidden = false;
            }
            "intbl" => self.group.cell = true,
            "pard" => self.group.cell = false,
            "par" | "sect" | "page" | "row" | "cell" | "nestcell" => self.paragraph(),
            "line" | "softline" => {
                self.decode();
                if self.group.use_ == Use::Text {
                    self.composer.break_line();
                }
            }
            "tab" => self.write(" "),
            "emdash" => self.write("—"),
            "endash" => self.write("–"),
            "lquote" => self.write("‘"),
            "rquote" => self.write("’"),
            "ldblquote" => self.write("“"),
            "rdblquote" => self.write("”"),
            "bullet" => self.write("•"),
            "emspace" | "enspace" | "qmspace" => self.write(" "),
            _ => {}
        }
    }

    fn unicode(&mut self, number: i32) {
        self.decode();
        // Numbers above 32,767 are written as negative ones.
        let unit = u16::try_from(number & 0xffff).unwrap_or(0xfffd);
        self.skip = self.group.fallback;
        let units = match self.surrogate.take() {
            Some(first) => vec![first, unit],
            None if (0xd800..0xdc00).contains(&unit) => {
                self.surrogate = Some(unit);
                return;
            }
            None => vec![unit],
        };
        let text = String::from_utf16_lossy(&units);
        self.put(&text);
    }

    /// Writes a character that a word of the format stands for.
    fn write(&mut self, text: &str) {
        self.decode();
        self.put(text);
    }

    fn paragraph(&mut self) {
        self.decode();
        match self.group.use_ {
            Use::Text => {
                self.composer.end();
                self.started = false;
            }
            Use::Note => self.notes.last_mut().into_iter().for_each(|note| note.push(' ')),
            _ => {}
        }
    }

    /// Decodes the bytes that were met in the encoding of their font.
    fn decode(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let encoding = self.fonts.get(&self.group.font).copied().unwrap_or(self.code_page);
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        self.put(&text);
    }

    fn put(&mut self, text: &str) {
        if self.group.hidden {
            return;
        }
        match self.group.use_ {
            Use::Text => {
                if !std::mem::replace(&mut self.started, true) {
                    self.composer.begin(if self.group.cell { BlockKind::TableCell } else { BlockKind::Paragraph });
                }
                self.composer.flow(text, None);
            }
            Use::Note => self.notes.last_mut().into_iter().for_each(|note| note.push_str(text)),
            Use::Title => self.metadata.title.get_or_insert_default().push_str(text),
            Use::Author => match self.metadata.authors.first_mut() {
                Some(author) => author.push_str(text),
                None => self.metadata.authors.push(text.to_owned()),
            },
            _ => {}
        }
    }

    fn write_notes(&mut self) {
        for note in std::mem::take(&mut self.notes) {
            self.composer.begin(BlockKind::Footnote);
            self.composer.flow(&note, None);
        }
    }
}

/// The encoding of a Windows code page.
fn code_page(number: i32) -> &'static Encoding {
    let label = match number {
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10000 => "macintosh".to_owned(),
        65001 => "utf-8".to_owned(),
        number => format!("windows-{number}"),
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252)
}

/// The encoding of a font's character set; `None` where the document's holds.
fn charset(number: i32) -> Option<&'static Encoding> {
    let page = match number {
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    };
    Some(code_page(page))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::source::Options;

    fn text(rtf: &str) -> String {
        let options = Options::default();
        let file = File::new(rtf.as_bytes(), Path::new("a.rtf"), &options);
        Rtf.read(&file).unwrap().remove(0).document.unwrap().text
    }

    #[test]
    fn letters_are_decoded_and_tables_of_fonts_are_not_text() {
        let rtf = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Arial;}}{\info{\title Ferry}}\f0 He said \ldblquote caf\'e9\rdblquote\par {\f1 \'cf\'f0} and \u8220?x\u-10179?\u-8703?\~y{\*\unknown no}{\field{\*\fldinst HYPERLINK}{\fldrslt link}}\line z}";
        assert_eq!(text(rtf), "He said “café”\n\nПр and “x😁 ylink\nz\n");
    }

    #[test]
    fn what_breaks_off_is_read_so_far() {
        let options = Options::default();
        let file = File::new(br"{\rtf1 The talks {\b failed", Path::new("a.rtf"), &options);
        let document = Rtf.read(&file).unwrap().remove(0).document.unwrap();
        assert_eq!(
            (document.text.as_str(), document.notices.as_slice()),
            ("The talks failed\n", &["breaks off before its end".to_owned()][..])
        );
    }
}
