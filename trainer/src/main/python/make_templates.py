#!/usr/bin/env python3
"""Makes the TorchScript templates that `consilium train` starts from, one file an architecture.

    python3 trainer/src/main/python/make_templates.py [FOLDER]

Needs PyTorch alone (1.13.1, Debian's python3-torch, made the committed files). The folder defaults to the trainer's resources. Training
itself is Java: nobody needs Python to train, only to add or change an architecture.

What the trainer expects of a template (every argument and result is a tensor, since that is what the Java side can pass):

  forward(x)                 float32 [B, 3, H, W] in [0, 1]. In train mode the raw logits of all outputs of the head. In eval mode logits
                             [B, K] whose softmax is what the max-softmax rule compares: the module contract of a package.
  set_head(outputs, reject)  int64 [1] each: makes the head anew with so many outputs; with reject = 1 the last of them means
                             "none of my classes".
  initialise(seed)           int64 [1]: PyTorch's default initialisation, the same numbers as torch.manual_seed(seed) followed by
                             building the network in Python. Seeds the process-wide generator: the caller takes a lock.
  set_prior(prior)           float32 [1]: added to the "none" logit in eval mode.

The head is resized in place (weight.set_), never replaced: whoever listed the parameters before still holds the right ones.
"""
import io
import math
import os
import sys
import zipfile
from typing import Optional

import torch
from torch import nn, Tensor


def half_fold(logits: Tensor, prior: float) -> Tensor:
    """Turns K + 1 logits, the last of them "none of mine", into K logits that specialists of any K can be compared by.

    With p the softmax over K + 1 (the prior added to the last logit) and m the largest p of a class, the winner's softmax becomes
    (1 + m) / 2 and the other K - 1 classes share (1 - m) / 2 in proportion. So the maximum is at least 1/2 for every K and orders
    specialists by m alone. 1 - m is the sum of what is not the winner (a logsumexp), never a subtraction; the result is
    finite for all finite logits, and NaN when one is not: an error for the rule to see, never a vote.
    """
    classes = logits.size(1) - 1
    large = 1e30
    log_half = math.log(0.5)
    top, winner = logits[:, :classes].max(dim=1, keepdim=True)
    own = (logits[:, :classes] - top).clamp(min=-large)
    none = (logits[:, classes:] + prior - top).clamp(min=-large, max=large)
    losers = own.scatter(1, winner, -math.inf)
    log_losers = torch.logsumexp(losers, dim=1, keepdim=True)
    log_rest = torch.logaddexp(log_losers, none)
    log_all = torch.logaddexp(torch.zeros_like(top), log_rest)
    winner_logit = torch.log1p(torch.exp(-log_all)) + log_half
    loser_logits = losers - log_losers + (log_rest - log_all) + log_half
    not_finite_is_nan = (logits * 0).sum(dim=1, keepdim=True)
    return loser_logits.scatter(1, winner, winner_logit) + not_finite_is_nan


def default_uniform_(weight: Tensor, bias: Optional[Tensor]) -> None:
    """What nn.Conv2d and nn.Linear do to themselves: kaiming_uniform_(a=sqrt(5)), then the bias, in this order."""
    assert bias is not None
    fan_in = weight[0].numel()
    gain = math.sqrt(2.0 / (1 + math.sqrt(5.0) ** 2))
    bound = math.sqrt(3.0) * (gain / math.sqrt(fan_in))
    weight.uniform_(-bound, bound)
    bias_bound = 1 / math.sqrt(fan_in)
    bias.uniform_(-bias_bound, bias_bound)


class Template(nn.Module):
    """The part that all architectures share. A subclass has `features` (the network without its head), `head` and `initialise`."""

    reject: bool
    prior: float

    def __init__(self):
        super().__init__()
        self.reject = False
        self.prior = 0.0

    def forward(self, x: Tensor) -> Tensor:
        logits = self.head(self.features(x))
        if self.training or not self.reject:
            return logits
        return half_fold(logits, self.prior)

    @torch.jit.export
    def set_head(self, outputs: Tensor, reject: Tensor) -> Tensor:
        with torch.no_grad():
            self.head.weight.set_(torch.zeros([int(outputs.item()), self.head.weight.size(1)]))
            bias = self.head.bias
            assert bias is not None
            bias.set_(torch.zeros([int(outputs.item())]))
        self.reject = bool(reject.item())
        return outputs

    @torch.jit.export
    def set_prior(self, prior: Tensor) -> Tensor:
        self.prior = float(prior.item())
        return prior


class SimpleCNN(Template):
    """Conv2d(3, 32, 3, padding=1), ReLU, MaxPool2d(2, 2), Linear(32 * 16 * 16, classes) on 3 x 32 x 32.

    Pooled before the ReLU: the two commute exactly, in the gradient too, and the ReLU then has a quarter of the work.
    torch.flatten, not view, so that channels_last inputs work.
    """

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 32, kernel_size=3, padding=1)
        self.pool = nn.MaxPool2d(2, 2)
        self.head = nn.Linear(32 * 16 * 16, 1)

    def features(self, x: Tensor) -> Tensor:
        return torch.flatten(torch.relu(self.pool(self.conv(x))), 1)

    @torch.jit.export
    def initialise(self, seed: Tensor) -> Tensor:
        torch.manual_seed(int(seed.item()))
        with torch.no_grad():
            default_uniform_(self.conv.weight, self.conv.bias)
            default_uniform_(self.head.weight, self.head.bias)
        return seed


ARCHITECTURES = {"simple-cnn": SimpleCNN}


def save(module: torch.jit.ScriptModule, path: str) -> None:
    """Saves without the debug entries (they hold source paths of the machine at hand), compressed, and equal on every run."""
    buffer = io.BytesIO()
    torch.jit.save(module, buffer)
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in sorted(source.namelist()):
            if not entry.endswith(".debug_pkl"):
                target.writestr(zipfile.ZipInfo(entry), source.read(entry), zipfile.ZIP_DEFLATED)


def main() -> None:
    here = os.path.dirname(os.path.abspath(__file__))
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, "../resources/dev/consilium/trainer/architecture")
    for name, architecture in ARCHITECTURES.items():
        torch.manual_seed(0)
        module = torch.jit.script(architecture().eval())
        with torch.no_grad():
            for parameter in module.parameters():
                parameter.zero_()
        path = os.path.join(folder, name + ".pt")
        save(module, path)
        print(f"{os.path.normpath(path)}: {os.path.getsize(path)} bytes")


if __name__ == "__main__":
    if os.environ.get("PYTHONHASHSEED") != "0":
        # TorchScript writes a module's constants in the order of a hash set: fixed, so that every run makes the same file.
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})
    main()
