"""Writes a trained model for use outside Python.

`model.onnx`         the encoder and the concatenated projection, int8: matrix products dynamic, per channel, weights in 7 bits (on
                     processors without VNNI the 8-bit product saturates); the word table with one scale a row
`heads.safetensors`  the small weights that are used on the projection's output
`model.json`         slices, label lists, features, formulas, hashes
`tokenizer.json`     the encoder's WordPiece
`MODEL_CARD.md`      data, licences, scores
`lemmas.tsv`         form, part of speech, lemma: inflected forms of the training data; the rules are for the rest
`parity.json`        invented texts with ids and all predictions, for the test of another implementation
"""

import argparse
import copy
import hashlib
import json
import shutil
import tempfile
import tomllib
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from .card import card
from .features import MARK_COUNT, SHAPE_COUNT, definition
from .heads import COREF_BUCKETS, DISTANCES, EVENT_FORMS, EVENT_MATCHES, MATCHES, NEVER, SENTENCE_BUCKETS
from .documents import FORMS
from .model import Net
from .parity import parity
from .predict import ReadNet, onnx_reader
from .run import encoder_folder, load
from .tokenise import MAX_PIECES_OF_WORD, WordPieces

FORMAT = "demarche.model/1"
MAX_POSITIONS = 256
KINDS = {"WordHead": "word", "ArcHead": "arc", "RelationLabel": "deprel", "SpanPointer": "span", "LinkHead": "link",
         "ContentHead": "content", "CorefHead": "coref", "ContextHead": "context", "PairHead": "relation"}
FORMULAS = {
    "word": "class of a word: argmax of logits",
    "lemma": "lemmas.tsv by lower-cased form and part of speech, else the best-scored rule that cuts nothing or cuts an ending named in "
             "lemma_endings (of the lower-cased form). Rule <case><strip>+<suffix>: the form in lower case (l, t, u) or as it stands (k), "
             "without its last <strip> characters, with <suffix>; then t: first character upper case, u: all upper case",
    "arc": "score(word, head) = dep[word] . head[head] + bias[head]; score(word, root) = dep[word] . root + root_bias; "
           "heads within the sentence only, never the word itself; maximum spanning tree with one root",
    "deprel": "output(relu(a[word] + b[head])); root as head: b = root",
    "span": "start(h, w) = start_key[w] . start_query[h] + start_bias[min(h - w, 15)] for w <= h; "
            "end(h, w) = end_key[w] . end_query[h] + end_bias[min(w - h, 15)] for w >= h; same sentence and window; argmax of each",
    "link": "output(relu(a[given] + b[word])), label 0 = none; words of sentences at most one away, within the window",
    "content": "key[word] . query[cue] + bias[word] > 0: the word is reported; words of the window",
    "coref": "score(i, j) = a[i] . b[j] + table[form(i), form(j), match(i, j), bucket(i - j)] + place[form(i), form(j), sentence bucket of "
             "the sentences between, 1 if j is a subject (nsubj…) else 0], j before i, in mentions ordered by "
             "head word over the whole document; new[i] is the score of having no antecedent; argmax. bucket(d) = number of "
             "buckets smaller than d. match: full = mention texts equal in lower case without a leading the/a/an, else head = head "
             "words equal in lower case",
    "retold": "as coref over the triggers; form: verb by part of speech, else other; match: 1 if the lemmas are equal plus 2 if the types are; "
              "place: 1 if the trigger of j is the root of its sentence",
    "context": "mean of logits over the words of the paragraph > 0",
    "relation": "softmax(output(relu(mean actor over the actor's words + mean recipient over the recipient's words + mean all over "
                "all words of the window))); an absent span adds nothing; the wordpieces of the spans carry marks 1 and 2",
}


class Int8Table(nn.Module):
    """The word table in int8 with one scale a row."""

    def __init__(self, weight: Tensor):
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        return self.rows[ids].float() * self.scale[ids]


class Graph(nn.Module):
    """What is exported: ids to the projection of every wordpiece."""

    def __init__(self, net: Net):
        super().__init__()
        self.encoder = copy.deepcopy(net.encoder)
        self.encoder.plain = True
        self.encoder.word = Int8Table(net.encoder.word.weight.data)
        self.encoder.position.weight.data = self.encoder.position.weight.data[:MAX_POSITIONS].clone()
        linears = list(net.projections.values())
        self.projection = nn.Linear(net.encoder.width, sum(x.out_features for x in linears))
        self.projection.weight.data = torch.cat([x.weight.data for x in linears])
        self.projection.bias.data = torch.cat([x.bias.data for x in linears])

    def forward(self, input_ids: Tensor, attention_mask: Tensor, shape_ids: Tensor, mark_ids: Tensor) -> Tensor:
        return self.projection(self.encoder(input_ids, attention_mask, shape_ids, mark_ids))


