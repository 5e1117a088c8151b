//! Input that wants to take for ever, and spans that must fit whatever comes.

use cpu_time::ThreadTime;
use proptest::prelude::*;

use super::{find, speech};

/// Generous, for slow machines in a debug build.
const SECONDS: u64 = 20;

#[test]
fn a_monstrous_quotation_is_bounded() {
    let source = "the cat and the dog and the bird ".repeat(5_000);
    let begun = ThreadTime::now();
    for quotation in ["the cat and the dog and ".repeat(17_000), "the ".repeat(100_000), "… ".repeat(50_000)] {
        find(&[speech("s", &source)], &quotation, &["s"]);
    }
    let words = |n: usize| (0..n).map(|n| format!("w{} ", n * 7 % 30_011)).collect::<String>();
    let mark = |n: usize| format!("w{} [x] {}", n * 7 % 30_011, if n.is_multiple_of(3) { "q … " } else { "" });
    find(&[speech("s", &words(60_000))], &(0..30_000).map(mark).collect::<String>(), &["s"]);
    find(&[speech("s", &words(30_000))], &words(30_000).replace("w1", "z w1 y"), &["s"]);
    find(&[speech("s", &source)], &format!("the cat {} bird", "[x] … ".repeat(20_000)), &["s"]);
    assert!(begun.elapsed().as_secs() < SECONDS, "{:?}", begun.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Whatever bytes come: marks, brackets, letters of any script, broken off anywhere.
    #[test]
    fn any_text_is_answered(text in "\\PC{0,200}", start in 0_usize..200, len in 0_usize..120, other in "\\PC{0,60}") {
        let cut: String = text.chars().skip(start).take(len).collect();
        for quotation in [cut.clone(), format!("{cut}{other}"), format!("{cut}…{other}"), format!("{cut} [{other}] {cut}")] {
            let (_, found) = find(&[speech("s", &text)], &quotation, &["s"]);
            for found in found {
                prop_assert!(text.get(found.span.range()).is_some());
                for alteration in &found.alterations {
                    prop_assert!(quotation.get(alteration.draft.range()).is_some());
                    prop_assert!(text.get(alteration.source.range()).is_some());
                }
            }
        }
    }

    #[test]
    fn spans_always_fit(
        source in "([a-c]{1,2}|not|we're|don’t|5|five|\\$5|million|dollars|March 3|3rd|US|United States|can't|[.,!?…“”\\[\\]()\n-]| ){0,80}",
        quotation in "([a-c]{1,2}|not|we're|don’t|5|five|\\$5|million|dollars|March 3|3rd|US|United States|can't|[.,!?…“”\\[\\]()\n-]| ){0,40}",
    ) {
        let (archive, found) = find(&[speech("s", &source)], &quotation, &["s"]);
        for found in found {
            let text = &archive.source(found.source).unwrap().text;
            prop_assert!(text.get(found.span.range()).is_some());
            prop_assert!((0.0..=1.0).contains(&found.similarity));
            for piece in &found.pieces {
                prop_assert!(text.get(piece.range()).is_some());
            }
            for alteration in &found.alterations {
                prop_assert!(quotation.get(alteration.draft.range()).is_some());
                prop_assert!(text.get(alteration.source.range()).is_some());
            }
            for omission in &found.omissions {
                prop_assert!(quotation.get(omission.draft.range()).is_some());
                prop_assert!(text.get(omission.source.range()).is_some());
            }
            if let Some(clip) = &found.clip {
                prop_assert!(text.get(clip.source.range()).is_some());
            }
        }
    }
}
