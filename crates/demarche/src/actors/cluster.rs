//! Mentions to entities: the model's chains, mended by names and by the knowledge base.

use std::collections::BTreeMap;

use super::describe::{Known, known, proper_name, title_of};
use super::traits::{self, Traits};
use super::{Entities, Entity, Mention};
use crate::analysis::{Analysis, Form};
use crate::document::{Document, SentenceKind};
use crate::knowledge::Knowledge;
use crate::knowledge::compile::fold;

/// One mention while entities are built.
struct Item {
    head: usize,
    words: std::ops::Range<usize>,
    kind: String,
    form: Form,
    sentence: usize,
    traits: Traits,
    /// A first person whom the speaker explains.
    spoken: bool,
    known: Option<Known>,
    /// Words of the name, lower case, without titles; empty for other forms.
    name: Vec<String>,
    /// The holder whom the tables know of the office that the article gives to somebody else.
    displaced: Option<String>,
}

impl Item {
    fn new(document: &Document, analysis: &Analysis, head: usize, words: &std::ops::Range<usize>, kind: &str, form: Form) -> Self {
        Self {
            head,
            words: words.clone(),
            kind: kind.to_owned(),
            form,
            sentence: document.sentence_of(head),
            traits: Traits::of(document, analysis, head, words, kind, form),
            spoken: false,
            known: None,
            name: Vec::new(),
            displaced: None,
        }
    }
}

/// The entities of the document. Near-linear in the number of mentions.
pub fn resolve(document: &Document, analysis: &Analysis, knowledge: &Knowledge) -> Entities {
    let mut items = items(document, analysis);
    let mut seen: BTreeMap<String, Option<Known>> = BTreeMap::new();
    for item in &mut items {
        let words = document.span_of(&item.words).of(&document.text).to_owned();
        if item.form != Form::Pronoun {
            item.known = seen
                .entry(format!("{}\u{1}{words}", item.kind))
                .or_insert_with(|| {
                    let whole = || known(knowledge, &words, &item.kind, document.published);
                    named_before_comma(document, item)
                        .and_then(|name| known(knowledge, name, &item.kind, document.published).filter(|k| k.by_name && k.id.is_some()))
                        .or_else(whole)
                })
                .clone();
        }
        if item.form == Form::Name {
            // A common noun that is taken for a name ("the German foreign minister") is none.
            let capital = document.word(item.head).chars().next().is_some_and(|c| !c.is_lowercase());
            item.name = proper_name(document, analysis, item.words.clone(), item.head)
                .filter(|_| capital)
                .map(|r| r.map(|w| document.word(w).to_lowercase()).collect())
                .unwrap_or_default();
        }
    }
    for item in &mut items {
        // In a headline with capitals every word looks like a name ("NATO Chief Reaffirms"): it names no new holder of an office.
        if document.sentences[item.sentence].kind == SentenceKind::Title {
            settle(item);
        } else {
            stay_a_stranger(item);
        }
    }
    let mut groups = Groups::new(&items);
    join_displaced(&mut items, &mut groups);
    join_known(&items, &mut groups);
    join_names(&items, &mut groups);
    join_appositions(analysis, &items, &mut groups);
    join_speakers(analysis, &mut items, &mut groups);
    join_antecedents(analysis, &items, &mut groups);
    build(document, analysis, &items, &mut groups)
}

/// Of "Ana Korhel, the OSCE chief" the words before the comma: whom they name for sure does not hold the office of somebody else, even where two
/// people stand in one mention by mistake.
fn named_before_comma<'d>(document: &'d Document, item: &Item) -> Option<&'d str> {
    let comma = (item.head + 1..item.words.end).find(|&w| document.word(w) == ",")?;
    (item.form == Form::Name && item.kind == "person" && item.words.start < comma)
        .then(|| document.span_of(&(item.words.start..comma)).of(&document.text))
}

/// "OSCE Secretary General Ana Korhel" is not the Secretary General whom the tables know, if the tables know another name: the office still says for
/// whom she acts.
fn stay_a_stranger(item: &mut Item) {
    if let Some(holder) = item.known.as_mut().and_then(|k| k.instead_of.take()) {
        item.displaced = Some(holder);
        return;
    }
    let Some(known) = item.known.as_mut().filter(|k| k.kind == "person" && k.id.is_some()) else { return };
    let key = |word: &str| fold::key(&fold::fold(word));
    let keys: Vec<String> = known.name.split_whitespace().map(key).collect();
    if !known.by_name && !item.name.is_empty() && !item.name.iter().any(|w| keys.contains(&key(w))) {
        item.displaced = known.forget();
    }
}

/// Takes an office in a headline for its holder of the day.
fn settle(item: &mut Item) {
    if item.known.as_mut().is_some_and(|k| k.instead_of.take().is_some()) {
        item.known = None;
    }
    if item.known.as_ref().is_some_and(|k| k.kind == "person" && !k.by_name) {
        item.name.clear();
    }
}

