"""All-over patterns as cards are printed with: grey, float32, height x width, -1...1 around their ground.

Their sizes are in `unit`s of some pixels: a digit's height, or thereabouts.
"""

import cv2
import numpy as np

Rng = np.random.Generator


def _grid(rng: Rng, height: int, width: int, unit: float) -> tuple[np.ndarray, np.ndarray]:
    """Places of all pixels, in units, turned by some angle."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / unit
    angle = rng.uniform(0, np.pi)
    return x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)


def _checks(rng: Rng, height: int, width: int, unit: float) -> np.ndarray:
    """Squares or lozenges in two tones, or the threads of a cloth."""
    u, v = _grid(rng, height, width, unit)
    pitch, lean = rng.uniform(0.12, 0.7), rng.uniform(0.4, 1.6)
    across, down = np.sin(u / pitch * np.pi), np.sin(v * lean / pitch * np.pi)
    return np.sign(across) * np.sign(down) if rng.random() < 0.5 else np.maximum(across, down)


def _hatching(rng: Rng, height: int, width: int, unit: float) -> np.ndarray:
    """Fields of parallel strokes that run another way in each."""
    cell = _nearest(rng, height, width, unit, rng.uniform(0.5, 2))[0]
    angles = rng.uniform(0, np.pi, cell.max() + 1)[cell]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / unit
    pitch = rng.uniform(0.05, 0.25)
    return np.sin((x * np.cos(angles) + y * np.sin(angles)) * 2 * np.pi / pitch)


def _nearest(rng: Rng, height: int, width: int, unit: float, size: float) -> tuple[np.ndarray, np.ndarray]:
    """For each pixel which of some random points is nearest, and how much farther the second nearest is."""
    across, down = width / unit, height / unit
    count = max(3, int(across * down / size**2))
    points = rng.uniform((0, 0), (across, down), (min(count, 120), 2)).astype(np.float32)
    y, x = np.mgrid[0:height:2, 0:width:2].astype(np.float32) / unit
    distance = np.hypot(x[None] - points[:, 0, None, None], y[None] - points[:, 1, None, None])
    first, second = np.partition(distance, 1, 0)[:2]
    scale = width, height
    cell = cv2.resize(distance.argmin(0).astype(np.float32), scale, interpolation=cv2.INTER_NEAREST).astype(int)
    return cell, cv2.resize(second - first, scale)


def _cells(rng: Rng, height: int, width: int, unit: float) -> np.ndarray:
    """A pane of cells: outlined, each in a tone of its own, or both."""
    cell, edge = _nearest(rng, height, width, unit, rng.uniform(0.25, 1.2))
    tones = rng.uniform(-1, 1, cell.max() + 1)[cell] * rng.choice([0, 0.6, 1])
    return np.where(edge < rng.uniform(0.02, 0.08), rng.choice([-1, 1]), tones)


def _scales(rng: Rng, height: int, width: int, unit: float) -> np.ndarray:
    """Rows of overlapping arcs."""
    u, v = _grid(rng, height, width, unit)
    pitch = rng.uniform(0.25, 0.9)
    row = np.floor(v / pitch * 2)
    distance = np.hypot((u / pitch + row / 2) % 1 - 0.5, v / pitch * 2 % 1 / 2)
    return np.sin(distance * 2 * np.pi * rng.uniform(1, 4))


def _spots(rng: Rng, height: int, width: int, unit: float) -> np.ndarray:
    """Blots and worms, as of an animal's skin: noise between two sizes, cut at a level."""
    noise = rng.standard_normal((height, width)).astype(np.float32)
    size = unit * rng.uniform(0.048, 0.192)
    noise = cv2.GaussianBlur(noise, (0, 0), size) * size - cv2.GaussianBlur(noise, (0, 0), 1.6 * size) * size
    return np.tanh(noise / (noise.std() + 1e-6) * 3 + rng.uniform(-1, 1))


def _circuit(rng: Rng, height: int, width: int, unit: float) -> np.ndarray:
    """Tracks that run level, upright and slanting, with eyes at their ends."""
    image, step = np.full((height, width), -1.0, np.float32), unit * rng.uniform(0.128, 0.32)
    line = max(1, int(step * rng.uniform(0.15, 0.4)))
    for _ in range(int(rng.integers(10, 50))):
        at = rng.uniform((0, 0), (width, height))
        for way in rng.integers(8, size=rng.integers(1, 5)) * np.pi / 4:
            end = at + step * rng.uniform(1, 6) * np.array([np.cos(way), np.sin(way)])
            cv2.line(image, at.astype(int).tolist(), end.astype(int).tolist(), 1.0, line, cv2.LINE_AA)
            at = end
        cv2.circle(image, at.astype(int).tolist(), 2 * line, 1.0, line, cv2.LINE_AA)
    return image


PATTERNS = _checks, _hatching, _cells, _scales, _spots, _circuit


def lay(rng: Rng, image: np.ndarray, unit: float) -> np.ndarray:
    """An image, grey or in colours, with a pattern on all or a part of it, mostly faint."""
    height, width = image.shape[:2]
    strength = np.float32(rng.uniform(4, 25) if rng.random() < 0.6 else rng.uniform(25, 70))
    pattern = PATTERNS[rng.integers(len(PATTERNS))](rng, height, width, unit).astype(np.float32)
    if rng.random() < 0.4:
        edge = (np.arange(width, dtype=np.float32) - rng.uniform(0, width)) / (width * rng.uniform(0.01, 0.3))
        pattern *= 1 / (1 + np.exp(-np.clip(edge * rng.choice([-1, 1]), -30, 30)))
    return image + strength * (pattern[:, :, None] if image.ndim == 3 else pattern)
