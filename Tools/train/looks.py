"""Where a second look puts the card that a first look found: upright, in its own shape, filling most of the view."""

from __future__ import annotations

import math

import numpy as np

from art import Rng

INPUT_WIDTH, INPUT_HEIGHT = 320, 240
SECOND_LOOK_FILL = 0.86
CARD_ASPECT = 85.6 / 53.98
FULL_CARD = np.float32([[-1, -1], [1, -1], [1, 1], [-1, 1]])
MIDDLE = np.float32([INPUT_WIDTH, INPUT_HEIGHT]) / 2


def upright_place(portrait: bool, fill: float = SECOND_LOOK_FILL) -> np.ndarray:
    """The corners of a card in a second look, in input pixels."""
    width = INPUT_HEIGHT * fill / CARD_ASPECT if portrait else INPUT_WIDTH * fill
    height = INPUT_HEIGHT * fill if portrait else INPUT_WIDTH * fill / CARD_ASPECT
    return FULL_CARD * np.float32([width, height]) / 2 + MIDDLE


def side_lengths(card: np.ndarray) -> tuple[float, float]:
    """Mean width and mean height of a card as it is printed."""
    sides = np.linalg.norm(card - np.roll(card, -1, 0), axis=1)
    return float(sides[0] + sides[2]) / 2, float(sides[1] + sides[3]) / 2


def is_portrait(card: np.ndarray) -> bool:
    """Whether a card is taller than wide as it is printed."""
    width, height = side_lengths(card)
    return height > 1.15 * width


def random_place(rng: Rng, portrait: bool) -> np.ndarray:
    """The corners in a second look after an inexact first: near their place, now and then turned."""
    turns = int(rng.choice(4, p=(0.82, 0.03, 0.12, 0.03)))
    fill = SECOND_LOOK_FILL + rng.uniform(-0.12, 0.1)
    place = np.roll(upright_place(portrait ^ bool(turns % 2), fill), -turns, 0)
    angle = math.radians(rng.normal(0, 4))
    c, s = math.cos(angle), math.sin(angle)
    jitter = rng.standard_normal((4, 2)) * (INPUT_WIDTH, INPUT_HEIGHT) * abs(rng.normal(0, 0.03))
    return np.float32((place - MIDDLE) @ np.float32([[c, s], [-s, c]]) + MIDDLE + rng.normal(0, 6, 2) + jitter)
