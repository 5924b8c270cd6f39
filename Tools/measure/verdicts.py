"""Compares what was read with the truth. What leaves here holds counts and verdicts, never a number."""

from __future__ import annotations

import difflib
import re

import numpy as np

RIGHT, WRONG, NONE = "right", "wrong", "none"
# The only streams of nothing in which there are a card's digits.
FAILS_LUHN = "card that fails Luhn"


def of_numbers(read: list[str], truth: str) -> str:
    """Of all numbers that came out for a card; one that is not on it makes it wrong."""
    if not read:
        return NONE
    return RIGHT if all(number == truth for number in read) else WRONG


def digits_found(read: str, truth: str) -> dict[str, list[int]]:
    """For each digit of the truth, how often it was read and how often it is printed."""
    counts: dict[str, list[int]] = {}
    for digit in truth:
        counts.setdefault(digit, [0, 0])[1] += 1
    for block in difflib.SequenceMatcher(None, truth, read, autojunk=False).get_matching_blocks():
        for digit in truth[block.a : block.a + block.size]:
            counts[digit][0] += 1
    return counts


def confusions(read: str, truth: str) -> dict[str, int]:
    """How often one digit was taken for another, as `printed>read`."""
    found: dict[str, int] = {}
    if len(read) == len(truth):
        for shown, seen in zip(truth, read):
            if shown != seen:
                found[f"{shown}>{seen}"] = found.get(f"{shown}>{seen}", 0) + 1
    return found


def of_field(read: dict | None, printed: str, pattern: str) -> str | None:
    """Of expiry or holder, letters and digits that matter left by `pattern`: exact, wrong, absent, or made up."""
    if read is None:
        return "absent" if printed else None
    if not printed:
        return "made up"
    plain = (re.sub(pattern, "", text.upper()) for text in (read["text"], printed))
    return "exact" if len(set(plain)) == 1 else "wrong"


def corner_error(read: list, truth: np.ndarray) -> tuple[float, bool]:
    """Mean distance of the corners as a share of the card's width, and whether the right one was taken for the first.

    A card that is turned over errs in its direction alone: its corners are compared as if it stood upright.
    """
    sides = np.linalg.norm(truth - np.roll(truth, -1, axis=0), axis=1)
    width = max(sides[0] + sides[2], sides[1] + sides[3]) / 2
    turned = [np.linalg.norm(np.roll(np.asarray(read), turn, axis=0) - truth, axis=1).mean() for turn in range(4)]
    return float(min(turned) / width), int(np.argmin(turned)) == 0
