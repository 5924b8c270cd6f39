"""Pictures to print on cards and to lay cards on.

Every picture is a float32 array height x width x 3 in OpenCV's channel order (blue, green, red), 0..255.
The splits share no fonts and no families of card art: "train" feeds the training of the models, "recordings" the
repository's recordings, "test" the measuring of what was trained, so that both are new to the models.
"""

from __future__ import annotations

import math
import os
from functools import lru_cache
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

Split = Literal["train", "recordings", "test"]
Rng = np.random.Generator

FONT_ROOT = Path("/usr/share/fonts")
PHOTO_ROOTS = Path("/usr/share/backgrounds"), Path("/usr/share/wallpapers")
PHOTO_CACHE = Path.home() / ".cache/cardcam/photographs.npz"
FONT_NAMES = {
    "train": ("DejaVuSans*", "DejaVuSerif*", "LiberationSans*", "LiberationSerif*", "Roboto-*", "routed-gothic*"),
    "recordings": ("Lato-*", "FreeSans*", "FreeSerif*", "RobotoCondensed*"),
    "test": ("OpenSans-*",),
}
UNREADABLE_FONTS = "Hairline", "Thin", "Mono"
HAN_FONT = FONT_ROOT / "truetype/wqy/wqy-zenhei.ttc"
HAN = "中国人民信用卡银行招商工建设农业交通广发平安浦东大华夏联贷记借储蓄金白普公务理财旅游会员积分商城"
WORDS = {
    "train": (
        "BANK CREDIT DEBIT GOLD PLATINUM WORLD CLASSIC BUSINESS CARD UNION TRAVEL CLUB AIR Corporate premium Rewards "
        "plus ONE capital NATIONAL electron prepaid virtual student signature INFINITE first Savings Trust MILES"
    ).split(),
    "recordings": "Meridian Harbour COOPERATIVE Orchard Cobalt ASPEN Lantern Northgate Ember Tidewater".split(),
    "test": "Quarry ALDERMERE Saltmarsh Junction VERDANT Kestrel Bellweather GRANITE Sundial Farrow".split(),
}


def chance(rng: Rng, probability: float) -> bool:
    """True with the given probability."""
    return bool(rng.random() < probability)


@lru_cache(maxsize=None)
def fonts(split: Split) -> tuple[str, ...]:
    """Font files of a split, in a fixed order."""
    found = (path for name in FONT_NAMES[split] for path in FONT_ROOT.rglob(name + ".ttf"))
    readable = {str(path) for path in found if not any(word in path.name for word in UNREADABLE_FONTS)}
    if split == "train":
        readable = {path for path in readable if "Condensed" not in path}
    if not readable:
        raise RuntimeError(f"no fonts for split {split}: see README.md for the packages to install")
    return tuple(sorted(readable))


@lru_cache(maxsize=512)
def _font(path: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)


@lru_cache(maxsize=1)
def _photographs() -> tuple[np.ndarray, ...]:
    """Installed wallpapers, reduced; empty when no wallpaper package is installed. Decoding them is slow: cached."""
    if PHOTO_CACHE.exists():
        with np.load(PHOTO_CACHE) as cached:
            return tuple(cached.values())
    paths = sorted(
        path
        for root in PHOTO_ROOTS
        for suffix in ("jpg", "jpeg", "png", "webp")
        for path in root.rglob(f"*.{suffix}")
    )
    photographs: list[np.ndarray] = []
    for path in paths:
        image = cv2.imread(str(path), cv2.IMREAD_REDUCED_COLOR_2)
        if image is None or min(image.shape[:2]) < 300:
            continue
        scale = 900 / max(image.shape[:2])
        image = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        if image.std() > 12 and not any(_same_picture(image, other) for other in photographs):
            photographs.append(image)
    PHOTO_CACHE.parent.mkdir(parents=True, exist_ok=True)
    partial = PHOTO_CACHE.with_suffix(f".{os.getpid()}.npz")
    np.savez(partial, *photographs)
    partial.replace(PHOTO_CACHE)
    return tuple(photographs)


