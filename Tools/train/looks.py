"""Where a second look puts the card that a first look found: upright, in its own shape, filling most of the view; and
what a closer look at its rows of text shows of it."""

from __future__ import annotations

import math

import cv2
import numpy as np

from art import Rng

INPUT_WIDTH, INPUT_HEIGHT = 320, 240
SECOND_LOOK_FILL = 0.86
# How long a card's longer side is in a closer look, in input pixels: half as long again as in a second look, of a portrait
# card twice as long.
CLOSER_LENGTH = 412
# How far a closer look may reach beyond the card, in lengths of its longer side.
CLOSER_MARGIN = 0.05
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


def closer_place(portrait: bool, rows: np.ndarray) -> np.ndarray:
    """The corners of a card in a closer look at rows, which are given in the second look's pixels, n x 4 x 2."""
    place, view = upright_place(portrait), 2 * MIDDLE
    extent = np.ptp(place, axis=0)
    points = (rows.reshape(-1, 2) - place[0]) / extent
    extent = extent * CLOSER_LENGTH / extent.max()
    room = np.maximum(0, 0.5 - view / (2 * extent) + CLOSER_MARGIN)
    middle = np.clip((points.min(0) + points.max(0)) / 2, 0.5 - room, 0.5 + room)
    return np.float32(view / 2 + ((FULL_CARD + 1) / 2 - middle) * extent)


def random_closer_view(rng: Rng, card: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """The motion from a frame to a closer look after an inexact second: around the rows of text, or elsewhere."""
    second = upright_place(is_portrait(card))
    place = np.float32(second + rng.standard_normal((4, 2)) * INPUT_WIDTH * abs(rng.normal(0, 0.01)))
    to_place = cv2.getPerspectiveTransform(np.float32(card), place)
    rows = rows[np.isfinite(rows).all((1, 2))]
    if len(rows) and rng.random() < 0.8:
        points = cv2.perspectiveTransform(np.float64(rows).reshape(1, -1, 2), to_place)[0]
        middle = (points.min(0) + points.max(0)) / 2
    else:
        middle = MIDDLE + rng.uniform((-0.25, -0.1), (0.25, 0.4)) * np.ptp(place, axis=0)
    zoom = CLOSER_LENGTH * rng.uniform(0.85, 1.2) / max(side_lengths(second))
    x, y = MIDDLE - zoom * (middle + rng.normal(0, 12, 2))
    return np.array([[zoom, 0, x], [0, zoom, y], [0, 0, 1]]) @ to_place
