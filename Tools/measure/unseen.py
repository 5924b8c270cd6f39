"""Pictures that the training of the models never sees: photographs, families of card art, and what lies behind cards.

Importing this module enters the families as those of the split "test". Pictures are float32, height x width x 3 in
OpenCV's channel order, 0...255.
"""

from __future__ import annotations

import math
import sys
from functools import lru_cache

import cv2
import numpy as np

from environment import ROOT

sys.path.insert(0, str(ROOT / "Tools/train"))

import art  # noqa: E402
import faces  # noqa: E402
from art import Rng, chance  # noqa: E402

FOLDER = ROOT / ".train/unseen"
WIDEST = 900

# Threads do not survive the fork that the workers come from: none may have been started before.
cv2.setNumThreads(1)


def check() -> None:
    """Ends with what is to be done where fonts or photographs are missing: figures would not be the same."""
    missing = [kind for kind in ("machine", "sans", "serif") if not faces.font_paths("test", kind)]
    if missing or not _photographs():
        raise SystemExit("fonts or photographs for the measuring are missing: run Tools/measure/setup")


@lru_cache(maxsize=1)
def _photographs() -> tuple[np.ndarray, ...]:
    """The photographs, reduced; decoding them takes seconds, so they are kept in a file."""
    cache = FOLDER / "photographs.npz"
    if cache.exists():
        with np.load(cache) as kept:
            return tuple(kept.values())
    found = []
    for path in sorted((FOLDER / "photographs").glob("*.*g")):
        image = cv2.imread(str(path), cv2.IMREAD_REDUCED_COLOR_2)
        if image is not None:
            scale = WIDEST / max(image.shape[:2])
            found.append(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))
    if found:
        partial = FOLDER / "photographs.partial.npz"
        np.savez(partial, *found)
        partial.replace(cache)
    return tuple(found)


def photograph(rng: Rng, height: int, width: int) -> np.ndarray:
    """A random part of a photograph."""
    source = _photographs()[rng.integers(len(_photographs()))]
    share = rng.uniform(0.35, 1)
    across = min(source.shape[1], source.shape[0] * width / height) * share
    down = across * height / width
    x, y = rng.uniform(0, source.shape[1] - across), rng.uniform(0, source.shape[0] - down)
    part = source[int(y) : int(y + down) + 1, int(x) : int(x + across) + 1]
    return cv2.resize(part, (width, height), interpolation=cv2.INTER_LINEAR).astype(np.float32)


def _picture(rng: Rng, height: int, width: int) -> np.ndarray:
    """A photograph as it is printed on cards: mostly paler than life."""
    return (photograph(rng, height, width) - 128) * np.float32(rng.uniform(0.4, 1)) + np.float32(rng.uniform(90, 160))


def _toned(rng: Rng, height: int, width: int) -> np.ndarray:
    """A photograph under a wash of colour."""
    wash = art.random_color(rng) * (0.5 + art.ramp(rng, height, width))
    share = np.float32(rng.uniform(0.3, 0.7))
    return photograph(rng, height, width) * share + wash.astype(np.float32) * (1 - share)


def _still_gradient(rng: Rng, height: int, width: int) -> np.ndarray:
    """Two colours that run into each other, sometimes over fine paper."""
    blend = art.ramp(rng, height, width) ** rng.uniform(0.7, 1.4)
    image = art.random_color(rng) * (1 - blend) + art.random_color(rng) * blend
    if chance(rng, 0.4):
        image = image + art.smooth_noise(rng, height, width, 2) * rng.uniform(2, 9)
    return image.astype(np.float32)


def _contours(rng: Rng, height: int, width: int) -> np.ndarray:
    """Lines of equal height of a hilly landscape."""
    ground = art.smooth_noise(rng, height, width, height * rng.uniform(0.25, 0.6))
    lines = np.abs(np.sin(ground * rng.uniform(6, 18))) < rng.uniform(0.15, 0.35)
    paper = art.plain(height, width, art.random_color(rng)) + ground * rng.uniform(0, 25)
    return (paper + lines * rng.uniform(15, 70) * rng.choice([-1, 1])).astype(np.float32)


