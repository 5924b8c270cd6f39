"""Scores an exported locator on rendered frames, and draws what it finds on photographs."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import cv2
import numpy as np
import onnxruntime

from decode_locator import (
    FIELD_NAMES, NUMBERED, Finding, decoded, find_rows, letterboxed, network_array, squared_up
)
from locator import MAP_HEIGHT, MAP_WIDTH, MAPS
from looks import closer_place, is_portrait, side_lengths, upright_place
from scene import project, visible_share
from train_locator import Pool

SHEET_COLUMNS, SHEET_TILE = 6, (320, 240)
SETTLED = 0.08
# A number with a lower score is also looked for upside down.
CLEAR = 0.5
COUNTS = (
    "cards", "cards_found", "numbered", "upright_first_look", "upright", "numbered_kept", "blank", "blank_taken", "empty",
    "empty_taken", "blocks", "blocks_kept", "blocks_where_none",
)
ROW_COLORS = {"expiry": (0, 255, 255), "start": (0, 128, 255), "holder": (255, 255, 0)}


class Looks:
    """The exported locator, applied to a whole frame, to the card it found there, and to its rows of text."""

    def __init__(self, model: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])

    def _maps(self, luma: np.ndarray) -> np.ndarray:
        return self.session.run(None, {"x": network_array(luma)})[0].reshape(MAPS, MAP_HEIGHT, MAP_WIDTH)

    def _look(self, luma: np.ndarray, to_frame: np.ndarray) -> Finding:
        finding = decoded(self._maps(luma))
        for name in ("card", "line", "block"):
            quad = getattr(finding, name)
            if quad is not None:
                setattr(finding, name, np.float32(project(to_frame, quad)))
        finding.rows = {name: np.float32(project(to_frame, row)) for name, row in finding.rows.items()}
        return finding

    def first(self, luma: np.ndarray) -> Finding:
        """The whole frame."""
        return self._look(*letterboxed(luma))

    def both(self, luma: np.ndarray) -> tuple[Finding, Finding]:
        """The whole frame; and the card found there squared up, once more where it proves to lie elsewhere, and upside
        down where no number is seen."""
        first = self.first(luma)
        if first.card is None or first.card_score < 0.7:
            return first, Finding()
        second = self._settled(luma, first.card)
        if second.number_score < CLEAR and second.card is not None:
            turned = self._settled(luma, np.roll(second.card, 2, 0))
            if turned.number_score > second.number_score:
                second = turned
        return first, second

    def closer(self, luma: np.ndarray, second: Finding) -> dict[str, np.ndarray]:
        """The rows of a card that shows a number, in a closer look; as the second look has them where no more is seen."""
        number = second.line if second.line_score >= second.block_score else second.block
        if second.card is None or number is None or second.number_score < NUMBERED:
            return second.rows
        portrait = is_portrait(second.card)
        to_second = cv2.getPerspectiveTransform(second.card, upright_place(portrait))
        # Where no row is seen, most cards have theirs between the number and the lower edge.
        sighted = list(second.rows.values()) or [np.float32([*number[[3, 2]], *second.card[[2, 3]]])]
        rows = project(to_second, np.stack(sighted).reshape(-1, 2)).reshape(-1, 4, 2)
        place = closer_place(portrait, rows)
        view, back = squared_up(luma, second.card, place)
        found = find_rows(self._maps(view), place)
        return second.rows | {name: np.float32(project(back, row)) for name, row in found.items()}

    def _settled(self, luma: np.ndarray, card: np.ndarray) -> Finding:
        seen = self._look(*squared_up(luma, card))
        if seen.card is not None and _apart(seen.card, card) > SETTLED * side_lengths(card)[0]:
            again = self._look(*squared_up(luma, seen.card))
            if again.card is not None:
                return again
        return seen


def _apart(found: np.ndarray, other: np.ndarray) -> float:
    """The largest distance of corners, upright or upside down."""
    return min(float(np.linalg.norm(np.roll(found, turn, 0) - other, axis=1).max()) for turn in (0, 2))


def _distance(found: np.ndarray, wanted: np.ndarray, unit: float) -> float:
    return float(np.linalg.norm(found - wanted, axis=1).mean() / unit)


def _ends(line: np.ndarray) -> np.ndarray:
    return np.stack([(line[0] + line[3]) / 2, (line[1] + line[2]) / 2])


def _off_row(found: np.ndarray, wanted: np.ndarray) -> float:
    """How far the found row's ends stand above or below the wanted row, as a share of its height."""
    (left, right), (start, end) = _ends(wanted), _ends(found)
    along = (right - left) / np.linalg.norm(right - left)
    across = np.array([-along[1], along[0]])
    height = np.linalg.norm((wanted[3] - wanted[0] + wanted[2] - wanted[1]) / 2)
    return float(max(abs((start - left) @ across), abs((end - right) @ across)) / height)


class FieldCounts:
    """How often a row is found where it is, and where there is none."""

    def __init__(self) -> None:
        self.present = self.found = self.on_row = self.false = self.absent = 0
        self.errors: list[float] = []

    def add(self, found: np.ndarray | None, wanted: np.ndarray) -> None:
        """Counts one card: a quad found or not, and the quad wanted (nan where there is none)."""
        if np.isnan(wanted).any():
            self.absent += 1
            self.false += found is not None
            return
        self.present += 1
        if found is not None:
            self.found += 1
            self.errors.append(_off_row(found, wanted))
            self.on_row += self.errors[-1] < 0.25

    def record(self) -> dict[str, float | int]:
        """The counts, and the median error across the row as a share of its height."""
        return {
            "present": self.present, "found": self.found, "within_a_quarter": self.on_row, "absent": self.absent,
            "found_where_absent": self.false,
            "error_across": round(float(np.median(self.errors)), 3) if self.errors else 1.0,
        }


