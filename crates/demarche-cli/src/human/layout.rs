//! Words with colours, laid out to a width.

use unicode_width::UnicodeWidthStr;

/// What a stretch of text is to the reader; each has its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As the terminal has it.
    Plain,
    /// Headings and the words that name an event.
    Bold,
    /// Ids, codes, notes.
    Dim,
    /// Who acts or speaks.
    Actor,
    /// To whom.
    Recipient,
    /// Event types and kinds.
    Type,
    /// Reported words.
    Said,
}

impl Style {
    fn code(self) -> &'static str {
        match self {
            Style::Plain => "",
            Style::Bold => "\x1b[1m",
            Style::Dim => "\x1b[2m",
            Style::Actor => "\x1b[36m",
            Style::Recipient => "\x1b[35m",
            Style::Type => "\x1b[33m",
            Style::Said => "\x1b[32m",
        }
    }
}

const OFF: &str = "\x1b[0m";

/// A text in pieces, each with a style.
#[derive(Debug, Clone, Default)]
pub struct Pieces(Vec<(Style, String)>);

impl Pieces {
    /// Adds `text`.
    pub fn add(&mut self, style: Style, text: impl Into<String>) -> &mut Self {
        self.0.push((style, text.into()));
        self
    }

    /// Columns that it takes on one line.
    pub fn width(&self) -> usize {
        self.0.iter().map(|(_, t)| t.width()).sum()
    }

    /// On one line, with colours.
    pub fn line(&self) -> String {
        self.0.iter().map(|(style, text)| painted(*style, text)).collect()
    }

    /// On as many lines as `width` columns need (`None`: one), broken between words. Lines after the first begin with `indent` spaces; the first has that many
    /// columns already taken. A word that is wider than a line stands on one of its own, uncut.
    pub fn wrapped(&self, width: Option<usize>, indent: usize) -> String {
        let Some(width) = width else { return self.line() };
        let room = width.saturating_sub(indent).max(20);
        let mut out = String::new();
        let mut column = 0;
        for (space, words) in self.words() {
            let long: usize = words.iter().map(|(_, w)| w.width()).sum();
            if column > 0 && column + usize::from(space) + long > room {
                out.push('\n');
                out.push_str(&" ".repeat(indent));
                column = 0;
            } else if space && column > 0 {
                out.push(' ');
                column += 1;
            }
            for (style, word) in words {
                out.push_str(&painted(style, &word));
            }
            column += long;
        }
        out
    }

    /// What must not be broken, and whether a space stands before it.
    fn words(&self) -> Vec<(bool, Vec<(Style, String)>)> {
        let mut out: Vec<(bool, Vec<(Style, String)>)> = Vec::new();
        let mut space = true;
        for (style, text) in &self.0 {
            let mut first = true;
            for word in text.split(' ') {
                space |= !first;
                first = false;
                if word.is_empty() {
                    continue;
                }
                match out.last_mut() {
                    Some((_, parts)) if !space => parts.push((*style, word.to_owned())),
                    _ => out.push((space, vec![(*style, word.to_owned())])),
                }
                space = false;
            }
        }
        out
    }
}

fn painted(style: Style, text: &str) -> String {
    if style == Style::Plain || text.is_empty() { text.to_owned() } else { format!("{}{text}{OFF}", style.code()) }
}

/// Control characters of an article are shown as spaces: none may steer the terminal.
pub fn clean(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The columns to write in: `COLUMNS` if set, else the terminal's; `None` (do not wrap) where standard output is none.
pub fn columns() -> Option<usize> {
    let given = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    given.or_else(|| terminal_size::terminal_size().map(|(w, _)| usize::from(w.0))).filter(|&c| c >= 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        let mut p = Pieces::default();
        p.add(Style::Plain, text);
        p.wrapped(Some(30), 10)
    }

    #[test]
    fn lines_break_between_words_and_hang() {
        assert_eq!(plain("one two three four five six"), "one two three four\n          five six");
        assert_eq!(plain("a-word-that-is-wider-than-any-line b"), "a-word-that-is-wider-than-any-line\n          b");
    }

    #[test]
    fn styles_keep_their_words_together() {
        let mut p = Pieces::default();
        p.add(Style::Actor, "Kenya").add(Style::Plain, ": ").add(Style::Bold, "talks");
        assert_eq!(p.wrapped(Some(80), 0), "\x1b[36mKenya\x1b[0m: \x1b[1mtalks\x1b[0m");
        assert_eq!(p.width(), 12);
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        assert_eq!(clean("a\u{1b}[31mb\r\n c"), "a [31mb c");
    }
}
