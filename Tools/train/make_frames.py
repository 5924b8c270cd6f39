"""Renders a pool of labelled frames for the locator: chunks of luma frames with the quads of scene.QUADS."""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np

from card import RARE, render_card, random_spec
from scene import Frame, random_frame

FRAMES_PER_CARD = 3
EMPTY_SHARE = 0.1


def frames(seed: int, portrait_share: float, scale: int):
    """An endless stream of labelled frames; each card is shown a few times."""
    rng = np.random.default_rng(seed)
    while True:
        if rng.random() < EMPTY_SHARE:
            yield random_frame(rng, None, scale)
            continue
        card = render_card(rng, random_spec(rng, portrait_share, RARE), 5.0 + 3.0 * (scale - 1))
        for _ in range(FRAMES_PER_CARD):
            yield random_frame(rng, card, scale)


def save_chunk(path: Path, chunk: list[Frame]) -> None:
    """Writes a chunk at once, so that a reader never sees half of it."""
    partial = path.with_suffix(".partial")
    with partial.open("wb") as file:
        np.savez(
            file,
            luma=np.stack([frame.luma for frame in chunk]),
            quads=np.stack([frame.quads for frame in chunk]),
        )
    partial.replace(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seed", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--frames", type=int, default=20000)
    parser.add_argument("--chunk", type=int, default=300)
    parser.add_argument("--portrait", type=float, default=0.15, help="share of portrait cards")
    parser.add_argument("--scale", type=int, default=1, help="size of the frames in units of 320 x 240")
    arguments = parser.parse_args()
    cv2.setNumThreads(1)
    arguments.folder.mkdir(parents=True, exist_ok=True)
    source = frames(arguments.seed, arguments.portrait, arguments.scale)
    for index in range(-(-arguments.frames // arguments.chunk)):
        path = arguments.folder / f"{arguments.seed:04d}-{index:04d}.npz"
        save_chunk(path, [next(source) for _ in range(arguments.chunk)])


if __name__ == "__main__":
    main()
