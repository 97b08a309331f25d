"""The parts that Rust repeats: shapes, lemma rules, trees, windows, and the reading of each source."""

import itertools

import numpy as np
import pytest

from training import lemmas
from training.data_conllu import read_file
from training.data_corpus import read_article, read_pair, set_heads
from training.decode import chains, tree
from training.features import sentence_shapes, SHAPES

from .make_sample import article, conllu


@pytest.mark.parametrize(("word", "shape"), [
    ("talks", "lower"), ("Kyiv", "title"), ("I", "title"), ("NATO", "upper"), ("McDonald", "mixed"), ("eBay", "mixed"), ("U.S.", "upper"),
    ("2,500", "digits"), ("G20", "alphanumeric"), ("—", "punctuation"), ("“", "open_quote"), ("”", "close_quote"), ("€", "other")])
def test_shape(word: str, shape: str) -> None:
    assert SHAPES[sentence_shapes([word], [True])[0][0]] == shape


def test_straight_quotes_and_initial() -> None:
    words, spaces = ['"', "We", "go", ",", '"', "he", "said", "."], [False, True, False, False, True, True, False, True]
    found = [(SHAPES[s], i) for s, i in sentence_shapes(words, spaces)]
    assert found[0] == ("open_quote", True) and found[1] == ("title", True) and found[2] == ("lower", False)
    assert found[4][0] == "close_quote"


@pytest.mark.parametrize(("form", "lemma"), [
    ("talks", "talk"), ("Said", "say"), ("countries", "country"), ("NATO", "NATO"), ("'ll", "will"), ("Nations", "Nation"), ("is", "be")])
def test_lemma_rule(form: str, lemma: str) -> None:
    assert lemmas.apply(lemmas.rule(form, lemma), form) == lemma


def test_tree_is_the_best_tree() -> None:
    rng = np.random.default_rng(0)
    for n in (1, 2, 3, 4):
        for _ in range(20):
            scores = rng.normal(size=(n, n + 1))
            best = max((h for h in itertools.product(range(n + 1), repeat=n) if is_tree(h)),
                       key=lambda h: sum(scores[i, x] for i, x in enumerate(h)))
            found = tree(scores)
            assert is_tree(found)
            assert sum(scores[i, x] for i, x in enumerate(found)) <= sum(scores[i, x] for i, x in enumerate(best)) + 1e-9


def is_tree(heads) -> bool:
    if list(heads).count(0) != 1:
        return False
    for i in range(len(heads)):
        seen, at = set(), i + 1
        while at != 0:
            if at in seen:
                return False
            seen.add(at)
            at = heads[at - 1]
    return True


def test_chains() -> None:
    assert chains(np.array([[0, -9, -9], [0, 1, -9]], dtype=float)) == [0, 0]
    assert chains(np.array([[0, -9, -9], [0, -1, -9]], dtype=float)) == [0, 1]


def test_gum_mentions(tmp_path) -> None:
    path = tmp_path / "GUM_x.conllu"
    path.write_text(conllu("GUM_x"), encoding="utf-8")
    document = read_file(path, "gum")[0]
    words = document.words()
    assert [(words[m.head], m.end - m.start, m.kind) for m in document.mentions[:3]] == [
        ("Norland", 1, "place"), ("rebels", 2, "person"), ("They", 1, "person")]


def test_article_spans_become_words() -> None:
    document = read_article(article("a", "train"))
    words = document.words()
    assert [words[a:b] for a, b in [document.events[0].trigger]] == [["attacked"]]
    assert words[slice(*document.statements[0].content[0])] == ["They", "fled"]
    set_heads(document)
    assert words[document.mentions[1].head] == "rebels"


def test_pair_without_recipient() -> None:
    document = read_pair("p", "<s>Farmers</s> didn't go.", "PROTEST")
    assert document.words() == ["Farmers", "did", "n't", "go", "."]
    assert document.relation == ((0, 1), None, "PROTEST")
