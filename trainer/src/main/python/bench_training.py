#!/usr/bin/env python3
"""Trains one specialist as `consilium train` does, in Python, for `consilium bench training` to compare with.

    python3 bench_training.py SPECIFICATION.json

The arrangement that is fastest on processors: one process a specialist, one thread each, channels_last, the whole data set in memory as
bytes, whole batches cut and mirrored at once. The networks are those of make_templates.py, run eagerly. Prints one line of JSON: when
the training began and ended (seconds since 1970), the images that it trained on, and the last epoch's mean loss.
"""
import json
import math
import sys
import time

import numpy
import torch
from torch import nn

from make_templates import ARCHITECTURES


def augmented(x: torch.Tensor, flip: bool, crop: int) -> torch.Tensor:
    count, height, width, _ = x.shape
    if crop:
        padded = nn.functional.pad(x, (0, 0, crop, crop, crop, crop))
        image = torch.arange(count)[:, None, None]
        down = torch.randint(2 * crop + 1, (count, 1, 1)) + torch.arange(height)[None, :, None]
        right = torch.randint(2 * crop + 1, (count, 1, 1)) + torch.arange(width)[None, None, :]
        x = padded[image, down, right]
    if flip:
        mirrored = torch.rand(count) < 0.5
        x = torch.where(mirrored[:, None, None, None], x.flip(2), x)
    return x


def learning_rate(spec: dict, before: float, after: float) -> float:
    warmup = spec["warmup"]
    if after < warmup:
        return spec["learningRate"] * after / warmup
    return spec["learningRate"] * (1 - max(0.0, (before - warmup) / (1 - warmup)))


def main() -> None:
    with open(sys.argv[1], encoding="utf-8") as file:
        spec = json.load(file)
    torch.set_num_threads(1)
    torch.manual_seed(spec["seed"])
    labels = torch.from_numpy(numpy.fromfile(spec["labels"], dtype=numpy.int32).astype(numpy.int64))
    pixels = torch.from_numpy(numpy.fromfile(spec["pixels"], dtype=numpy.uint8)).view(-1, spec["side"], spec["side"], 3)
    classes = spec["classes"]
    other_classes = sorted(set(labels.tolist()) - set(classes))
    outputs = len(classes) + len(other_classes)
    local = torch.zeros([int(labels.max()) + 1], dtype=torch.int64)
    local[torch.tensor(classes + other_classes)] = torch.arange(outputs)
    answers = local[labels]
    own = (answers < len(classes)).nonzero().flatten()
    others = (answers >= len(classes)).nonzero().flatten()

    module = ARCHITECTURES[spec["architecture"]]()
    module.set_head(torch.tensor([outputs]), torch.tensor([len(other_classes)]))
    module.initialise(torch.tensor([spec["seed"]]))
    module = module.to(memory_format=torch.channels_last).train()
    optimizer = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW}[spec["optimizer"]](
        module.parameters(), lr=spec["learningRate"], weight_decay=spec["weightDecay"], foreach=True)
    own_per_batch = spec["ownPerBatch"]
    others_per_own = (spec["batchSize"] - own_per_batch) / own_per_batch
    parts = [len(part) for part in own.split(own_per_batch)]
    per_epoch = sum(part + round(part * others_per_own) for part in parts)
    total = per_epoch * spec["epochs"]
    trained = 0
    dealt = others[torch.randperm(len(others))]
    used = 0
    loss_sum = torch.zeros([])
    began = time.time()
    for _ in range(spec["epochs"]):
        loss_sum.zero_()
        for part in own[torch.randperm(len(own))].split(own_per_batch):
            count = round(len(part) * others_per_own)
            if used + count > len(dealt):
                dealt, used = others[torch.randperm(len(others))], 0
            batch = torch.cat([part, dealt[used:used + count]])
            used += count
            x = augmented(pixels[batch], spec["flip"], spec["crop"])
            # A view of [B, height, width, channel] is channels_last as it is.
            x = x.permute(0, 3, 1, 2).to(torch.float32, memory_format=torch.channels_last).div_(255)
            for group in optimizer.param_groups:
                group["lr"] = learning_rate(spec, trained / total, (trained + len(batch)) / total)
            optimizer.zero_grad(set_to_none=True)
            loss = nn.functional.cross_entropy(module(x), answers[batch])
            loss.backward()
            optimizer.step()
            trained += len(batch)
            loss_sum += loss.detach() * len(batch)
    ended = time.time()
    loss = float(loss_sum) / per_epoch
    if not math.isfinite(loss):
        sys.exit(f"the loss is {loss}")
    print(json.dumps({"began": began, "ended": ended, "images": trained, "loss": loss}))


if __name__ == "__main__":
    main()