/// Descriptions of the office go to whom the article names as its holder.
fn join_displaced(items: &mut [Item], groups: &mut Groups) {
    let holders: BTreeMap<String, usize> =
        items.iter().enumerate().rev().filter_map(|(i, item)| Some((item.displaced.clone()?, i))).collect();
    for (i, item) in items.iter_mut().enumerate() {
        let Some(known) = item.known.as_mut().filter(|k| !k.by_name) else { continue };
        if let Some(&holder) = known.id.as_ref().and_then(|id| holders.get(id)) {
            known.forget();
            groups.join(holder, i);
        }
    }
}

/// The model's mentions, and what fills a role without being one.
fn items(document: &Document, analysis: &Analysis) -> Vec<Item> {
    let mut items: BTreeMap<usize, Item> = BTreeMap::new();
    for m in &analysis.mentions {
        items.insert(m.head, Item::new(document, analysis, m.head, &m.words, &m.kind, m.form));
    }
    let arguments = analysis
        .triggers
        .iter()
        .flat_map(|t| t.arguments.iter().filter(|a| matches!(a.role.as_str(), "actor" | "recipient")))
        .chain(analysis.cues.iter().flat_map(|c| c.parties.iter()));
    for a in arguments {
        let word = &analysis.words[a.head];
        if analysis.is_relative(document, a.head)
            || matches!(word.upos, "PUNCT" | "VERB" | "AUX" | "ADP" | "SCONJ" | "CCONJ" | "PART" | "ADV")
        {
            continue;
        }
        items.entry(a.head).or_insert_with(|| Item::new(document, analysis, a.head, &a.words, "group", Form::of(word.upos)));
    }
    items.into_values().collect()
}

/// Mentions that the knowledge base takes for the same actor.
fn join_known(items: &[Item], groups: &mut Groups) {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (i, item) in items.iter().enumerate() {
        let Some(id) = item.known.as_ref().and_then(|known| known.id.as_deref()) else { continue };
        groups.known[i] = Some(id.to_owned());
        match first.get(id) {
            Some(&j) => {
                groups.join(j, i);
            }
            None => {
                first.insert(id, i);
            }
        }
    }
}

/// Full names, then parts of them: "Anna Berg" takes up "Berg"; a bracketed acronym is left to the chains.
fn join_names(items: &[Item], groups: &mut Groups) {
    let mut full: BTreeMap<String, usize> = BTreeMap::new();
    let mut last: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, item) in items.iter().enumerate().filter(|(_, item)| !item.name.is_empty()) {
        let text = item.name.join(" ");
        match full.get(&text) {
            Some(&j) if items[j].kind == item.kind || item.known.is_none() => {
                groups.join(j, i);
            }
            _ => {
                full.insert(text, i);
            }
        }
        if item.kind == "person" {
            if item.name.len() > 1 {
                last.entry(item.name.last().map_or("", String::as_str)).or_default().push(i);
            } else if let Some(j) = last.get(item.name[0].as_str()).and_then(|list| list.last()) {
                groups.join(*j, i);
            }
        }
    }
    // A headline or an early sentence may use the surname before the full name is told.
    for (i, item) in items.iter().enumerate().filter(|(_, item)| item.kind == "person" && item.name.len() == 1) {
        if let Some(&j) = last.get(item.name[0].as_str()).and_then(|list| list.first()) {
            groups.join(j, i);
        }
    }
}

/// A pronoun whose best antecedent is ruled out takes the next, down to this lead over "none".
const PRONOUN_FLOOR: f32 = -4.0;

/// The model's antecedents, best first, where neither kind, gender, number, grammar nor knowledge speaks against one.
fn join_antecedents(analysis: &Analysis, items: &[Item], groups: &mut Groups) {
    let of_mention: Vec<Option<usize>> =
        analysis.mentions.iter().map(|m| items.binary_search_by_key(&m.head, |item| item.head).ok()).collect();
    for (mention, &place) in analysis.mentions.iter().zip(&of_mention) {
        let Some(i) = place else { continue };
        if items[i].spoken {
            continue;
        }
        let wanted = mention.antecedents.first().is_some_and(|(_, lead)| *lead > 0.0);
        let floor = if items[i].form == Form::Pronoun { PRONOUN_FLOOR } else { 0.0 };
        let possible = |&&(_, lead): &&(usize, f32)| wanted && lead > floor;
        for &(j, _) in mention.antecedents.iter().filter(possible) {
            let Some(j) = of_mention[j] else { continue };
            if fits(analysis, items, groups, i, j) && groups.join(j, i) {
                break;
            }
        }
    }
}

