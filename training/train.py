"""The training loop: batches from several sources, one optimiser, checkpoints that a run goes on from."""

import json
import math
import random
import time
from pathlib import Path

import torch

from .batches import Labeller, plan
from .documents import Document
from .model import Net
from .tokenise import WordPieces, windows


class Log:
    """Lines to the screen and to a file."""

    def __init__(self, path: Path):
        self.path = path

    def __call__(self, text: str) -> None:
        line = f"{time.strftime('%H:%M:%S')} {text}"
        print(line, flush=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")


def optimiser(net: Net, settings: dict) -> torch.optim.Optimizer:
    """AdamW: the encoder's rate falls by `layer_decay` for each layer down, the heads have their own."""
    depth = len(net.encoder.layers)
    groups: dict[tuple[float, float], list] = {}
    net.encoder.word.weight.requires_grad_(settings["train_word_table"])
    for name, tensor in net.named_parameters():
        if not tensor.requires_grad:
            continue
        if name.startswith("encoder."):
            level = int(name.split(".")[2]) if name.startswith("encoder.layers.") else -1
            rate = settings["encoder_lr"] * settings["layer_decay"] ** (depth - 1 - level)
            if name.startswith(("encoder.shape", "encoder.mark")):
                rate = settings["head_lr"]
        else:
            rate = settings["head_lr"]
        decay = settings["weight_decay"] if tensor.dim() == 2 and "norm" not in name else 0.0
        groups.setdefault((rate, decay), []).append(tensor)
    parts = [{"params": p, "lr": r, "peak": r, "weight_decay": d} for (r, d), p in groups.items()]
    return torch.optim.AdamW(parts, betas=(0.9, 0.98), eps=1e-8, fused=True)


def epoch_batches(sources: dict[str, list], settings: dict, seed: int, epoch: int) -> list[list]:
    """The batches of one epoch, in order: each source repeated as configured, all shuffled together."""
    rng = random.Random(f"{seed}/{epoch}")
    out = []
    for name, items in sources.items():
        share = settings["repeat"].get(name, 1)
        for _ in range(math.ceil(share)):
            drawn = plan(items, settings["budget"], rng, name in ("gum", "corpus"), settings["most"])
            if share < 1:
                drawn = drawn[:max(1, round(share * len(drawn)))]
            out += drawn
    rng.shuffle(out)
    return out


def save(path: Path, net: Net, labels: dict, stage: str, **more) -> None:
    """Writes a checkpoint; a crash in the middle leaves the old one whole."""
    temporary = path.with_suffix(".tmp")
    torch.save({"model": net.state_dict(), "labels": labels, "stage": stage, **more}, temporary)
    temporary.replace(path)


def rate_share(step: int, steps: int, warm: int, decay: bool) -> float:
    """The share of the peak rate at a step: up over `warm` steps, then level or, with `decay`, down in a line to 2%."""
    if step < warm:
        return step / warm
    return max(0.02, 1 - (step - warm) / max(1, steps - warm)) if decay else 1.0


def train(net: Net, labels: dict, documents: dict[str, list[Document]], pieces: WordPieces, config: dict, stage: str,
          out: Path, evaluate, limit_steps: int | None = None) -> None:
    """Trains one stage. `evaluate(net)` gives dev scores after each epoch; a checkpoint of the same stage is gone on from."""
    settings = {**config["train"], **config[f"stage_{stage}"]}
    log = Log(out / f"train-{stage}.log")
    torch.manual_seed(config["seed"])
    net.encoder.dropout = net.dropout = settings["dropout"]
    sources = {name: [w for d in docs for w in windows(d, pieces, config["window"])] for name, docs in documents.items() if docs}
    labeller = Labeller(labels, settings["weak_mentions"])
    optimizer = optimiser(net, settings)
    weights = config["loss_weights"]
    lengths = [len(epoch_batches(sources, settings, config["seed"], e)) for e in range(settings["epochs"])]
    steps = limit_steps or sum(lengths)
    warm = max(1, int(settings["warmup"] * steps))
    step, first_epoch, skip, spent = 0, 0, 0, 0.0
    last = out / f"stage-{stage}.pt"
    if last.exists():
        found = torch.load(last, weights_only=False)
        net.load_state_dict(found["model"])
        optimizer.load_state_dict(found["optimizer"])
        step, first_epoch, skip, spent = found["step"], found["epoch"], found["in_epoch"], found["seconds"]
        log(f"going on from step {step}, epoch {first_epoch}")
    log(f"stage {stage}: " + ", ".join(f"{n} {len(w)} windows {sum(x.pieces for x in w)} pieces" for n, w in sources.items())
        + f"; {steps} steps")
    begun, saved, seen, mark = time.time() - spent, time.time(), 0, time.time()
    running: dict[str, list[float]] = {}
    for epoch in range(first_epoch, settings["epochs"]):
        batches = epoch_batches(sources, settings, config["seed"], epoch)
        net.train()
        for number, group in enumerate(batches):
            if number < skip:
                continue
            if step >= steps:
                break
            share = rate_share(step, steps, warm, settings["decay"])
            for part in optimizer.param_groups:
                part["lr"] = part["peak"] * share
            batch = labeller.batch(group)
            if settings["hide"]:
                # Words that the encoder must do without: what holds for a sentence must not hang on one verb.
                hidden = (torch.rand(batch.ids.shape) < settings["hide"]) & (batch.shapes > 0)
                batch.ids = batch.ids.masked_fill(hidden, pieces.mask)
            losses = net.losses(batch)
            if losses:
                total = sum(weights.get(n, 1.0) * v for n, v in losses.items())
                optimizer.zero_grad(set_to_none=True)
                total.backward()
                torch.nn.utils.clip_grad_norm_([p for g in optimizer.param_groups for p in g["params"]], settings["clip"])
                optimizer.step()
                for n, v in losses.items():
                    running.setdefault(n, []).append(float(v.detach()))
            step += 1
            seen += batch.pieces
            if step % 50 == 0 or step == steps:
                speed = seen / (time.time() - mark)
                log(f"step {step}/{steps} epoch {epoch} {speed:.0f} pieces/s " +
                    " ".join(f"{n}={sum(v) / len(v):.3f}" for n, v in running.items()))
                running, seen, mark = {}, 0, time.time()
            if time.time() - saved > 60 * settings["checkpoint_minutes"]:
                save(last, net, labels, stage, optimizer=optimizer.state_dict(), step=step, epoch=epoch, in_epoch=number + 1,
                     seconds=time.time() - begun)
                saved, mark, seen = time.time(), time.time(), 0
        skip = 0
        save(last, net, labels, stage, optimizer=optimizer.state_dict(), step=step, epoch=epoch + 1, in_epoch=0,
             seconds=time.time() - begun)
        if (epoch + 1) % settings.get("score_every", 1) and epoch + 1 < settings["epochs"] and step < steps:
            log(f"epoch {epoch} done, {time.time() - begun:.0f} s")
            mark, seen = time.time(), 0
            continue
        scores = evaluate(net)
        log(f"epoch {epoch} done, {time.time() - begun:.0f} s: {json.dumps(scores)}")
        with (out / "scores.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps({"stage": stage, "epoch": epoch, "seconds": round(time.time() - begun), "dev": scores}) + "\n")
        mark, seen = time.time(), 0
        if step >= steps:
            break
