"""Renders number lines into a pool: make_lines.py SEED COUNT [--pool FOLDER].

The pool grows in shards of strips (.npy, uint8 n x 32 x 320) with their digits (.txt, one line a strip). A shard
appears only when it is complete, so training may read while this program runs. Equal seeds make equal lines.
"""
import argparse
import os

import cv2
import numpy as np

import line

SHARD = 2500


def write_shard(folder: str, seed: int, index: int, count: int) -> None:
    """Renders one shard, unless it is there already."""
    name = os.path.join(folder, f"{seed:05d}-{index:04d}")
    if os.path.exists(name + ".npy"):
        return
    rng = np.random.default_rng((seed, index))
    strips = np.empty((count, line.HEIGHT, line.WIDTH), np.uint8)
    texts = []
    for row in range(count):
        strips[row], text = line.sample(rng)
        texts.append(text)
    with open(name + ".txt", "w") as file:
        file.writelines(text + "\n" for text in texts)
    np.save(name + ".part.npy", strips)
    os.replace(name + ".part.npy", name + ".npy")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seed", type=int)
    parser.add_argument("count", type=int)
    parser.add_argument("--pool", default=".train/lines")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    os.makedirs(options.pool, exist_ok=True)
    for index in range(-(-options.count // SHARD)):
        write_shard(options.pool, options.seed, index, min(SHARD, options.count - index * SHARD))


if __name__ == "__main__":
    main()
