"""Rows of expiry dates and holders' names as the program cuts them out of a card: a grey strip and its text."""
import cv2
import numpy as np

import faces
import line

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
    if choice < 0.38:
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


def _date_mask(rng: np.random.Generator, text: str, height: int, embossed: bool) -> np.ndarray:
    """Digit groups in a face for numbers, which has no slash of its own."""
    separator = "-" if "-" in text else "/"
    mask, spans = faces.line_mask(rng, text.split(separator), height, embossed=embossed)
    left, right = spans[1][1], spans[2][0]
    if right - left < 0.45 * height:  # room for the separator
        grown = round(0.45 * height) - (right - left)
        mask = np.hstack([mask[:, :left], np.zeros((mask.shape[0], grown), mask.dtype), mask[:, left:]])
        right += grown
    middle, thick = (left + right) / 2, max(1, round(rng.uniform(0.07, 0.14) * height))
    if separator == "-":
        reach = 0.18 * height
        ends = (round(middle - reach), height // 2), (round(middle + reach), height // 2)
    else:
        lean = min(rng.uniform(0.1, 0.25) * height, 0.4 * (right - left))
        ends = (round(middle - lean), mask.shape[0] - 2), (round(middle + lean), 1)
    cv2.line(mask, *ends, 1.0, thick, cv2.LINE_AA)
    return mask


def _mask(rng: np.random.Generator, text: str, height: int, embossed: bool) -> np.ndarray:
    if text[0].isdigit() and rng.random() < 0.75:
        return _date_mask(rng, text, height, embossed)
    mask = line.text_mask(rng, text, height / 0.75)
    rows, columns = np.flatnonzero(mask.max(1) > 0.2), np.flatnonzero(mask.max(0) > 0.2)
    mask = mask[rows[0]:rows[-1] + 1, columns[0]:columns[-1] + 1]
    width = mask.shape[1] * height / mask.shape[0] * rng.uniform(0.85, 1.2)
    mask = cv2.resize(mask, (max(2, round(width)), height), interpolation=cv2.INTER_AREA)
    if embossed and rng.random() < 0.5:  # letters of embossing machines stand apart
        mask = _spread(mask, round(height * rng.uniform(0.05, 0.2)))
    return mask


def _spread(mask: np.ndarray, space: int) -> np.ndarray:
    """The same row with more room between its letters."""
    inked = mask.max(axis=0) > 0.1
    starts = np.flatnonzero(np.diff(np.concatenate([[False], inked]).astype(int)) == 1)
    pieces = np.split(mask, starts[1:], axis=1)
    blank = np.zeros((mask.shape[0], space), mask.dtype)
    return np.hstack([part for piece in pieces for part in (piece, blank)][:-1])


def sample(rng: np.random.Generator) -> tuple[np.ndarray, str]:
    """One strip, uint8 32 x 320, and its text: begun at the left, continued by its last column."""
    text = expiry(rng) if rng.random() < 0.5 else holder(rng)
    embossed = rng.random() < 0.65
    size = int(rng.integers(28, 38))
    mask = _mask(rng, text, size, embossed)
    above, below = (round(size * rng.uniform(0.12, 0.55)) for _ in range(2))
    before, after = (round(size * rng.uniform(0.1, 0.9)) for _ in range(2))
    height, width = size + above + below, mask.shape[1] + before + after
    whole = max(width, height * line.WIDTH // line.HEIGHT)
    image = line.background(rng, height, width)
    pressed = np.zeros((height, width), np.float32)
    band = (before, above, before + mask.shape[1], above + size)
    image = line.neighbours(rng, image, pressed, band, size)
    if not embossed and pressed.any():
        image = line.make_visible(rng, image, pressed, True, size)
        pressed[:] = 0
    line.paste(pressed, mask, before, above)
    image = line.make_visible(rng, image, pressed, embossed, size)
    if rng.random() < 0.9:
        image = cv2.copyMakeBorder(image, 0, 0, 0, whole - width, cv2.BORDER_REPLICATE)
    else:
        image = np.hstack([image, line.background(rng, height, max(1, whole - width))])
    return line.capture(rng, image, size), text
