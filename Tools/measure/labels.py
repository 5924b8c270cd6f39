"""Labelled pictures: folders with a `manifest.csv` (path, label, kind, print, group and more).

A label is the number on the card; an empty one says that there is none.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

NUMBER_LENGTHS = range(12, 20)


@dataclass(frozen=True)
class Picture:
    """A picture and what is to be read on it."""

    path: Path
    set: str
    number: str
    kind: str
    print: str
    group: str
    expiry: str = ""
    holder: str = ""

    @property
    def fields(self) -> dict[str, str]:
        """What is printed beside the number, as far as it is labelled."""
        return {"expiry": self.expiry, "holder": self.holder}

    @property
    def is_blank(self) -> bool:
        """Whether it shows no number."""
        return not self.number


def is_luhn_valid(number: str) -> bool:
    """Whether the check digit is right."""
    doubled = (int(digit) * (1 + index % 2) for index, digit in enumerate(reversed(number)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def load(folder: Path) -> list[Picture]:
    """The pictures of a set, or of all sets in a folder, in the order of their manifests.

    Pictures of a part of a number are left out: they show no card.
    """
    manifests = [folder / "manifest.csv"] if (folder / "manifest.csv").exists() else folder.glob("*/manifest.csv")
    pictures = []
    for manifest in sorted(manifests):
        with manifest.open(newline="", encoding="utf-8-sig") as file:
            for row in csv.DictReader(file):
                number = row["label"].strip()
                if not number or number.isdecimal() and len(number) in NUMBER_LENGTHS:
                    path, group = manifest.parent / row["path"], row["group"]
                    pictures.append(Picture(path, manifest.parent.name, number, row["kind"], row["print"], group,
                                            row.get("expiry") or "", row.get("name") or ""))
    if not pictures:
        raise SystemExit(f"{folder}: no manifest.csv with pictures of cards, here or one folder deeper")
    return pictures


def presentations(pictures: list[Picture]) -> list[list[Picture]]:
    """The groups of several pictures of one card: each is like a card shown to a camera for a moment."""
    groups: dict[tuple[str, str], list[Picture]] = {}
    for picture in pictures:
        if picture.group:
            groups.setdefault((picture.set, picture.group), []).append(picture)
    return [group for group in groups.values() if len(group) > 1 and len({shown.number for shown in group}) == 1]
