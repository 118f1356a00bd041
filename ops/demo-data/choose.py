#!/usr/bin/env python3
"""Chooses the demo's images from Fashion-MNIST: the same number of each class, by a seeded draw, in a seeded order.

    ./choose.py /usr/share/datasets/fashion-mnist .

The source folder holds the four IDX files of Fashion-MNIST (Debian: package dataset-fashion-mnist). Running it twice gives
identical bytes.
"""
import gzip
import random
import struct
import sys
from pathlib import Path

CLASSES = 10
SEED = 20260
PARTS = {"train": 1000, "t10k": 200}  # images a class


def read_images(path):
    with gzip.open(path, "rb") as file:
        magic, count, rows, columns = struct.unpack(">IIII", file.read(16))
        assert magic == 2051, f"{path} is not an IDX file of images"
        return [file.read(rows * columns) for _ in range(count)], rows, columns


def read_labels(path):
    with gzip.open(path, "rb") as file:
        magic, count = struct.unpack(">II", file.read(8))
        assert magic == 2049, f"{path} is not an IDX file of labels"
        return file.read(count)


def write(path, header, body):
    # No time and no name in the archive: the same choice is the same file.
    with open(path, "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        file.write(header + body)


def main(source, target):
    for part, per_class in PARTS.items():
        images, rows, columns = read_images(source / f"{part}-images-idx3-ubyte.gz")
        labels = read_labels(source / f"{part}-labels-idx1-ubyte.gz")
        draw = random.Random(SEED)
        chosen = []
        for label in range(CLASSES):
            of_class = [index for index, found in enumerate(labels) if found == label]
            chosen += draw.sample(of_class, per_class)
        draw.shuffle(chosen)
        write(
            target / f"{part}-images-idx3-ubyte.gz",
            struct.pack(">IIII", 2051, len(chosen), rows, columns),
            b"".join(images[index] for index in chosen),
        )
        write(
            target / f"{part}-labels-idx1-ubyte.gz",
            struct.pack(">II", 2049, len(chosen)),
            bytes(labels[index] for index in chosen),
        )


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
