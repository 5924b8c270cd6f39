"""Rows of expiry dates and holders' names as the program cuts them out of a card: a grey strip and its text."""
import math

import cv2
import numpy as np

import art
import fields
import line
import scene

# The strips of texts are wider than those of numbers: a name of 24 letters keeps its shape.
WIDTH = 480
# How much of a character may be beneath a finger.
HARDLY = 0.06
_SYLLABLES = ("LI WANG ZHANG LIU CHEN YANG HUANG ZHAO WU ZHOU XU SUN MA ZHU HU GUO HE LIN GAO LUO ZHENG LIANG XIE SONG "
              "TANG HAN FENG DENG CAO PENG ZENG XIAO TIAN DONG PAN YUAN CAI JIANG YU DU YE CHENG WEI SU LU DING REN "
              "SHEN YAO CUI ZHONG TAN FAN JIN SHI LIAO JIA XIA FU FANG BAI ZOU MENG XIONG QIN QIU HOU YIN XUE YAN LEI "
              "LONG DUAN HAO KONG SHAO MAO CHANG WAN GU LAI KANG NIU XING SHUAI QIAN NAN MIN HUI JUN YING NA JIE PING "
              "QIANG LEI JING TAO MING CHAO XIN YI BO RUI HONG FEI LAN NING KAI BIN TING XIANG").split()
_GIVEN = ("JAMES MARY JOHN ANNA ROBERT LINDA MICHAEL SUSAN DAVID KAREN PETER LAURA PAUL EMMA MARK OLIVIA GEORGE SOPHIE "
          "THOMAS JULIA KEVIN NINA BRIAN ALICE ERIC DIANA OSCAR CLARA HUGO IVAN JOSE MARIA LUIS ELENA CARLOS PABLO "
          "AHMED FATIMA OMAR YUKI HIRO KENJI PRIYA RAVI ANITA VIKTOR OLGA SVEN INGRID LARS JEAN MARIE PIERRE LUC "
          "ALEXANDER ELIZABETH CHRISTOPHER JENNIFER BENJAMIN VICTORIA ZOE QUENTIN XAVIER WALTER FRANK").split()
_FAMILY = ("SMITH JONES BROWN TAYLOR WILSON DAVIES EVANS WALKER WRIGHT ROBINSON HUGHES EDWARDS GREEN HALL WOOD HARRIS "
           "CLARK LEWIS YOUNG KING BAKER HILL MOORE COOPER WARD MORRIS KELLY BELL PRICE MURPHY O'BRIEN O'NEILL GARCIA "
           "LOPEZ MARTINEZ FERNANDEZ SANCHEZ ROSSI BIANCHI FERRARI MULLER SCHMIDT SCHNEIDER WEBER FISCHER KOWALSKI "
           "NOVAK IVANOV PETROV JOHANSSON HANSEN NIELSEN DUBOIS MOREAU LAURENT SATO SUZUKI TANAKA KUMAR SINGH PATEL "
           "KHAN ALI NGUYEN TRAN PHAM KIM PARK CHOI COHEN LEVY VAN-DIJK SMITH-JONES DE-VRIES").split()
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FIXED = ("CARDHOLDER NAME", "CARDHOLDER", "YOUR NAME", "YOUR NAME HERE", "GIFT CARD", "VALUED CUSTOMER", "NAME SURNAME",
          "DEBIT CARD", "CARD MEMBER")


def _pick(rng: np.random.Generator, items):
    return items[rng.integers(len(items))]


def holder(rng: np.random.Generator) -> str:
    """A name as cards print it."""
    choice = rng.random()
    if choice < 0.12:
        text = fields.holder_name(rng).replace("/", "")
    elif choice < 0.38:
        text = " ".join(_pick(rng, _SYLLABLES) for _ in range(rng.choice([2, 3, 3, 4])))
        if rng.random() < 0.3:
            family, _, given = text.partition(" ")
            text = family + " " + given.replace(" ", "")
    elif choice < 0.7:
        text = f"{_pick(rng, _GIVEN)} {_pick(rng, _FAMILY)}"
        if rng.random() < 0.35:
            middle = _pick(rng, _LETTERS) + _pick(rng, ("", "."))
            text = text.replace(" ", f" {middle} ", 1)
        if rng.random() < 0.2:
            text = _pick(rng, ("MR ", "MRS ", "MS ", "DR ", "MR. ", "MS. ")) + text
    elif choice < 0.95:  # letters in any order, so that no name is learned by heart
        text = " ".join("".join(rng.choice(list(_LETTERS), rng.integers(1, 10))) for _ in range(rng.integers(1, 4)))
        if rng.random() < 0.15:
            text = text[:1] + _pick(rng, "-'.") + text[1:]
    else:
        text = _pick(rng, _FIXED)
    return text.strip(" -'.")[:26].strip()


def expiry(rng: np.random.Generator) -> str:
    """A date as cards print it, or what specimens print in its place."""
    choice = rng.random()
    if choice < 0.06:
        return _pick(rng, ("88/88", "00/00", "99/99", "12/34"))
    month = f"{rng.integers(1, 13):02d}" if choice < 0.8 else f"{rng.integers(0, 100):02d}"
    year = f"{rng.integers(0, 100):02d}"
    form = rng.random()
    if form < 0.82:
        return f"{month}/{year}"
    if form < 0.94:
        return f"{month}/20{year}"
    return f"{month}-{year}"


