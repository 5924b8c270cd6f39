"""Averages networks that one training led to: average.py FILE=SHARE ... --out FILE.

Weights between those of several ends of a training often read better than each of them (model soups: Wortsman et al.,
ICML 2022).
"""
import argparse

import torch

import train_reader


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", nargs="+", type=train_reader.share_of, metavar="FILE=SHARE")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    stored = [(torch.load(path, weights_only=True), share) for path, share in options.checkpoints]
    whole = sum(share for _, share in stored)
    average = {
        name: sum(weights(each)[name] * (share / whole) for each, share in stored) if value.dtype.is_floating_point
        else value
        for name, value in weights(stored[0][0]).items()
    }
    # They share a beginning, so the longest training counts, not the sum.
    longest = max((each for each, _ in stored), key=length)
    torch.save(longest | {name: average for name in ("model", "network", "average") if name in longest}, options.out)


def weights(stored: dict) -> dict:
    """Those of a checkpoint: averaged along the way where it has such."""
    return stored.get("average") or stored["network"]


def length(stored: dict) -> float:
    """How long a network was trained: of checks in seconds, of readers in views."""
    return stored["seconds"] if "seconds" in stored else stored.get("state", stored)["views"]


if __name__ == "__main__":
    main()
