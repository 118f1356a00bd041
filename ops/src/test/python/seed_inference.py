#!/usr/bin/env python3
"""The blog post's infer_image, applied to decoded pixels by PyTorch alone: what the topology must agree with.

Reads two packages (folders with manifest.json and model.pt, in roster order) and a file of raw RGB8 images
(32x32x3 bytes each, row-major, optionally gzipped). Writes one CSV row an image:

    row,specialist,classIndex,max1,max2,near

max1 and max2 are the float32 maxima of each specialist's softmax, written so that they read back exactly. near is
1 where they differ, but by less than 1e-6: there, the order of additions in a convolution (memory layout, thread
count, library version) may decide, and such rows are compared by value, not by winner. Equal maxima are ties and
must go to the second specialist everywhere.

    python3 seed_inference.py PACKAGE1 PACKAGE2 pixels.rgb8.gz expected.csv
"""
import csv
import gzip
import json
import sys
from pathlib import Path

import numpy
import torch

SIDE = 32


def load(package):
    manifest = json.loads((package / "manifest.json").read_text())
    model = torch.jit.load(str(package / "model.pt"))
    model.eval()
    return manifest["specialist"], [label["index"] for label in manifest["classes"]], model


def infer_image(image, model1, model2):
    """As in the blog, with the input size that the network was built for and real class lists instead of +5."""
    with torch.no_grad():
        probabilities1 = torch.softmax(model1(image), dim=1)
        probabilities2 = torch.softmax(model2(image), dim=1)
    max1, class1 = torch.max(probabilities1, dim=1)
    max2, class2 = torch.max(probabilities2, dim=1)
    if max1 > max2:
        return 0, class1.item(), max1.item(), max2.item()
    else:
        return 1, class2.item(), max1.item(), max2.item()


def main(package1, package2, pixels, expected):
    torch.set_num_threads(1)
    specialists = [load(Path(package1)), load(Path(package2))]
    read = gzip.open if pixels.endswith(".gz") else open
    with read(pixels, "rb") as file:
        images = numpy.frombuffer(file.read(), dtype=numpy.uint8).reshape(-1, SIDE, SIDE, 3)
    ties = near = 0
    with open(expected, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["row", "specialist", "classIndex", "max1", "max2", "near"])
        for row, image in enumerate(images):
            # torchvision's ToTensor: HWC bytes to CHW floats in [0, 1].
            tensor = torch.from_numpy(image.copy()).permute(2, 0, 1).to(torch.float32).div(255).unsqueeze(0)
            winner, local, max1, max2 = infer_image(tensor, specialists[0][2], specialists[1][2])
            name, classes, _ = specialists[winner]
            is_near = max1 != max2 and abs(max1 - max2) < 1e-6
            ties += max1 == max2
            near += is_near
            writer.writerow([row, name, classes[local], repr(max1), repr(max2), int(is_near)])
    print(f"{len(images)} images, {ties} ties, {near} nearly equal")


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
