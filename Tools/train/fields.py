"""The rows of text beside the number: dates with their captions, the holder's name and what stands near them.

Each function draws on a canvas and returns the quads of what is to be found, TL, TR, BR, BL in card pixels.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import cv2
import numpy as np

import art
import letters
from art import Rng, Split, chance
from canvas import Canvas, resized
from faces import line_mask

THRU_CAPTIONS = (
    "VALID THRU", "VALID THRU", "VALID THRU", "GOOD THRU", "EXPIRES END", "EXPIRES", "EXP", "EXP.", "UNTIL END",
    "VALID TO", "THRU", "EXPIRATION DATE", "EXPIRES:", "VALID DATES", "有效期至", "有效期", "有效期限 VALID THRU",
)
FROM_CAPTIONS = ("VALID FROM", "VALID FROM", "FROM", "START", "STARTS", "VALID", "生效日期")
ABOVE_CAPTIONS = ("MONTH/YEAR", "MONTH/YEAR", "MONTH/YEAR", "MONTH / YEAR 月 / 年", "MM/YY", "月/年")
STAND_INS = (
    "CARDHOLDER NAME", "CARD HOLDER", "GIFT CARD", "VALUED CUSTOMER", "YOUR NAME HERE", "A GIFT FOR YOU", "DEBIT CARD",
    "CARD MEMBER", "PREPAID CARD",
)
# How many embossed names are in a machine's letters, the others in a font's.
MACHINE_LETTERS = 0.85
FIRM_WORDS = ("LTD", "INC", "COMPANY", "TRADING", "GROUP", "CORP", "LLC", "SERVICES", "CO.")
SYLLABLES = (
    "A AN AR BEL BO CHA CHEN DA DE DO EL ER FEN GA GU HA HO I IN JA JO KA KI LA LEE LIN MA ME MO NA NO O PAU "
    "QI RA RI RO SA SHI SON TA TI U VA VEN WANG WI XU YA YU ZA ZHOU"
).split()


def made_up_word(rng: Rng) -> str:
    """A word that could be a name."""
    return "".join(rng.choice(SYLLABLES, rng.integers(1, 5)))[:11]


def holder_name(rng: Rng) -> str:
    """One to four words in capitals, made up, or what specimens and gift cards bear."""
    if chance(rng, 0.08):
        return str(rng.choice(STAND_INS))
    words = [made_up_word(rng) for _ in range(rng.choice([1, 2, 3, 4], p=(0.06, 0.6, 0.28, 0.06)))]
    if len(words) > 1 and chance(rng, 0.18):
        words[-2] = words[-2][0] + ("." if chance(rng, 0.5) else "")
    if chance(rng, 0.08):
        words[-1] += "-" + made_up_word(rng)
    if chance(rng, 0.04):
        words[-1] = rng.choice(["O'", "D'"]) + words[-1]
    if chance(rng, 0.1):
        words.insert(0, str(rng.choice(["MR", "MRS", "MS", "MR.", "MS.", "DR"])))
    if chance(rng, 0.05):
        words[0] += "/"
    return " ".join(words)[:27].strip()


def printed_date(rng: Rng) -> str:
    """A date as cards print it; specimens bear 88/88 and 00/00."""
    month, year = int(rng.integers(1, 13)), int(rng.integers(5, 41))
    if chance(rng, 0.07):
        return str(rng.choice(["88/88", "00/00", "99/99", "33/33"]))
    style = rng.choice(5, p=(0.76, 0.09, 0.06, 0.05, 0.04))
    return (f"{month:02d}/{year:02d}", f"{month:02d}/20{year:02d}", f"{month:02d}-{year:02d}",
            f"{month:02d}{year:02d}", f"{month}/{year:02d}")[style]


def date_mask(rng: Rng, date: str, split: Split, raised: bool) -> np.ndarray:
    """Coverage of a date in a face for numbers, which has no slash of its own."""
    height = 30
    parts = re.split("[/-]", date)
    if len(parts) < 2:
        return line_mask(rng, parts, height, split, raised)[0]
    mask, spans = line_mask(rng, parts, height, split, raised)
    left, right = spans[len(parts[0]) - 1][1], spans[len(parts[0])][0]
    middle, line = (left + right) / 2, max(1, round(rng.uniform(0.08, 0.14) * height))
    if "-" in date:
        reach, y = 0.35 * (right - left), mask.shape[0] // 2
        start, end = (round(middle - reach), y), (round(middle + reach), y)
    else:
        lean = min(rng.uniform(0.1, 0.25) * height, 0.4 * (right - left))
        start, end = (round(middle - lean), mask.shape[0] - 2), (round(middle + lean), 1)
    cv2.line(mask, start, end, 1.0, line, cv2.LINE_AA)
    return mask


def name_mask(rng: Rng, name: str, height: float, split: Split, raised: bool) -> np.ndarray:
    """Coverage of a name: an embossing machine's letters or a font's at one pitch, or set as type."""
    if raised and chance(rng, MACHINE_LETTERS):
        return letters.name_mask(rng, name, round(height), split)
    if not raised and chance(rng, 0.65):
        return art.text_mask(rng, name, height, split)
    font = str(rng.choice(art.fonts(split)))
    pitch = height * rng.uniform(0.82, 1.1)
    glyphs = {letter: art.text_mask(rng, letter, height, split, font) for letter in set(name) - {" "}}
    tall = max(mask.shape[0] for letter, mask in glyphs.items() if letter not in ".-'/")
    mask = np.zeros((tall, round(pitch * len(name)) + 1), np.float32)
    for index, letter in enumerate(name):
        if letter != " ":
            glyph = glyphs[letter]
            top = {"-": (tall - glyph.shape[0]) // 2, ".": tall - glyph.shape[0]}.get(letter, 0)
            art.stamp(mask, glyph, (index + 0.5) * pitch - glyph.shape[1] / 2, top)
    columns = np.flatnonzero(mask.max(0) > 0.1)
    return mask[:, columns[0] : columns[-1] + 1]


@dataclass
class Texts:
    """What the rows say; empty where a row is absent."""

    expiry: str = ""
    start: str = ""
    holder: str = ""
    # Whether a firm or a customer number stands in the row below the name.
    goes_on: bool = False


@dataclass
class Rows:
    """Where the rows stand on the card."""

    expiry: np.ndarray | None = None
    start: np.ndarray | None = None
    holder: np.ndarray | None = None


def draw_rows(canvas: Canvas, texts: Texts, corner: tuple[float, float], raised: bool, portrait: bool) -> Rows:
    """Dates and holder below the corner where the number ends, at times elsewhere."""
    rng, rows = canvas.rng, Rows()
    layer = canvas.raised if raised else canvas.printed
    x = corner[0] + canvas.between(3, 40) * (0.35 if portrait else 1)
    y = min(corner[1] + canvas.between(1.8, 6.5), canvas.height - canvas.between(8, 11))
    if texts.expiry and not raised and chance(rng, 0.2):
        x, y = rng.uniform(0.05, 0.75) * canvas.width, rng.uniform(0.25, 0.85) * canvas.height
    height = canvas.between(2.3, 3.6) if raised else canvas.between(1.8, 3.3)
    dates = Dates(canvas, layer, raised, height)
    if texts.start and texts.expiry and not portrait and chance(rng, 0.65):
        rows.start = dates.draw(texts.start, x - canvas.between(6, 14), y, FROM_CAPTIONS)
        gap = canvas.between(7, 15) if dates.caption_beside else canvas.between(2.5, 8)
        rows.expiry = dates.draw(texts.expiry, rows.start[1, 0] + gap, y, THRU_CAPTIONS)
    else:
        if texts.start:
            rows.start = dates.draw(texts.start, x, y, FROM_CAPTIONS)
            y += height + canvas.between(0.8, 2.2)
        if texts.expiry:
            rows.expiry = dates.draw(texts.expiry, x, y, THRU_CAPTIONS)
    if chance(rng, 0.12):
        _member_since(canvas, layer, raised, height, y)
    if not texts.expiry and chance(rng, 0.35):
        dates.caption(str(rng.choice(THRU_CAPTIONS[:10])), x, y)
    if raised and chance(rng, 0.1):
        canvas.stamp(layer, _digits(canvas, art.number(rng, 4), height, raised), corner[0], y)
    if texts.holder:
        rows.holder = _draw_holder(canvas, texts, corner, y + height, layer, raised)
    return rows


class Dates:
    """Draws the dates of one card, which are all captioned alike."""

    def __init__(self, canvas: Canvas, layer: np.ndarray, raised: bool, height: float) -> None:
        self.canvas, self.layer, self.raised, self.height = canvas, layer, raised, height
        kind = canvas.rng.random()
        self.caption_beside, self.caption_above = kind < 0.55, 0.55 < kind < 0.86
        self.two_lines = chance(canvas.rng, 0.5)
        self.month_year = chance(canvas.rng, 0.3)
        self.caption_height = canvas.rng.uniform(0.75, 1.4)
        self.as_type = not raised and chance(canvas.rng, 0.5)
        self.font = str(canvas.rng.choice(art.fonts(canvas.split)))

    def draw(self, date: str, x: float, y: float, captions: tuple[str, ...]) -> np.ndarray:
        """A date with its caption; returns the date's quad."""
        canvas, rng = self.canvas, self.canvas.rng
        if self.as_type:
            mask = art.text_mask(rng, date, self.height, canvas.split, self.font)
        else:
            mask = date_mask(rng, date, canvas.split, self.raised)
            mask = resized(mask, mask.shape[1] * self.height / mask.shape[0])
        quad = canvas.stamp(self.layer, mask, x, y)
        (x, y), small = quad[0], self.caption_height * canvas.mm
        caption = str(rng.choice(captions))
        if self.caption_beside:
            words = caption.split() if self.two_lines else [caption]
            width = max(art.text_mask(rng, word, small, canvas.split, self.font).shape[1] for word in words)
            for index, word in enumerate(words):
                self.caption(word, x - width - canvas.between(0.4, 1.5), y + index * small * 1.25)
        elif self.caption_above:
            self.caption(caption, x + canvas.between(-1, 1), y - small * rng.uniform(1.3, 1.9))
        if self.month_year and not self.caption_above:
            self.caption(str(rng.choice(ABOVE_CAPTIONS)), x, y - small * rng.uniform(1.3, 1.9))
        return quad

    def caption(self, text: str, x: float, y: float) -> None:
        """Small print beside or above a date."""
        self.canvas.text(text, x, y, self.caption_height, font=self.font)


