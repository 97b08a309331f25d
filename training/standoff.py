"""Annotations of other people's sentences: kept by id and offsets, without the words; the words come from the data sets at training time.

`python -m training.standoff strip ANNOTATED.jsonl corpus/standoff/NAME.jsonl` takes the words out of what `demarche corpus export` wrote;
`python -m training.standoff restore --treebanks DIR --pairs FILE corpus/standoff/*.jsonl > real.jsonl` puts them back.
Each line carries a hash of its sentence, so that another release of a data set is noticed, not misread.
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def fold_space(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def strip(row: dict) -> dict:
    """The row without words: no text, no title, entities numbered."""
    keys: dict[str, str] = {}

    def entity(name: str) -> str:
        return keys.setdefault(name, f"e{len(keys) + 1}")

    out = {k: v for k, v in row.items() if k not in ("text", "title", "split", "genre", "published")}
    out["text_sha256"] = digest(row["text"])
    for mention in out["mentions"]:
        mention["entity"] = entity(mention["entity"])
    for event in out["events"]:
        for role in event["roles"]:
            if "entity" in role:
                role["entity"] = entity(role["entity"])
    for statement in out["statements"]:
        for party in [statement["source"], *statement["addressees"]]:
            if isinstance(party, dict):
                party["entity"] = entity(party["entity"])
    return out


def conllu_sentences(path: Path) -> Iterator[tuple[str, str]]:
    """(id, text) of each sentence of a CoNLL-U file."""
    name = ""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# sent_id = "):
            name = line[12:].strip()
        elif line.startswith("# text = ") and name:
            yield name, fold_space(line[9:])
            name = ""


def sentences(treebanks: Path, pairs: Path) -> dict[str, str]:
    """The sentences of all data sets that we annotate, by id. Training splits only."""
    found = {}
    for n, line in enumerate(pairs.read_text(encoding="utf-8").rstrip("\n").split("\n")[1:]):
        found[f"pair-{n}"] = fold_space(line.split("\t")[0])
    for path in [treebanks / "ewt" / "train.conllu", *sorted((treebanks / "gum" / "train").glob("*.conllu"))]:
        found.update(conllu_sentences(path))
    return found


def restore(row: dict, words: dict[str, str]) -> dict | None:
    """The row with its words; None if the data set has another sentence under this id."""
    text = words.get(row["id"])
    if text is None or digest(text) != row["text_sha256"]:
        return None
    return {**row, "split": "train", "title": None, "text": text}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("strip")
    one.add_argument("source", type=Path)
    one.add_argument("target", type=Path)
    two = commands.add_parser("restore")
    two.add_argument("--treebanks", type=Path, required=True)
    two.add_argument("--pairs", type=Path, required=True)
    two.add_argument("files", type=Path, nargs="+")
    options = parser.parse_args()
    if options.command == "strip":
        rows = [strip(json.loads(line)) for line in options.source.read_text(encoding="utf-8").splitlines() if line.strip()]
        options.target.parent.mkdir(parents=True, exist_ok=True)
        options.target.write_text("".join(json.dumps(r, separators=(",", ":")) + "\n" for r in rows), encoding="utf-8")
        return
    words = sentences(options.treebanks, options.pairs)
    lost = 0
    for path in options.files:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = restore(json.loads(line), words)
            if row is None:
                lost += 1
            else:
                print(json.dumps(row, ensure_ascii=False))
    if lost:
        print(f"{lost} sentences are not in these data sets, or differ there", file=sys.stderr)


if __name__ == "__main__":
    main()
