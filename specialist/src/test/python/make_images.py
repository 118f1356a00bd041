#!/usr/bin/env python3
"""Makes the image files that the decoder's tests read, and the pixels that Pillow reads from them: src/test/resources/images.

Each NAME.EXT has its RGB pixels beside it as NAME.EXT.rgb.
Needs Pillow, numpy, and cjpeg and jpegtran for what Pillow cannot write (Debian: python3-pil, libjpeg-turbo-progs).
The resized/ pixels are Pillow's too: see dev.consilium.specialist.image.Resize.
"""
import pathlib
import struct
import subprocess
import zlib

import numpy as np
from PIL import Image

OUT = pathlib.Path(__file__).parents[1] / "resources" / "images"
WIDTH, HEIGHT = 23, 17


def scene(width, height, seed=1):
    """Edges, slopes and noise: no two neighbours are alike."""
    y, x = np.mgrid[0:height, 0:width]
    noise = np.random.default_rng(seed).normal(0, 15, (height, width))
    red = 128 + 110 * np.sin(x / 3.0) + noise
    green = 128 + 110 * np.cos(y / 2.0 + x / 9.0)
    blue = (x * 7 + y * 13) % 256
    return Image.fromarray(np.clip(np.stack([red, green, blue], -1), 0, 255).astype("uint8"))


def keep(name):
    """What Pillow reads from a file is what we must read from it."""
    file = OUT / name
    (OUT / (name + ".rgb")).write_bytes(Image.open(file).convert("RGB").tobytes())


def save(name, image, **options):
    image.save(OUT / name, **options)
    keep(name)


def jpegs(image):
    for sampling, name in enumerate(["444", "422", "420"]):
        save(f"baseline-{name}.jpg", image, quality=85, subsampling=sampling)
        save(f"progressive-{name}.jpg", image, quality=85, subsampling=sampling, progressive=True)
    save("grey.jpg", image.convert("L"), quality=75)
    save("grey-progressive.jpg", image.convert("L"), quality=75, progressive=True)
    save("cmyk.jpg", image.convert("CMYK"), quality=90)
    ycck("ycck.jpg")
    save("best.jpg", image, quality=100, optimize=True)
    save("worst.jpg", image, quality=3)
    save("one-pixel.jpg", scene(1, 1), quality=85)
    save("two-columns.jpg", scene(2, 9), quality=85)
    ppm = OUT / "scene.ppm"
    image.save(ppm)
    for sampling in ["1x2", "4x1", "1x4", "2x4", "3x1", "1x1,2x2,1x1"]:
        cjpeg(ppm, f"sampled-{sampling.replace(',', '-')}.jpg", "-sample", sampling)
    cjpeg(ppm, "restarts.jpg", "-restart", "3B")
    cjpeg(ppm, "restarts-progressive.jpg", "-restart", "1", "-progressive")
    cjpeg(ppm, "stored-as-rgb.jpg", "-rgb")
    ppm.unlink()
    arithmetic("arithmetic.jpg")
    arithmetic("arithmetic-progressive.jpg", "-progressive")


def ycck(name):
    """cmyk.jpg whose Adobe segment says that the first three components are YCbCr; other colours come out, in Pillow too."""
    file = (OUT / "cmyk.jpg").read_bytes()
    assert file[2:4] == b"\xff\xee" and file[17] == 0
    (OUT / name).write_bytes(file[:17] + b"\2" + file[18:])
    keep(name)


def arithmetic(name, *options):
    subprocess.run(["jpegtran", "-arithmetic", *options, "-outfile", str(OUT / name), str(OUT / "baseline-420.jpg")], check=True)
    keep(name)


def cjpeg(ppm, name, *options):
    subprocess.run(["cjpeg", "-quality", "85", *options, "-outfile", str(OUT / name), str(ppm)], check=True)
    keep(name)


PASSES = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(name, samples, colour, depth, interlaced=False, expected=None):
    """A PNG that Pillow cannot write: samples[height, width, channel], filter 0."""
    height, width = samples.shape[:2]
    rows = b""
    for x0, y0, dx, dy in PASSES if interlaced else [(0, 0, 1, 1)]:
        for row in samples[y0::dy, x0::dx]:
            if row.size:
                rows += b"\0" + pack(row.reshape(-1), depth)
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, int(interlaced))
    data = zlib.compress(rows)
    (OUT / name).write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data[:9]) + chunk(b"IDAT", data[9:]) + chunk(b"IEND", b"")
    )
    if expected is None:
        keep(name)
    else:
        (OUT / (name + ".rgb")).write_bytes(expected.astype("uint8").tobytes())