def export(checkpoint: Path, config: dict, encoder: Path, out: Path, keep_float: Path | None = None) -> None:
    """Exports a checkpoint to the folder `out`; `keep_float` also keeps the graph before quantisation."""
    net, labels = load(checkpoint, config, encoder)
    net.eval()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        write_graph(net, full)
        quantise(full, out / "model.onnx")
        if keep_float:
            shutil.copy(full, keep_float)
    write_heads(net, out / "heads.safetensors")
    shutil.copy(encoder / "tokenizer.json", out / "tokenizer.json")
    rows = [f"{key}\t{lemma}" for key, lemma in labels["lemma_lexicon"].items()]
    (out / "lemmas.tsv").write_text("form\tupos\tlemma\n" + "\n".join(rows) + "\n", encoding="utf-8")
    pieces = WordPieces(encoder / "tokenizer.json")
    write_description(net, labels, config, pieces, checkpoint, out)
    reader = ReadNet(net, onnx_reader(out / "model.onnx"))
    (out / "MODEL_CARD.md").write_text(card(json.loads((out / "model.json").read_text(encoding="utf-8"))), encoding="utf-8")
    (out / "parity.json").write_text(json.dumps(parity(reader, labels, pieces, config["window"]), ensure_ascii=False, separators=(",", ":")) + "\n",
                                     encoding="utf-8")


def write_graph(net: Net, path: Path) -> None:
    """The float graph, with free batch and length."""
    example = tuple(torch.zeros(2, 5, dtype=torch.int64) + k for k in (1, 1, 1, 0))
    names = ["input_ids", "attention_mask", "shape_ids", "mark_ids"]
    axes = {n: {0: "batch", 1: "length"} for n in (*names, "proj")}
    torch.onnx.export(Graph(net).eval(), example, str(path), input_names=names, output_names=["proj"], dynamic_axes=axes,
                      opset_version=17, dynamo=False)


def quantise(source: Path, target: Path) -> None:
    """Dynamic int8 of the matrix products with weights; the word table is int8 already."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    quantize_dynamic(str(source), str(target), op_types_to_quantize=["MatMul"], per_channel=True, reduce_range=True,
                     weight_type=QuantType.QInt8)


def write_heads(net: Net, path: Path) -> None:
    """The heads' own tensors, f32, named `<head>.<tensor>`; `output.weight` is [labels, dim]."""
    save_file({k: v.detach().float().contiguous() for k, v in net.heads.state_dict().items()}, str(path))
    path.chmod(0o644)


def write_description(net: Net, labels: dict, config: dict, pieces: WordPieces, checkpoint: Path, out: Path) -> None:
    """`model.json`."""
    found = torch.load(checkpoint, weights_only=False)
    slices = {name: [a, z] for name, a, z in net.slices()}
    heads = {}
    for name, head in net.heads.items():
        heads[name] = {"kind": KINDS[type(head).__name__], "outs": {o: slices[f"{name}__{o}"] for o in head.outs}}
        if head.labels is not None:
            heads[name]["labels"] = head.labels
    scores = last_scores(checkpoint.parent / "scores.jsonl")
    files = {n: hashlib.sha256((out / n).read_bytes()).hexdigest() for n in ("heads.safetensors", "lemmas.tsv", "model.onnx", "tokenizer.json")}
    description = {
        "format": FORMAT, "stage": found["stage"], "steps": found.get("step"), "seed": config["seed"],
        "window": config["window"], "max_pieces_of_word": MAX_PIECES_OF_WORD,
        "max_pieces": MAX_POSITIONS,
        "special": {"pad": 0, "cls": pieces.cls, "sep": pieces.sep, "unknown": pieces.unknown},
        "inputs": ["input_ids", "attention_mask", "shape_ids", "mark_ids"], "output": "proj", "width": max(z for _, z in slices.values()),
        "shape_count": SHAPE_COUNT, "mark_count": MARK_COUNT, "features": definition(), "heads": heads, "formulas": FORMULAS,
        "never": NEVER, "distances": DISTANCES, "coref": {"forms": FORMS, "matches": MATCHES, "buckets": COREF_BUCKETS, "sentence_buckets": SENTENCE_BUCKETS},
        "retold": {"forms": EVENT_FORMS, "matches": EVENT_MATCHES, "buckets": COREF_BUCKETS, "sentence_buckets": SENTENCE_BUCKETS},
        "feats_fallback": labels["feats_fallback"], "lemma_endings": labels["lemma_endings"], "files": files, "training": scores,
    }
    (out / "model.json").write_text(json.dumps(description, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def last_scores(path: Path) -> dict:
    """Of each stage the last line of the scores beside a checkpoint: epoch, seconds, dev scores."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines()) if path.exists() else []
    return {row["stage"]: row for row in rows}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--config", type=Path, default=Path("training/config.toml"))
    parser.add_argument("--encoder", type=Path)
    parser.add_argument("--keep-float", type=Path, help="also write the graph before quantisation here")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))
    export(options.checkpoint, config, encoder_folder(options.encoder), options.out, options.keep_float)


if __name__ == "__main__":
    main()
