"""Digit faces of bank cards as masks: the embossing face drawn as strokes, and the fonts used for flat numbers.

No package carries the embossing face (Farrington 7B and its many relatives), so its skeleton is drawn here from control
points. Every line gets its own proportions, because embossing machines differ: bowl heights, corner radii, ticks, feet.
"""
import functools
import glob
import os
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

# Fonts by split. "recordings" draws the demonstration recordings, "test" what is measured: both must share nothing with
# what the networks saw.
_FONT_DIRECTORY = "/usr/share/fonts"
_FONTS = {
    "train": {
        "machine": ("OCRB.otf", "OCRA.ttf", "OCRACondensed.ttf"),
        "sans": ("LiberationSans-Bold.ttf", "LiberationSans-Regular.ttf", "LiberationSansNarrow-Bold.ttf",
                 "DejaVuSans-Bold.ttf", "DejaVuSans.ttf", "DejaVuSansMono-Bold.ttf", "LiberationMono-Bold.ttf",
                 "Roboto-Bold.ttf", "Roboto-Regular.ttf", "Roboto-Medium.ttf", "RobotoCondensed-Bold.ttf",
                 "routed-gothic.ttf", "routed-gothic-narrow.ttf"),
        "serif": ("LiberationSerif-Bold.ttf", "LiberationSerif-Regular.ttf", "DejaVuSerif-Bold.ttf",
                  "FreeSerifBold.ttf"),
    },
    "recordings": {
        "machine": ("OCRBS.otf", "OCRABold.ttf"),
        "sans": ("FreeSansBold.ttf", "FreeMonoBold.ttf", "Lato-Bold.ttf",
                 "Lato-Heavy.ttf", "routed-gothic-wide.ttf"),
        "serif": ("DejaVuSerifCondensed-Bold.ttf",),
    },
    "test": {
        "machine": ("OCRBF.otf", "OCRBL.otf"),
        "sans": ("OpenSans-Bold.ttf", "OpenSans-Semibold.ttf", "B612-Bold.otf", "B612Mono-Bold.otf",
                 "NimbusSans-Bold.otf", "NimbusSansNarrow-Bold.otf"),
        "serif": ("C059-Bold.otf", "P052-Bold.otf"),
    },
}
_OVERSAMPLING = 3
_GLYPH_SIZE = 90

# A glyph is a list of strokes, a stroke a list of corners (x, y, radius) in units of the digit height, y downwards.
Stroke = list[tuple[float, float, float]]


@functools.lru_cache(maxsize=None)
def font_paths(split: str, kind: str) -> tuple[str, ...]:
    """Installed fonts of a split ("train", "recordings", "test") and kind ("machine", "sans", "serif")."""
    wanted = _FONTS[split][kind]
    found = {os.path.basename(path): path for path in glob.glob(_FONT_DIRECTORY + "/**/*.?tf", recursive=True)}
    return tuple(found[name] for name in wanted if name in found)


