//! A draft that is read in pieces, of which most are known, says what it says when it is read as a whole.

use std::collections::HashSet;

use super::*;
use crate::draft::prepare::prepare;

/// What drafts are made of, well-formed and not.
const NASTY: &[&str] = &[
    "“We never stop,” Ada Marsh said. [@harbour, p. 3]",
    "Plain words, *emphasis* and `code`, a [link](sources/a.txt) and https://harbour.example/a.",
    "See [the paper][paper], [paper][], [paper] and [Paper]; ![a picture][paper]. [unknown][nothing]",
    "[paper]: https://harbour.example/paper \"A title\"",
    "[paper]: sources/other.txt",
    "[wire]:\n  <sources/wire.txt>\n  'of the wire'",
    "So it is[^1] and so[^note], not[^none].",
    "[^1]: See [the paper](sources/a.txt), and [@nobody].\n\n    More of it [@harbour].",
    "[^note]: [wire] has it.\n[^1]: twice",
    "he [said]: “so”",
    "- one “so”\n- two\n\n  of two\n\n- three",
    "1. first\n2. second\n   > “quoted”, in a list\n",
    "  - indented",
    "    indented code “no”",
    "\tcode too",
    "> “Quoted,”\n> she said.\n>\n> — Ada Marsh [@harbour]",
    "> [!NOTE]\n> alert",
    "lazy",
    "> > deep\nlazy\n\n> apart",
    "| a | b |\n| --- | --- |\n| “c” [@wire] | `d` |\n| e |",
    "a | b\n--- | ---\nc | d",
    "<!-- verbatim: ignore altered-quote because it is a test -->",
    "<!-- a comment\n\nthat goes on -->",
    "<!-- never closed",
    "-->",
    "<div>\n“in a block” <b>bold</b>\n</div>",
    "<script>\n\nlet a = \"no\";\n\n</script>",
    "<pre>\n\n“so”",
    "</pre>",
    "<?php\n\necho ?>",
    "<![CDATA[\n\n]]>",
    "a <b>tag</b> <!-- inline --> end",
    "```\n“code”\n\n[paper]: nowhere\n```",
    "```",
    "~~~~ markdown\n\n~~~\n\n~~~~",
    "~~~",
    "Title\n===",
    "Another\n---",
    "---",
    "+++",
    "***",
    "# Heading {#id}",
    "## “Heading” ##",
    "::: {.note}\nHe “spoke”.\n:::",
    "==“Yes,”== $a_1 = 2$ {{< x >}} %% hidden %% so^[note [@a].]",
    "{cite:p}`a,b` and {doc}`x`",
    "[[harbour#part|the harbour]]",
    "@gale [p. 3] says \\@no \\[@no\\] &quot;so&quot; &amp; &nbsp;",
    "[x] [ ] task\n\n- [ ] task\n- [x] done",
    "term\n: definition",
    "***",
    "*not closed",
    "`not closed",
    "a\\\nb  \nc",
    "é🎉“",
    "\u{feff}",
    "\u{a0}",
    "\r",
    "\r\n\r\n",
    "\n",
    "\n\n",
    "\n \n",
    "\n\t\n",
    " ",
    "[",
    "]:",
    "]",
    "<",
    ">",
    "-",
    "\0",
    "---\ntitle: “x”\n---\n",
];

struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }

    fn edit(&mut self, text: &mut String, longest: usize) {
        let floor = |text: &str, at: usize| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap();
        let anywhere = floor(text, self.below(text.len() + 1));
        let at = match self.below(4) {
            0 => anywhere,
            _ => text[anywhere..].find("\n\n").map_or(text.len(), |at| anywhere + at + self.below(3)),
        };
        let at = floor(text, at);
        let length = if text.len() > longest { self.below(longest) } else { [0, 0, 0, 0, 1, 2, 9, 60][self.below(8)] };
        let end = floor(text, (at + length).min(text.len())).max(at);
        let piece = NASTY[self.below(NASTY.len())];
        let piece = if self.below(8) == 0 { piece.replace('\n', "\r\n") } else { piece.to_owned() };
        let before = ["", "\n", "\n\n", "\n\n", "\r\n\r\n"][self.below(5)];
        let behind = ["", "", "\n\n"][self.below(3)];
        text.replace_range(at..end, &format!("{before}{piece}{behind}"));
    }
}

/// As many edits of a random session are looked at as `VERBATIM_TEST_EDITS` says.
fn edits() -> usize {
    std::env::var("VERBATIM_TEST_EDITS").ok().and_then(|edits| edits.parse().ok()).unwrap_or(6_000)
}

#[test]
fn pieces_say_what_the_whole_says() {
    let mut dice = Dice(7);
    let mut text = String::new();
    let mut pieces = Pieces::default();
    let mut shared = 0;
    for step in 0..edits() {
        // Short texts meet each other at their borders, long ones have much that stays.
        let longest = if step % 2_000 < 1_000 { 900 } else { 8_000 };
        dice.edit(&mut text, longest);
        if dice.below(400) == 0 {
            pieces = Pieces::default();
        }
        let before = all(&pieces);
        let (known, whole) = (pieces.prepare(&text), prepare(&text));
        shared += usize::from(!all(&pieces).is_disjoint(&before));
        assert!(known == whole, "edit {step}:\n{known:#?}\n{whole:#?}\nof {text:?}");
        assert_eq!(known.prose.len(), text.len());
    }
    assert!(shared * 3 > edits(), "too few edits left pieces as they were: {shared}");
}

/// The pieces that are known, by where they lie in memory.
fn all(pieces: &Pieces) -> HashSet<*const Piece> {
    pieces.kept.values().map(|kept| Arc::as_ptr(&kept.piece)).collect()
}

#[test]
fn what_is_empty_at_the_very_end_is_there() {
    for text in ["One.\n\n\u{a0}\n", "[a]: b\n\n| a | b |\n| --- | --- |\n| c |"] {
        let mut pieces = Pieces::default();
        assert_eq!(pieces.prepare(text), prepare(text));
        assert_eq!(pieces.prepare(text), prepare(text));
    }
}

#[test]
fn only_the_piece_that_was_edited_is_read() {
    let paragraph = |n: usize| {
        format!(
            "“We never stop,” Ada Marsh said {n} times. [@harbour][^1]\n\n- a\n- b\n\n```\nx\n\ny\n```\n\n<!-- c -->\n\n"
        )
    };
    let text: String = (0..50).map(paragraph).collect::<String>() + "[^1]: See [@wire].\n";
    let mut pieces = Pieces::default();
    assert_eq!(pieces.prepare(&text), prepare(&text));
    let before = all(&pieces);
    let edited = text.replacen("said 25 times", "said it 25 times", 1);
    assert_eq!(pieces.prepare(&edited), prepare(&edited));
    assert_eq!(all(&pieces).difference(&before).count(), 1);
}
