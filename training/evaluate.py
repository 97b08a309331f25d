"""Scores of each head on development documents. Precision, recall and F are over head words unless the name says `span`."""

import random
from collections import Counter, defaultdict

import numpy as np
import torch
from scipy.optimize import linear_sum_assignment

from . import lemmas
from .batches import Labeller, by_document, plan
from .decode import chains, tree
from .documents import Document
from .heads import IGNORE
from .tokenise import WordPieces, windows


class Counts:
    """Counts for precision, recall and F of several layers."""

    def __init__(self):
        self.of = defaultdict(lambda: [0, 0, 0])

    def add(self, name: str, gold: set, found: set) -> None:
        row = self.of[name]
        row[0] += len(gold & found)
        row[1] += len(found)
        row[2] += len(gold)

    def scores(self) -> dict[str, float]:
        return {f"{n}_f": round(2 * hit / max(1, found + gold), 4) for n, (hit, found, gold) in self.of.items()}


@torch.inference_mode()
def evaluate(net, labels: dict, documents: list[Document], pieces: WordPieces, window: int) -> dict[str, float]:
    """Dev scores of every head that the documents have gold for."""
    net.eval()
    labeller = Labeller(labels, weak_mentions=False)
    right, total, counts = Counter(), Counter(), Counts()
    relation_gold, relation_found, coref = [], [], CorefScore()
    retold_items = []
    for source in ("ewt", "gum", "pairs", "corpus"):
        items = [w for d in documents if d.source == source for w in windows(d, pieces, window)]
        if not items:
            continue
        for group in batches_for(items, source in ("gum", "corpus")):
            batch = labeller.batch(group)
            vectors = net.word_vectors(batch)
            p = {name: net.project(vectors, head) for name, head in net.heads.items()}
            gold = batch.labels
            if "upos" in gold:
                syntax(net, labels, p, batch, right, total)
            words_and_spans(net, p, batch, counts, right, total)
            links(net, p, batch, counts, right, total)
            if "relation" in gold:
                b, *masks, label = gold["relation"]
                relation_gold += label.tolist()
                relation_found += net.heads["relation"].scores(p["relation"], b, *masks).argmax(1).tolist()
            for item in gold.get("coref", []):
                scores = net.heads["coref"].scores(p["coref"], item).numpy()
                coref.add(item["entity"].tolist(), chains(scores))
            for item in gold.get("retold", []):
                found = chains(net.heads["retold"].scores(p["retold"], item).numpy())
                counts.add("retold", pairs_of(item["entity"].tolist(), len(retold_items)), pairs_of(found, len(retold_items)))
                retold_items.append(item)
    out = {n: round(right[n] / total[n], 4) for n in total}
    out |= counts.scores()
    if relation_gold:
        out["relation_acc"] = round(float(np.mean(np.array(relation_gold) == np.array(relation_found))), 4)
        out["relation_macro_f"] = round(macro_f(relation_gold, relation_found), 4)
    if coref.documents:
        out |= coref.scores()
    return out


def batches_for(items: list, keep: bool) -> list[list]:
    """Batches in a fixed order; windows of a document stay together."""
    if keep:
        return [group for _, group in by_document(items)]
    return plan(items, 4000, random.Random(0), False, 32)


def syntax(net, labels, p, batch, right, total) -> None:
    """UPOS, features, lemma (as strings), UAS and LAS with full trees."""
    scores = net.heads["arc"].scores(p["arc"], batch.sentence)
    heads = torch.zeros_like(batch.first)
    for b, w in enumerate(batch.windows):
        for n in dict.fromkeys(w.sentence):
            at = [k for k, s in enumerate(w.sentence) if s == n]
            columns = [0] + [k + 1 for k in at]
            found = tree(scores[b][at][:, columns].double().numpy())
            for k, h in zip(at, found):
                heads[b, k] = 0 if h == 0 else at[h - 1] + 1
    deprel = net.heads["deprel"].scores(p["deprel"], heads).argmax(2)
    gold = batch.labels
    known = gold["arc"] != IGNORE
    hit = (heads == gold["arc"]) & known
    for name, good in (("uas", hit), ("las", hit & (deprel == gold["deprel"]))):
        right[name] += int(good.sum())
        total[name] += int(known.sum())
    for name in ("upos", "feats"):
        known = gold[name] != IGNORE
        right[name] += int(((p[name]["logits"].argmax(2) == gold[name]) & known).sum())
        total[name] += int(known.sum())
    logits, upos = p["lemma"]["logits"].tolist(), p["upos"]["logits"].argmax(2).tolist()
    for b, w in enumerate(batch.windows):
        if "syntax" not in w.document.layers:
            continue
        for k, n in enumerate(w.sentence):
            s = w.document.sentences[n]
            i = w.start + k - s.start
            right["lemma"] += lemmas.lemma(logits[b][k], labels, labels["upos"][upos[b][k]], s.words[i]) == s.syntax.lemmas[i]
            total["lemma"] += 1


