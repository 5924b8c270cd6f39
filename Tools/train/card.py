"""Renders whole payment cards: printed art, chip, marks, the number line, expiry, holder and small print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np

import art
from art import Rng, Split, chance
from faces import line_mask
from relief import emboss, flat_print

LONG_MM, SHORT_MM = 85.6, 53.98
PITCH_MM = 3.63
GROUPINGS = (
    ((4, 4, 4, 4), 0.66), ((4, 6, 5), 0.11), ((4, 6, 4), 0.03), ((6, 13), 0.06), ((4, 4, 4, 4, 3), 0.05),
    ((19,), 0.03), ((16,), 0.03), ((4, 4, 4, 1), 0.015), ((13,), 0.015),
)
Finish = Literal["embossed", "flat"]


@dataclass
class CardSpec:
    """What is printed on a card. `groups` is empty for a card without a number.

    `foil` is the probability that embossed fields are tipped with foil.
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


@dataclass
class Card:
    """A rendered card. Coordinates are pixels of `image`; quads run TL, TR, BR, BL in reading order.

    `raised` is the coverage of the embossed fields.
    """

    image: np.ndarray
    alpha: np.ndarray
    line: np.ndarray | None
    digits: str
    digit_boxes: np.ndarray
    portrait: bool
    raised: np.ndarray

    @property
    def corners(self) -> np.ndarray:
        """The corners of the card."""
        height, width = self.alpha.shape
        return np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)


def holder_name(rng: Rng) -> str:
    """Two or three made-up words in capitals."""
    letters = list("ABCDEFGHIJKLMNOPRSTUVWXYZ")
    return " ".join("".join(rng.choice(letters, rng.integers(2, 10))) for _ in range(rng.integers(2, 4)))


def random_spec(rng: Rng, portrait_share: float = 0.08) -> CardSpec:
    """A card as the locator should meet them: most carry a number, some none."""
    shares = np.array([share for _, share in GROUPINGS])
    grouping = GROUPINGS[rng.choice(len(GROUPINGS), p=shares / shares.sum())][0]
    numbered, portrait = chance(rng, 0.82), chance(rng, portrait_share)
    return CardSpec(
        groups=[art.number(rng, length) for length in grouping] if numbered else [],
        finish="embossed" if chance(rng, 0.62) and not portrait else "flat",
        portrait=portrait,
        back=chance(rng, 0.07),
        loyalty=not numbered and chance(rng, 0.4),
        expiry=f"{rng.integers(1, 13):02d}/{rng.integers(5, 41):02d}" if chance(rng, 0.9 if numbered else 0.1) else "",
        holder=holder_name(rng) if chance(rng, 0.85 if numbered else 0.1) else "",
    )


