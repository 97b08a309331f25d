//! What a single line is: text, furniture of the page, a credit, a byline, a date line.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;
use regex::bytes::{Regex as BytesRegex, RegexBuilder, RegexSet, RegexSetBuilder};
use serde::Deserialize;

use super::dates::{self, DateFault, DateOrder};
use jiff::civil::Date;

/// A longer line is never furniture, a byline or a date line (bytes).
const LONGEST_FURNITURE: usize = 400;

/// The longest line that the table lists whole.
const LONGEST_EXACT: usize = 100;

#[derive(Deserialize)]
struct Table {
    exact: Vec<String>,
    prefix: Vec<String>,
    within: Vec<String>,
    patterns: Vec<String>,
    script: Vec<String>,
    credit: Vec<String>,
    credit_tail: Vec<String>,
    known_caption_tail: Vec<String>,
    other_articles: Vec<String>,
    caption_label: Vec<String>,
    caption_sign: Vec<String>,
    agencies: Vec<String>,
    not_places: Vec<String>,
    boxes: Vec<String>,
}

struct Patterns {
    exact: BTreeSet<String>,
    /// The first words of the prefixes: most lines need no more than a look at their own.
    prefix_words: BTreeSet<String>,
    prefix: RegexSet,
    within: aho_corasick::AhoCorasick,
    patterns: RegexSet,
    script: RegexSet,
    credit: RegexSet,
    credit_tail: Vec<BytesRegex>,
    known_caption_tail: Vec<BytesRegex>,
    other_articles: BytesRegex,
    caption_label: Vec<BytesRegex>,
    caption_sign: RegexSet,
    not_places: BTreeSet<String>,
    boxes: BTreeSet<String>,
}

/// Memory for the automaton of one set of patterns: enough that it is not built again and again.
const DFA_BYTES: usize = 32 << 20;

/// `pattern` for bytes: a letter beyond ASCII counts as a letter of a word, whatever it is. Automata for all of Unicode are a hundred
/// times slower here, and none of the patterns asks which letter it is.
fn ascii(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() * 2);
    let (mut in_class, mut chars) = (false, pattern.chars());
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('w') if in_class => out.push_str(r"0-9A-Za-z_\x80-\xff"),
                Some('w') => out.push_str(r"[0-9A-Za-z_\x80-\xff]"),
                Some(other) => out.extend(['\\', other]),
                None => {}
            },
            '[' if !in_class => {
                in_class = true;
                out.push(c);
            }
            ']' if in_class => {
                in_class = false;
                out.push(c);
            }
            _ if in_class && !c.is_ascii() => out.push_str(r"\x80-\xff"),
            _ => out.push(c),
        }
    }
    out
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let table: Table = toml::from_str(include_str!("data/furniture.toml")).expect("a constant table, read in a test");
    let agencies = table.agencies.join("|");
    let filled = |patterns: &[String]| patterns.iter().map(|p| p.replace("AGENCY", &agencies)).collect::<Vec<_>>();
    let set = |patterns: &[String]| {
        let patterns = filled(patterns).iter().map(|p| ascii(p)).collect::<Vec<_>>();
        RegexSetBuilder::new(patterns)
            .unicode(false)
            .case_insensitive(true)
            .dfa_size_limit(DFA_BYTES)
            .size_limit(DFA_BYTES)
            .build()
            .expect("constant patterns")
    };
    let one = |pattern: &str, any_case: bool| {
        RegexBuilder::new(&ascii(pattern))
            .unicode(false)
            .case_insensitive(any_case)
            .dfa_size_limit(DFA_BYTES)
            .size_limit(DFA_BYTES)
            .build()
            .expect("constant patterns")
    };
    let each = |patterns: &[String]| filled(patterns).iter().map(|p| one(p, true)).collect::<Vec<_>>();
    let escaped: Vec<String> = table.prefix.iter().map(|p| format!("^{}", regex::escape(p))).collect();
    Patterns {
        exact: table.exact.into_iter().collect(),
        prefix_words: table.prefix.iter().map(|p| first_word(p)).collect(),
        prefix: RegexSet::new(escaped).expect("escaped patterns"),
        within: aho_corasick::AhoCorasick::builder().ascii_case_insensitive(true).build(&table.within).expect("constant words"),
        patterns: set(&table.patterns),
        script: set(&table.script),
        credit: set(&table.credit),
        credit_tail: each(&table.credit_tail),
        known_caption_tail: each(&table.known_caption_tail),
        other_articles: one(&format!("^(?:{})$", table.other_articles.join("|")), true),
        caption_label: each(&table.caption_label),
        caption_sign: RegexSetBuilder::new(table.caption_sign.iter().map(|p| ascii(p)))
            .unicode(false)
            .dfa_size_limit(DFA_BYTES)
            .build()
            .expect("constant patterns"),
        not_places: table.not_places.into_iter().collect(),
        boxes: table.boxes.into_iter().collect(),
    }
});

