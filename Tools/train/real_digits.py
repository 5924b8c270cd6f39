"""Lines of real digits: real_digits.py FOLDER COUNT [--pool FOLDER] [--seed N].

FOLDER holds labelled crops of four places of real card numbers (manifest.csv: path, label; "_" is a gap). Half of
their numbers may be learned from: which half, a hash of the label decides, so that no number stands on both sides.
Crops of like brightness are joined into longer lines, for one crop teaches no neighbours.
"""
import argparse
import csv
import hashlib
import os

import cv2
import numpy as np

import line
import make_lines

# The crops are cut more closely above and below than the row of a card is.
MARGIN = 0.1
SHARES = ((1, 0.35), (2, 0.15), (3, 0.15), (4, 0.35))


def kept_out(label: str) -> bool:
    """Whether the crops of a number are for measuring alone."""
    return hashlib.sha256(label.replace("_", "").encode()).digest()[0] % 2 == 0


def load(folder: str) -> list[tuple[np.ndarray, str]]:
    """The crops that may be learned from."""
    with open(os.path.join(folder, "manifest.csv"), newline="") as file:
        rows = [row for row in csv.DictReader(file) if not kept_out(row["label"])]
    return [(cv2.imread(os.path.join(folder, row["path"]), cv2.IMREAD_GRAYSCALE), row["label"].replace("_", ""))
            for row in rows]


def strip_of(crop: np.ndarray, height: int = line.HEIGHT, width: int = line.WIDTH) -> np.ndarray:
    """A crop in the middle of a strip, continued by its own border."""
    margin = round(crop.shape[0] * MARGIN)
    crop = cv2.copyMakeBorder(crop, margin, margin, 0, 0, cv2.BORDER_REPLICATE)
    crop = cv2.resize(crop, (min(width, round(crop.shape[1] * height / crop.shape[0])), height),
                      interpolation=cv2.INTER_AREA)
    left = (width - crop.shape[1]) // 2
    return cv2.copyMakeBorder(crop, 0, 0, left, width - crop.shape[1] - left, cv2.BORDER_REPLICATE)


def _joined(rng: np.random.Generator, pieces: list[np.ndarray]) -> np.ndarray:
    """Crops side by side, with a gap of card between them."""
    height = max(piece.shape[0] for piece in pieces)
    row = None
    for piece in pieces:
        piece = cv2.resize(piece, (round(piece.shape[1] * height / piece.shape[0]), height)).astype(np.float32)
        if row is None:
            row = piece
            continue
        gap = int(height * rng.uniform(0.02, 0.55))
        piece = piece + (row[:, -4:].mean() - piece[:, :4].mean()) * rng.uniform(0.3, 1)
        share = np.linspace(0, 1, gap + 2, dtype=np.float32)[1:-1]
        bridge = row[:, -1:] * (1 - share) + piece[:, :1] * share
        row = np.hstack([row, bridge, piece])
    return row


def sample(rng: np.random.Generator, crops: list[tuple[np.ndarray, str]]) -> tuple[np.ndarray, str]:
    """One strip of one to four crops, and its digits."""
    counts, shares = zip(*SHARES)
    count = int(rng.choice(counts, p=shares))
    drawn = [crops[at] for at in rng.choice(len(crops), 40)]
    first = drawn[0][0]
    drawn[1:] = sorted(drawn[1:], key=lambda crop: abs(crop[0].mean() - first.mean())
                       + abs(crop[0].std() - first.std()))
    chosen = drawn[:count]
    row = _joined(rng, [image for image, _ in chosen])
    height = row.shape[0]
    above, below = (int(height * rng.uniform(0, 0.22)) for _ in range(2))
    sides = [int(height * rng.uniform(0, 0.5)) for _ in range(2)]
    if count < 3:
        free = max(0, int((height + above + below) * rng.uniform(6, 11)) - row.shape[1])
        left = int(free * rng.random())
        sides = [sides[0] + left, sides[1] + free - left]
    row = cv2.copyMakeBorder(row, above, below, *sides, cv2.BORDER_REPLICATE)
    if rng.random() < 0.4:
        zoom = rng.uniform(0.45, 1)
        row = cv2.resize(row, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_AREA)
    if rng.random() < 0.35:
        row = line.optics(rng, row, row.shape[0] * 0.6)
    return (cv2.resize(np.clip(row, 0, 255).astype(np.uint8), (line.WIDTH, line.HEIGHT),
                       interpolation=cv2.INTER_AREA), "".join(label for _, label in chosen))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("count", type=int)
    parser.add_argument("--pool", default=".train/lines-real")
    parser.add_argument("--seed", type=int, default=70001)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    crops = load(options.folder)
    make_lines.write_pool(options.pool, options.seed, options.count,
                          make_lines.one_by_one(lambda rng: sample(rng, crops)))


if __name__ == "__main__":
    main()
