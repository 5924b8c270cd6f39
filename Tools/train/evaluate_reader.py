"""Reads labelled crops of four places: evaluate_reader.py FOLDER [--model FILE].

FOLDER/manifest.csv names the crops (columns path and label; "_" in a label is a gap). Each crop is continued by its
border to the shape of a strip. Prints the share read exactly of the crops that training left out (real_digits.py draws
the line) and of the others, the recall of each digit, and which digits are taken for which.
"""
import argparse
import collections
import csv
import difflib
import os

import cv2
import numpy as np
import torch

import reader
import real_digits
from real_digits import strip_of


def load(folder: str) -> tuple[np.ndarray, list[str], list[str]]:
    """Strips [N, 32, 320], labels and paths of a folder of crops."""
    with open(os.path.join(folder, "manifest.csv"), newline="") as file:
        rows = list(csv.DictReader(file))
    strips = [strip_of(cv2.imread(os.path.join(folder, row["path"]), cv2.IMREAD_GRAYSCALE)) for row in rows]
    return np.stack(strips), [row["label"].replace("_", "") for row in rows], [row["path"] for row in rows]


def read(model: torch.nn.Module, strips: np.ndarray) -> list[str]:
    found = []
    with torch.no_grad():
        for at in range(0, len(strips), 100):
            found += reader.decode(model(reader.standardise(torch.from_numpy(strips[at:at + 100])[:, None])))
    return found


def load_model(path: str) -> reader.Reader:
    model = reader.Reader()
    model.load_state_dict(torch.load(path, weights_only=True)["average"])
    return model.eval()


def recall(found: list[str], labels: list[str]) -> dict[str, float]:
    """For each digit the share of its places that were read right."""
    right: collections.Counter = collections.Counter()
    seen: collections.Counter = collections.Counter()
    for text, label in zip(found, labels):
        seen.update(label)
        for at, _, length in difflib.SequenceMatcher(None, label, text, autojunk=False).get_matching_blocks():
            right.update(label[at:at + length])
    return {digit: right[digit] / seen[digit] for digit in sorted(seen)}


def confusions(found: list[str], labels: list[str]) -> collections.Counter:
    """Counts (label digits, read digits) over the misread lines."""
    counts: collections.Counter = collections.Counter()
    for text, label in zip(found, labels):
        for kind, a, b, c, d in difflib.SequenceMatcher(None, label, text, autojunk=False).get_opcodes():
            if kind != "equal":
                counts[(label[a:b], text[c:d])] += 1
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--model", default=".train/numbers.pt")
    parser.add_argument("--errors", action="store_true", help="list every misread crop that was kept out")
    options = parser.parse_args()
    torch.set_num_threads(1)
    strips, labels, paths = load(options.folder)
    every = read(load_model(options.model), strips)
    out = [real_digits.kept_out(label) for label in labels]
    for name, side in (("kept out", True), ("trained on", False)):
        pairs = [(text, label) for text, label, kept in zip(every, labels, out) if kept == side]
        exact = sum(text == label for text, label in pairs) / len(pairs)
        print(f"{name}: exact {exact:.4f} of {len(pairs)}")
    found, truth = zip(*[(text, label) for text, label, kept in zip(every, labels, out) if kept])
    print("recall, kept out: " + " ".join(f"{digit} {share:.3f}" for digit, share in recall(found, truth).items()))
    for (label, text), count in confusions(found, truth).most_common(20):
        print(f"  {label or '-'} read as {text or '-'}: {count}")
    if options.errors:
        for text, label, path, kept in zip(every, labels, paths, out):
            if kept and text != label:
                print(f"{path} {label} {text}")


if __name__ == "__main__":
    main()