class CardPainter:
    """Paints one card; `mm` is the scale in pixels per millimetre."""

    def __init__(self, rng: Rng, spec: CardSpec, px_per_mm: float, split: Split) -> None:
        self.rng, self.spec, self.mm, self.split = rng, spec, px_per_mm, split
        self.width, self.height = round(LONG_MM * px_per_mm), round(SHORT_MM * px_per_mm)
        if spec.portrait:
            self.width, self.height = self.height, self.width
        self.image = art.card_art(rng, self.height, self.width, split)
        self.raised = np.zeros((self.height, self.width), np.float32)
        self.printed = np.zeros((self.height, self.width), np.float32)

    def paint(self) -> Card:
        """The finished card."""
        rng, spec = self.rng, self.spec
        if spec.back:
            self._back()
        else:
            self._front()
        line, boxes, digit_height = None, np.zeros((0, 4), np.float32), 4.0 * self.mm
        fields = np.array([rng.uniform(7, 12), SHORT_MM - 22]) * self.mm
        if spec.groups:
            line, boxes = self._number_line()
            digit_height, fields = line[3, 1] - line[0, 1], line[3].copy()
            self._prefix(fields)
        self._expiry_and_holder(fields)
        if spec.loyalty:
            self._loyalty()
        if chance(rng, spec.small_print):
            self._small_print()
        if self.printed.any():
            self.image = flat_print(rng, self.image, self.printed)
        if self.raised.any():
            self.image = emboss(rng, self.image, self.raised, digit_height, spec.foil)
        image = np.clip(self.image, 0, 255).astype(np.float32)
        alpha = self._outline()
        if chance(rng, 0.4):
            rim = (alpha - cv2.erode(alpha, np.ones((3, 3))))[:, :, None]
            image += rim * (rng.uniform(0, 255) - image)
        return Card(image, alpha, line, "".join(spec.groups), boxes, spec.portrait, self.raised)

    def _mm(self, low: float, high: float) -> float:
        return self.rng.uniform(low, high) * self.mm

    def _text(self, text: str, x: float, y: float, height_mm: float, alpha: float = 1.0) -> None:
        mask = art.text_mask(self.rng, text, height_mm * self.mm, self.split)
        color = art.ink(self.rng, self.image, x, y, mask.shape[1], mask.shape[0])
        art.paint(self.image, mask, x, y, color, alpha)

    def _outline(self) -> np.ndarray:
        radius = round(self._mm(2.6, 3.6))
        return rounded_box(self.height, self.width, radius)

    def _front(self) -> None:
        rng = self.rng
        if self.spec.portrait:
            chip_at = self._mm(17, 24), self._mm(8, 16)
        else:
            chip_at = self._mm(7, 13), self._mm(14.5, 18.5)
        if chance(rng, 0.25 if self.spec.loyalty else 0.85):
            self._chip(*chip_at)
        if chance(rng, 0.4):
            self._contactless(chip_at)
        if chance(rng, 0.85):
            self._issuer()
        if chance(rng, 0.85):
            self._brand(self.width - self._mm(3, 8), self.height - self._mm(2.5, 7), self._mm(12, 20))
        if chance(rng, 0.2):
            self._brand(self.width - self._mm(3, 8), self._mm(15, 22), self._mm(12, 17))

    def _chip(self, x: float, y: float) -> None:
        rng = self.rng
        width, height = round(12.5 * self.mm), round(self._mm(8.6, 9.8))
        metal = (
            art.random_color(rng, rng.uniform(0.2, 0.6), rng.uniform(0.6, 0.95)),
            rng.uniform((80, 160, 200), (150, 210, 245)),
            np.full(3, rng.uniform(130, 220)),
        )[rng.integers(0 if self.split == "train" else 1, 3)]
        plate = art.plain(height, width, metal) * (1 + (art.ramp(rng, height, width) - 0.5) * rng.uniform(-0.4, 0.4))
        plate = plate.astype(np.float32)
        groove, line = (metal * rng.uniform(0.25, 0.6)).tolist(), max(1, round(self._mm(0.15, 0.4)))
        left, top = int(width * rng.uniform(0.28, 0.4)), int(height * rng.uniform(0.28, 0.4))
        cv2.rectangle(plate, (left, top), (width - left, height - top), groove, line)
        for level in (top, height // 2, height - top):
            cv2.line(plate, (0, level), (left, level), groove, line)
            cv2.line(plate, (width - left, level), (width, level), groove, line)
        cv2.line(plate, (width // 2, 0), (width // 2, top), groove, line)
        cv2.line(plate, (width // 2, height - top), (width // 2, height), groove, line)
        mask = rounded_box(height, width, int(height * rng.uniform(0.08, 0.25)))[:, :, None]
        x, y = int(x), int(y)
        target = self.image[y : y + height, x : x + width]
        if target.shape == plate.shape:
            target += mask * (plate - target)

    def _contactless(self, chip_at: tuple[float, float]) -> None:
        rng = self.rng
        if chance(rng, 0.6):
            x, y = chip_at[0] + self._mm(15, 20), chip_at[1] + self._mm(2, 6)
        else:
            x, y = rng.uniform(0.3, 0.9) * self.width, rng.uniform(0.2, 0.9) * self.height
        color = art.ink(rng, self.image, x, y, 4 * self.mm, 4 * self.mm).tolist()
        for radius_mm in (1.2, 2.0, 2.8, 3.6):
            radius = round(radius_mm * self.mm)
            line = max(1, round(0.4 * self.mm))
            cv2.ellipse(self.image, (int(x), int(y)), (radius, radius), 0, -40, 40, color, line, cv2.LINE_AA)

    def _issuer(self) -> None:
        rng = self.rng
        x = self._mm(4, 12) if chance(rng, 0.7) else rng.uniform(0.4, 0.7) * self.width
        y, size_mm = self._mm(3.5, 8), rng.uniform(2.5, 6)
        size = size_mm * self.mm
        if chance(rng, 0.7):
            color = art.ink(rng, self.image, x, y, size, size).tolist()
            line = -1 if chance(rng, 0.6) else max(1, round(0.6 * self.mm))
            center = int(x + size / 2), int(y + size / 2)
            cv2.circle(self.image, center, int(size / 2), color, line, cv2.LINE_AA)
            x += size * 1.25
        self._text(art.word(rng, self.split), x, y, size_mm * rng.uniform(0.5, 0.9))
        if chance(rng, 0.7):
            words = art.word(rng, self.split) + " " + art.word(rng, self.split)
            self._text(words, x, y + size * 0.9, size_mm * rng.uniform(0.25, 0.4))

    def _brand(self, right: float, bottom: float, width: float) -> None:
        kind = self.rng.random()
        height = width * self.rng.uniform(0.5, 0.68)
        if kind < 0.35:
            self._discs(right - width / 2, bottom - height / 2, height / 2)
        elif kind < 0.7:
            self._panels(right - width, bottom - height, width, height)
        else:
            self._wordmark(right, bottom, width)

    def _discs(self, x: float, y: float, radius: float) -> None:
        rng = self.rng
        colors = [art.random_color(rng, 0.9, 0.85), art.random_color(rng, 0.8, 0.95)]
        if chance(rng, 0.5):
            colors = [np.array([20, 20, 225]), np.array([30, 150, 245])]
        for side, color in zip((-1, 1), colors):
            layer = self.image.copy()
            center = int(x + side * 0.55 * radius), int(y)
            cv2.circle(layer, center, int(radius), color.tolist(), -1, cv2.LINE_AA)
            self.image = cv2.addWeighted(self.image, 0.15, layer, 0.85, 0)

    def _panels(self, x: float, y: float, width: float, height: float) -> None:
        rng = self.rng
        colors = [art.random_color(rng) for _ in range(3)]
        if chance(rng, 0.5):
            colors = [np.array([60, 30, 200]), np.array([110, 60, 10]), np.array([110, 110, 10])]
        if chance(rng, 0.6):
            rim = self._mm(0.4, 1)
            corners = (int(x - rim), int(y - rim)), (int(x + width + rim), int(y + height + rim))
            cv2.rectangle(self.image, *corners, (255, 255, 255), -1)
        slant = height * rng.uniform(0, 0.15)
        for index, color in enumerate(colors):
            left, right = x + width * index / 3, x + width * (index + 1) / 3
            panel = np.array([[left + slant, y], [right + slant, y], [right - slant, y + height],
                              [left - slant, y + height]], np.int32)
            cv2.fillPoly(self.image, [panel], color.tolist(), cv2.LINE_AA)
        for dx, dy in ((0.06, 0.18), (0.4, 0.55)):
            mask = art.text_mask(rng, art.word(rng, self.split), height * 0.26, self.split)
            art.paint(self.image, mask, x + width * dx, y + height * dy, np.full(3, 255))

    def _wordmark(self, right: float, bottom: float, width: float) -> None:
        rng = self.rng
        mask = art.text_mask(rng, str(rng.choice(art.WORDS[self.split])).upper()[:7], width * 0.4, self.split)
        slant = rng.uniform(0, 0.35) * mask.shape[0]
        shear = np.float32([[1, -slant / mask.shape[0], slant], [0, 1, 0]])
        mask = cv2.warpAffine(mask, shear, (mask.shape[1] + int(slant) + 1, mask.shape[0]))
        mask = resized(mask, width)
        x, y = right - mask.shape[1], bottom - mask.shape[0]
        art.paint(self.image, mask, x, y, art.ink(rng, self.image, x, y, mask.shape[1], mask.shape[0]))

    def _back(self) -> None:
        rng = self.rng
        stripe = int(self._mm(3, 6)), int(self._mm(14, 18))
        if chance(rng, 0.7):
            self.image[slice(*stripe)] = rng.uniform(5, 60)
        left, top = int(self._mm(2, 10)), int(self._mm(19, 25))
        panel = self.image[top : top + int(self._mm(7, 11)), left : left + int(self._mm(45, 65))]
        panel[:] = rng.uniform(190, 250) + art.guilloche(rng, *panel.shape[:2])
        self._text(art.number(rng, 3), left + panel.shape[1] + 2 * self.mm, top + 2 * self.mm, 2.6)
        for row in range(int(rng.integers(1, 6))):
            words = " ".join(art.word(rng, self.split) for _ in range(5))
            self._text(words, self._mm(3, 8), self.height - (3 + 2.2 * row) * self.mm, rng.uniform(0.8, 1.3))

    def _number_line(self) -> tuple[np.ndarray, np.ndarray]:
        """Places the number; returns its quad and one box x0, y0, x1, y1 for each digit."""
        rng, spec = self.rng, self.spec
        count = sum(map(len, spec.groups))
        raised = spec.finish == "embossed"
        mask, spans = line_mask(rng, spec.groups, 44, self.split, raised)
        if raised:
            slots = min(count + len(spec.groups) - 1, 23)
            width, height = slots * PITCH_MM * self._mm(0.95, 1.02), self._mm(3.4, 4.3)
            left = self._mm(6, 12) if count < 18 else self._mm(3, 7)
            top = self.height - self._mm(24.5, 27.2) + (self._mm(-3, 2) if chance(rng, 0.2) else 0)
        else:
            width = self.width * (rng.uniform(0.7, 0.9) if spec.portrait else rng.uniform(0.5, 0.86))
            height = np.clip(width * mask.shape[0] / mask.shape[1], 2.4 * self.mm, 6 * self.mm)
            left = rng.uniform(0.04, 0.95 - width / self.width) * self.width
            top = rng.uniform(0.28, 0.84) * self.height if chance(rng, 0.5) else self.height - self._mm(23, 28)
        width = round(min(width, self.width - left - 3 * self.mm))
        left, top, height = round(left), round(top), round(height)
        scale = width / mask.shape[1]
        art.stamp(self.raised if raised else self.printed, resized(mask, width, height), left, top)
        boxes = [[left + x0 * scale, top, left + x1 * scale, top + height] for x0, x1 in spans]
        right, bottom = left + width, top + height
        quad = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)
        return quad, np.array(boxes, np.float32)

    def _prefix(self, corner: np.ndarray) -> None:
        """The first four digits printed small under the number, sometimes with the card's class."""
        rng = self.rng
        x, y = corner
        if chance(rng, 0.6):
            self._text(self.spec.groups[0][:4], x + self._mm(-1, 3), y + self._mm(0.5, 1.8), rng.uniform(1.5, 2.1))
        if chance(rng, 0.25):
            self._text(str(rng.choice(art.WORDS[self.split])), x + self._mm(-1, 3), y + self._mm(3.4, 4.5),
                       rng.uniform(1.2, 1.8))

    def _expiry_and_holder(self, corner: np.ndarray) -> None:
        rng, spec = self.rng, self.spec
        target = self.raised if spec.finish == "embossed" else self.printed
        indent = self._mm(12, 42) * (0.4 if spec.portrait else 1)
        x, y = corner[0] + indent, min(corner[1] + self._mm(3, 6.5), self.height - 9 * self.mm)
        if spec.expiry:
            mask = date_mask(rng, spec.expiry, self.split, spec.finish == "embossed")
            height = self._mm(2.4, 3.4)
            art.stamp(target, resized(mask, mask.shape[1] * height / mask.shape[0]), x, y)
        if chance(rng, 0.8 if spec.expiry else 0.2):
            caption = str(rng.choice(["VALID THRU", "GOOD THRU", "VALID DATES", "EXPIRES END", "EXP"]))
            height_mm = rng.uniform(0.8, 1.4)
            width = 0.85 * height_mm * len(caption) * self.mm
            self._text(caption, x - width - self._mm(0, 2), y + self._mm(0, 1), height_mm)
            if chance(rng, 0.6):
                self._text("MONTH/YEAR", x, y - self._mm(1.6, 2.4), rng.uniform(0.8, 1.2))
        if spec.holder:
            mask = art.text_mask(rng, spec.holder, self._mm(2.2, 3.0), self.split)
            y = min(self.height - 4.5 * self.mm, y + self._mm(4, 7))
            art.stamp(target, mask, corner[0] + self._mm(-1, 3), y)

    def _loyalty(self) -> None:
        """A barcode with a member number under it."""
        rng = self.rng
        width, height = int(self._mm(30, 45)), int(self._mm(7, 11))
        x, y = int(self._mm(5, 0.8 * SHORT_MM - 34)), int(self.height - height - self._mm(5, 9))
        field_ = self.image[max(0, y - int(self.mm)) : y + height + int(4 * self.mm), x : x + width]
        field_[:] = 250
        column = x + int(2 * self.mm)
        while column < x + field_.shape[1] - 3 * self.mm:
            bar = max(1, round(self.mm * 0.25 * rng.integers(1, 4)))
            self.image[y : y + height, column : column + bar] = 15
            column += bar + max(1, round(self.mm * 0.25 * rng.integers(1, 4)))
        self._text(art.number(rng, 10), x + 8 * self.mm, y + height + 0.6 * self.mm, 2.0)

    def _small_print(self) -> None:
        rng = self.rng
        text = f"{art.number(rng, 4)} {art.number(rng, 3)} {art.number(rng, 3)}"
        if chance(rng, 0.5):
            text = f"www.{art.word(rng, self.split).lower()[:8]}.com"
        self._text(text, rng.uniform(0.05, 0.5) * self.width, rng.uniform(0.04, 0.93) * self.height,
                   rng.uniform(1.2, 2.0))
        if chance(rng, 0.4):
            words = art.word(rng, self.split) + " " + art.word(rng, self.split)
            mask = np.rot90(art.text_mask(rng, words, self._mm(1.5, 3), self.split), int(rng.choice([1, 3])))
            x, y = self.width - self._mm(3, 6), rng.uniform(0.05, 0.3) * self.height
            art.paint(self.image, mask, x, y, art.ink(rng, self.image, x, y, *mask.shape[::-1]))


def date_mask(rng: Rng, expiry: str, split: Split, raised: bool) -> np.ndarray:
    """Coverage of MM/YY in a face for numbers, which has no slash of its own."""
    height = 30
    mask, spans = line_mask(rng, expiry.split("/"), height, split, raised)
    left, right = spans[1][1], spans[2][0]
    middle, lean = (left + right) / 2, min(0.2 * height, 0.3 * (right - left))
    bottom, top = (round(middle - lean), mask.shape[0] - 2), (round(middle + lean), 1)
    cv2.line(mask, bottom, top, 1.0, max(1, round(0.1 * height)), cv2.LINE_AA)
    return mask


def rounded_box(height: int, width: int, radius: int) -> np.ndarray:
    """Coverage of a box with rounded corners that fills the array."""
    box = np.zeros((height, width), np.float32)
    cv2.rectangle(box, (radius, 0), (width - 1 - radius, height - 1), 1.0, -1)
    cv2.rectangle(box, (0, radius), (width - 1, height - 1 - radius), 1.0, -1)
    for x in (radius, width - 1 - radius):
        for y in (radius, height - 1 - radius):
            cv2.circle(box, (x, y), radius, 1.0, -1, cv2.LINE_AA)
    return box


def resized(mask: np.ndarray, width: float, height: float | None = None) -> np.ndarray:
    """A mask scaled to a width, keeping its shape unless a height is given."""
    scale = width / mask.shape[1]
    size = max(2, round(width)), max(2, round(height or mask.shape[0] * scale))
    return cv2.resize(mask, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)


def render_card(rng: Rng, spec: CardSpec, px_per_mm: float = 5.0, split: Split = "train") -> Card:
    """Renders the card a spec describes; everything the spec leaves open is random."""
    return CardPainter(rng, spec, px_per_mm, split).paint()
