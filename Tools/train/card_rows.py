"""Rows of whole cards as the program cuts them out of a camera's frame: a grey strip and its text."""
from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

import field
import line
from card import RARE, Card, CardSpec, random_spec, render_card
from make_frames import FRAMES_PER_CARD
from scene import Frame, project, random_frame

# Sizes of frames in units of the locator's input, and of the cards before them in pixels per millimetre.
SCALES = ((2, 8.0), (2, 8.0), (3, 11.0))
PORTRAIT_SHARE = 0.2
# Rows lower than this in the frame, in pixels, are guessed by the best reader.
LEAST_HEIGHT = 9
CUTS_PER_ROW = 3
# Columns by which the fingers on a row are sought, and heights of a row that they must hide for it to say nothing.
COLUMNS_PER_HEIGHT, LEAST_HIDDEN = 8, 0.4
# The room for one more group of digits that some cuts take in, in lengths of the row.
FURTHER = 0.25


def numbers(rng: np.random.Generator) -> Iterator[tuple[np.ndarray, str]]:
    """An endless stream of numbers, uint8 32 x 320, with their digits."""
    for frame, card, _, to_frame in _frames(rng, hands=0):
        for _ in range(CUTS_PER_ROW):
            number = _number(rng, frame.luma, card, to_frame)
            if number is not None:
                yield number, card.digits


def texts(rng: np.random.Generator) -> Iterator[tuple[np.ndarray, str]]:
    """An endless stream of dates and names, uint8 32 x 480, with their texts."""
    for frame, card, spec, to_frame in _frames(rng, hands=0):
        for _ in range(CUTS_PER_ROW):
            for row, text in _texts(card, spec):
                strip = _text(rng, frame.luma, row, to_frame)
                if strip is not None:
                    yield strip, text


def held(rng: np.random.Generator) -> Iterator[tuple[np.ndarray, str]]:
    """The same of dates and names on cards that fingers hold: what goes on beneath a finger says nothing, whether all of
    its row is cut out or what is seen of it alone."""
    for frame, card, spec, to_frame in _frames(rng, hands=1):
        for row, text in _texts(card, spec):
            hidden = np.flatnonzero(_hidden(frame.hidden, row, to_frame))
            width, height = _size(row)
            if len(hidden) == 0:
                strip = _text(rng, frame.luma, row, to_frame)
                if strip is not None:
                    yield strip, text
            if len(hidden) < LEAST_HIDDEN * COLUMNS_PER_HEIGHT:
                continue
            left, right = hidden[0] * height / COLUMNS_PER_HEIGHT, (hidden[-1] + 1) * height / COLUMNS_PER_HEIGHT
            for begin, end in CUTS_PER_ROW * ((0, width), (0, left), (right, width)):
                if end - begin < height:
                    continue
                seen = row + np.float32([[begin, 0], [end - width, 0], [end - width, 0], [begin, 0]])
                strip = _text(rng, frame.luma, seen, to_frame)
                if strip is not None:
                    yield strip, ""


def _frames(rng: np.random.Generator, hands: float) -> Iterator[tuple[Frame, Card, CardSpec, np.ndarray]]:
    """Cards before a camera, and how each is turned into its frame."""
    while True:
        scale, pixels = SCALES[rng.integers(len(SCALES))]
        spec = _spec(rng)
        card = render_card(rng, spec, pixels)
        for _ in range(FRAMES_PER_CARD):
            frame = random_frame(rng, card, scale, hands, letterboxes=0)
            if np.isfinite(frame.quads[0]).all():
                yield frame, card, spec, cv2.getPerspectiveTransform(card.corners, frame.quads[0])


def _texts(card: Card, spec: CardSpec) -> list[tuple[np.ndarray, str]]:
    """The rows of dates and names, and what they say."""
    rows = (card.rows.expiry, spec.expiry), (card.rows.start, spec.start), (card.rows.holder, spec.holder)
    return [(row, text) for row, text in rows if row is not None]


