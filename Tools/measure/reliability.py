"""How honest probabilities are: reliability diagrams, calibration error, and a map that mends them.

The expected calibration error is the mean distance between stated probability and measured share over bins of equal
count (Naeini et al., AAAI 2015). The map is Platt's (1999): a logistic curve over the logarithm of the odds.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bounds import lower, upper

BINS = 12
# Confidences are printed with four places: a stated 1 may be anything above this.
ALMOST = 1 - 1e-5


@dataclass(frozen=True)
class Readings:
    """Stated probabilities and whether each reading was right."""

    name: str
    stated: np.ndarray
    right: np.ndarray

    @staticmethod
    def of(name: str, pairs: list) -> "Readings":
        """Makes them from [probability, is right] pairs."""
        stated, right = (np.array(column, float) for column in zip(*pairs)) if pairs else (np.zeros(0), np.zeros(0))
        return Readings(name, stated, right)

    def bins(self) -> list[tuple[float, int, int]]:
        """Mean stated probability, how many were right, and how many there are, for bins of like count."""
        order = np.argsort(self.stated, kind="stable")
        parts = (part for part in np.array_split(order, min(BINS, max(1, len(order) // 8))) if len(part))
        return [(float(self.stated[part].mean()), int(self.right[part].sum()), len(part)) for part in parts]

    @property
    def error(self) -> float:
        """Expected calibration error."""
        bins, count = self.bins(), len(self.stated)
        return sum(abs(stated - right / many) * many for stated, right, many in bins) / count if count else math.nan

    def mapped(self, slope: float, offset: float) -> "Readings":
        """What they would state through a map."""
        return Readings(f"{self.name}, mapped", through(self.stated, slope, offset), self.right)


def log_odds(probability: np.ndarray) -> np.ndarray:
    """The logarithm of the odds, kept finite."""
    kept = np.clip(probability, 1e-6, ALMOST)
    return np.log(kept) - np.log1p(-kept)


def through(probability: np.ndarray, slope: float, offset: float) -> np.ndarray:
    """Probabilities through the map."""
    return 1 / (1 + np.exp(-(slope * log_odds(probability) + offset)))


def fit(readings: Readings) -> tuple[float, float]:
    """Slope and offset of the likeliest map, by Newton's method; Platt's targets keep it from being too sure."""
    x = np.stack([log_odds(readings.stated), np.ones(len(readings.stated))], 1)
    many, right = len(x), readings.right.sum()
    wanted = np.where(readings.right > 0, (right + 1) / (right + 2), 1 / (many - right + 2))
    weights = np.array([1.0, 0.0])
    for _ in range(100):
        odds = 1 / (1 + np.exp(-x @ weights))
        curve = (x * (odds * (1 - odds))[:, None]).T @ x + 1e-6 * np.eye(2)
        step = np.linalg.solve(curve, x.T @ (wanted - odds))
        weights += np.clip(step, -1, 1)
        if np.abs(step).max() < 1e-9:
            break
    return float(weights[0]), float(weights[1])


def draw(all_readings: list[Readings], path: Path) -> None:
    """Draws a diagram of each, with exact bounds of the shares."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    columns = min(3, len(all_readings))
    rows = -(-len(all_readings) // columns)
    figure, axes = pyplot.subplots(rows, columns, figsize=(4 * columns, 4 * rows), squeeze=False)
    for place in axes.flat[len(all_readings) :]:
        place.set_visible(False)
    for place, readings in zip(axes.flat, all_readings):
        bins = readings.bins()
        stated, shares = [b[0] for b in bins], [right / many for _, right, many in bins]
        low = [share - lower(right, many) for share, (_, right, many) in zip(shares, bins)]
        high = [upper(right, many) - share for share, (_, right, many) in zip(shares, bins)]
        place.plot([0, 1], [0, 1], color="0.7", linewidth=1)
        place.errorbar(stated, shares, [np.clip(low, 0, 1), np.clip(high, 0, 1)], fmt="o", markersize=4, linewidth=1,
                       capsize=2)
        place.set(title=f"{readings.name}\n{len(readings.stated)} readings, error {readings.error:.3f}",
                  xlabel="stated probability", ylabel="share right", xlim=(-0.02, 1.02), ylim=(-0.02, 1.02))
        place.title.set_fontsize(9)
    figure.tight_layout()
    figure.savefig(path, dpi=110, metadata={"Software": None})
