"""Cards to be read, by kind: invented numbers out of test ranges, dates and names that training never sees."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np

import unseen  # noqa: F401 (it also shows where the renderer lies)
from art import Rng, Split, chance
from card import Card, CardSpec, render_card
from scene import luma

PX_PER_MM = 9.0

# First digits of the numbers that payment services publish for tests.
PREFIXES = {
    13: ("422222",),
    14: ("305693", "362272", "385200"),
    15: ("378282", "371449", "378734"),
    16: ("401288", "411111", "424242", "400005", "510510", "520082", "555555", "222300", "353011", "356600", "601100",
         "601111", "620000", "362272"),
    19: ("620000", "601111", "586824"),
}
GROUPINGS = (
    ((4, 4, 4, 4), 0.62), ((4, 6, 5), 0.1), ((4, 6, 4), 0.05), ((6, 13), 0.06), ((4, 4, 4, 4, 3), 0.06), ((19,), 0.04),
    ((16,), 0.04), ((13,), 0.03),
)
# Kind, its share, and what the card's spec is given.
KINDS: tuple[tuple[str, float, dict], ...] = (
    ("embossed, foil", 0.32, {"finish": "embossed", "foil": 1.0}),
    ("embossed, bare", 0.28, {"finish": "embossed", "foil": 0.0}),
    ("flat", 0.23, {"finish": "flat"}),
    ("portrait", 0.1, {"finish": "flat", "portrait": True}),
    ("back", 0.05, {"finish": "flat", "back": True}),
    ("four rows of four", 0.02, {"finish": "flat", "blocks": True}),
)
# A character is legible where its strokes are lighter or darker than their ground by this much luma, and by this share of
# how much the ground itself varies (standard deviation); or, in relief, where they vary by as much.
LEGIBLE_LUMA, LEGIBLE_SHARE, LEGIBLE_RELIEF = 12.0, 0.7, 0.8
GIVEN = ("AMINA BJORN CARLOS DMITRI ELENA FATIMA GIORGIO HANNA IMRAN JOANA KENJI LUCIA MEHMET NADIA OLUWASEUN PRIYA "
         "QUENTIN RASMUS SVETLANA TUAN URSULA VIKTOR WANGARI XAVIER YUSUF ZOFIA").split()
FAMILY = ("ABERNATHY BJARNASON CASTELLANOS DABROWSKI ESPOSITO FERNANDES GUSTAFSSON HASEGAWA IBRAHIM JOVANOVIC "
          "KOWALCZYK LAURENT MBEKI NGUYEN O'BRIEN PAPADOPOULOS QURESHI RODRIGUEZ SMITH-JONES TANAKA UBANI VASQUEZ "
          "WEISS XU YAMADA ZIMMERMANN").split()


@dataclass(frozen=True)
class Printed:
    """What is to be read on a card."""

    kind: str
    number: str
    grouping: tuple[int, ...]
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TestCard:
    """A rendered card and what is to be read on it."""

    printed: Printed
    card: Card


def pick(rng: Rng, shares: tuple) -> tuple:
    """One of several, each of which has its share in second place."""
    weights = [entry[1] for entry in shares]
    return shares[rng.choice(len(shares), p=[weight / sum(weights) for weight in weights])]


def check_digit(payload: str) -> str:
    """The digit that makes a number obey the Luhn rule."""
    doubled = (int(digit) * (2 - index % 2) for index, digit in enumerate(reversed(payload)))
    return str(-sum(value - 9 if value > 9 else value for value in doubled) % 10)


def invented_number(rng: Rng, length: int) -> str:
    """A Luhn-valid number out of a test range."""
    payload = str(rng.choice(PREFIXES[length])) + "".join(map(str, rng.integers(0, 10, length - 7)))
    return payload + check_digit(payload)


def grouped(number: str, grouping: tuple[int, ...]) -> list[str]:
    """A number in its groups."""
    groups, at = [], 0
    for length in grouping:
        groups.append(number[at : at + length])
        at += length
    return groups


def holder(rng: Rng) -> str:
    """A made-up name of two or three words."""
    middle = [chr(65 + rng.integers(26))] if chance(rng, 0.2) else []
    return " ".join([str(rng.choice(GIVEN)), *middle, str(rng.choice(FAMILY))])


def expiry(rng: Rng) -> str:
    """A date as cards print it."""
    month, year = f"{rng.integers(1, 13):02d}", int(rng.integers(24, 37))
    return (f"{month}/{year}", f"{month}/20{year}", f"{month}-{year}")[rng.choice(3, p=(0.85, 0.1, 0.05))]


def random_card(rng: Rng, split: Split = "test") -> TestCard:
    """A card of any kind with a valid number."""
    kind, _, given = pick(rng, KINDS)
    grouping = (4, 4, 4, 4) if "blocks" in given else pick(rng, GROUPINGS)[0]
    return numbered_card(rng, kind, invented_number(rng, sum(grouping)), grouping, given, split)


def numbered_card(
    rng: Rng, kind: str, number: str, grouping: tuple[int, ...], given: dict, split: Split = "test"
) -> TestCard:
    """A card with a certain number, printed so that it can be read."""
    while True:
        is_back = given.get("back", False)
        fields = {}
        if not is_back and chance(rng, 0.92):
            fields["expiry"] = expiry(rng)
        if not is_back and chance(rng, 0.85):
            fields["holder"] = holder(rng)
        card = render_card(rng, CardSpec(grouped(number, grouping), **given, **fields), PX_PER_MM, split)
        if is_legible(card):
            return TestCard(Printed(kind, number, grouping, fields), card)


def characters(card: Card) -> np.ndarray:
    """Boxes of what is to be read: a digit each, and pieces of dates and names that are as wide as high."""
    boxes = [card.digit_boxes]
    for row in (card.rows.expiry, card.rows.holder):
        if row is not None:
            (left, top), (right, bottom) = row[0], row[2]
            lefts = np.linspace(left, right, max(2, round((right - left) / (bottom - top)) + 1))
            boxes.append(np.stack(np.broadcast_arrays(lefts[:-1], top, lefts[1:], bottom), axis=1))
    return np.concatenate(boxes)


def is_legible(card: Card) -> bool:
    """Whether each character stands out from what it is printed on."""
    seen = cv2.GaussianBlur(luma(card.image)[:, :, 0], (0, 0), 0.1 * PX_PER_MM)
    cover = np.maximum(card.raised, card.printed)
    for x0, y0, x1, y1 in np.round(characters(card)).astype(int):
        part, character = seen[y0:y1, x0:x1], cover[y0:y1, x0:x1]
        strokes, ground = part[character > 0.5], part[character < 0.1]
        if not len(strokes) or not len(ground):
            continue
        contrast, busy = abs(float(strokes.mean() - ground.mean())), float(ground.std())
        stands_out = contrast > max(LEGIBLE_LUMA, LEGIBLE_SHARE * busy)
        if card.raised.any() and not stands_out:
            stands_out = float(strokes.std()) > max(LEGIBLE_LUMA, LEGIBLE_RELIEF * busy)
        if not stands_out:
            return False
    return True