/// So many mentions on either side can be arguments of the same verb: keeps a sentence without end linear.
const NEIGHBOURS: usize = 30;

/// Can the mention `i` be what the mention `j` before it is?
fn fits(analysis: &Analysis, items: &[Item], groups: &mut Groups, i: usize, j: usize) -> bool {
    let (item, other) = (&items[i], &items[j]);
    let kinds = item.form == Form::Pronoun || other.form == Form::Pronoun || item.kind == other.kind || compatible(&item.kind, &other.kind);
    // Two different full names are two different things, whatever the chain says.
    let names = item.name.is_empty()
        || other.name.is_empty()
        || item.name.iter().any(|w| other.name.contains(w))
        || acronym(&item.name, &other.name);
    if !kinds || !names || other.spoken {
        return false;
    }
    let (a, b) = (groups.root(i), groups.root(j));
    if a != b && !groups.traits[a].agree(&groups.traits[b]) {
        return false;
    }
    // Nobody of the same sentence who is already the same thing may be another argument of the same verb.
    let near = |k: usize| items[k].sentence == item.sentence;
    let before = (0..i).rev().take(NEIGHBOURS).take_while(|&k| near(k));
    let after = (i + 1..items.len()).take(NEIGHBOURS).take_while(|&k| near(k));
    let others: Vec<usize> = before.chain(after).collect();
    !others.into_iter().any(|k| groups.root(k) == b && traits::co_arguments(analysis, item.head, items[k].head))
}

/// "I", "my", "our country" in what somebody is quoted as saying: the speaker, or the body that the speaker stands for; "you" stays open.
fn join_speakers(analysis: &Analysis, items: &mut [Item], groups: &mut Groups) {
    let mut said: BTreeMap<usize, (f32, usize)> = BTreeMap::new();
    for cue in &analysis.cues {
        let source = cue.parties.iter().filter(|p| p.role == "source").max_by(|a, b| a.score.total_cmp(&b.score)).map(|p| p.head);
        let Some(source) = source.or_else(|| crate::statements::clause::subject(analysis, cue.head)) else { continue };
        for &(word, odds) in cue.content.iter().filter(|(_, odds)| *odds > 0.0) {
            let best = said.entry(word).or_insert((odds, source));
            if odds > best.0 {
                *best = (odds, source);
            }
        }
    }
    let mut acts_for: BTreeMap<usize, String> = BTreeMap::new();
    let mut bodies: BTreeMap<String, usize> = BTreeMap::new();
    for (k, item) in items.iter().enumerate() {
        let Some(known) = &item.known else { continue };
        if let Some(id) = &known.id {
            bodies.entry(id.clone()).or_insert(k);
        }
        if let Some(id) = &known.codes.acts_for {
            acts_for.entry(groups.root(k)).or_insert_with(|| id.clone());
        }
    }
    for i in 0..items.len() {
        let feats = &analysis.words[items[i].head].feats;
        if items[i].form != Form::Pronoun || !(feats.contains("Person=1") || feats.contains("Person=2")) {
            continue;
        }
        let Some(&(_, source)) = said.get(&items[i].head).filter(|_| feats.contains("Person=1")) else { continue };
        let Ok(speaker) = items.binary_search_by_key(&source, |item| item.head) else { continue };
        if feats.contains("Number=Sing") || items[speaker].kind != "person" {
            let before = groups.root(speaker);
            items[i].spoken = groups.join(speaker, i);
            if let Some(id) = acts_for.get(&before).cloned() {
                acts_for.insert(groups.root(speaker), id);
            }
            continue;
        }
        let body = acts_for.get(&groups.root(speaker)).and_then(|id| bodies.get(id));
        if let Some(&k) = body {
            items[i].spoken = groups.join(k, i);
        }
    }
}

fn compatible(a: &str, b: &str) -> bool {
    let soft = |k: &str| matches!(k, "organisation" | "group" | "country" | "place" | "other");
    let human = |k: &str| matches!(k, "person" | "role" | "group");
    (soft(a) && soft(b)) || (human(a) && human(b))
}

/// Is one the acronym of the other?
fn acronym(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let [short] = short else { return false };
    let initials: String = long
        .iter()
        .filter(|w| !matches!(w.as_str(), "of" | "the" | "for" | "and" | "on" | "in" | "to"))
        .filter_map(|w| w.chars().next())
        .collect();
    long.len() > 1 && short.replace('.', "") == initials
}

/// "Ingrid Dahl, the finance minister": the model's tree says that one stands for the other.
fn join_appositions(analysis: &Analysis, items: &[Item], groups: &mut Groups) {
    for (i, item) in items.iter().enumerate() {
        let word = &analysis.words[item.head];
        if word.deprel.starts_with("appos") {
            let found = word.head.and_then(|head| items.binary_search_by_key(&head, |x| x.head).ok());
            if let Some(j) = found.filter(|&j| items[j].kind == item.kind && items[j].form != items[i].form) {
                groups.join(j, i);
            }
        }
    }
}

