"""The repository's own recordings: what each should give is written beside it."""

from __future__ import annotations

import json

from environment import ROOT
from program import Program


def replay_recordings(program: Program) -> dict:
    """Counts of right, wrong and missing results, and of results where there should be none."""
    counts = {"cards": 0, "right": 0, "wrong": 0, "negatives": 0, "negatives_with_results": 0}
    for truth in sorted((ROOT / "Recordings").glob("*/truth.json")):
        cards = [card["number"] for card in json.loads(truth.read_text())["cards"] if "expect" not in card]
        results = [event["number"] for event in program.run("replay", truth.parent).of("result")]
        if cards:
            counts["cards"] += len(cards)
            counts["right"] += sum(number in results for number in cards)
            counts["wrong"] += sum(number not in cards for number in results)
        else:
            counts["negatives"] += 1
            counts["negatives_with_results"] += bool(results)
    return counts
