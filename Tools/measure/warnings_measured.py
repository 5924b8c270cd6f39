"""How often each warning comes where it should, and where it should not: on rendered pictures and on photographs.

Pictures are looked at as the program does, by its own `sheets`, and judged by the network that the program carries.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import onnxruntime

from environment import ROOT, say
from labels import load as load_labelled
import reproductions
from card import render_card, random_spec
from check_sheets import NAMES, entries_of, load, sheet_of
from make_captures import PX_PER_MM, render

FOLDER = ROOT / ".train/warnings"
MODEL = ROOT / "Sources/CModels/checks.onnx"
WHAT = {
    "border": "-9111 corner_exceed: edge hidden or cut off", "glare": "-9112 reflect_light: glare",
    "copy": "-9113 copy_card: a print", "reshoot": "-9114 reshoot_card: a display",
    "screenshot": "category screenshot", "other": "no card at all",
}


@dataclass(frozen=True)
class Scores:
    """Scores of pictures, above 0 where a check holds, and what is true of them: 1, 0 or nan; and how many pictures
    there were of no card."""

    scores: np.ndarray
    labels: np.ndarray
    without_card: int

    def of(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        """Scores where a check should hold, and where it should not."""
        at = NAMES.index(name)
        return self.scores[self.labels[:, at] == 1, at], self.scores[self.labels[:, at] == 0, at]


def judged(images: np.ndarray, corners: np.ndarray, model: Path = MODEL) -> np.ndarray:
    """The program's scores of sheets: the mean of the network's over all looks, and what the corners say (see
    CardChecks.swift)."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model, options)
    scores = np.stack([np.mean([session.run(None, {"x": look[None, None].astype(np.float32)})[0][0] for look in looks], 0)
                       for looks in images])
    edge, drawn = NAMES.index("border"), NAMES.index("screenshot")
    scores[:, edge] = np.maximum(scores[:, edge], corners[:, 0])
    scores[:, drawn] = np.minimum(scores[:, drawn], corners[:, 1])
    return scores


def rendered(count: int, seed: int, sheets: Path) -> Scores:
    """Scores of rendered pictures that training has nothing of: cards, fonts, surroundings, printers and displays."""
    folder = FOLDER / f"{seed}"
    made = folder / f"labels-{seed}.jsonl"
    if not made.exists() or len(made.read_text().splitlines()) < count:
        say(f"rendering {count} pictures")
        cv2.setNumThreads(1)
        render(folder, seed, count, reproductions.MAKERS,
               lambda rng: render_card(rng, random_spec(rng), PX_PER_MM, "test"))
    found = load(folder, sheets)
    without_card = sum(entry["kind"] == "other" for entry in entries_of(folder))
    return Scores(judged(found.images, found.corners), found.labels, without_card)


def is_tuned_on(group: str) -> bool:
    """Whether the photographs of a group may be looked at for thresholds: one half of the groups, by a hash."""
    return hashlib.sha256(group.encode()).digest()[0] % 2 == 0


def photographs(folder: Path, sheets: Path) -> dict[str, dict]:
    """For each set: how many pictures show a card, and on how many of them each warning comes; all are originals."""
    pictures = load_labelled(folder)
    looked = sheet_of(sheets, [picture.path for picture in pictures])
    found: dict[str, dict] = {}
    for picture, seen in zip(pictures, looked):
        half = "looked at for thresholds" if is_tuned_on(picture.group or picture.path.name) else "never looked at"
        for name in (picture.set, f"all, {half}", "all"):
            entry = found.setdefault(name, {"pictures": 0, "cards": 0} | dict.fromkeys(NAMES, 0))
            entry["pictures"] += 1
            if seen is not None:
                entry["cards"] += 1
        if seen is None:
            continue
        scores = judged(seen[1][None], seen[2][None])[0]
        for name in (picture.set, f"all, {half}", "all"):
            for check, score in zip(NAMES, scores):
                found[name][check] += int(score > 0)
    return found


def rates(scores: Scores) -> dict[str, dict]:
    """For each check: how often it comes where it should, and where it should not."""
    table = {}
    for name in NAMES:
        yes, no = scores.of(name)
        if name == "other":
            # What is not even taken for a card is known for what it is.
            yes = np.concatenate([yes, np.ones(scores.without_card - len(yes))])
        table[name] = {"yes": len(yes), "hit": int((yes > 0).sum()), "no": len(no), "alarms": int((no > 0).sum())}
    return table


def draw(scores: Scores, path: Path) -> None:
    """Draws for each check how hits grow with false alarms, with the threshold in use."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(2, 3, figsize=(11, 7))
    for place, name in zip(axes.flat, NAMES):
        yes, no = scores.of(name)
        limits = np.sort(np.concatenate([yes, no]))[::-1]
        alarms = np.searchsorted(np.sort(-no), -limits, side="right") / max(1, len(no))
        hits = np.searchsorted(np.sort(-yes), -limits, side="right") / max(1, len(yes))
        place.plot(alarms, hits, linewidth=1.5)
        place.plot((no > 0).mean(), (yes > 0).mean(), "o", color="black", markersize=5)
        place.axhline(0.9, color="0.8", linewidth=0.8)
        place.axvline(0.02, color="0.8", linewidth=0.8)
        place.set(xscale="symlog", xlim=(0, 1), ylim=(0, 1.02), title=f"{WHAT[name]}\n{len(yes)} with, {len(no)} without",
                  xlabel="false alarms", ylabel="hits")
        place.set_xscale("symlog", linthresh=0.01)
        place.title.set_fontsize(9)
    figure.tight_layout()
    figure.savefig(path, dpi=110, metadata={"Software": None})


def _cells(counts: dict[str, int]) -> str:
    """Hits and false alarms."""
    return f"{share(counts['hit'], counts['yes'])} | {share(counts['alarms'], counts['no'])}"


def share(part: int, whole: int) -> str:
    """A count and its share."""
    return f"{part} of {whole} ({part / whole:.3f})" if whole else "none"


def table(found: dict) -> str:
    """The figures as Markdown."""
    lines = [f"- `{found['command']}`, {found['date']}, {found['machine']}, revision {found['revision']}", "",
             "| check | single pictures: comes where it should | comes where it should not "
             "| result of a stream: where it should | where it should not |", "| --- |" + " --- |" * 4]
    for name, counts in found["rendered"].items():
        streams = found["streams"]["checks"].get(name)
        lines.append(f"| {WHAT[name]} | {_cells(counts)} | {_cells(streams) if streams else ' | '} |")
    lines += ["", f"Of {found['streams']['presentations']} streams {found['streams']['results']} gave a result."]
    if sets := found.get("photographs"):
        lines += ["", "| photographs, all originals: set | card seen | " + " | ".join(NAMES) + " |",
                  "| --- | --- |" + " --- |" * len(NAMES)]
        for name, counts in sorted(sets.items()):
            cells = (f"{counts[check]} ({counts[check] / max(1, counts['cards']):.3f})" for check in NAMES)
            lines.append(f"| {name} | {counts['cards']} of {counts['pictures']} | {' | '.join(cells)} |")
    blur = found["blur"]
    lines += ["", f"Quality and known blur of {blur['pictures']} pictures of different cards: Spearman's rank "
              f"correlation {blur['correlation']:.3f} (aim 0.95).", "",
              "| quality of a single frame | number read exactly |", "| --- | --- |",
              f"| below 50 | {share(*blur['sides']['below'])} |", f"| 50 or more | {share(*blur['sides']['from'])} |"]
    return "\n".join(lines)
