"""Writes the calibration of a released model: `python -m training.calibrate MODELS SLOPE OFFSET`.

Slope and offset of the log-odds of a trigger's type are what `demarche eval corpus/dev` prints as fitting best for a model without calibration
(slope 1, offset 0). They stand in `model.json`, so that they belong to the model's hash.
"""

import argparse
import json
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", type=Path)
    parser.add_argument("slope", type=float)
    parser.add_argument("offset", type=float)
    options = parser.parse_args()
    path = options.models / "model.json"
    model = json.loads(path.read_text(encoding="utf-8"))
    model["calibration"] = [options.slope, options.offset]
    path.write_text(json.dumps(model, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
