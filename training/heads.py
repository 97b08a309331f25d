"""The heads: what each needs from the projection, its loss, and the weights that it uses outside the graph.

To add a head: write a class (or reuse one), add it to `registry`, give it labels in `batches.py`, a weight in `config.toml`
and a score in `evaluate.py`.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .documents import FORMS, KINDS

IGNORE = -100
NEVER = -1e4
DISTANCES = 16
COREF_BUCKETS = [1, 2, 3, 5, 8, 16, 32, 64, 128]
MATCHES = ["none", "head", "full"]
SENTENCE_BUCKETS = [0, 1, 2, 4]
EVENT_FORMS = ["verb", "other"]
EVENT_MATCHES = ["none", "lemma", "type", "type and lemma"]


class Head(nn.Module):
    """`outs` names the slices of the projection with their sizes; `labels` are the classes, if any."""

    def __init__(self, name: str, outs: dict[str, int], labels: list[str] | None = None):
        super().__init__()
        self.name, self.outs, self.labels = name, outs, labels

    def wants(self, batch) -> bool:
        return self.name in batch.labels

    def loss(self, p: dict[str, Tensor], batch) -> Tensor | None:
        raise NotImplementedError


class WordHead(Head):
    """One class for each word. `sparse`: most words have class 0, so the loss counts by positives."""

    def __init__(self, name: str, labels: list[str], sparse: bool = False):
        super().__init__(name, {"logits": len(labels)}, labels)
        self.sparse = sparse

    def loss(self, p, batch):
        gold = batch.labels[self.name]
        known = (gold != IGNORE).sum()
        if known == 0:
            return None
        total = F.cross_entropy(p["logits"].flatten(0, 1), gold.flatten(), ignore_index=IGNORE, reduction="sum")
        return total / ((gold > 0).sum() + 0.05 * known + 1) if self.sparse else total / known


class ArcHead(Head):
    """Head selection within the sentence: dep·head + bias of the head; column 0 is the root."""

    def __init__(self, name: str, dim: int):
        super().__init__(name, {"dep": dim, "head": dim, "bias": 1})
        self.root = nn.Parameter(torch.randn(dim) * dim ** -0.5)
        self.root_bias = nn.Parameter(torch.zeros(1))

    def scores(self, p, sentence: Tensor) -> Tensor:
        """[B, W, 1 + W]; words of other sentences and the word itself are `NEVER`."""
        pair = p["dep"] @ p["head"].transpose(1, 2) + p["bias"].transpose(1, 2)
        root = p["dep"] @ self.root + self.root_bias
        allowed = (sentence[:, :, None] == sentence[:, None, :]) & (sentence[:, :, None] >= 0)
        allowed = allowed & ~torch.eye(sentence.shape[1], dtype=torch.bool)
        return torch.cat([root[:, :, None], pair.masked_fill(~allowed, NEVER)], dim=2)

    def loss(self, p, batch):
        gold = batch.labels[self.name]
        if (gold != IGNORE).sum() == 0:
            return None
        return F.cross_entropy(self.scores(p, batch.sentence).flatten(0, 1), gold.flatten(), ignore_index=IGNORE)


class RelationLabel(Head):
    """The UD relation of a word to its head: relu(a[word] + b[head]) to labels; the root has its own b."""

    def __init__(self, name: str, labels: list[str], dim: int):
        super().__init__(name, {"a": dim, "b": dim}, labels)
        self.root = nn.Parameter(torch.zeros(dim))
        self.output = nn.Linear(dim, len(labels))

    def scores(self, p, heads: Tensor) -> Tensor:
        """[B, W, labels] for the given heads ([B, W], 0 = root)."""
        b = torch.cat([self.root.expand(p["b"].shape[0], 1, -1), p["b"]], dim=1)
        chosen = b.gather(1, heads.clamp(min=0)[:, :, None].expand(-1, -1, b.shape[2]))
        return self.output(torch.relu(p["a"] + chosen))

    def loss(self, p, batch):
        gold = batch.labels[self.name]
        if (gold != IGNORE).sum() == 0:
            return None
        return F.cross_entropy(self.scores(p, batch.labels["arc"]).flatten(0, 1), gold.flatten(), ignore_index=IGNORE)


class SpanPointer(Head):
    """First and last word of a span by its head word: query·key + a bias by distance, within the sentence."""

    def __init__(self, name: str, dim: int):
        super().__init__(name, {"start_query": dim, "start_key": dim, "end_query": dim, "end_key": dim})
        self.start_bias = nn.Parameter(torch.zeros(DISTANCES))
        self.end_bias = nn.Parameter(torch.zeros(DISTANCES))

    def scores(self, p, sentence: Tensor, b: Tensor, heads: Tensor) -> tuple[Tensor, Tensor]:
        """Scores [N, W] of each word as first and as last word of the span of each head word."""
        words = torch.arange(sentence.shape[1])
        same = sentence[b] == sentence[b, heads][:, None]
        gap = words[None, :] - heads[:, None]
        out = []
        for side, sign, bias in (("start", -1, self.start_bias), ("end", 1, self.end_bias)):
            score = (p[side + "_key"].index_select(0, b) @ p[side + "_query"][b, heads][:, :, None])[:, :, 0]
            score = score + bias[(gap * sign).clamp(0, DISTANCES - 1)]
            out.append(score.masked_fill(~(same & (gap * sign >= 0)), NEVER))
        return out[0], out[1]

    def loss(self, p, batch):
        b, heads, starts, ends = batch.labels[self.name].unbind(1)
        first, last = self.scores(p, batch.sentence, b, heads)
        return F.cross_entropy(first, starts) + F.cross_entropy(last, ends)


class LinkHead(Head):
    """Label between a given word and each other word: relu(a[given] + b[word]) to labels, 0 = none."""

    def __init__(self, name: str, labels: list[str], dim: int):
        super().__init__(name, {"a": dim, "b": dim}, labels)
        self.output = nn.Linear(dim, len(labels))

    def scores(self, p, b: Tensor, given: Tensor) -> Tensor:
        """[N, W, labels]"""
        return self.output(torch.relu(p["a"][b, given][:, None, :] + p["b"].index_select(0, b)))

    def loss(self, p, batch):
        b, given, gold = batch.labels[self.name]
        total = F.cross_entropy(self.scores(p, b, given).flatten(0, 1), gold.flatten(), ignore_index=IGNORE, reduction="sum")
        return total / ((gold > 0).sum() + len(given))


class ContentHead(Head):
    """Whether a word is part of what a cue reports: sigmoid(query·key + bias of the word)."""

    def __init__(self, name: str, dim: int):
        super().__init__(name, {"query": dim, "key": dim, "bias": 1})

    def scores(self, p, b: Tensor, cues: Tensor) -> Tensor:
        """[N, W] logits."""
        return (p["key"].index_select(0, b) @ p["query"][b, cues][:, :, None])[:, :, 0] + p["bias"].index_select(0, b)[:, :, 0]

    def loss(self, p, batch):
        b, cues, gold = batch.labels[self.name]
        known = gold != IGNORE
        if known.sum() == 0:
            return None
        return F.binary_cross_entropy_with_logits(self.scores(p, b, cues)[known], gold[known].float())


class CorefHead(Head):
    """Antecedents: a[item]·b[earlier item] + a table by forms, match and distance in items + a table by forms, distance in sentences and
    whether the earlier one is a subject; `new` is the score of having no antecedent. Items are mentions, or triggers of events told again."""

    def __init__(self, name: str, dim: int, forms: list[str] = FORMS, matches: list[str] = MATCHES):
        super().__init__(name, {"a": dim, "b": dim, "new": 1})
        self.table = nn.Parameter(torch.zeros(len(forms), len(forms), len(matches), len(COREF_BUCKETS) + 1))
        self.place = nn.Parameter(torch.zeros(len(forms), len(forms), len(SENTENCE_BUCKETS) + 1, 2))

    def scores(self, p, item: dict) -> Tensor:
        """[N, 1 + N] for the mentions of one document in order: column 0 is "no antecedent", later mentions are `NEVER`."""
        b, w = item["window"], item["word"]
        n = len(b)
        gap = torch.arange(n)[:, None] - torch.arange(n)[None, :]
        bucket = torch.bucketize(gap.clamp(min=0), torch.tensor(COREF_BUCKETS))
        form = item["form"]
        apart = (item["sentence"][:, None] - item["sentence"][None, :]).clamp(min=0)
        apart = torch.bucketize(apart, torch.tensor(SENTENCE_BUCKETS))
        score = p["a"][b, w] @ p["b"][b, w].T + self.table[form[:, None], form[None, :], item["match"], bucket]
        score = score + self.place[form[:, None], form[None, :], apart, item["subject"][None, :].expand_as(apart)]
        return torch.cat([p["new"][b, w], score.masked_fill(gap <= 0, NEVER)], dim=1)

    def loss(self, p, batch):
        total, count = 0.0, 0
        for item in batch.labels[self.name]:
            score = self.scores(p, item)
            n = len(item["word"])
            gold = (item["entity"][:, None] == item["entity"][None, :]) & (torch.arange(n)[:, None] > torch.arange(n)[None, :])
            gold = torch.cat([~gold.any(1, keepdim=True), gold], dim=1)
            total = total + (score.logsumexp(1) - score.masked_fill(~gold, NEVER).logsumexp(1)).sum()
            count += n
        return total / count if count else None


class ContextHead(Head):
    """Several labels for a paragraph from the mean of its words' logits."""

    def __init__(self, name: str, labels: list[str]):
        super().__init__(name, {"logits": len(labels)}, labels)

    def scores(self, p, members: Tensor, b: Tensor) -> Tensor:
        """[N, labels]; `members` [N, W] marks the words of each paragraph."""
        weight = members / members.sum(1, keepdim=True).clamp(min=1)
        return (weight[:, None, :] @ p["logits"].index_select(0, b))[:, 0]

    def loss(self, p, batch):
        b, members, gold = batch.labels[self.name]
        return F.binary_cross_entropy_with_logits(self.scores(p, members, b), gold, reduction="sum") / (gold.sum() + len(b))


