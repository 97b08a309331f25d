"""What the encoder is told about a word beside its wordpieces: its shape, and whether it belongs to a marked span.

The definitions here are repeated in Rust. Keep them simple, and change `FEATURE_VERSION` when one changes.
"""

FEATURE_VERSION = 1

SHAPES = ["lower", "title", "upper", "mixed", "digits", "alphanumeric", "punctuation", "open_quote", "close_quote", "other"]
OPEN_QUOTES = {"“", "‘", "„", "‚", "«", "‹", "``", "`"}
CLOSE_QUOTES = {"”", "’", "»", "›", "''", "’’"}
STRAIGHT_QUOTES = {'"', "'"}
PUNCTUATION = set("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~–—…’‘“”•·«»¿¡‹›„‚")
DIGITS = set("0123456789")
OPENERS = set("([{–—-/")

SHAPE_COUNT = 1 + 4 * len(SHAPES)
MARK_COUNT = 3
MARK_NONE, MARK_ACTOR, MARK_RECIPIENT = 0, 1, 2


def shape_class(word: str, space_before: bool, space_after: bool, previous: str) -> str:
    """The shape of one word. `previous` is the word before it in the sentence, "" at the start of the sentence."""
    if word in OPEN_QUOTES:
        return "open_quote"
    if word in CLOSE_QUOTES:
        return "close_quote"
    if word in STRAIGHT_QUOTES:
        opens = not space_after and (space_before or previous == "" or previous in OPENERS)
        return "open_quote" if opens else "close_quote"
    digits = sum(c in DIGITS for c in word)
    letters = [c for c in word if c.isalpha()]
    if digits:
        return "alphanumeric" if letters else "digits"
    if not letters:
        return "punctuation" if all(c in PUNCTUATION for c in word) else "other"
    capitals = sum(c.isupper() for c in letters)
    if capitals == 0:
        return "lower"
    if capitals == 1 and letters[0].isupper():
        return "title"
    if capitals == len(letters):
        return "upper"
    return "mixed"


def sentence_shapes(words: list[str], space_after: list[bool]) -> list[tuple[int, bool]]:
    """For each word of a sentence: index into `SHAPES`, and whether it is initial.

    A word is initial when every word before it in the sentence is punctuation or a quotation mark.
    The first word counts as having a space before it, the last as having one after it.
    """
    out, initial = [], True
    silent = {"punctuation", "open_quote", "close_quote"}
    for i, word in enumerate(words):
        before = i == 0 or space_after[i - 1]
        after = i == len(words) - 1 or space_after[i]
        shape = shape_class(word, before, after, words[i - 1] if i else "")
        out.append((SHAPES.index(shape), initial))
        if shape not in silent:
            initial = False
    return out


def shape_id(shape: int, initial: bool, continues: bool) -> int:
    """The row of the shape table for one wordpiece; 0 is kept for [CLS], [SEP] and padding."""
    return 1 + 4 * shape + 2 * int(initial) + int(continues)


def definition() -> dict:
    """The features as data, for `model.json`."""
    return {
        "version": FEATURE_VERSION,
        "shapes": SHAPES,
        "shape_id": "0 for [CLS], [SEP], [PAD]; else 1 + 4*shape + 2*initial + continues",
        "initial": "every earlier word of the sentence is punctuation, open_quote or close_quote",
        "continues": "1 for the second and later wordpieces of a word",
        "order": ["open_quote if in open_quotes", "close_quote if in close_quotes",
                  "straight quote: open_quote if no space after and (space before or first word or previous word in openers), "
                  "else close_quote",
                  "has a digit: alphanumeric if it has a letter, else digits",
                  "no letter: punctuation if every character is in punctuation, else other",
                  "no capital letter: lower", "one capital, and it is the first letter: title",
                  "all letters capital: upper", "else mixed"],
        "letter": "Unicode alphabetic (Python isalpha, Rust is_alphabetic)",
        "capital": "Unicode uppercase (Python isupper, Rust is_uppercase), counted among letters",
        "digit": "0 to 9",
        "spaces": "first word of a sentence: space before; last word: space after",
        "open_quotes": sorted(OPEN_QUOTES), "close_quotes": sorted(CLOSE_QUOTES), "straight_quotes": sorted(STRAIGHT_QUOTES),
        "punctuation": "".join(sorted(PUNCTUATION)), "openers": "".join(sorted(OPENERS)),
        "marks": {"none": MARK_NONE, "actor": MARK_ACTOR, "recipient": MARK_RECIPIENT},
    }
