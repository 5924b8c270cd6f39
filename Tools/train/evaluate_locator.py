"""Scores an exported locator on rendered frames, and draws what it finds on photographs."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import cv2
import numpy as np
import onnxruntime

from decode_locator import NUMBERED, Finding, decoded, letterboxed, network_array, squared_up
from locator import MAP_HEIGHT, MAP_WIDTH, MAPS
from scene import project, visible_share
from train_locator import Pool

SHEET_COLUMNS, SHEET_TILE = 6, (320, 240)


class TwoLooks:
    """The exported locator, applied to a whole frame and then to the card it found there."""

    def __init__(self, model: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])

    def _look(self, luma: np.ndarray, to_frame: np.ndarray) -> Finding:
        maps = self.session.run(None, {"x": network_array(luma)})[0].reshape(MAPS, MAP_HEIGHT, MAP_WIDTH)
        finding = decoded(maps)
        for name in ("card", "line"):
            quad = getattr(finding, name)
            if quad is not None:
                setattr(finding, name, np.float32(project(to_frame, quad)))
        return finding

    def first(self, luma: np.ndarray) -> Finding:
        """The whole frame."""
        return self._look(*letterboxed(luma))

    def second(self, luma: np.ndarray, card: np.ndarray) -> Finding:
        """The card of the first look, squared up."""
        return self._look(*squared_up(luma, card))


def _distance(found: np.ndarray, wanted: np.ndarray, unit: float) -> float:
    return float(np.linalg.norm(found - wanted, axis=1).mean() / unit)


def _ends(line: np.ndarray) -> np.ndarray:
    return np.stack([(line[0] + line[3]) / 2, (line[1] + line[2]) / 2])


def scores(looks: TwoLooks, frames: Pool) -> dict[str, float | int]:
    """Errors as shares of the card's width, over frames that show at least nine tenths of the card.

    A frame counts as numbered or not by the line of the second look.
    """
    corner, corner_second, end, end_second = [], [], [], []
    counts = dict.fromkeys(("cards", "cards_found", "upright", "numbered", "numbered_kept", "blank", "blank_taken",
                            "empty", "empty_taken"), 0)
    for index in range(len(frames)):
        luma, card, line = frames.frame(index)
        first = looks.first(luma)
        taken = first.card is not None and first.card_score > 0.7
        second = looks.second(luma, first.card) if taken else Finding()
        if card is None:
            counts["empty"] += 1
            counts["empty_taken"] += second.line_score > NUMBERED
            continue
        if visible_share(card, luma.shape[1], luma.shape[0]) < 0.9:
            continue
        counts["cards"] += 1
        width = float(max(np.linalg.norm(card[1] - card[0]), np.linalg.norm(card[3] - card[0])))
        counts["numbered" if line is not None else "blank"] += 1
        counts["numbered_kept" if line is not None else "blank_taken"] += second.line_score > NUMBERED
        if not taken:
            continue
        counts["cards_found"] += 1
        counts["upright"] += _distance(first.card, card, width) < 0.25
        corner.append(_distance(first.card, card, width))
        if second.card is not None:
            corner_second.append(_distance(second.card, card, width))
        if line is not None and first.line is not None:
            end.append(_distance(_ends(first.line), _ends(line), width))
        if line is not None and second.line is not None:
            end_second.append(_distance(_ends(second.line), _ends(line), width))
    medians = {
        "corner_error": corner, "corner_error_second_look": corner_second,
        "line_end_error": end, "line_end_error_second_look": end_second,
    }
    figures = {name: round(float(np.median(values)), 4) for name, values in medians.items() if values}
    if end_second:
        figures["line_ends_within_2_percent"] = round(float(np.mean(np.array(end_second) < 0.02)), 3)
    return counts | figures


def drawn(image: np.ndarray, looks: TwoLooks) -> np.ndarray:
    """A photograph with the card of the first look (green), and the line of the second (magenta, grey if doubtful)."""
    luma = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    line_width = max(1, max(luma.shape) // 300)
    first = looks.first(luma)
    if first.card is not None:
        second = looks.second(luma, first.card)
        cv2.polylines(image, [first.card.astype(np.int32)], True, (0, 255, 0), line_width)
        cv2.circle(image, tuple(first.card[0].astype(int).tolist()), line_width * 4, (0, 0, 255), -1)
        if second.line is not None:
            color = (255, 0, 255) if second.line_score > NUMBERED else (150, 150, 150)
            cv2.polylines(image, [second.line.astype(np.int32)], True, color, line_width)
    height, width = image.shape[:2]
    scale = min(SHEET_TILE[0] / width, SHEET_TILE[1] / height)
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)[: SHEET_TILE[1], : SHEET_TILE[0]]
    tile = np.zeros((SHEET_TILE[1], SHEET_TILE[0], 3), np.uint8)
    tile[: small.shape[0], : small.shape[1]] = small
    return tile


def contact_sheet(looks: TwoLooks, photographs: list[Path], output: Path) -> None:
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
    looks = TwoLooks(arguments.model)
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
