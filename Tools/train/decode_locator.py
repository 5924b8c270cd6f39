"""From the locator's maps to a card quad and a number-line quad, and the second look.

The reference for the Swift implementation. Quads run TL, TR, BR, BL in printed reading order.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np

from locator import (
    BLOCK, CARD, DIGIT_HEIGHT, DIGIT_HEIGHT_SCALE, FIELDS, INPUT_HEIGHT, INPUT_WIDTH, LINE, LUMA_SCALE, MAP_HEIGHT,
    MAP_WIDTH, MEAN_LUMA, OFFSET_SCALE, PLACE, STRIDE, TEXT_HEIGHT, TO_MIDDLE,
)
from locator_targets import CELL_X, CELL_Y
from looks import FULL_CARD, is_portrait, upright_place
from scene import QUADS

SMALLEST_CARD, SMALLEST_LINE, SMALLEST_FIELD, SMALLEST_BLOCK = 40, 6, 4, 24
FIELD_NAMES = QUADS[2:5]
# How far two cells' words on a row's middle line may lie apart and still agree by half, and how far from what most say a
# cell of the row may; in heights of its letters.
AGREES, ROW_REACH = 0.25, 0.6
# How far from its mask's end a number's end is looked for, in cells.
PEAK_REACH = 3
OFFSETS_OF = slice(12, 14), slice(14, 16)
NUMBERED, WRITTEN = 0.3, 0.65
# Rows fade at their ends: so sure a cell must be that is joined to clearer ones.
ROW_EDGE = 0.25


@dataclass
class Finding:
    """What one look found, in input pixels; `rows` by the names of FIELD_NAMES."""

    card: np.ndarray | None = None
    card_score: float = 0.0
    line: np.ndarray | None = None
    line_score: float = 0.0
    block: np.ndarray | None = None
    block_score: float = 0.0
    rows: dict[str, np.ndarray] = field(default_factory=dict)

    @property
    def number_score(self) -> float:
        """How sure it is that there is a number, in one row or in four."""
        return max(self.line_score, self.block_score)


def letterboxed(luma: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A frame fitted into the network's input, and the homography from input pixels to frame pixels."""
    height, width = luma.shape
    scale = min(INPUT_WIDTH / width, INPUT_HEIGHT / height)
    fitted_width, fitted_height = round(width * scale), round(height * scale)
    left, top = (INPUT_WIDTH - fitted_width) // 2, (INPUT_HEIGHT - fitted_height) // 2
    fitted = np.zeros((INPUT_HEIGHT, INPUT_WIDTH), np.uint8)
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    fitted[top : top + fitted_height, left : left + fitted_width] = cv2.resize(
        luma, (fitted_width, fitted_height), interpolation=method
    )
    sx, sy = width / fitted_width, height / fitted_height
    back = np.array([[sx, 0, (0.5 - left) * sx - 0.5], [0, sy, (0.5 - top) * sy - 0.5], [0, 0, 1]])
    return fitted, back


def network_array(luma: np.ndarray) -> np.ndarray:
    """The network's input for one fitted frame."""
    return ((luma.astype(np.float32) - MEAN_LUMA) / LUMA_SCALE)[None, None]


def _probability(logits: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(logits, -30, 30)))


def _largest_region(probability: np.ndarray, edge: float = 0.5) -> np.ndarray:
    """The connected region above `edge` that carries the most probability, of that which is above one half."""
    clear = probability > 0.5
    count, labels = cv2.connectedComponents((probability > edge).astype(np.uint8), connectivity=8)
    if count < 2 or not clear.any():
        return clear
    weight = np.bincount(labels.ravel(), (probability * clear).ravel())
    return labels == 1 + int(weight[1:].argmax())


def _peak_near(probability: np.ndarray, point: np.ndarray, radius: float) -> tuple[np.ndarray, float]:
    """The strongest peak within `radius` cells of a point: its place to a fraction of a cell, and its value."""
    near = np.hypot(CELL_X - point[0], CELL_Y - point[1]) <= radius * STRIDE
    row, column = divmod(int((probability * near).argmax()), MAP_WIDTH)
    rows = slice(max(0, row - 2), row + 3)
    columns = slice(max(0, column - 2), column + 3)
    weight = probability[rows, columns] ** 2 + 1e-12
    place = np.array([(weight * CELL_X[rows, columns]).sum(), (weight * CELL_Y[rows, columns]).sum()]) / weight.sum()
    return place, float(probability[row, column] * near[row, column])


