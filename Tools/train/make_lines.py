"""Renders lines into a pool: make_lines.py SEED COUNT [--kind number|card|field|text|covered|held] [--pool FOLDER].

A number line shows the digits of a card, a field its expiry or its holder, a covered one such a field with a finger on it.
Cards give their number, texts their dates and names, cut out of frames that show all of a card; held cards are such with
fingers on most rows.
The pool grows in shards of strips (.npy, uint8 n x 32 x 320, of dates and names 480) with their texts (.txt, one line a
strip). A shard appears only when it is complete, so training may read while this program runs. Equal seeds make equal
lines.
"""
import argparse
import os
from collections.abc import Callable, Iterator

import cv2
import numpy as np

import card_rows
import field
import line

SHARD = 2500


Line = tuple[np.ndarray, str]
Source = Callable[[np.random.Generator], Iterator[Line]]


def one_by_one(sample: Callable[[np.random.Generator], Line]) -> Source:
    """An endless stream of lines that have nothing to do with each other."""
    def lines(rng: np.random.Generator) -> Iterator[Line]:
        while True:
            yield sample(rng)
    return lines


SOURCES: dict[str, Source] = {
    "number": one_by_one(line.sample), "field": one_by_one(field.sample), "covered": one_by_one(field.covered),
    "card": card_rows.numbers, "text": card_rows.texts, "held": card_rows.held,
}


def write_shard(folder: str, seed: int, index: int, count: int, source: Source) -> None:
    """Renders one shard, unless it is there already."""
    name = os.path.join(folder, f"{seed:05d}-{index:04d}")
    if os.path.exists(name + ".npy"):
        return
    lines = source(np.random.default_rng((seed, index)))
    drawn = [next(lines) for _ in range(count)]
    with open(name + ".txt", "w") as file:
        file.writelines(text + "\n" for _, text in drawn)
    np.save(name + ".part.npy", np.stack([strip for strip, _ in drawn]))
    os.replace(name + ".part.npy", name + ".npy")


def write_pool(folder: str, seed: int, count: int, source: Source) -> None:
    """Renders `count` lines, shard by shard."""
    os.makedirs(folder, exist_ok=True)
    for index in range(-(-count // SHARD)):
        write_shard(folder, seed, index, min(SHARD, count - index * SHARD), source)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seed", type=int)
    parser.add_argument("count", type=int)
    parser.add_argument("--kind", choices=SOURCES, default="number")
    parser.add_argument("--pool", default=".train/lines")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    write_pool(options.pool, options.seed, options.count, SOURCES[options.kind])


if __name__ == "__main__":
    main()