/// Lower case, straight apostrophes, no punctuation or symbols at the edges.
pub(crate) fn normal(line: &str) -> String {
    line.trim_matches(|c: char| !c.is_alphanumeric()).replace(['\u{2019}', '\u{2018}'], "'").to_lowercase()
}

/// True if the line belongs to the page and not to the article: a button, a share count, a cookie note.
pub(crate) fn is_furniture(line: &str) -> bool {
    if line.len() > LONGEST_FURNITURE {
        return false;
    }
    let Some(start) = line.find(|c: char| c.is_alphanumeric()) else { return true };
    let p = &*PATTERNS;
    let few_words = |most: usize| line.bytes().filter(|b| *b == b' ').count() < most;
    (line.len() <= LONGEST_EXACT && p.exact.contains(&normal(line)))
        || (p.prefix_words.contains(&first_word(&line[start..]))
            && few_words(30)
            && p.prefix.is_match(normal_start(&line[start..]).as_bytes()))
        || (p.within.is_match(line) && few_words(40))
        || p.patterns.is_match(line.as_bytes())
}

/// The letters at the start of `line`, in lower case.
fn first_word(line: &str) -> String {
    line.chars().take_while(|c| c.is_alphanumeric()).take(24).flat_map(char::to_lowercase).collect()
}

/// Like [`normal`], with the end as it is: a prefix may end in a colon or blank.
fn normal_start(line: &str) -> String {
    let mut start = line[..line.floor_char_boundary(120)].replace(['\u{2019}', '\u{2018}'], "'").to_lowercase();
    start.push(' ');
    start
}

/// True if the line is left over from a script, a style sheet or markup.
pub(crate) fn is_script(line: &str) -> bool {
    // Every pattern needs one of these; words alone are the common case and skip the patterns.
    line.bytes().any(|b| matches!(b, b'<' | b'>' | b'{' | b'}' | b'(' | b'[' | b'=' | b'/')) && PATTERNS.script.is_match(line.as_bytes())
        || line.starts_with("!--")
}

/// True if the line only says whose picture it is.
pub(crate) fn is_credit(line: &str) -> bool {
    line.len() <= 160 && PATTERNS.credit.is_match(line.as_bytes())
}

/// Where the credit at the end of a caption begins (byte), if there is one.
pub(crate) fn credit_tail(line: &str) -> Option<usize> {
    if line.len() > 1500 {
        return None;
    }
    let start = line.floor_char_boundary(line.len().saturating_sub(180));
    let tail = &line[start..];
    // Every credit has one of these.
    if !tail.bytes().any(|b| matches!(b, b'(' | b'[' | b'/' | b':')) {
        return None;
    }
    let begins = |captures: regex::bytes::Captures<'_>| {
        captures.name("c").or_else(|| captures.get(0)).map(|m| line.floor_char_boundary(start + m.start()))
    };
    PATTERNS.credit_tail.iter().filter_map(|pattern| pattern.captures(tail.as_bytes())).filter_map(begins).min()
}

