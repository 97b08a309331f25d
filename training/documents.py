"""The common form that treebanks, the corpus and the labelled pairs are read into.

All word indices are within the document; spans of words are half-open.
"""

from dataclasses import dataclass, field

KINDS = ["none", "person", "organisation", "country", "group", "place", "role", "law", "weapon", "event", "other"]
FORMS = ["name", "nominal", "pronoun"]


@dataclass
class Syntax:
    """Gold or predicted syntax of one sentence; `heads` are 0 for the root, else 1 + the index within the sentence."""

    upos: list[str]
    feats: list[str]
    lemmas: list[str]
    heads: list[int]
    deprels: list[str]


@dataclass
class Sentence:
    words: list[str]
    space_after: list[bool]
    start: int
    paragraph: int = 0
    kind: str = "body"
    syntax: Syntax | None = None

    @property
    def end(self) -> int:
        return self.start + len(self.words)


@dataclass
class Mention:
    head: int
    start: int
    end: int
    kind: str
    entity: str


@dataclass
class Event:
    id: str
    type: str
    mode: str | None
    status: str
    negated: bool
    trigger: tuple[int, int]
    roles: list[tuple[str, int, int]]
    inferred: list[tuple[str, str]] = field(default_factory=list)    # role and entity, where the sentence has no words for it
    same_as: str | None = None
    head: int = -1
    role_heads: list[tuple[str, int, int, int]] = field(default_factory=list)


@dataclass
class Statement:
    id: str
    stance: str
    cue: tuple[int, int] | None
    source: tuple[int, int] | None
    addressees: list[tuple[int, int]]
    content: list[tuple[int, int]]
    inferred: list[tuple[str, str]] = field(default_factory=list)
    head: int = -1
    link_heads: list[tuple[str, int, int, int]] = field(default_factory=list)


@dataclass
class Document:
    id: str
    source: str
    sentences: list[Sentence]
    layers: set[str] = field(default_factory=set)
    split: str = "train"
    mentions: list[Mention] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    contexts: dict[int, list[str]] = field(default_factory=dict)
    relation: tuple[tuple[int, int] | None, tuple[int, int] | None, str] | None = None

    def words(self) -> list[str]:
        return [w for s in self.sentences for w in s.words]

    def sentence_of(self, word: int) -> int:
        """Index of the sentence that holds a word."""
        low, high = 0, len(self.sentences) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.sentences[middle].start <= word:
                low = middle
            else:
                high = middle - 1
        return low


def span_head(sentence: Sentence, start: int, end: int) -> int:
    """The word of a span whose syntactic head lies outside it; the first if there are several, the last word without a tree."""
    start, end = max(start, sentence.start), min(end, sentence.end)
    if sentence.syntax is None:
        return end - 1
    inside = None
    for i in range(start, end):
        head = sentence.syntax.heads[i - sentence.start]
        target = head - 1 + sentence.start
        if head == 0 or not start <= target < end:
            if sentence.syntax.upos[i - sentence.start] != "PUNCT":
                return i
            inside = i if inside is None else inside
    return inside if inside is not None else end - 1


def form_of(upos: str) -> str:
    """Form of a mention by the part of speech of its head word."""
    return "name" if upos == "PROPN" else "pronoun" if upos == "PRON" else "nominal"
