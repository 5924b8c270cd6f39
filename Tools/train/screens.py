"""Photographs a display: for the warning that a card was taken from a screen.

Each sample of the camera falls on one colour of one screen pixel, or between them. Nothing is smoothed before, so the
samples beat with the pixels as a sensor does: true moire.
"""

from __future__ import annotations

import cv2
import numpy as np

from art import Rng, chance

LUMA = 0.114, 0.587, 0.299
TILE = 24
GAMMA = 2.2


def pixel(rng: Rng) -> np.ndarray:
    """How bright blue, green and red shine at each place within a screen pixel: TILE x TILE x 3, mean 1."""
    tile = np.zeros((TILE, TILE, 3), np.float32)
    wide, high = rng.uniform(0.6, 0.95), rng.uniform(0.7, 0.97)
    order = (2, 1, 0) if chance(rng, 0.8) else (0, 1, 2)
    # Left, top, width and height of what shines in each colour: three stripes, or two beside a stripe.
    thirds = [(part / 3, 0.0, 1 / 3, 1.0) for part in range(3)]
    pair = [(0.0, 0.0, 0.5, 0.5), (0.0, 0.5, 0.5, 0.5), (0.5, 0.0, 0.5, 1.0)]
    # Some are halved across.
    halves = chance(rng, 0.25)
    for (left, top, width, height), channel in zip(thirds if chance(rng, 0.75) else pair, order):
        left, right = (left + width / 2) - width * wide / 2, (left + width / 2) + width * wide / 2
        top, bottom = (top + height / 2) - height * high / 2, (top + height / 2) + height * high / 2
        first = round(left * TILE), round(top * TILE)
        last = max(first[0] + 1, round(right * TILE)), round(bottom * TILE)
        tile[first[1] : last[1], first[0] : last[0], channel] = 1
        if halves:
            tile[(first[1] + last[1]) // 2 - 1 : (first[1] + last[1]) // 2 + 1, :, channel] = 0
    tile = cv2.blur(np.tile(tile, (3, 3, 1)), (3, 3))[TILE : 2 * TILE, TILE : 2 * TILE]
    if chance(rng, 0.3):
        tile = np.ascontiguousarray(tile.transpose(1, 0, 2))
    return tile / tile.mean((0, 1))


def photographed(
    rng: Rng, shown: np.ndarray, to_frame: np.ndarray, left: int, top: int, width: int, height: int
) -> np.ndarray:
    """What the camera sees of a display, luma 0..255.

    `shown` is what the display shows, height x width x 3 uint8, one pixel for each of its own; `to_frame` takes its
    pixels to the frame's; the other numbers say which part of the frame is wanted.
    """
    tile, samples = pixel(rng), 2
    back = np.linalg.inv(to_frame).tolist()
    y, x = np.mgrid[0 : height * samples, 0 : width * samples].astype(np.float32)
    x = (x + 0.5) / samples + (left - 0.5 + float(rng.uniform(-0.2, 0.2)))
    y = (y + 0.5) / samples + (top - 0.5 + float(rng.uniform(-0.2, 0.2)))
    w = 1 / (back[2][0] * x + back[2][1] * y + back[2][2])
    u = (back[0][0] * x + back[0][1] * y + back[0][2]) * w + 0.5
    v = (back[1][0] * x + back[1][1] * y + back[1][2]) * w + 0.5
    row = np.floor(v)
    if chance(rng, 0.2):
        # Each other row stands half a pixel aside.
        u += row % 2 / 2
    column = np.floor(u)
    linear = ((np.arange(256) / 255) ** GAMMA).astype(np.float32)
    shining = cv2.remap(cv2.LUT(shown, linear), column, row, cv2.INTER_NEAREST)
    shining *= cv2.remap(tile, (u - column) * TILE - 0.5, (v - row) * TILE - 0.5, cv2.INTER_NEAREST,
                         borderMode=cv2.BORDER_REPLICATE)
    light = cv2.transform(shining, np.float32([LUMA]))
    light = cv2.GaussianBlur(light, (0, 0), rng.uniform(0.35, 1.1) * samples)
    light = cv2.resize(light, (width, height), interpolation=cv2.INTER_AREA)
    if chance(rng, 0.3):
        rows = np.arange(height, dtype=np.float32)[:, None]
        period, phase = rng.uniform(30, 400), rng.uniform(0, 6.3)
        light = light * (1 + rng.uniform(0.02, 0.2) * np.sin(rows * 2 * np.pi / period + phase))
    light = light * rng.uniform(0.7, 1.3) + rng.uniform(0, 0.05)
    return 255 * np.clip(light, 0, 1.4) ** np.float32(1 / GAMMA)