def scores(looks: Looks, frames: Pool) -> dict:
    """Errors as shares of the card's width, over frames that show at least nine tenths of the card.

    A frame counts as numbered or not by the line of the second look. A card is upright where its first corner is the
    first, which is asked of numbered cards: others may look alike either way.
    """
    errors = {name: [] for name in ("corners_first_look", "corners", "line_ends_first_look", "line_ends")}
    counts = dict.fromkeys(COUNTS, 0)
    fields = {name: FieldCounts() for name in FIELD_NAMES}
    for index in range(len(frames)):
        luma, (card, line, *rows, first_row, _) = frames.frame(index)
        first, second = looks.both(luma)
        if np.isnan(card).any():
            counts["empty"] += 1
            counts["empty_taken"] += second.line_score > NUMBERED
            continue
        if visible_share(card, luma.shape[1], luma.shape[0]) < 0.9:
            continue
        width, numbered = max(side_lengths(card)), not np.isnan(line).any()
        counts["cards"] += 1
        counts["numbered" if numbered else "blank"] += 1
        counts["numbered_kept" if numbered else "blank_taken"] += second.line_score > NUMBERED
        in_block = not np.isnan(first_row).any()
        counts["blocks"] += in_block
        counts["blocks_kept" if in_block else "blocks_where_none"] += second.block_score > NUMBERED
        if second.card is None:
            continue
        counts["cards_found"] += 1
        for name, finding in (("_first_look", first), ("", second)):
            turns = [_distance(np.roll(finding.card, turn, 0), card, width) for turn in range(4)]
            errors["corners" + name].append(min(turns))
            if numbered:
                counts["upright" + name] += turns[0] == min(turns)
                if finding.line is not None:
                    errors["line_ends" + name].append(_distance(_ends(finding.line), _ends(line), width))
        found = looks.closer(luma, second)
        for name, wanted in zip(FIELD_NAMES, rows):
            fields[name].add(found.get(name), wanted)
    figures = {}
    for name, values in errors.items():
        figures[name] = {"mean": round(float(np.mean(values)), 4), "median": round(float(np.median(values)), 4)}
    figures["line_ends_within_2_percent"] = round(float(np.mean(np.array(errors["line_ends"]) < 0.02)), 3)
    return counts | figures | {name: field.record() for name, field in fields.items()}


def drawn(image: np.ndarray, looks: Looks) -> np.ndarray:
    """A photograph with the card of the first look (green) and of the second (white), and from the second the line
    (magenta, grey if doubtful), expiry (yellow), start date (orange) and holder (cyan)."""
    luma = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    line_width = max(1, max(luma.shape) // 300)
    first, second = looks.both(luma)
    if first.card is not None:
        cv2.polylines(image, [first.card.astype(np.int32)], True, (0, 255, 0), line_width)
    if second.card is not None:
        cv2.polylines(image, [second.card.astype(np.int32)], True, (255, 255, 255), line_width)
        cv2.circle(image, tuple(second.card[0].astype(int).tolist()), line_width * 4, (0, 0, 255), -1)
        for name, row in looks.closer(luma, second).items():
            cv2.polylines(image, [row.astype(np.int32)], True, ROW_COLORS[name], line_width)
        if second.line is not None:
            color = (255, 0, 255) if second.line_score > NUMBERED else (150, 150, 150)
            cv2.polylines(image, [second.line.astype(np.int32)], True, color, line_width)
    height, width = image.shape[:2]
    scale = min(SHEET_TILE[0] / width, SHEET_TILE[1] / height)
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)[: SHEET_TILE[1], : SHEET_TILE[0]]
    tile = np.zeros((SHEET_TILE[1], SHEET_TILE[0], 3), np.uint8)
    tile[: small.shape[0], : small.shape[1]] = small
    return tile


def contact_sheet(looks: Looks, photographs: list[Path], output: Path) -> None:
    """Draws the findings on every photograph."""
    tiles = [drawn(image, looks) for image in map(cv2.imread, map(str, photographs)) if image is not None]
    while len(tiles) % SHEET_COLUMNS:
        tiles.append(np.zeros_like(tiles[0]))
    rows = [np.hstack(tiles[start : start + SHEET_COLUMNS]) for start in range(0, len(tiles), SHEET_COLUMNS)]
    cv2.imwrite(str(output), np.vstack(rows))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--validation", type=Path, help="folder of rendered frames that training has not seen")
    parser.add_argument("--scores", type=Path, help="where to write the scores as JSON")
    parser.add_argument("--photographs", type=Path, nargs="*", default=[])
    parser.add_argument("--sheet", type=Path, help="where to write the contact sheet of the photographs")
    arguments = parser.parse_args()
    looks = Looks(arguments.model)
    if arguments.validation:
        frames = Pool(arguments.validation)
        frames.refresh()
        text = json.dumps(scores(looks, frames), indent=2)
        print(text)
        if arguments.scores:
            arguments.scores.write_text(text + "\n")
    if arguments.sheet:
        contact_sheet(looks, arguments.photographs, arguments.sheet)


if __name__ == "__main__":
    main()
