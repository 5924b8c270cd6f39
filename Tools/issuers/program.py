"""Asks the built program what it knows of prefixes."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable

from sources import ROOT

CELLS = ("code", "name", "name_en", "centre_code", "centre_name", "card_type", "card_name", "network")


def build() -> None:
    """Builds the program that looks prefixes up."""
    subprocess.run(["swift", "build", "-c", "release", "--product", "lookup"], cwd=ROOT, check=True,
                   stdout=subprocess.DEVNULL)


def run(prefixes: Iterable[tuple[str, int]], *arguments: str) -> list[str]:
    """The lines that the program writes for prefixes and lengths."""
    lines = "".join(f"{prefix} {length}\n" for prefix, length in prefixes)
    done = subprocess.run([ROOT / ".build" / "release" / "lookup", *arguments], input=lines, capture_output=True,
                          text=True, check=True)
    return done.stdout.splitlines()


def look_up(prefixes: Iterable[tuple[str, int]]) -> list[dict[str, str]]:
    """What is known of numbers with these prefixes and lengths; what is not is empty."""
    return [dict(zip(CELLS, line.split("\t"))) for line in run(prefixes)]


class Probes:
    """Finds numbers that a prefix answers for, and no longer prefix."""

    def __init__(self, prefixes: Iterable[str]) -> None:
        self.all = set(prefixes)

    def number(self, prefix: str, length: int) -> tuple[str, int]:
        """The beginning of such a number: the prefix and one digit repeated."""
        for digit in "0123456789":
            head = (prefix + digit * 12)[:12]
            if not any(head[:places] in self.all for places in range(len(prefix) + 1, 11)):
                return head, length
        return prefix, length
