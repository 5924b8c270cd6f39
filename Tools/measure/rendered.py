"""Rendered presentations before the program: cards with a valid number, which must be read, and read right."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

import verdicts
from art import Split
from handheld import Presentation, shoot
from kept import kept
from program import Program
from stream import Seen, Stream
from testcards import Printed, random_card

MEMORY = Path("/dev/shm")
# Of every so many presentations one is also replayed without waiting for fields, with each error rate.
EVERY = 4
DEFAULT_RATE = "0.0001"
# Which frame of a presentation is taken where only one is wanted: by then the card is held.
PICTURE = 6


def scratch() -> tempfile.TemporaryDirectory:
    """A folder for frames, in memory where there is such a place."""
    return tempfile.TemporaryDirectory(prefix="cardcam-rendered-", dir=MEMORY if MEMORY.is_dir() else None)


@dataclass(frozen=True)
class Presentations:
    """Renders and replays presentations; the same seed and index give the same one, always."""

    program: Program
    seed: int
    error_rates: tuple[str, ...] = (DEFAULT_RATE,)

    def card(self, index: int) -> tuple[Printed, Presentation]:
        """What is printed on the card of this index, and the frames that show it."""
        return kept("presentations", self.seed, index, lambda: self._render(index))

    def _render(self, index: int) -> tuple[Printed, Presentation]:
        rng = np.random.default_rng([self.seed, index])
        card = random_card(rng)
        return card.printed, shoot(rng, card.card)

    def __call__(self, indices: list[int]) -> list[dict]:
        """What came of these presentations."""
        shown = [self.card(index) for index in indices]
        with scratch() as folder:
            stream = Stream(Path(folder) / "frames", [taken.frames for _, taken in shown])
            seen = stream.replay(self.program)
            replaying = stream.cpu_seconds / len(indices)
            stills = self._stills(stream, indices, shown, Path(folder))
            rates = self._rates(Path(folder) / "some", indices, shown)
        items = []
        for place, index in enumerate(indices):
            card, taken = shown[place]
            item = {"index": index, "kind": card.kind, "grouping": card.grouping, "seconds": replaying}
            items.append(item | outcome(card, taken, seen[place]) | {"still": stills.get(place)} | rates.get(place, {}))
        return items

    def _rates(self, folder: Path, indices: list[int], shown: list) -> dict[int, dict]:
        """For some presentations: how late the number was decided, and what came with each error rate."""
        places = [place for place, index in enumerate(indices) if index % EVERY == 0]
        found: dict[int, dict] = {place: {"rates": {}} for place in places}
        if not places:
            return found
        stream = Stream(folder, [shown[place][1].frames for place in places])
        for rate in self.error_rates:
            for place, seen in zip(places, stream.replay(self.program, "--error-rate", rate, "--field-wait", "0")):
                card, taken = shown[place]
                read = [result["number"] for result in seen.results]
                found[place]["rates"][rate] = verdicts.of_numbers(read, card.number)
                sharp = [index for index, is_sharp in enumerate(taken.sharp) if is_sharp]
                if rate == DEFAULT_RATE and read and sharp:
                    # A number that is known before any frame is wholly sharp came with the first one.
                    found[place]["late"] = max(1, seen.results[0]["frame"] - sharp[0] + 1)
        return found

    def _stills(self, stream: Stream, indices: list[int], shown: list, folder: Path) -> dict[int, dict]:
        """One sharp frame of each presentation, read as a single picture."""
        chosen = {}
        for place, index in enumerate(indices):
            sharp = np.flatnonzero(shown[place][1].sharp)
            if len(sharp):
                rng = np.random.default_rng([self.seed, index, 1])
                chosen[place] = stream.path(place, int(rng.choice(sharp)))
        readings = self.program.read(list(chosen.values()), folder) if chosen else []
        return {place: single(reading, shown[place][0]) for place, reading in zip(chosen, readings)}


@dataclass(frozen=True)
class Pictures:
    """Renders single pictures of cards in a split, and reads them: what a calibration is fitted on."""

    program: Program
    seed: int
    split: Split

    def __call__(self, indices: list[int]) -> list[dict]:
        """What was read on these."""
        items = []
        with scratch() as folder:
            paths = [Path(folder) / f"{index}.jpg" for index in indices]
            cards = []
            for index, path in zip(indices, paths):
                rng = np.random.default_rng([self.seed, index, 4])
                card = random_card(rng, self.split)
                taken = shoot(rng, card.card, self.split, frames=PICTURE + 1)
                path.write_bytes(taken.frames[PICTURE])
                cards.append((card.printed, taken.sharp[PICTURE]))
            for index, (card, is_sharp), reading in zip(indices, cards, self.program.read(paths, Path(folder))):
                items.append({"index": index, "kind": card.kind, "still": single(reading, card) if is_sharp else None})
        return items


def single(reading: dict, card: Printed) -> dict:
    """What came of a single picture."""
    number = reading.get("number", "")
    return {
        "verdict": verdicts.of_numbers([number] if number else [], card.number),
        "confidence": reading.get("confidence", 0), "luhn": reading.get("luhn"),
        "digits": verdicts.digits_found(number, card.number), "confusions": verdicts.confusions(number, card.number),
    }


def outcome(card: Printed, taken: Presentation, seen: Seen) -> dict:
    """What came of a presentation."""
    read = [result["number"] for result in seen.results]
    found = {
        "verdict": verdicts.of_numbers(read, card.number), "unread": seen.unread, "sharp": sum(taken.sharp),
        "shown": taken.shown,
        "frames": [[frame["confidence"], frame["number"] == card.number] for frame in seen.frames if "number" in frame],
    }
    if not read:
        return found
    result = seen.results[0]
    error, is_upright = verdicts.corner_error(result["quad"], taken.quads[result["best_frame"]])
    return found | {
        "confidence": result["confidence"], "corners": error, "upright": is_upright,
        "expiry": verdicts.of_field(result.get("expiry"), card.fields.get("expiry", ""), r"\D"),
        "holder": verdicts.of_field(result.get("holder"), card.fields.get("holder", ""), r"[^A-Z'.-]"),
    }


def draw(items: list[dict], presentations: Presentations, path: Path, columns: int = 2, most: int = 40) -> None:
    """Draws first, middle and last frame of presentations, and what came of them; the numbers are invented."""
    tiles = []
    for item in items[:most]:
        _, taken = presentations.card(item["index"])
        frames = [cv2.imdecode(np.frombuffer(taken.frames[at], np.uint8), 0) for at in (2, len(taken.frames) // 2, -1)]
        tile = np.hstack([cv2.resize(frame, (480, 270), interpolation=cv2.INTER_AREA) for frame in frames])
        caption = f"{item['index']} {item['kind']}: {item['verdict']} {' '.join(item['unread'])}, {item['sharp']} sharp"
        cv2.putText(tile, caption, (6, 18), cv2.FONT_HERSHEY_SIMPLEX, 0.55, 255, 1, cv2.LINE_AA)
        tiles.append(tile)
    if tiles:
        tiles += [np.zeros_like(tiles[0])] * (-len(tiles) % columns)
        rows = [np.hstack(tiles[at : at + columns]) for at in range(0, len(tiles), columns)]
        cv2.imwrite(str(path), np.vstack(rows))