def spans_at(net, p, batch, name: str, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """First and last word of the span of each head word (place in batch, word)."""
    if not places:
        return []
    b, heads = torch.tensor(places).unbind(1)
    first, last = net.heads[name].scores(p[name], batch.sentence, b, heads)
    return list(zip(first.argmax(1).tolist(), last.argmax(1).tolist()))


def words_and_spans(net, p, batch, counts, right, total) -> None:
    """Mentions, triggers, cues and what hangs on the single word."""
    gold = batch.labels
    for name, span in (("gum_mention", "gum_span"), ("mention", "span"), ("trigger", None), ("cue", None)):
        if name not in gold:
            continue
        known = gold[name] != IGNORE
        found = p[name]["logits"].argmax(2)
        truth = {(b, k, int(gold[name][b, k])) for b, k in ((gold[name] > 0) & known).nonzero().tolist()}
        guess = {(b, k, int(found[b, k])) for b, k in ((found > 0) & known).nonzero().tolist()}
        counts.add(f"{name}_head", {t[:2] for t in truth}, {t[:2] for t in guess})
        counts.add(name, truth, guess)
        if span and span in gold:
            true_spans = {(b, h): (s, e) for b, h, s, e in gold[span].tolist()}
            heads = sorted((b, k) for b, k, _ in guess)
            spans = dict(zip(heads, spans_at(net, p, batch, span, heads)))
            counts.add(f"{name}_span", {(*place, *s) for place, s in true_spans.items()},
                       {(*place, *s) for place, s in spans.items()})
    for name in ("mode", "status", "negated", "stance"):
        if name in gold:
            known = gold[name] != IGNORE
            right[name] += int(((p[name]["logits"].argmax(2) == gold[name]) & known).sum())
            total[name] += int(known.sum())
    for name in ("word_span", "role_span"):
        if name in gold:
            heads = [(b, h) for b, h, _, _ in gold[name].tolist()]
            spans = spans_at(net, p, batch, name, heads)
            right[name] += sum(s == (x, y) for s, (_, _, x, y) in zip(spans, gold[name].tolist()))
            total[name] += len(heads)


def links(net, p, batch, counts, right, total) -> None:
    """Roles and parties of gold triggers and cues, and of found ones; content words; contexts."""
    gold = batch.labels
    for name, parent in (("role", "trigger"), ("party", "cue")):
        if name not in gold:
            continue
        b, given, label = gold[name]
        found = net.heads[name].scores(p[name], b, given).argmax(2)
        known = label != IGNORE
        truth = {(int(b[i]), int(given[i]), k, int(label[i, k])) for i, k in ((label > 0) & known).nonzero().tolist()}
        guess = {(int(b[i]), int(given[i]), k, int(found[i, k])) for i, k in ((found > 0) & known).nonzero().tolist()}
        counts.add(f"{name}_gold_{parent}", truth, guess)
        here = [(x, k) for x, k in (p[parent]["logits"].argmax(2) > 0).nonzero().tolist()
                if k < batch.windows[x].words and gold[parent][x, k] != IGNORE]
        guess = set()
        if here:
            bx, kx = torch.tensor(here).unbind(1)
            found = net.heads[name].scores(p[name], bx, kx).argmax(2)
            for i, k in (found > 0).nonzero().tolist():
                sentences = batch.windows[here[i][0]].sentence
                if k < len(sentences) and abs(sentences[k] - sentences[here[i][1]]) <= 1:
                    guess.add((*here[i], k, int(found[i, k])))
        counts.add(name, truth, guess)
    if "content" in gold:
        b, cues, label = gold["content"]
        found = net.heads["content"].scores(p["content"], b, cues) > 0
        known = label != IGNORE
        counts.add("content", places((label == 1) & known), places(found & known))
    if "context" in gold:
        b, members, label = gold["context"]
        found = net.heads["context"].scores(p["context"], members, b) > 0
        counts.add("context", places(label > 0), places(found))


def pairs_of(names: list[int], document: int) -> set[tuple[int, int, int]]:
    """The pairs of items of one document that bear the same name."""
    return {(document, i, j) for i in range(len(names)) for j in range(i) if names[i] == names[j]}


def places(mask: torch.Tensor) -> set[tuple[int, ...]]:
    """Where a mask is true."""
    return set(map(tuple, mask.nonzero().tolist()))


def macro_f(gold: list[int], found: list[int]) -> float:
    """Mean F over the classes that occur in the gold."""
    out = []
    for c in sorted(set(gold)):
        hit = sum(g == f == c for g, f in zip(gold, found))
        out.append(2 * hit / (gold.count(c) + found.count(c)))
    return sum(out) / len(out)


class CorefScore:
    """MUC, B³ and CEAFe of chains over gold mentions; `coref` is their mean. Singletons count, as in GUM."""

    def __init__(self):
        self.documents = 0
        self.sums = {n: [0.0, 0.0, 0.0, 0.0] for n in ("muc", "b3", "ceaf")}

    def add(self, gold: list[int], found: list[int]) -> None:
        self.documents += 1
        key, guess = clusters(gold), clusters(found)
        for side, (a, names) in enumerate(((key, found), (guess, gold))):
            for c in a:
                parts = Counter(names[i] for i in c)
                self.sums["muc"][2 * side] += len(c) - len(parts)
                self.sums["muc"][2 * side + 1] += len(c) - 1
                self.sums["b3"][2 * side] += sum(n * n for n in parts.values()) / len(c)
                self.sums["b3"][2 * side + 1] += len(c)
        similarity = np.array([[2 * len(k & g) / (len(k) + len(g)) for g in guess] for k in key])
        rows, columns = linear_sum_assignment(-similarity)
        same = similarity[rows, columns].sum()
        for i, value in enumerate((same, len(key), same, len(guess))):
            self.sums["ceaf"][i] += value

    def scores(self) -> dict[str, float]:
        out = {}
        for name, (hit_r, all_r, hit_p, all_p) in self.sums.items():
            r, p = hit_r / max(1, all_r), hit_p / max(1, all_p)
            out[f"coref_{name}"] = round(2 * p * r / max(1e-9, p + r), 4)
        return {**out, "coref": round(sum(out.values()) / 3, 4)}


def clusters(names: list[int]) -> list[set[int]]:
    """Members of each cluster."""
    out = defaultdict(set)
    for i, n in enumerate(names):
        out[n].add(i)
    return [out[n] for n in sorted(out)]