/// Sets of mentions; two sets that the knowledge base takes for different actors are never joined.
struct Groups {
    parent: Vec<usize>,
    known: Vec<Option<String>>,
    traits: Vec<Traits>,
}

impl Groups {
    fn new(items: &[Item]) -> Self {
        Self { parent: (0..items.len()).collect(), known: vec![None; items.len()], traits: items.iter().map(|item| item.traits).collect() }
    }

    fn root(&mut self, mut i: usize) -> usize {
        while self.parent[i] != i {
            self.parent[i] = self.parent[self.parent[i]];
            i = self.parent[i];
        }
        i
    }

    /// Joins the sets of two mentions; false if they are known to be two.
    fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        if matches!((&self.known[a], &self.known[b]), (Some(x), Some(y)) if x != y) {
            return false;
        }
        if a == b {
            return true;
        }
        let (low, high) = (a.min(b), a.max(b));
        self.parent[high] = low;
        let joined = self.traits[high];
        self.traits[low].join(&joined);
        if self.known[low].is_none() {
            self.known[low] = self.known[high].take();
        }
        true
    }
}

fn build(document: &Document, analysis: &Analysis, items: &[Item], groups: &mut Groups) -> Entities {
    let mut order: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for i in 0..items.len() {
        order.entry(groups.root(i)).or_default().push(i);
    }
    let mut entities = Entities::default();
    for members in order.values() {
        let index = entities.list.len();
        entities.heads.extend(members.iter().map(|&i| (items[i].head, index)));
        entities.list.push(entity(document, analysis, items, members));
    }
    entities.heads.sort_unstable();
    entities
}

fn entity(document: &Document, analysis: &Analysis, items: &[Item], members: &[usize]) -> Entity {
    let best = members
        .iter()
        .filter_map(|&i| items[i].known.as_ref().map(|k| (k, i)))
        .max_by(|a, b| a.0.score.total_cmp(&b.0.score).then(b.1.cmp(&a.1)));
    // A description ("the OSCE chief") leads to the holder whom the tables know; a name in the article that they do not know is believed.
    let named_here = |i: &usize| items[*i].form == Form::Name && items[*i].kind == "person" && !items[*i].name.is_empty();
    let is_known = |i: &usize| items[*i].known.as_ref().is_some_and(|k| k.id.is_some());
    let stranger = best.is_some_and(|(k, _)| k.kind == "person")
        && members.iter().any(named_here)
        && !members.iter().any(|i| named_here(i) && is_known(i));
    let kind = kind(items, members, best.map(|(k, _)| k.kind));
    let words = |i: usize| document.span_of(&items[i].words).of(&document.text);
    let named = members.iter().copied().filter(|&i| items[i].form == Form::Name).max_by_key(|&i| (items[i].name.len(), usize::MAX - i));
    let name = match (best, named) {
        (Some((known, _)), _) if !stranger && known.id.is_some() && !known.name.is_empty() => known.name.clone(),
        (_, Some(i)) => proper_name(document, analysis, items[i].words.clone(), items[i].head)
            .map_or(words(i), |r| document.span_of(&r).of(&document.text))
            .to_owned(),
        _ => {
            let described =
                members.iter().copied().filter(|&i| items[i].form == Form::Nominal).max_by_key(|&i| (items[i].words.len(), usize::MAX - i));
            words(described.unwrap_or(members[0])).to_owned()
        }
    };
    let title = members.iter().find_map(|&i| title_of(document, analysis, &items[i].words, items[i].head, items[i].form, &kind));
    let mut codes = best.map(|(known, _)| known.codes.clone()).unwrap_or_default();
    if stranger {
        codes.actor = None;
        // The holder's own country is not the stranger's; that of a state's office is.
        let state = |c: &String| codes.acts_for.as_deref().is_some_and(|whom| whom == c.to_lowercase());
        codes.country = codes.country.clone().filter(state);
    }
    let mentions =
        members.iter().map(|&i| Mention { span: document.span_of(&items[i].words), head: items[i].head, form: items[i].form }).collect();
    Entity { kind, name, title, codes, mentions }
}

/// The knowledge base's kind, else the most frequent one of the mentions.
fn kind(items: &[Item], members: &[usize], known: Option<&str>) -> String {
    if let Some(kind) = known {
        return kind.to_owned();
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for &i in members {
        *counts.entry(&items[i].kind).or_default() += if items[i].form == Form::Name { 3 } else { 1 };
    }
    counts.into_iter().max_by_key(|&(kind, n)| (n, std::cmp::Reverse(kind))).map_or_else(String::new, |(kind, _)| kind.to_owned())
}
