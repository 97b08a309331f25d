"""Cross-validation of the relation of marked pairs: five fixed folds, each trained anew from the bare encoder on pairs alone.

`python -m training.evaluate_relate --pairs FILE [--folds 0 1 2 3 4] [--epochs 12]`. What the released model gets on fold 0, after the
treebanks and with the other tasks, stands in its model card.
"""

import argparse
import json
import math
import random
import tomllib
from pathlib import Path

import numpy as np
import torch

from . import labels as label_lists
from .batches import Labeller, plan
from .data_corpus import fold, read_pairs
from .evaluate import evaluate
from .heads import PairHead
from .model import Encoder, Net
from .run import encoder_folder
from .tokenise import WordPieces, windows
from .train import optimiser


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--config", type=Path, default=Path("training/config.toml"))
    parser.add_argument("--encoder", type=Path)
    parser.add_argument("--folds", type=int, nargs="+", default=[0, 1, 2, 3, 4])
    parser.add_argument("--epochs", type=int, default=12)
    options = parser.parse_args()
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))
    torch.set_num_threads(config["threads"])
    folder = encoder_folder(options.encoder)
    pieces = WordPieces(folder / "tokenizer.json")
    pairs = read_pairs(options.pairs)
    labels = label_lists.build(pairs)
    scores = []
    for number in options.folds:
        net = train_fold([p for p in pairs if fold(p) != number], labels, pieces, config, folder, options.epochs)
        found = evaluate(net, labels, [p for p in pairs if fold(p) == number], pieces, config["window"])
        scores.append(found)
        print(json.dumps({"fold": number, **found}), flush=True)
    print(json.dumps({name: round(float(np.mean([s[name] for s in scores])), 4) for name in scores[0]}))


def train_fold(pairs: list, labels: dict, pieces: WordPieces, config: dict, folder: Path, epochs: int) -> Net:
    """The encoder with the relation head alone."""
    torch.manual_seed(config["seed"])
    settings = {**config["train"]}
    net = Net(Encoder.pretrained(folder), [PairHead("relation", labels["relation"], config["dims"]["relation"], settings["smoothing"])])
    net.encoder.dropout = net.dropout = settings["dropout"]
    optimizer, labeller = optimiser(net, settings), Labeller(labels, False)
    items = [w for p in pairs for w in windows(p, pieces, config["window"])]
    batches = [b for e in range(epochs) for b in plan(items, 700, random.Random(f"{config['seed']}/{e}"), False, 16)]
    warm = math.ceil(settings["warmup"] * len(batches))
    net.train()
    for step, group in enumerate(batches):
        share = step / warm if step < warm else 1 - (step - warm) / (len(batches) - warm)
        for part in optimizer.param_groups:
            part["lr"] = part["peak"] * share
        losses = net.losses(labeller.batch(group))
        if "relation" not in losses:
            continue
        optimizer.zero_grad(set_to_none=True)
        losses["relation"].backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), settings["clip"])
        optimizer.step()
    return net


if __name__ == "__main__":
    main()
