"""RapidOCR, the general text reader that cardcam is compared with: its stock pipeline and models, on one thread."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

import numpy as np
from rapidocr import RapidOCR

from labels import is_luhn_valid

DIGITS = re.compile(r"\d(?:[\d ]*\d)?")
PAYMENT_LENGTHS = range(13, 20)


class RapidReader:
    """Reads pictures with RapidOCR and looks for card numbers in what it finds."""

    name = f"RapidOCR {version('rapidocr')}"

    def __init__(self) -> None:
        threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
        self._engine = RapidOCR(params={**threads, "Global.log_level": "error"})

    def candidates(self, picture: Path) -> list[str]:
        """All that may be a number: digits found apart and joined along their row; upper rows and longer ones first."""
        found = self._engine(str(picture))
        if found.boxes is None or not found.txts:
            return []
        candidates = []
        for row in rows(np.asarray(found.boxes, float), list(found.txts)):
            pieces = [piece.replace(" ", "") for text in row for piece in DIGITS.findall(text)]
            for length in range(len(pieces), 0, -1):
                candidates += ["".join(pieces[at : at + length]) for at in range(len(pieces) - length + 1)]
        return candidates


def rows(boxes: np.ndarray, texts: list[str]) -> list[list[str]]:
    """Texts in rows, along the direction of the longest of them; `boxes` are their corners, clockwise from top left."""
    edges = boxes[:, 1] - boxes[:, 0]
    along = edges[np.linalg.norm(edges, axis=1).argmax()]
    along = along / max(np.linalg.norm(along), 1e-9)
    centers = boxes.mean(axis=1)
    x, y = centers @ along, centers @ np.array([-along[1], along[0]])
    heights = np.linalg.norm(boxes[:, 3] - boxes[:, 0], axis=1)
    found: list[list[int]] = []
    for index in np.argsort(y):
        if found and abs(y[index] - np.mean(y[found[-1]])) < min(heights[index], heights[found[-1][0]]) / 2:
            found[-1].append(index)
        else:
            found.append([index])
    return [[texts[index] for index in sorted(row, key=lambda index: x[index])] for row in found]


def first_valid(candidates: list[str]) -> str | None:
    """What a reader emits that takes the first candidate of a payment card's length with the right check digit."""
    return next((text for text in candidates if len(text) in PAYMENT_LENGTHS and is_luhn_valid(text)), None)
