"""Renders whole payment cards: printed art, marks, the number, the rows of text and small print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np

import art
import marks
from art import Rng, Split, chance
from canvas import Canvas, resized, rounded_box
from faces import line_mask
from fields import Rows, Texts, draw_rows, holder_name, printed_date
from relief import emboss, flat_print

LONG_MM, SHORT_MM = 85.6, 53.98
PITCH_MM = 3.63
# What stays clear beside the number.
BESIDE_MM = 6
# How far from the upper edge of a back its magnetic stripe ends.
STRIPE_ENDS_MM = 14, 18
GROUPINGS = (
    ((4, 4, 4, 4), 0.66), ((4, 6, 5), 0.11), ((4, 6, 4), 0.03), ((6, 13), 0.06), ((4, 4, 4, 4, 3), 0.05),
    ((19,), 0.03), ((16,), 0.03), ((4, 4, 4, 1), 0.015), ((13,), 0.015),
)
# How much more often what is rare comes where it is learned from.
RARE = 3.0
Finish = Literal["embossed", "flat"]


@dataclass
class CardSpec:
    """What is printed on a card. `groups` is empty for a card without a number; `blocks` sets it in a square of four
    rows of four. `foil` is the probability that embossed fields are tipped with foil, `goes_on` that a firm or a customer
    number stands below the name.
    """

    groups: list[str]
    finish: Finish = "embossed"
    portrait: bool = False
    back: bool = False
    loyalty: bool = False
    expiry: str = ""
    holder: str = ""
    small_print: float = 0.3
    foil: float = 0.5
    start: str = ""
    blocks: bool = False
    goes_on: float = 0.15


@dataclass
class Card:
    """A rendered card. Coordinates are pixels of `image`; quads run TL, TR, BR, BL in reading order.

    `line` is the number where it stands in one row, `block` the first and the last row where it stands in four; `raised`
    is the coverage of the embossed fields, `printed` of the flat ones, `taken` where these, words or marks stand.
    """

    image: np.ndarray
    alpha: np.ndarray
    line: np.ndarray | None
    block: tuple[np.ndarray, np.ndarray] | None
    digits: str
    digit_boxes: np.ndarray
    portrait: bool
    raised: np.ndarray
    printed: np.ndarray
    rows: Rows
    taken: np.ndarray

    @property
    def corners(self) -> np.ndarray:
        """The corners of the card."""
        height, width = self.alpha.shape
        return np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)


def random_spec(rng: Rng, portrait_share: float = 0.15, rare: float = 1.0) -> CardSpec:
    """A card as the locator should meet them: most carry a number, some none.

    Groupings other than the usual one, blocks, start dates and rows below a name come `rare` times as often as on real
    cards.
    """
    shares = np.array([share if groups == (4, 4, 4, 4) else share * rare for groups, share in GROUPINGS])
    grouping = GROUPINGS[rng.choice(len(GROUPINGS), p=shares / shares.sum())][0]
    numbered, portrait = chance(rng, 0.82), chance(rng, portrait_share)
    finish: Finish = "embossed" if chance(rng, 0.12 if portrait else 0.62) else "flat"
    blocks = numbered and finish == "flat" and chance(rng, (0.3 if portrait else 0.1) * rare)
    expiry = printed_date(rng) if chance(rng, 0.88 if numbered else 0.12) else ""
    return CardSpec(
        groups=[art.number(rng, length) for length in ((4, 4, 4, 4) if blocks else grouping)] if numbered else [],
        finish=finish,
        portrait=portrait,
        back=chance(rng, 0.16 if finish == "flat" else 0.04),
        loyalty=not numbered and chance(rng, 0.4),
        expiry=expiry,
        holder=holder_name(rng) if chance(rng, 0.85 if numbered else 0.15) else "",
        start=printed_date(rng)[: len(expiry)] if len(expiry) > 3 and chance(rng, 0.2 * rare) else "",
        blocks=blocks,
        goes_on=0.12 * rare,
    )


class CardPainter:
    """Paints one card."""

    def __init__(self, rng: Rng, spec: CardSpec, px_per_mm: float, split: Split) -> None:
        self.rng, self.spec = rng, spec
        sides = (SHORT_MM, LONG_MM) if spec.portrait else (LONG_MM, SHORT_MM)
        self.canvas = Canvas(rng, *sides, px_per_mm, split)
        self.mm = px_per_mm

    def paint(self) -> Card:
        """The finished card."""
        rng, spec, canvas = self.rng, self.spec, self.canvas
        line, block, boxes, digit_height = None, None, np.zeros((0, 4), np.float32), 4.0 * self.mm
        below = canvas.between(7, 12), (SHORT_MM - 22) * self.mm
        if spec.groups and spec.blocks:
            block, digit_height = self._number_block()
            below = tuple(block[1][3])
        elif spec.groups:
            line, boxes = self._number_line()
            digit_height, below = line[3, 1] - line[0, 1], (line[3, 0], line[3, 1])
            self._prefix(line[3])
        if spec.loyalty:
            self._loyalty()
        texts = Texts(spec.expiry, spec.start, spec.holder, chance(rng, spec.goes_on))
        rows = draw_rows(canvas, texts, below, spec.finish == "embossed", spec.portrait)
        self._back() if spec.back else self._front()
        if chance(rng, spec.small_print):
            self._small_print()
        image = canvas.image
        if canvas.printed.any():
            image = flat_print(rng, image, canvas.printed)
        if canvas.raised.any():
            image = emboss(rng, image, canvas.raised, digit_height, spec.foil)
        image = np.clip(image, 0, 255).astype(np.float32)
        alpha = rounded_box(canvas.height, canvas.width, round(canvas.between(2.6, 3.6)))
        if chance(rng, 0.4):
            rim = (alpha - cv2.erode(alpha, np.ones((3, 3))))[:, :, None]
            image += rim * (rng.uniform(0, 255) - image)
        return Card(image, alpha, line, block, "".join(spec.groups), boxes, spec.portrait, canvas.raised, canvas.printed,
                    rows, canvas.taken)

    def _front(self) -> None:
        rng, canvas = self.rng, self.canvas
        right, down = ((17, 24), (8, 16)) if self.spec.portrait else ((7, 13), (14.5, 18.5))
        if chance(rng, 0.25 if self.spec.loyalty else 0.85):
            marks.chip(canvas, right, down)
        if chance(rng, 0.4):
            marks.contactless(canvas, right, down)
        if chance(rng, 0.85):
            marks.issuer(canvas)
        if chance(rng, 0.85):
            low = canvas.height / self.mm
            marks.brand(canvas, (low - 7, low - 2.5), canvas.between(12, 20))
        if chance(rng, 0.2):
            marks.brand(canvas, (15, 22), canvas.between(12, 17))

    def _back(self) -> None:
        rng, canvas = self.rng, self.canvas
        top, bottom = int(canvas.between(3, 6)), int(canvas.between(*STRIPE_ENDS_MM))
        if chance(rng, 0.7) and canvas.is_free(0, top, canvas.width, bottom - top):
            canvas.image[top:bottom] = rng.uniform(5, 60)
            canvas.take(0, top, canvas.width, bottom - top)
        width, height = int(min(canvas.between(45, 65), 0.7 * canvas.width)), int(canvas.between(5, 10))
        lowest = canvas.height / self.mm - 12
        if at := canvas.free_place(lambda: (canvas.between(2, 10), canvas.between(19, lowest)), width, height):
            left, top = map(int, at)
            canvas.image[top : top + height, left : left + width] = (
                rng.uniform(190, 250) + art.guilloche(rng, height, width))
            canvas.take(left, top, width, height)
            canvas.text(art.number(rng, 3), left + width + 2 * self.mm, top + 2 * self.mm, 2.6)
        for row in range(int(rng.integers(1, 6))):
            words = " ".join(art.word(rng, canvas.split) for _ in range(5))
            canvas.text(words, canvas.between(3, 8), canvas.height - (3 + 2.2 * row) * self.mm, rng.uniform(0.8, 1.3))

    def _number_line(self) -> tuple[np.ndarray, np.ndarray]:
        """Places the number; returns its quad and one box x0, y0, x1, y1 for each digit."""
        rng, spec, canvas = self.rng, self.spec, self.canvas
        count = sum(map(len, spec.groups))
        raised = spec.finish == "embossed"
        mask, spans = line_mask(rng, spec.groups, 44, canvas.split, raised)
        if raised:
            slots = min(count + len(spec.groups) - 1, 23)
            width, height = slots * PITCH_MM * canvas.between(0.95, 1.02), canvas.between(3.4, 4.3)
            left = canvas.between(6, 12) if count < 18 else canvas.between(3, 7)
            top = canvas.height - canvas.between(24.5, 27.2)
            if spec.portrait:
                width, left = min(width, canvas.width * rng.uniform(0.82, 0.92)), canvas.between(2.5, 4)
                height, top = width / slots * rng.uniform(1.2, 1.6), rng.uniform(0.3, 0.85) * canvas.height
            elif chance(rng, 0.25):
                top += canvas.between(-9, 3)
        else:
            width = canvas.width * (rng.uniform(0.68, 0.92) if spec.portrait else rng.uniform(0.5, 0.86))
            height = np.clip(width * mask.shape[0] / mask.shape[1], 2.2 * self.mm, 6 * self.mm)
            left = rng.uniform(0.04, 0.96 - width / canvas.width) * canvas.width
            anywhere = spec.portrait or spec.back or chance(rng, 0.5)
            top = rng.uniform(0.28, 0.84) * canvas.height if anywhere else canvas.height - canvas.between(23, 28)
            if spec.back:
                top = max(top, canvas.between(1, 4) + STRIPE_ENDS_MM[1] * self.mm)
        width = round(min(width, canvas.width - left - 2 * self.mm))
        left, top, height = round(left), round(min(top, canvas.height - height - 3 * self.mm)), round(height)
        scale = width / mask.shape[1]
        art.stamp(canvas.raised if raised else canvas.printed, resized(mask, width, height), left, top)
        canvas.take(left - BESIDE_MM * self.mm, top, width + 2 * BESIDE_MM * self.mm, height)
        boxes = [[left + x0 * scale, top, left + x1 * scale, top + height] for x0, x1 in spans]
        right, bottom = left + width, top + height
        quad = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)
        return quad, np.array(boxes, np.float32)

    def _number_block(self) -> tuple[tuple[np.ndarray, np.ndarray], float]:
        """Four rows of four digits; returns the quads of the first and the last, and the height of a digit."""
        rng, canvas = self.rng, self.canvas
        height, leading = canvas.between(2.6, 4.2), rng.uniform(1.35, 1.8)
        x = rng.uniform(0.06, 0.6) * canvas.width
        y = rng.uniform(0.12, 0.95) * (canvas.height - 4 * leading * height)
        rows = []
        for group in self.spec.groups:
            mask, _ = line_mask(rng, [group], 44, canvas.split, False)
            mask = resized(mask, mask.shape[1] * height / mask.shape[0])
            art.stamp(canvas.printed, mask, x, y)
            canvas.take(x, y, *mask.shape[::-1])
            right, bottom = x + mask.shape[1], y + mask.shape[0]
            rows.append(np.array([[x, y], [right, y], [right, bottom], [x, bottom]], np.float32))
            y += leading * height
        return (rows[0], rows[-1]), height

    def _prefix(self, corner: np.ndarray) -> None:
        """The first four digits printed small under the number, sometimes with the card's class."""
        rng, canvas = self.rng, self.canvas
        x, y = corner
        if chance(rng, 0.6):
            bank = self.spec.groups[0][:4]
            canvas.text(bank, x + canvas.between(-1, 3), y + canvas.between(0.5, 1.8), rng.uniform(1.1, 2.1))
        if chance(rng, 0.25):
            canvas.text(str(rng.choice(art.WORDS[canvas.split])), x + canvas.between(-1, 3),
                        y + canvas.between(3.4, 4.5), rng.uniform(1.2, 1.8))

    def _loyalty(self) -> None:
        """A barcode with a member number under it."""
        rng, canvas = self.rng, self.canvas
        width, height = int(canvas.between(30, 45)), int(canvas.between(7, 11))
        x, y = int(canvas.between(5, 0.8 * SHORT_MM - 34)), int(canvas.height - height - canvas.between(5, 9))
        field_ = canvas.image[max(0, y - int(self.mm)) : y + height + int(4 * self.mm), x : x + width]
        field_[:] = 250
        column = x + int(2 * self.mm)
        while column < x + field_.shape[1] - 3 * self.mm:
            bar = max(1, round(self.mm * 0.25 * rng.integers(1, 4)))
            canvas.image[y : y + height, column : column + bar] = 15
            column += bar + max(1, round(self.mm * 0.25 * rng.integers(1, 4)))
        canvas.text(art.number(rng, 10), x + 8 * self.mm, y + height + 0.6 * self.mm, 2.0)
        canvas.take(x, y - self.mm, *field_.shape[1::-1])

    def _small_print(self) -> None:
        rng, canvas = self.rng, self.canvas
        text = f"{art.number(rng, 4)} {art.number(rng, 3)} {art.number(rng, 3)}"
        if chance(rng, 0.5):
            text = f"www.{art.word(rng, canvas.split).lower()[:8]}.com"
        canvas.text(text, rng.uniform(0.05, 0.5) * canvas.width, rng.uniform(0.04, 0.93) * canvas.height,
                    rng.uniform(1.2, 2.0))
        if chance(rng, 0.4):
            words = art.word(rng, canvas.split) + " " + art.word(rng, canvas.split)
            mask = np.rot90(art.text_mask(rng, words, canvas.between(1.5, 3), canvas.split), int(rng.choice([1, 3])))
            x, y = canvas.width - canvas.between(3, 6), rng.uniform(0.05, 0.3) * canvas.height
            if canvas.is_free(x, y, *mask.shape[::-1]):
                art.paint(canvas.image, mask, x, y, art.ink(rng, canvas.image, x, y, *mask.shape[::-1]))


def render_card(rng: Rng, spec: CardSpec, px_per_mm: float = 5.0, split: Split = "train") -> Card:
    """Renders the card a spec describes; everything the spec leaves open is random."""
    return CardPainter(rng, spec, px_per_mm, split).paint()
