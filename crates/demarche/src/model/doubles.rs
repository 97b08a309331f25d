//! One stretch of words is one mention, even where the model sees a head in its title and another in its name.

use std::collections::BTreeMap;

use crate::analysis::{Analysis, Mention, Word};

/// Of mentions with the same words keeps the one whose head the rest of the sentence hangs on, and lets arguments that point to the others point to it.
pub(super) fn merge(analysis: &mut Analysis) {
    let mut by_words: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (i, mention) in analysis.mentions.iter().enumerate() {
        by_words.entry((mention.words.start, mention.words.end)).or_default().push(i);
    }
    let mut instead: BTreeMap<usize, usize> = BTreeMap::new();
    for same in by_words.values().filter(|same| same.len() > 1) {
        let Some(&kept) = same.iter().min_by_key(|&&i| (hangs_inside(&analysis.words, &analysis.mentions[i]), i)) else { continue };
        let head = analysis.mentions[kept].head;
        instead.extend(same.iter().filter(|&&i| i != kept).map(|&i| (analysis.mentions[i].head, head)));
        // A name inside makes it a name.
        if let Some(name) = same.iter().map(|&i| analysis.mentions[i].form).min() {
            analysis.mentions[kept].form = name;
        }
    }
    if instead.is_empty() {
        return;
    }
    analysis.mentions.retain(|m| !instead.contains_key(&m.head));
    let arguments = analysis.triggers.iter_mut().map(|t| &mut t.arguments).chain(analysis.cues.iter_mut().map(|c| &mut c.parties));
    for list in arguments {
        for argument in list.iter_mut() {
            if let Some(&head) = instead.get(&argument.head) {
                argument.head = head;
            }
        }
        let mut seen = std::collections::BTreeSet::new();
        list.retain(|a| seen.insert((a.head, a.role.clone())));
    }
}

/// Does the head of the mention hang on another word of it?
fn hangs_inside(words: &[Word], mention: &Mention) -> bool {
    words[mention.head].head.is_some_and(|h| mention.words.contains(&h))
}
