//! Gathers the words of one block: white space folded across elements, marked-up pieces nested as they come.
//!
//! Knows nothing of TEI's elements; [`super::text`] says what each of them means.

use fonds_model::text::Inline;

/// Inline content in the making.
pub(super) struct Inlines {
    /// Open pieces, the block itself first. Invariant: never empty.
    open: Vec<Vec<Inline>>,
    /// White space was met and not yet written: it is written before the next word, and never at an end.
    owed: bool,
    after_space: bool,
}

impl Inlines {
    pub(super) fn new() -> Self {
        Self { open: vec![Vec::new()], owed: false, after_space: true }
    }

    /// How many pieces are open within the block.
    pub(super) fn depth(&self) -> usize {
        self.open.len() - 1
    }

    pub(super) fn is_empty(&self) -> bool {
        self.open.iter().all(Vec::is_empty)
    }

    /// Characters as the source has them.
    pub(super) fn words(&mut self, raw: &str) {
        let is_space = |c: char| matches!(c, ' ' | '\n' | '\r' | '\t' | '\u{a0}');
        let mut folded = String::with_capacity(raw.len());
        for (number, word) in raw.split(is_space).enumerate() {
            // Between every two pieces stood a space.
            self.owed |= number > 0 && !self.after_space;
            if word.is_empty() {
                continue;
            }
            if std::mem::take(&mut self.owed) {
                folded.push(' ');
            }
            folded.push_str(word);
            self.after_space = false;
        }
        if !folded.is_empty() {
            push(self.innermost(), Inline::Words(folded));
        }
    }

    /// Something without words of its own; white space before it goes on behind it.
    pub(super) fn mark(&mut self, inline: Inline) {
        self.innermost().push(inline);
    }

    /// Something that stands for words, such as a gap.
    pub(super) fn thing(&mut self, inline: Inline) {
        self.pay();
        self.innermost().push(inline);
        self.after_space = false;
    }

    /// A line ends; nothing at the beginning of a block, nor in a script that writes without spaces, where the end of a
    /// line parts no words.
    pub(super) fn line_break(&mut self) {
        self.owed = false;
        if !self.is_empty() && !self.ends_without_spaces() {
            self.innermost().push(Inline::LineBreak);
        }
        self.after_space = true;
    }

    fn ends_without_spaces(&self) -> bool {
        let last = self.open.last().and_then(|content| content.last());
        matches!(last, Some(Inline::Words(words)) if words.ends_with(|c: char| matches!(c, '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')))
    }

    /// Takes back the hyphen at which the source parts a word that goes on in the next line.
    pub(super) fn join_line(&mut self) {
        self.owed = false;
        if let Some(Inline::Words(words)) = self.innermost().last_mut()
            && words.ends_with(['-', '\u{ad}', '¬'])
        {
            words.pop();
        }
        self.after_space = true;
    }

    /// Begins a piece with content of its own.
    pub(super) fn begin(&mut self) {
        self.pay();
        self.open.push(Vec::new());
    }

    /// Ends the innermost piece; an empty one leaves nothing.
    pub(super) fn end(&mut self, make: impl FnOnce(Vec<Inline>) -> Inline) {
        if self.open.len() > 1
            && let Some(content) = self.open.pop()
            && !content.is_empty()
        {
            self.innermost().push(make(content));
        }
    }

    /// What was gathered.
    pub(super) fn finish(mut self) -> Vec<Inline> {
        while self.open.len() > 1 {
            if let Some(content) = self.open.pop() {
                self.innermost().extend(content);
            }
        }
        let mut content = self.open.pop().unwrap_or_default();
        while content.last() == Some(&Inline::LineBreak) {
            content.pop();
        }
        content
    }

    /// Writes the white space that is owed before something else begins.
    fn pay(&mut self) {
        if std::mem::take(&mut self.owed) {
            push(self.innermost(), Inline::Words(" ".into()));
            self.after_space = true;
        }
    }

    fn innermost(&mut self) -> &mut Vec<Inline> {
        if self.open.is_empty() {
            self.open.push(Vec::new());
        }
        let last = self.open.len() - 1;
        &mut self.open[last]
    }
}

/// Adds a piece; words beside words become one.
pub(super) fn push(content: &mut Vec<Inline>, inline: Inline) {
    match (content.last_mut(), inline) {
        (Some(Inline::Words(before)), Inline::Words(words)) => before.push_str(&words),
        (_, inline) => content.push(inline),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_folded_across_pieces_and_cut_at_the_ends() {
        let mut inlines = Inlines::new();
        inlines.words("\n  Dear \n ");
        inlines.begin();
        inlines.words(" Mr.\n");
        inlines.end(Inline::Supplied);
        inlines.words("President ");
        let content = inlines.finish();
        let words = |words: &str| Inline::Words(words.into());
        assert_eq!(content, [words("Dear "), Inline::Supplied(vec![words("Mr.")]), words(" President")]);
    }

    #[test]
    fn the_end_of_a_chinese_line_parts_no_words() {
        let mut inlines = Inlines::new();
        inlines.words("於辛");
        inlines.line_break();
        inlines.words("寺");
        assert_eq!(inlines.finish(), [Inline::Words("於辛寺".into())]);
    }

    #[test]
    fn a_word_parted_at_the_end_of_a_line_is_one_word() {
        let mut inlines = Inlines::new();
        inlines.words("in-");
        inlines.join_line();
        inlines.words(" ternational");
        assert_eq!(inlines.finish(), [Inline::Words("international".into())]);
    }
}