def _same_picture(a: np.ndarray, b: np.ndarray) -> bool:
    """True for one wallpaper stored in several sizes."""
    small = [cv2.resize(image, (16, 16), interpolation=cv2.INTER_AREA).astype(np.float32) for image in (a, b)]
    return float(np.abs(small[0] - small[1]).mean()) < 4


def random_color(rng: Rng, saturation: float | None = None, value: float | None = None) -> np.ndarray:
    """A colour of random hue; pale colours are commoner than vivid ones."""
    saturation = rng.random() ** 1.2 if saturation is None else saturation
    value = rng.uniform(0.05, 1) if value is None else value
    hsv = np.uint8([[[rng.integers(180), int(255 * saturation), int(255 * value)]]])
    return cv2.cvtColor(hsv, cv2.COLOR_HSV2BGR)[0, 0].astype(np.float32)


def plain(height: int, width: int, color: np.ndarray) -> np.ndarray:
    """One colour everywhere."""
    return np.tile(np.asarray(color, np.float32), (height, width, 1))


def smooth_noise(rng: Rng, height: int, width: int, scale: float, channels: int = 1) -> np.ndarray:
    """Normal noise with features of about `scale` pixels, height x width x channels."""
    coarse = rng.standard_normal((int(height / scale) + 3, int(width / scale) + 3, channels), dtype=np.float32)
    return cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC).reshape(height, width, channels)


def ramp(rng: Rng, height: int, width: int) -> np.ndarray:
    """A linear or radial ramp 0..1, height x width x 1."""
    y, x = np.ogrid[0:height, 0:width]
    x, y = x.astype(np.float32) / width, y.astype(np.float32) / height
    if chance(rng, 0.3):
        distance = np.hypot(x - rng.uniform(0, 1), y - rng.uniform(0, 1))
    else:
        angle = rng.uniform(0, 2 * math.pi)
        distance = (x - 0.5) * math.cos(angle) + (y - 0.5) * math.sin(angle) + 0.5
    return np.clip(distance, 0, 1)[:, :, None]


def photograph(rng: Rng, height: int, width: int) -> np.ndarray:
    """A random part of an installed photograph, or a cloudy picture when there is none."""
    if not _photographs():
        cloudy = smooth_noise(rng, height, width, height / 5, 3) * 50 + smooth_noise(rng, height, width, 9) * 15
        return np.clip(cloudy + random_color(rng), 0, 255)
    source = _photographs()[rng.integers(len(_photographs()))]
    full_height, full_width = source.shape[:2]
    crop_width = min(full_width, full_height * width / height) * rng.uniform(0.25, 1)
    crop_height = crop_width * height / width
    x, y = int(rng.uniform(0, full_width - crop_width)), int(rng.uniform(0, full_height - crop_height))
    crop = source[y : y + int(crop_height) + 1, x : x + int(crop_width) + 1]
    crop = cv2.resize(crop, (width, height), interpolation=cv2.INTER_AREA)
    if chance(rng, 0.5):
        crop = crop[:, ::-1]
    if chance(rng, 0.3):
        crop = crop[::-1]
    return crop.astype(np.float32)


def word(rng: Rng, split: Split = "train") -> str:
    """A word as printed on cards: Latin, Han, or letters at random."""
    kind = rng.random()
    if kind < 0.5 or split != "train":
        return str(rng.choice(WORDS[split]))
    if kind < 0.75 and HAN_FONT.exists():
        return "".join(rng.choice(list(HAN), rng.integers(2, 7)))
    letters = "abcdefghijklmnopqrstuvwxyz" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return "".join(rng.choice(list(letters), rng.integers(2, 10)))


def number(rng: Rng, digits: int) -> str:
    """Random digits."""
    return "".join(map(str, rng.integers(0, 10, digits)))


