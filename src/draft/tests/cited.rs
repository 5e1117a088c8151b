//! Which citations stand for which quotation, on quotations found by their marks alone.

use crate::draft::{Draft, Memo, parse};
use crate::draft::{cited, outlets, prepare};
use crate::prose::{BlockKind, Form, Nature, Quotation, Reading};
use crate::text::Span;

/// Every “…” and every block quote but its attribution line is a quotation; with `joined`, each
/// continues the one before.
fn read(prose: &str, blocks: &[crate::prose::Block], joined: bool) -> Reading {
    let quotation = |span: Span, parts: Vec<Span>, form| Quotation {
        span,
        parts: parts.into(),
        form,
        nature: Nature::Speech,
        within: None,
        continues: None,
        attribution: None,
    };
    let mut quotations = Vec::new();
    for block in blocks {
        let text = block.span.of(prose);
        if matches!(block.kind, BlockKind::BlockQuote { .. }) && !text.starts_with("—") && !text.contains('“') {
            quotations.push(quotation(block.span, vec![block.span], Form::Block));
        }
    }
    let mut open = None;
    for (at, c) in prose.char_indices() {
        match (c, open) {
            ('“', None) => open = Some(at),
            ('”', Some(start)) => {
                let span = Span::new(start, at + c.len_utf8());
                quotations.push(quotation(span, vec![Span::new(start + 3, at)], Form::Marks));
                open = None;
            }
            _ => {}
        }
    }
    quotations.sort_by_key(|q| q.span);
    if joined {
        (1..quotations.len()).for_each(|i| quotations[i].continues = Some(i - 1));
    }
    Reading { quotations, people: Vec::new() }
}

fn draft(text: &str, joined: bool) -> Draft {
    let mut draft = parse(text, &mut Memo::default());
    let prepared = prepare::prepare(text);
    draft.reading = read(&prepared.prose, &prepared.blocks, joined);
    draft.cited =
        cited::tie(&draft.prose, &draft.layout, &draft.reading.quotations, &draft.citations, &draft.notes, |_| true);
    draft
}

/// For each quotation the targets of its citations, as written.
fn ties_of(draft: &Draft) -> Vec<String> {
    let target = |i: &usize| draft.citations[*i].target_span.of(&draft.text);
    draft.cited.iter().map(|of| of.iter().map(target).collect::<Vec<_>>().join(" ")).collect()
}

fn ties(text: &str) -> Vec<String> {
    ties_of(&draft(text, false))
}

#[test]
fn a_citation_behind_in_the_sentence() {
    assert_eq!(ties("“One,” she said [@a; @b]. He left."), ["a b"]);
    assert_eq!(ties("“One. And one,” she said [@a]. “Two!” he said.[@b] “Three.” [@c]"), ["a", "b", "c"]);
    assert_eq!(ties("He called it “good” [@a] and her “bad” [@b]."), ["a", "b"]);
    assert_eq!(ties("He called it “good” and her “bad” [@b]."), ["b", "b"]);
    assert_eq!(ties("“One,” she said[^1].\n\n[^1]: See [@a].\n"), ["a"]);
    assert_eq!(ties("“One [@a] more,” she said."), ["a"]);
    assert_eq!(ties("“One,” she told [the *Times*](https://t.example/a)."), ["https://t.example/a"]);
}

#[test]
fn a_citation_in_front_leads_the_sentence_in() {
    assert_eq!(ties("It rained. @a says “one” and “two”. Then “three” fell."), ["a", "a", ""]);
    assert_eq!(ties("As [R](https://r.example) reported, “one”."), ["https://r.example"]);
    assert_eq!(ties("As @a reported, “one” [@b]. “Two.”"), ["b a", ""]);
    assert_eq!(ties("“One” [@a], she said, and he: “two”."), ["a", ""]);
}

