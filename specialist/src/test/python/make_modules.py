#!/usr/bin/env python3
"""Makes the small TorchScript modules that the tests load: src/test/resources/specialists/*.pt, and logits
that PyTorch computes with them.

Run with PyTorch 1.13.1 (Debian's python3-torch); weights come from fixed seeds. Every module follows the contract of a
specialist (float32 [B, 3, H, W] in [0, 1] to float32 logits [B, K]) except where its name says how it breaks it.
"""
import pathlib

import torch
from torch import nn

OUT = pathlib.Path(__file__).parents[1] / "resources" / "specialists"


class Tiny(nn.Module):
    """Two small layers; sharp enough that two of them disagree about who is surer."""

    def __init__(self, seed: int, classes: int = 5):
        super().__init__()
        torch.manual_seed(seed)
        self.conv = nn.Conv2d(3, 6, 3, stride=2, padding=1)
        self.pool = nn.AdaptiveAvgPool2d(4)
        self.head = nn.Linear(96, classes)
        with torch.no_grad():
            self.head.weight.mul_(25.0)

    def forward(self, x):
        x = self.pool(torch.relu(self.conv(x)))
        return self.head(torch.flatten(x, 1))


class View(Tiny):
    """Flattens with view: refuses memory in channels_last order."""

    def forward(self, x):
        x = self.pool(torch.relu(self.conv(x)))
        return self.head(x.view(x.size(0), -1))


class Layout(Tiny):
    """Gives other logits for channels_last memory: such a module must be given contiguous memory."""

    def forward(self, x):
        y = torch.as_strided(x.contiguous() if x.is_contiguous() else x, [x.size(0), 96], [x.size(0), 1])
        return self.head(y)


class Transposed(Tiny):
    """Right logits, but as a transposed view: not contiguous memory."""

    def forward(self, x):
        x = self.pool(torch.relu(self.conv(x)))
        return self.head(torch.flatten(x, 1)).t().contiguous().t()


class Doubles(Tiny):
    def forward(self, x):
        x = self.pool(torch.relu(self.conv(x)))
        return self.head(torch.flatten(x, 1)).double()


class Squeezing(Tiny):
    """Drops the batch dimension of a batch of one."""

    def forward(self, x):
        x = self.pool(torch.relu(self.conv(x)))
        return self.head(torch.flatten(x, 1)).squeeze(0)


class Pair(Tiny):
    def forward(self, x):
        x = self.pool(torch.relu(self.conv(x)))
        y = self.head(torch.flatten(x, 1))
        return y, y


class Text(Tiny):
    def forward(self, x) -> str:
        return "a cat"


class Throws(Tiny):
    def forward(self, x):
        if x.numel() >= 0:
            raise RuntimeError("this module always fails")
        return self.head(torch.flatten(self.pool(self.conv(x)), 1))


class ThrowsOnBlack(Tiny):
    """Fails for a batch that holds an all-black image."""

    def forward(self, x):
        if bool((torch.flatten(x, 1).amax(1) == 0).any()):
            raise RuntimeError("an image of the batch is black")
        x = self.pool(torch.relu(self.conv(x)))
        return self.head(torch.flatten(x, 1))


class NanOnBlack(Tiny):
    """NaN logits for an all-black image, good ones for the others of the batch."""

    def forward(self, x):
        brightest = torch.flatten(x, 1).amax(1, keepdim=True)
        x = self.pool(torch.relu(self.conv(x)))
        return self.head(torch.flatten(x, 1)) * (brightest / brightest)


class Slow(Tiny):
    """The logits of Tiny after work that takes some tens of milliseconds a call on one core."""

    def forward(self, x):
        work = torch.ones(256, 256)
        for _ in range(80):
            work = work.matmul(work) / 256.0
        x = self.pool(torch.relu(self.conv(x)))
        return self.head(torch.flatten(x, 1)) + 0.0 * work[0, 0]


class HangsOnBlack(Tiny):
    """The logits of Tiny; for a batch that holds an all-black image, only after work that takes some seconds a call on one core."""

    def forward(self, x):
        work = torch.ones(256, 256)
        if bool((torch.flatten(x, 1).amax(1) == 0).any()):
            for _ in range(6000):
                work = work.matmul(work) / 256.0
        x = self.pool(torch.relu(self.conv(x)))
        return self.head(torch.flatten(x, 1)) + 0.0 * work[0, 0]