def text_mask(rng: Rng, text: str, height: float, split: Split = "train", font: str | None = None) -> np.ndarray:
    """Coverage 0..1 of a line of text whose capitals are about `height` pixels high."""
    path = font or str(rng.choice(fonts(split)))
    if any(ord(letter) > 0x2E80 for letter in text):
        path = str(HAN_FONT)
    face = _font(path, max(6, int(height * 1.35)))
    left, top, right, bottom = face.getbbox(text)
    if right - left < 1 or bottom - top < 1:
        return np.zeros((2, 2), np.float32)
    canvas = Image.new("L", (right - left + 2, bottom - top + 2))
    ImageDraw.Draw(canvas).text((1 - left, 1 - top), text, font=face, fill=255)
    return np.asarray(canvas, np.float32) / 255


def _overlap(shape: tuple[int, ...], mask: np.ndarray, x: float, y: float) -> tuple[tuple, tuple] | None:
    """Slices of the canvas and of a mask laid on it at x, y; None when they do not meet."""
    left, top = round(x), round(y)
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(shape[1], left + mask.shape[1]), min(shape[0], top + mask.shape[0])
    if x1 <= x0 or y1 <= y0:
        return None
    return (slice(y0, y1), slice(x0, x1)), (slice(y0 - top, y1 - top), slice(x0 - left, x1 - left))


def stamp(canvas: np.ndarray, mask: np.ndarray, x: float, y: float) -> None:
    """Joins a mask to a coverage canvas, clipped at the border."""
    if where := _overlap(canvas.shape, mask, x, y):
        canvas[where[0]] = np.maximum(canvas[where[0]], mask[where[1]])


def paint(image: np.ndarray, mask: np.ndarray, x: float, y: float, color: np.ndarray, alpha: float = 1.0) -> None:
    """Paints a mask in one colour, clipped at the border."""
    if where := _overlap(image.shape, mask, x, y):
        coverage = mask[where[1]][:, :, None] * np.float32(alpha)
        image[where[0]] += coverage * (np.asarray(color, np.float32) - image[where[0]])


def ink(rng: Rng, image: np.ndarray, x: float, y: float, width: float, height: float, contrast: float = 60):
    """A colour that stands out from the part of the image it will be printed on."""
    patch = image[max(0, int(y)) : int(y + height) + 1, max(0, int(x)) : int(x + width) + 1]
    ground = float(patch.mean()) if patch.size else 128.0
    for _ in range(8):
        color = rng.choice([np.zeros(3), np.full(3, 255.0), random_color(rng), random_color(rng, rng.uniform(0, 0.3))])
        if abs(float(color.mean()) - ground) > contrast:
            return color.astype(np.float32)
    return np.full(3, 255.0 if ground < 128 else 0.0, np.float32)


