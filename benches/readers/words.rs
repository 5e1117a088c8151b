//! Sentences of an invented language, and the lists and boxes that pages are filled up with.

/// Numbers that look random; the same for each run.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % below.max(1)
    }

    /// A sentence of an invented language, of `least` words and more.
    pub(crate) fn sentence(&mut self, least: usize) -> String {
        let syllables = ["ka", "re", "mi", "to", "su", "len", "dor", "vi", "pa", "shu"];
        let count = least + self.below(20);
        let mut words: Vec<String> =
            (0..count).map(|_| (0..=self.below(3)).map(|_| syllables[self.below(10)]).collect()).collect();
        if self.below(4) == 0 {
            words[count / 2] = format!("{},", words[count / 2]);
        }
        let text = words.join(" ");
        let quoted = self.below(5) == 0;
        let sentence = text[..1].to_uppercase() + &text[1..] + ".";
        if quoted { format!("“{sentence}”") } else { sentence }
    }

    pub(crate) fn paragraphs(&mut self) -> Vec<String> {
        (0..8 + self.below(16))
            .map(|_| (0..=self.below(4)).map(|_| self.sentence(3)).collect::<Vec<_>>().join(" "))
            .collect()
    }

    pub(crate) fn links(&mut self, count: usize) -> String {
        (0..count).map(|_| format!("<li><a href=\"/x\">{}</a></li>", self.sentence(2))).collect()
    }

    /// Other stories, each with the beginning of its text.
    pub(crate) fn teasers(&mut self, count: usize, class: &str) -> String {
        (0..count)
            .map(|_| {
                format!(
                    "<div class=\"{class}\"><h3><a href=\"/y\">{}</a></h3><p>{}</p></div>",
                    self.sentence(4),
                    self.sentence(14)
                )
            })
            .collect()
    }
}
