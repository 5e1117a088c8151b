//! What is kept between two checks of a draft never shows: after each edit of a long random session the check
//! says what one from nothing says.

use super::*;

const SOURCES: &[(&str, &str)] = &[
    (
        "sources/harbour-times.txt",
        "The Harbour Times\n\nAda Marsh, the harbour envoy, came late. “We will rebuild the harbour wall before the winter storms arrive, and nobody will pay for it but the town,” Marsh said on Monday. Tom Rowan, the mayor, was there. “I have never seen such a flood in all my years on this river,” he said.\n",
    ),
    (
        "sources/wire.md",
        "---\noutlet: Reuters\ndate: 2031-03-04\n---\n\n“The river has never been as high as it was on Sunday night,” said Jonas Petrel, who keeps the lock. Ines Marsh told “Harbour Nights Live” that “the lock will hold until the spring and not a day longer”.\n",
    ),
    (
        "sources/talk.txt",
        "---\nkind: transcript\n---\n\nMARSH: Are you going to sign the treaty this week?\n\nROWAN: I am not going to sign anything this week, and that is final.\n",
    ),
];

const PIECES: &[&str] = &[
    "“We will rebuild the harbour wall before the winter storms arrive,” Ada Marsh said. [@harbour-times]",
    "“We will rebuild the harbour wall before the summer storms arrive,” she said. [@harbour-times]",
    "Tom Rowan and Ines Marsh came. “The river has never been as high as it was on Sunday night,” he said (Reuters).",
    "Jonas Petrel said on “Meet the Press” that “the lock will hold until the spring”. The Harbour Times reported it.",
    "> I am not going to sign anything this week, and that is final.\n>\n> — Tom Rowan [@talk]",
    "MARSH: Are you going to sign the treaty this week?\n\nROWAN: I am not going to sign anything, and that is final. [@talk]\n\nMARSH: So be it.",
    "‘All bets are off.’",
    "The envoy said: “He told me, ‘I have never seen such a flood in all my years on this river,’ and left.” [^1]",
    "[^1]: See [the paper](sources/harbour-times.txt), and [@nobody].",
    "# The flood, Harbour Wall and Ada Marsh",
    "- She called it “not a day longer”, p. 3\n- “so”, as Petrel put it [@wire, p. 7]",
    "| Who | What |\n| --- | --- |\n| Petrel | “as high as it was on Sunday night” [@wire] |",
    "<!-- verbatim: ignore altered-quote because it is a test -->",
    "Marsh wrote: “We will rebuild the harbour wall\n\n“before the winter storms arrive.” She “never” said so.",
    "Rowan,",
    "he",
    "“",
    "”",
    " ",
    "\n\n",
    "As [the paper][paper] has it, “We will rebuild the harbour wall.” See [it][wire].",
    "[paper]: sources/harbour-times.txt",
    "[wire]: https://wire.example/a “x”\n[paper]: sources/wire.md",
    "```\n“We will rebuild the harbour wall before the winter storms arrive,” she said.\n\n```",
    "~~~",
    "The flood\n===",
    "<div>\n“The lock will hold until the spring,” Petrel said. [@wire]\n</div>",
    "<!-- open",
    "---\ntitle: “x”\n---\n",
    "\r\n\r\n“The river has never been as high,” said Jonas Petrel.\r\n[@wire]\r\n\r\n",
    "==so==",
    "{.note}",
    "é🎉",
];

/// All that a check says, as text.
fn told(checked: &Checked) -> String {
    let Checked { draft, quotations, citations, findings } = checked;
    format!(
        "{quotations:#?}\n{citations:#?}\n{findings:#?}\n{:#?}\n{:?}\n{:?}",
        draft.reading, draft.cited, draft.prose
    )
}

#[test]
fn what_is_remembered_never_shows() {
    let dir = folder(SOURCES);
    let path = dir.path().join("brief.md");
    let workspace = open(&dir, "brief.md");
    let mut random = 7_u64;
    let mut below = |n: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(random >> 33).unwrap() % n
    };
    let mut memo = Memo::default();
    let mut text = String::new();
    for step in 0..600 {
        let floor = |text: &str, at: usize| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap();
        // Most edits come at the border of two paragraphs, some anywhere.
        let anywhere = floor(&text, below(text.len() + 1));
        let start =
            if below(3) == 0 { anywhere } else { text[anywhere..].find("\n\n").map_or(text.len(), |at| anywhere + at) };
        let length = if text.len() > 4_000 { 2_000 } else { [0, 0, 0, 1, 12, 90][below(6)] };
        let end = floor(&text, (start + length).min(text.len())).max(start);
        let piece = PIECES[below(PIECES.len())];
        let new = if below(3) == 0 { piece.to_owned() } else { format!("\n\n{piece}") };
        text.replace_range(start..end, &new);
        let remembered = told(&workspace.check(&path, &text, &mut memo));
        let fresh = told(&workspace.check(&path, &text, &mut Memo::default()));
        if remembered != fresh {
            let differs = remembered.lines().zip(fresh.lines()).find(|(one, other)| one != other);
            panic!("edit {step}: {differs:?} in\n{text}");
        }
    }
}
