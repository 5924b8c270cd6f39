"""What was read of expiry and holder, against what labels say is printed. An empty label says nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from environment import print_row
from tally import share
from verdicts import of_field

# What does not count when a field is compared with its label.
BESIDE_THE_POINT = {"expiry": r"\D", "holder": r"[^A-Z'.-]"}


def verdicts_of(event: dict | None, printed: dict[str, str]) -> dict[str, str]:
    """For each field that is labelled or was read: exact, wrong, absent, or made up where no label says that it is."""
    found = {
        field: of_field((event or {}).get(field), printed.get(field, ""), pattern)
        for field, pattern in BESIDE_THE_POINT.items()
    }
    return {field: verdict for field, verdict in found.items() if verdict}


def counted(verdicts: Iterable[dict[str, str]]) -> dict[str, dict[str, int]]:
    """How often each verdict came, by field."""
    counts: dict[str, Counter] = {field: Counter() for field in BESIDE_THE_POINT}
    for verdict in verdicts:
        for field, what in verdict.items():
            counts[field][what] += 1
    return {field: dict(count) for field, count in counts.items()}


def print_fields(groups: dict[str, list[dict[str, str]]]) -> None:
    """Prints the table of fields, for each group of pictures by its name."""
    print("## Expiry and holder\n")
    print("| of | field | labelled | exact | wrong | absent | share exact | read without a label |")
    print("|---|---|--:|--:|--:|--:|--:|--:|")
    for name, verdicts in groups.items():
        for field, counts in counted(verdicts).items():
            exact, wrong, absent = (counts.get(what, 0) for what in ("exact", "wrong", "absent"))
            labelled = exact + wrong + absent
            if counts:
                print_row(name, field, labelled, exact, wrong, absent, share(exact, labelled), counts.get("made up", 0))
    print()
