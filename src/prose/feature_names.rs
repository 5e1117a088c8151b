//! What the features of a candidate speaker mean, for people who ask why.

use super::features::Group;

type Axis = &'static [&'static str];

const SOURCE: Axis = &[
    "before the words",
    "behind the words",
    "in the sentence before",
    "two sentences before",
    "in the sentence behind",
    "at the end of the paragraph before",
    "in the paragraph before",
    "the speaker before goes on",
    "nobody",
];
const EDGES: Axis = &[
    "from a small letter to a comma",
    "from a small letter to a stop",
    "from a small letter to no stop",
    "from a capital to a comma",
    "from a capital to a stop",
    "from a capital to no stop",
];
const LENGTH: Axis = &["one or two words", "up to five words", "up to twelve words", "more than twelve words"];
const POSITION: Axis =
    &["inside the paragraph", "beginning the paragraph", "ending the paragraph", "the whole paragraph"];
const KIND: Axis = &[
    "a verb of saying",
    "a verb of telling",
    "a verb that may report",
    "a participle",
    "a passive",
    "an unknown verb in -ed",
    "another verb",
    "is or has",
    "according to",
    "a noun of speech",
];
const KIND_OR_NONE: Axis = &[
    "a verb of saying",
    "a verb of telling",
    "a verb that may report",
    "a participle",
    "a passive",
    "an unknown verb in -ed",
    "another verb",
    "is or has",
    "according to",
    "a noun of speech",
    "no verb",
];
const FORM: Axis = &[
    "a name",
    "a role",
    "a body",
    "a group",
    "some other noun",
    "he or she",
    "they",
    "it",
    "who",
    "I, we or you",
    "him, her or them",
    "his, her or their",
];
const LINK: Axis = &[
    "right before its verb",
    "before an apposition and its verb",
    "before who and its verb",
    "sharing the verb before",
    "behind its verb",
    "named by the cue itself",
    "between “what” and its verb",
    "without a subject",
];
const GAP: Axis = &[
    "nothing between",
    "a comma between",
    "a colon between",
    "“that” between",
    "some words and a colon between",
    "some words and “that” between",
    "a word or three between",
    "up to nine words between",
    "many words between",
];
const SIDE: Axis = &["before the words", "behind the words"];
const BESIDE: Axis = &["in another sentence", "in the sentence of the words"];
const STRONG: Axis = &["no clause of speech", "a clause of speech"];
const FEW: Axis = &["none", "one", "two or more"];
const SOME: Axis = &["none", "one", "two", "three or more"];
const DISTANCE: Axis =
    &["in the same sentence", "in the same paragraph", "a paragraph later", "two paragraphs later", "far behind"];
const TITLED: Axis = &["not written like a title", "written like a title"];
const NEIGHBOUR: Axis = &[
    "nothing",
    "a comma",
    "a colon",
    "a genitive",
    "a stop",
    "a bracket or dash",
    "a determiner",
    "a verb of speech",
    "a preposition",
    "a conjunction",
    "a capital",
    "another word",
];
const PLACE: Axis =
    &["in double marks", "in double marks in a headline", "in single marks", "in single marks in a headline"];
const WORK: Axis = &["no word for a work near", "a word for a work near", "right behind a word for a work"];
const SILENT: Axis =
    &["none before that nobody spoke", "behind one that nobody spoke", "behind several that nobody spoke"];
const COLON: Axis = &["ends otherwise", "ends in a colon"];

/// What a group of features is about, and its axes: a feature's number counts through them, the last
/// the fastest.
fn axes(group: Group) -> (&'static str, &'static [Axis]) {
    match group {
        Group::SourceShape => ("words", &[SOURCE, EDGES]),
        Group::SourceLength => ("length", &[SOURCE, LENGTH]),
        Group::SourcePosition => ("place", &[SOURCE, POSITION]),
        Group::SourceKind => ("clause", &[SOURCE, KIND_OR_NONE]),
        Group::Subject => ("subject", &[BESIDE, FORM]),
        Group::Link => ("subject", &[SOURCE, LINK]),
        Group::KindForm => ("clause", &[KIND, FORM]),
        Group::Gap => ("gap", &[SIDE, GAP, STRONG]),
        Group::GapKind => ("gap", &[SIDE, GAP, KIND]),
        Group::GapShape => ("gap", &[SIDE, GAP, EDGES]),
        Group::FramesBetween => ("clauses of speech between", &[SIDE, FEW]),
        Group::QuotesBetween => ("quotations between", &[SIDE, FEW, STRONG]),
        Group::Later => ("later clauses of speech", &[SOURCE, FEW]),
        Group::Embedded => ("inside what another says", &[SOURCE]),
        Group::EmbeddedKind => ("inside what another says", &[KIND, FORM]),
        Group::Main => ("a clause of its own", &[SOURCE, KIND]),
        Group::Colon => ("the sentence", &[SOURCE, COLON]),
        Group::AfterPreposition => ("behind a preposition", &[SOURCE]),
        Group::Bare => ("no clause", &[SOURCE, FORM]),
        Group::BareGap => ("no clause", &[SIDE, GAP]),
        Group::Genitive => ("in the genitive", &[SOURCE]),
        Group::FirstMention => ("the first mention", &[SOURCE]),
        Group::Distance => ("goes on", &[DISTANCE, POSITION]),
        Group::DistanceShape => ("goes on", &[DISTANCE, EDGES]),
        Group::DistanceSource => ("goes on", &[DISTANCE, SOURCE]),
        Group::DistanceNamed => ("goes on, others named between", &[DISTANCE, SOME]),
        Group::DistanceStrong => ("goes on, clauses of speech between", &[DISTANCE, FEW]),
        Group::DistanceOwn => ("goes on, clauses of speech beside", &[DISTANCE, FEW]),
        Group::NobodyShape => ("nobody", &[LENGTH, EDGES, TITLED]),
        Group::NobodyBefore => ("nobody, before it", &[NEIGHBOUR, LENGTH]),
        Group::NobodyAfter => ("nobody, behind it", &[NEIGHBOUR, LENGTH]),
        Group::NobodyTitled => ("nobody, before it", &[NEIGHBOUR, TITLED, LENGTH]),
        Group::NobodyOwn => ("nobody, clauses of speech beside", &[FEW, LENGTH]),
        Group::NobodyPlace => ("nobody", &[PLACE, LENGTH]),
        Group::NobodyPair => ("nobody, around it", &[NEIGHBOUR, NEIGHBOUR]),
        Group::NobodyWork => ("nobody", &[WORK, LENGTH]),
        Group::NobodyLast => ("nobody", &[SILENT, LENGTH]),
        Group::Reported => ("a verb that reports words", &[SOURCE]),
    }
}

/// What feature `member` of `group` says: "gap: behind the words, a comma between, a verb of saying".
pub(super) fn describe(group: Group, member: usize) -> String {
    let (about, axes) = axes(group);
    let mut rest = member;
    let mut values: Vec<&str> = Vec::with_capacity(axes.len());
    for axis in axes.iter().rev() {
        values.push(axis.get(rest % axis.len().max(1)).copied().unwrap_or_default());
        rest /= axis.len().max(1);
    }
    values.reverse();
    format!("{about}: {}", values.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::features::SIZES;

    #[test]
    fn every_feature_has_a_meaning() {
        for (group, size) in SIZES {
            let (_, axes) = axes(group);
            assert_eq!(axes.iter().map(|axis| axis.len()).product::<usize>(), size, "{group:?}");
        }
        assert_eq!(describe(Group::Gap, 3), "gap: before the words, a comma between, a clause of speech");
    }
}
