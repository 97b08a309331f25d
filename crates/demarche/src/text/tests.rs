use proptest::prelude::*;

use super::*;

fn sentences(text: &str) -> Vec<&str> {
    split_sentences(text, Span::new(0, text.len())).into_iter().map(|s| s.of(text)).collect()
}

fn tokens(text: &str) -> Vec<&str> {
    tokenize(text, Span::new(0, text.len())).into_iter().map(|s| s.of(text)).collect()
}

#[test]
fn abbreviations_do_not_end_sentences() {
    for whole in [
        "U.S. President Ada Holm met Lt. Gen. R. K. Osei at No. 10 on Monday.",
        "The ship left at 9 p.m. Monday for St. John's.",
        "Mr. Dahl of Baltic Line Inc. Norway's biggest carrier denied it.",
        "See Sec. 3 and p. 14 of the report by J. B. Moreau.",
        "“Will you come?” President Lund asked.",
        "It grew 3.5 percent in the U.K. Treasury's view.",
    ] {
        assert_eq!(sentences(whole), [whole]);
    }
}

#[test]
fn sentences_end_after_abbreviations_before_an_opener() {
    assert_eq!(sentences("He lives in the U.S. The rest of them left."), ["He lives in the U.S.", "The rest of them left."]);
    assert_eq!(sentences("Talks ended at 9 p.m. They resume today."), ["Talks ended at 9 p.m.", "They resume today."]);
    assert_eq!(
        sentences("They fled to the U.S.A. “We had no choice,” she said."),
        ["They fled to the U.S.A.", "“We had no choice,” she said."]
    );
}

#[test]
fn quotations_keep_their_marks() {
    assert_eq!(
        sentences("“We will act. We will not wait,” she said. “Never.” He left."),
        ["“We will act.", "We will not wait,” she said.", "“Never.”", "He left."]
    );
    assert_eq!(sentences("\"Stop!\" they cried. \"Why?\" he asked."), ["\"Stop!\" they cried.", "\"Why?\" he asked."]);
}

#[test]
fn missing_spaces_are_seen() {
    assert_eq!(sentences("The talks failed.The envoy left.”Nobody stayed."), ["The talks failed.", "The envoy left.”", "Nobody stayed."]);
    assert_eq!(
        sentences("Visit www.example.org.Now or mail a.b@example.org today."),
        ["Visit www.example.org.Now or mail a.b@example.org today."]
    );
}

#[test]
fn ellipses_and_lists() {
    assert_eq!(sentences("We waited... and then nothing came."), ["We waited... and then nothing came."]);
    assert_eq!(sentences("1. Withdraw the troops."), ["1. Withdraw the troops."]);
}

#[test]
fn words_are_cut_as_in_universal_dependencies() {
    assert_eq!(tokens("Russia's army didn't leave."), ["Russia", "'s", "army", "did", "n't", "leave", "."]);
    assert_eq!(
        tokens("long-range weapons, US$5bn (£3.9m)"),
        ["long", "-", "range", "weapons", ",", "US$", "5", "bn", "(", "£", "3.9", "m", ")"]
    );
    assert_eq!(tokens("pro-Beijing ex-minister"), ["pro-Beijing", "ex-minister"]);
    assert_eq!(tokens("“We can’t,” he said—twice."), ["“", "We", "ca", "n’t", ",", "”", "he", "said", "—", "twice", "."]);
    assert_eq!(tokens("the U.S. and Jr. 9/11 at 5:30 p.m."), ["the", "U.S.", "and", "Jr.", "9/11", "at", "5:30", "p.m."]);
    assert_eq!(tokens("workers' union's 45% vote..."), ["workers", "'", "union", "'s", "45", "%", "vote", "..."]);
    assert_eq!(tokens("a 31-member bloc"), ["a", "31", "-", "member", "bloc"]);
}

#[test]
fn a_line_without_stops_is_cut() {
    let line = "name ".repeat(60_000);
    let parts = sentences(&line);
    assert!(parts.len() > 50);
    assert!(parts.iter().all(|s| s.len() <= LONGEST_SENTENCE));
}

proptest! {
    #[test]
    fn every_visible_character_lies_in_one_token(text in "(?s)[\\PC\\n ]{0,120}") {
        let mut covered = vec![0u8; text.len()];
        let mut last = 0;
        for sentence in split_sentences(&text, Span::new(0, text.len())) {
            prop_assert!(sentence.start >= last);
            last = sentence.end;
            for token in tokenize(&text, sentence) {
                prop_assert!(text.is_char_boundary(token.start) && text.is_char_boundary(token.end) && !token.is_empty());
                for byte in &mut covered[token.start..token.end] { *byte += 1; }
            }
        }
        for (at, c) in text.char_indices() {
            prop_assert_eq!(covered[at], u8::from(!c.is_whitespace()), "{:?} at {}", c, at);
        }
    }

    #[test]
    fn news_like_noise_is_covered(text in "[A-Za-z0-9 .,'’\"“”$%/:;!?()\\-—…]{0,200}") {
        let mut count = 0;
        for sentence in split_sentences(&text, Span::new(0, text.len())) {
            count += tokenize(&text, sentence).iter().map(|t| t.len()).sum::<usize>();
        }
        prop_assert_eq!(count, text.chars().filter(|c| !c.is_whitespace()).map(char::len_utf8).sum::<usize>());
    }
}
