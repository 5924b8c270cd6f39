"""How printers lay tones down: dots and lines of a screen, process colours, drops of ink.

Each maker takes the tones of a card's face (0 black ... 1 white, height x width, float32) and pixels to a millimetre, and
returns the share of each pixel that ink covers. How they lay it down: R. Ulichney, Digital Halftoning, 1987;
D. Lau and G. Arce, Modern Digital Halftoning, 2008.
"""

from __future__ import annotations

import math

import cv2
import numpy as np

from art import Rng, chance, smooth_noise

BAYER = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]], np.float32) / 16 + 1 / 32
# How much of the light each ink takes away, black, cyan, magenta and yellow, and the angle of its screen.
INKS = (1.0, 45), (0.62, 15), (0.55, 75), (0.12, 0)


def _lattice(height: int, width: int, pitch: float, degrees: float, wobble: np.ndarray | float = 0) -> tuple:
    """Phases along and across a screen, in radians; `wobble` moves it across, in pixels."""
    angle = math.radians(degrees)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    turn = np.float32(2 * math.pi / pitch)
    y = y + wobble
    return (x * math.cos(angle) + y * math.sin(angle)) * turn, (y * math.cos(angle) - x * math.sin(angle)) * turn


def _inked(rng: Rng, shown: np.ndarray, thresholds: np.ndarray, spread: float = 1.1) -> np.ndarray:
    """Ink where tones are darker than thresholds, with edges that spread a little."""
    cover = np.clip((thresholds - shown) / np.float32(rng.uniform(0.02, 0.2)) + 0.5, 0, 1)
    return cv2.GaussianBlur(cover, (0, 0), rng.uniform(0.3, spread))


def spots(rng: Rng, shown: np.ndarray, px_per_mm: float) -> np.ndarray:
    """Clustered dots or lines at an angle, as lasers set them."""
    pitch = px_per_mm * 25.4 / rng.uniform(50, 130)
    u, v = _lattice(*shown.shape, pitch, rng.choice([45, 45, 15, 75, 0, 90, rng.uniform(0, 90)]))
    if chance(rng, 0.2):
        # Each dot amidst six others.
        waves = (np.cos(u) + np.cos(u / 2 + v * 0.866) + np.cos(u / 2 - v * 0.866) + 1.5) / 4.5
        return _inked(rng, shown, waves)
    lines = np.float32(rng.choice([1, 1, 1, 0.8, 0]))
    waves = (np.cos(u) + lines * np.cos(v * np.float32(rng.choice([1, 1, 0.75])))) / (1 + lines)
    # Rounder dots, or such as meet at their corners.
    return _inked(rng, shown, 0.5 + 0.5 * np.sign(waves) * np.abs(waves) ** np.float32(rng.uniform(0.6, 1.5)))


def levelled_spots(rng: Rng, shown: np.ndarray, px_per_mm: float) -> np.ndarray:
    """Dots built of a printer's own cells, so that they have few sizes and ragged edges; the drum runs unevenly."""
    scale = min(1.0, rng.uniform(9, 24) / px_per_mm)
    size = math.ceil(shown.shape[1] * scale), math.ceil(shown.shape[0] * scale)
    small = cv2.resize(shown, size, interpolation=cv2.INTER_AREA)
    drum = smooth_noise(rng, size[1], 1, rng.uniform(4, 40))[:, :1, 0] * np.float32(rng.uniform(0, 0.7))
    pitch = max(3.0, px_per_mm * scale * 25.4 / rng.uniform(50, 130))
    u, v = _lattice(size[1], size[0], pitch, rng.choice([0, 18.4, 26.6, 45, 63.4, 71.6]), drum)
    waves = 0.5 + 0.25 * (np.cos(u) + np.cos(v))
    if chance(rng, 0.3):
        # Rings: a dot hollow in its middle.
        waves = 1 - np.abs(2 * waves - 1)
    rank = waves.ravel().argsort(kind="stable").argsort().reshape(waves.shape) / np.float32(waves.size)
    return _enlarged(rng, (rank > small).astype(np.float32), shown.shape)


