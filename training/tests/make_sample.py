"""Tiny made-up data in the layouts of the real sources, and a tiny random encoder, for the smoke run."""

import json
from pathlib import Path

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

SENTENCE = [
    ("Norland", "Norland", "PROPN", "Number=Sing", 2, "nsubj", "Entity=(1-place-new-cf1-1-sgl)"),
    ("attacked", "attack", "VERB", "Mood=Ind|Tense=Past|VerbForm=Fin", 0, "root", "_"),
    ("the", "the", "DET", "Definite=Def|PronType=Art", 4, "det", "Entity=(2-person-new-cf2-2-coref"),
    ("rebels", "rebel", "NOUN", "Number=Plur", 2, "obj", "Entity=2)|SpaceAfter=No"),
    (".", ".", "PUNCT", "_", 2, "punct", "_"),
]
REPLY = [
    ("They", "they", "PRON", "Case=Nom|Number=Plur|Person=3|PronType=Prs", 2, "nsubj", "Entity=(2-person-giv:act-cf1-1-ana)"),
    ("fled", "flee", "VERB", "Mood=Ind|Tense=Past|VerbForm=Fin", 0, "root", "SpaceAfter=No"),
    (".", ".", "PUNCT", "_", 2, "punct", "_"),
]
TEXT = "Norland attacked the rebels.\n\nThey fled, officials said."
WORDS = [[(0, 7), (8, 16), (17, 20), (21, 27), (27, 28)], [(30, 34), (35, 39), (39, 40), (41, 50), (51, 55), (55, 56)]]


def conllu(name: str) -> str:
    lines = [f"# newdoc id = {name}"]
    for n in range(6):
        lines.append(f"# sent_id = {name}-{n}")
        rows = SENTENCE if n % 2 == 0 else REPLY
        for i, (form, lemma, upos, feats, head, deprel, misc) in enumerate(rows, 1):
            lines.append("\t".join([str(i), form, lemma, upos, "_", feats, str(head), deprel, "_", misc]))
        lines.append("")
    return "\n".join(lines) + "\n"


def article(name: str, split: str) -> dict:
    """An article in the form of `demarche corpus export`."""
    return {
        "id": name, "split": split, "title": None, "published": "2020-01-02", "text": TEXT,
        "layers": ["mentions", "events", "statements", "contexts"],
        "sentences": [{"start": t[0][0], "end": t[-1][1], "kind": "body", "paragraph": n, "tokens": t} for n, t in enumerate(WORDS)],
        "mentions": [{"start": 0, "end": 7, "entity": "e1", "kind": "country"}, {"start": 17, "end": 27, "entity": "e2", "kind": "group"},
                     {"start": 30, "end": 34, "entity": "e2", "kind": "group"}, {"start": 41, "end": 50, "entity": "e3", "kind": "group"}],
        "events": [{"id": "v1", "type": "ASSAULT", "mode": "firearms", "status": "actual", "negated": False, "trigger": [8, 16],
                    "roles": [{"role": "actor", "start": 0, "end": 7}, {"role": "recipient", "start": 17, "end": 27}],
                    "same_as": None, "statement": None},
                   {"id": "v2", "type": "RETREAT", "mode": None, "status": "actual", "negated": False, "trigger": [35, 39],
                    "roles": [{"role": "actor", "start": 30, "end": 34}], "same_as": None, "statement": "s1"}],
        "statements": [{"id": "s1", "form": "indirect", "stance": "asserts", "cue": [51, 55], "source": [41, 50], "addressees": [],
                        "content": [[30, 39]]}],
        "contexts": [{"paragraph": 0, "labels": ["military"]}],
    }


def encoder(folder: Path) -> None:
    """A random BERT of two layers, 64 wide, with a vocabulary of letters and a few words."""
    folder.mkdir(parents=True)
    letters = "abcdefghijklmnopqrstuvwxyz0123456789.,'\"$-“”’"
    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "said", "they"] + list(letters) + ["##" + c for c in letters]
    tokenizer = Tokenizer(models.WordPiece({t: i for i, t in enumerate(tokens)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.save(str(folder / "tokenizer.json"))
    torch.manual_seed(0)
    width, inner, state = 64, 128, {}

    def linear(name: str, rows: int, columns: int) -> None:
        state[name + ".weight"], state[name + ".bias"] = torch.randn(rows, columns) * 0.05, torch.zeros(rows)

    def norm(name: str) -> None:
        state[name + ".weight"], state[name + ".bias"] = torch.ones(width), torch.zeros(width)

    for name, rows in (("word", len(tokens)), ("position", 512), ("token_type", 2)):
        state[f"embeddings.{name}_embeddings.weight"] = torch.randn(rows, width) * 0.05
    norm("embeddings.LayerNorm")
    for i in range(2):
        base = f"encoder.layer.{i}."
        for part in ("query", "key", "value"):
            linear(f"{base}attention.self.{part}", width, width)
        linear(base + "attention.output.dense", width, width)
        norm(base + "attention.output.LayerNorm")
        linear(base + "intermediate.dense", inner, width)
        linear(base + "output.dense", width, inner)
        norm(base + "output.LayerNorm")
    save_file(state, str(folder / "model.safetensors"))


def make(folder: Path) -> None:
    """Writes everything that the smoke run needs."""
    for split in ("train", "dev"):
        (folder / "treebanks" / "ewt").mkdir(parents=True, exist_ok=True)
        (folder / "treebanks" / "gum" / split).mkdir(parents=True, exist_ok=True)
        (folder / "treebanks" / "ewt" / f"{split}.conllu").write_text(conllu("made-up"), encoding="utf-8")
        (folder / "treebanks" / "gum" / split / "GUM_made_up.conllu").write_text(conllu("GUM_made_up"), encoding="utf-8")
    rows = ["sentence\tmarked_sentence\tactor\trecipient\ttype"]
    for n in range(12):
        who = f"Norland{n}"
        rows.append(f"{who} hit Maren.\t<s>{who}</s> hit <t>Maren</t>.\t{who}\tMaren\tASSAULT")
        rows.append(f"{who} met Maren.\t<s>{who}</s> met <t>Maren</t>.\t{who}\tMaren\tCONSULT")
    (folder / "pairs.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    articles = [article("a1", "train"), article("a2", "train"), article("a3", "dev")]
    (folder / "corpus.jsonl").write_text("".join(json.dumps(a) + "\n" for a in articles), encoding="utf-8")
    encoder(folder / "encoder")
