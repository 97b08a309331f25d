"""Windows to batches of tensors with the labels of each head.

A head gets labels only from documents whose `layers` say that it is annotated there: no label, no loss.
"""

import random
from dataclasses import dataclass, field

import torch
from torch import Tensor

from . import lemmas
from .documents import FORMS, KINDS, Document, Mention, form_of
from .heads import EVENT_MATCHES, IGNORE, MATCHES
from .tokenise import Window

GUM_TO_KIND = {"person": "person", "organization": "organisation", "place": "place"}
ARTICLES = {"the", "a", "an"}


@dataclass
class Batch:
    windows: list[Window]
    ids: Tensor
    mask: Tensor
    shapes: Tensor
    marks: Tensor
    first: Tensor
    sentence: Tensor
    labels: dict = field(default_factory=dict)

    @property
    def pieces(self) -> int:
        return int(self.mask.sum())


def padded(rows: list[list[int]], fill: int) -> Tensor:
    """Rows of unequal length as one tensor."""
    width = max(map(len, rows))
    return torch.tensor([r + [fill] * (width - len(r)) for r in rows])


def inputs(windows: list[Window]) -> Batch:
    """A batch without labels. Windows of one document must stand together and in order, for coreference."""
    return Batch(windows, padded([w.ids for w in windows], 0), padded([[1] * w.pieces for w in windows], 0),
                 padded([w.shapes for w in windows], 0), padded([w.marks for w in windows], 0),
                 padded([w.first for w in windows], 0), padded([w.sentence for w in windows], -1))