def _fitted(rng: np.random.Generator, mask: np.ndarray, size: int) -> np.ndarray:
    """A row cut tightly, its capitals `size` pixels high, a little wider or narrower than it was drawn."""
    rows, columns = np.flatnonzero(mask.max(1) > 0.2), np.flatnonzero(mask.max(0) > 0.2)
    mask = mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    width = mask.shape[1] * size / mask.shape[0] * rng.uniform(0.85, 1.2)
    return cv2.resize(mask, (max(2, round(width)), size), interpolation=cv2.INTER_AREA)


def _caption(rng: np.random.Generator, printed: np.ndarray, band: tuple[int, int, int, int], size: int) -> None:
    """Small print that belongs to the row, beside its beginning in one line or two, or above: it is not to be read."""
    left, top, _, bottom = band
    words = str(rng.choice(fields.THRU_CAPTIONS[:10] + fields.FROM_CAPTIONS[:6])).split()
    small = size * rng.uniform(0.28, 0.55)
    if rng.random() < 0.75:
        lines = words if rng.random() < 0.6 else [" ".join(words)]
        masks = [line.text_mask(rng, text, small) for text in lines]
        gap, y = round(size * rng.uniform(0.12, 0.6)), top + round(size * rng.uniform(-0.1, 0.25))
        for mask in masks:
            line.paste(printed, mask, left - gap - mask.shape[1], y)
            y += round(small * 1.15)
    else:
        mask = line.text_mask(rng, " ".join(words), small)
        line.paste(printed, mask, left, top - mask.shape[0] - round(0.1 * size))


def _margin(rng: np.random.Generator, size: int) -> int:
    """What is cut along with an end of a row: the program takes plenty, so that no character is lost."""
    return round(size * (rng.uniform(0.1, 0.9) if rng.random() < 0.4 else rng.uniform(0.4, 2.4)))


def _laid(rng: np.random.Generator, image: np.ndarray, text: np.ndarray, size: int) -> tuple[np.ndarray, float]:
    """A row that a finger lies on or beside, and how much of a character it covers; most often an end of the row."""
    columns = np.flatnonzero(text.max(0) > 0.5)
    first, last, top = columns[0], columns[-1], np.flatnonzero(text.max(1) > 0.5)[0]
    radius, is_left = size * rng.uniform(0.9, 1.9), rng.random() < 0.5
    beyond = radius + rng.uniform(0, 1.2) * size if rng.random() < 0.5 else rng.normal(0, 0.8) * size
    at = (first - beyond if is_left else last + beyond) if rng.random() < 0.85 else rng.uniform(first, last)
    tip = at, top + rng.uniform(-1, 1.1) * size
    # Up, down, or away from the row's other end.
    angle = rng.choice([0.5, 0.5, 1.5, 1.0 if is_left else 0.0]) * math.pi + rng.normal(0, 0.3)
    shown = np.ascontiguousarray(image[:, :, None], np.float32)
    light = np.full_like(shown, 255)
    scene.draw_finger(shown, tip, angle, 14 * radius, radius, np.float32([rng.uniform(50, 230)]), rng.uniform(0, 0.4))
    scene.draw_finger(light, tip, angle, 14 * radius, radius, np.float32([0]), 0)
    covered = ((light[:, :, 0] < 128) & (text > 0.5)).sum()
    return shown[:, :, 0], float(covered / (0.25 * size * size))


def covered(rng: np.random.Generator) -> tuple[np.ndarray, str]:
    """A strip with a finger: what goes on beneath it cannot be read, and so the row says nothing."""
    return sample(rng, has_finger=True)


def continued(strip: np.ndarray) -> np.ndarray:
    """A strip as wide as the others: its last column stands in all that are added at the right."""
    return cv2.copyMakeBorder(strip, 0, 0, 0, WIDTH - strip.shape[1], cv2.BORDER_REPLICATE)


def sample(rng: np.random.Generator, has_finger: bool = False) -> tuple[np.ndarray, str]:
    """One strip, uint8 32 x 480, and its text: begun at the left, continued by its last column."""
    is_date, embossed = rng.random() < 0.38, rng.random() < 0.65
    size = int(rng.integers(28, 38))
    if is_date:
        text = expiry(rng)
        as_type = not embossed and rng.random() < 0.5
        mask = art.text_mask(rng, text, size) if as_type else fields.date_mask(rng, text, "train", embossed)
    else:
        text = holder(rng)
        mask = fields.name_mask(rng, text, size, "train", embossed)
    if rng.random() < 0.15:
        mask = line.slanted(rng, mask)
    mask = _fitted(rng, mask, size)
    above, below = (round(size * rng.uniform(0.12, 0.55)) for _ in range(2))
    before, after = _margin(rng, size), _margin(rng, size)
    height, width = size + above + below, mask.shape[1] + before + after
    image = line.background(rng, height, width)
    pressed, printed = np.zeros((2, height, width), np.float32)
    band = (before, above, before + mask.shape[1], above + size)
    image = line.neighbours(rng, image, pressed, band, size)
    if is_date and rng.random() < 0.7:
        _caption(rng, printed, band, size)
        ink = rng.uniform(0, 60) if rng.random() < 0.5 else rng.uniform(170, 255)
        image = image + (ink - image) * printed * np.float32(rng.uniform(0.5, 1))
    if not embossed and pressed.any():
        image = line.make_visible(rng, image, pressed, True, size)
        pressed[:] = 0
    line.paste(pressed, mask, before, above)
    image = line.make_visible(rng, image, pressed, embossed, size)
    if has_finger:
        image, hidden = _laid(rng, image, pressed, size)
        text = text if hidden < HARDLY else ""
    columns = min(WIDTH, round(width / height * line.HEIGHT))
    return continued(line.capture(rng, image, size, columns)), text