def _digits(canvas: Canvas, text: str, height: float, raised: bool) -> np.ndarray:
    mask = line_mask(canvas.rng, [text], 30, canvas.split, raised)[0]
    return resized(mask, mask.shape[1] * height / mask.shape[0])


def _member_since(canvas: Canvas, layer: np.ndarray, raised: bool, height: float, y: float) -> None:
    """A year of joining, which is no date of validity."""
    rng = canvas.rng
    text = art.number(rng, int(rng.choice([2, 2, 4])))
    quad = canvas.stamp(layer, _digits(canvas, text, height, raised), rng.uniform(0.05, 0.8) * canvas.width, y)
    caption = str(rng.choice(["MEMBER SINCE", "SINCE", "Member Since", "CUSTOMER SINCE", "会员"]))
    canvas.text(caption, quad[0, 0] - canvas.between(0, 8), quad[0, 1] - canvas.between(1.4, 2), rng.uniform(0.8, 1.2))


def _draw_holder(
    canvas: Canvas, texts: Texts, corner: tuple[float, float], y: float, layer: np.ndarray, raised: bool
) -> np.ndarray:
    """The name, and what stands in the row below it."""
    rng = canvas.rng
    height = canvas.between(2.1, 3.1) if raised else canvas.between(1.7, 3.0)
    mask = name_mask(rng, texts.holder, height, canvas.split, raised)
    height = mask.shape[0]
    widest = canvas.width - 6 * canvas.mm
    if mask.shape[1] > widest:
        mask = resized(mask, widest, mask.shape[0])
    x, y = corner[0] + canvas.between(-2, 4), y + canvas.between(0.8, 3.5)
    if not raised and chance(rng, 0.2):
        x, y = rng.uniform(0.05, 0.6) * canvas.width, rng.uniform(0.15, 0.9) * canvas.height
    elif chance(rng, 0.5):
        y = max(y, canvas.height - height - canvas.between(2.5, 7))
    if texts.goes_on:
        y = min(y, canvas.height - 2.6 * height - 1.5 * canvas.mm)
    quad = canvas.stamp(layer, mask, x, y)
    if texts.goes_on:
        firm = made_up_word(rng) + " " + str(rng.choice(FIRM_WORDS))
        text = _digits(canvas, art.number(rng, int(rng.integers(6, 12))), height, raised) if chance(rng, 0.5) \
            else name_mask(rng, firm, height, canvas.split, raised)
        canvas.stamp(layer, text, quad[0, 0], quad[3, 1] + canvas.between(0.9 if raised else 0.4, 1.6))
    return quad
