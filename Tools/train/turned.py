"""Upside-down lines, which say nothing: turned.py COUNT --from FOLDER --pool FOLDER.

A card that is taken for upright though it stands on its head must not be read as another number. Lines are taken that
show three digits or more which are none when they are turned (3, 4 and 7): others read as well on their heads.
"""
import argparse
import os

import numpy as np

import train_reader

ONE_WAY, LEAST = "347", 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--from", dest="source", default=".train/lines")
    parser.add_argument("--pool", default=".train/turned")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    lines, rng, turned = train_reader.Pool(options.source), np.random.default_rng(options.seed), []
    while len(turned) < options.count:
        turned += [strip[::-1, ::-1] for strip, text in lines.draw(rng, 256)
                   if sum(text.count(digit) for digit in ONE_WAY) >= LEAST]
    os.makedirs(options.pool, exist_ok=True)
    name = os.path.join(options.pool, f"{options.seed:05d}-0000")
    with open(name + ".txt", "w") as file:
        file.write("\n" * options.count)
    np.save(name + ".npy", np.stack(turned[:options.count]))


if __name__ == "__main__":
    main()
