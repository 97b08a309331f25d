"""The label lists: syntax from the treebanks, the rest from the codebook's fixed lists and the corpus."""

from collections import Counter

from . import lemmas
from .documents import Document

TYPES = ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
         "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]
STATUS = ["actual", "ongoing", "future", "hypothetical", "historical"]
STANCES = ["asserts", "denies", "doubts", "demands", "promises", "warns", "confirms", "declines", "asks"]
ROLES = ["none", "actor", "recipient", "object", "place", "time", "instrument"]
PARTIES = ["none", "source", "addressee"]
GUM_KINDS = ["none", "person", "place", "organization", "object", "event", "abstract", "animal", "substance", "time", "plant"]


def build(documents: list[Document]) -> dict:
    """All label lists, the fallback bundle of each part of speech and the lexicon of inflected forms, from training documents."""
    upos, feats, rules, deprels, by_upos, forms, endings = Counter(), Counter(), Counter(), Counter(), {}, {}, {}
    modes, contexts, relations = set(), set(), set()
    for document in documents:
        for e in document.events if document.source == "corpus" else []:
            if e.mode:
                modes.add(f"{e.type}/{e.mode}")
        contexts |= {c for labels in document.contexts.values() for c in labels}
        if document.relation:
            relations.add(document.relation[2])
        if "syntax" not in document.layers:
            continue
        for s in document.sentences:
            y = s.syntax
            upos.update(y.upos)
            feats.update(y.feats)
            deprels.update(y.deprels)
            for word, tag, bundle, lemma in zip(s.words, y.upos, y.feats, y.lemmas):
                by_upos.setdefault(tag, Counter())[bundle] += 1
                r = lemmas.rule(word, lemma)
                rules[r] += 1
                endings.setdefault(r, set()).add(lemmas.ending(r, word))
                forms.setdefault((word.lower(), tag), Counter())[lemma] += 1
    kept_rules = sorted(r for r, n in rules.items() if n >= 3)
    lexicon = {f"{word}\t{tag}": found.most_common(1)[0][0] for (word, tag), found in forms.items()
               if word.isalpha() and tag not in ("PROPN", "NUM", "SYM", "X") and inflected(word, tag, found.most_common(1)[0][0])}
    return {
        "upos": sorted(upos), "feats": sorted(f for f, n in feats.items() if n >= 5), "lemma": kept_rules,
        "deprel": sorted({d if n >= 3 else d.split(":")[0] for d, n in deprels.items()}),
        "gum_mention": GUM_KINDS, "trigger": ["none"] + TYPES, "mode": ["none"] + sorted(modes), "status": STATUS,
        "stance": STANCES, "role": ROLES, "party": PARTIES, "context": sorted(contexts) or ["none"],
        "relation": sorted(relations) or ["none"],
        "feats_fallback": {t: c.most_common(1)[0][0] for t, c in sorted(by_upos.items())},
        "lemma_endings": {r: sorted(e for e in endings[r] if e) for r in kept_rules},
        "lemma_lexicon": dict(sorted(lexicon.items())),
    }


def inflected(word: str, tag: str, lemma: str) -> bool:
    """Whether a form is worth a place in the lexicon: its lemma is another word, or it looks like an inflection and is none ("news")."""
    return lemma != word or tag in ("NOUN", "VERB") and word.endswith(("s", "ed", "ing"))
