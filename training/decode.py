"""From scores to structures: trees, spans, chains. Rust does the same from the exported weights."""

import numpy as np


def tree(scores: np.ndarray) -> list[int]:
    """The maximum spanning tree with exactly one root. `scores` is [n, 1 + n], column 0 the root; returns heads, 0 = root.

    Chu-Liu/Edmonds; if more than one word hangs on the root, the best tree over each single choice of root.
    """
    n = scores.shape[0]
    full = np.full((n + 1, n + 1), -np.inf)
    full[1:, :] = scores
    np.fill_diagonal(full, -np.inf)
    greedy = [int(h) for h in full[1:].argmax(1)]
    if greedy.count(0) == 1 and find_cycle([0] + greedy) is None:
        return greedy
    heads = edmonds(full)
    roots = [i for i in range(1, n + 1) if heads[i] == 0]
    if len(roots) == 1:
        return heads[1:]
    best, best_score = heads, -np.inf
    for root in roots:
        limited = full.copy()
        limited[1:, 0] = -np.inf
        limited[root, 0] = full[root, 0]
        found = edmonds(limited)
        total = sum(limited[i, found[i]] for i in range(1, n + 1))
        if total > best_score:
            best, best_score = found, total
    return best[1:]


def find_cycle(heads: list[int]) -> list[int] | None:
    """A cycle among the heads (index 0 is the root), or None."""
    state = [0] * len(heads)
    for start in range(1, len(heads)):
        path, at = [], start
        while at != 0 and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if at != 0 and state[at] == 1:
            return path[path.index(at):]
        for node in path:
            state[node] = 2
    return None


def edmonds(scores: np.ndarray) -> list[int]:
    """Maximum spanning arborescence from node 0; `scores[i, j]` is the score of j as the head of i."""
    n = scores.shape[0]
    heads = [0] + [int(h) for h in scores[1:].argmax(1)]
    cycle = find_cycle(heads)
    if cycle is None:
        return heads
    inside = set(cycle)
    outside = [i for i in range(n) if i not in inside]
    new = len(outside)
    small = np.full((new + 1, new + 1), -np.inf)
    small[:new, :new] = scores[np.ix_(outside, outside)]
    weight = sum(scores[i, heads[i]] for i in cycle)
    enter, leave = {}, {}
    for a, i in enumerate(outside):
        best = max(cycle, key=lambda j: scores[i, j])
        small[a, new], leave[a] = scores[i, best], best
        best = max(cycle, key=lambda j: scores[j, i] - scores[j, heads[j]])
        small[new, a], enter[a] = scores[best, i] - scores[best, heads[best]] + weight, best
    small[0, :] = -np.inf
    found = edmonds(small)
    out = heads[:]
    for a in range(1, new):
        out[outside[a]] = leave[a] if found[a] == new else outside[found[a]]
    out[enter[found[new]]] = outside[found[new]]
    return out


def chains(scores: np.ndarray) -> list[int]:
    """Entity number of each mention by its best antecedent (`scores` [n, 1 + n], column 0 = none)."""
    entities: list[int] = []
    count = 0
    for i, row in enumerate(scores):
        best = int(row[:i + 1].argmax())
        if best == 0:
            entities.append(count)
            count += 1
        else:
            entities.append(entities[best - 1])
    return entities
