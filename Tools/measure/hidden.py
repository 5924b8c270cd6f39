"""What a general text reader finds in the program's crops: digits that are masked, and verification codes.

The cards are rendered, each with an invented code: on a signature panel, beside a caption, or above the number as on
fifteen-digit cards. The same place of the picture, squared up without the program, shows how many codes could be read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

import unseen  # noqa: F401 (it also shows where the renderer lies)
import art
from art import Rng, chance
from card import Card
from handheld import shoot
from program import Program
from rapid import RapidReader
from rendered import PICTURE
from testcards import PX_PER_MM, TestCard, random_card

CARD = np.float32([[0, 0], [856, 0], [856, 540], [0, 540]])
VISIBLE = 6, 4


@dataclass(frozen=True)
class Coded:
    """A card, its code and how that is printed."""

    card: TestCard
    code: str
    print: str


def _free(rng: Rng, card: Card, width: int, height: int) -> tuple[int, int] | None:
    """A place of this size where neither number nor dates, names, words or marks stand."""
    taken = cv2.dilate(card.taken.astype(np.uint8), np.ones((9, 9)))
    rows, columns = card.alpha.shape
    rim = int(2 * PX_PER_MM)
    for _ in range(60):
        x, y = int(rng.uniform(rim, columns - width - rim)), int(rng.uniform(rim, rows - height - rim))
        if not taken[y : y + height, x : x + width].any():
            return x, y
    return None


def coded(rng: Rng) -> Coded:
    """A random card with a code on it."""
    while True:
        test = random_card(rng)
        kind = str(rng.choice(["panel", "caption", "plain"]))
        code = art.number(rng, 4 if len(test.printed.number) == 15 else 3)
        if code in test.printed.number or code in re.sub(r"\D", "", test.printed.fields.get("expiry", "")):
            continue
        image = test.card.image.copy()
        text = f"{rng.choice(['CVV', 'CVC', 'CVC2', 'CID', 'CVN2'])}{rng.choice([' ', ': ', '  '])}{code}" \
            if kind == "caption" else code
        mask = art.text_mask(rng, text, rng.uniform(1.9, 3.2) * PX_PER_MM, "test")
        if kind == "panel" and chance(rng, 0.6):
            lean = np.float32([[1, -0.2, 0.2 * mask.shape[0]], [0, 1, 0]])
            mask = cv2.warpAffine(mask, lean, (mask.shape[1] + mask.shape[0] // 4, mask.shape[0]))
        pad = int(1.5 * PX_PER_MM)
        place = _free(rng, test.card, mask.shape[1] + 2 * pad, mask.shape[0] + 2 * pad)
        if place is None:
            continue
        x, y = place[0] + pad, place[1] + pad
        if kind == "panel":
            panel = image[place[1] : y + mask.shape[0] + pad, max(0, place[0] - 20 * pad) : x + mask.shape[1] + pad]
            panel[:] = rng.uniform(205, 250) + art.guilloche(rng, *panel.shape[:2]) * rng.uniform(0.1, 0.5)
            covered = np.maximum(test.card.raised, test.card.printed)[:, :, None]
            image = np.where(covered > 0.05, test.card.image, image)
            ink = np.full(3, rng.uniform(0, 60))
        else:
            ink = art.ink(rng, image, x, y, *mask.shape[::-1], contrast=90)
        art.paint(image, mask, x, y, ink)
        return Coded(replace(test, card=replace(test.card, image=np.clip(image, 0, 255).astype(np.float32))), code, kind)


def shows_code(rows: list[list[str]], code: str) -> bool:
    """Whether the code stands by itself in what was read."""
    return any(re.search(rf"(?<!\d){code}(?!\d)", text.replace(" ", "")) or
               re.search(rf"(?<!\d){code}(?!\d)", text) for row in rows for text in row)


def shows_hidden(rows: list[list[str]], number: str) -> bool:
    """Whether a row shows three or more of the masked digits in a row, beside the visible ones."""
    first, last = VISIBLE
    hidden = number[first : len(number) - last]
    pieces = {number[at : at + 4] for at in range(first - 1, first + len(hidden) - 2)}
    visible = number[:first], number[-last:]
    pieces = {piece for piece in pieces if not any(piece in part for part in visible)}
    return any(piece in re.sub(r"\D", "", "".join(row)) for row in rows for piece in pieces)


def measure(program: Program, seed: int, count: int, folder: Path) -> list[dict]:
    """What was found in the crops of each picture whose number was read."""
    cards, paths = [], []
    for index in range(count):
        rng = np.random.default_rng([seed, index])
        cards.append(coded(rng))
        path = folder / f"{index:04d}.jpg"
        path.write_bytes(shoot(rng, cards[-1].card.card, frames=PICTURE + 1).frames[PICTURE])
        paths.append(path)
    listing = folder / "pictures.txt"
    listing.write_text("".join(f"{path}\n" for path in paths))
    reader, items = RapidReader(), [{"print": card.print} for card in cards]
    for policy in ("full", "masked"):
        crops = folder / policy
        crops.mkdir()
        run = program.run("read", "--files-from", listing, "--crops", "all", "--crops-dir", crops, "--number", policy)
        for path, card, item, event in zip(paths, cards, items, run.of("reading")):
            if "crops" not in event or "card" not in event["crops"]:
                continue
            found = [row for crop in event["crops"].values() for row in reader.rows(Path(crop["path"]), "stock pipeline")]
            item |= {f"code, {policy}": shows_code(found, card.code)}
            if policy == "masked":
                item["hidden"] = shows_hidden(found, card.card.printed.number)
                continue
            picture, quad = cv2.imread(str(path)), np.float32(event["quad"])
            portrait = np.linalg.norm(quad[3] - quad[0]) > 1.15 * np.linalg.norm(quad[1] - quad[0])
            flat = CARD[:, ::-1][[0, 3, 2, 1]] if portrait else CARD
            size = (540, 856) if portrait else (856, 540)
            plain = cv2.warpPerspective(picture, cv2.getPerspectiveTransform(quad, np.float32(flat)), size)
            cv2.imwrite(str(folder / "plain.png"), plain)
            rows = reader.rows(folder / "plain.png", "stock pipeline")
            item |= {"code, unpainted": shows_code(rows, card.code),
                     "hidden, unpainted": shows_hidden(rows, card.card.printed.number)}
    return items


def summary(items: list[dict]) -> dict[str, list[int]]:
    """For each thing looked for: in how many crops it was found, and how many there are."""
    return {key: [sum(item[key] for item in items if key in item), sum(key in item for item in items)]
            for key in ("code, unpainted", "code, full", "code, masked", "hidden, unpainted", "hidden")}