/// The caption in `text`, which is known to be one: without its label and credit. `None` if nothing of it describes the picture.
pub(crate) fn caption(text: &str) -> Option<&str> {
    let mut end = credit_tail(text).unwrap_or(text.len());
    let floor = text.floor_char_boundary(end.saturating_sub(120));
    let begins = |pattern: &BytesRegex| pattern.find(&text.as_bytes()[floor..end]).map(|m| text.floor_char_boundary(floor + m.start()));
    if let Some(start) = PATTERNS.known_caption_tail.iter().filter_map(begins).min() {
        end = start;
    }
    let caption = text[caption_label(text).min(end)..end].trim();
    let describes = caption.split(' ').count() >= 3 && !is_credit(caption) && !is_furniture(caption);
    describes.then_some(caption)
}

/// True if the line is the heading of a list of other articles.
pub(crate) fn heads_other_articles(line: &str) -> bool {
    line.len() <= 80 && PATTERNS.other_articles.is_match(normal(line).as_bytes())
}

/// Length of the label at the start of a caption ("FILE PHOTO: "), 0 if there is none.
pub(crate) fn caption_label(line: &str) -> usize {
    if !line.starts_with(['(', '[', 'f', 'F', 'i', 'I', 'p', 'P', 'c', 'C']) {
        return 0;
    }
    let head = &line[..line.floor_char_boundary(60)];
    PATTERNS.caption_label.iter().filter_map(|pattern| pattern.find(head.as_bytes())).map(|m| m.end()).max().unwrap_or(0)
}

/// True if something in the line says that it describes a picture.
pub(crate) fn has_caption_sign(line: &str) -> bool {
    line.len() <= 700 && PATTERNS.caption_sign.is_match(line.as_bytes())
}

/// True if the class is that of a box beside the article.
pub(crate) fn is_box(class: &str) -> bool {
    PATTERNS.boxes.contains(class)
}

/// True if capitals before a dash or colon are a label and no place.
pub(crate) fn is_no_place(words: &str) -> bool {
    PATTERNS.not_places.contains(words)
}

/// The names in a byline ("By Jane Roe and John Doe, Agency"); `None` if the line is no byline.
pub(crate) fn byline(line: &str) -> Option<Vec<String>> {
    static BYLINE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:By|BY|by|Written by|Reported by|Story by|Words by|Posted by|Published by|Author:|Authors:|WRITTEN BY)[:\s]\s*(?P<names>[\p{Lu}].{2,160})$")
            .expect("a constant pattern")
    });
    if line.len() > 220 {
        return None;
    }
    let names = BYLINE.captures(line)?.name("names")?.as_str();
    let people = names_in(names);
    (!people.is_empty()).then_some(people)
}

/// The names of people in the value of a byline or an author field: "Jane Roe and John Doe, Agency", "By JANE ROE".
pub(crate) fn names_in(value: &str) -> Vec<String> {
    static SPLIT: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i)\s*(?:,|;|\||&|\band\b|\bwith\b|\bin\b|\bfor\b|\s[-–—•·]\s|/)\s*").expect("a constant pattern"));
    let value = value.trim();
    let value = value.strip_prefix("By ").or_else(|| value.strip_prefix("by ")).or_else(|| value.strip_prefix("BY ")).unwrap_or(value);
    let value = stops_as_commas(value);
    let mut names: Vec<String> = Vec::new();
    for part in SPLIT.split(&value) {
        let name = part.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | '*' | '(' | ')'));
        if is_name(name) {
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        } else if !names.is_empty() {
            // What follows the names is their office, agency or a date.
            break;
        }
    }
    names
}

/// Commas for the full stops that end a name and for addresses of mail: "Jane Roe. Example News", "Jane Roe jroe@example.org".
fn stops_as_commas(value: &str) -> String {
    static STOP: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(\p{Ll}{3})\.\s|\s\S+@\S+").expect("a constant pattern"));
    STOP.replace_all(value, "$1, ").into_owned()
}