#[test]
fn a_citation_at_the_end_covers_the_paragraph() {
    assert_eq!(ties("“One,” she said. “Two,” he said [@a].\n\n“Three.”"), ["a", "a", ""]);
    assert_eq!(ties("“One” [@b]. She said “two”. He left [@a]."), ["b", "a"]);
    assert_eq!(ties("“One,” she said. It rained.\n\n[@a]\n\n“Two.”"), ["a", ""]);
    assert_eq!(ties("“One,” she said. (Source: [R](https://r.example).)\n"), ["https://r.example"]);
    assert_eq!(ties("“One,” she said. He later denied all of it at length [@a]; nobody cared."), [""]);
}

#[test]
fn block_quotes_are_cited_within_behind_or_before() {
    assert_eq!(ties("> One.\n>\n> — Someone [@a]\n\nNext [@b]."), ["a"]);
    assert_eq!(ties("> One.\n\n— Someone, [@a]\n\nNext [@b]."), ["a"]);
    assert_eq!(ties("> One.\n\n[@a]\n"), ["a"]);
    assert_eq!(ties("It rained. He told them [@a]:\n\n> One.\n\nThen it ended [@b]."), ["a"]);
    assert_eq!(ties("He spoke [@a].\n\n> One.\n\nThen it all ended badly [@b]."), [""]);
}

#[test]
fn the_cells_of_a_row_share() {
    assert_eq!(ties("| q | s |\n|---|---|\n| “One” | [@a] |\n| “Two” | x |\n| [@b] | “Three” |\n"), ["a", "", "b"]);
}

#[test]
fn the_halves_of_a_quotation_share() {
    let both = draft("“One [@a],” she said. She sat down. “Two.” Then it rained.", true);
    assert_eq!(ties_of(&both), ["a", "a"]);
    let apart = draft("“One [@a],” she said.\n\n“Two,” she said.", true);
    assert_eq!(ties_of(&apart), ["a", ""]);
}

#[test]
fn lists_and_paragraphs_keep_to_themselves() {
    assert_eq!(ties("- “One”\n- “Two” [@a]\n- “Three”"), ["", "a", ""]);
    assert_eq!(ties("It rained [@b]. She said [@a]:\n\n- “One”\n- “Two” [@c]\n\nx\n\n- “Three”"), ["a", "c", ""]);
    assert_eq!(ties("She spoke [@a].\n\n- “One”"), [""]);
}

#[test]
fn an_outlet_counts_where_nothing_stronger_does() {
    let names = ["The Harbour Times", "Wire"];
    let with = |text: &str| {
        let mut draft = draft(text, false);
        outlets::cite_outlets(&mut draft, &outlets::OutletNames::new(&names), &mut outlets::Unnamed::default());
        assert!(draft.citations.is_sorted_by_key(|c| c.span));
        ties_of(&draft)
    };
    assert_eq!(with("The Harbour Times reported that “one” was so. “Two,” he said (Wire)."), ["Harbour Times", "Wire"]);
    assert_eq!(with("According to the Harbour Times, “one” [@a]. Wire wrote “two”."), ["a", "Wire"]);
    assert_eq!(with("He told Wire that “one”. The Wire editor said “two”."), ["", ""]);
    assert_eq!(with("Wire has since reported “one”. Wire has fans who say “two”."), ["Wire", ""]);
    assert_eq!(with("It came down to the wire, “one” reported."), [""]);
}

#[test]
fn walls_of_citations_and_quotations_are_tied_in_no_time() {
    let start = cpu_time::ThreadTime::now();
    let many = 20_000;
    for piece in [
        "“a” ",
        "[@a] ",
        "[R](u.txt) ",
        "“a” [@a] ",
        "x[^1] ",
        "“a” [@a]. ",
        "> “a”\n\n[@a]\n\n",
        "|“a”|[@a]|\n|-|-|\n",
    ] {
        let walls = [piece.repeat(many), format!("So. {}", piece.repeat(many)), format!("{}[@b]", piece.repeat(many))];
        for text in walls {
            let text = format!("{text}\n\n[^1]: [@c]\n");
            for joined in [false, true] {
                assert_eq!(draft(&text, joined).prose.len(), text.len());
            }
        }
    }
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}