def process_colours(rng: Rng, shown: np.ndarray, px_per_mm: float) -> np.ndarray:
    """Four inks, each with a screen of its own, that together make rosettes."""
    pitch = px_per_mm * 25.4 / rng.uniform(50, 130)
    most_black, hue = rng.uniform(0, 1), rng.uniform(0.5, 1.5, 4)
    dark = 1 - shown
    black = np.clip((dark - (1 - most_black)) / max(most_black, 0.05), 0, 1) * most_black
    left = 1 - (1 - dark) / np.maximum(1 - black, 0.02)
    light, shift = np.ones_like(shown), rng.uniform(0, 90)
    for index, (takes, degrees) in enumerate(INKS):
        ink = black if index == 0 else np.clip(left * np.float32(hue[index]) / 1.1, 0, 1)
        u, v = _lattice(*shown.shape, pitch * rng.uniform(0.95, 1.05), degrees + shift)
        phase = rng.uniform(0, 2 * math.pi, 2).astype(np.float32)
        waves = 0.5 + 0.25 * (np.cos(u + phase[0]) + np.cos(v + phase[1]))
        light *= 1 - np.float32(takes) * _inked(rng, 1 - ink, waves, spread=0.8)
    return 1 - light


def ordered(rng: Rng, shown: np.ndarray, px_per_mm: float) -> np.ndarray:
    """An ordered dither, a cell of one to three pixels; in some its tiles are turned, so that nothing repeats."""
    cell = int(rng.integers(1, 4))
    rows, columns = (-(-side // (4 * cell)) for side in shown.shape)
    if chance(rng, 0.4):
        kinds = [np.rot90(BAYER, turn) for turn in range(4)] + [np.rot90(BAYER.T, turn) for turn in range(4)]
        tiles = np.stack(kinds)[rng.integers(0, 8, (rows, columns))]
        thresholds = tiles.transpose(0, 2, 1, 3).reshape(rows * 4, columns * 4)
    else:
        thresholds = np.tile(BAYER, (rows, columns))
    thresholds = np.kron(thresholds, np.ones((cell, cell), np.float32))
    return _inked(rng, shown, thresholds[: shown.shape[0], : shown.shape[1]])


def grain(rng: Rng, shown: np.ndarray, px_per_mm: float) -> np.ndarray:
    """Clusters of ink without order."""
    noise = rng.standard_normal(shown.shape, dtype=np.float32)
    noise = cv2.GaussianBlur(noise, (0, 0), rng.uniform(0.4, 1.2))
    if chance(rng, 0.5):
        # Clusters of one size, at like distances.
        noise -= cv2.GaussianBlur(noise, (0, 0), rng.uniform(1.5, 3))
    return _inked(rng, shown, np.clip(0.5 + noise / max(float(noise.std()), 1e-3) * 0.25, 0.02, 0.98))


def drops(rng: Rng, shown: np.ndarray, px_per_mm: float) -> np.ndarray:
    """Single drops, scattered so that they keep their distance, of one size or of two; passes of the head overlap."""
    scale = rng.uniform(5, px_per_mm) / px_per_mm
    size = math.ceil(shown.shape[1] * scale), math.ceil(shown.shape[0] * scale)
    noise = rng.standard_normal(size[::-1], dtype=np.float32)
    noise -= cv2.GaussianBlur(noise, (0, 0), rng.uniform(0.7, 1.6))
    order = np.clip(0.5 + 0.29 * noise / max(float(noise.std()), 1e-3), 0.02, 0.98)
    small = cv2.resize(shown, size, interpolation=cv2.INTER_AREA)
    if chance(rng, 0.4):
        rows = np.arange(size[1], dtype=np.float32)[:, None]
        small = small * (1 + rng.uniform(0.02, 0.12) * np.cos(rows * np.float32(2 * math.pi / rng.uniform(3, 40))))
    if chance(rng, 0.4):
        # Small drops lie where large ones would be too dark.
        weak = rng.uniform(0.3, 0.6)
        cover = np.where(small < order * (1 - weak), 1.0, np.where(small < order + weak * 0.5, weak, 0.0))
    else:
        cover = small < order
    return _enlarged(rng, cover.astype(np.float32), shown.shape)


def _enlarged(rng: Rng, cover: np.ndarray, shape: tuple) -> np.ndarray:
    """Cells of a printer, at the size of the face."""
    large = cv2.resize(cover, shape[::-1], interpolation=cv2.INTER_NEAREST)
    return cv2.GaussianBlur(large, (0, 0), rng.uniform(0.3, 1.1))


def even(rng: Rng, shown: np.ndarray, px_per_mm: float) -> np.ndarray:
    """Dye: no dots at all."""
    return 1 - shown


MAKERS = (
    (spots, 0.24), (levelled_spots, 0.16), (process_colours, 0.14), (ordered, 0.1), (grain, 0.1), (drops, 0.16),
    (even, 0.1),
)