class Labeller:
    """Turns annotations into label tensors, for given label lists."""

    def __init__(self, labels: dict, weak_mentions: bool):
        self.index = {name: {x: i for i, x in enumerate(items)} for name, items in labels.items() if isinstance(items, list)}
        self.fallback = labels["feats_fallback"]
        self.weak_mentions = weak_mentions

    def batch(self, windows: list[Window]) -> Batch:
        """A batch with all labels that its documents have."""
        batch = inputs(windows)
        self.words: dict[str, list[list[int]]] = {}
        self.spans: dict[str, list[tuple[int, int, int, int]]] = {}
        self.links: dict[str, list[tuple[int, int, list[int]]]] = {}
        self.contexts, self.relations = [], []
        width = batch.first.shape[1]
        for b, w in enumerate(windows):
            layers = w.document.layers
            if "syntax" in layers:
                self.syntax(b, w, len(windows))
            if "gum_mentions" in layers:
                self.mentions(b, w, len(windows), w.document.mentions, "gum_mention", "gum_span", lambda m: m.kind)
                if self.weak_mentions:
                    weak = weak_kinds(w.document)
                    self.mentions(b, w, len(windows), weak, "mention", "span", lambda m: m.kind)
            if "mentions" in layers:
                self.mentions(b, w, len(windows), w.document.mentions, "mention", "span", lambda m: m.kind)
            if "events" in layers:
                self.events(b, w, len(windows), width)
            if "statements" in layers:
                self.statements(b, w, len(windows), width)
            if "contexts" in layers:
                self.paragraphs(b, w, width)
            if w.document.relation is not None:
                self.relation(b, w, width)
        for name, rows in self.words.items():
            batch.labels[name] = torch.tensor([r + [IGNORE] * (width - len(r)) for r in rows])
        for name, rows in self.spans.items():
            batch.labels[name] = torch.tensor(rows)
        for name, rows in self.links.items():
            batch.labels[name] = tuple(map(torch.tensor, zip(*rows)))
        if self.contexts:
            b, members, gold = zip(*self.contexts)
            batch.labels["context"] = (torch.tensor(b), torch.tensor(members).float(), torch.tensor(gold).float())
        if self.relations:
            b, *masks, gold = zip(*self.relations)
            batch.labels["relation"] = (torch.tensor(b), *(torch.tensor(m).float() for m in masks), torch.tensor(gold))
        for name, items in (("coref", coreference), ("retold", retellings)):
            found = [item for group in by_document(windows) if (item := items(*group))]
            if found:
                batch.labels[name] = found
        return batch

    def row(self, name: str, b: int, w: Window, size: int, fill: int = IGNORE) -> list[int]:
        """The label row of one window for a word head, made on first use."""
        rows = self.words.setdefault(name, [[] for _ in range(size)])
        if not rows[b]:
            rows[b] = [fill] * w.words
        return rows[b]

    def syntax(self, b: int, w: Window, size: int) -> None:
        rows = {n: self.row(n, b, w, size) for n in ("upos", "feats", "lemma", "arc", "deprel")}
        index = self.index
        for k, n in enumerate(w.sentence):
            sentence = w.document.sentences[n]
            i, y = w.start + k - sentence.start, sentence.syntax
            tag, head = y.upos[i], y.heads[i]
            rows["upos"][k] = index["upos"].get(tag, IGNORE)
            rows["feats"][k] = index["feats"].get(y.feats[i], index["feats"].get(self.fallback.get(tag, "_"), IGNORE))
            rows["lemma"][k] = index["lemma"].get(lemmas.rule(sentence.words[i], y.lemmas[i]), IGNORE)
            target = 0 if head == 0 else sentence.start + head - w.start
            if 0 <= target <= w.words:
                rows["arc"][k] = target
                relation = y.deprels[i]
                rows["deprel"][k] = index["deprel"].get(relation, index["deprel"].get(relation.split(":")[0], IGNORE))

    def mentions(self, b, w, size, mentions, name, span_name, kind) -> None:
        row = self.row(name, b, w, size, 0)
        index = self.index.get(name) or {k: i for i, k in enumerate(KINDS)}
        for m in mentions:
            if w.start <= m.head < w.end:
                row[m.head - w.start] = index.get(kind(m), index.get("other", 0))
                self.span(span_name, b, w, m.head, m.start, m.end)

    def span(self, name: str, b: int, w: Window, head: int, start: int, end: int) -> None:
        inside = w.start <= start < end <= w.end
        if inside and start <= head < end and w.sentence[start - w.start] == w.sentence[end - 1 - w.start]:
            row = (b, head - w.start, start - w.start, end - 1 - w.start)
            if row not in self.spans.setdefault(name, []):
                self.spans[name].append(row)

    def link(self, name: str, b: int, w: Window, width: int, head: int, marked: list[tuple[str, int, int, int]], reach: int) -> None:
        """Labels of every word of the sentences at most `reach` away from the head's."""
        home = w.sentence[head - w.start]
        row = [0 if abs(n - home) <= reach else IGNORE for n in w.sentence] + [IGNORE] * (width - w.words)
        for label, word, start, end in marked:
            if w.start <= word < w.end and label in self.index[name]:
                row[word - w.start] = self.index[name][label]
                self.span("role_span", b, w, word, start, end)
        self.links.setdefault(name, []).append((b, head - w.start, row))

    def events(self, b: int, w: Window, size: int, width: int) -> None:
        trigger = self.row("trigger", b, w, size, 0)
        rows = {n: self.row(n, b, w, size) for n in ("mode", "status", "negated")}
        for e in w.document.events:
            if w.start <= e.head < w.end and e.type in self.index["trigger"]:
                k = e.head - w.start
                trigger[k] = self.index["trigger"][e.type]
                rows["mode"][k] = self.index["mode"].get(f"{e.type}/{e.mode}", 0)
                rows["status"][k] = self.index["status"].get(e.status, IGNORE)
                rows["negated"][k] = int(e.negated)
                self.span("word_span", b, w, e.head, *e.trigger)
                self.link("role", b, w, width, e.head, e.role_heads, 1)

    def statements(self, b: int, w: Window, size: int, width: int) -> None:
        cue = self.row("cue", b, w, size, 0)
        stance = self.row("stance", b, w, size)
        for s in w.document.statements:
            if w.start <= s.head < w.end:
                k = s.head - w.start
                cue[k] = 1
                stance[k] = self.index["stance"].get(s.stance, IGNORE)
                self.span("word_span", b, w, s.head, *s.cue)
                self.link("party", b, w, width, s.head, s.link_heads, 1)
                row = [int(any(a <= w.start + i < z for a, z in s.content)) for i in range(w.words)]
                self.links.setdefault("content", []).append((b, k, row + [IGNORE] * (width - w.words)))

    def paragraphs(self, b: int, w: Window, width: int) -> None:
        numbers = [w.document.sentences[n].paragraph for n in w.sentence]
        for paragraph in sorted(set(numbers)):
            named = w.document.contexts.get(paragraph, [])
            gold = [0] * len(self.index["context"])
            for label in named:
                if label in self.index["context"]:
                    gold[self.index["context"][label]] = 1
            self.contexts.append((b, [int(n == paragraph) for n in numbers] + [0] * (width - w.words), gold))

    def relation(self, b: int, w: Window, width: int) -> None:
        actor, recipient, label = w.document.relation
        if w.index or label not in self.index["relation"]:
            return
        masks = [[int(a <= i < z) for i in range(width)] for a, z in (actor or (0, 0), recipient or (0, 0), (0, w.words))]
        self.relations.append((b, *masks, self.index["relation"][label]))


def weak_kinds(document: Document) -> list[Mention]:
    """GUM's persons, organisations and places, and its named events, as mentions of our own kinds."""
    out = []
    for m in document.mentions:
        sentence = document.sentences[document.sentence_of(m.head)]
        named = sentence.syntax is not None and sentence.syntax.upos[m.head - sentence.start] == "PROPN"
        kind = "event" if m.kind == "event" and named else GUM_TO_KIND.get(m.kind)
        if kind:
            out.append(Mention(m.head, m.start, m.end, kind, m.entity))
    return out


def by_document(windows: list[Window]) -> list[tuple[int, list[Window]]]:
    """Neighbouring windows of the same document, with the place of the first in the batch."""
    groups: list[tuple[int, list[Window]]] = []
    for b, w in enumerate(windows):
        if groups and groups[-1][1][-1].document is w.document:
            groups[-1][1].append(w)
        else:
            groups.append((b, [w]))
    return groups


