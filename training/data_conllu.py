"""Reads Universal Dependencies treebanks: EWT (syntax) and GUM (syntax, entities, coreference)."""

import re
from pathlib import Path

from .documents import Document, Mention, Sentence, Syntax, span_head

FEATURES = {"Case", "Definite", "Degree", "Gender", "Mood", "NumType", "Number", "Person", "Polarity", "Poss", "PronType",
            "Reflex", "Tense", "VerbForm", "Voice"}
ENTITY = re.compile(r"\(([^()]*)(\)?)|([^()]+)\)")


def read_treebanks(folder: Path, split: str) -> list[Document]:
    """All documents of one split: `ewt/<split>.conllu` and `gum/<split>/*.conllu` under `folder`."""
    documents = read_file(folder / "ewt" / f"{split}.conllu", "ewt")
    for path in sorted((folder / "gum" / split).glob("*.conllu")):
        documents += read_file(path, "gum")
    for document in documents:
        document.split = split
    return documents


def read_file(path: Path, source: str) -> list[Document]:
    """The documents of one CoNLL-U file."""
    documents: list[Document] = []
    paragraph, rows = 0, []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newdoc"):
            documents.append(Document(line.split("=", 1)[-1].strip(), source, [], {"syntax"}))
            paragraph = 0
        elif line.startswith("# newpar"):
            paragraph += 1
        elif line.startswith("#"):
            continue
        elif line.strip():
            rows.append(line.split("\t"))
        elif rows:
            if not documents:
                documents.append(Document(path.stem, source, [], {"syntax"}))
            add_sentence(documents[-1], rows, paragraph)
            rows = []
    if rows and documents:
        add_sentence(documents[-1], rows, paragraph)
    if source == "gum":
        for document in documents:
            document.layers |= {"gum_mentions", "coreference"}
    return documents


def add_sentence(document: Document, rows: list[list[str]], paragraph: int) -> None:
    """Appends one sentence; multiword tokens give spacing only, empty nodes are dropped."""
    no_space, inner, words = set(), set(), []
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            inner |= set(range(first, last))
            if "SpaceAfter=No" in row[9]:
                no_space.add(last)
        elif "." not in row[0]:
            words.append(row)
            if "SpaceAfter=No" in row[9]:
                no_space.add(int(row[0]))
    start = document.sentences[-1].end if document.sentences else 0
    syntax = Syntax([r[3] for r in words], [core_features(r[5]) for r in words], [r[2] for r in words],
                    [int(r[6]) for r in words], [r[7] for r in words])
    sentence = Sentence([r[1] for r in words], [int(r[0]) not in no_space | inner for r in words], start, paragraph,
                        syntax=syntax)
    document.sentences.append(sentence)
    if document.source == "gum":
        add_mentions(document, sentence, [r[9] for r in words])


def core_features(feats: str) -> str:
    """The morphological features that Demarche uses, in the treebank's order, `_` if none."""
    kept = [f for f in feats.split("|") if f.split("=")[0] in FEATURES]
    return "|".join(kept) or "_"


def add_mentions(document: Document, sentence: Sentence, misc: list[str]) -> None:
    """Reads GUM's entity brackets. Of mentions with the same head word the shortest is kept."""
    stack: list[tuple[str, str, int]] = []
    found: dict[int, Mention] = {}

    def close(entity: str, kind: str, start: int, end: int) -> None:
        head = span_head(sentence, start, end)
        old = found.get(head)
        if old is None or end - start < old.end - old.start:
            found[head] = Mention(head, start, end, kind, entity)

    for i, cell in enumerate(misc):
        value = next((m[7:] for m in cell.split("|") if m.startswith("Entity=")), "")
        word = sentence.start + i
        for match in ENTITY.finditer(value):
            if match.group(3):
                entity = match.group(3)
                for k in range(len(stack) - 1, -1, -1):
                    if stack[k][0] == entity:
                        _, kind, start = stack.pop(k)
                        close(entity, kind, start, word + 1)
                        break
            else:
                parts = match.group(1).split("-")
                if len(parts) < 2:
                    continue
                if match.group(2):
                    close(parts[0], parts[1], word, word + 1)
                else:
                    stack.append((parts[0], parts[1], word))
    document.mentions += [found[h] for h in sorted(found)]
