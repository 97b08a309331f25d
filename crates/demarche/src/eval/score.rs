//! One article's layers against its annotation.

use std::collections::{BTreeMap, BTreeSet};

use super::{Count, Share};
use crate::article::{Article, Block, BlockKind, Found, Origin};
use crate::corpus::{Filler, GoldArticle};
use crate::document::{Part, SentenceKind};
use crate::events::Event;
use crate::layers::Layers;
use crate::span::Span;

/// The article that an annotated file holds, as if it had been read from a page: the reader sees neither its sentences nor its annotation.
pub fn article_of(gold: &GoldArticle) -> Article {
    let doc = &gold.document;
    let mut article = Article { given_id: Some(gold.field("id").to_owned()), source: gold.field("id").to_owned(), ..Article::default() };
    article.published = doc.published.map(|d| Found::new(d, Origin::Field));
    for (part, span) in &doc.parts {
        let words = span.of(&doc.text).to_owned();
        match part {
            Part::Title => article.title = Some(Found::new(words, Origin::Field)),
            Part::Standfirst => article.standfirst = Some(Found::new(words, Origin::Field)),
            Part::Caption(_) => article.captions.push(words),
            Part::Body => {
                let mut paragraph = usize::MAX;
                for s in doc.sentences.iter().filter(|s| span.contains(s.span)) {
                    let at = Span::new(s.span.start - span.start, s.span.end - span.start);
                    match article.blocks.last_mut().filter(|_| s.paragraph == paragraph) {
                        Some(block) => block.span = block.span.cover(at),
                        None => article.blocks.push(Block {
                            span: at,
                            kind: if s.kind == SentenceKind::Heading { BlockKind::Heading } else { BlockKind::Paragraph },
                        }),
                    }
                    paragraph = s.paragraph;
                }
                article.text = words;
            }
        }
    }
    article
}

/// One thing that went wrong, in its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// What kind: `missed`, `spurious`, `type`, `actor`, `recipient`, `speaker`.
    pub kind: &'static str,
    /// Article and sentence.
    pub place: String,
    /// What was wanted and what was found.
    pub what: String,
}

/// Scores by layer, added up over articles.
#[derive(Debug, Clone, Default)]
pub struct Scores {
    /// Precision, recall and F by name.
    pub counts: BTreeMap<&'static str, Count>,
    /// Shares of right decisions by name.
    pub shares: BTreeMap<&'static str, Share>,
    /// Triggers with type, by type.
    pub types: BTreeMap<String, Count>,
    /// Wanted type, found type: how often, over triggers found.
    pub confusion: BTreeMap<(String, String), usize>,
    /// Confidence of each found event, and whether its word and type are right.
    pub confidences: Vec<(f32, bool)>,
    /// What went wrong.
    pub mistakes: Vec<Mistake>,
}

impl Scores {
    fn count(&mut self, name: &'static str, right: usize, found: usize, gold: usize) {
        self.counts.entry(name).or_default().add(Count { right, found, gold });
    }

    fn share(&mut self, name: &'static str, right: bool) {
        self.shares.entry(name).or_default().note(right);
    }

    /// Adds the scores of another article.
    pub fn add(&mut self, other: Scores) {
        for (name, count) in other.counts {
            self.counts.entry(name).or_default().add(count);
        }
        for (name, share) in other.shares {
            self.shares.entry(name).or_default().add(share);
        }
        for (name, count) in other.types {
            self.types.entry(name).or_default().add(count);
        }
        for (pair, n) in other.confusion {
            *self.confusion.entry(pair).or_default() += n;
        }
        self.confidences.extend(other.confidences);
        self.mistakes.extend(other.mistakes);
    }
}