class IllFromBlack(Tiny):
    """The logits of Tiny; the first all-black image makes it ill: that call and the four that follow fail, whatever the images. Once."""

    ill: int
    immune: bool

    def __init__(self, seed: int):
        super().__init__(seed)
        self.ill = 0
        self.immune = False

    def forward(self, x):
        if not self.immune and bool((torch.flatten(x, 1).amax(1) == 0).any()):
            self.immune = True
            self.ill = 5
        if self.ill > 0:
            self.ill -= 1
            raise RuntimeError("this module is ill for a while")
        x = self.pool(torch.relu(self.conv(x)))
        return self.head(torch.flatten(x, 1))


class Constant(nn.Module):
    """The same saturated logits for every image: ties between two of them are certain."""

    def __init__(self, classes: int = 5):
        super().__init__()
        self.logits = nn.Parameter(torch.zeros(classes))
        with torch.no_grad():
            self.logits[1] = 200.0

    def forward(self, x):
        return self.logits.unsqueeze(0).repeat(x.size(0), 1)


class SimpleCnn(nn.Module):
    """The usual first network for 32x32 images, for measuring layouts; flatten, not view."""

    def __init__(self, classes: int = 5):
        super().__init__()
        torch.manual_seed(7)
        self.conv1 = nn.Conv2d(3, 8, 3, padding=1)
        self.conv2 = nn.Conv2d(8, 16, 3, padding=1)
        self.pool = nn.MaxPool2d(2, 2)
        self.fc = nn.Linear(16 * 8 * 8, classes)

    def forward(self, x):
        x = self.pool(torch.relu(self.conv1(x)))
        x = self.pool(torch.relu(self.conv2(x)))
        return self.fc(torch.flatten(x, 1))


def nan_weights():
    module = Tiny(11)
    with torch.no_grad():
        module.head.weight[2, 3] = float("nan")
    return module


def image(number):
    """RGB bytes that the Java tests compute too."""
    i = torch.arange(32 * 32 * 3)
    bytes = (i * 31 + i // 7 * 13 + number * 97) % 256
    return (bytes.float() / 255).reshape(32, 32, 3).permute(2, 0, 1)


def write_logits(modules):
    """logits.csv: module;normalised;logits of the images 0 to 4, image by image."""
    images = torch.stack([image(n) for n in range(5)])
    mean = torch.tensor([0.4, 0.5, 0.6]).reshape(1, 3, 1, 1)
    std = torch.tensor([0.2, 0.25, 0.3]).reshape(1, 3, 1, 1)
    with open(OUT / "logits.csv", "w") as file:
        for name in ["low", "high", "three-classes", "view", "transposed", "layout-dependent", "simple-cnn", "slow"]:
            for normalised in [False, True]:
                with torch.no_grad():
                    logits = modules[name].eval()((images - mean) / std if normalised else images)
                file.write(f"{name};{str(normalised).lower()};{' '.join(repr(float(v)) for v in logits.flatten())}\n")


def main():
    torch.set_num_threads(1)
    OUT.mkdir(parents=True, exist_ok=True)
    modules = {
        "low": Tiny(1),
        "high": Tiny(2),
        "other": Tiny(3),
        "three-classes": Tiny(4, classes=3),
        "simple-cnn": SimpleCnn(),
        "view": View(5),
        "layout-dependent": Layout(6),
        "transposed": Transposed(1),
        "constant": Constant(),
        "slow": Slow(1),
        "wrong-head": Tiny(8, classes=4),
        "doubles": Doubles(9),
        "squeezing": Squeezing(9),
        "pair": Pair(9),
        "text": Text(9),
        "throws": Throws(10),
        "throws-on-black": ThrowsOnBlack(1),
        "nan-weights": nan_weights(),
        "nan-on-black": NanOnBlack(1),
        "hangs-on-black": HangsOnBlack(1),
        "ill-from-black": IllFromBlack(1),
    }
    for name, module in modules.items():
        torch.jit.save(torch.jit.script(module.eval()), str(OUT / f"{name}.pt"))
    write_logits(modules)


if __name__ == "__main__":
    main()
