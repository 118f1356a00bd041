"""Trains a specialist for some classes of an image folder against images of all the others, and writes a TorchScript file.

    python3 train_specialist.py FOLDER bird,cat,dog EPOCHS model.pt      (FOLDER: one sub-folder a class, images of one size)
"""
import math, pathlib, sys
import numpy, torch
from PIL import Image
from torch import nn

class Specialist(nn.Module):
    def __init__(self, classes: int, prior: float):
        super().__init__()
        self.net = nn.Sequential(
            nn.Conv2d(3, 32, 3, padding=1), nn.BatchNorm2d(32), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(32, 64, 3, padding=1), nn.BatchNorm2d(64), nn.ReLU(), nn.AdaptiveAvgPool2d(4),
            nn.Flatten(), nn.Linear(64 * 16, classes + 1))  # the last output means: none of mine
        self.prior = prior

    def forward(self, x):
        z = self.net(x)
        if self.training:
            return z
        top, winner = z[:, :-1].max(1, keepdim=True)  # The half fold: the winner's softmax becomes (1 + its probability) / 2.
        losers = (z[:, :-1] - top).scatter(1, winner, -1e9)
        rest = torch.logsumexp(torch.cat([losers, z[:, -1:] - top + self.prior], 1), 1, keepdim=True)
        return losers.log_softmax(1).scatter(1, winner, nn.functional.softplus(math.log(2) - rest))

folder, own, epochs = pathlib.Path(sys.argv[1]), sys.argv[2].split(","), int(sys.argv[3])
files = [(file, label.name) for label in sorted(folder.iterdir()) for file in sorted(label.iterdir())]
x = torch.stack([torch.from_numpy(numpy.array(Image.open(file).convert("RGB"))) for file, _ in files]).permute(0, 3, 1, 2)
y = torch.tensor([own.index(name) if name in own else len(own) for _, name in files])
mine, others = (y < len(own)).nonzero()[:, 0], (y == len(own)).nonzero()[:, 0]
torch.manual_seed(1)
model = Specialist(len(own), math.log(len(others) / len(mine)))  # A batch is half own images: the prior makes up for that.
optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3)
for step in range(epochs * len(mine) // 32):
    batch = torch.cat([some[torch.randint(len(some), (32,))] for some in (mine, others)])
    loss = nn.functional.cross_entropy(model(x[batch] / 255), y[batch])
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
torch.jit.script(model.eval()).save(sys.argv[4])
