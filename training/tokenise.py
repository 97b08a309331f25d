"""Words to wordpieces, documents to windows of whole consecutive sentences."""

from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from .documents import Document
from .features import MARK_NONE, sentence_shapes, shape_id

MAX_PIECES_OF_WORD = 8


class WordPieces:
    """The encoder's own tokenizer, applied to one word at a time."""

    def __init__(self, path: Path):
        self.tokenizer = Tokenizer.from_file(str(path))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.cls, self.sep, self.unknown = (self.tokenizer.token_to_id(t) for t in ("[CLS]", "[SEP]", "[UNK]"))
        self.mask = self.tokenizer.token_to_id("[MASK]") or self.unknown
        self.cache: dict[str, list[int]] = {}

    def of(self, word: str) -> list[int]:
        """Wordpiece ids of a word: at most `MAX_PIECES_OF_WORD`, at least one ([UNK])."""
        pieces = self.cache.get(word)
        if pieces is None:
            pieces = self.tokenizer.encode(word, add_special_tokens=False).ids[:MAX_PIECES_OF_WORD] or [self.unknown]
            self.cache[word] = pieces
        return pieces


@dataclass
class Window:
    """A stretch of a document that the encoder reads at once. Word indices of a window count from `start`."""

    document: Document
    start: int
    end: int
    ids: list[int]
    shapes: list[int]
    marks: list[int]
    first: list[int]
    sentence: list[int]
    index: int = 0

    @property
    def pieces(self) -> int:
        return len(self.ids)

    @property
    def words(self) -> int:
        return self.end - self.start


def windows(document: Document, pieces: WordPieces, limit: int) -> list[Window]:
    """Packs consecutive sentences into windows of at most `limit` wordpieces with [CLS] and [SEP]; a longer sentence is cut."""
    out: list[Window] = []
    current: Window | None = None

    def close() -> None:
        nonlocal current
        if current is not None and current.words:
            current.ids.append(pieces.sep)
            current.shapes.append(0)
            current.index = len(out)
            out.append(current)
        current = None

    for n, sentence in enumerate(document.sentences):
        units = [pieces.of(w) for w in sentence.words]
        shapes = sentence_shapes(sentence.words, sentence.space_after)
        total = sum(map(len, units))
        if current is not None and current.pieces + total + 1 > limit:
            close()
        for i, unit in enumerate(units):
            if current is not None and current.pieces + len(unit) + 1 > limit:
                close()
            if current is None:
                current = Window(document, sentence.start + i, sentence.start + i, [pieces.cls], [0], [], [], [])
            current.first.append(current.pieces)
            current.sentence.append(n)
            current.ids += unit
            current.shapes += [shape_id(*shapes[i], k > 0) for k in range(len(unit))]
            current.end += 1
    close()
    for window in out:
        window.marks = [MARK_NONE] * window.pieces
        mark_relation(window)
    return out


def mark_relation(window: Window) -> None:
    """Marks the wordpieces of the actor and the recipient of a labelled pair."""
    if window.document.relation is None:
        return
    for mark, span in enumerate(window.document.relation[:2], 1):
        for word in range(*(span or (0, 0))):
            if window.start <= word < window.end:
                k = word - window.start
                stop = window.first[k + 1] if k + 1 < window.words else window.pieces - 1
                for p in range(window.first[k], stop):
                    window.marks[p] = mark
