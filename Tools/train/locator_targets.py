"""Views of labelled frames for training the locator, and the maps it should answer with."""

from __future__ import annotations

import math

import cv2
import numpy as np

from locator import (
    CARD, DIGIT_HEIGHT_SCALE, INPUT_HEIGHT, INPUT_WIDTH, LINE, MAP_HEIGHT, MAP_WIDTH, MAPS, OFFSET_SCALE, PLACE, STRIDE,
)
from scene import area, project, visible_share

Rng = np.random.Generator
SECOND_LOOK_SHARE, SECOND_LOOK_FILL = 0.38, 0.86
CARD_ASPECT = 85.6 / 53.98
PEAK_SIGMA = 1.4
FULL_CARD = np.float32([[-1, -1], [1, -1], [1, 1], [-1, 1]])
CELL_X, CELL_Y = (
    grid.astype(np.float32) * STRIDE + 1.5 for grid in np.meshgrid(np.arange(MAP_WIDTH), np.arange(MAP_HEIGHT))
)


def _peak(x: float, y: float) -> np.ndarray:
    across = np.exp(-((CELL_X[0] - x) ** 2) / (2 * (STRIDE * PEAK_SIGMA) ** 2))
    down = np.exp(-((CELL_Y[:, 0] - y) ** 2) / (2 * (STRIDE * PEAK_SIGMA) ** 2))
    return down[:, None] * across[None]


def _filled(quad: np.ndarray) -> np.ndarray:
    cells = np.zeros((MAP_HEIGHT, MAP_WIDTH), np.float32)
    cv2.fillConvexPoly(cells, np.round((quad - 1.5) / STRIDE * 16).astype(np.int32), 1.0, cv2.LINE_8, 4)
    return cells


def _in_reach(point: np.ndarray, margin: float = 6) -> bool:
    return -margin < point[0] < INPUT_WIDTH + margin and -margin < point[1] < INPUT_HEIGHT + margin


def targets(card: np.ndarray | None, line: np.ndarray | None) -> np.ndarray:
    """The sixteen maps for a card quad and a line quad (TL, TR, BR, BL in reading order, input pixels)."""
    maps = np.zeros((MAPS, MAP_HEIGHT, MAP_WIDTH), np.float32)
    if card is not None:
        for index, corner in enumerate(card):
            if _in_reach(corner):
                maps[index] = _peak(*corner)
        maps[CARD] = _filled(card)
        to_card = cv2.getPerspectiveTransform(np.float32(card), FULL_CARD)
        cells = np.stack([CELL_X.ravel(), CELL_Y.ravel()], 1)
        place = project(to_card, cells).T.reshape(2, MAP_HEIGHT, MAP_WIDTH)
        maps[PLACE] = np.clip(np.nan_to_num(place), -1.5, 1.5)
    if line is not None:
        left, right = (line[0] + line[3]) / 2, (line[1] + line[2]) / 2
        left_down, right_down = line[3] - line[0], line[2] - line[1]
        height = float(np.linalg.norm(left_down + right_down)) / 2
        thicker = max(1.0, 7 / max(height, 1e-3)) / 2
        maps[LINE] = _filled(np.float32([
            left - left_down * thicker, right - right_down * thicker,
            right + right_down * thicker, left + left_down * thicker,
        ]))
        for index, end in ((6, left), (7, right)):
            if _in_reach(end):
                maps[index] = _peak(*end)
        along = right - left
        share = ((CELL_X - left[0]) * along[0] + (CELL_Y - left[1]) * along[1]) / (along @ along + 1e-6)
        share = np.clip(share, 0, 1)
        for axis in range(2):
            maps[10 + axis] = (left_down[axis] * (1 - share) + right_down[axis] * share) / DIGIT_HEIGHT_SCALE
        maps[12], maps[13] = (left[0] - CELL_X) / OFFSET_SCALE, (left[1] - CELL_Y) / OFFSET_SCALE
        maps[14], maps[15] = (right[0] - CELL_X) / OFFSET_SCALE, (right[1] - CELL_Y) / OFFSET_SCALE
    return maps


def _squared_up(rng: Rng, card: np.ndarray) -> np.ndarray:
    """Where a second look puts the corners of a card: nearly a rectangle, now and then upside down.

    A portrait card is stretched to the same landscape rectangle: that makes the most of the width of its number.
    """
    width = INPUT_WIDTH * rng.uniform(SECOND_LOOK_FILL - 0.14, SECOND_LOOK_FILL + 0.12)
    half = np.float32([width, width / CARD_ASPECT]) / 2
    corners = FULL_CARD * half
    angle = math.radians(rng.normal(0, 4) + (180 if rng.random() < 0.08 else 0))
    c, s = math.cos(angle), math.sin(angle)
    middle = np.float32([INPUT_WIDTH, INPUT_HEIGHT]) / 2 + rng.normal(0, 6, 2)
    jitter = rng.standard_normal((4, 2)) * (INPUT_WIDTH, INPUT_HEIGHT) * abs(rng.normal(0, 0.035))
    return np.float32(corners @ np.float32([[c, s], [-s, c]]) + middle + jitter)


def _moved(rng: Rng) -> np.ndarray:
    """A small turn, zoom and shift of the whole frame, now and then a half or a quarter turn."""
    quarters = rng.choice(4, p=(0.66, 0.09, 0.16, 0.09))
    angle = math.radians(rng.normal(0, 8) + 90 * quarters)
    scale, middle = rng.uniform(0.8, 1.25), np.array([INPUT_WIDTH, INPUT_HEIGHT]) / 2
    if quarters % 2:
        scale *= INPUT_HEIGHT / INPUT_WIDTH
    c, s = scale * math.cos(angle), scale * math.sin(angle)
    turn = np.array([[c, -s], [s, c]])
    shift = middle + rng.normal(0, (14, 11)) - turn @ middle
    return np.vstack([np.column_stack([turn, shift]), [0, 0, 1]])


def augmented(
    rng: Rng, luma: np.ndarray, card: np.ndarray | None, line: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray | None, np.ndarray | None]:
    """Another view of a frame: moved, or squared up like a second look, in other light."""
    border = (cv2.BORDER_REPLICATE, cv2.BORDER_REFLECT_101, cv2.BORDER_CONSTANT)[rng.integers(3)]
    motion = None
    if card is not None and rng.random() < SECOND_LOOK_SHARE and area(card) > 0.08 * INPUT_WIDTH * INPUT_HEIGHT:
        motion = cv2.getPerspectiveTransform(np.float32(card), _squared_up(rng, card))
        border = (cv2.BORDER_REPLICATE, cv2.BORDER_CONSTANT)[rng.integers(2)]
    elif rng.random() < 0.75:
        motion = _moved(rng)
    if motion is not None:
        luma = cv2.warpPerspective(luma, motion, (INPUT_WIDTH, INPUT_HEIGHT), borderMode=border)
        card, line = (None if quad is None else np.float32(project(motion, quad)) for quad in (card, line))
        if card is not None and visible_share(card, INPUT_WIDTH, INPUT_HEIGHT) < 0.25:
            card = line = None
    if rng.random() < 0.7:
        levels = (np.arange(256) / 255) ** rng.uniform(0.6, 1.7) * rng.uniform(0.6, 1.3) + rng.uniform(-0.15, 0.15)
        luma = cv2.LUT(luma, (np.clip(levels, 0, 1) * 255).astype(np.uint8))
    if rng.random() < 0.04:
        luma = 255 - luma
    return luma, card, line
