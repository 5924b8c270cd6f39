"""The printed marks of a card: chip, contactless waves, issuer and network.

Each stands where nothing is to be read, or is left out. Ranges are millimetres from the left and the upper edge.
"""

from __future__ import annotations

import cv2
import numpy as np

import art
from art import chance
from canvas import Canvas, resized, rounded_box

Range = tuple[float, float]


def chip(canvas: Canvas, right: Range, down: Range) -> None:
    rng = canvas.rng
    width, height = round(12.5 * canvas.mm), round(canvas.between(8.6, 9.8))
    at = canvas.free_place(lambda: (canvas.between(*right), canvas.between(*down)), width, height)
    if not at:
        return
    metal = (
        art.random_color(rng, rng.uniform(0.2, 0.6), rng.uniform(0.6, 0.95)),
        rng.uniform((80, 160, 200), (150, 210, 245)),
        np.full(3, rng.uniform(130, 220)),
    )[rng.integers(0 if canvas.split == "train" else 1, 3)]
    plate = art.plain(height, width, metal) * (1 + (art.ramp(rng, height, width) - 0.5) * rng.uniform(-0.4, 0.4))
    plate = plate.astype(np.float32)
    groove, line = (metal * rng.uniform(0.25, 0.6)).tolist(), max(1, round(canvas.between(0.15, 0.4)))
    left, top = int(width * rng.uniform(0.28, 0.4)), int(height * rng.uniform(0.28, 0.4))
    cv2.rectangle(plate, (left, top), (width - left, height - top), groove, line)
    for level in (top, height // 2, height - top):
        cv2.line(plate, (0, level), (left, level), groove, line)
        cv2.line(plate, (width - left, level), (width, level), groove, line)
    cv2.line(plate, (width // 2, 0), (width // 2, top), groove, line)
    cv2.line(plate, (width // 2, height - top), (width // 2, height), groove, line)
    mask = rounded_box(height, width, int(height * rng.uniform(0.08, 0.25)))[:, :, None]
    x, y = map(int, at)
    target = canvas.image[y : y + height, x : x + width]
    if target.shape == plate.shape:
        target += mask * (plate - target)
        canvas.take(x, y, width, height)


def contactless(canvas: Canvas, right: Range, down: Range) -> None:
    """Waves, mostly beside where a chip is."""
    rng = canvas.rng
    if chance(rng, 0.6):
        beside, height = (right[0] + 15, right[1] + 20), (down[0] + 2, down[1] + 6)
    else:
        beside, height = ([low * side / canvas.mm, high * side / canvas.mm]
                          for low, high, side in ((0.3, 0.9, canvas.width), (0.2, 0.9, canvas.height)))
    size = 4 * canvas.mm
    at = canvas.free_place(lambda: (canvas.between(*beside), canvas.between(*height) - size / 2), size, size)
    if not at:
        return
    x, y = at
    color = art.ink(rng, canvas.image, x, y, size, size).tolist()
    canvas.take(x, y, size, size)
    for radius_mm in (1.2, 2.0, 2.8, 3.6):
        radius = round(radius_mm * canvas.mm)
        line = max(1, round(0.4 * canvas.mm))
        cv2.ellipse(canvas.image, (int(x), int(y + size / 2)), (radius, radius), 0, -40, 40, color, line, cv2.LINE_AA)


def issuer(canvas: Canvas) -> None:
    rng = canvas.rng
    x = canvas.between(4, 12) if chance(rng, 0.7) else rng.uniform(0.4, 0.7) * canvas.width
    y, size_mm = canvas.between(3.5, 8), rng.uniform(2.5, 6)
    size = size_mm * canvas.mm
    if chance(rng, 0.7) and canvas.is_free(x, y, size, size):
        color = art.ink(rng, canvas.image, x, y, size, size).tolist()
        line = -1 if chance(rng, 0.6) else max(1, round(0.6 * canvas.mm))
        center = int(x + size / 2), int(y + size / 2)
        cv2.circle(canvas.image, center, int(size / 2), color, line, cv2.LINE_AA)
        canvas.take(x, y, size, size)
        x += size * 1.25
    canvas.text(art.word(rng, canvas.split), x, y, size_mm * rng.uniform(0.5, 0.9))
    if chance(rng, 0.7):
        words = art.word(rng, canvas.split) + " " + art.word(rng, canvas.split)
        canvas.text(words, x, y + size * 0.9, size_mm * rng.uniform(0.25, 0.4))


def brand(canvas: Canvas, bottom_mm: Range, width: float) -> None:
    """The network's mark near the right edge, its lower edge in a range."""
    kind = canvas.rng.random()
    height = width * canvas.rng.uniform(0.5, 0.68)
    at = canvas.free_place(
        lambda: (canvas.width - canvas.between(3, 8) - width, canvas.between(*bottom_mm) - height), width, height)
    if not at:
        return
    right, bottom = at[0] + width, at[1] + height
    canvas.take(*at, width, height)
    if kind < 0.35:
        _discs(canvas, right - width / 2, bottom - height / 2, height / 2)
    elif kind < 0.7:
        _panels(canvas, right - width, bottom - height, width, height)
    else:
        _wordmark(canvas, right, bottom, width)


def _discs(canvas: Canvas, x: float, y: float, radius: float) -> None:
    rng = canvas.rng
    colors = [art.random_color(rng, 0.9, 0.85), art.random_color(rng, 0.8, 0.95)]
    if chance(rng, 0.5):
        colors = [np.array([20, 20, 225]), np.array([30, 150, 245])]
    for side, color in zip((-1, 1), colors):
        layer = canvas.image.copy()
        center = int(x + side * 0.55 * radius), int(y)
        cv2.circle(layer, center, int(radius), color.tolist(), -1, cv2.LINE_AA)
        canvas.image = cv2.addWeighted(canvas.image, 0.15, layer, 0.85, 0)


def _panels(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    rng = canvas.rng
    colors = [art.random_color(rng) for _ in range(3)]
    if chance(rng, 0.5):
        colors = [np.array([60, 30, 200]), np.array([110, 60, 10]), np.array([110, 110, 10])]
    if chance(rng, 0.6):
        rim = canvas.between(0.4, 1)
        corners = (int(x - rim), int(y - rim)), (int(x + width + rim), int(y + height + rim))
        cv2.rectangle(canvas.image, *corners, (255, 255, 255), -1)
    slant = height * rng.uniform(0, 0.15)
    for index, color in enumerate(colors):
        left, right = x + width * index / 3, x + width * (index + 1) / 3
        panel = np.array([[left + slant, y], [right + slant, y], [right - slant, y + height],
                          [left - slant, y + height]], np.int32)
        cv2.fillPoly(canvas.image, [panel], color.tolist(), cv2.LINE_AA)
    for dx, dy in ((0.06, 0.18), (0.4, 0.55)):
        mask = art.text_mask(rng, art.word(rng, canvas.split), height * 0.26, canvas.split)
        art.paint(canvas.image, mask, x + width * dx, y + height * dy, np.full(3, 255))


def _wordmark(canvas: Canvas, right: float, bottom: float, width: float) -> None:
    rng = canvas.rng
    mask = art.text_mask(rng, str(rng.choice(art.WORDS[canvas.split])).upper()[:7], width * 0.4, canvas.split)
    slant = rng.uniform(0, 0.35) * mask.shape[0]
    shear = np.float32([[1, -slant / mask.shape[0], slant], [0, 1, 0]])
    mask = cv2.warpAffine(mask, shear, (mask.shape[1] + int(slant) + 1, mask.shape[0]))
    mask = resized(mask, width)
    x, y = right - mask.shape[1], bottom - mask.shape[0]
    art.paint(canvas.image, mask, x, y, art.ink(rng, canvas.image, x, y, mask.shape[1], mask.shape[0]))
