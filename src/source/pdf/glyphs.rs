//! The letters of a PDF and where they stand. The one file that knows the library that interprets PDFs.

use hayro_interpret::font::{Glyph as Shape, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, String as PdfString};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt, interpret_page,
};

/// More letters than this are on no page that people read.
const MOST: usize = 400_000;

/// A letter on a page. Lengths are points, from the top left of the page.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub(super) text: String,
    pub(super) x: f64,
    /// The base line.
    pub(super) y: f64,
    pub(super) width: f64,
    /// The size of its type.
    pub(super) size: f64,
    /// Which way it runs, in quarters of a turn from left to right, clockwise.
    pub(super) turn: u8,
}

/// What is on one page.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) glyphs: Vec<Glyph>,
    /// Letters that the file does not name.
    pub(super) unnamed: usize,
    /// Whether a picture is on it.
    pub(super) pictured: bool,
}

/// What a PDF says of itself.
#[derive(Debug, Default)]
pub(super) struct Properties {
    pub(super) title: Option<String>,
    pub(super) author: Option<String>,
    pub(super) date: Option<String>,
    /// How pages are numbered: the first page of each range from 0, a style, a prefix, the first number.
    pub(super) labels: Vec<(usize, char, String, u32)>,
}

/// Reads the PDF `bytes`: what it says of itself, and its pages one by one into `take`.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn read(bytes: &[u8], most_pages: usize, mut take: impl FnMut(Sheet)) -> Result<Properties, String> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| reason(&error))?;
    let cache = InterpreterCache::new();
    for page in pdf.pages().iter().take(most_pages) {
        take(sheet(page, &cache));
    }
    Ok(properties(&pdf))
}

fn reason(error: &LoadPdfError) -> String {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            "is encrypted and opens only with a password; save it without one".to_owned()
        }
        LoadPdfError::Decryption(_) => "is encrypted in a way that is not known; save it without encryption".to_owned(),
        LoadPdfError::Invalid => "is a broken PDF".to_owned(),
    }
}

fn sheet<'a>(page: &'a Page<'a>, cache: &InterpreterCache<'a>) -> Sheet {
    let (width, height) = page.render_dimensions();
    let initial = page.initial_transform(true).to_kurbo();
    let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(initial, area, cache, page.xref(), InterpreterSettings::default());
    let mut reader = SheetReader { sheet: Sheet::default() };
    interpret_page(page, &mut context, &mut reader);
    reader.sheet
}

struct SheetReader {
    sheet: Sheet,
}

impl Device<'_> for SheetReader {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.sheet.pictured = true;
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        for glyph in run.glyphs() {
            if self.sheet.glyphs.len() >= MOST {
                return;
            }
            let text = match glyph.as_unicode() {
                Some(BfString::Char(c)) => expanded(c),
                Some(BfString::String(text)) => text.chars().map(expanded).collect(),
                None => String::new(),
            };
            let text = match (text.is_empty(), u8::try_from(glyph.char_code())) {
                (true, Ok(code)) => numbered(code),
                _ => text,
            };
            if text.is_empty() || text.contains(char::REPLACEMENT_CHARACTER) {
                self.sheet.unnamed += 1;
                continue;
            }
            let advance = match &**glyph {
                Shape::Outline(outline) => outline.advance_width(),
                Shape::Type3(drawn) => drawn.advance_width(),
            };
            self.place(text, props.transform * glyph.transform(), f64::from(advance.unwrap_or(500.0)));
        }
    }
}

