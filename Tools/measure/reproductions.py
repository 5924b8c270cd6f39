"""Prints and displays to measure the warnings on: other printers and other screens than those that training has.

Prints come by error diffusion, with square dots or from dye; displays have diamond-shaped sub-pixels (PenTile), drawn as
a fine raster that the camera's pixels pick from.
"""

from __future__ import annotations

import math

import cv2
import numpy as np
from PIL import Image

import unseen
from art import Rng, chance
from captures import Makers
from copies import inked

FINE = 4
LUMA = 0.114, 0.587, 0.299
GAMMA = 2.2


def _diffused(face: np.ndarray) -> np.ndarray:
    """Drops of ink by Floyd's and Steinberg's error diffusion, 1 where there is ink."""
    grey = Image.fromarray(np.uint8(np.clip(face, 0, 1) * 255))
    return 1 - np.asarray(grey.convert("1"), np.float32)


def _square_dots(rng: Rng, face: np.ndarray, pitch: float) -> np.ndarray:
    """Square dots that grow from the middle of their cells, in rows that lean."""
    lean = math.radians(rng.uniform(20, 70))
    y, x = np.mgrid[0 : face.shape[0], 0 : face.shape[1]].astype(np.float32)
    u = (x * math.cos(lean) + y * math.sin(lean)) / pitch % 1
    v = (y * math.cos(lean) - x * math.sin(lean)) / pitch % 1
    reach = np.maximum(np.abs(u - 0.5), np.abs(v - 0.5)) * 2
    return (reach**2 < 1 - face).astype(np.float32)


def printed(rng: Rng, face: np.ndarray, px_per_mm: float, paper: float) -> tuple[np.ndarray, np.ndarray]:
    """See copies.printed."""
    steep = rng.uniform(4, 9)
    shown = 1 / (1 + np.exp(-steep * (face - rng.uniform(0.35, 0.6))))
    shown = face + (shown - face) * np.float32(rng.uniform(0, 1))
    kind, streaks = rng.random(), np.float32(1)
    if kind < 0.45:
        cells = rng.uniform(6, px_per_mm)
        scale = cells / px_per_mm
        small = cv2.resize(shown, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        cover = cv2.resize(_diffused(small), shown.shape[::-1], interpolation=cv2.INTER_NEAREST)
        cover = cv2.blur(cover, (2, 2))
    elif kind < 0.85:
        cover = cv2.blur(_square_dots(rng, shown, px_per_mm * 25.4 / rng.uniform(55, 110)), (2, 2))
    else:
        cover = 1 - shown
        streaks = 1 + rng.standard_normal((1, face.shape[1]), dtype=np.float32) * np.float32(rng.uniform(0.005, 0.02))
    return inked(rng, (cover, 1 - shown), streaks, paper, rng.uniform(0.08, 0.28))


def _diamonds(rng: Rng, height: int, width: int) -> tuple[np.ndarray, ...]:
    """Where blue, green and red shine on a raster of FINE cells to a screen pixel: green in each, the others in turn."""
    side = 2 * FINE
    y, x = np.mgrid[0:side, 0:side].astype(np.float32)
    reach = rng.uniform(0.3, 0.5) * FINE

    def at(places: tuple) -> np.ndarray:
        lit = np.zeros((side, side), np.float32)
        for cx, cy in places:
            across = np.minimum(np.abs(x - cx * FINE), side - np.abs(x - cx * FINE))
            down = np.minimum(np.abs(y - cy * FINE), side - np.abs(y - cy * FINE))
            lit = np.maximum(lit, np.clip(reach - across - down + 1, 0, 1))
        lit /= lit.mean()
        return np.tile(lit, (-(-height // side), -(-width // side)))[:height, :width]

    green = at(((0.25, 0.25), (1.25, 0.25), (0.25, 1.25), (1.25, 1.25)))
    return at(((0.75, 0.75), (1.75, 1.75))), green, at(((1.75, 0.75), (0.75, 1.75)))


def photographed(
    rng: Rng, shown: np.ndarray, to_frame: np.ndarray, left: int, top: int, width: int, height: int
) -> np.ndarray:
    """What the camera sees of a display: see screens.photographed."""
    raster = np.zeros((shown.shape[0] * FINE, shown.shape[1] * FINE), np.float32)
    linear = ((np.arange(256) / 255) ** GAMMA).astype(np.float32)
    for channel, lit in enumerate(_diamonds(rng, *raster.shape)):
        tone = cv2.resize(linear[shown[:, :, channel]], raster.shape[::-1], interpolation=cv2.INTER_NEAREST)
        raster += tone * lit * np.float32(LUMA[channel])
    fine = np.diag([FINE, FINE, 1.0])
    samples = np.array([[2.0, 0, -2.0 * left], [0, 2.0, -2.0 * top], [0, 0, 1]])
    light = cv2.warpPerspective(raster, samples @ to_frame @ np.linalg.inv(fine), (2 * width, 2 * height))
    light = cv2.resize(light, (width, height), interpolation=cv2.INTER_AREA)
    light = cv2.GaussianBlur(light, (0, 0), rng.uniform(0.35, 0.9))
    if chance(rng, 0.25):
        rows = (np.arange(height, dtype=np.float32)[:, None] / rng.uniform(60, 300)) % 1
        light = light * (1 - (rows < 0.4) * np.float32(rng.uniform(0.03, 0.15)))
    light = light * rng.uniform(0.75, 1.25) + rng.uniform(0, 0.04)
    return 255 * np.clip(light, 0, 1.3) ** np.float32(1 / GAMMA)


MAKERS = Makers(printed, photographed, unseen.backdrop)