def _hidden(hidden: np.ndarray, row: np.ndarray, to_frame: np.ndarray) -> np.ndarray:
    """Which columns of a row fingers hide."""
    width, height = _size(row)
    size = max(1, round(width / height * COLUMNS_PER_HEIGHT)), COLUMNS_PER_HEIGHT
    target = np.float32([[0, 0], [size[0], 0], size, [0, size[1]]])
    to_row = cv2.getPerspectiveTransform(np.float32(project(to_frame, row)), target)
    return cv2.warpPerspective(hidden, to_row, size).mean(0) > 0.3


def _spec(rng: np.random.Generator) -> CardSpec:
    """A card whose texts are as often such that nothing can be learned by heart."""
    spec = random_spec(rng, PORTRAIT_SHARE, RARE)
    if spec.holder and rng.random() < 0.7:
        spec.holder = field.holder(rng)
    if spec.expiry and rng.random() < 0.3:
        spec.expiry = field.expiry(rng)
    return spec


def _number(rng: np.random.Generator, luma: np.ndarray, card: Card, to_frame: np.ndarray) -> np.ndarray | None:
    """A number fills the strip; its rows, where there are four, stand side by side."""
    if card.line is not None:
        rows = [card.line]
    elif card.block is not None:
        first, last = card.block
        rows = [first + (last - first) * share for share in (0, 1 / 3, 2 / 3, 1)]
    else:
        return None
    above, below = rng.uniform(0.12, 0.45, 2)
    before, after = rng.uniform(0.08, 0.9, 2)
    if len(rows) == 1 and rng.random() < 0.12:
        width, height = _size(card.line)
        after = max(after, FURTHER * width / height)
    pieces = [_cut(rng, luma, row, to_frame, (before, above, after, below), line.WIDTH // len(rows)) for row in rows]
    return None if any(piece is None for piece in pieces) else np.hstack(pieces)


def _text(rng: np.random.Generator, luma: np.ndarray, row: np.ndarray, to_frame: np.ndarray) -> np.ndarray | None:
    """A row of text keeps its shape, stands at the left and is continued by its last column."""
    above, below = rng.uniform(0.2, 0.5, 2)
    before, after = rng.uniform(0.4, 2.0, 2)
    width, height = _size(row)
    length = round((width / height + before + after) / (1 + above + below) * line.HEIGHT)
    strip = _cut(rng, luma, row, to_frame, (before, above, after, below), min(length, field.WIDTH))
    return None if strip is None else field.continued(strip)


def _size(row: np.ndarray) -> tuple[float, float]:
    return float(row[1, 0] - row[0, 0]), float(row[3, 1] - row[0, 1])


def _sides(quad: np.ndarray) -> np.ndarray:
    """Lengths of the upper, right, lower and left side."""
    return np.linalg.norm(quad - np.roll(quad, -1, 0), axis=1)


def _cut(
    rng: np.random.Generator, luma: np.ndarray, row: np.ndarray, to_frame: np.ndarray,
    margins: tuple[float, float, float, float], width: int,
) -> np.ndarray | None:
    """A row cut out with margins (left, top, right, bottom, in its heights), as inexactly as it is found.

    None where the frame does not show all of it, or too small.
    """
    shown = project(to_frame, row)
    size = luma.shape[1], luma.shape[0]
    if (shown < 0).any() or (shown > size).any() or _sides(shown)[[1, 3]].min() < LEAST_HEIGHT:
        return None
    height = _size(row)[1]
    left, top, right, bottom = margins
    grown = row + np.float32([[-left, -top], [right, -top], [right, bottom], [-left, bottom]]) * height
    grown += rng.standard_normal((4, 2)) * (0.06 * height) + (0, rng.normal(0, 0.06) * height)
    corners = np.float32(project(to_frame, grown))
    sides = _sides(corners)
    samples = int(np.clip(min(max(sides[[0, 2]]) / width, max(sides[[1, 3]]) / line.HEIGHT), 1, 4))
    target = np.float32([[0, 0], [width, 0], [width, line.HEIGHT], [0, line.HEIGHT]]) * samples
    warped = cv2.warpPerspective(
        luma, cv2.getPerspectiveTransform(corners, target), (width * samples, line.HEIGHT * samples),
        borderMode=cv2.BORDER_REPLICATE)
    return cv2.resize(warped, (width, line.HEIGHT), interpolation=cv2.INTER_AREA)
