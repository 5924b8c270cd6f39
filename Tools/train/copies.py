"""Prints a card on paper, as copiers and printers do: for the warning that a card is a copy.

Luma pictures, float32, 0..1 of the light that falls on them.
"""

from __future__ import annotations

import math

import cv2
import numpy as np

from art import Rng, chance, ramp, smooth_noise

BAYER = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]], np.float32) / 16 + 1 / 32


def spot_screen(rng: Rng, height: int, width: int, pitch: float) -> np.ndarray:
    """Thresholds of clustered dots or lines at an angle, `pitch` pixels apart, as lasers set them."""
    angle = math.radians(rng.choice([45, 45, 15, 75, 0, 90, rng.uniform(0, 90)]))
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    turn = 2 * math.pi / pitch
    u = (x * math.cos(angle) + y * math.sin(angle)) * turn
    v = (y * math.cos(angle) - x * math.sin(angle)) * turn
    if chance(rng, 0.2):
        # Each dot amidst six others.
        waves = np.cos(u) + np.cos(u / 2 + v * 0.866) + np.cos(u / 2 - v * 0.866)
        return (waves + 1.5) / 4.5
    lines = np.float32(rng.choice([1, 1, 1, 0.8, 0]))
    waves = (np.cos(u) + lines * np.cos(v * np.float32(rng.choice([1, 1, 0.75])))) / (1 + lines)
    # Rounder dots, or such as meet at their corners.
    return 0.5 + 0.5 * np.sign(waves) * np.abs(waves) ** np.float32(rng.uniform(0.6, 1.5))


def ordered_screen(rng: Rng, height: int, width: int) -> np.ndarray:
    """Thresholds of an ordered dither, a cell of one to three pixels."""
    cell = int(rng.integers(1, 4))
    tile = np.kron(BAYER, np.ones((cell, cell), np.float32))
    return np.tile(tile, (-(-height // len(tile)), -(-width // len(tile))))[:height, :width]


def grain_screen(rng: Rng, height: int, width: int) -> np.ndarray:
    """Thresholds without order, of drops of ink."""
    noise = rng.standard_normal((height, width), dtype=np.float32)
    noise = cv2.GaussianBlur(noise, (0, 0), rng.uniform(0.4, 1.2))
    return np.clip(0.5 + noise / max(float(noise.std()), 1e-3) * 0.25, 0.02, 0.98)


def scattered_screen(rng: Rng, height: int, width: int, px_per_mm: float) -> np.ndarray:
    """Thresholds of single drops of one size, scattered so that they keep their distance."""
    cells = rng.uniform(5, px_per_mm) / px_per_mm
    noise = rng.standard_normal((math.ceil(height * cells), math.ceil(width * cells)), dtype=np.float32)
    noise -= cv2.GaussianBlur(noise, (0, 0), rng.uniform(0.7, 1.6))
    order = cv2.resize(noise / max(float(noise.std()), 1e-3), (width, height), interpolation=cv2.INTER_NEAREST)
    return np.clip(0.5 + 0.29 * order, 0.02, 0.98)


def tone(rng: Rng, face: np.ndarray) -> np.ndarray:
    """The tones that a copier passes on: harder, paler or darker than the card's."""
    hard = rng.uniform(0.9, 2.4)
    middle = np.clip(float(face.mean()) + rng.normal(0, 0.12), 0.2, 0.8)
    shown = np.clip((face - middle) * hard + middle + rng.normal(0.04, 0.08), 0, 1)
    return shown ** np.float32(rng.uniform(0.6, 1.5))


def printed(rng: Rng, face: np.ndarray, px_per_mm: float, paper: float) -> tuple[np.ndarray, np.ndarray]:
    """A card's face (0..1) as it comes out of a printer, on paper of this brightness; and the same without dots."""
    height, width = face.shape
    shown = tone(rng, face)
    kind = rng.random()
    if kind < 0.42:
        screen = spot_screen(rng, height, width, px_per_mm * 25.4 / rng.uniform(50, 130))
    elif kind < 0.52:
        screen = ordered_screen(rng, height, width)
    elif kind < 0.65:
        screen = grain_screen(rng, height, width)
    elif kind < 0.85:
        screen = scattered_screen(rng, height, width, px_per_mm)
    else:
        screen = None
    if screen is None:
        cover = 1 - shown
    else:
        soft = np.float32(rng.uniform(0.02, 0.2))
        cover = np.clip((screen - shown) / soft + 0.5, 0, 1)
        cover = cv2.GaussianBlur(cover, (0, 0), rng.uniform(0.3, 1.1))
    streaks = np.ones(face.shape, np.float32)
    if chance(rng, 0.5):
        streaks = streaks * (1 + smooth_noise(rng, height, width, rng.uniform(2, 9))[:, :, 0] * rng.uniform(0.01, 0.06))
    if chance(rng, 0.3):
        bands = smooth_noise(rng, height, 1, rng.uniform(4, 30))[:, :, 0]
        streaks = streaks * (1 + np.repeat(bands[:, :1], width, 1) * rng.uniform(0.01, 0.06))
    return inked(rng, (cover, 1 - shown), streaks, paper, rng.uniform(0.06, 0.32))


def inked(
    rng: Rng, covers: tuple[np.ndarray, np.ndarray], streaks: np.ndarray | float, paper: float, black: float
) -> tuple[np.ndarray, np.ndarray]:
    """Paper that ink covers in two ways, else alike; `black` is the share of light that ink throws back."""
    grain = fibres(rng, *covers[0].shape, paper)
    dotted, even = (
        (paper * (1 + (black - 1) * np.clip(cover * streaks, 0, 1)) + grain).astype(np.float32) for cover in covers)
    return dotted, even


def fibres(rng: Rng, height: int, width: int, paper: float) -> np.ndarray:
    """The texture of paper around zero."""
    fine = smooth_noise(rng, height, width, rng.uniform(1.2, 3))[:, :, 0]
    coarse = smooth_noise(rng, height, width, rng.uniform(10, 40))[:, :, 0]
    return (fine * rng.uniform(0.002, 0.014) + coarse * rng.uniform(0, 0.01)).astype(np.float32) * np.float32(paper)


def folds(rng: Rng, height: int, width: int) -> np.ndarray:
    """How the light on a sheet varies that does not lie quite flat, around one."""
    light = 1 + (ramp(rng, height, width)[:, :, 0] - 0.5) * rng.uniform(-0.3, 0.3)
    if chance(rng, 0.35):
        angle, place = rng.uniform(0, math.pi), rng.uniform(-0.3, 0.3)
        y, x = np.mgrid[0:height, 0:width].astype(np.float32)
        along = (x / width - 0.5) * math.cos(angle) + (y / height - 0.5) * math.sin(angle) - place
        light = light + np.tanh(along * rng.uniform(10, 200)) * rng.uniform(-0.12, 0.12)
    return light.astype(np.float32)
