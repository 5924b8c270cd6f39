"""RapidOCR, the general text reader that cardcam is compared with: its own models, on one thread."""

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
    """Reads pictures with RapidOCR.

    The stock pipeline turns each line that its classifier takes for upside down. It often errs on embossed digits, so
    a second way of reading goes without: better on cards that stand upright, blind to others.
    """

    name = f"RapidOCR {version('rapidocr')}"
    ways = {"stock pipeline": True, "lines never turned": False}

    def __init__(self) -> None:
        threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
        self._engine = RapidOCR(params={**threads, "Global.log_level": "error"})

    def rows(self, picture: Path, way: str) -> list[list[str]]:
        """The texts that are found on a picture, in rows."""
        found = self._engine(str(picture), use_cls=self.ways[way])
        if found.boxes is None or not found.txts:
            return []
        return in_rows(np.asarray(found.boxes, float), list(found.txts))


def shows(rows: list[list[str]], number: str) -> bool:
    """Whether a row has all digits of a number side by side: the most that a reader could make of it."""
    return any(number in re.sub(r"\D", "", "".join(row)) for row in rows)


def first_valid(rows: list[list[str]]) -> str | None:
    """What a reader emits that takes the first candidate of a payment card's length with the right check digit.

    Candidates are the digits found apart and joined along their row, upper rows and longer ones first.
    """
    for row in rows:
        pieces = [piece.replace(" ", "") for text in row for piece in DIGITS.findall(text)]
        for length in range(len(pieces), 0, -1):
            for at in range(len(pieces) - length + 1):
                candidate = "".join(pieces[at : at + length])
                if len(candidate) in PAYMENT_LENGTHS and is_luhn_valid(candidate):
                    return candidate
    return None


def in_rows(boxes: np.ndarray, texts: list[str]) -> list[list[str]]:
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

