"""Reads our own corpus (JSON lines of `demarche corpus export`) and the labelled actor pairs."""

import hashlib
import json
import re
from bisect import bisect_left, bisect_right
from pathlib import Path

from .documents import Document, Event, Mention, Sentence, Statement, span_head

PAIR_MARKS = re.compile(r"</?[st]>")
PAIR_TOKEN = re.compile(r"n't\b|n’t\b|'(?:s|re|ve|ll|d|m)\b|’(?:s|re|ve|ll|d|m)\b|(?:[A-Z]\.)+|\d+(?:[.,:]\d+)*"
                        r"|\w+?(?=n['’]t\b)|\w+(?:\.\w+)*|\.{3}|[^\w\s]", re.UNICODE | re.IGNORECASE)


def read_corpus(path: Path) -> list[Document]:
    """The articles of a corpus file. Head words are set later by `set_heads`, when trees are known."""
    return [read_article(json.loads(line)) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def read_article(row: dict) -> Document:
    """One article; spans of code points become spans of words (every word that they touch)."""
    text, sentences, starts, ends = row["text"], [], [], []
    for s in row["sentences"]:
        tokens = [t for t in s["tokens"] if t[1] > t[0]]
        if not tokens:
            continue
        spaces = [not (i + 1 < len(tokens) and tokens[i + 1][0] == t[1]) for i, t in enumerate(tokens)]
        sentences.append(Sentence([text[a:b] for a, b in tokens], spaces, len(starts), s.get("paragraph", 0), s.get("kind", "body")))
        starts += [t[0] for t in tokens]
        ends += [t[1] for t in tokens]

    def words(start: int, end: int) -> tuple[int, int] | None:
        first, last = bisect_right(ends, start), bisect_left(starts, end)
        return (first, last) if first < last else None

    document = Document(row["id"], "corpus", sentences, set(row.get("layers", [])), row.get("split", "train"))
    for m in row.get("mentions") or []:
        span = words(m["start"], m["end"])
        if span:
            document.mentions.append(Mention(-1, *span, m.get("kind") or "other", m["entity"]))
    for e in row.get("events") or []:
        trigger = words(*e["trigger"]) if e.get("trigger") else None
        if trigger is None:
            continue
        given = e.get("roles") or []
        roles = [(r["role"], words(r["start"], r["end"])) for r in given if "start" in r]
        inferred = [(r["role"], r["entity"]) for r in given if "start" not in r]
        document.events.append(Event(e["id"], e["type"], e.get("mode"), e.get("status") or "actual", bool(e.get("negated")),
                                     trigger, [(r, *s) for r, s in roles if s], inferred, e.get("same_as")))
    for s in row.get("statements") or []:
        document.statements.append(read_statement(s, words))
    document.contexts = {c["paragraph"]: c["labels"] for c in row.get("contexts") or []}
    return document


def read_statement(row: dict, words) -> Statement:
    """One statement; `words` turns code points into words. A party without words of its own is given as `{"entity": …}`."""
    def span(pair) -> tuple[int, int] | None:
        return words(*pair) if isinstance(pair, list) else None

    parties = [("source", row.get("source"))] + [("addressee", a) for a in row.get("addressees") or []]
    inferred = [(party, given["entity"]) for party, given in parties if isinstance(given, dict)]
    return Statement(row["id"], row.get("stance") or "asserts", span(row.get("cue")), span(row.get("source")),
                     [a for a in map(span, row.get("addressees") or []) if a], [c for c in map(span, row.get("content") or []) if c], inferred)


SMALL_WORDS = set("a an the of in on at to for by with from as and or but over after amid into vs is it its".split())


def vary_headline(document: Document) -> None:
    """Writes the headline of half of the articles With Capitals, as many papers do, and of a tenth IN CAPITALS; which, a hash of the id says."""
    draw = int(hashlib.sha256(document.id.encode()).hexdigest(), 16) % 10
    for sentence in document.sentences:
        if sentence.kind == "title" and draw < 5:
            sentence.words = [w if w in SMALL_WORDS and i else w[:1].upper() + w[1:] for i, w in enumerate(sentence.words)]
        elif sentence.kind == "title" and draw == 5:
            sentence.words = [w.upper() for w in sentence.words]


def set_heads(document: Document) -> None:
    """Sets the head word of each annotated span by the trees of the sentences."""
    def head(start: int, end: int) -> int:
        return span_head(document.sentences[document.sentence_of(start)], start, end)

    kept: dict[int, Mention] = {}
    for m in document.mentions:
        m.end = min(m.end, document.sentences[document.sentence_of(m.start)].end)
        m.head = head(m.start, m.end)
        old = kept.get(m.head)
        if old is None or m.end - m.start < old.end - old.start:
            kept[m.head] = m
    document.mentions = [kept[h] for h in sorted(kept)]
    for e in document.events:
        e.head = head(*e.trigger)
        e.role_heads = nearest(document, e.head, e.inferred) + [(r, head(a, b), a, b) for r, a, b in e.roles]
    for s in document.statements:
        s.head = head(*s.cue) if s.cue else -1
        links = ([("source", *s.source)] if s.source else []) + [("addressee", *a) for a in s.addressees]
        s.link_heads = nearest(document, s.head, s.inferred) + [(r, head(a, b), a, b) for r, a, b in links]


def nearest(document: Document, word: int, inferred: list[tuple[str, str]]) -> list[tuple[str, int, int, int]]:
    """For each role that only the discourse fills: the nearest mention of its entity, at most one sentence away, rather before than after."""
    home = document.sentence_of(word)
    out = []
    for role, entity in inferred:
        near = [m for m in document.mentions if m.entity == entity and abs(document.sentence_of(m.head) - home) <= 1]
        if near and word >= 0:
            best = min(near, key=lambda m: (document.sentence_of(m.head) > home, abs(m.head - word)))
            out.append((role, best.head, best.start, best.end))
    return out


def read_pairs(path: Path) -> list[Document]:
    """The labelled pairs: a sentence with an actor, a recipient and the event type between them."""
    documents = []
    for n, line in enumerate(path.read_text(encoding="utf-8").rstrip("\n").split("\n")[1:]):
        sentence, marked, actor, recipient, label = line.split("\t")[:5]
        documents.append(read_pair(f"pair-{n}", marked, label.strip()))
    return documents


def read_pair(name: str, marked: str, label: str) -> Document:
    """One marked sentence; a pair whose mark is missing has `None` for that span."""
    text, position, marks = "", 0, {}
    for tag in PAIR_MARKS.finditer(marked):
        text += marked[position:tag.start()]
        marks[tag.group()] = len(text)
        position = tag.end()
    text += marked[position:]
    cuts = sorted(set(marks.values()))
    tokens = [(a, b) for piece in zip([0] + cuts, cuts + [len(text)])
              for a, b in ((m.start() + piece[0], m.end() + piece[0]) for m in PAIR_TOKEN.finditer(text[piece[0]:piece[1]]))]
    words = [text[a:b] for a, b in tokens]
    spaces = [i + 1 == len(tokens) or tokens[i + 1][0] > t[1] for i, t in enumerate(tokens)]

    def span(open_tag: str, close_tag: str) -> tuple[int, int] | None:
        if open_tag not in marks or close_tag not in marks:
            return None
        inside = [i for i, (a, b) in enumerate(tokens) if a >= marks[open_tag] and b <= marks[close_tag]]
        return (inside[0], inside[-1] + 1) if inside else None

    document = Document(name, "pairs", [Sentence(words, spaces, 0)], {"relation"})
    document.relation = (span("<s>", "</s>"), span("<t>", "</t>"), label)
    return document


def fold(document: Document, folds: int = 5) -> int:
    """A fixed fold of a pair, by a hash of its text: the same sentence never falls on both sides."""
    return int(hashlib.sha256(" ".join(document.words()).encode()).hexdigest(), 16) % folds
