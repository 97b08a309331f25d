"""The encoder (BERT layout, with two added input tables) and the net with its heads."""

import math
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from .features import MARK_COUNT, SHAPE_COUNT


class Layer(nn.Module):
    """One transformer layer, normalised after each part as in BERT."""

    def __init__(self, width: int, heads: int, inner: int):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor, plain: bool) -> Tensor:
        batch, length, width = x.shape
        size = width // self.heads
        q, k, v = (part.reshape(batch, length, self.heads, size).transpose(1, 2) for part in self.qkv(x).split(width, dim=-1))
        if plain:
            scores = torch.matmul(q, k.transpose(2, 3)) * (1 / math.sqrt(size)) + bias
            mixed = torch.matmul(scores.softmax(-1), v)
        else:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        x = self.norm1(x + self.out(mixed.transpose(1, 2).reshape(batch, length, width)))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class Encoder(nn.Module):
    """MiniLM with a table of word shapes and one of marks added to its embeddings."""

    def __init__(self, vocabulary: int = 30522, width: int = 384, layers: int = 6, heads: int = 12, inner: int = 1536,
                 positions: int = 512):
        super().__init__()
        self.word = nn.Embedding(vocabulary, width)
        self.position = nn.Embedding(positions, width)
        self.shape = nn.Embedding(SHAPE_COUNT, width)
        self.mark = nn.Embedding(MARK_COUNT, width)
        nn.init.zeros_(self.shape.weight)
        nn.init.zeros_(self.mark.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, inner) for _ in range(layers))
        self.width, self.plain, self.dropout = width, False, 0.0

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor, marks: Tensor) -> Tensor:
        x = self.word(ids) + self.position.weight[:ids.shape[1]] + self.shape(shapes) + self.mark(marks)
        x = self.norm(x)
        if self.training and self.dropout:
            x = F.dropout(x, self.dropout)
        bias = ((1.0 - mask.to(x.dtype)) * -10000.0)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias, self.plain)
        return x

    @classmethod
    def pretrained(cls, folder: Path) -> "Encoder":
        """Loads a BERT checkpoint; the embedding of token type 0 is folded into the positions."""
        state = load_file(str(folder / "model.safetensors"))
        state = {k.removeprefix("bert."): v for k, v in state.items()}
        depth = 1 + max(int(k.split(".")[2]) for k in state if k.startswith("encoder.layer."))
        emb = "embeddings."
        word, position = state[emb + "word_embeddings.weight"], state[emb + "position_embeddings.weight"]
        encoder = cls(word.shape[0], word.shape[1], depth, word.shape[1] // 32,
                      state["encoder.layer.0.intermediate.dense.weight"].shape[0], position.shape[0])
        own = {"word.weight": word, "position.weight": position + state[emb + "token_type_embeddings.weight"][0],
               "norm.weight": state[emb + "LayerNorm.weight"], "norm.bias": state[emb + "LayerNorm.bias"],
               "shape.weight": encoder.shape.weight.data, "mark.weight": encoder.mark.weight.data}
        names = {"out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
                 "down": "output.dense", "norm2": "output.LayerNorm"}
        for i in range(depth):
            base = f"encoder.layer.{i}."
            for end in ("weight", "bias"):
                own[f"layers.{i}.qkv.{end}"] = torch.cat([state[f"{base}attention.self.{p}.{end}"] for p in ("query", "key", "value")])
                for ours, theirs in names.items():
                    own[f"layers.{i}.{ours}.{end}"] = state[f"{base}{theirs}.{end}"]
        encoder.load_state_dict(own)
        return encoder


class Net(nn.Module):
    """The encoder, one linear projection for each output of each head, and the heads' own small scorers."""

    def __init__(self, encoder: Encoder, heads: list):
        super().__init__()
        self.encoder = encoder
        self.heads = nn.ModuleDict({h.name: h for h in heads})
        self.projections = nn.ModuleDict()
        for head in heads:
            for out, size in head.outs.items():
                self.projections[f"{head.name}__{out}"] = nn.Linear(encoder.width, size)
                nn.init.xavier_uniform_(self.projections[f"{head.name}__{out}"].weight)
                nn.init.zeros_(self.projections[f"{head.name}__{out}"].bias)
        self.dropout = 0.1

    def word_vectors(self, batch) -> Tensor:
        """The vector of each word: that of its first wordpiece."""
        hidden = self.encoder(batch.ids, batch.mask, batch.shapes, batch.marks)
        index = batch.first[:, :, None].expand(-1, -1, hidden.shape[2])
        vectors = hidden.gather(1, index)
        return F.dropout(vectors, self.dropout) if self.training else vectors

    def project(self, vectors: Tensor, head) -> dict[str, Tensor]:
        """The outputs of one head for each word."""
        return {out: self.projections[f"{head.name}__{out}"](vectors) for out in head.outs}

    def losses(self, batch) -> dict[str, Tensor]:
        """The loss of each head that the batch has labels for."""
        vectors = self.word_vectors(batch)
        out = {}
        for name, head in self.heads.items():
            if head.wants(batch):
                loss = head.loss(self.project(vectors, head), batch)
                if loss is not None:
                    out[name] = loss
        return out

    def slices(self) -> list[tuple[str, int, int]]:
        """Name, start and end of each output within the concatenated projection."""
        out, at = [], 0
        for name, linear in self.projections.items():
            out.append((name, at, at + linear.out_features))
            at += linear.out_features
        return out

    def load_matching(self, state: dict[str, Tensor]) -> list[str]:
        """Loads every tensor whose name and shape agree; returns the names of those left as they were."""
        own = self.state_dict()
        good = {k: v for k, v in state.items() if k in own and own[k].shape == v.shape}
        self.load_state_dict(good, strict=False)
        return [k for k in own if k not in good]
