"""The mean of the weights of several checkpoints of one line of training: `python -m training.average --out FILE CHECKPOINT…`.

Stages that go on from each other lie in one valley; the middle between them generalises better than either end (Wortsman et al., "Model soups",
ICML 2022). Labels and optimiser are those of the last checkpoint; a tensor of another shape, or of a head with other labels, is taken from it alone.
"""

import argparse
from pathlib import Path

import torch


def average(paths: list[Path]) -> dict:
    """A checkpoint with the mean of the weights of all `paths`."""
    found = [torch.load(path, weights_only=False) for path in paths]
    last = found[-1]
    other = {name for name, labels in last["labels"].items() if any(f["labels"].get(name) != labels for f in found)}
    model = {}
    for name, tensor in last["model"].items():
        head = name.split(".")[1].split("__")[0] if name.startswith(("heads.", "projections.")) else None
        same = [f["model"][name] for f in found if name in f["model"] and f["model"][name].shape == tensor.shape]
        alone = head in other or not tensor.is_floating_point()
        model[name] = tensor if alone else torch.stack([t.float() for t in same]).mean(0).to(tensor.dtype)
    return {**{k: v for k, v in last.items() if k != "optimizer"}, "model": model, "stage": "+".join(f["stage"] for f in found)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.save(average(options.checkpoints), options.out)


if __name__ == "__main__":
    main()