/// Scores the layers of one article against its annotation; layers that the file does not declare complete are left out.
pub fn score(gold: &GoldArticle, layers: &Layers) -> Scores {
    let s = Scorer { gold, layers };
    let mut scores = Scores::default();
    let has = |layer: &str| gold.layers.contains(layer);
    if has("mentions") {
        s.mentions(&mut scores);
    }
    if has("events") {
        s.events(&mut scores);
    }
    if has("statements") {
        s.statements(&mut scores);
    }
    if has("contexts") {
        s.contexts(&mut scores);
    }
    if has("commitments") {
        s.commitments(&mut scores);
    }
    if has("times") {
        let value = |t: &crate::times::Time| t.value.clone();
        let wanted: Vec<_> = gold.times.iter().map(|t| (t.span, t.value.clone())).collect();
        let found: Vec<_> = layers.times.iter().map(|t| (t.span, value(t))).collect();
        s.matched(&mut scores, "times: span and value", "time", &wanted, &found);
    }
    if has("amounts") {
        let wanted: Vec<_> =
            gold.amounts.iter().map(|a| (a.span, a.value.split_whitespace().take(2).collect::<Vec<_>>().join(" "))).collect();
        let found: Vec<_> =
            layers.amounts.iter().map(|a| (a.span, format!("{} {}", a.value, a.unit.as_deref().unwrap_or("null")))).collect();
        s.matched(&mut scores, "amounts: span, value, unit", "amount", &wanted, &found);
    }
    if has("places") {
        let wanted: Vec<_> = gold.places.iter().map(|p| (p.span, p.value.rsplit(", ").next().unwrap_or("").to_owned())).collect();
        let found: Vec<_> = layers.places.iter().map(|p| (p.span, p.country.clone().unwrap_or_default())).collect();
        s.matched(&mut scores, "places: span and country", "place", &wanted, &found);
    }
    scores
}

struct Scorer<'a> {
    gold: &'a GoldArticle,
    layers: &'a Layers,
}

