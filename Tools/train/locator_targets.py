"""Views of labelled frames for training the locator, and the maps it should answer with.

The labels of a frame are quads 7 x 4 x 2 in the order of scene.QUADS: nan where there is none, inf where a row is not
labelled and nothing is to be learnt about it; the card is inf in a closer look, which need not tell it.
"""

from __future__ import annotations

import math

import cv2
import numpy as np

from locator import (
    BLOCK, CARD, DIGIT_HEIGHT_SCALE, FIELDS, INPUT_HEIGHT, INPUT_WIDTH, LINE, MAP_HEIGHT, MAP_WIDTH, MAPS, OFFSET_SCALE,
    PLACE, STRIDE, TEXT_HEIGHT, TO_MIDDLE,
)
from looks import FULL_CARD, is_portrait, random_closer_view, random_place, side_lengths
from scene import area, project, visible_share

Rng = np.random.Generator
# How many views of a frame are second looks and closer ones, and of frames larger than the view.
SECOND_LOOK_SHARE, SECOND_LOOK_SHARE_OF_LARGE = 0.3, 0.4
CLOSER_LOOK_SHARE_OF_LARGE = 0.3
# A card with a shorter longer side (frame pixels) is shown no sharper by a closer look.
LEAST_LENGTH_FOR_CLOSER = 330
PEAK_SIGMA = 1.4
LEAST_LENGTH_FOR_TEXT = 165
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


class _Row:
    """A row of text as its middle line and the vectors from top to bottom at both ends."""

    def __init__(self, quad: np.ndarray) -> None:
        self.left, self.right = (quad[0] + quad[3]) / 2, (quad[1] + quad[2]) / 2
        self.left_down, self.right_down = quad[3] - quad[0], quad[2] - quad[1]
        self.height = float(np.linalg.norm(self.left_down + self.right_down)) / 2

    def filled(self, least_height: float) -> np.ndarray:
        """The cells of the row, made at least so high."""
        thicker = max(1.0, least_height / max(self.height, 1e-3)) / 2
        return _filled(np.float32([
            self.left - self.left_down * thicker, self.right - self.right_down * thicker,
            self.right + self.right_down * thicker, self.left + self.left_down * thicker,
        ]))

    def offsets(self) -> np.ndarray:
        """From every cell the way to both ends."""
        (lx, ly), (rx, ry) = self.left, self.right
        return np.stack([lx - CELL_X, ly - CELL_Y, rx - CELL_X, ry - CELL_Y]) / OFFSET_SCALE

    def to_middle(self) -> np.ndarray:
        """From every cell the way to the nearest point of the middle line."""
        along = (self.right - self.left) / max(float(np.linalg.norm(self.right - self.left)), 1e-3)
        across = np.array([-along[1], along[0]])
        distance = (self.left[0] - CELL_X) * across[0] + (self.left[1] - CELL_Y) * across[1]
        return distance * across[:, None, None] / DIGIT_HEIGHT_SCALE


def targets(quads: np.ndarray) -> np.ndarray:
    """The maps for the quads of a view (TL, TR, BR, BL in reading order, input pixels); nan where unknown."""
    maps = np.zeros((MAPS, MAP_HEIGHT, MAP_WIDTH), np.float32)
    card, line, *fields, first, last = quads
    if np.isinf(card).any():
        maps[: CARD + 1] = maps[PLACE] = np.nan
    elif np.isfinite(card).all():
        for index, corner in enumerate(card):
            if _in_reach(corner):
                maps[index] = _peak(*corner)
        maps[CARD] = _filled(card)
        to_card = cv2.getPerspectiveTransform(np.float32(card), FULL_CARD)
        cells = np.stack([CELL_X.ravel(), CELL_Y.ravel()], 1)
        place = project(to_card, cells).T.reshape(2, MAP_HEIGHT, MAP_WIDTH)
        maps[PLACE] = np.clip(np.nan_to_num(place), -1.5, 1.5)
        if max(side_lengths(card)) < LEAST_LENGTH_FOR_TEXT:
            fields, first = np.full((3, 4, 2), np.inf), np.full((4, 2), np.inf)
    if np.isfinite(line).all():
        _add_number_line(maps, _Row(line))
    for index, quad in enumerate(fields):
        if np.isinf(quad).any():
            maps[FIELDS.start + index] = np.nan
        elif np.isfinite(quad).all():
            row = _Row(quad)
            cells = maps[FIELDS.start + index] = row.filled(6)
            on = cells > 0
            maps[TO_MIDDLE][:, on] = row.to_middle()[:, on]
            maps[TEXT_HEIGHT][on] = row.height / DIGIT_HEIGHT_SCALE
    if np.isinf(first).any():
        maps[BLOCK] = np.nan
    elif np.isfinite(first).all():
        maps[BLOCK] = _filled(np.float32([first[0], first[1], last[2], last[3]]))
        maps[TEXT_HEIGHT][maps[BLOCK] > 0] = _Row(first).height / DIGIT_HEIGHT_SCALE
    return maps