def _shape(rng: Rng, image: np.ndarray) -> np.ndarray:
    """Adds one translucent shape: a disc, an ellipse, a stroke, a polygon or a box."""
    height, width = image.shape[:2]
    layer, color = image.copy(), random_color(rng).tolist()
    line = -1 if chance(rng, 0.6) else int(rng.integers(1, max(2, height // 27)))

    def point() -> tuple[int, int]:
        return int(rng.integers(-width // 8, width + width // 8)), int(rng.integers(-height // 8, height * 9 // 8))

    match rng.integers(5):
        case 0:
            cv2.circle(layer, point(), int(rng.integers(height // 12, height)), color, line, cv2.LINE_AA)
        case 1:
            axes = int(rng.integers(10, width)), int(rng.integers(6, height))
            end = 360 if chance(rng, 0.5) else 200
            cv2.ellipse(layer, point(), axes, rng.uniform(0, 180), 0, end, color, line, cv2.LINE_AA)
        case 2:
            cv2.line(layer, point(), point(), color, int(rng.integers(1, height // 5)), cv2.LINE_AA)
        case 3:
            corners = np.array([point() for _ in range(rng.integers(3, 7))], np.int32)
            cv2.fillPoly(layer, [corners], color, cv2.LINE_AA)
        case _:
            x, y = point()
            far = x + int(rng.integers(10, width)), y + int(rng.integers(5, height // 2))
            cv2.rectangle(layer, (x, y), far, color, line)
    return cv2.addWeighted(image, float(a := rng.uniform(0, 0.75)), layer, 1 - a, 0)


def _cut_out(rng: Rng, image: np.ndarray) -> np.ndarray:
    """Pastes a photograph through a blob-shaped window, like a figure printed on a card."""
    height, width = image.shape[:2]
    angles = np.linspace(0, 2 * math.pi, 14, endpoint=False)
    radii = rng.uniform(0.5, 1.2, 14) * rng.uniform(0.2, 0.6) * height
    center = np.array([rng.uniform(0.2, 0.9) * width, rng.uniform(0.2, 0.8) * height])
    outline = center + radii[:, None] * np.stack([np.cos(angles), np.sin(angles)], 1)
    window = np.zeros((height, width), np.float32)
    cv2.fillPoly(window, [outline.astype(np.int32)], 1.0, cv2.LINE_AA)
    return image + window[:, :, None] * (photograph(rng, height, width) - image)


def guilloche(rng: Rng, height: int, width: int) -> np.ndarray:
    """Fine engraved waves around zero, height x width x 1."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    bend = rng.uniform(2, 8) * np.sin(y * rng.uniform(0.02, 0.3))
    return (rng.uniform(5, 25) * np.sin(x * rng.uniform(0.05, 0.5) + bend + y * rng.uniform(0, 0.4)))[:, :, None]


def brushed(rng: Rng, height: int, width: int) -> np.ndarray:
    """Brushed or sparkling metal around zero, height x width x 1."""
    noise = rng.standard_normal((height, width), dtype=np.float32)
    noise = cv2.GaussianBlur(noise, (0, 0), sigmaX=rng.uniform(0.3, 14), sigmaY=0.6)
    return (noise / max(float(noise.std()), 1e-3))[:, :, None] * rng.uniform(3, 14)


def _train_art(rng: Rng, height: int, width: int) -> np.ndarray:
    kind = rng.random()
    if kind < 0.3:
        image = photograph(rng, height, width)
        if chance(rng, 0.4):
            image = image * rng.uniform(0.3, 0.9) + random_color(rng) * rng.uniform(0.1, 0.5)
    elif kind < 0.55:
        image = plain(height, width, random_color(rng))
    else:
        blend = ramp(rng, height, width) ** rng.uniform(0.6, 1.6)
        image = random_color(rng) * (1 - blend) + random_color(rng) * blend
    if chance(rng, 0.3):
        blobs = smooth_noise(rng, height, width, height * rng.choice([0.08, 0.15, 0.3]), int(rng.choice([1, 3])))
        image = image + blobs * rng.uniform(5, 50)
    if chance(rng, 0.25):
        image = image + smooth_noise(rng, height, width, rng.choice([1.2, 2, 3])) * rng.uniform(3, 16)
    if chance(rng, 0.15):
        image = image + guilloche(rng, height, width)
    image = image.astype(np.float32)
    for _ in range(rng.choice([0, 1, 1, 2, 3, 5, 8])):
        image = _shape(rng, image)
    if chance(rng, 0.2):
        image = _cut_out(rng, image)
    return image


def _waves(rng: Rng, height: int, width: int) -> np.ndarray:
    """Overlapping wave-shaped bands in related colours."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / height
    saturation, value = rng.uniform(0.2, 0.7), rng.uniform(0.25, 0.7)
    image = plain(height, width, random_color(rng, saturation, value))
    for level in np.linspace(0.1, 0.9, int(rng.integers(3, 6))):
        edge = level + 0.08 * np.sin(x * rng.uniform(2, 5) + rng.uniform(0, 6)) - 0.15 * x
        band = np.clip((y - edge) * height, 0, 1)[:, :, None]
        image = image + band * rng.uniform(-22, 22)
    return image


def _facets(rng: Rng, height: int, width: int) -> np.ndarray:
    """Flat facets around random centres, like folded paper."""
    centers = rng.uniform(0, 1, (14, 2)) * (width, height)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    distances = np.stack([np.hypot(x - cx, y - cy) for cx, cy in centers])
    shade = rng.uniform(-24, 24, len(centers)).astype(np.float32)[distances.argmin(0)]
    return plain(height, width, random_color(rng, rng.uniform(0.3, 0.7), rng.uniform(0.3, 0.7))) + shade[:, :, None]


def _sunburst(rng: Rng, height: int, width: int) -> np.ndarray:
    """Rays from a corner over a darkening ground."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    angle = np.arctan2(y - height * rng.uniform(0.9, 1.2), x - width * rng.uniform(-0.1, 0.2))
    rays = np.tanh(4 * np.sin(angle * rng.integers(16, 30)))[:, :, None] * rng.uniform(4, 10)
    ground = plain(height, width, random_color(rng, rng.uniform(0.3, 0.8), rng.uniform(0.35, 0.8)))
    return ground * (1.1 - 0.4 * (x / width)[:, :, None]) + rays


# Families of the splits that training never sees; those of "test" are drawn and entered by Tools/measure.
FAMILIES = {"recordings": (_waves, _facets, _sunburst)}


def card_art(rng: Rng, height: int, width: int, split: Split = "train") -> np.ndarray:
    """The printed picture of a card, without any of the card's fields."""
    if split != "train":
        family = FAMILIES[split][rng.integers(len(FAMILIES[split]))]
        return np.clip(family(rng, height, width), 0, 255).astype(np.float32)
    image = _train_art(rng, height, width)
    for _ in range(rng.choice([0, 0, 1, 1, 2, 3])):
        size = rng.uniform(0.03, 0.22) if chance(rng, 0.5) else rng.uniform(0.03, 0.08)
        mask = text_mask(rng, word(rng, split), size * height, split)
        if chance(rng, 0.15):
            mask = np.rot90(mask)
        x, y = rng.uniform(-0.05, 0.8) * width, rng.uniform(0, 0.8) * height
        color = ink(rng, image, x, y, mask.shape[1], mask.shape[0], 25)
        paint(image, mask, x, y, color, rng.uniform(0.4, 1))
    if chance(rng, 0.15):
        offset, line = int(rng.integers(0, 15)), int(rng.integers(1, 10))
        far = width - offset, height - offset
        cv2.rectangle(image, (offset, offset), far, random_color(rng).tolist(), line)
    if chance(rng, 0.14):
        image = image + brushed(rng, height, width)
    return np.clip(image, 0, 255).astype(np.float32)


def desk(rng: Rng, height: int, width: int) -> np.ndarray:
    """A nearly plain surface under uneven light: laminate, cloth or wood."""
    ground = plain(height, width, random_color(rng, rng.uniform(0, 0.35), rng.uniform(0.15, 0.95)))
    ground *= 1 + (ramp(rng, height, width) - 0.5) * np.float32(rng.uniform(-1, 1))
    ground += smooth_noise(rng, height, width, height / 4.5) * np.float32(rng.uniform(0, 18))
    if chance(rng, 0.6):
        ground += smooth_noise(rng, height, width, rng.choice([1.5, 3, 5])) * np.float32(rng.uniform(1, 8))
    if chance(rng, 0.25):
        grain = smooth_noise(rng, height, max(3, width // 24), 3)
        grain = cv2.resize(grain, (width, height), interpolation=cv2.INTER_CUBIC)[:, :, None]
        ground += grain * random_color(rng, 0.4, 0.6) * np.float32(rng.uniform(0.02, 0.15))
    return ground


def printed_page(rng: Rng, height: int, width: int) -> np.ndarray:
    """Lines of words and numbers on paper."""
    page = plain(height, width, random_color(rng, rng.uniform(0, 0.15), rng.uniform(0.6, 1)))
    color, size = random_color(rng, 0.1, rng.uniform(0, 0.4)), rng.uniform(0.02, 0.06) * height
    y = 0.0
    while y < height:
        words = [word(rng) if chance(rng, 0.7) else number(rng, int(rng.integers(1, 9))) for _ in range(6)]
        mask = text_mask(rng, " ".join(words), size)
        paint(page, mask, rng.uniform(-0.1, 0.15) * width, y, color, rng.uniform(0.5, 1))
        y += size * rng.uniform(1.6, 2.8)
    return page


def keyboard(rng: Rng, height: int, width: int, split: Split = "train") -> np.ndarray:
    """Rows of lettered keys seen from above."""
    dark = chance(rng, 0.6)
    body = random_color(rng, 0.08, rng.uniform(0.1, 0.3) if dark else rng.uniform(0.6, 0.9))
    keys = body * rng.uniform(0.4, 1.4) + rng.uniform(4, 16)
    image, pitch = plain(height, width, body), rng.uniform(0.1, 0.24) * height
    gap, letter = pitch * rng.uniform(0.06, 0.16), np.full(3, 225.0 if dark else 30.0, np.float32)
    font = str(rng.choice(fonts(split)))
    for row in range(int(height / pitch) + 1):
        x = -pitch * rng.uniform(0, 0.6)
        while x < width:
            span = pitch * (1 if chance(rng, 0.92) else rng.uniform(1.4, 5))
            box = (int(x + gap), int(row * pitch + gap)), (int(x + span - gap), int((row + 1) * pitch - gap))
            cv2.rectangle(image, *box, (keys + rng.uniform(-4, 4)).tolist(), -1)
            label = str(rng.choice(list("QWERTZUIOPASDFGHJKLYXCVBNM0123456789")))
            mask = text_mask(rng, label, pitch * 0.25, font=font)
            paint(image, mask, x + pitch * 0.3, row * pitch + pitch * 0.25, letter, 0.9)
            x += span
    return image


def screen(rng: Rng, height: int, width: int) -> np.ndarray:
    """Windows, lists and buttons on a display."""
    image = desk(rng, height, width) if chance(rng, 0.5) else photograph(rng, height, width)
    for _ in range(rng.integers(1, 6)):
        x, y = int(rng.uniform(-0.2, 0.8) * width), int(rng.uniform(-0.2, 0.8) * height)
        far = x + int(rng.uniform(0.1, 0.7) * width), y + int(rng.uniform(0.1, 0.6) * height)
        cv2.rectangle(image, (x, y), far, random_color(rng, rng.uniform(0, 0.4)).tolist(), -1)
        color = ink(rng, image, x, y, 40, 40)
        for row in range(int(rng.integers(0, 7))):
            size = rng.uniform(0.02, 0.04) * height
            paint(image, text_mask(rng, word(rng) + " " + number(rng, 4), size), x + 8, y + 8 + row * size * 2, color)
    return image


def background(rng: Rng, height: int, width: int) -> np.ndarray:
    """What a card may lie on or be held before, with other things lying about."""
    kind = rng.random()
    for share, draw in ((0.3, photograph), (0.66, desk), (0.76, card_art), (0.86, printed_page), (0.93, keyboard)):
        if kind < share:
            image = draw(rng, height, width)
            break
    else:
        image = screen(rng, height, width)
    for _ in range(rng.choice([0, 0, 0, 1, 2])):
        center = np.array([rng.uniform(-0.2, 1.2) * width, rng.uniform(-0.2, 1.2) * height])
        angle, length, breadth = rng.uniform(0, math.pi), rng.uniform(0.1, 1.2) * width, rng.uniform(0.01, 0.4) * width
        along = np.array([math.cos(angle), math.sin(angle)]) * length
        across = np.array([-math.sin(angle), math.cos(angle)]) * breadth
        corners = np.array([center + along + across, center - along + across, center - along - across,
                            center + along - across])
        layer = image.copy()
        cv2.fillPoly(layer, [corners.astype(np.int32)], random_color(rng).tolist(), cv2.LINE_AA)
        image = cv2.addWeighted(image, float(a := rng.uniform(0, 0.6)), layer, 1 - a, 0)
    if chance(rng, 0.12):
        text = " ".join(number(rng, 4) for _ in range(rng.integers(2, 5))) if chance(rng, 0.3) else word(rng)
        mask = text_mask(rng, text, rng.uniform(0.03, 0.11) * height)
        x, y = rng.uniform(-0.1, 0.8) * width, rng.uniform(0, 0.9) * height
        paint(image, mask, x, y, ink(rng, image, x, y, mask.shape[1], mask.shape[0]), rng.uniform(0.5, 1))
    return image