def pack(samples, depth):
    if depth == 16:
        return samples.astype(">u2").tobytes()
    bits = "".join(format(int(s), f"0{depth}b") for s in samples)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits), 8))


def pngs(image):
    alpha = image.copy()
    alpha.putalpha(image.convert("L"))
    save("rgb.png", image)
    save("alpha.png", alpha)
    save("grey.png", image.convert("L"))
    save("grey-alpha.png", alpha.convert("LA"))
    save("black-and-white.png", image.convert("1"))
    for colours in [2, 4, 16, 200]:
        save(f"palette-{colours}.png", image.quantize(colours))
    save("filtered.png", Image.fromarray(np.tile(np.arange(64, dtype="uint8"), (40, 1))).convert("RGB"), optimize=True)
    rgb = np.array(image)
    grey = np.array(image.convert("L"))[:, :, None]
    png("interlaced.png", rgb, 2, 8, interlaced=True)
    png("interlaced-one-pixel.png", rgb[:1, :1], 2, 8, interlaced=True)
    png("interlaced-2-bits.png", grey >> 6, 0, 2, interlaced=True)
    png("grey-4-bits.png", grey >> 4, 0, 4)
    # 16 bits: the upper eight. Pillow reads grey ones as one channel of 16 bits and has no such conversion.
    png("rgb-16-bits.png", rgb * 256 + 77, 2, 16, expected=rgb)
    png("grey-16-bits.png", grey * 256 + 200, 0, 16, expected=np.repeat(grey, 3, -1))


def bmps(image):
    save("rgb.bmp", image)
    save("alpha.bmp", image.convert("RGBA"))
    save("grey.bmp", image.convert("L"))
    save("palette.bmp", image.quantize(100))
    save("black-and-white.bmp", image.convert("1"))
    file = (OUT / "rgb.bmp").read_bytes()
    rows = [file[54 + r * 72 : 54 + (r + 1) * 72] for r in range(HEIGHT)]
    (OUT / "top-down.bmp").write_bytes(file[:22] + struct.pack("<i", -HEIGHT) + file[26:54] + b"".join(reversed(rows)))
    keep("top-down.bmp")
    rgb = np.array(image).astype(int)
    five = (rgb[:, :, 0] >> 3) << 10 | (rgb[:, :, 1] >> 3) << 5 | rgb[:, :, 2] >> 3
    data = b"".join(row.astype("<u2").tobytes() + b"\0\0" * (WIDTH % 2) for row in reversed(five))
    header = struct.pack("<IiiHHIIiiII", 40, WIDTH, HEIGHT, 1, 16, 0, len(data), 0, 0, 0, 0)
    (OUT / "16-bits.bmp").write_bytes(b"BM" + struct.pack("<IHHI", 54 + len(data), 0, 0, 54) + header + data)
    keep("16-bits.bmp")


def gifs(image):
    save("palette.gif", image.quantize(200), interlace=0)
    save("interlaced.gif", image.quantize(200), interlace=1)
    save("two-colours.gif", image.convert("1"))
    frames = [scene(WIDTH, HEIGHT, seed).quantize(64) for seed in (1, 2, 3)]
    save("animated.gif", frames[0], save_all=True, append_images=frames[1:], duration=100, loop=0)


def resized():
    folder = OUT / "resized"
    folder.mkdir(exist_ok=True)
    source = scene(61, 47)
    (folder / "source-61x47.rgb").write_bytes(source.tobytes())
    for size in [(32, 32), (28, 28), (61, 20), (13, 47), (100, 90), (61, 47), (1, 1), (3, 200), (7, 5)]:
        (folder / f"{size[0]}x{size[1]}.rgb").write_bytes(source.resize(size, Image.BILINEAR).tobytes())


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    image = scene(WIDTH, HEIGHT)
    jpegs(image)
    pngs(image)
    bmps(image)
    gifs(image)
    resized()


if __name__ == "__main__":
    main()
