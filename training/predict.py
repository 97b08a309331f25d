"""Everything that the model says about a document, as plain data: what Rust must reproduce.

`reader(window)` gives the projection [words, D] of one window, so that the same code serves the net and the exported graph.
"""

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor

from . import lemmas
from .batches import event_tensors, inputs, mention_tensors, window_of
from .decode import chains, tree
from .documents import Document, Mention, Syntax
from .model import Net
from .tokenise import Window, WordPieces, windows


@torch.inference_mode()
def net_reader(net: Net) -> Callable[[Window], Tensor]:
    """Projections from the PyTorch net."""
    net.eval()

    def read(window: Window) -> Tensor:
        with torch.inference_mode():
            vectors = net.word_vectors(inputs([window]))
            return torch.cat([linear(vectors) for linear in net.projections.values()], dim=2)[0]

    return read


def onnx_reader(path) -> Callable[[Window], Tensor]:
    """Projections from an exported graph, one window at a time."""
    import onnxruntime
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def read(window: Window) -> Tensor:
        feed = {"input_ids": [window.ids], "attention_mask": [[1] * window.pieces], "shape_ids": [window.shapes],
                "mark_ids": [window.marks]}
        proj = session.run(["proj"], {k: np.array(v, dtype=np.int64) for k, v in feed.items()})[0]
        return torch.from_numpy(proj[0][window.first])

    return read


class ReadNet:
    """A net whose projections come from a reader; stands in for `Net` in `evaluate`."""

    def __init__(self, net: Net, read: Callable[[Window], Tensor]):
        self.heads, self.read, self.at = net.heads, read, {name: (a, z) for name, a, z in net.slices()}

    def eval(self) -> None:
        pass

    def word_vectors(self, batch) -> Tensor:
        rows = [self.read(w) for w in batch.windows]
        return torch.nn.utils.rnn.pad_sequence(rows, batch_first=True)

    def project(self, vectors: Tensor, head) -> dict[str, Tensor]:
        return {out: vectors[:, :, slice(*self.at[f"{head.name}__{out}"])] for out in head.outs}


@torch.inference_mode()
def analyse(net: ReadNet, labels: dict, document: Document, pieces: WordPieces, window: int) -> dict:
    """Syntax, mentions with entities, events with roles, statements with parties, contexts and relation of a document."""
    group = windows(document, pieces, window)
    batch = inputs(group)
    vectors = net.word_vectors(batch)
    p = {name: net.project(vectors, head) for name, head in net.heads.items()}
    syntax(net, labels, document, batch, p)
    out = {"sentences": [vars(s.syntax) for s in document.sentences]}
    for name, span in (("gum_mention", "gum_span"), ("mention", "span")):
        out[f"{name}s"] = mentions(net, document, batch, p, name, span)
    found = out["mentions"]
    rows = []
    for i, m in enumerate(found):
        b = window_of(group, m["head"])
        rows.append((b, m["head"] - group[b].start, i, Mention(m["head"], m["start"], m["end"], m["kind"], "")))
    if rows:
        item = mention_tensors(document, rows)
        for m, entity in zip(found, chains(net.heads["coref"].scores(p["coref"], item).numpy())):
            m["entity"] = entity
    out["events"] = events(net, labels, batch, p)
    rows = []
    for i, e in enumerate(out["events"]):
        b = window_of(group, e["head"])
        rows.append((b, e["head"] - group[b].start, i, e["head"], e["type"]))
    if rows:
        for e, act in zip(out["events"], chains(net.heads["retold"].scores(p["retold"], event_tensors(document, rows)).numpy())):
            e["act"] = act
    out["statements"] = statements(net, labels, batch, p)
    out["contexts"] = contexts(net, labels, document, batch, p)
    if document.relation is not None:
        out["relation"] = relation(net, labels, document, batch, p)
    return out


def syntax(net, labels, document: Document, batch, p) -> None:
    """Sets the syntax of each sentence."""
    scores = net.heads["arc"].scores(p["arc"], batch.sentence)
    heads = torch.zeros_like(batch.first)
    for s in document.sentences:
        n = len(s.words)
        s.syntax = Syntax(["X"] * n, ["_"] * n, [""] * n, [0] * n, ["dep"] * n)
    for b, w in enumerate(batch.windows):
        for n in dict.fromkeys(w.sentence):
            at = [k for k, s in enumerate(w.sentence) if s == n]
            for k, h in zip(at, tree(scores[b][at][:, [0] + [k + 1 for k in at]].double().numpy())):
                heads[b, k] = 0 if h == 0 else at[h - 1] + 1
    deprel = net.heads["deprel"].scores(p["deprel"], heads).argmax(2)
    best = {n: p[n]["logits"].argmax(2) for n in ("upos", "feats")}
    for b, w in enumerate(batch.windows):
        for k, n in enumerate(w.sentence):
            s = document.sentences[n]
            i, head = w.start + k - s.start, int(heads[b, k])
            y, word = s.syntax, s.words[i]
            y.upos[i] = labels["upos"][best["upos"][b, k]]
            y.feats[i] = labels["feats"][best["feats"][b, k]]
            scores = p["lemma"]["logits"][b, k].tolist()
            y.lemmas[i] = lemmas.lemma(scores, labels, y.upos[i], word)
            y.deprels[i] = labels["deprel"][deprel[b, k]]
            y.heads[i] = 0 if head == 0 else w.start + head - s.start


