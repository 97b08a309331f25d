"""A few steps of both stages on made-up data, the export, and that the exported graph says what the net says."""

import json
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest
import torch

from training import run
from training.predict import net_reader, onnx_reader
from training.parity import TEXTS, read_text
from training.tokenise import WordPieces, windows

from .make_sample import make

CONFIG = Path(__file__).parent.parent / "config.toml"


@pytest.fixture(scope="module")
def trained(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("smoke")
    make(folder)
    arguments = ["run", "--config", CONFIG, "--treebanks", folder / "treebanks", "--pairs", folder / "pairs.tsv", "--corpus",
                 folder / "corpus.jsonl", "--encoder", folder / "encoder", "--work", folder / "work", "--out", folder / "out", "--steps", 4]
    sys.argv = [str(a) for a in arguments]
    run.main()
    return folder


def test_files(trained: Path) -> None:
    names = {p.name for p in (trained / "out").iterdir()}
    assert names == {"model.onnx", "heads.safetensors", "model.json", "tokenizer.json", "lemmas.tsv", "parity.json",
                     "MODEL_CARD.md"}
    model = json.loads((trained / "out" / "model.json").read_text())
    ends = [span for head in model["heads"].values() for span in head["outs"].values()]
    assert max(z for _, z in ends) == model["width"]
    assert sum(z - a for a, z in ends) == model["width"]


def test_every_head_is_scored(trained: Path) -> None:
    rows = map(json.loads, (trained / "work" / "scores.jsonl").read_text().splitlines())
    found = {name for row in rows for name in row["dev"]}
    wanted = {"upos", "uas", "las", "lemma", "feats", "gum_mention_f", "mention_f", "mention_span_f", "coref", "retold_f", "trigger_f", "role_f", "cue_f",
              "party_f", "content_f", "context_f", "status", "negated", "stance", "relation_macro_f"}
    assert wanted <= found


def test_graph_agrees_with_net(trained: Path) -> None:
    config = tomllib.loads(CONFIG.read_text())
    net, _ = run.load(trained / "work" / "stage-f.pt", config, trained / "encoder")
    pieces = WordPieces(trained / "encoder" / "tokenizer.json")
    document = read_text("visit", TEXTS["visit"])
    for window in windows(document, pieces, config["window"]):
        ours, theirs = net_reader(net)(window), onnx_reader(trained / "out" / "model.onnx")(window)
        assert ours.shape == theirs.shape
        assert float((ours - theirs).abs().mean()) < 0.05 * float(ours.abs().mean()) + 0.01


def test_goes_on_from_checkpoint(trained: Path, capsys) -> None:
    run.main()
    assert "going on from step 4" in capsys.readouterr().out


def test_seed_repeats() -> None:
    torch.manual_seed(3)
    first = torch.randn(3)
    torch.manual_seed(3)
    assert np.allclose(first, torch.randn(3))
