"""How often each warning comes with a result, voted over frames: cards, prints and displays that a hand holds for a second.

Each presentation is one picture of reproductions.py, drawn again for each frame: the same card, print or display under
the same light, that moves as a hand does, before a sensor with noise of its own.
"""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from captures import KINDS, Capture, Moment, capture, pick
from program import Program
from reproductions import MAKERS
from stream import write_recording
from testcards import random_card

FRAMES, RATE = 8, 12.0
SHOWN = tuple(one for one in KINDS if one[0] in ("original", "copy", "reshoot"))
CODES = {"border": -9111, "glare": -9112, "copy": -9113, "reshoot": -9114}


def drift(rng: np.random.Generator, frame: int, width: int, height: int) -> np.ndarray:
    """How a hand moved until a frame: some pixels, a degree or so, and a little nearer, in slow waves."""
    phase, frequency = rng.uniform(0, 2 * math.pi, (6, 1)), rng.uniform(0.3, 3, (6, 1))
    waves = np.sin(2 * math.pi * frequency * frame / RATE + phase) - np.sin(phase)
    across, down, roll, nearer, lean, tilt = waves[:, 0] * (0.005 * width, 0.005 * width, 0.012, 0.01, 2e-5, 2e-5)
    zoom = math.exp(nearer)
    moved = np.array([[zoom * math.cos(roll), -zoom * math.sin(roll), across],
                      [zoom * math.sin(roll), zoom * math.cos(roll), down], [lean, tilt, 1]])
    to_middle = np.array([[1, 0, -width / 2], [0, 1, -height / 2], [0, 0, 1]])
    return np.linalg.inv(to_middle) @ moved @ to_middle


def draw(folder: Path, seed: int, index: int) -> Path:
    """A recording of one presentation, with `labels.json` beside it: what is true of all its frames, 1, 0 or null. What is
    there already is kept."""
    folder = folder / f"{index:05d}"
    truth = folder / "labels.json"
    if truth.exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng([seed, index])
    card = random_card(rng).card
    kind, own, quality = pick(rng, SHOWN), int(rng.integers(1 << 62)), int(rng.integers(60, 97))

    def taken(frame: int, moved: np.ndarray) -> Capture:
        return capture(np.random.default_rng(own), kind, card, replace(MAKERS, moment=Moment(moved, own + frame)))

    shots = [taken(0, np.eye(3))]
    height, width = shots[0].luma.shape
    shots += [taken(frame, drift(np.random.default_rng(own), frame, width, height)) for frame in range(1, FRAMES)]
    for frame, shot in enumerate(shots):
        cv2.imwrite(str(folder / f"{frame}.jpg"), shot.luma, [cv2.IMWRITE_JPEG_QUALITY, quality])
    entries = [{"file": f"{frame}.jpg", "time": round(frame / RATE, 4)} for frame in range(FRAMES)]
    write_recording(folder, width, height, entries)
    labels = [[shot.labels[name] for shot in shots] for name in CODES]
    agreed = {name: known[0] if known[0] in (0, 1) and len(set(known)) == 1 else None for name, known in zip(CODES, labels)}
    truth.write_text(json.dumps({"kind": kind} | agreed))
    return folder


def warnings_of(recording: Path, program: Program) -> set[int] | None:
    """The codes of the warnings that came with the result; None where there was no result."""
    results = program.run("replay", recording).of("result")
    return {warning["code"] for warning in results[0].get("warnings", [])} if results else None


def rates(folder: Path, count: int, seed: int, program: Program) -> dict:
    """How many presentations gave a result; and among these, for each check, how often it comes where it should, and where
    it should not. What is drawn is kept in `folder`."""
    results, table = 0, {name: {"yes": 0, "hit": 0, "no": 0, "alarms": 0} for name in CODES}
    for index in range(count):
        recording = draw(folder / f"streams-{seed}", seed, index)
        codes = warnings_of(recording, program)
        if codes is None:
            continue
        results += 1
        truth = json.loads((recording / "labels.json").read_text())
        for name, code in CODES.items():
            if truth[name] is not None:
                should, is_told = truth[name] == 1, code in codes
                table[name]["yes" if should else "no"] += 1
                table[name]["hit" if should else "alarms"] += is_told
    return {"presentations": count, "results": results, "checks": table}
