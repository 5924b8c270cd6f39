"""Exact bounds of a share that was counted (Clopper and Pearson, 1934)."""

from __future__ import annotations

import math

CONFIDENCE = 0.95


def _at_most(count: int, trials: int, share: float) -> float:
    """Probability of at most `count` hits in `trials` with this share."""
    if share <= 0 or count >= trials:
        return 1.0
    if share >= 1:
        return 0.0
    odds, term, total = math.log(share) - math.log1p(-share), trials * math.log1p(-share), 0.0
    for hits in range(count + 1):
        total += math.exp(term)
        term += math.log(trials - hits) - math.log(hits + 1) + odds if hits < trials else 0
    return min(1.0, total)


def _root(falls_to: float, count: int, trials: int) -> float:
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(count, trials, middle) > falls_to else (low, middle)
    return (low + high) / 2


def upper(count: int, trials: int) -> float:
    """The share is not above this, with 95 % confidence."""
    return 1.0 if count >= trials else _root(1 - CONFIDENCE, count, trials)


def lower(count: int, trials: int) -> float:
    """The share is not below this, with 95 % confidence."""
    return 1 - upper(trials - count, trials)