@functools.lru_cache(maxsize=None)
def _font_glyphs(path: str) -> tuple[tuple[np.ndarray, ...], tuple[float, ...]]:
    """Masks of the ten digits in one common tight height, cut tightly left and right, and their advances."""
    font = ImageFont.truetype(path, _GLYPH_SIZE)
    width = 2 * _GLYPH_SIZE
    drawn = []
    for digit in "0123456789":
        image = Image.new("L", (width, width))
        ImageDraw.Draw(image).text((_GLYPH_SIZE // 2, _GLYPH_SIZE // 4), digit, font=font, fill=255)
        drawn.append(np.asarray(image))
    rows = np.flatnonzero(np.max(drawn, axis=(0, 2)) > 60)
    glyphs, advances = [], []
    for digit, image in zip("0123456789", drawn):
        columns = np.flatnonzero(image.max(axis=0) > 60)
        glyphs.append(image[rows[0]:rows[-1] + 1, columns[0]:columns[-1] + 1])
        advances.append(font.getlength(digit) / (rows[-1] + 1 - rows[0]))
    return tuple(glyphs), tuple(advances)


def _font_line(rng: np.random.Generator, groups: list[str], height: int, path: str,
               embossed: bool) -> tuple[np.ndarray, list[tuple[int, int]]]:
    glyphs, advances = _font_glyphs(path)
    spacing = height * (rng.uniform(0.1, 0.4) if embossed else rng.uniform(0, 0.12) + rng.uniform(0, 0.25) ** 2)
    gap = height * rng.uniform(0.3, 0.9)
    stretch = rng.uniform(0.88, 1.12)
    pieces, x = [], 0.0
    for group in groups:
        for digit in map(int, group):
            glyph = glyphs[digit]
            width = max(1, round(glyph.shape[1] * height / glyph.shape[0] * stretch))
            advance = max(advances[digit] * height * stretch, width)
            left = round(x + (advance - width) / 2)
            pieces.append((left, cv2.resize(glyph, (width, height), interpolation=cv2.INTER_AREA)))
            x += advance + spacing
        x += gap
    start, end = pieces[0][0], max(left + piece.shape[1] for left, piece in pieces)
    mask = np.zeros((height, end - start), np.float32)
    spans = []
    for left, piece in pieces:
        left -= start
        area = mask[:, left:left + piece.shape[1]]
        np.maximum(area, piece * np.float32(1 / 255), out=area)
        spans.append((left, left + piece.shape[1]))
    return mask, spans


def loop(left: float, top: float, right: float, bottom: float, radius: float) -> Stroke:
    """A closed rounded rectangle, begun in the middle of its top so that the seam is straight."""
    middle = (left + right) / 2
    return [(middle, top, 0), (right, top, radius), (right, bottom, radius), (left, bottom, radius),
            (left, top, radius), (middle, top, 0)]


def corner_radius(rng: np.random.Generator, split: str) -> float:
    """How round a machine's corners are; [.15, .18] is kept from the training."""
    if split != "train":
        return float(rng.uniform(0.15, 0.18))
    return float(rng.uniform(0.08, 0.15) if rng.random() < 0.35 else rng.uniform(0.18, 0.28))


def _embossing_glyphs(rng: np.random.Generator, width: float, split: str) -> list[list[Stroke]]:
    """One machine's ten digits, 0 <= x <= width, 0 <= y <= 1."""
    def between(low: float, high: float) -> float:
        return float(rng.uniform(low, high))

    def chance(p: float) -> bool:
        return rng.random() < p

    radius = min(corner_radius(rng, split), width * 0.48)
    sharp = between(0.0, 0.06)
    right, middle = width, width / 2
    waist = between(0.38, 0.48)
    bowl = between(0.42, 0.52)

    inset = between(0, 0.12) * width
    zero = [loop(inset, 0, right - inset, 1, min(radius * between(1, 1.2), (right - 2 * inset) * 0.5))]

    stem = middle + between(-0.04, 0.06)
    flag = [(stem - between(0.08, 0.22), between(0.04, 0.2), 0), (stem, 0, sharp), (stem, 1, 0)]
    one = [flag, [(stem - between(0.18, 0.3), 1, 0), (stem + between(0.18, 0.32), 1, 0)]]
    if chance(0.06):
        one = [flag]

    fall = between(0.42, 0.5)
    slope = between(0, 0.06) if chance(0.6) else between(0.1, 0.3)
    start = [(between(0, 0.04), between(0.04, 0.16), 0)] if chance(0.55) else []
    two = [start + [(between(0, 0.06), 0, radius * 0.6), (right - between(0, 0.04), 0, radius),
                    (right - between(0, 0.04), fall, radius * 0.8), (0, min(fall + slope, 0.8), radius * 0.8),
                    (0, 1, sharp), (right, 1, 0)]]

    top_right = right - between(0, 0.09)
    if chance(0.8):
        hook = [(0, between(0.05, 0.14), 0)] if chance(0.3) else []
        end = [(0, 1 - between(0.06, 0.14), 0)] if chance(0.2) else []
        corner = min(radius, waist / 2)
        three = [hook + [(between(0, 0.1), 0, radius * 0.6), (top_right, 0, corner), (top_right, waist, corner),
                         (middle - between(0.05, 0.16), waist, 0)],
                 [(middle, waist, 0), (right, waist, radius), (right, 1, radius), (0, 1, radius * 0.6)] + end]
    else:
        three = [[(0, 0, 0), (right - 0.03, 0, sharp), (middle - 0.02, waist, sharp), (right, waist, radius),
                  (right, 1, radius), (0, 1, radius)]]

    bar = between(0.55, 0.7)
    post = right - between(0.08, 0.22)
    if chance(0.9):
        four = [[(between(0.02, 0.16), 0, 0), (0, bar, sharp), (right, bar, 0)],
                [(post, bar - between(0.1, 0.36), 0), (post, 1, 0)]]
    else:
        four = [[(post, 1, 0), (post, 0, sharp), (0, bar, sharp), (right, bar, 0)]]

    fold = between(0.38, 0.46)
    left = between(0, 0.06)
    five = [[(right - between(0, 0.06), 0, 0), (left, 0, sharp), (left, fold, sharp), (right, fold, radius),
             (right, 1, radius), (0, 1, radius * 0.6)] + ([(0, 0.88, 0)] if chance(0.2) else [])]

    lean = between(0, 0.05) if chance(0.7) else between(0.05, 0.2)
    six_top = 1 - bowl - between(0, 0.06)
    corner = min(radius, bowl / 2)
    six = [[(lean, 0, 0), (0, 0.5, 0.2), (0, 0.8, 0)], loop(0, six_top, right, 1, corner)]
    if chance(0.02):  # rare, since a top bar makes it all but a five
        six[0] = [(right * 0.8, 0, 0), (0, 0, radius), (0, 0.8, 0)]

    tick = [(between(0, 0.03), between(0.08, 0.24), 0)] if chance(0.85) else []
    knee = between(0.25, 0.55)
    seven = [tick + [(0, 0, sharp), (right, 0, sharp * 1.5), (right - between(0, 0.06), knee, 0.15),
                     (right - between(0.04, 0.26), 1, 0)]]

    narrow = between(0.02, 0.1)
    if chance(0.5):  # pinched: both bowls are all but round at the waist
        upper_radius, lower_radius = 0.5, 0.5
    else:
        upper_radius, lower_radius = min(radius, waist * 0.48), min(radius * 1.1, 0.28)
    eight = [loop(narrow, 0, right - narrow, waist, upper_radius), loop(0, waist, right, 1, lower_radius)]

    nine_bowl = bowl + between(0, 0.06)
    nine = [loop(0, 0, right - lean * 0.3, nine_bowl, min(radius, nine_bowl / 2)),
            [(right - lean * 0.3, 0.2, 0), (right - lean * 0.3, 0.5, 0.2), (right - lean, 1, 0)]]
    if chance(0.08):
        nine[1] = [(right, 0.2, 0), (right, 1, radius), (right * 0.2, 1, 0)]
    return [zero, one, two, three, four, five, six, seven, eight, nine]


def rounded(stroke: Stroke) -> np.ndarray:
    """The stroke as a polyline whose corners are replaced by quadratic curves."""
    points = np.array([corner[:2] for corner in stroke], np.float64)
    out = [points[0]]
    steps = np.linspace(0, 1, 6)[:, None]
    for index in range(1, len(points) - 1):
        before, at, after = points[index - 1:index + 2]
        incoming, outgoing = before - at, after - at
        lengths = np.hypot(*incoming), np.hypot(*outgoing)
        radius = min(stroke[index][2], *(length * 0.5 for length in lengths))
        if radius < 0.01:
            out.append(at)
            continue
        begin, end = at + incoming / lengths[0] * radius, at + outgoing / lengths[1] * radius
        out.extend((1 - steps) ** 2 * begin + 2 * steps * (1 - steps) * (at * 0.85 + (begin + end) * 0.075)
                   + steps ** 2 * end)
    out.append(points[-1])
    return np.array(out)


def _stroke_line(rng: np.random.Generator, groups: list[str], height: int,
                 split: str) -> tuple[np.ndarray, list[tuple[int, int]]]:
    width = rng.uniform(0.46, 0.62)
    thickness = rng.uniform(0.09, 0.2) if rng.random() < 0.8 else rng.uniform(0.17, 0.24)
    pitch = max(rng.uniform(0.72, 0.96), width + thickness * 0.8)
    gap = pitch * (rng.uniform(0.8, 1.1) if rng.random() < 0.6 else rng.uniform(0.35, 1.3))
    slant = rng.normal(0, 0.012)
    glyphs = [[rounded(stroke) for stroke in glyph] for glyph in _embossing_glyphs(rng, width, split)]
    digits, lefts, x = [], [], 0.0
    for group in groups:
        for digit in map(int, group):
            digits.append(glyphs[digit])
            lefts.append(x)
            x += pitch
        x += gap
    return drawn(rng, digits, lefts, Pen(width, thickness, slant), height)


@dataclass(frozen=True)
class Pen:
    """How strokes are drawn, in heights of a character: its width, the breadth of a stroke, and how far it leans."""

    width: float
    thickness: float
    slant: float


def drawn(rng: np.random.Generator, glyphs: list[list[np.ndarray]], lefts: list[float], pen: Pen,
          height: int) -> tuple[np.ndarray, list[tuple[int, int]]]:
    """Characters of rounded strokes, each at its place in heights: a mask 0...1, and the span of each character."""
    scale = height * _OVERSAMPLING
    unit = np.array([1 - pen.thickness * 0.4, 1 - pen.thickness]) * scale
    line = max(1, round(pen.thickness * scale))
    origin = pen.thickness * scale / 2
    wobble = rng.uniform(0, 0.012) * scale if rng.random() < 0.5 else 0.0
    places = [left * scale for left in lefts]
    total = round(places[-1] + pen.width * unit[0] + pen.thickness * scale) + 2 * _OVERSAMPLING
    canvas = np.zeros((height * _OVERSAMPLING, total), np.uint8)
    for glyph, place in zip(glyphs, places):
        shift = np.array([place + origin + _OVERSAMPLING, origin]) + rng.normal(0, 1, 2) * wobble
        for stroke in glyph:
            points = stroke * unit + shift
            points[:, 0] += (0.5 - stroke[:, 1]) * pen.slant * scale
            cv2.polylines(canvas, [np.round(points * 16).astype(np.int32)], False, 255, line, cv2.LINE_AA, 4)
    mask = cv2.resize(canvas, (-(-total // _OVERSAMPLING), height), interpolation=cv2.INTER_AREA)
    columns = np.flatnonzero(mask.max(axis=0) > 60)
    mask = mask[:, columns[0]:columns[-1] + 1]
    glyph_width = pen.width * unit[0] + pen.thickness * scale
    spans = []
    for place in places:
        start = round((place + _OVERSAMPLING) / _OVERSAMPLING) - int(columns[0])
        end = start + round(glyph_width / _OVERSAMPLING)
        spans.append((max(0, start), min(mask.shape[1], end)))
    return mask.astype(np.float32) / 255, spans


def line_mask(rng: np.random.Generator, groups: list[str], height: int, split: str = "train",
              embossed: bool = True) -> tuple[np.ndarray, list[tuple[int, int]]]:
    """Draws digit groups as one line.

    Returns a mask 0...1, cut tightly, digits `height` pixels tall, and the horizontal span of every digit.
    `embossed` chooses among the faces of embossing machines, otherwise among those of flat numbers.
    """
    choice = rng.random()
    if embossed and choice < 0.86:
        return _stroke_line(rng, groups, height, split)
    if embossed:
        kind = "machine" if choice < 0.95 else "sans"
    else:
        kind = "machine" if choice < 0.3 else "sans" if choice < 0.75 else "serif"
    paths = font_paths(split, kind) or font_paths(split, "sans")
    if not paths:
        return _stroke_line(rng, groups, height, split)
    return _font_line(rng, groups, height, paths[rng.integers(len(paths))], embossed)
