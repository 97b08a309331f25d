"""Predicted syntax for documents that have no trees of their own."""

import torch

from . import lemmas
from .batches import by_document, inputs
from .decode import tree
from .documents import Document, Syntax
from .model import Net
from .tokenise import WordPieces, windows


@torch.inference_mode()
def annotate(net: Net, labels: dict, documents: list[Document], pieces: WordPieces, window: int) -> None:
    """Sets `syntax` of every sentence that has none, by the net's parser."""
    net.eval()
    for document in documents:
        missing = [s for s in document.sentences if s.syntax is None]
        if not missing:
            continue
        for s in missing:
            s.syntax = Syntax(["X"] * len(s.words), ["_"] * len(s.words), [""] * len(s.words), [0] * len(s.words),
                              ["dep"] * len(s.words))
        for _, group in by_document(windows(document, pieces, window)):
            for some in (group[i:i + 8] for i in range(0, len(group), 8)):
                predict(net, labels, some)


def predict(net: Net, labels: dict, group: list) -> None:
    """Predicts the windows of one batch into their sentences."""
    batch = inputs(group)
    vectors = net.word_vectors(batch)
    p = {name: net.project(vectors, net.heads[name]) for name in ("upos", "feats", "lemma", "arc", "deprel")}
    scores = net.heads["arc"].scores(p["arc"], batch.sentence)
    upos, feats = p["upos"]["logits"].argmax(2), p["feats"]["logits"].argmax(2)
    heads = torch.zeros_like(batch.first)
    for b, w in enumerate(group):
        for n in dict.fromkeys(w.sentence):
            at = [k for k, s in enumerate(w.sentence) if s == n]
            for k, h in zip(at, tree(scores[b][at][:, [0] + [k + 1 for k in at]].double().numpy())):
                heads[b, k] = 0 if h == 0 else at[h - 1] + 1
    deprel = net.heads["deprel"].scores(p["deprel"], heads).argmax(2)
    for b, w in enumerate(group):
        for k, n in enumerate(w.sentence):
            s = w.document.sentences[n]
            i, head = w.start + k - s.start, int(heads[b, k])
            s.syntax.upos[i] = labels["upos"][upos[b, k]]
            s.syntax.feats[i] = labels["feats"][feats[b, k]]
            s.syntax.lemmas[i] = lemmas.lemma(p["lemma"]["logits"][b, k].tolist(), labels, s.syntax.upos[i], s.words[i])
            s.syntax.deprels[i] = labels["deprel"][deprel[b, k]]
            s.syntax.heads[i] = 0 if head == 0 else w.start + head - s.start