def _petals(rng: Rng, height: int, width: int) -> np.ndarray:
    """Large overlapping leaves around a point."""
    image = art.plain(height, width, art.random_color(rng))
    middle = rng.uniform(0.1, 0.9, 2) * (width, height)
    for angle in np.linspace(0, 360, int(rng.integers(5, 12)), endpoint=False):
        layer = image.copy()
        turned = math.radians(angle)
        reach = rng.uniform(0.4, 0.8) * height
        center = middle + reach * np.array([math.cos(turned), math.sin(turned)])
        cv2.ellipse(layer, center.astype(int).tolist(), (int(reach), int(reach * 0.32)), angle, 0, 360,
                    art.random_color(rng).tolist(), -1, cv2.LINE_AA)
        image = cv2.addWeighted(image, 0.6, layer, 0.4, 0)
    return image


def _halftone(rng: Rng, height: int, width: int) -> np.ndarray:
    """Dots that grow along a ramp."""
    pitch = rng.uniform(9, 26)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    lean = rng.uniform(-0.4, 0.4)
    u, v = (x + lean * y) * (2 * math.pi / pitch), (y - lean * x) * (2 * math.pi / pitch)
    dots = np.clip((np.cos(u) + np.cos(v)) * 2 + art.ramp(rng, height, width)[:, :, 0] * 6 - 4, 0, 1)[:, :, None]
    ground = art.plain(height, width, art.random_color(rng))
    return (ground + dots * (art.random_color(rng) - ground) * rng.uniform(0.1, 0.5)).astype(np.float32)


def _weave(rng: Rng, height: int, width: int) -> np.ndarray:
    """Crossing bands of a cloth or of carbon fibre."""
    pitch = int(rng.integers(6, 40))
    y, x = np.mgrid[0:height, 0:width]
    over = ((x // pitch + y // pitch) % 2).astype(np.float32)
    sheen = over * np.sin((x % pitch) * math.pi / pitch) + (1 - over) * np.sin((y % pitch) * math.pi / pitch)
    ground = art.plain(height, width, art.random_color(rng, value=rng.uniform(0.1, 0.8)))
    return (ground * (0.8 + sheen[:, :, None] * np.float32(rng.uniform(0.05, 0.3)))).astype(np.float32)


def _strokes(rng: Rng, height: int, width: int) -> np.ndarray:
    """Broad curved strokes of a brush."""
    image = _still_gradient(rng, height, width)
    for _ in range(rng.integers(2, 7)):
        places = rng.uniform(-0.2, 1.2, (4, 2)) * (width, height)
        t = np.linspace(0, 1, 40)[:, None]
        curve = ((1 - t) ** 3 * places[0] + 3 * t * (1 - t) ** 2 * places[1] + 3 * t**2 * (1 - t) * places[2]
                 + t**3 * places[3])
        layer = image.copy()
        cv2.polylines(layer, [curve.astype(np.int32)], False, art.random_color(rng).tolist(),
                      int(rng.uniform(0.02, 0.3) * height), cv2.LINE_AA)
        share = rng.uniform(0.2, 0.9)
        image = cv2.addWeighted(image, 1 - share, layer, share, 0)
    return image


art.FAMILIES["test"] = (_picture, _picture, _toned, _still_gradient, _still_gradient, _contours, _petals, _halftone,
                        _weave, _strokes)


def backdrop(rng: Rng, height: int, width: int) -> np.ndarray:
    """What a card is held before: a room, a desk, cloth, a patterned surface."""
    kind = rng.random()
    if kind < 0.4:
        image = cv2.GaussianBlur(photograph(rng, height, width), (0, 0), rng.uniform(0.6, 6))
    elif kind < 0.75:
        image = art.desk(rng, height, width)
    else:
        families = art.FAMILIES["test"]
        image = families[rng.integers(3, len(families))](rng, height, width)
    for _ in range(rng.choice([0, 0, 1, 2])):
        low = rng.uniform(-0.1, 0.8, 2) * (width, height)
        high = low + rng.uniform(0.1, 0.5, 2) * (width, height)
        cv2.rectangle(image, low.astype(int).tolist(), high.astype(int).tolist(), art.random_color(rng).tolist(), -1)
    return np.clip(image, 0, 255).astype(np.float32)
