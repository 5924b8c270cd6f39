"""Pictures as the checks see them: what the package's own `sheets` program makes of rendered captures.

For training the corners are given, a little off as the locator's are, several times for each picture; for measuring the
locator finds them itself.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from captures import LABELS as NAMES

# The card, pieces of it, what is around it: rows of each; side of a piece, and how many there are.
PARTS = 128, 128, 128
PIECE, PIECES = 64, 6
WIDTH, HEIGHT = 192, sum(PARTS)
# Looks at a card: as it is, and mirrored, with other pieces each (see CheckSheet.swift).
LOOKS = 4
RECORD = 40 + LOOKS * WIDTH * HEIGHT
# Pictures whose looks are held at once.
HELD = 500
# A card found this far off, in widths of the card, is another thing than the labels speak of.
ASTRAY = 0.12
# How far corners are off that the locator finds, in widths of the card: mostly, at times, and now and then.
JITTER = (0.004, 0.6), (0.015, 0.3), (0.05, 0.1)


@dataclass
class Sheets:
    """Sheets of pictures in which a card was found; labels are 1, 0 or nan for unknown.

    `images` are one look of each to train on, or all of them to measure; `corners` are the program's scores for a card that
    reaches beyond its picture, and for one that stands level; `source` names the program and the count of pictures.
    """

    images: np.ndarray
    labels: np.ndarray
    kinds: np.ndarray
    corners: np.ndarray
    source: str = ""


def joined(parts: list[Sheets]) -> Sheets:
    """Sheets of several folders as one."""
    fields = ("images", "labels", "kinds", "corners")
    return Sheets(*(np.concatenate([getattr(part, field) for part in parts]) for field in fields))


def sheet_of(
    program: Path, paths: list[Path], quads: list[np.ndarray] | None = None
) -> list[tuple[np.ndarray, np.ndarray, np.ndarray] | None]:
    """Corners and looks of each picture, and the program's scores for what lies outside the picture and for standing
    level; None where no card is found. Corners that are given are not looked for."""
    lines = [str(path) for path in paths]
    if quads is not None:
        lines = ["\t".join([line, *(f"{value:.2f}" for value in quad.flat)]) for line, quad in zip(lines, quads)]
    given = "".join(f"{line}\n" for line in lines).encode()
    answer = subprocess.run([program], input=given, stdout=subprocess.PIPE, check=True).stdout
    found, at = [], 0
    for _ in paths:
        is_found, at = answer[at] == 1, at + 1
        if not is_found:
            found.append(None)
            continue
        quad = np.frombuffer(answer, "<f4", 8, at).reshape(4, 2)
        looks = np.frombuffer(answer, np.uint8, LOOKS * WIDTH * HEIGHT, at + 40).reshape(LOOKS, HEIGHT, WIDTH)
        found.append((quad, looks, np.frombuffer(answer, "<f4", 2, at + 32)))
        at += RECORD
    return found


def is_found(quad: np.ndarray, truth: np.ndarray) -> bool:
    """Whether corners are those of the card, whichever is the first."""
    long = np.linalg.norm(truth - np.roll(truth, -1, 0), axis=1).max()
    return any(np.linalg.norm(quad - np.roll(truth, turn, 0), axis=1).max() < ASTRAY * long for turn in range(4))


def jittered(rng: np.random.Generator, quad: np.ndarray) -> np.ndarray:
    """Corners as the locator might find them, upright or upside down."""
    long = np.linalg.norm(quad - np.roll(quad, -1, 0), axis=1).max()
    sigma = rng.choice([spread for spread, _ in JITTER], p=[share for _, share in JITTER])
    return np.roll(quad + rng.normal(0, sigma * long, (4, 2)), 2 * rng.integers(2), 0)


def entries_of(folder: Path) -> list[dict]:
    """What is known of the pictures in a folder."""
    return [json.loads(line) for path in sorted(folder.glob("labels-*.jsonl")) for line in path.open()]


def labels_of(entry: dict) -> list[float]:
    """What is true of a picture, in the order of NAMES."""
    return [np.nan if entry["labels"][name] is None else entry["labels"][name] for name in NAMES]


def load_jittered(folder: Path, program: Path, views: int) -> Sheets:
    """Several sheets of each picture of a folder, by corners a little off; kept beside them for the same program."""
    rng, entries = np.random.default_rng(0), [entry for entry in entries_of(folder) for _ in range(views)]
    path, source = folder / "jittered.npz", _source(program, len(entries))
    if kept := _kept(path, source):
        return kept
    chosen = []
    for at in range(0, len(entries), HELD):
        some = entries[at : at + HELD]
        quads = [jittered(rng, np.float32(entry["quad"])) for entry in some]
        found = sheet_of(program, [folder / entry["file"] for entry in some], quads)
        chosen += [(entry, made[1][rng.integers(LOOKS)].copy(), made[2].copy())
                   for entry, made in zip(some, found) if made is not None]
    return _keep(path, chosen, source)


def _source(program: Path, pictures: int) -> str:
    """What sheets are made of: another program finds other corners, and scores them otherwise."""
    return f"{hashlib.sha256(program.read_bytes()).hexdigest()[:16]} {pictures}"


def _kept(path: Path, source: str) -> Sheets | None:
    """Sheets that were made before, of the same source."""
    if path.exists():
        with np.load(path) as held:
            if "source" in held and str(held["source"]) == source:
                return Sheets(**{name: held[name] for name in held.files})
    return None


def _keep(path: Path, chosen: list[tuple[dict, np.ndarray, np.ndarray]], source: str) -> Sheets:
    """Sheets of pictures, written to a file."""
    entries, images, corners = zip(*chosen)
    sheets = Sheets(np.stack(images), np.float32([labels_of(entry) for entry in entries]),
                    np.array([entry["kind"] for entry in entries]), np.float32(corners), source)
    np.savez(path, **vars(sheets))
    return sheets


def load(folder: Path, program: Path) -> Sheets:
    """The sheets of a folder of captures as the locator finds the cards; kept beside them for the same program."""
    entries = entries_of(folder)
    path, source = folder / "sheets.npz", _source(program, len(entries))
    if kept := _kept(path, source):
        return kept
    found = sheet_of(program, [folder / entry["file"] for entry in entries])
    chosen = [
        (entry, *made[1:]) for entry, made in zip(entries, found)
        if made is not None and (entry["kind"] == "other" or is_found(made[0], np.float32(entry["quad"])))
    ]
    return _keep(path, chosen, source)
