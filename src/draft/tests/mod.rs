//! Drafts as writers write them: what is prose, what is cited, what is hushed up.

mod cited;

use proptest::prelude::*;

use super::*;
use crate::prose::BlockKind;
use crate::text::{JOINT, Span};

fn parsed(text: &str) -> Draft {
    parse(text, &mut Memo::default())
}

/// The prose with runs of spaces shortened and joints gone.
fn prose(text: &str) -> String {
    let draft = parsed(text);
    assert_eq!(draft.prose.len(), text.len());
    let lines = draft.prose.lines().map(|l| l.replace(JOINT, "").split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n")
}

fn blocks(text: &str) -> Vec<(BlockKind, &str)> {
    parsed(text).blocks.iter().map(|b| (b.kind, b.span.of(text))).collect()
}

fn targets(text: &str) -> Vec<(Target, &str)> {
    parsed(text).citations.into_iter().map(|c| ((*c.target).clone(), c.target_span.of(text))).collect()
}

fn key(name: &str) -> Target {
    Target::Key(name.to_owned())
}

#[test]
fn emphasis_parts_no_words() {
    assert_eq!(parsed("un*real* *word*").prose, "un\u{7f}real   word ");
    assert_eq!(parsed("**\"Yes,\"** he").prose, "  \"Yes,\"   he");
    assert_eq!(parsed("\"*Yes*,\" he").prose, "\"\u{7f}Yes\u{7f},\" he");
    assert_eq!(prose("~~\"No,\"~~ she <b>said</b>.<br>Then"), "\"No,\" she said. Then");
}

#[test]
fn what_is_no_prose_is_blank() {
    assert_eq!(prose("---\ntitle: \"x\"\n---\nHe spoke."), "He spoke.");
    assert_eq!(prose("a `\"code\"` b\n\n```\n\"code\"\n```\n\n    \"code\"\n"), "a b");
    assert_eq!(prose("a <!-- \"no\" --> b\n\n<!-- \"no\" -->\n\nc ![\"alt\"](x.png \"title\") d"), "a b\nc d");
    assert_eq!(prose("[\"Yes,\" he said](https://a.example/?q=\"x\")."), "\"Yes,\" he said.");
    assert_eq!(prose("[a][r] and [b].\n\n[r]: https://a.example 'x \"y\"'\n"), "a and [b].");
}

#[test]
fn entities_and_escapes_read_as_what_they_stand_for() {
    assert_eq!(prose("&quot;It&rsquo;s&nbsp;so&#8221; &mdash; \\\"he\\\" \\[said\\]"), "\"It’s so” — \"he\" [said]");
    assert_eq!(prose("AT&amp;T &bogus; x&#10;y"), "AT&T &bogus; x y");
}

#[test]
fn bracketed_edits_are_no_links() {
    assert_eq!(prose("\"[T]he end,\" \"[The minister] said [sic]\""), "\"[T]he end,\" \"[The minister] said [sic]\"");
    assert!(parsed("\"[T]he [men] (of) [the](x) hour\"").citations.len() == 1);
}

#[test]
fn blocks_say_what_they_are() {
    use BlockKind::{BlockQuote, Footnote, Heading, ListItem, Paragraph, TableCell};
    let text = "# A *head* #\n\nOne\ntwo.\n\n> Quoted\n> words.\n>\n> More.\n\n> Other.\n\n- item\n  - deep\n\n1. loose\n\n   again\n\n| a | b |\n|---|---|\n| c | d |\n\n> [!NOTE]\n> A note.\n\nx[^1]\n\n[^1]: Foot.\n";
    let expected = [
        (Heading, "A *head*"),
        (Paragraph, "One\ntwo."),
        (BlockQuote { quote: 0 }, "Quoted\n> words."),
        (BlockQuote { quote: 0 }, "More."),
        (BlockQuote { quote: 1 }, "Other."),
        (ListItem, "item"),
        (ListItem, "deep"),
        (ListItem, "loose"),
        (ListItem, "again"),
        (TableCell, "a"),
        (TableCell, "b"),
        (TableCell, "c"),
        (TableCell, "d"),
        (Paragraph, "A note."),
        (Paragraph, "x[^1]"),
        (Footnote, "Foot."),
    ];
    assert_eq!(blocks(text), expected);
    assert_eq!(prose("> a\n> - b\n\nTitle\n=====\n* [x] done"), "a\nb\nTitle\ndone");
}

#[test]
fn html_blocks_keep_their_words() {
    let text = "<p align=\"center\">“Yes,” <em>he</em> said.</p>\n\n<style>\na { b: \"c\" }\n</style>\n";
    assert_eq!(prose(text), "“Yes,” he said.");
}

#[test]
fn every_kind_of_citation_is_found() {
    let url = |s: &str| Target::Url(s.to_owned());
    assert_eq!(targets("x [@a; see @b, p. 3]. @c says"), [(key("a"), "a"), (key("b"), "b"), (key("c"), "c")]);
    assert_eq!(
        targets("[R](https://a.example/x \"t\") <https://b.example>, https://c.example/@z."),
        [
            (url("https://a.example/x"), "https://a.example/x"),
            (url("https://b.example"), "https://b.example"),
            (url("https://c.example/@z"), "https://c.example/@z"),
        ]
    );
    assert_eq!(
        targets("[f](<sources/a b.txt>) [r][1]\n\n[1]: ../x.txt\n"),
        [
            (Target::Path("sources/a b.txt".to_owned()), "sources/a b.txt"),
            (Target::Path("../x.txt".to_owned()), "../x.txt"),
        ]
    );
    assert_eq!(
        targets("[[notes/harbour|Harbour]] and [[reed#Day 2]]"),
        [(key("harbour"), "notes/harbour"), (key("reed"), "reed#Day 2"),]
    );
    assert_eq!(targets("so[^9]"), [(key("^9"), "^9")]);
    assert_eq!(targets("so {cite:p}`a, b` {x}`c`"), [(key("a"), "a"), (key("b"), "b")]);
    assert_eq!(prose("so {cite:p}`a, b`."), "so .");
}

#[test]
fn code_comments_and_links_hold_no_keys() {
    assert!(targets("`[@a]` <!-- [@b] --> \\@c [@d](mailto:x@y.example) ![@e](f.png) a@b.example").is_empty());
    let draft = parsed("@gale and [@reed]");
    let must: Vec<bool> = draft.citations.iter().map(Citation::must_lead).collect();
    assert_eq!(must, [false, true]);
}

#[test]
fn citations_leave_the_prose() {
    assert_eq!(
        prose("\"Yes\" [see @a, p. 3]. @b [p. 4] says so[^1] (https://c.example).\n\n[^1]: x\n"),
        "\"Yes\" . says so ( ).\nx"
    );
}

#[test]
fn a_footnote_reference_knows_the_citations_of_its_footnote() {
    let text = "\"Yes\"[^N] \"No\"[^o]\n\n[^n]: See [@a] and <https://b.example>.\n\n[^o]: Nothing.\n";
    let draft = parsed(text);
    assert_eq!(draft.notes, [Note { span: Span::new(5, 9), citations: vec![0, 1] }]);
}

fn reaches(text: &str) -> Vec<&str> {
    parsed(text).suppressions.iter().map(|s| s.reach.of(text)).collect()
}

#[test]
fn suppressions_reach_the_block_they_are_about() {
    assert_eq!(reaches("<!-- verbatim: ignore -->\n\nOne.\n\nTwo."), ["One."]);
    assert_eq!(reaches("<!-- verbatim: ignore -->\nOne.\n\nTwo."), ["One."]);
    assert_eq!(
        reaches("One. <!-- verbatim: ignore a-b -->\nmore\n\nTwo."),
        ["One. <!-- verbatim: ignore a-b -->\nmore"]
    );
    assert_eq!(reaches("<!-- verbatim: ignore -->\n> One.\n>\n> Two.\n\nx"), ["> One.\n>\n> Two."]);
    assert_eq!(reaches("<!-- verbatim: ignore -->\n- One.\n  - Two.\n- Three."), ["- One.\n  - Two."]);
    assert_eq!(reaches("- One\n\n  <!-- verbatim: ignore -->\n  Two.\n"), ["Two."]);
    assert_eq!(reaches("- <!-- verbatim: ignore --> One.\n- Two"), ["One."]);
    assert_eq!(
        reaches("<!-- verbatim: ignore x-y -->\n<!-- verbatim: ignore z-z -->\n| a |\n|---|\n| b |\n\nx"),
        ["| a |\n|---|\n| b |"; 2]
    );
    assert_eq!(reaches("One.\n\n<!-- verbatim: ignore -->\n"), ["<!-- verbatim: ignore -->"]);
}

#[test]
fn walls_of_markup_are_walked_in_no_time() {
    let start = cpu_time::ThreadTime::now();
    for wall in [
        "[", "[@a; ", "> ", "*a ", "<!--", "[^", "{{", "$", "<", "\"", "@{", "- ", "[[", "`", "| ", "%%", "https://",
        "a@b ", "](", "&",
    ] {
        assert_eq!(parsed(&wall.repeat(20_000)).prose.len(), wall.len() * 20_000);
    }
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

fn markdown() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "[",
        "]",
        "(",
        ")",
        "@key",
        "[@a; @b, p. 3]",
        "\"",
        "“",
        "”",
        "*",
        "**",
        "_",
        "`",
        "```\n",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "1. ",
        "# ",
        "| a | b |\n|---|---|\n",
        "<!-- verbatim: ignore x-y -->",
        "<b>",
        "<div>",
        "&quot;",
        "&#8217;",
        "\\",
        "[^1]",
        "[^1]: ",
        "[x]: y\n",
        "é",
        "漢",
        "🎉",
        "\r\n",
        "\r",
        "\t",
        "---\n",
        "+++\n",
        ":::\n",
        "==",
        "%%",
        "{{< x >}}",
        "$x$",
        "[[a|b]]",
        "https://a.example",
        "word",
        " ",
        "    ",
        "\u{0}",
        "\u{feff}",
        "![",
        "](",
        "~~",
        "{#id}",
        "said",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn offsets_hold_on_any_markdown(text in markdown()) {
        let draft = parsed(&text);
        prop_assert_eq!(draft.prose.len(), text.len());
        for (before, after) in text.bytes().zip(draft.prose.bytes()) {
            prop_assert_eq!(matches!(before, b'\n' | b'\r'), matches!(after, b'\n' | b'\r'));
        }
        let fits = |span: Span| text.get(span.start..span.end).is_some() && draft.prose.get(span.start..span.end).is_some();
        for block in &draft.blocks {
            prop_assert!(fits(block.span));
        }
        for pair in draft.blocks.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start, "{:?}", draft.blocks);
        }
        for citation in &draft.citations {
            prop_assert!(fits(citation.span) && fits(citation.target_span), "{:?}", citation);
        }
        prop_assert_eq!(draft.cited.len(), draft.reading.quotations.len());
        prop_assert!(draft.cited.iter().flatten().all(|i| *i < draft.citations.len()));
        for suppression in &draft.suppressions {
            prop_assert!(fits(suppression.reach) && suppression.codes.iter().all(|(code, span)| span.of(&text) == code));
        }
    }
}