def span_of(net, batch, p, name: str, b: int, k: int) -> tuple[int, int]:
    """The span (document words, half-open) of a head word."""
    first, last = net.heads[name].scores(p[name], batch.sentence, torch.tensor([b]), torch.tensor([k]))
    start = batch.windows[b].start
    return start + int(first.argmax()), start + int(last.argmax()) + 1


def chosen(batch, logits: Tensor) -> list[tuple[int, int, int]]:
    """(place in batch, word, class) of the words whose best class is not 0."""
    best = logits.argmax(2)
    return [(b, k, int(best[b, k])) for b, w in enumerate(batch.windows) for k in range(w.words) if best[b, k] > 0]


def mentions(net, document: Document, batch, p, name: str, span: str) -> list[dict]:
    """Mentions with kind and span, in the order of their head words."""
    out = []
    for b, k, label in chosen(batch, p[name]["logits"]):
        start, end = span_of(net, batch, p, span, b, k)
        out.append({"head": batch.windows[b].start + k, "start": start, "end": end, "kind": net.heads[name].labels[label]})
    return out


def linked(net, batch, p, name: str, b: int, k: int) -> list[dict]:
    """Words of the sentences at most one away that a trigger or cue is linked to, with the label and span of each."""
    w, head = batch.windows[b], net.heads[name]
    best = head.scores(p[name], torch.tensor([b]), torch.tensor([k]))[0].argmax(1)
    out = []
    for i in range(w.words):
        if best[i] > 0 and abs(w.sentence[i] - w.sentence[k]) <= 1:
            start, end = span_of(net, batch, p, "role_span", b, i)
            out.append({"label": head.labels[best[i]], "head": w.start + i, "start": start, "end": end})
    return out


def events(net, labels, batch, p) -> list[dict]:
    """Triggers with type, mode (only modes of that type), status, negation, span and roles."""
    out = []
    for b, k, label in chosen(batch, p["trigger"]["logits"]):
        kind = labels["trigger"][label]
        modes = [i for i, m in enumerate(labels["mode"]) if i == 0 or m.startswith(kind + "/")]
        mode = labels["mode"][max(modes, key=lambda i: float(p["mode"]["logits"][b, k, i]))]
        start, end = span_of(net, batch, p, "word_span", b, k)
        out.append({"head": batch.windows[b].start + k, "start": start, "end": end, "type": kind,
                    "mode": None if mode == "none" else mode.split("/")[1],
                    "status": labels["status"][int(p["status"]["logits"][b, k].argmax())],
                    "negated": bool(p["negated"]["logits"][b, k].argmax()), "roles": linked(net, batch, p, "role", b, k)})
    return out


def statements(net, labels, batch, p) -> list[dict]:
    """Cues with stance, span, parties and the words of what they report."""
    out = []
    for b, k, _ in chosen(batch, p["cue"]["logits"]):
        w = batch.windows[b]
        start, end = span_of(net, batch, p, "word_span", b, k)
        inside = net.heads["content"].scores(p["content"], torch.tensor([b]), torch.tensor([k]))[0] > 0
        out.append({"head": w.start + k, "start": start, "end": end,
                    "stance": labels["stance"][int(p["stance"]["logits"][b, k].argmax())],
                    "parties": linked(net, batch, p, "party", b, k),
                    "content": [w.start + i for i in range(w.words) if inside[i]]})
    return out


def contexts(net, labels, document: Document, batch, p) -> list[dict]:
    """Contexts of each paragraph: mean of the logits of all its words, over windows; those above 0."""
    sums: dict[int, list] = {}
    for b, w in enumerate(batch.windows):
        for k, n in enumerate(w.sentence):
            row = sums.setdefault(document.sentences[n].paragraph, [0, torch.zeros(len(labels["context"]))])
            row[0] += 1
            row[1] = row[1] + p["context"]["logits"][b, k]
    return [{"paragraph": n, "labels": [labels["context"][i] for i in (total / count > 0).nonzero()[:, 0].tolist()]}
            for n, (count, total) in sorted(sums.items())]


def relation(net, labels, document: Document, batch, p) -> dict:
    """Probabilities of the event types between the marked spans, from the first window."""
    w = batch.windows[0]
    actor, recipient, _ = document.relation
    width = batch.first.shape[1]
    masks = [torch.tensor([[float(a <= i < z) for i in range(width)]]) for a, z in (actor or (0, 0), recipient or (0, 0), (0, w.words))]
    scores = net.heads["relation"].scores(p["relation"], torch.tensor([0]), *masks)[0].softmax(0)
    return {label: round(float(s), 4) for label, s in zip(labels["relation"], scores)}