class PairHead(Head):
    """Event type between two marked spans: relu(mean actor + mean recipient + mean of all words) to labels."""

    def __init__(self, name: str, labels: list[str], dim: int, smoothing: float):
        super().__init__(name, {"actor": dim, "recipient": dim, "all": dim}, labels)
        self.output = nn.Linear(dim, len(labels))
        self.smoothing = smoothing

    def scores(self, p, b: Tensor, actor: Tensor, recipient: Tensor, everything: Tensor) -> Tensor:
        """[N, labels]; the three last arguments [N, W] mark words. An absent span adds nothing."""
        total = 0
        for key, members in (("actor", actor), ("recipient", recipient), ("all", everything)):
            weight = members / members.sum(1, keepdim=True).clamp(min=1)
            total = total + (weight[:, None, :] @ p[key].index_select(0, b))[:, 0]
        return self.output(torch.relu(total))

    def loss(self, p, batch):
        b, actor, recipient, everything, gold = batch.labels[self.name]
        return F.cross_entropy(self.scores(p, b, actor, recipient, everything), gold, label_smoothing=self.smoothing)


def registry(labels: dict[str, list[str]], dims: dict[str, int], smoothing: float = 0.1) -> list[Head]:
    """All heads, for the label lists of `labels.py` and the sizes of `config.toml`."""
    return [
        WordHead("upos", labels["upos"]), WordHead("feats", labels["feats"]), WordHead("lemma", labels["lemma"]),
        ArcHead("arc", dims["arc"]), RelationLabel("deprel", labels["deprel"], dims["deprel"]),
        WordHead("gum_mention", labels["gum_mention"], sparse=True), SpanPointer("gum_span", dims["span"]),
        WordHead("mention", KINDS, sparse=True), SpanPointer("span", dims["span"]),
        CorefHead("coref", dims["coref"]), CorefHead("retold", dims["retold"], EVENT_FORMS, EVENT_MATCHES),
        WordHead("trigger", labels["trigger"], sparse=True), WordHead("mode", labels["mode"]),
        WordHead("status", labels["status"]), WordHead("negated", ["no", "yes"]),
        WordHead("cue", ["none", "cue"], sparse=True), WordHead("stance", labels["stance"]),
        SpanPointer("word_span", dims["word_span"]),
        LinkHead("role", labels["role"], dims["role"]), LinkHead("party", labels["party"], dims["party"]),
        SpanPointer("role_span", dims["span"]),
        ContentHead("content", dims["content"]),
        ContextHead("context", labels["context"]),
        PairHead("relation", labels["relation"], dims["relation"], smoothing),
    ]