def _add_number_line(maps: np.ndarray, row: _Row) -> None:
    maps[LINE] = row.filled(7)
    for index, end in ((6, row.left), (7, row.right)):
        if _in_reach(end):
            maps[index] = _peak(*end)
    along = row.right - row.left
    share = ((CELL_X - row.left[0]) * along[0] + (CELL_Y - row.left[1]) * along[1]) / (along @ along + 1e-6)
    share = np.clip(share, 0, 1)
    for axis in range(2):
        maps[10 + axis] = (row.left_down[axis] * (1 - share) + row.right_down[axis] * share) / DIGIT_HEIGHT_SCALE
    maps[12:16] = row.offsets()


def _moved(rng: Rng) -> np.ndarray:
    """A small turn, zoom and shift of the whole frame, now and then a half or a quarter turn."""
    quarters = rng.choice(4, p=(0.6, 0.1, 0.2, 0.1))
    angle = math.radians(rng.normal(0, 8) + 90 * quarters)
    scale, middle = rng.uniform(0.8, 1.25), np.array([INPUT_WIDTH, INPUT_HEIGHT]) / 2
    if quarters % 2:
        scale *= INPUT_HEIGHT / INPUT_WIDTH
    c, s = scale * math.cos(angle), scale * math.sin(angle)
    turn = np.array([[c, -s], [s, c]])
    shift = middle + rng.normal(0, (14, 11)) - turn @ middle
    return np.vstack([np.column_stack([turn, shift]), [0, 0, 1]])


def augmented(rng: Rng, luma: np.ndarray, quads: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Another view of a frame: moved, or squared up like a second look, in other light.

    Frames may be larger than views: a second look then shows more of them than a first, as with a camera.
    """
    border = (cv2.BORDER_REPLICATE, cv2.BORDER_REFLECT_101, cv2.BORDER_CONSTANT)[rng.integers(3)]
    card, shrink = quads[0], luma.shape[1] // INPUT_WIDTH
    has_card = bool(np.isfinite(card).all())
    share = SECOND_LOOK_SHARE if shrink == 1 else SECOND_LOOK_SHARE_OF_LARGE
    kind = rng.random()
    is_closer = (
        has_card and shrink > 1 and share <= kind < share + CLOSER_LOOK_SHARE_OF_LARGE
        and max(side_lengths(card)) > LEAST_LENGTH_FOR_CLOSER)
    if is_closer:
        motion = random_closer_view(rng, card, quads[2:5])
    elif has_card and kind < share and area(card) > 0.08 * luma.size:
        place = random_place(rng, is_portrait(card))
        motion = cv2.getPerspectiveTransform(np.float32(card), place)
        border = (cv2.BORDER_REPLICATE, cv2.BORDER_CONSTANT)[rng.integers(2)]
    else:
        motion = np.diag([1 / shrink, 1 / shrink, 1])
        if rng.random() < 0.75:
            motion = _moved(rng) @ motion
    moved = np.float32(project(motion, quads)).reshape(quads.shape)
    if has_card:
        shrink = min(shrink, max(1, int(math.sqrt(area(card) / max(area(moved[0]), 1)))))
    if shrink > 1:
        luma = cv2.resize(luma, None, fx=1 / shrink, fy=1 / shrink, interpolation=cv2.INTER_AREA)
        middle = (shrink - 1) / 2
        motion = motion @ np.array([[shrink, 0, middle], [0, shrink, middle], [0, 0, 1]])
    luma = cv2.warpPerspective(luma, motion, (INPUT_WIDTH, INPUT_HEIGHT), borderMode=border)
    quads = np.where(np.isfinite(quads), moved, quads)
    if is_closer:
        quads[0] = np.inf
    elif has_card and visible_share(quads[0], INPUT_WIDTH, INPUT_HEIGHT) < 0.25:
        quads = np.full_like(quads, np.nan)
    if rng.random() < 0.7:
        levels = (np.arange(256) / 255) ** rng.uniform(0.6, 1.7) * rng.uniform(0.6, 1.3) + rng.uniform(-0.15, 0.15)
        luma = cv2.LUT(luma, (np.clip(levels, 0, 1) * 255).astype(np.uint8))
    if rng.random() < 0.04:
        luma = 255 - luma
    return luma, quads