/// Two to five words, each with a capital (or a particle), none a digit, none of the words that name an outlet or a day.
fn is_name(text: &str) -> bool {
    const NO_NAME: [&str; 24] = [
        "staff",
        "news",
        "press",
        "reporter",
        "correspondent",
        "editor",
        "agency",
        "desk",
        "agencies",
        "reuters",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "bureau",
        "times",
        "writer",
        "post",
        "team",
        "the",
        "media",
    ];
    const PARTICLES: [&str; 14] = ["al", "bin", "da", "de", "del", "della", "den", "di", "dos", "el", "la", "ter", "van", "von"];
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=5).contains(&words.len())
        && words.iter().all(|word| {
            let lower = word.to_lowercase();
            let capital = word.chars().next().is_some_and(char::is_uppercase);
            (capital || PARTICLES.contains(&lower.as_str()))
                && !NO_NAME.contains(&lower.as_str())
                && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-' | '‘' | '`'))
        })
}

/// A line that says when the article was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DateLine {
    /// The day, or why it is none.
    pub(crate) date: Result<Date, DateFault>,
    /// True if it says only when the page was changed.
    pub(crate) updated: bool,
}

/// Words that may stand beside a date without making the line a sentence.
static BESIDE_DATE: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    "published updated posted last modified on date first created issued time at am pm a.m p.m a.m. p.m. ist est edt et pst pdt pt cst cdt gmt utc bst cet cest msk \
     jst sgt hkt aest nzst wib pkt mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday \
     min mins minute minutes read hrs hours h local original originally publication release released edited update and of the by added uploaded listen share"
        .split_whitespace()
        .collect()
});

/// The date line that `line` is, if it is one: a date with at most a label, weekday, clock time and zone beside it.
pub(crate) fn date_line(line: &str, order: Option<DateOrder>) -> Option<DateLine> {
    if line.len() > 160 || !line.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let lower = line.to_lowercase();
    // The range of an ambiguous date is that of its reading in either order.
    let (date, range) = match dates::find(line, order) {
        Ok(Some((date, range))) => (Ok(date), range),
        Ok(None) => return None,
        Err(fault) => match dates::find(line, Some(DateOrder::Mdy)) {
            Ok(Some((_, range))) => (Err(fault), range),
            _ => return None,
        },
    };
    let beside = |text: &str| {
        text.split(|c: char| c.is_whitespace() || matches!(c, '|' | ',' | '·' | '•' | '-' | '–' | '—' | '(' | ')' | '/' | ';'))
            .all(is_beside_date)
    };
    let (before, after) = (lower.get(..range.start)?, lower.get(range.end..)?);
    // A clock time may have any zone behind it.
    let zoned = after.contains(':').then(|| without_zones(line.get(range.end..).unwrap_or("")));
    let after = zoned.as_deref().unwrap_or(after);
    if !(beside(before) && beside(after)) {
        return None;
    }
    let first_label = |text: &str| {
        let updated = ["updated", "modified", "edited", "update"].iter().any(|w| text.contains(w));
        updated && !["published", "posted", "publication", "released", "issued"].iter().any(|w| text.contains(w))
    };
    Some(DateLine { date, updated: first_label(before) })
}

/// `text` in lower case, without words of two to five capitals.
fn without_zones(text: &str) -> String {
    let is_zone = |word: &&str| (2..=5).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase());
    text.split_whitespace().filter(|word| !is_zone(word)).collect::<Vec<_>>().join(" ").to_lowercase()
}

fn is_beside_date(word: &str) -> bool {
    let word = word.trim_matches([':', '.']);
    word.is_empty()
        || BESIDE_DATE.contains(word)
        || dates::month_number(word).is_some() && word.len() <= 9 && word.chars().all(char::is_alphabetic) && MONTHS.contains(word)
        || word.starts_with(|c: char| c.is_ascii_digit())
            && word
                .trim_end_matches(|c: char| c.is_alphabetic())
                .bytes()
                .all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'+' | b'\''))
            && word.len() <= 9
}

static MONTHS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    "jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov november dec december"
        .split_whitespace()
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        assert!(!is_furniture("The minister resigned."));
    }

    #[test]
    fn furniture_is_known() {
        for line in [
            "Read more",
            "READ MORE »",
            "Share this article",
            "Advertisement",
            "1.2k shares",
            "12 Comments",
            "5 min read",
            "Related: Envoy returns home",
            "Sign up for our morning newsletter",
            "We use cookies to improve your visit.",
            "Share | Tweet | Email",
            "© 2021 The Daily Example",
            "—",
            "(Reporting by Jane Roe; Editing by John Doe)",
            "Follow us on Twitter",
            "Tags: Mali, France",
        ] {
            assert!(is_furniture(line), "{line}");
        }
        for line in [
            "Share prices fell on Monday.",
            "Overview",
            "Russia’s Response",
            "He will read more of the letter, he said.",
            "The two sides watch: and wait.",
            "12 soldiers died.",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
    }

    #[test]
    fn credits_and_captions_are_known() {
        for line in [
            "IMAGE SOURCE: Reuters",
            "Photo: Jane Roe/Reuters",
            "(AP Photo/Jane Roe)",
            "Image source, EPA",
            "Getty Images",
            "REUTERS/Jane Roe",
            "Credit: Jane Roe",
            "Photo by Jane Roe",
        ] {
            assert!(is_credit(line), "{line}");
        }
        for line in [
            "Reuters said the envoy had left.",
            "Credit: banks lent less than a year before, when rates were low, the central bank in Harrow said on Monday in a report.",
            "Photographers waited outside.",
        ] {
            assert!(!is_credit(line), "{line}");
        }
        let line = "The envoy speaks in Harrow, May 3, 2022. (AP Photo/Jane Roe)";
        assert_eq!(credit_tail(line).map(|at| &line[..at]), Some("The envoy speaks in Harrow, May 3, 2022."));
        assert!(has_caption_sign("The president (R) shakes hands with the chancellor (L)"));
        assert_eq!(caption_label("FILE PHOTO: The envoy"), 12);
    }

    #[test]
    fn scripts_are_known() {
        for line in [
            "!-- Google tag (gtag.js) -->",
            "<!-- ad -->",
            "window.dataLayer = window.dataLayer || [];",
            "function gtag(){dataLayer.push(arguments);}",
            "gtag('js', new Date());",
            ".ad { color: red }",
            "});",
        ] {
            assert!(is_script(line), "{line}");
        }
        for line in ["The envoy (left) spoke.", "He said: “No.”", "Talks (and more talks)"] {
            assert!(!is_script(line), "{line}");
        }
    }

    #[test]
    fn bylines_give_names() {
        assert_eq!(byline("By Jane Roe").unwrap(), ["Jane Roe"]);
        assert_eq!(byline("By JANE ROE and John van Doe, Example News Agency").unwrap(), ["JANE ROE", "John van Doe"]);
        assert_eq!(byline("By Monday the army had left"), None);
        assert_eq!(byline("By Staff Reporter"), None);
    }

    #[test]
    fn date_lines_are_told_from_sentences() {
        let day = |line: &str| date_line(line, None).map(|d| d.date.map(|d| d.to_string()));
        assert_eq!(day("April 21, 2023"), Some(Ok("2023-04-21".into())));
        assert_eq!(day("21 Apr 2023 10:15 GMT"), Some(Ok("2023-04-21".into())));
        assert_eq!(day("Published: Friday, April 21, 2023 | Updated: April 22, 2023 5:04 pm IST"), Some(Ok("2023-04-21".into())));
        assert_eq!(day("12/1/2017"), Some(Err(DateFault::Ambiguous)));
        assert!(date_line("Updated 21 April 2023", None).unwrap().updated);
        assert_eq!(day("On April 21, 2023, the envoy left Harrow."), None);
        assert_eq!(day("The envoy left on April 21, 2023"), None);
    }
}
