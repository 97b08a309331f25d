//! Scores sentence boundaries and words against CoNLL-U files, by the definitions of the CoNLL 2018 shared task: raw text in, spans compared
//! by the characters that are not white space.
//!
//! `cargo run --release -p demarche --example score_text -- FILE.conllu…`

use std::collections::HashSet;

use demarche::span::Span;
use demarche::text::{split_sentences, tokenize};

/// The raw text of one paragraph with gold spans, counted in characters that are not white space.
#[derive(Default)]
struct Paragraph {
    text: String,
    seen: usize,
    sentences: Vec<(usize, usize)>,
    words: Vec<(usize, usize)>,
}

#[derive(Default)]
struct Counts {
    gold: usize,
    system: usize,
    right: usize,
}

impl Counts {
    fn add(&mut self, gold: &HashSet<(usize, usize)>, system: &HashSet<(usize, usize)>) {
        self.gold += gold.len();
        self.system += system.len();
        self.right += gold.intersection(system).count();
    }

    fn print(&self, name: &str) {
        let (p, r) = (self.right as f64 / self.system as f64, self.right as f64 / self.gold as f64);
        println!("{name:<10} P {:.4}  R {:.4}  F1 {:.4}  ({} gold)", p, r, 2.0 * p * r / (p + r), self.gold);
    }
}

fn read(path: &str) -> std::io::Result<Vec<Paragraph>> {
    let mut paragraphs: Vec<Paragraph> = vec![Paragraph::default()];
    let mut start = 0;
    let mut whole: Option<(String, usize, bool)> = None; // multiword token: its words are cut inside
    for line in std::fs::read_to_string(path)?.lines() {
        let p = paragraphs.last_mut().expect("never empty");
        if line.starts_with("# newpar") || line.starts_with("# newdoc") {
            if !p.text.is_empty() {
                paragraphs.push(Paragraph::default());
                start = 0;
            }
        } else if line.is_empty() {
            if p.seen > start {
                p.sentences.push((start, p.seen));
                start = p.seen;
            }
        } else if !line.starts_with('#') {
            let f: Vec<&str> = line.split('\t').collect();
            let space = !f[9].split('|').any(|x| x == "SpaceAfter=No");
            let len = |s: &str| s.chars().filter(|c| !c.is_whitespace()).count();
            if let Some((_, last)) = f[0].split_once('-') {
                whole = Some((f[1].to_owned(), last.parse().unwrap_or(0), space));
                p.text.push_str(f[1]);
                if space {
                    p.text.push(' ');
                }
            } else if !f[0].contains('.') {
                let n = len(f[1]);
                p.words.push((p.seen, p.seen + n));
                p.seen += n;
                let id: usize = f[0].parse().unwrap_or(0);
                match &whole {
                    Some((_, last, _)) if id <= *last => {
                        if id == *last {
                            whole = None;
                        }
                    }
                    _ => {
                        p.text.push_str(f[1]);
                        if space {
                            p.text.push(' ');
                        }
                    }
                }
            }
        }
    }
    Ok(paragraphs)
}

fn main() -> std::io::Result<()> {
    let (mut sentences, mut words) = (Counts::default(), Counts::default());
    let show = std::env::var_os("SHOW").is_some();
    for path in std::env::args().skip(1) {
        for p in read(&path)? {
            let mut place = vec![0; p.text.len() + 1];
            let mut n = 0;
            for (at, c) in p.text.char_indices() {
                place[at] = n;
                n += usize::from(!c.is_whitespace());
            }
            place[p.text.len()] = n;
            // Ends are counted after the last character of the span.
            let at = |s: Span| (place[s.start], place[s.start] + s.of(&p.text).chars().filter(|c| !c.is_whitespace()).count());
            let (mut sys_s, mut sys_w) = (HashSet::new(), HashSet::new());
            for s in split_sentences(&p.text, Span::new(0, p.text.len())) {
                if show && !p.sentences.contains(&at(s)) {
                    println!("S {}", s.of(&p.text));
                }
                sys_s.insert(at(s));
                for t in tokenize(&p.text, s) {
                    if show && !p.words.contains(&at(t)) {
                        println!("W {}", t.of(&p.text));
                    }
                    sys_w.insert(at(t));
                }
            }
            sentences.add(&p.sentences.iter().copied().collect(), &sys_s);
            words.add(&p.words.iter().copied().collect(), &sys_w);
        }
    }
    sentences.print("sentences");
    words.print("words");
    Ok(())
}
