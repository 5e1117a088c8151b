//! Evidence: a passage that bears on a quotation, with who speaks there, and where.

use smol_str::SmolStr;

use crate::archive::SourceId;
use crate::prose::{Sameness, Venue, When};
use crate::text::{Few, Span};
use crate::verify::{Alteration, Clip, Extent, Grade, Omission};

/// A speaker as a text names them and as the directory knows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedSpeaker {
    /// The mention: "the envoy", "he".
    pub mention: SmolStr,
    /// The person's name, when it could be settled: "Steve Witkoff".
    pub name: Option<SmolStr>,
}

impl NamedSpeaker {
    /// The name where it is known, else the mention.
    #[must_use]
    pub fn best(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.mention)
    }
}

/// Whose words a passage is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Somebody's, between quotation marks or in a block quote: the source's quotation, by index.
    Speech(usize),
    /// The reporter's own prose.
    Prose,
    /// Partly quoted, partly the reporter's prose.
    Mixed {
        /// The quotation that holds the quoted part, by index.
        quotation: usize,
    },
    /// The author's or a labelled speaker's: a source whose whole text may be quoted as theirs.
    Own,
}

/// A passage of a source that bears on a quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The source.
    pub source: SourceId,
    /// The passage, bytes into the source's text.
    pub span: Span,
    /// The stretches of it that stand for the quotation, in the quotation's order.
    pub pieces: Few<Span>,
    /// Whether the draft cites this source for the quotation.
    pub cited: bool,
    /// Whose words they are there.
    pub standing: Standing,
    /// Whom the source gives the words to; `None` when they are its own prose or unsettled.
    pub speaker: Option<NamedSpeaker>,
    /// How sure the source's attribution is, 0 to 1.
    pub speaker_confidence: f32,
    /// Whether that is who the draft names.
    pub sameness: Sameness,
    /// Who quotes the speaker, where the words stand in a quotation inside another: whether that is
    /// whom the draft names, and who it is.
    pub quoted_by: Option<(Sameness, NamedSpeaker)>,
    /// Whether it is beyond doubt whom the draft and the source mean, as it is not where "he" may
    /// be either of two.
    pub settled: bool,
    /// Where the source says it was said, as shown to people.
    pub venue: Option<SmolStr>,
    /// The same, as read.
    pub venues: Vec<Venue>,
    /// When the source says it was said: the day, "2031-03-04", where that can be told, else its words.
    pub date: Option<String>,
    /// The same, as read.
    pub when: Option<When>,
    /// The differences, in the quotation's order.
    pub alterations: Vec<Alteration>,
    /// What ellipses left out.
    pub omissions: Vec<Omission>,
    /// What the cut took away that turns the sense.
    pub clip: Option<Clip>,
    /// Whether its pieces do not belong together.
    pub spliced: bool,
    /// How much of the quotation's words is there, 0 to 1.
    pub similarity: f32,
    /// Whether the passage stands for all of the quotation, for a part, or only comes nearest.
    pub extent: Extent,
}

impl Evidence {
    /// The gravest alteration.
    #[must_use]
    pub fn grade(&self) -> Grade {
        self.alterations.iter().map(|a| a.grade).max().unwrap_or(Grade::Same)
    }

    /// Whether some alteration is of this grade.
    #[must_use]
    pub fn has(&self, grade: Grade) -> bool {
        self.alterations.iter().any(|a| a.grade == grade)
    }

    /// Whether it has the quotation's words, at most in another form or cleaned up.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.extent == Extent::Whole && self.grade() < Grade::Omission && !self.spliced
    }

    /// The draft's speaker, where they only quote these words of somebody else's there.
    #[must_use]
    pub fn relayed_by(&self) -> Option<&NamedSpeaker> {
        self.quoted_by.as_ref().filter(|(sameness, _)| *sameness == Sameness::Same).map(|(_, speaker)| speaker)
    }

    /// Whether somebody says the words there, as opposed to the reporter.
    #[must_use]
    pub fn is_spoken(&self) -> bool {
        matches!(self.standing, Standing::Speech(_) | Standing::Own)
    }
}
