"""Prints a card on paper, as copiers and printers do: for the warning that a card is a copy.

Luma pictures, float32, 0..1 of the light that falls on them.
"""

from __future__ import annotations

import math

import cv2
import numpy as np

import halftones
from art import Rng, chance, ramp, smooth_noise


def tone(rng: Rng, face: np.ndarray, px_per_mm: float) -> np.ndarray:
    """The tones that a copier passes on: harder, paler or darker than the card's, and at times with sharpened edges."""
    if chance(rng, 0.4):
        soft = cv2.GaussianBlur(face, (0, 0), rng.uniform(0.06, 0.3) * px_per_mm)
        face = face + (face - soft) * np.float32(rng.uniform(0.3, 2.5))
    hard = rng.uniform(0.9, 2.4)
    middle = np.clip(float(face.mean()) + rng.normal(0, 0.12), 0.2, 0.8)
    shown = np.clip((face - middle) * hard + middle + rng.normal(0.04, 0.08), 0, 1)
    return shown ** np.float32(rng.uniform(0.6, 1.5))


def printed(rng: Rng, face: np.ndarray, px_per_mm: float, paper: float) -> tuple[np.ndarray, np.ndarray]:
    """A card's face (0..1) as it comes out of a printer, on paper of this brightness; and the same without dots."""
    height, width = face.shape
    shown = tone(rng, face, px_per_mm)
    makers, shares = zip(*halftones.MAKERS)
    cover = makers[rng.choice(len(makers), p=shares)](rng, shown, px_per_mm)
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
