#!/usr/bin/env python3
"""Makes the pixels that PyTorch and the topology are compared on: 1,000 raw RGB8 images of 32x32.

900 are Fashion-MNIST test images, each tinted in a colour of its own, since equal channels would hide a swap of
them; 100 are noise. Seeded: the same file every time.

    python3 make_seed_pixels.py ../../../demo-data pixels.rgb8.gz
"""
import gzip
import sys
from pathlib import Path

import numpy
from PIL import Image

IMAGES = 1000
NOISE = 100
SIDE = 32


def main(data, out):
    random = numpy.random.default_rng(20261124)
    idx = gzip.open(Path(data) / "t10k-images-idx3-ubyte.gz").read()
    grey = numpy.frombuffer(idx, dtype=numpy.uint8, offset=16).reshape(-1, 28, 28)
    chosen = random.choice(len(grey), IMAGES - NOISE, replace=False)
    pixels = []
    for index in chosen:
        large = numpy.asarray(Image.fromarray(grey[index]).resize((SIDE, SIDE), Image.BILINEAR), dtype=numpy.float32)
        pixels.append((large[:, :, None] * random.uniform(0.4, 1.0, 3)).round().astype(numpy.uint8))
    for _ in range(NOISE):
        pixels.append(random.integers(0, 256, (SIDE, SIDE, 3), dtype=numpy.uint8))
    with open(out, "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(numpy.stack(pixels).tobytes())


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
