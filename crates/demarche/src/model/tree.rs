//! Dependency trees from scores: Chu–Liu/Edmonds with exactly one root.

/// The best tree over `n` words. `scores[i * (n + 1) + j]` is the score of `j` as the head of word `i + 1`; head 0 is the root. Returns the head
/// (0 = root, else 1-based) of each word. `O(n²)` for nearly all sentences, `O(n³)` at worst; `n` is bounded by the window.
pub(super) fn heads(n: usize, scores: &[f32]) -> Vec<usize> {
    if n == 0 {
        return Vec::new();
    }
    let size = n + 1;
    let mut full = vec![f64::NEG_INFINITY; size * size];
    for i in 1..size {
        for j in 0..size {
            if i != j {
                full[i * size + j] = f64::from(scores[(i - 1) * size + j]);
            }
        }
    }
    let first = edmonds(size, &full);
    let roots: Vec<usize> = (1..size).filter(|&i| first[i] == 0).collect();
    if roots.len() == 1 {
        return first[1..].to_vec();
    }
    let mut best = (f64::NEG_INFINITY, first);
    for &root in &roots {
        let mut limited = full.clone();
        for i in 1..size {
            limited[i * size] = if i == root { full[i * size] } else { f64::NEG_INFINITY };
        }
        let found = edmonds(size, &limited);
        let total: f64 = (1..size).map(|i| limited[i * size + found[i]]).sum();
        if total > best.0 {
            best = (total, found);
        }
    }
    best.1[1..].to_vec()
}

/// Index of the greatest value; the first of equals.
fn best_head(row: &[f64]) -> usize {
    let mut best = 0;
    for (j, &value) in row.iter().enumerate() {
        if value > row[best] {
            best = j;
        }
    }
    best
}

/// Maximum spanning arborescence from node 0 over `size` nodes.
fn edmonds(size: usize, scores: &[f64]) -> Vec<usize> {
    let mut heads = vec![0; size];
    for i in 1..size {
        heads[i] = best_head(&scores[i * size..(i + 1) * size]);
    }
    let Some(cycle) = cycle(&heads) else { return heads };
    let mut inside = vec![false; size];
    for &i in &cycle {
        inside[i] = true;
    }
    let outside: Vec<usize> = (0..size).filter(|&i| !inside[i]).collect();
    let new = outside.len();
    let small_size = new + 1;
    let mut small = vec![f64::NEG_INFINITY; small_size * small_size];
    let weight: f64 = cycle.iter().map(|&i| scores[i * size + heads[i]]).sum();
    let (mut enter, mut leave) = (vec![0; new], vec![0; new]);
    for (a, &i) in outside.iter().enumerate() {
        for (b, &j) in outside.iter().enumerate() {
            small[a * small_size + b] = scores[i * size + j];
        }
        let mut from = cycle[0];
        let mut into = cycle[0];
        for &j in &cycle {
            if scores[i * size + j] > scores[i * size + from] {
                from = j;
            }
            if scores[j * size + i] - scores[j * size + heads[j]] > scores[into * size + i] - scores[into * size + heads[into]] {
                into = j;
            }
        }
        small[a * small_size + new] = scores[i * size + from];
        leave[a] = from;
        small[new * small_size + a] = scores[into * size + i] - scores[into * size + heads[into]] + weight;
        enter[a] = into;
    }
    small[..small_size].fill(f64::NEG_INFINITY);
    let found = edmonds(small_size, &small);
    let mut out = heads;
    for a in 1..new {
        out[outside[a]] = if found[a] == new { leave[a] } else { outside[found[a]] };
    }
    out[enter[found[new]]] = outside[found[new]];
    out
}

/// A cycle among the heads, if there is one.
fn cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut state = vec![0u8; heads.len()];
    for start in 1..heads.len() {
        let mut path = Vec::new();
        let mut at = start;
        while at != 0 && state[at] == 0 {
            state[at] = 1;
            path.push(at);
            at = heads[at];
        }
        if at != 0 && state[at] == 1 {
            let from = path.iter().position(|&x| x == at)?;
            return Some(path.split_off(from));
        }
        for node in path {
            state[node] = 2;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cycles_are_broken() {
        // 1 and 2 would choose each other; the root must take the cheaper way in.
        let scores = [
            1.0,
            f32::NEG_INFINITY,
            9.0,
            0.0,
            /* word 2 */ 5.0,
            8.0,
            f32::NEG_INFINITY,
            0.0,
            /* word 3 */ 0.0,
            1.0,
            7.0,
            f32::NEG_INFINITY,
        ];
        assert_eq!(heads(3, &scores), [2, 0, 2]);
    }

    #[test]
    fn there_is_one_root() {
        let scores = [9.0, f32::NEG_INFINITY, 1.0, /* word 2 */ 8.0, 2.0, f32::NEG_INFINITY];
        assert_eq!(heads(2, &scores), [0, 1]);
    }
}
