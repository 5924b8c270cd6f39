"""Renders pictures for the warnings into a folder, with a line of `labels.jsonl` for each."""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path

import cv2
import numpy as np

from captures import KINDS, Capture, Makers, capture, pick
from card import render_card, random_spec

PX_PER_MM = 7.0
CAPTURES_PER_CARD = 6


def captures(seed: int, makers: Makers, new_card, per_card: int, kinds: tuple = KINDS):
    """An endless stream of pictures; each card is shown `per_card` times. `new_card` takes a generator."""
    rng = np.random.default_rng(seed)
    while True:
        card = new_card(rng)
        for _ in range(per_card):
            yield rng, capture(rng, pick(rng, kinds), card, makers)


def save(rng: np.random.Generator, shot: Capture, path: Path) -> dict:
    """Writes a picture, compressed as its kind mostly is; returns what is to be known of it."""
    if shot.kind == "screenshot" and rng.random() < 0.5:
        path = path.with_suffix(".png")
        cv2.imwrite(str(path), shot.luma)
    else:
        quality = int(rng.integers(82, 98) if shot.kind == "screenshot" else rng.integers(60, 97))
        cv2.imwrite(str(path), shot.luma, [cv2.IMWRITE_JPEG_QUALITY, quality])
    labels = {name: None if math.isnan(value) else value for name, value in shot.labels.items()}
    return {"file": path.name, "kind": shot.kind, "labels": labels, "quad": np.round(shot.quad, 1).tolist()}


def render(folder: Path, seed: int, count: int, makers: Makers, new_card, per_card: int = CAPTURES_PER_CARD,
           kinds: tuple = KINDS) -> None:
    """Writes `count` pictures; what is there already is kept, and more can be added."""
    folder.mkdir(parents=True, exist_ok=True)
    stream = captures(seed, makers, new_card, per_card, kinds)
    with (folder / f"labels-{seed}.jsonl").open("w") as labels:
        for index in range(count):
            rng, shot = next(stream)
            print(json.dumps(save(rng, shot, folder / f"{seed}-{index:05d}.jpg")), file=labels, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seed", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=4000)
    parser.add_argument("--per-card", type=int, default=CAPTURES_PER_CARD, help="pictures of each card")
    parser.add_argument("--kinds", nargs="+", choices=[kind for kind, _ in KINDS], help="only these")
    arguments = parser.parse_args()
    kinds = tuple(one for one in KINDS if one[0] in (arguments.kinds or dict(KINDS)))
    cv2.setNumThreads(1)
    render(arguments.folder, arguments.seed, arguments.count, Makers(),
           lambda rng: render_card(rng, random_spec(rng), PX_PER_MM), arguments.per_card, kinds)


if __name__ == "__main__":
    main()
