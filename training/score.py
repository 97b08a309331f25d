"""Dev scores of a checkpoint, and of its exported graph beside them: what int8 costs.

`python -m training.score --checkpoint FILE --treebanks DIR --pairs FILE [--corpus FILE] [--onnx FILE]`
"""

import argparse
import json
import tomllib
from pathlib import Path

import torch

from .annotate import annotate
from .data_conllu import read_treebanks
from .data_corpus import fold, read_corpus, read_pairs, set_heads
from .evaluate import evaluate
from .predict import ReadNet, onnx_reader
from .run import encoder_folder, load
from .tokenise import WordPieces


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--config", type=Path, default=Path("training/config.toml"))
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--encoder", type=Path)
    parser.add_argument("--onnx", type=Path, help="exported graph to score beside the checkpoint")
    parser.add_argument("--split", choices=["dev", "test"], default="dev", help="test only for the last report")
    parser.add_argument("--every", type=int, default=1, help="only every nth document")
    options = parser.parse_args()
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))
    torch.set_num_threads(config["threads"])
    folder = encoder_folder(options.encoder)
    pieces = WordPieces(folder / "tokenizer.json")
    net, labels = load(options.checkpoint, config, folder)
    held = config["stage_a"].get("pairs_dev_fold", 0)
    documents = read_treebanks(options.treebanks, options.split) + [p for p in read_pairs(options.pairs) if fold(p) == held]
    if options.corpus:
        corpus = [d for d in read_corpus(options.corpus) if d.split == options.split]
        annotate(net, labels, corpus, pieces, config["window"])
        for document in corpus:
            set_heads(document)
        documents += corpus
    documents = documents[::options.every]
    out = {"checkpoint": evaluate(net, labels, documents, pieces, config["window"])}
    if options.onnx:
        out["onnx"] = evaluate(ReadNet(net, onnx_reader(options.onnx)), labels, documents, pieces, config["window"])
    print(json.dumps(out, indent=1))


if __name__ == "__main__":
    main()
