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
        name: sum(each["average"][name] * (share / whole) for each, share in stored) if value.dtype.is_floating_point
        else value
        for name, value in stored[0][0]["average"].items()
    }
    # They share a beginning, so the longest training counts, not the sum.
    longest = max((each for each, _ in stored), key=lambda each: each.get("state", each)["views"])
    network = "model" if "model" in longest else "network"
    torch.save(longest | {network: average, "average": average}, options.out)


if __name__ == "__main__":
    main()
