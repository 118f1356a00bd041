#!/usr/bin/env python3
"""Makes the TorchScript templates that `consilium train` starts from, one file an architecture.

    python3 trainer/src/main/python/make_templates.py [FOLDER]

Needs PyTorch alone (1.13.1, Debian's python3-torch, made the committed files). The folder defaults to the trainer's resources. Training
itself is Java: nobody needs Python to train, only to add or change an architecture.

What the trainer expects of a template (every argument and result is a tensor, since that is what the Java side can pass):

  forward(x)                 float32 [B, 3, H, W] in [0, 1]. In train mode the raw logits of all outputs of the head. In eval mode logits
                             [B, K] whose softmax is what the max-softmax rule compares: the module contract of a package.
  set_head(outputs, others)  int64 [1] each: makes the head anew with so many outputs, the last `others` of which mean "none of my
                             classes": other classes, one output each or several to an output.
  initialise(seed)           int64 [1]: PyTorch's default initialisation, the same numbers as torch.manual_seed(seed) followed by
                             building the plain network in Python. Seeds the process-wide generator: the caller takes a lock.
  set_prior(prior)           float32 [1]: added to the logits of the other classes in eval mode.

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


def half_fold(logits: Tensor, others: int, prior: float) -> Tensor:
    """Turns K logits and those of the other classes, which are the last, into K logits that specialists of any K can be compared by.

    With p the softmax over all of them (the prior added to those of the others) and m the largest p of a class, the winner's softmax becomes
    (1 + m) / 2 and the other K - 1 classes share (1 - m) / 2 in proportion. So the maximum is at least 1/2 for every K and orders
    specialists by m alone. Of the losers among themselves the result is the log-softmax; the winner's logit is then
    log((1 + m) / (1 - m)) = log(1 + 2 m / (1 - m)), with m / (1 - m) from the logsumexp of what is not the winner: never a
    subtraction from 1. Finite logits below 1e38 give a finite result, and one that is not finite never gives a finite one: an error
    for the rule to see, not a vote. Few operations: each costs microseconds a batch, whatever its size.
    """
    classes = logits.size(1) - others
    top, winner = logits[:, :classes].max(dim=1, keepdim=True)
    relative = logits - top
    none = relative[:, classes:]
    if others > 1:
        # A sum alone would hide a logit of -inf.
        none = torch.logsumexp(none, dim=1, keepdim=True) + none.amin(1, keepdim=True) * 0
    none = none + prior
    losers = relative[:, :classes].scatter(1, winner, -math.inf)
    log_rest = torch.logaddexp(torch.logsumexp(losers, dim=1, keepdim=True), none)
    winner_logit = nn.functional.softplus(math.log(2.0) - log_rest) + none * 0
    return torch.log_softmax(losers, dim=1).scatter(1, winner, winner_logit)


def drawn_(parameter: Tensor, bound: float) -> None:
    """Draws uniformly within the bound, in the order of the shape: uniform_ itself goes by the order in memory."""
    parameter.copy_(torch.empty(parameter.size()).uniform_(-bound, bound))


def default_bound(weight: Tensor) -> float:
    """What nn.Conv2d and nn.Linear draw their weight within: kaiming_uniform_(a=sqrt(5))."""
    gain = math.sqrt(2.0 / (1 + math.sqrt(5.0) ** 2))
    return math.sqrt(3.0) * (gain / math.sqrt(weight[0].numel()))


def default_bias_bound(weight: Tensor) -> float:
    return 1 / math.sqrt(weight[0].numel())


class Template(nn.Module):
    """The part that all architectures share. A subclass has `features` (the network without its head), `head` and `initialise`."""

    others: int
    prior: float

    def __init__(self):
        super().__init__()
        self.others = 0
        self.prior = 0.0

    def forward(self, x: Tensor) -> Tensor:
        logits = self.head(self.features(x))
        if self.training or self.others == 0:
            return logits
        return half_fold(logits, self.others, self.prior)

    @torch.jit.export
    def set_head(self, outputs: Tensor, others: Tensor) -> Tensor:
        with torch.no_grad():
            self.head.weight.set_(torch.zeros([int(outputs.item()), self.head.weight.size(1)]))
            bias = self.head.bias
            assert bias is not None
            bias.set_(torch.zeros([int(outputs.item())]))
        self.others = int(others.item())
        return outputs

    @torch.jit.export
    def set_prior(self, prior: Tensor) -> Tensor:
        self.prior = float(prior.item())
        return prior


class SimpleCNN(Template):
    """Conv2d(3, 32, 3, padding=1), ReLU, MaxPool2d(2, 2), Linear(32 * 16 * 16, classes) on 3 x 32 x 32, in its fastest equal form.

    Pooled before the ReLU: the two commute exactly, in the gradient too, and the ReLU then has a quarter of the work.
    The channels of a pixel lie side by side from the input to the head (channels_last), so nothing is copied on the way: the head's
    weight has its columns in the order height, width, channel, where a plain module's has channel, height, width.
    In eval mode the pool is two maxima: MaxPool2d also writes down where each maximum was, which takes longer than finding it.
    """

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 32, kernel_size=3, padding=1).to(memory_format=torch.channels_last)
        self.pool = nn.MaxPool2d(2, 2)
        self.head = nn.Linear(32 * 16 * 16, 1)

    def features(self, x: Tensor) -> Tensor:
        x = self.conv(x)
        if self.training:
            # Its gradient goes to one pixel of each four; that of a maximum is shared where they are equal.
            x = self.pool(x).permute(0, 2, 3, 1)
        else:
            x = x.permute(0, 2, 3, 1)
            x = torch.maximum(x[:, :, 0::2], x[:, :, 1::2])
            x = torch.maximum(x[:, 0::2], x[:, 1::2])
        return torch.flatten(torch.relu(x), 1)

    @torch.jit.export
    def initialise(self, seed: Tensor) -> Tensor:
        torch.manual_seed(int(seed.item()))
        with torch.no_grad():
            conv_bias = self.conv.bias
            head_bias = self.head.bias
            assert conv_bias is not None and head_bias is not None
            drawn_(self.conv.weight, default_bound(self.conv.weight))
            drawn_(conv_bias, default_bias_bound(self.conv.weight))
            plain = torch.empty([self.head.weight.size(0), 32, 16, 16])
            drawn_(plain, default_bound(self.head.weight))
            self.head.weight.copy_(torch.flatten(plain.permute(0, 2, 3, 1), 1))
            drawn_(head_bias, default_bias_bound(self.head.weight))
        return seed


def drawn_convolution_(weight: Tensor) -> None:
    drawn_(weight, default_bound(weight))


def initialise_norm(
    weight: Tensor, bias: Tensor, mean: Optional[Tensor], variance: Optional[Tensor], batches: Optional[Tensor]
) -> None:
    assert mean is not None and variance is not None and batches is not None
    weight.fill_(1.0)
    bias.zero_()
    mean.zero_()
    variance.fill_(1.0)
    batches.zero_()


class ConvNorm(nn.Module):
    """Conv2d of 3 x 3 without bias, BatchNorm2d.

    In eval mode the norm is part of the convolution: its scale goes into the weights and its shift is the bias, so no pass over the
    pixels is left of it. They are put together for each batch (a few small operations, whatever the batch): a module then has each
    weight once, and training can go on from what serves.
    """

    def __init__(self, inputs: int, outputs: int):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, kernel_size=3, padding=1, bias=False).to(memory_format=torch.channels_last)
        self.norm = nn.BatchNorm2d(outputs)

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            return self.norm(self.conv(x))
        mean = self.norm.running_mean
        variance = self.norm.running_var
        assert mean is not None and variance is not None
        scale = self.norm.weight * torch.rsqrt(variance + self.norm.eps)
        weight = self.conv.weight * scale.view(-1, 1, 1, 1)
        return torch.conv2d(x, weight, self.norm.bias - mean * scale, padding=[1, 1])

    def initialise(self) -> None:
        norm = self.norm
        initialise_norm(norm.weight, norm.bias, norm.running_mean, norm.running_var, norm.num_batches_tracked)
        drawn_convolution_(self.conv.weight)


class Residual(nn.Module):
    """Two convolutions beside a way that leads past them."""

    def __init__(self, width: int):
        super().__init__()
        self.first = ConvNorm(width, width)
        self.second = ConvNorm(width, width)

    def forward(self, x: Tensor) -> Tensor:
        return x + torch.relu_(self.second(torch.relu_(self.first(x))))

    def initialise(self) -> None:
        self.first.initialise()
        self.second.initialise()


def halved(x: Tensor, training: bool) -> Tensor:
    """MaxPool2d(2, 2). In eval mode two maxima: the pool also writes down where each maximum was, which takes longer than finding it."""
    if training:
        return torch.max_pool2d(x, [2, 2])
    height = x.size(2) // 2 * 2
    width = x.size(3) // 2 * 2
    x = torch.maximum(x[:, :, 0:height:2], x[:, :, 1:height:2])
    return torch.maximum(x[:, :, :, 0:width:2], x[:, :, :, 1:width:2])


def summary(x: Tensor) -> Tensor:
    """The mean and the maximum of each channel over all pixels, however many: a view of [B, pixels, channels] in channels_last."""
    pixels = x.permute(0, 2, 3, 1).flatten(1, 2)
    return torch.cat([pixels.mean(1), pixels.amax(1)], 1)


def initialise_linear(weight: Tensor, bias: Optional[Tensor]) -> None:
    assert bias is not None
    drawn_(weight, default_bound(weight))
    drawn_(bias, default_bias_bound(weight))


class SmallResNet(Template):
    """Five convolutions of 119 k parameters, for processors: three, pooled early, and a residual block; images of any size from 4 x 4.

    Pooled before the ReLU, as in SimpleCNN. The head reads the mean and the maximum of each channel: the maximum alone says whether
    something is there, the mean how much of it.
    """

    def __init__(self):
        super().__init__()
        self.stem = ConvNorm(3, 24)
        self.middle = ConvNorm(24, 56)
        self.residual = Residual(56)
        self.top = ConvNorm(56, 96)
        self.head = nn.Linear(2 * 96, 1)

    def features(self, x: Tensor) -> Tensor:
        x = torch.relu_(halved(self.stem(x), self.training))
        x = torch.relu_(halved(self.middle(x), self.training))
        return summary(torch.relu_(self.top(self.residual(x))))

    @torch.jit.export
    def initialise(self, seed: Tensor) -> Tensor:
        torch.manual_seed(int(seed.item()))
        with torch.no_grad():
            self.stem.initialise()
            self.middle.initialise()
            self.residual.initialise()
            self.top.initialise()
            initialise_linear(self.head.weight, self.head.bias)
        return seed


class WideResNet(Template):
    """Eight convolutions of 6.6 M parameters, wide rather than deep, for GPUs: images of any size from 8 x 8."""

    def __init__(self):
        super().__init__()
        self.stem = ConvNorm(3, 64)
        self.low = ConvNorm(64, 128)
        self.low_residual = Residual(128)
        self.middle = ConvNorm(128, 256)
        self.high = ConvNorm(256, 512)
        self.high_residual = Residual(512)
        self.head = nn.Linear(2 * 512, 1)

    def features(self, x: Tensor) -> Tensor:
        x = torch.relu_(self.stem(x))
        x = self.low_residual(torch.relu_(halved(self.low(x), self.training)))
        x = torch.relu_(halved(self.middle(x), self.training))
        return summary(self.high_residual(torch.relu_(halved(self.high(x), self.training))))

    @torch.jit.export
    def initialise(self, seed: Tensor) -> Tensor:
        torch.manual_seed(int(seed.item()))
        with torch.no_grad():
            self.stem.initialise()
            self.low.initialise()
            self.low_residual.initialise()
            self.middle.initialise()
            self.high.initialise()
            self.high_residual.initialise()
            initialise_linear(self.head.weight, self.head.bias)
        return seed


ARCHITECTURES = {"simple-cnn": SimpleCNN, "small-resnet": SmallResNet, "wide-resnet": WideResNet}


def save(module: torch.jit.ScriptModule, path: str) -> None:
    """Saves without the debug entries (they hold source paths of the machine at hand), compressed, and equal on every run."""
    for _ in range(3):
        # Loading renames some local variables: written as every later writing will have it.
        buffer = io.BytesIO()
        torch.jit.save(module, buffer)
        buffer.seek(0)
        module = torch.jit.load(buffer)
        buffer.seek(0)
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
