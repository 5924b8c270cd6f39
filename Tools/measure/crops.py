"""Crops of a few places of real card numbers, read by the exported reader alone.

Half of their numbers take part in training: the rule is `kept_out` of Tools/train/real_digits.py, a hash of the label,
so that no number stands on both sides. Crops that splits/digits4-mislabelled.txt names (by a hash of the file's name)
are left out: a look at them shows other digits than their label says.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import onnxruntime

import verdicts
from environment import ROOT, print_row
from labels import NUMBER_LENGTHS
from tally import share, total

sys.path.insert(0, str(ROOT / "Tools/train"))

from real_digits import kept_out, strip_of  # noqa: E402

MISLABELLED = Path(__file__).with_name("splits") / "digits4-mislabelled.txt"
MODELS = ROOT / "Sources/CModels"
BATCH = 64
DIGITS = 10


@dataclass(frozen=True)
class Crop:
    """A crop and the digits it shows."""

    path: Path
    number: str
    is_kept_out: bool


def name_hash(path: Path) -> str:
    """Names a crop without telling its digits, which stand in its file name."""
    return hashlib.sha256(path.name.encode()).hexdigest()[:16]


def load_crops(folder: Path) -> list[Crop]:
    """The crops of all sets in a folder whose labels can be trusted."""
    mislabelled = {line for line in MISLABELLED.read_text().splitlines() if not line.startswith("#")}
    crops = []
    for manifest in sorted({*folder.glob("manifest.csv"), *folder.glob("*/manifest.csv")}):
        with manifest.open(newline="", encoding="utf-8-sig") as file:
            for row in csv.DictReader(file):
                number, path = row["label"].strip().replace("_", ""), manifest.parent / row["path"]
                if number.isdecimal() and len(number) < NUMBER_LENGTHS.start and name_hash(path) not in mislabelled:
                    crops.append(Crop(path, number, kept_out(number)))
    return crops


def best_paths(logits: np.ndarray) -> list[tuple[str, float]]:
    """The digits on the likeliest path of each strip, and the probability of that path (blank and digits alone)."""
    odds = np.exp(logits[:, :, : DIGITS + 1] - logits[:, :, : DIGITS + 1].max(2, keepdims=True))
    odds /= odds.sum(2, keepdims=True)
    found = []
    for path, columns in zip(odds.argmax(2), odds):
        text = "".join(str(c - 1) for c, before in zip(path, [0, *path[:-1]]) if c and c != before)
        found.append((text, likelihood(columns, text)))
    return found


def likelihood(columns: np.ndarray, text: str) -> float:
    """Probability of a text, all alignments summed (connectionist temporal classification)."""
    labels = np.zeros(2 * len(text) + 1, int)
    labels[1::2] = [int(digit) + 1 for digit in text]
    skips = np.r_[False, False, (labels[2:] != 0) & (labels[2:] != labels[:-2])]
    sums = np.where(np.arange(len(labels)) < 2, columns[0, labels], 0.0)
    for column in columns[1:]:
        moved = sums + np.r_[0, sums[:-1]] + np.where(skips, np.r_[0, 0, sums[:-2]], 0)
        sums = moved * column[labels]
    return float(sums[-2:].sum())


def read_crops(crops: list[Crop], models: Path | None) -> list[tuple[str, float]]:
    """What the reader makes of each crop, and how sure it is."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    backbone, head = (onnxruntime.InferenceSession((models or MODELS) / f"{name}.onnx", options)
                      for name in ("backbone", "numbers"))
    found = []
    for at in range(0, len(crops), BATCH):
        images = (cv2.imread(str(crop.path), cv2.IMREAD_GRAYSCALE) for crop in crops[at : at + BATCH])
        strips = np.stack([strip_of(image) for image in images]).astype(np.float32)
        strips -= strips.mean((1, 2), keepdims=True)
        strips /= strips.std((1, 2), keepdims=True) + 1e-3
        features = backbone.run(None, {"x": strips[:, None]})[0]
        found += best_paths(head.run(None, {"x": features})[0])
    return found


def crop_figures(crops: list[Crop], found: list[tuple[str, float]]) -> dict:
    """Counts of one side of the split."""
    recall = total(verdicts.digits_found(text, crop.number) for crop, (text, _) in zip(crops, found))
    confused: dict[str, int] = {}
    for crop, (text, _) in zip(crops, found):
        for pair, count in verdicts.confusions(text, crop.number).items():
            confused[pair] = confused.get(pair, 0) + count
    exact = [text == crop.number for crop, (text, _) in zip(crops, found)]
    return {
        "crops": len(crops), "exact": sum(exact), "numbers": len({crop.number for crop in crops}),
        "recall": {digit: read / printed for digit, (read, printed) in recall.items() if printed},
        "confusions": dict(sorted(confused.items(), key=lambda item: -item[1])[:12]),
        "sure": [[probability, right] for (_, probability), right in zip(found, exact)],
    }


def evaluate_crops(crops: list[Crop], models: Path | None) -> dict:
    """Reads and counts both sides of the split."""
    found = list(zip(crops, read_crops(crops, models)))
    sides = {"kept out": [pair for pair in found if pair[0].is_kept_out], "all": found}
    return {side: crop_figures(*map(list, zip(*pairs))) for side, pairs in sides.items() if pairs}


def print_crops(figures: dict) -> None:
    """Prints both sides of the split."""
    print("## Crops of a few places\n\n| side of the split | crops | different numbers | exact | share |")
    print("|---|--:|--:|--:|--:|")
    for side, counts in figures.items():
        print_row(side, counts["crops"], counts["numbers"], counts["exact"], share(counts["exact"], counts["crops"]))
    for side, counts in figures.items():
        print(f"\nRecall of digits, {side}:", ", ".join(f"{d} {r:.3f}" for d, r in counts["recall"].items()) + ".")
        print("Printed>read:", ", ".join(f"{pair} {count}" for pair, count in counts["confusions"].items()) + ".")
    print()
