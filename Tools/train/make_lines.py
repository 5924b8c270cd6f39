"""Renders lines into a pool: make_lines.py SEED COUNT [--kind number|field|covered] [--pool FOLDER].

A number line shows the digits of a card, a field its expiry or its holder, a covered one such a field with a finger on it.
The pool grows in shards of strips (.npy, uint8 n x 32 x 320) with their texts (.txt, one line a strip). A shard
appears only when it is complete, so training may read while this program runs. Equal seeds make equal lines.
"""
import argparse
import os
from collections.abc import Callable

import cv2
import numpy as np

import field
import line

SHARD = 2500


Sampler = Callable[[np.random.Generator], tuple[np.ndarray, str]]
SAMPLERS: dict[str, Sampler] = {"number": line.sample, "field": field.sample, "covered": field.covered}


def write_shard(folder: str, seed: int, index: int, count: int, sample: Sampler) -> None:
    """Renders one shard, unless it is there already."""
    name = os.path.join(folder, f"{seed:05d}-{index:04d}")
    if os.path.exists(name + ".npy"):
        return
    rng = np.random.default_rng((seed, index))
    strips = np.empty((count, line.HEIGHT, line.WIDTH), np.uint8)
    texts = []
    for row in range(count):
        strips[row], text = sample(rng)
        texts.append(text)
    with open(name + ".txt", "w") as file:
        file.writelines(text + "\n" for text in texts)
    np.save(name + ".part.npy", strips)
    os.replace(name + ".part.npy", name + ".npy")


def write_pool(folder: str, seed: int, count: int, sample: Sampler) -> None:
    """Renders `count` lines, shard by shard."""
    os.makedirs(folder, exist_ok=True)
    for index in range(-(-count // SHARD)):
        write_shard(folder, seed, index, min(SHARD, count - index * SHARD), sample)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seed", type=int)
    parser.add_argument("count", type=int)
    parser.add_argument("--kind", choices=SAMPLERS, default="number")
    parser.add_argument("--pool", default=".train/lines")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    write_pool(options.pool, options.seed, options.count, SAMPLERS[options.kind])


if __name__ == "__main__":
    main()
