"""Cards held with a thumb on the first or the last digits of their number: what is left must not be told for a number.

One in ten of such rests passes the Luhn check, and some are as long as a shorter number.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

import verdicts
from handheld import Presentation, shoot
from kept import kept
from program import Program
from rendered import scratch
from stream import Stream
from testcards import random_card

# How many digits are hidden; most often a group.
HIDDEN = 1, 2, 3, 4, 4, 4, 5, 7


@dataclass(frozen=True)
class Covered:
    """Renders and replays such presentations; the same seed and index give the same one, always."""

    program: Program
    seed: int

    def card(self, index: int) -> tuple[str, Presentation]:
        """The number, and the frames that show a part of it."""
        return kept("covered", self.seed, index, lambda: self._render(index))

    def _render(self, index: int) -> tuple[str, Presentation]:
        rng = np.random.default_rng([self.seed, index, 6])
        while (card := random_card(rng)).card.line is None:
            pass
        boxes, hidden, at_end = card.card.digit_boxes, int(rng.choice(HIDDEN)), rng.random() < 0.5
        height = boxes[0, 3] - boxes[0, 1]
        last = boxes[-hidden, 0] if at_end else boxes[hidden - 1, 2]
        breadth, outward = height * rng.uniform(0.9, 1.6), np.array([1.0 if at_end else -1.0, rng.normal(0, 0.25)])
        # The tip is round: it must reach a little beyond what it covers.
        tip = np.array([last, (boxes[0, 1] + boxes[0, 3]) / 2]) + 0.75 * breadth * outward
        mm = max(card.card.alpha.shape) / 85.6
        return card.printed.number, shoot(rng, card.card, thumb=(tip, outward, breadth / mm))

    def __call__(self, indices: list[int]) -> list[dict]:
        """What came of these presentations: as a stream, and of its last picture by itself."""
        shown = [self.card(index) for index in indices]
        with scratch() as folder:
            stream = Stream(Path(folder) / "frames", [taken.frames for _, taken in shown])
            seen = stream.replay(self.program)
            last = [stream.path(place, len(taken.frames) - 1) for place, (_, taken) in enumerate(shown)]
            stills = self.program.read(last, Path(folder))
        return [
            {
                "index": index,
                "verdict": verdicts.of_numbers([result["number"] for result in seen[place].results], number),
                "still": bool(stills[place].get("number") and stills[place].get("luhn")
                              and stills[place]["number"] != number),
            }
            for place, (index, (number, _)) in enumerate(zip(indices, shown))
        ]