impl SheetReader {
    /// Adds a letter that `transform` takes from a square of a thousand units to the page.
    fn place(&mut self, text: String, transform: Affine, advance: f64) {
        let origin = transform * Point::ZERO;
        let along = transform * Point::new(1000.0, 0.0) - origin;
        let up = transform * Point::new(0.0, 1000.0) - origin;
        let size = up.hypot();
        let width = along.hypot() * advance.max(0.0) / 1000.0;
        if !(origin.x.is_finite() && origin.y.is_finite() && size.is_finite() && width.is_finite()) || size < 0.5 {
            return;
        }
        let turn = match (along.x.abs() >= along.y.abs(), along.x >= 0.0, along.y >= 0.0) {
            (true, true, _) => 0,
            (false, _, true) => 1,
            (true, false, _) => 2,
            (false, _, false) => 3,
        };
        // Turned so that the text runs from left to right.
        let (x, y) = match turn {
            0 => (origin.x, origin.y),
            1 => (origin.y, -origin.x),
            2 => (-origin.x, -origin.y),
            _ => (-origin.y, origin.x),
        };
        self.sheet.glyphs.push(Glyph { text, x, y, width, size, turn });
    }
}

/// The letter of a font that names no letters. Most such fonts number them as ASCII does; of the others
/// nearly all are TeX's, whose newer ones have accented letters where Latin-1 has them, and sharp s last,
/// and ligatures below the space (the Cork encoding; the older ones have them further down).
fn numbered(code: u8) -> String {
    match code {
        0x0b | 0x1b => "ff".to_owned(),
        0x0c | 0x1c => "fi".to_owned(),
        0x0d | 0x1d => "fl".to_owned(),
        0x0e | 0x1e => "ffi".to_owned(),
        0x0f | 0x1f => "ffl".to_owned(),
        0xff => "ß".to_owned(),
        0x20..=0x7e | 0xc0..=0xfe => char::from(code).to_string(),
        _ => String::new(),
    }
}

/// Ligatures as the letters they are.
fn expanded(c: char) -> String {
    match c {
        'ﬀ' => "ff".to_owned(),
        'ﬁ' => "fi".to_owned(),
        'ﬂ' => "fl".to_owned(),
        'ﬃ' => "ffi".to_owned(),
        'ﬄ' => "ffl".to_owned(),
        'ﬅ' | 'ﬆ' => "st".to_owned(),
        '\0' => String::new(),
        c if c.is_control() => " ".to_owned(),
        c => c.to_string(),
    }
}

fn properties(pdf: &Pdf) -> Properties {
    let metadata = pdf.metadata();
    let text = |bytes: &Option<Box<[u8]>>| {
        let text = decoded(bytes.as_deref()?);
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    let date =
        metadata.creation_date.as_ref().map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    Properties {
        title: text(&metadata.title),
        author: text(&metadata.author),
        date,
        labels: labels(pdf).unwrap_or_default(),
    }
}

/// The ranges of pages that have labels of their own (ISO 32000-1, 12.4.2).
fn labels(pdf: &Pdf) -> Option<Vec<(usize, char, String, u32)>> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let numbers = catalog.get::<Dict<'_>>("PageLabels")?.get::<Array<'_>>("Nums")?;
    let mut items = numbers.flex_iter();
    let mut ranges = Vec::new();
    while let Some(first) = items.next::<i32>() {
        let range = items.next::<Dict<'_>>()?;
        let style = range.get::<Name<'_>>("S").and_then(|name| name.as_ref().first().copied()).map_or(' ', char::from);
        let prefix = range.get::<PdfString<'_>>("P").map(|prefix| decoded(prefix.as_bytes())).unwrap_or_default();
        let start = range.get::<i32>("St").and_then(|start| u32::try_from(start).ok()).unwrap_or(1);
        ranges.push((usize::try_from(first).ok()?, style, prefix, start));
        if ranges.len() > 1000 {
            break;
        }
    }
    Some(ranges)
}

/// A text string of a PDF: UTF-16 with its mark, UTF-8 with its mark, else close to Latin-1.
fn decoded(bytes: &[u8]) -> String {
    if let Some(utf_16) = bytes.strip_prefix(b"\xfe\xff") {
        return encoding_rs::UTF_16BE.decode(utf_16).0.into_owned();
    }
    if let Some(utf_16) = bytes.strip_prefix(b"\xff\xfe") {
        return encoding_rs::UTF_16LE.decode(utf_16).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    }
}