impl Scorer<'_> {
    fn place(&self, at: usize) -> String {
        let sentence =
            self.layers.document.sentence_at(at).map_or("", |n| self.layers.document.sentences[n].span.of(&self.layers.document.text));
        format!("{}: {sentence}", self.gold.field("id"))
    }

    fn words(&self, span: Span) -> &str {
        span.of(&self.layers.document.text)
    }

    fn mentions(&self, scores: &mut Scores) {
        let wanted: BTreeSet<Span> = self.gold.mentions.iter().map(|m| m.span).collect();
        let found: BTreeSet<Span> = self.layers.entities.list.iter().flat_map(|e| e.mentions.iter().map(|m| m.span)).collect();
        scores.count("mentions: span", wanted.intersection(&found).count(), found.len(), wanted.len());
        let kinds: BTreeMap<Span, &str> =
            self.gold.mentions.iter().filter_map(|m| self.gold.entities.get(&m.entity).map(|k| (m.span, k.as_str()))).collect();
        for e in &self.layers.entities.list {
            for kind in e.mentions.iter().filter_map(|m| kinds.get(&m.span)) {
                scores.share("mentions: kind", e.kind == **kind);
            }
        }
        // Links: pairs of mentions of one thing, over mentions that both sides have.
        let entity: BTreeMap<Span, &str> = self.gold.mentions.iter().map(|m| (m.span, m.entity.as_str())).collect();
        let mut chains: BTreeMap<Span, usize> = BTreeMap::new();
        for (i, e) in self.layers.entities.list.iter().enumerate() {
            chains.extend(e.mentions.iter().map(|m| (m.span, i)));
        }
        let shared: Vec<Span> = wanted.intersection(&found).copied().collect();
        let (mut right, mut linked, mut gold) = (0, 0, 0);
        for (i, a) in shared.iter().enumerate() {
            for b in &shared[i + 1..] {
                let (g, f) = (entity[a] == entity[b], chains[a] == chains[b]);
                gold += usize::from(g);
                linked += usize::from(f);
                right += usize::from(g && f);
            }
        }
        scores.count("coreference: links of found mentions", right, linked, gold);
    }

    /// Pairs of annotated and found events: triggers that share a word, same type first.
    fn pairs(&self) -> Vec<(usize, usize)> {
        let mut taken = BTreeSet::new();
        let mut pairs = Vec::new();
        for same in [true, false] {
            for (g, gold) in self.gold.events.iter().enumerate() {
                if pairs.iter().any(|&(i, _)| i == g) {
                    continue;
                }
                let fits = |e: &Event| e.trigger.overlaps(gold.trigger) && (!same || e.kind == gold.kind);
                if let Some(f) = (0..self.layers.events.len()).find(|f| !taken.contains(f) && fits(&self.layers.events[*f])) {
                    taken.insert(f);
                    pairs.push((g, f));
                }
            }
        }
        pairs
    }

    /// Spans of all mentions of what fills a role in the annotation.
    fn gold_spans(&self, filler: &Filler) -> Vec<Span> {
        let key = match filler {
            Filler::Entity(key) => Some(key.as_str()),
            Filler::Words(span) => {
                self.gold.mentions.iter().filter(|m| span.contains(m.span)).max_by_key(|m| m.span.len()).map(|m| m.entity.as_str())
            }
        };
        let mut spans: Vec<Span> = self.gold.mentions.iter().filter(|m| key == Some(m.entity.as_str())).map(|m| m.span).collect();
        if let Filler::Words(span) = filler {
            spans.push(*span);
        }
        spans
    }

    /// Is the found filler the wanted one: the same words, or a mention of the same thing?
    fn same_party(&self, wanted: &Filler, span: Span) -> bool {
        if let Filler::Words(words) = wanted
            && (words.contains(span) || span.contains(*words))
        {
            return true;
        }
        self.gold_spans(wanted).contains(&span)
    }

    fn events(&self, scores: &mut Scores) {
        let (gold, found) = (&self.gold.events, &self.layers.events);
        let pairs = self.pairs();
        scores.count("triggers: word", pairs.len(), found.len(), gold.len());
        let typed = pairs.iter().filter(|(g, f)| gold[*g].kind == found[*f].kind).count();
        scores.count("triggers: word and type", typed, found.len(), gold.len());
        for e in gold {
            scores.types.entry(e.kind.clone()).or_default().gold += 1;
        }
        for (f, e) in found.iter().enumerate() {
            let right = pairs.iter().any(|&(g, i)| i == f && gold[g].kind == e.kind);
            let count = scores.types.entry(e.kind.clone()).or_default();
            count.found += 1;
            count.right += usize::from(right);
            scores.confidences.push((e.confidence, right));
            if !pairs.iter().any(|&(_, i)| i == f) {
                scores.mistakes.push(Mistake {
                    kind: "spurious",
                    place: self.place(e.trigger.start),
                    what: format!("{} at “{}”", e.kind, self.words(e.trigger)),
                });
            }
        }
        for (g, e) in gold.iter().enumerate() {
            if !pairs.iter().any(|&(i, _)| i == g) {
                scores.mistakes.push(Mistake {
                    kind: "missed",
                    place: self.place(e.trigger.start),
                    what: format!("{} at “{}”", e.kind, self.words(e.trigger)),
                });
            }
        }
        let mut whole = 0;
        for &(g, f) in &pairs {
            let (w, e) = (&gold[g], &found[f]);
            *scores.confusion.entry((w.kind.clone(), e.kind.clone())).or_default() += 1;
            if w.kind != e.kind {
                scores.mistakes.push(Mistake {
                    kind: "type",
                    place: self.place(w.trigger.start),
                    what: format!("“{}” is {}, found {}", self.words(w.trigger), w.kind, e.kind),
                });
                continue;
            }
            scores.share("status", w.status == e.status);
            scores.share("negation", w.negated == e.negated);
            scores.share("mode", w.mode == e.mode);
            let actor = self.role(scores, "roles: actor", "actor", w, &e.actors);
            let recipient = self.role(scores, "roles: recipient", "recipient", w, &e.recipients);
            whole += usize::from(actor && recipient);
            let objects: Vec<Span> = w
                .roles
                .iter()
                .filter(|r| r.role == "object")
                .filter_map(|r| if let Filler::Words(s) = r.filler { Some(s) } else { None })
                .collect();
            let right = e.object.is_some_and(|o| objects.iter().any(|s| s.overlaps(o)));
            scores.count("roles: object (overlap)", usize::from(right), usize::from(e.object.is_some()), objects.len().min(1));
        }
        scores.count("events: type, actor, recipient", whole, found.len(), gold.len());
        self.retold(scores, &pairs);
    }

    /// Scores one role of a matched event; true if it is wholly right.
    fn role(
        &self,
        scores: &mut Scores,
        name: &'static str,
        role: &str,
        gold: &crate::corpus::Event,
        found: &[crate::events::Filler],
    ) -> bool {
        let wanted: Vec<&Filler> = gold.roles.iter().filter(|r| r.role == role).map(|r| &r.filler).collect();
        let right = found.iter().filter(|f| wanted.iter().any(|w| self.same_party(w, f.span))).count();
        scores.count(name, right.min(wanted.len()), found.len(), wanted.len());
        let whole = right == wanted.len() && found.len() == wanted.len();
        if !whole {
            let words = |f: &Filler| match f {
                Filler::Words(s) => self.words(*s).to_owned(),
                Filler::Entity(key) => format!("@{key}"),
            };
            let kind = if role == "actor" { "actor" } else { "recipient" };
            scores.mistakes.push(Mistake {
                kind,
                place: self.place(gold.trigger.start),
                what: format!(
                    "“{}” wants [{}], found [{}]",
                    self.words(gold.trigger),
                    wanted.iter().map(|f| words(f)).collect::<Vec<_>>().join("; "),
                    found.iter().map(|f| self.words(f.span)).collect::<Vec<_>>().join("; ")
                ),
            });
        }
        whole
    }

    /// `same_as` as pairs of events in one group, over matched events.
    fn retold(&self, scores: &mut Scores, pairs: &[(usize, usize)]) {
        let gold = &self.gold.events;
        let group = |g: usize| {
            let mut at = g;
            while let Some(first) = gold[at].same_as.as_ref().and_then(|id| gold.iter().position(|e| e.id == *id)).filter(|&x| x < at) {
                at = first;
            }
            at
        };
        let found = |f: usize| self.layers.events[f].same_as.unwrap_or(f);
        let (mut right, mut linked, mut wanted) = (0, 0, 0);
        for (i, a) in pairs.iter().enumerate() {
            for b in &pairs[i + 1..] {
                let (w, l) = (group(a.0) == group(b.0), found(a.1) == found(b.1));
                wanted += usize::from(w);
                linked += usize::from(l);
                right += usize::from(w && l);
            }
        }
        scores.count("same_as pairs of found events", right, linked, wanted);
    }

    /// Counts found things that are wanted as they stand, and keeps the others as mistakes.
    fn matched(&self, scores: &mut Scores, layer: &'static str, kind: &'static str, wanted: &[(Span, String)], found: &[(Span, String)]) {
        let (want, have): (BTreeSet<_>, BTreeSet<_>) = (wanted.iter().collect(), found.iter().collect());
        scores.count(layer, found.iter().filter(|f| want.contains(f)).count(), found.len(), wanted.len());
        let shown =
            |list: Vec<&&(Span, String)>| list.iter().map(|(s, v)| format!("{} = {v}", self.words(*s))).collect::<Vec<_>>().join("; ");
        let mut spans: Vec<Span> = want.symmetric_difference(&have).map(|(s, _)| *s).collect();
        spans.dedup_by(|b, a| a.overlaps(*b));
        for span in spans {
            let near = |all: &BTreeSet<&(Span, String)>| shown(all.iter().filter(|(s, _)| s.overlaps(span)).collect());
            scores.mistakes.push(Mistake {
                kind,
                place: self.place(span.start),
                what: format!("wants [{}], found [{}]", near(&want), near(&have)),
            });
        }
    }

    fn statements(&self, scores: &mut Scores) {
        let (gold, found) = (&self.gold.statements, &self.layers.statements);
        // Words, not marks: whether a comma stands inside the quotation is the paper's habit.
        let spoken = |w: &usize| self.layers.document.word(*w).chars().any(char::is_alphanumeric);
        let tokens =
            |spans: &[Span]| -> BTreeSet<usize> { spans.iter().flat_map(|s| self.layers.document.tokens_in(*s)).filter(spoken).collect() };
        let mut taken = BTreeSet::new();
        let (mut matched, mut speakers) = (0, 0);
        let mut content = Count::default();
        for w in gold {
            let wanted = tokens(&w.content);
            content.gold += wanted.len();
            let overlap = |f: &crate::statements::Statement| {
                let cue = w.cue.zip(f.cue).is_some_and(|(a, b)| a.overlaps(b));
                let both = tokens(&f.content).intersection(&wanted).count();
                if cue || (!wanted.is_empty() && both * 2 >= wanted.len() && (w.cue.is_none() || f.cue.is_none())) {
                    both + 1000 * usize::from(cue)
                } else {
                    0
                }
            };
            let best = (0..found.len())
                .filter(|f| !taken.contains(f))
                .map(|f| (overlap(&found[f]), f))
                .filter(|(n, _)| *n > 0)
                .max_by_key(|&(n, f)| (n, usize::MAX - f));
            let Some((_, f)) = best else {
                scores.mistakes.push(Mistake {
                    kind: "statement",
                    place: self.place(w.cue.or(w.content.first().copied()).map_or(0, |s| s.start)),
                    what: "missed".to_owned(),
                });
                if w.form == "direct" {
                    scores.share("statements: direct quotes with exact span", false);
                }
                continue;
            };
            taken.insert(f);
            matched += 1;
            let s = &found[f];
            let said = tokens(&s.content);
            content.right += said.intersection(&wanted).count();
            let right = match (&w.source, &s.speaker) {
                (Some(source), Some(speaker)) => self.same_party(source, speaker.span),
                (None, None) => true,
                _ => false,
            };
            speakers += usize::from(right);
            if !right {
                let source = w.source.as_ref().map(|f| match f {
                    Filler::Words(s) => self.words(*s).to_owned(),
                    Filler::Entity(key) => format!("@{key}"),
                });
                scores.mistakes.push(Mistake {
                    kind: "speaker",
                    place: self.place(w.cue.or(w.content.first().copied()).map_or(0, |s| s.start)),
                    what: format!("wants [{}], found [{}]", source.unwrap_or_default(), s.speaker.map_or("", |p| self.words(p.span))),
                });
            }
            scores.share("statements: form", w.form == s.form);
            scores.share("statements: stance", w.stance == s.stance);
            if w.form == "direct" {
                scores.share("statements: direct quotes with exact span", said == wanted);
            }
            if said != wanted {
                let shown = |spans: &[Span]| spans.iter().map(|s| self.words(*s)).collect::<Vec<_>>().join(" … ");
                scores.mistakes.push(Mistake {
                    kind: if w.form == "direct" { "direct content" } else { "content" },
                    place: self.place(w.cue.or(w.content.first().copied()).map_or(0, |s| s.start)),
                    what: format!("wants [{}], found [{}]", shown(&w.content), shown(&s.content)),
                });
            }
            if let Some(outer) = &w.within {
                let outer = gold.iter().find(|o| o.id == *outer).and_then(|o| o.cue);
                scores.share("statements: chains", s.within.and_then(|i| found[i].cue).zip(outer).is_some_and(|(a, b)| a.overlaps(b)));
            }
        }
        content.found = found.iter().map(|s| tokens(&s.content).len()).sum();
        scores.count("statements: found", matched, found.len(), gold.len());
        scores.count("statements: found with right speaker", speakers, found.len(), gold.len());
        scores.counts.entry("statements: content words").or_default().add(content);
    }

    fn contexts(&self, scores: &mut Scores) {
        for (paragraph, found) in self.layers.analysis.contexts.iter().enumerate() {
            let found: BTreeSet<&str> = found.iter().map(|(label, _)| label.as_str()).collect();
            let wanted: BTreeSet<&str> =
                self.gold.contexts.get(&paragraph).map(|c| c.iter().map(String::as_str).collect()).unwrap_or_default();
            scores.count("contexts", found.intersection(&wanted).count(), found.len(), wanted.len());
        }
    }

    fn commitments(&self, scores: &mut Scores) {
        let mentions = |key: &String| -> Vec<Span> { self.gold.mentions.iter().filter(|m| m.entity == *key).map(|m| m.span).collect() };
        let is = |keys: &[String], entity: usize| {
            keys.iter().any(|k| {
                let spans = mentions(k);
                self.layers.entities.list[entity].mentions.iter().any(|m| spans.contains(&m.span))
            })
        };
        let mut taken = BTreeSet::new();
        let mut right = 0;
        for w in &self.gold.commitments {
            let fits = |c: &crate::commitments::Commitment| {
                let from = if w.from.is_empty() { c.from.is_none() } else { c.from.is_some_and(|f| is(&w.from, f)) };
                let to = w.to.is_empty() == c.to.is_empty() && (w.to.is_empty() || c.to.iter().any(|&t| is(&w.to, t)));
                c.kind == w.kind && from && to
            };
            if let Some(i) = (0..self.layers.commitments.len()).find(|i| !taken.contains(i) && fits(&self.layers.commitments[*i])) {
                taken.insert(i);
                right += 1;
            }
        }
        scores.count("commitments: kind, from, to", right, self.layers.commitments.len(), self.gold.commitments.len());
    }
}
