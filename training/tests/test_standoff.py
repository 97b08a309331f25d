"""Words taken out of an annotation come back from the data sets, and only the right ones."""

from training.standoff import restore, strip

ROW = {"id": "pair-0", "split": "train", "title": None, "published": "", "genre": "", "layers": ["events"], "text": "Norway froze assets.", "sentences": [],
       "mentions": [{"start": 0, "end": 6, "entity": "norway", "kind": "country"}],
       "events": [{"id": "v1", "roles": [{"role": "actor", "entity": "norway"}]}],
       "statements": [{"source": {"entity": "norway"}, "addressees": []}]}


def test_round_trip():
    bare = strip(ROW)
    assert "Norway" not in str(bare) and "norway" not in str(bare)
    back = restore(bare, {"pair-0": "Norway froze assets."})
    assert back["text"] == "Norway froze assets." and back["mentions"][0]["entity"] == back["events"][0]["roles"][0]["entity"]
    assert restore(bare, {"pair-0": "Norway froze some assets."}) is None
