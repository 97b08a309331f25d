"""Lemma rules: how to make the lemma from the form.

A rule is `<case><strip>+<suffix>`: take the form in lower case (case `l`, `t`, `u`) or as it stands (`k`), cut `strip`
characters off its end, append `suffix`; then `t` makes the first character upper case, `u` all of them.
"""


def rule(form: str, lemma: str) -> str:
    """The rule that makes `lemma` from `form`."""
    for case, base in (("l", form.lower()), ("k", form)):
        if case == "l" and lemma != lemma.lower():
            continue
        shared = common(base, lemma)
        if case == "k" and shared == 0:
            continue
        return f"{case}{len(base) - shared}+{lemma[shared:]}"
    low, base = lemma.lower(), form.lower()
    shared = common(base, low)
    case = "u" if lemma == lemma.upper() and len(lemma) > 1 else "t"
    return f"{case}{len(base) - shared}+{low[shared:]}"


def common(a: str, b: str) -> int:
    """Length of the common prefix."""
    n = 0
    while n < min(len(a), len(b)) and a[n] == b[n]:
        n += 1
    return n


def apply(rule: str, form: str) -> str:
    """The lemma of `form` by `rule`; the base itself where the rule cuts more than there is."""
    case, rest = rule[0], rule[1:]
    strip, suffix = rest.split("+", 1)
    base = form if case == "k" else form.lower()
    if int(strip) > len(base):
        return base
    lemma = base[:len(base) - int(strip)] + suffix
    return lemma[:1].upper() + lemma[1:] if case == "t" else lemma.upper() if case == "u" else lemma


def ending(rule: str, form: str) -> str | None:
    """What the rule cuts off the form, in lower case; None where there is less to cut."""
    strip = int(rule[1:].split("+", 1)[0])
    return None if strip > len(form) else form.lower()[len(form) - strip:]


def lemma(scores: list[float], labels: dict, upos: str, form: str) -> str:
    """The lemma of a form: by the lexicon, else by the best rule that fits."""
    known = labels["lemma_lexicon"].get(f"{form.lower()}\t{upos}")
    return known if known is not None else choose(scores, labels["lemma"], labels["lemma_endings"], form)


def choose(scores: list[float], rules: list[str], endings: dict[str, list[str]], form: str) -> str:
    """The lemma by the best rule that fits: one that cuts nothing, or cuts an ending that it cut in training."""
    for i in sorted(range(len(rules)), key=lambda i: -scores[i]):
        cut = ending(rules[i], form)
        if cut == "" or cut in endings.get(rules[i], ()):
            return apply(rules[i], form)
    return form