def window_of(group: list[Window], word: int) -> int | None:
    """Index of the window of a document that holds a word of it, if one does."""
    return next((k for k, w in enumerate(group) if w.start <= word < w.end), None)


def coreference(offset: int, group: list[Window]) -> dict | None:
    """The mentions of a stretch of one document as tensors for the coreference head."""
    document = group[0].document
    if not document.layers & {"coreference", "mentions"}:
        return None
    entities, rows = {}, []
    for m in document.mentions:
        k = window_of(group, m.head)
        if k is not None:
            rows.append((offset + k, m.head - group[k].start, entities.setdefault(m.entity, len(entities)), m))
    return mention_tensors(document, rows) if len(rows) > 1 else None


def mention_tensors(document: Document, rows: list[tuple[int, int, int, Mention]]) -> dict:
    """Tensors of the coreference head for (place in batch, word, entity number, mention) in the order of the text."""
    words = [w.lower() for w in document.words()]
    rows = sorted(rows, key=lambda r: r[3].head)
    forms, heads, texts, numbers, subjects = [], [], [], [], []
    for *_, m in rows:
        number = document.sentence_of(m.head)
        upos, deprel, _ = syntax_of(document, number, m.head)
        numbers.append(number)
        subjects.append(int(deprel.startswith("nsubj")))
        forms.append(FORMS.index(form_of(upos)))
        heads.append(words[m.head])
        start = m.start + 1 if words[m.start] in ARTICLES and m.end - m.start > 1 else m.start
        texts.append(" ".join(words[start:m.end]))
    full, head = MATCHES.index("full"), MATCHES.index("head")
    match = [[full if texts[i] == texts[j] else head if heads[i] == heads[j] else 0 for j in range(len(rows))]
             for i in range(len(rows))]
    return {"window": torch.tensor([r[0] for r in rows]), "word": torch.tensor([r[1] for r in rows]),
            "entity": torch.tensor([r[2] for r in rows]), "form": torch.tensor(forms), "match": torch.tensor(match),
            "sentence": torch.tensor(numbers), "subject": torch.tensor(subjects)}


def syntax_of(document: Document, number: int, word: int) -> tuple[str, str, str]:
    """Part of speech, relation and lemma (or lower-cased form) of a word of a sentence; a noun's without a tree."""
    sentence = document.sentences[number]
    i, y = word - sentence.start, sentence.syntax
    if y is None:
        return "NOUN", "dep", sentence.words[i].lower()
    return y.upos[i], y.deprels[i], (y.lemmas[i] or sentence.words[i]).lower()


def retellings(offset: int, group: list[Window]) -> dict | None:
    """The events of a stretch of one document as tensors for the head that finds the same act told again."""
    document = group[0].document
    if "events" not in document.layers:
        return None
    first = {e.id: e.same_as or e.id for e in document.events}
    names, rows = {}, []
    for e in sorted(document.events, key=lambda e: e.head):
        k = window_of(group, e.head)
        if k is not None:
            act = first[first[e.id]] if first[e.id] in first else e.id
            rows.append((offset + k, e.head - group[k].start, names.setdefault(act, len(names)), e.head, e.type))
    return event_tensors(document, rows) if len(rows) > 1 else None


def event_tensors(document: Document, rows: list[tuple[int, int, int, int, str]]) -> dict:
    """Tensors for (place in batch, word of the window, number of the act, word of the document, type), in the order of the text."""
    numbers = [document.sentence_of(r[3]) for r in rows]
    traits = [syntax_of(document, n, r[3]) for n, r in zip(numbers, rows)]
    size = len(rows)
    match = [[int(traits[i][2] == traits[j][2]) + 2 * int(rows[i][4] == rows[j][4]) for j in range(size)] for i in range(size)]
    assert max(map(max, match)) < len(EVENT_MATCHES)
    return {"window": torch.tensor([r[0] for r in rows]), "word": torch.tensor([r[1] for r in rows]),
            "entity": torch.tensor([r[2] for r in rows]), "form": torch.tensor([int(t[0] != "VERB") for t in traits]),
            "match": torch.tensor(match), "sentence": torch.tensor(numbers),
            "subject": torch.tensor([int(t[1] == "root") for t in traits])}


def plan(windows: list[Window], budget: int, rng: random.Random, keep_documents: bool, most: int) -> list[list[Window]]:
    """Splits windows into batches of at most `budget` padded wordpieces and `most` windows.

    With `keep_documents`, windows of a document stay together and in order; else windows are grouped by length.
    """
    if keep_documents:
        groups: list[list[Window]] = []
        for _, group in by_document(windows):
            groups += [group[i:i + most] for i in range(0, len(group), most)]
    else:
        shuffled = windows[:]
        rng.shuffle(shuffled)
        groups = [[w] for w in sorted(shuffled, key=lambda w: w.pieces // 8)]
    out: list[list[Window]] = []
    if keep_documents:
        rng.shuffle(groups)
    for group in groups:
        if out:
            joined = out[-1] + group
            if len(joined) <= most and max(w.pieces for w in joined) * len(joined) <= budget:
                out[-1] = joined
                continue
        out.append(group)
    rng.shuffle(out)
    return out
