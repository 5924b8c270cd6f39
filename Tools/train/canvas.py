"""The surface that a card's marks and fields are drawn on."""

from __future__ import annotations

from typing import Callable

import cv2
import numpy as np

import art
import patterns
from art import Rng, Split, chance

Place = tuple[float, float]


class Canvas:
    """A card being drawn; `mm` is the scale in pixels per millimetre.

    What is painted goes into `image` at once. What is pressed up is gathered in `raised`, what is printed in the ink of
    the number in `printed` (coverage 0..1), so that all of it is finished alike. `taken` is where something to be read
    stands: issuers keep it clear, ISO/IEC 7811-1 and 7816-2 even keep the embossed rows and the chip apart.
    """

    # Places that are tried for a mark.
    TRIES = 6
    # Share of the training's cards with a fine pattern all over: dots of print are to be told from it.
    PATTERNED = 0.35

    def __init__(self, rng: Rng, width_mm: float, height_mm: float, px_per_mm: float, split: Split) -> None:
        self.rng, self.mm, self.split = rng, px_per_mm, split
        self.width, self.height = round(width_mm * px_per_mm), round(height_mm * px_per_mm)
        self.image = art.card_art(rng, self.height, self.width, split)
        if split == "train" and chance(rng, self.PATTERNED):
            lain = patterns.lay(rng, self.image, rng.uniform(1.5, 6.5) * self.mm)
            self.image = np.clip(lain, 0, 255).astype(np.float32)
        self.raised = np.zeros((self.height, self.width), np.float32)
        self.printed = np.zeros((self.height, self.width), np.float32)
        self.taken = np.zeros((self.height, self.width), bool)

    def between(self, low_mm: float, high_mm: float) -> float:
        """A random length in pixels between two in millimetres."""
        return self.rng.uniform(low_mm, high_mm) * self.mm

    def text(
        self, text: str, x: float, y: float, height_mm: float, alpha: float = 1.0, font: str | None = None
    ) -> None:
        """Prints a line of text in an ink that stands out there, unless something else is to be read there."""
        mask = art.text_mask(self.rng, text, height_mm * self.mm, self.split, font)
        height, width = mask.shape
        if self.is_free(x, y, width, height, clear_mm=0.1):
            art.paint(self.image, mask, x, y, art.ink(self.rng, self.image, x, y, width, height), alpha)
            self.take(x, y, width, height)

    def take(self, x: float, y: float, width: float, height: float) -> None:
        """Keeps a place for what stands there."""
        self.taken[self._box(x, y, width, height)] = True

    def is_free(self, x: float, y: float, width: float, height: float, clear_mm: float = 0.3) -> bool:
        """Whether nothing that is to be read stands in or close to a place."""
        clear = clear_mm * self.mm
        return not self.taken[self._box(x - clear, y - clear, width + 2 * clear, height + 2 * clear)].any()

    def free_place(self, place: Callable[[], Place], width: float, height: float) -> Place | None:
        """The first free one of some places for a mark; None where all are taken."""
        for _ in range(self.TRIES):
            x, y = place()
            if self.is_free(x, y, width, height):
                return x, y
        return None

    @staticmethod
    def _box(x: float, y: float, width: float, height: float) -> tuple[slice, slice]:
        return (slice(max(0, round(y)), max(0, round(y + height))), slice(max(0, round(x)), max(0, round(x + width))))

    def stamp(self, layer: np.ndarray, mask: np.ndarray, x: float, y: float) -> np.ndarray:
        """Joins a mask to `raised` or `printed` at the free place nearest to x, y; returns its quad.

        Raised rows keep apart as those of ISO/IEC 7811-1 do: four lines of a name in 14.5 mm.
        """
        height, width = mask.shape
        rim, clear_mm = 1.5 * self.mm, 0.9 if layer is self.raised else 0.5
        left = round(min(max(x, rim), max(rim, self.width - width - rim)))
        top = round(y)
        for step in range(40):
            moved = y + (step + 1) // 2 * (1 if step % 2 else -1) * self.mm
            if rim < moved < self.height - height - rim:
                if self.is_free(left - 0.5 * self.mm, moved, width + self.mm, height, clear_mm):
                    top = round(moved)
                    break
        art.stamp(layer, mask, left, top)
        self.take(left, top, width, height)
        right, bottom = min(left + width, self.width), top + height
        return np.float32([[left, top], [right, top], [right, bottom], [left, bottom]])


def rounded_box(height: int, width: int, radius: int) -> np.ndarray:
    """Coverage of a box with rounded corners that fills the array."""
    box = np.zeros((height, width), np.float32)
    cv2.rectangle(box, (radius, 0), (width - 1 - radius, height - 1), 1.0, -1)
    cv2.rectangle(box, (0, radius), (width - 1, height - 1 - radius), 1.0, -1)
    for x in (radius, width - 1 - radius):
        for y in (radius, height - 1 - radius):
            cv2.circle(box, (x, y), radius, 1.0, -1, cv2.LINE_AA)
    return box


def resized(mask: np.ndarray, width: float, height: float | None = None) -> np.ndarray:
    """A mask scaled to a width, keeping its shape unless a height is given."""
    scale = width / mask.shape[1]
    size = max(2, round(width)), max(2, round(height or mask.shape[0] * scale))
    return cv2.resize(mask, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
