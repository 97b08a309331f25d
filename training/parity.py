"""Invented texts with all that the exported model says about them.

Short texts agree between runtimes to about 1e-4 in the projection. In longer ones some activation always lies on the border of two int8 steps, falls to
the other side, and the difference grows from layer to layer: compare their labels, not their numbers.
"""

from .data_corpus import read_pair
from .documents import Document, Sentence
from .predict import ReadNet, analyse
from .tokenise import WordPieces, windows

TEXTS = {
    "visit": [
        "Foreign|_ Minister|_ Ana|_ Korhel|_ arrived|_ in|_ Tallinn|_ on|_ Monday|_ for|_ talks|_ with|_ the|_ Estonian|_ government|.",
        "“|She|_ will|_ not|_ sign|_ anything|_ this|_ week|,|”|_ her|_ spokesman|_ said|_ on|_ Tuesday|.",
        "Korhel|_ has|n't|_ denied|_ it|.",
    ],
    "short": ["Protesters|_ in|_ Korhel|_ burned|_ flags|_ on|_ Sunday|."],
    "quote": ["“|We|_ reject|_ this|,|”|_ the|_ minister|_ said|."],
    "strike": [
        "The|_ rebels|_ shelled|_ Port|_ Maren|_ overnight|,|_ killing|_ at|_ least|_ 12|_ people|,|_ the|_ U.N.|_ said|.",
        "Norland|'s|_ president|_ condemned|_ the|_ attack|_ and|_ promised|_ $|4.5|_ million|_ in|_ aid|_ to|_ the|_ city|.",
    ],
}
PAIRS = {"pair": ("<s>Norland</s> has imposed sanctions on <t>the Maren Republic</t>.", "SANCTION"),
         "pair-without-recipient": ("Thousands of <s>farmers</s> blocked roads in Korhel.", "PROTEST")}


def read_text(name: str, lines: list[str]) -> Document:
    """A text of one sentence a line, words parted by `|`, `|_` where a space follows. Each line is a paragraph."""
    sentences, start = [], 0
    for n, line in enumerate(lines):
        marked = line.replace("|_ ", "\t ").replace("|", "\t")
        parts = marked.split("\t")
        words = [p.strip() for p in parts]
        spaces = [i + 1 < len(parts) and parts[i + 1].startswith(" ") for i in range(len(parts))]
        sentences.append(Sentence(words, spaces, start, n))
        start += len(words)
    return Document(name, "parity", sentences)


def parity(net: ReadNet, labels: dict, pieces: WordPieces, window: int) -> list[dict]:
    """For each text: words, inputs of each window, the first numbers of the projection, and the analysis."""
    documents = [read_text(name, lines) for name, lines in TEXTS.items()]
    for name, (marked, label) in PAIRS.items():
        documents.append(read_pair(name, marked, label))
    out = []
    for document in documents:
        rows = [{"start": w.start, "end": w.end, "input_ids": w.ids, "shape_ids": w.shapes, "mark_ids": w.marks, "first": w.first,
                 "sentence": w.sentence, "proj_of_first_word": [round(float(x), 5) for x in net.read(w)[0][:24]]}
                for w in windows(document, pieces, window)]
        given = [{"words": s.words, "space_after": s.space_after, "paragraph": s.paragraph} for s in document.sentences]
        row = {"id": document.id, "sentences": given, "windows": rows, "analysis": analyse(net, labels, document, pieces, window)}
        if document.relation:
            row["actor"], row["recipient"] = document.relation[:2]
        out.append(row)
    return out