def _card_proposals(maps: np.ndarray, region: np.ndarray, corners: np.ndarray) -> list[np.ndarray]:
    """Quads from the card coordinates under the region, from its box, and from corner peaks near them."""
    cells = np.stack([CELL_X[region], CELL_Y[region]], 1).astype(np.float32)
    step = max(1, len(cells) // 500)
    cells, place = (np.ascontiguousarray(points[::step], np.float32) for points in (cells, maps[PLACE][:, region].T))
    proposals = []
    homography, _ = cv2.findHomography(place, cells, cv2.RANSAC, 6.0, maxIters=300)
    if homography is not None:
        proposals.append(cv2.perspectiveTransform(FULL_CARD[None], homography)[0])
    affine, _ = cv2.estimateAffine2D(place, cells, method=cv2.RANSAC, ransacReprojThreshold=8.0)
    if affine is not None:
        quad = FULL_CARD @ affine[:, :2].T + affine[:, 2]
        box = cv2.boxPoints(cv2.minAreaRect(cells))
        box = box if cv2.contourArea(box, True) > 0 else box[::-1]
        turns = [np.roll(box, -turn, 0) for turn in range(4)]
        proposals += [quad, min(turns, key=lambda turn: np.linalg.norm(turn - quad))]
    for quad in list(proposals):
        for radius, threshold in ((4, 0.12), (9, 0.2)):
            snapped = quad.copy()
            for index in range(4):
                place_found, value = _peak_near(corners[index], quad[index], radius)
                if value > threshold:
                    snapped[index] = place_found
            proposals.append(snapped)
    return proposals


def _support(quad: np.ndarray, region: np.ndarray, corners: np.ndarray) -> float:
    """How well a quad covers the card's region and meets corner peaks; negative when it is no card."""
    quad = np.float32(quad)
    if not np.isfinite(quad).all() or np.abs(quad).max() > 2000:
        return -1.0
    if not cv2.isContourConvex(quad) or cv2.contourArea(quad, True) < 0:
        return -1.0
    filled = np.zeros((MAP_HEIGHT, MAP_WIDTH), np.uint8)
    cv2.fillConvexPoly(filled, np.round((quad - 1.5) / STRIDE * 16).astype(np.int32), 1, cv2.LINE_8, 4)
    filled = filled > 0
    cover = (filled & region).sum() / max(1, (filled | region).sum())
    met = 0.0
    for index, (x, y) in enumerate(np.round((quad - 1.5) / STRIDE).astype(int)):
        inside = 0 <= x < MAP_WIDTH and 0 <= y < MAP_HEIGHT
        met += corners[index, y, x] if inside else 0.1
    return float(cover + 0.05 * met)


def _find_line(maps: np.ndarray, finding: Finding) -> None:
    """The number: along the middle of its mask, to the ends' peaks where they are at the mask's ends."""
    probability = _probability(maps[LINE])
    region = _largest_region(probability)
    if region.sum() < SMALLEST_LINE:
        return
    cells, weight = np.stack([CELL_X[region], CELL_Y[region]], 1), probability[region]
    heights = maps[DIGIT_HEIGHT][:, region].T * DIGIT_HEIGHT_SCALE
    usual = np.median(heights, 0)
    middle = weight @ cells / weight.sum()
    votes = [np.median(cells + maps[side][:, region].T * OFFSET_SCALE, 0) for side in OFFSETS_OF]
    _, ways = np.linalg.eigh(np.cov((cells - middle).T, aweights=weight))
    along = ways[:, 1] * np.sign(ways[:, 1] @ (votes[1] - votes[0]))
    reach = (cells - middle) @ along
    ends, values = [], []
    for side, end in enumerate((reach.min() - STRIDE / 2, reach.max() + STRIDE / 2)):
        place, value = _peak_near(_probability(maps[6 + side]), middle + end * along, PEAK_REACH)
        peak = float((place - middle) @ along)
        away = np.linalg.norm(place - middle - peak * along)
        is_there = value > 0.15 and away < 0.6 * np.linalg.norm(usual)
        ends.append(middle + (peak if is_there else end) * along)
        values.append(max(value if is_there else 0, 0.01))
    left, right = ends
    along = right - left
    share = (cells - left) @ along / (along @ along + 1e-6)
    root = np.sqrt(weight)[:, None]
    fit, *_ = np.linalg.lstsq(np.stack([1 - share, share], 1) * root, heights * root, rcond=None)
    far_off = np.linalg.norm(fit - usual, axis=1, keepdims=True) > 0.5 * np.linalg.norm(usual)
    left_down, right_down = np.where(far_off, usual, fit) / 2
    finding.line = np.float32([left - left_down, right - right_down, right + right_down, left + left_down])
    finding.line_score = float(weight.mean() * (values[0] * values[1]) ** 0.25)


def _find_row(maps: np.ndarray, index: int, card: np.ndarray) -> np.ndarray | None:
    """A date or a name: along the middle line that most of its cells point to, level with the card, from the first of
    these cells to the last. Others belong to a row close by that the mask has run together with."""
    probability = _probability(maps[FIELDS.start + index])
    region = _largest_region(probability, ROW_EDGE)
    clear = region & (probability > 0.5)
    if clear.sum() < SMALLEST_FIELD or probability[clear].mean() < WRITTEN:
        return None
    cells, weight = np.stack([CELL_X[region], CELL_Y[region]], 1), probability[region]
    along, across = _level(card)
    said = (cells + maps[TO_MIDDLE][:, region].T * DIGIT_HEIGHT_SCALE) @ across
    height = float(maps[TEXT_HEIGHT][region] @ weight / weight.sum()) * DIGIT_HEIGHT_SCALE
    agreement = (weight / (1 + ((said[:, None] - said) / (AGREES * height)) ** 2)).sum(1)
    own = np.abs(said - said[agreement.argmax()]) < ROW_REACH * height
    ends, middle = (cells @ along)[own], across * float(said[own] @ weight[own] / weight[own].sum())
    left, right, half = middle + ends.min() * along, middle + ends.max() * along, across * height / 2
    return np.float32([left - half, right - half, right + half, left + half])


def _level(card: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which way is right and which down on a card."""
    level = card[1] + card[2] - card[0] - card[3]
    level = level / max(float(np.linalg.norm(level)), 1e-6)
    return level, np.array([-level[1], level[0]])


def _find_block(maps: np.ndarray, finding: Finding) -> None:
    """Four rows of four digits: as far along and across the card as an even rectangle with the mask's spread."""
    probability = _probability(maps[BLOCK])
    region = _largest_region(probability)
    if region.sum() < SMALLEST_BLOCK:
        return
    cells, weight = np.stack([CELL_X[region], CELL_Y[region]], 1), probability[region] / probability[region].sum()
    middle = weight @ cells
    reach = []
    for way in _level(finding.card):
        distance = (cells - middle) @ way
        reach.append(way * np.sqrt(3 * (weight @ distance**2)))
    along, across = reach
    finding.block = np.float32([middle - along - across, middle + along - across, middle + along + across,
                                middle - along + across])
    finding.block_score = float(probability[region].mean())


def find_rows(maps: np.ndarray, place: np.ndarray) -> dict[str, np.ndarray]:
    """The rows of text on a card at this place."""
    rows = {name: _find_row(maps, index, place) for index, name in enumerate(FIELD_NAMES)}
    return {name: row for name, row in rows.items() if row is not None}


def decoded(maps: np.ndarray) -> Finding:
    """What the maps of one look show."""
    finding = Finding()
    probability = _probability(maps[CARD])
    region = _largest_region(probability)
    finding.card_score = float(probability[region].mean()) if region.any() else float(probability.max())
    if region.sum() > SMALLEST_CARD:
        corners = _probability(maps[:4])
        proposals = [(_support(quad, region, corners), quad) for quad in _card_proposals(maps, region, corners)]
        support, quad = max(proposals, key=lambda proposal: proposal[0], default=(-1.0, None))
        if support >= 0:
            finding.card = np.float32(quad)
    _find_line(maps, finding)
    if finding.card is not None:
        finding.rows = find_rows(maps, finding.card)
        _find_block(maps, finding)
    return finding


def squared_up(luma: np.ndarray, card: np.ndarray, place: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
    """The card of a full frame on a place in the input, that of the second look without one; and the homography back to
    frame pixels."""
    place = upright_place(is_portrait(card)) if place is None else place
    back = cv2.getPerspectiveTransform(np.float32(place), np.float32(card))
    double = np.diag([2.0, 2.0, 1.0]) @ np.linalg.inv(back)
    size = INPUT_WIDTH * 2, INPUT_HEIGHT * 2
    view = cv2.warpPerspective(luma, double, size, borderMode=cv2.BORDER_REPLICATE)
    return cv2.resize(view, (INPUT_WIDTH, INPUT_HEIGHT), interpolation=cv2.INTER_AREA), back
