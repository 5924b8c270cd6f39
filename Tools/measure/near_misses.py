"""Cards in the layout of specimen cards, each one digit away from a specimen's number.

A reader that has learnt the specimens by heart, or that searches for a likely number, reads the specimen's. The numbers
are taken from the labels of the photographs at run time: they stand nowhere in this repository.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

import verdicts
from handheld import Presentation, shoot
from kept import kept
from labels import load
from program import Program
from rendered import scratch
from stream import Stream
from testcards import numbered_card

FRAMES = 8
GROUPINGS = {13: (13,), 14: (4, 6, 4), 15: (4, 6, 5), 16: (4, 4, 4, 4), 19: (6, 13)}


def specimens(folder: Path) -> list[tuple[str, str]]:
    """Number and print of each specimen card among the labelled pictures."""
    found = {picture.number: picture.print for picture in load(folder) if len(picture.number) in GROUPINGS}
    return sorted(found.items())


@dataclass(frozen=True)
class NearMisses:
    """Renders and reads near misses; the same seed, index and specimens give the same one, always."""

    program: Program
    seed: int
    specimens: tuple[tuple[str, str], ...]

    def number(self, rng: np.random.Generator) -> tuple[str, str, dict]:
        """A specimen's number, one that differs in a digit and is no specimen's, and how it is printed."""
        known = {number for number, _ in self.specimens}
        while True:
            specimen, print_ = self.specimens[rng.integers(len(self.specimens))]
            place = int(rng.integers(len(specimen)))
            digit = str((int(specimen[place]) + int(rng.integers(1, 10))) % 10)
            near = specimen[:place] + digit + specimen[place + 1 :]
            if near not in known:
                foil = 1.0 if "foil" in print_ else 0.5
                return specimen, near, {"finish": "embossed" if "emboss" in print_ else "flat", "foil": foil}

    def card(self, index: int) -> tuple[str, str, Presentation]:
        """A specimen's number, the one on the card, and the frames that show it."""
        return kept("near-misses", self.seed, index, lambda: self._render(index))

    def _render(self, index: int) -> tuple[str, str, Presentation]:
        rng = np.random.default_rng([self.seed, index, 3])
        specimen, near, given = self.number(rng)
        card = numbered_card(rng, "near miss", near, GROUPINGS[len(near)], given)
        return specimen, near, shoot(rng, card.card, frames=FRAMES)

    def __call__(self, indices: list[int]) -> list[dict]:
        """How often specimen numbers were read on these cards."""
        shown = [self.card(index) for index in indices]
        with scratch() as folder:
            stream = Stream(Path(folder) / "frames", [taken.frames for *_, taken in shown])
            seen, loose = stream.replay(self.program), stream.replay(self.program, "--allow-non-luhn")
            middles = [stream.path(place, FRAMES - 1) for place in range(len(indices))]
            stills = self.program.read(middles, Path(folder))
        return [
            {
                "index": index,
                "results": sum(result["number"] == specimen for result in seen[place].results),
                "any_results": sum(result["number"] == specimen for result in loose[place].results),
                "frames": sum(frame.get("number") == specimen for frame in seen[place].frames),
                "still": int(stills[place].get("number") == specimen),
                "verdict": verdicts.of_numbers([result["number"] for result in loose[place].results], near),
            }
            for place, (index, (specimen, near, _)) in enumerate(zip(indices, shown))
        ]
