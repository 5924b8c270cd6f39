"""How well the quality value tells blur, and what it says of the chance to read a single frame.

Cards of the measuring's own are shown level, at several sizes, with a blur that is known: the standard deviation of the
lens and of the pixel together, as a share of the card's width.
"""

from __future__ import annotations

import math
from pathlib import Path

import cv2
import numpy as np

import unseen
from program import Program
from scene import luma, pinhole
from testcards import random_card

WIDTH, HEIGHT = 1280, 720
# What a pixel itself blurs, in pixels.
PIXEL = 0.4


def picture(seed: int, index: int) -> tuple[np.ndarray, float, str]:
    """A picture, its blur and the number on it."""
    rng = np.random.default_rng([seed, index])
    test = random_card(rng)
    card = test.card
    height, width = card.alpha.shape
    ground = luma(np.ascontiguousarray(unseen.backdrop(rng, HEIGHT // 2, WIDTH // 2), np.float32))
    image = cv2.resize(ground, (WIDTH, HEIGHT))
    share = rng.uniform(0.35, 0.75) * (0.55 if height > width else 1)
    focal = 1.1 * WIDTH
    pose = pinhole((width, height), focal, focal * max(width, height) / (share * WIDTH),
                   *np.radians([rng.normal(0, 6), abs(rng.normal(0, 8)), rng.uniform(0, 360)]),
                   (WIDTH / 2, HEIGHT / 2))
    scale = share * WIDTH / max(width, height)
    face = luma(card.image)[:, :, 0]
    if scale < 0.8:
        face = cv2.GaussianBlur(face, (0, 0), 0.42 / scale)
    face = cv2.warpPerspective(face, pose, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REPLICATE)
    cover = cv2.warpPerspective(card.alpha, pose, (WIDTH, HEIGHT))
    image += cover * (face - image)
    lens = 0.25 * math.exp(rng.uniform(0, math.log(24)))
    image = cv2.GaussianBlur(image, (0, 0), lens)
    image += rng.standard_normal(image.shape, dtype=np.float32) * np.float32(rng.uniform(0.5, 3))
    blur = math.hypot(lens, PIXEL) / (share * WIDTH)
    return np.clip(image, 0, 255).astype(np.uint8), blur, test.printed.number


def measure(program: Program, seed: int, count: int, folder: Path) -> list[dict]:
    """Blur, quality and whether the number was read exactly, of each picture in which a card was seen."""
    paths, truth = [], []
    for index in range(count):
        path = folder / f"blur-{index:04d}.jpg"
        image, blur, number = picture(seed, index)
        cv2.imwrite(str(path), image, [cv2.IMWRITE_JPEG_QUALITY, 90])
        paths.append(path)
        truth.append((blur, number))
    readings = program.read(paths, folder)
    return [{"blur": blur, "quality": reading["quality"], "exact": reading.get("number") == number}
            for reading, (blur, number) in zip(readings, truth) if "quality" in reading]


def ranks(values: np.ndarray) -> np.ndarray:
    """Ranks from 0; equal values share theirs."""
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (counts.cumsum() - (counts + 1) / 2)[places]


def correlation(items: list[dict]) -> float:
    """Spearman's rank correlation of quality and sharpness."""
    quality, blur = (ranks(np.array([item[key] for item in items])) for key in ("quality", "blur"))
    return float(-np.corrcoef(quality, blur)[0, 1])


def sides(items: list[dict], limit: int = 50) -> dict[str, list[int]]:
    """Exact reads and pictures, below the advised quality and from it on."""
    halves = {"below": [i for i in items if i["quality"] < limit], "from": [i for i in items if i["quality"] >= limit]}
    return {name: [sum(i["exact"] for i in half), len(half)] for name, half in halves.items()}
