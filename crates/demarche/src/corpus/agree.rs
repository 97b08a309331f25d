//! Agreement of two annotators over the same articles.

use std::collections::{BTreeMap, BTreeSet};

use super::annotations::{Event, Filler, GoldArticle};
use crate::eval::Count;
use crate::span::Span;

/// Agreement by layer.
#[derive(Debug, Clone, Default)]
pub struct Agreement {
    /// F1 (as right, found, gold; the first annotator counts as gold) by layer.
    pub counts: BTreeMap<&'static str, Count>,
    /// Pairs of labels over things that both marked, by layer: for Cohen's kappa.
    pub labels: BTreeMap<&'static str, Vec<(String, String)>>,
}

impl Agreement {
    /// Adds two annotations of one article.
    pub fn add(&mut self, a: &GoldArticle, b: &GoldArticle) {
        let both = |layer: &str| a.layers.contains(layer) && b.layers.contains(layer);
        if both("mentions") {
            let spans = |x: &GoldArticle| x.mentions.iter().map(|m| m.span).collect::<BTreeSet<_>>();
            self.sets("mentions", &spans(a), &spans(b));
            self.links(a, b);
        }
        if both("events") {
            self.events(a, b);
        }
        if both("statements") {
            self.statements(a, b);
        }
        if both("contexts") {
            let set =
                |x: &GoldArticle| x.contexts.iter().flat_map(|(p, l)| l.iter().map(move |l| (*p, l.clone()))).collect::<BTreeSet<_>>();
            self.sets("contexts", &set(a), &set(b));
        }
    }

    fn sets<T: Ord>(&mut self, name: &'static str, a: &BTreeSet<T>, b: &BTreeSet<T>) {
        self.counts.entry(name).or_default().add(Count { right: a.intersection(b).count(), found: b.len(), gold: a.len() });
    }

    /// Pairs of mentions of one entity, over mentions that both marked.
    fn links(&mut self, a: &GoldArticle, b: &GoldArticle) {
        let table = |x: &GoldArticle| x.mentions.iter().map(|m| (m.span, m.entity.clone())).collect::<BTreeMap<_, _>>();
        let (a, b) = (table(a), table(b));
        let shared: Vec<Span> = a.keys().filter(|s| b.contains_key(s)).copied().collect();
        let mut count = Count::default();
        for (i, x) in shared.iter().enumerate() {
            for y in &shared[i + 1..] {
                let (in_a, in_b) = (a[x] == a[y], b[x] == b[y]);
                count.gold += usize::from(in_a);
                count.found += usize::from(in_b);
                count.right += usize::from(in_a && in_b);
            }
        }
        self.counts.entry("coreference links").or_default().add(count);
    }

    fn events(&mut self, a: &GoldArticle, b: &GoldArticle) {
        let mut taken = BTreeSet::new();
        let mut typed = 0;
        let mut roles = Count::default();
        for x in &a.events {
            let fits = |y: &Event, same: bool| y.trigger.overlaps(x.trigger) && (!same || y.kind == x.kind);
            let free = |i: &usize| !taken.contains(i);
            let found = (0..b.events.len())
                .filter(free)
                .find(|&i| fits(&b.events[i], true))
                .or_else(|| (0..b.events.len()).filter(free).find(|&i| fits(&b.events[i], false)));
            let Some(i) = found else { continue };
            taken.insert(i);
            let y = &b.events[i];
            typed += usize::from(x.kind == y.kind);
            self.note("event type", &x.kind, &y.kind);
            self.note("event status", &x.status, &y.status);
            self.note("event mode", x.mode.as_deref().unwrap_or("none"), y.mode.as_deref().unwrap_or("none"));
            roles.add(shared_roles(x, y));
        }
        let size = (a.events.len(), b.events.len());
        self.counts.entry("triggers").or_default().add(Count { right: taken.len(), found: size.1, gold: size.0 });
        self.counts.entry("triggers with type").or_default().add(Count { right: typed, found: size.1, gold: size.0 });
        self.counts.entry("roles of shared events").or_default().add(roles);
    }

    fn statements(&mut self, a: &GoldArticle, b: &GoldArticle) {
        let mut taken = BTreeSet::new();
        for x in &a.statements {
            let near = |s: &super::Statement| match (x.cue, s.cue) {
                (Some(p), Some(q)) => p.overlaps(q),
                _ => x.content.iter().any(|c| s.content.iter().any(|d| c.overlaps(*d))) && x.cue.is_none() == s.cue.is_none(),
            };
            if let Some(i) = (0..b.statements.len()).find(|i| !taken.contains(i) && near(&b.statements[*i])) {
                taken.insert(i);
                self.note("statement form", &x.form, &b.statements[i].form);
                self.note("statement stance", &x.stance, &b.statements[i].stance);
            }
        }
        self.counts.entry("statements").or_default().add(Count { right: taken.len(), found: b.statements.len(), gold: a.statements.len() });
    }

    fn note(&mut self, name: &'static str, a: &str, b: &str) {
        self.labels.entry(name).or_default().push((a.to_owned(), b.to_owned()));
    }
}

/// Roles of the same name whose fillers overlap, or name the same entity.
fn shared_roles(a: &Event, b: &Event) -> Count {
    let same = |x: &Filler, y: &Filler| match (x, y) {
        (Filler::Words(p), Filler::Words(q)) => p.overlaps(*q),
        (Filler::Entity(p), Filler::Entity(q)) => p == q,
        _ => false,
    };
    let right = a.roles.iter().filter(|r| b.roles.iter().any(|s| s.role == r.role && same(&s.filler, &r.filler))).count();
    Count { right, found: b.roles.len(), gold: a.roles.len() }
}

/// Cohen's kappa of paired labels (Cohen 1960); 1 if there is only one label.
pub fn kappa(pairs: &[(String, String)]) -> f64 {
    let n = pairs.len().max(1) as f64;
    let agree = pairs.iter().filter(|(a, b)| a == b).count() as f64 / n;
    let mut counts: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for (a, b) in pairs {
        counts.entry(a).or_default().0 += 1.0;
        counts.entry(b).or_default().1 += 1.0;
    }
    let chance: f64 = counts.values().map(|(a, b)| a / n * b / n).sum();
    if chance >= 1.0 { 1.0 } else { (agree - chance) / (1.0 - chance) }
}

#[cfg(test)]
mod tests {
    use super::kappa;

    #[test]
    fn kappa_of_a_known_table() {
        let pair = |a: &str, b: &str, n: usize| vec![(a.to_owned(), b.to_owned()); n];
        let pairs = [pair("yes", "yes", 20), pair("yes", "no", 5), pair("no", "yes", 10), pair("no", "no", 15)].concat();
        assert!((kappa(&pairs) - 0.4).abs() < 1e-9);
    }
}
