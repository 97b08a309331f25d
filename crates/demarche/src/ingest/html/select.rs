//! Which blocks of a page are the article: those whose words `rs-trafilatura` extracts.

use std::collections::{HashMap, HashSet};

use rs_trafilatura::page_type::PageType;

use super::leaves::{Leaf, Leaves};

/// Beyond this depth, or this size, the extractor's recursion and its repeated searches cost too much (a page of 500,000 line breaks took
/// it half a minute). Pages of real sites have a few thousand elements.
const DEEPEST: usize = 400;
const MOST_BLOCKS: usize = 20_000;
const MOST_ELEMENTS: usize = 50_000;
const LARGEST_PAGE: usize = 8 << 20;

/// The extractor's stack: it recurses over the tree, and debug builds have large frames.
const STACK: usize = 64 << 20;

/// Words that make one shingle.
const SHINGLE: usize = 4;

/// Numbers (into `leaves.list`) of the blocks that are the article, in order. Empty if nothing was found.
pub(crate) fn article(page: &str, url: Option<&str>, leaves: &Leaves) -> Vec<usize> {
    let too_much =
        leaves.depth > DEEPEST || leaves.list.len() > MOST_BLOCKS || leaves.elements > MOST_ELEMENTS || page.len() > LARGEST_PAGE;
    let extracted = if too_much { None } else { extract(page, url) };
    let chosen = extracted.map(|text| matching(&text, &leaves.list)).unwrap_or_default();
    if chosen.is_empty() { plain_choice(&leaves.list) } else { chosen }
}

/// What the extractor takes for the article. It runs on a thread of its own, so that neither depth nor a panic inside reaches the caller.
fn extract(page: &str, url: Option<&str>) -> Option<String> {
    let options = rs_trafilatura::Options {
        page_type: Some(PageType::Article),
        include_comments: false,
        url: url.map(str::to_owned),
        ..rs_trafilatura::Options::default()
    };
    std::thread::scope(|scope| {
        let worker = std::thread::Builder::new()
            .name("extract".to_owned())
            .stack_size(STACK)
            .spawn_scoped(scope, || rs_trafilatura::extract_with_options(page, &options).ok().map(|result| result.content_text))
            .ok()?;
        worker.join().ok().flatten().filter(|text| !text.trim().is_empty())
    })
}

/// Hashes of the words of `text`: letters and digits, lower case.
fn words(text: &str) -> Vec<u64> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            // FNV-1a: the same on every machine.
            word.chars()
                .flat_map(char::to_lowercase)
                .fold(0xcbf2_9ce4_8422_2325u64, |hash, c| (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3))
        })
        .collect()
}

fn combine(words: &[u64]) -> u64 {
    words.iter().fold(0x9e37_79b9_7f4a_7c15, |hash, word| (hash.rotate_left(5) ^ word).wrapping_mul(0x0100_0000_01b3))
}

/// The blocks that `text` was made from: those most of whose shingles stand in it; a short one if it is a line of its own there.
fn matching(text: &str, leaves: &[Leaf]) -> Vec<usize> {
    let all = words(text);
    let shingles: HashSet<u64> = all.windows(SHINGLE).map(combine).collect();
    let lines: HashSet<u64> = text.lines().map(|line| combine(&words(line))).collect();
    let few: HashSet<u64> = (1..SHINGLE).flat_map(|n| all.windows(n)).map(combine).collect();
    let mut chosen = Vec::new();
    let mut short = Vec::new();
    for (at, leaf) in leaves.iter().enumerate() {
        let own = words(leaf.text.as_str());
        if own.len() < SHINGLE {
            if !own.is_empty() && (lines.contains(&combine(&own)) || few.contains(&combine(&own))) {
                short.push((at, combine(&own), lines.contains(&combine(&own))));
            }
            continue;
        }
        let found = own.windows(SHINGLE).filter(|shingle| shingles.contains(&combine(shingle))).count();
        if found * 2 > own.len() - SHINGLE + 1 || lines.contains(&combine(&own)) {
            chosen.push((at, combine(&own)));
        }
    }
    let (Some(first), Some(last)) = (chosen.first().map(|c| c.0), chosen.last().map(|c| c.0)) else {
        return short.into_iter().map(|c| c.0).collect();
    };
    // Words that stand somewhere in the text belong there only if the blocks on both sides do.
    let beside: HashSet<usize> = chosen.iter().map(|c| c.0).collect();
    let inside = |at: usize, own_line: bool| {
        if own_line { (first..=last).contains(&at) } else { at > 0 && beside.contains(&(at - 1)) && beside.contains(&(at + 1)) }
    };
    chosen.extend(short.into_iter().filter(|(at, _, own_line)| inside(*at, *own_line)).map(|(at, hash, _)| (at, hash)));
    chosen.sort_unstable();
    without_doubles(&chosen)
}

/// Of blocks with the same words, keeps the one nearest to the middle of the article: the others are teasers or a second layout.
fn without_doubles(chosen: &[(usize, u64)]) -> Vec<usize> {
    let middle = chosen[chosen.len() / 2].0;
    let mut best: HashMap<u64, usize> = HashMap::new();
    for (at, hash) in chosen {
        let known = best.entry(*hash).or_insert(*at);
        if at.abs_diff(middle) < known.abs_diff(middle) {
            *known = *at;
        }
    }
    chosen.iter().filter(|(at, hash)| best.get(hash) == Some(at)).map(|(at, _)| *at).collect()
}

/// A choice without the extractor: paragraphs outside navigation; if there are none, blocks with enough words.
fn plain_choice(leaves: &[Leaf]) -> Vec<usize> {
    let outside = |leaf: &Leaf| !leaf.around.furniture && !leaf.around.aside && leaf.linked * 2 <= leaf.text.len();
    let enough = |leaf: &Leaf, least: usize| leaf.text.as_str().split(' ').nth(least - 1).is_some();
    let pick =
        |keep: &dyn Fn(&Leaf) -> bool| leaves.iter().enumerate().filter(|(_, leaf)| keep(leaf)).map(|(at, _)| at).collect::<Vec<_>>();
    let paragraphs = pick(&|leaf| outside(leaf) && leaf.around.paragraph && enough(leaf, 4));
    if !paragraphs.is_empty() {
        return paragraphs;
    }
    let blocks = pick(&|leaf| outside(leaf) && enough(leaf, 8));
    if !blocks.is_empty() {
        return blocks;
    }
    pick(&|leaf| outside(leaf) && leaf.around.heading == 0 && enough(leaf, 2))
}
