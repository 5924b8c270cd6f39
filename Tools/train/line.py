"""Number lines as the locator cuts them out of a camera frame: a grey strip 32 x 320 and the digits it shows."""
import functools
import glob

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

import faces
import patterns
import relief

HEIGHT, WIDTH = 32, 320
NEGATIVES = 0.07

# Photographs of wallpaper packages serve as picture-card art where they are installed.
_PHOTOGRAPHS = tuple(f"/usr/share/backgrounds/**/*.{kind}" for kind in ("jpg", "png", "webp"))
_PHOTOGRAPH_WIDTH = 1000
_WORDS = ("VALID THRU", "VALID", "THRU", "MONTH/YEAR", "GOOD THRU", "MEMBER SINCE", "DEBIT", "CREDIT", "BANK", "CARD",
          "PLATINUM", "GOLD", "WORLD", "ELITE", "BUSINESS", "CLASSIC", "PREPAID", "EXPIRES END", "VALID FROM", "ATM",
          "ELECTRONIC USE ONLY", "CUSTOMER SINCE", "AUTHORIZED SIGNATURE", "DATES", "CVV", "INTERNATIONAL")
_SIGNS = "¥$€£▲▶◀▼●■★◆♥♣♠+×=#@&%*?!§¤☀☎♪"
# Confusable digits of relief come a little more often; the digits themselves stay random.
_DIGITS = "0123456789"
_DIGIT_WEIGHTS = np.array([1.25, 0.85, 0.9, 1.2, 0.85, 1.05, 1.25, 0.85, 1.6, 1.1])
_DIGIT_WEIGHTS /= _DIGIT_WEIGHTS.sum()


@functools.lru_cache(maxsize=None)
def _photographs() -> tuple[np.ndarray, ...]:
    found = []
    for pattern in _PHOTOGRAPHS:
        for path in sorted(glob.glob(pattern, recursive=True)):
            image = cv2.imread(path, cv2.IMREAD_REDUCED_GRAYSCALE_2)
            if image is None or min(image.shape) < 300:
                continue
            size = (_PHOTOGRAPH_WIDTH, _PHOTOGRAPH_WIDTH * image.shape[0] // image.shape[1])
            found.append(cv2.resize(image, size, interpolation=cv2.INTER_AREA))
    return tuple(found)


@functools.lru_cache(maxsize=400)
def _font(path: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)


def _chance(rng: np.random.Generator, p: float) -> bool:
    return rng.random() < p


def _pick(rng: np.random.Generator, items):
    return items[rng.integers(len(items))]


def _digits(rng: np.random.Generator, count: int) -> str:
    if _chance(rng, 0.12):  # runs are common on cards, and the hard case of reading without segmentation
        return str(rng.integers(10)) * count
    text = "".join(rng.choice(list(_DIGITS), size=count, p=_DIGIT_WEIGHTS))
    if count > 2 and _chance(rng, 0.15):
        at = int(rng.integers(count - 1))
        text = text[:at] + text[at] * 2 + text[at + 2:]
    return text


def _groups(rng: np.random.Generator) -> list[str]:
    choice = rng.random()
    if choice < 0.45:
        sizes = [4, 4, 4, 4]
    elif choice < 0.52:
        sizes = [4, 6, 5]
    elif choice < 0.55:
        sizes = [4, 6, 4]
    elif choice < 0.6:
        sizes = [6, 13]
    elif choice < 0.63:
        sizes = [19]
    elif choice < 0.66:
        sizes = [16]
    elif choice < 0.69:
        sizes = [4, 4, 4, 4, 3]
    elif choice < 0.72:
        sizes = [4, 4, 4, int(rng.integers(1, 8))]
    elif choice < 0.75:
        sizes = [int(rng.integers(13, 20))]
    else:
        sizes = [4 if _chance(rng, 0.75) else int(rng.integers(1, 8)) for _ in range(rng.choice([1, 1, 1, 2, 3]))]
    return [_digits(rng, size) for size in sizes]


def _word(rng: np.random.Generator) -> str:
    choice = rng.random()
    if choice < 0.4:
        return _pick(rng, _WORDS)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if choice < 0.75 else "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(rng.choice(list(letters), size=rng.integers(2, 9))) for _ in range(rng.integers(1, 3))]
    return " ".join(words)


def _small_print(rng: np.random.Generator) -> str:
    choice = rng.random()
    if choice < 0.25:
        return f"{rng.integers(10000):04d}"
    if choice < 0.5:
        return f"{rng.integers(1, 13):02d}/{rng.integers(10, 40):02d}"
    return _word(rng)


def text_mask(rng: np.random.Generator, text: str, height: float) -> np.ndarray:
    kind = _pick(rng, ("sans", "sans", "sans", "serif", "machine"))
    font = _font(_pick(rng, faces.font_paths("train", kind)), max(6, 2 * round(height * 0.65)))
    left, top, right, bottom = font.getbbox(text)
    image = Image.new("L", (max(1, right - left) + 2, max(1, bottom - top) + 2))
    ImageDraw.Draw(image).text((1 - left, 1 - top), text, font=font, fill=255)
    return np.asarray(image, np.float32) / 255


def slanted(rng: np.random.Generator, mask: np.ndarray) -> np.ndarray:
    """A row of characters set in italics."""
    lean = rng.uniform(0.08, 0.3) * (1 if _chance(rng, 0.9) else -1)
    height, width = mask.shape
    more = abs(lean) * height
    move = np.float32([[1, -lean, more if lean > 0 else 0], [0, 1, 0]])
    return cv2.warpAffine(mask, move, (width + int(more) + 1, height))


def paste(target: np.ndarray, mask: np.ndarray, x: int, y: int) -> None:
    """Joins a mask into a mask, cut at the borders."""
    height, width = target.shape
    x0, y0, x1, y1 = max(0, x), max(0, y), min(width, x + mask.shape[1]), min(height, y + mask.shape[0])
    if x1 > x0 and y1 > y0:
        area = target[y0:y1, x0:x1]
        np.maximum(area, mask[y0 - y:y1 - y, x0 - x:x1 - x], out=area)


def _shape_layer(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """One piece of printed art, 0...255."""
    layer = np.zeros((height, width), np.uint8)

    def point() -> tuple[int, int]:
        return int(rng.integers(-height, width + height)), int(rng.integers(-height, 2 * height))

    choice = rng.random()
    thin = int(rng.integers(1, max(3, height // 7)))
    if choice < 0.15:
        thickness = -1 if _chance(rng, 0.6) else thin
        cv2.circle(layer, point(), int(rng.integers(height // 3, height * 3)), 255, thickness, cv2.LINE_AA)
    elif choice < 0.27:
        for _ in range(rng.integers(1, 6)):
            cv2.line(layer, point(), point(), 255, thin, cv2.LINE_AA)
    elif choice < 0.4:
        corners = np.array([point() for _ in range(rng.integers(3, 7))], np.int32)
        cv2.fillPoly(layer, [corners], 255, cv2.LINE_AA)
    elif choice < 0.48:  # everything to one side of an edge, straight or torn
        x = int(rng.integers(0, width))
        edge = [[x + rng.normal(0, height * 0.15) + (y / height - 0.5) * width * 0.02, y]
                for y in np.linspace(-height * 0.2, height * 1.2, rng.integers(2, 12))]
        lean = rng.uniform(-1.5, 1.5)
        corners = [[px + lean * py, py] for px, py in edge] + [[3 * width, height * 2], [3 * width, -height]]
        cv2.fillPoly(layer, [np.array(corners, np.int32)], 255, cv2.LINE_AA)
    elif choice < 0.55:  # slanting stripes
        step, lean = int(rng.integers(height // 6 + 3, height)), rng.uniform(-2, 2) * height
        for x in range(-2 * height, width + 2 * height, step):
            cv2.line(layer, (x, 0), (int(x + lean), height), 255, max(1, int(step * 0.4)), cv2.LINE_AA)
    elif choice < 0.72:  # vines and waves
        for _ in range(rng.integers(1, 5)):
            x = np.linspace(-20, width + 20, 70)
            y = (rng.uniform(0, height) + rng.uniform(0.1, 0.8) * height
                 * np.sin(x * rng.uniform(1, 25) / width * np.pi + rng.uniform(0, 6)))
            path = np.stack([x + rng.uniform(0, 30) * np.sin(y / height * 4), y], axis=1)
            first, last = sorted(rng.integers(0, 71, 2))
            cv2.polylines(layer, [np.round(path[first:last] * 16).astype(np.int32)], False, 255, thin, cv2.LINE_AA, 4)
    elif choice < 0.82:  # bars
        bar, step = int(rng.integers(2, max(4, height // 6))), int(rng.integers(6, max(9, height // 2)))
        for _ in range(rng.integers(1, 6)):
            x, length = int(rng.integers(0, width)), int(rng.integers(height // 4, height * 2))
            for y in range(int(rng.integers(-step, height)), height, step)[:int(rng.integers(1, 5))]:
                cv2.rectangle(layer, (x, y), (x + length, y + bar), 255, -1)
    elif choice < 0.92:  # big letters
        mask = text_mask(rng, _word(rng), height * rng.uniform(0.5, 2))
        big = np.zeros((height, width), np.float32)
        paste(big, mask, int(rng.integers(-mask.shape[1] // 2, width)), int(rng.integers(-height // 2, height)))
        layer = (big * 255).astype(np.uint8)
    else:  # rings of fine lines
        center = point()
        step = int(rng.integers(4, 14))
        for radius in range(step, 2 * width, step)[:40]:
            cv2.circle(layer, center, radius, 255, 1, cv2.LINE_AA)
    return layer


def _cartoon(rng: np.random.Generator, image: np.ndarray) -> np.ndarray:
    """Flat round figures with outlines, as comic art has them, one over the other."""
    height, width = image.shape
    outline = rng.uniform(0, 60) if _chance(rng, 0.8) else rng.uniform(180, 255)
    thick = max(1, int(height * rng.uniform(0.03, 0.12)))
    image = np.clip(image, 0, 255).astype(np.uint8)
    turns = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    for _ in range(rng.integers(2, 9)):
        reach = height * rng.uniform(0.15, 1.6) * (1 + rng.uniform(0, 0.25) * np.sin(
            rng.integers(2, 6) * turns + rng.uniform(0, 6)))
        lean, slim = rng.uniform(0, np.pi), rng.uniform(0.4, 1)
        x, y = reach * np.cos(turns), reach * slim * np.sin(turns)
        figure = np.stack([x * np.cos(lean) - y * np.sin(lean) + rng.uniform(0, width),
                           x * np.sin(lean) + y * np.cos(lean) + rng.uniform(-0.5, 1.5) * height], axis=1)
        figure = [np.round(figure * 16).astype(np.int32)]
        if _chance(rng, 0.75):
            cv2.fillPoly(image, figure, rng.uniform(30, 255), cv2.LINE_AA, 4)
        cv2.polylines(image, figure, _chance(rng, 0.8), outline, thick, cv2.LINE_AA, 4)
    return image.astype(np.float32)


def background(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Grey card art, float32."""
    photographs = _photographs()
    if photographs and _chance(rng, 0.25):
        photograph = _pick(rng, photographs)
        zoom = rng.uniform(0.35, 1.0)
        w = min(photograph.shape[1], max(16, int(width * zoom)))
        h = min(photograph.shape[0], max(8, int(height * zoom)))
        x, y = rng.integers(photograph.shape[1] - w + 1), rng.integers(photograph.shape[0] - h + 1)
        image = cv2.resize(photograph[y:y + h, x:x + w], (width, height)).astype(np.float32)
        contrast = rng.uniform(0.3, 1.1)
        image = (image - image.mean()) * contrast + rng.uniform(20, 225)
    else:
        image = np.full((height, width), rng.uniform(10, 225), np.float32)
    image += np.linspace(-0.5, 0.5, width, dtype=np.float32) * rng.uniform(-80, 80)
    image += np.linspace(-0.5, 0.5, height, dtype=np.float32)[:, None] * rng.uniform(-40, 40)
    for cell, most in ((40, 25), (10, 12), (3, 9)):
        if _chance(rng, 0.35):
            noise = rng.standard_normal((height // cell + 2, width // cell + 2)).astype(np.float32)
            image += cv2.resize(noise, (width, height), interpolation=cv2.INTER_CUBIC) * rng.uniform(1, most)
    if _chance(rng, 0.25):  # metallic grain
        image += rng.standard_normal((height, width)).astype(np.float32) * rng.uniform(2, 14)
    for _ in range(rng.choice([0, 0, 1, 1, 2, 3, 5])):
        ink = rng.uniform(0, 255) if _chance(rng, 0.6) else image.mean() + rng.uniform(-50, 50)
        alpha = _shape_layer(rng, height, width) * np.float32(rng.uniform(0.25, 1) / 255)
        image += (ink - image) * alpha
    if _chance(rng, 0.15):
        image = _cartoon(rng, image)
    if _chance(rng, 0.18):
        image = patterns.lay(rng, image, height / 1.6)
    if _chance(rng, 0.12):  # guilloche
        x, y = np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)[:, None]
        bend = rng.uniform(1, 8) * np.sin(x * rng.uniform(0.01, 0.1) + rng.uniform(0, 6))
        image += rng.uniform(3, 18) * np.sin((y + bend) * rng.uniform(0.3, 1.4)).astype(np.float32)
    return image


def _chip_edge(rng: np.random.Generator, image: np.ndarray, size: float) -> None:
    """A part of a chip or of a hologram: above or below the digits, now and then beneath them."""
    height, width = image.shape
    w, h = int(size * rng.uniform(2, 3.2)), int(size * rng.uniform(1.5, 2.5))
    x, y = int(rng.integers(-w // 3, width)), int(-h + rng.uniform(0, size * 0.35))
    if _chance(rng, 0.25):
        y = height - int(rng.uniform(0, size * 0.35))
    elif _chance(rng, 0.3):
        y += int(rng.uniform(0.3, 1.3) * size)
    level = rng.uniform(90, 230)
    cv2.rectangle(image, (x, y), (x + w, y + h), level, -1)
    if _chance(rng, 0.4):
        for k in range(1, 4):
            cv2.line(image, (x, y + h * k // 4), (x + w, y + h * k // 4), level * rng.uniform(0.3, 0.8), 1)
    for k in range(1, 4):
        cv2.line(image, (x + w * k // 4, y), (x + w * k // 4, y + h), level * rng.uniform(0.3, 0.8), 1)


def neighbours(rng: np.random.Generator, image: np.ndarray, pressed: np.ndarray, band: tuple[int, int, int, int],
                size: int) -> np.ndarray:
    """Prints or presses what stands near the digits, outside of their box `band` (left, top, right, bottom)."""
    height, width = image.shape
    left, top, right, bottom = band
    if _chance(rng, 0.25):
        _chip_edge(rng, image, size)
    printed = np.zeros_like(image)
    for _ in range(rng.choice([0, 1, 1, 2, 3])):
        mask = text_mask(rng, _small_print(rng), size * rng.uniform(0.18, 0.6))
        x = int(rng.integers(-mask.shape[1] // 3, max(1, width - mask.shape[1] // 3)))
        above = _chance(rng, 0.3)
        gap = int(size * rng.uniform(0.08, 0.5))
        paste(printed, mask, x, top - gap - mask.shape[0] if above else bottom + gap)
    if printed.any():
        ink = _pick(rng, (rng.uniform(0, 50), rng.uniform(200, 255), rng.uniform(0, 255)))
        image = image + (ink - image) * printed * np.float32(rng.uniform(0.5, 1))
    if _chance(rng, 0.3):  # embossed name or date in the next row
        if _chance(rng, 0.5):
            date = [_digits(rng, 2), _digits(rng, 2)]
            mask, _ = faces.line_mask(rng, date, max(8, int(size * rng.uniform(0.55, 0.8))))
        else:
            mask = text_mask(rng, _word(rng).upper(), size * rng.uniform(0.55, 0.8))
        y = bottom + int(size * rng.uniform(0.2, 0.6))
        if _chance(rng, 0.15):
            y = top - int(size * rng.uniform(0.2, 0.6)) - mask.shape[0]
        paste(pressed, mask, int(rng.integers(0, max(1, width - mask.shape[1] // 2))), y)
    if _chance(rng, 0.12):  # the edge of the card, and the table beyond it
        at = int(size * rng.uniform(0, 0.25))
        if _chance(rng, 0.5):
            image[:, :max(0, min(at, left - 2))] = rng.uniform(0, 255)
        else:
            image[:, min(width, max(width - at, right + 2)):] = rng.uniform(0, 255)
    return image


def _symbols(rng: np.random.Generator, image: np.ndarray, spans: list[tuple[int, int]], top: int, size: int) -> None:
    """Prints signs that are no digits between the groups, beside the line or across it."""
    spaces = [(a, b) for (_, a), (b, _) in zip(spans, spans[1:]) if b - a > 0.3 * size]
    spaces += [(spans[0][0] - size, spans[0][0]), (spans[-1][1], spans[-1][1] + size)]
    ink = rng.uniform(0, 60) if _chance(rng, 0.6) else rng.uniform(150, 255)
    for _ in range(rng.integers(1, 4)):
        if _chance(rng, 0.25):
            left, right = spans[rng.integers(len(spans))]
        else:
            left, right = _pick(rng, spaces)
        font = _font(_pick(rng, faces.font_paths("train", "sans")), max(6, round(size * rng.uniform(0.5, 1.3))))
        sign = _pick(rng, _SIGNS)
        x0, y0, x1, y1 = font.getbbox(sign)
        glyph = Image.new("L", (max(1, x1 - x0), max(1, y1 - y0)))
        ImageDraw.Draw(glyph).text((-x0, -y0), sign, font=font, fill=255)
        shape = np.asarray(glyph, np.float32) / 255
        mask = np.zeros_like(image)
        paste(mask, shape, int((left + right - shape.shape[1]) / 2 + rng.normal(0, 0.1) * size),
              int(top + (size - shape.shape[0]) * rng.uniform(0, 1)))
        image += (ink - image) * mask * np.float32(rng.uniform(0.5, 1))


def _stripes(rng: np.random.Generator, image: np.ndarray, spans: list[tuple[int, int]], top: int, size: int) -> None:
    """Prints short dark bars below some digits, as patterns of barcodes and flags lie there."""
    ink = rng.uniform(0, 50) if _chance(rng, 0.75) else rng.uniform(200, 255)
    for at in rng.integers(len(spans), size=rng.integers(1, 6)):
        left = spans[at][0] + int(rng.uniform(-0.3, 0.5) * size)
        bar, step = size * rng.uniform(0.05, 0.14), size * rng.uniform(0.13, 0.3)
        start, length = top + size * rng.uniform(-0.1, 0.8), size * rng.uniform(0.25, 0.9)
        for k in range(rng.integers(1, 5)):
            y = start + k * step
            cv2.rectangle(image, (left, round(y)), (round(left + length), round(y + bar)), ink, -1)


def _overprint(rng: np.random.Generator, image: np.ndarray, spans: list[tuple[int, int]], top: int, size: int) -> None:
    """A word or a mark that begins or ends over the last or the first digits, which can still be told."""
    mask = text_mask(rng, _word(rng), size * rng.uniform(0.3, 0.9))
    if _chance(rng, 0.75):
        x = spans[-int(rng.integers(1, min(4, len(spans)) + 1))][0] + int(rng.uniform(0, size))
    else:
        x = spans[0][0] + int(rng.uniform(0, 1.2) * size) - mask.shape[1]
    printed = np.zeros_like(image)
    paste(printed, mask, x, top + int(size * rng.uniform(-0.3, 0.8)))
    image += (rng.uniform(0, 255) - image) * printed * np.float32(rng.uniform(0.35, 0.9))


def optics(rng: np.random.Generator, image: np.ndarray, digit: float) -> np.ndarray:
    """Glare, defocus, motion, noise and compression of a capture whose digits are `digit` pixels tall."""
    height, width = image.shape
    if _chance(rng, 0.25):
        center, spread = rng.uniform(0, width), rng.uniform(0.4, 4) * height
        tilt = rng.uniform(-1, 1)
        x = np.arange(width, dtype=np.float32) + tilt * np.arange(height, dtype=np.float32)[:, None]
        glare = rng.uniform(0.1, 0.7) * np.exp(-0.5 * ((x - center) / spread) ** 2)
        image = image + (rng.uniform(230, 300) - image) * glare
    if _chance(rng, 0.6):
        image = cv2.GaussianBlur(image, (0, 0), digit * rng.uniform(0.005, 0.065) + 0.1)
    if _chance(rng, 0.2):
        length = max(2, round(digit * rng.uniform(0.06, 0.22)))
        kernel = np.zeros((length, length), np.float32)
        angle = rng.uniform(0, np.pi)
        reach = (length - 1) / 2 * np.array([np.cos(angle), np.sin(angle)])
        middle = (length - 1) / 2
        start, end = (tuple(int(round(v)) for v in middle + sign * reach) for sign in (-1, 1))
        cv2.line(kernel, start, end, 1.0, 1)
        image = cv2.filter2D(image, -1, kernel / kernel.sum())
    if _chance(rng, 0.5):  # exposure
        image = image * rng.uniform(0.45, 1.15) + rng.uniform(-15, 20)
    image = image + rng.standard_normal(image.shape).astype(np.float32) * rng.uniform(0, 6)
    if _chance(rng, 0.15):  # sharpening of the camera
        image = image + (image - cv2.GaussianBlur(image, (0, 0), 1.0)) * rng.uniform(0.3, 1.5)
    image = np.clip(image, 0, 255).astype(np.uint8)
    if _chance(rng, 0.45):
        quality = int(rng.integers(30, 95))
        image = cv2.imdecode(cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_GRAYSCALE)
    return image


def capture(rng: np.random.Generator, image: np.ndarray, size: int, columns: int = WIDTH) -> np.ndarray:
    """Sees the card from slightly aside at some distance, cuts the strip out and resamples it to 32 x `columns`."""
    height, width = image.shape
    digit = float(np.exp(rng.uniform(np.log(9), np.log(44))))
    if digit < 13 and _chance(rng, 0.4):
        digit *= 1.5
    scale = digit / size
    w, h = max(40, round(width * scale)), max(10, round(height * scale))
    tilt, skew = rng.normal(0, 0.05) * size, rng.normal(0, 0.02) * size
    x = rng.normal(0, 0.06, 4) * size
    source = np.float32([[x[0], tilt + skew], [width + x[1], -tilt - skew], [width + x[2], height - tilt + skew],
                         [x[3], height + tilt - skew]])
    target = np.float32([[0, 0], [w, 0], [w, h], [0, h]])
    if scale < 0.7:
        image = cv2.GaussianBlur(image, (0, 0), 0.42 / scale)
    seen = cv2.warpPerspective(image, cv2.getPerspectiveTransform(source, target), (w, h), flags=cv2.INTER_LINEAR,
                               borderMode=cv2.BORDER_REPLICATE)
    seen = optics(rng, seen, digit)
    shrinks = seen.shape[0] > HEIGHT * 1.2
    return cv2.resize(seen, (columns, HEIGHT), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)


def make_visible(rng: np.random.Generator, image: np.ndarray, pressed: np.ndarray, embossed: bool,
                  size: int) -> np.ndarray:
    image = np.clip(image, 0, 255)[:, :, None].astype(np.float32)
    shown = relief.emboss(rng, image, pressed, size) if embossed else relief.flat_print(rng, image, pressed)
    return shown[:, :, 0]


def _empty(rng: np.random.Generator) -> np.ndarray:
    """A strip without digits: art, a blank card, names and words, chip edges, letters of a logo."""
    size = int(rng.integers(28, 38))
    height, width = int(size * rng.uniform(1.3, 2)), int(size * rng.uniform(12, 18))
    image = background(rng, height, width)
    choice = rng.random()
    pressed = np.zeros((height, width), np.float32)
    if choice < 0.45:
        text = " ".join(_word(rng) for _ in range(rng.integers(1, 4))).upper()
        mask = text_mask(rng, text, size * rng.uniform(0.5, 1.0))
        y = int(rng.integers(0, max(1, height - mask.shape[0] + 1)))
        paste(pressed, mask, int(rng.integers(0, width // 2)), y)
    elif choice < 0.6:
        for _ in range(3):
            _chip_edge(rng, image, size)
    if pressed.any():
        image = make_visible(rng, image, pressed, _chance(rng, 0.6), size)
    return capture(rng, image, size)


def sample(rng: np.random.Generator) -> tuple[np.ndarray, str]:
    """One strip, uint8 32 x 320, and the digits on it (none in some strips)."""
    if _chance(rng, NEGATIVES):
        return _empty(rng), ""
    groups = _groups(rng)
    embossed = _chance(rng, 0.72)
    size = int(rng.integers(28, 38))
    mask, spans = faces.line_mask(rng, groups, size, embossed=embossed)
    if _chance(rng, 0.04 if embossed else 0.15):
        mask = slanted(rng, mask)
    above, below = (round(size * rng.uniform(0.1, 0.6)) for _ in range(2))
    before, after = (round(size * rng.uniform(0.1, 0.8)) for _ in range(2))
    height = size + above + below
    borders = (0, 0)
    if sum(map(len, groups)) < 13:  # a piece of a line, somewhere in a strip of usual proportions
        free = max(0, int(height * rng.uniform(6, 12)) - mask.shape[1] - before - after)
        left_share = int(free * rng.random())
        if _chance(rng, 0.4):  # cut closely, then continued by its own border
            borders = (left_share, free - left_share)
            above, below = (round(size * rng.uniform(0.04, 0.35)) for _ in range(2))
            before, after = (round(size * rng.uniform(-0.02, 0.4)) for _ in range(2))
            height = size + above + below
        else:
            before += left_share
            after += free - left_share
    width = mask.shape[1] + before + after
    image = background(rng, height, width)
    pressed = np.zeros((height, width), np.float32)
    band = (before, above, before + mask.shape[1], above + size)
    image = neighbours(rng, image, pressed, band, size)
    spans = [(left + before, right + before) for left, right in spans]
    if _chance(rng, 0.15):
        _symbols(rng, image, spans, above, size)
    if _chance(rng, 0.1):
        _stripes(rng, image, spans, above, size)
    is_overprinted = _chance(rng, 0.08)
    if is_overprinted and _chance(rng, 0.5):
        _overprint(rng, image, spans, above, size)
    if not embossed and pressed.any():
        image = make_visible(rng, image, pressed, True, size)
        pressed[:] = 0
    paste(pressed, mask, before, above)
    image = make_visible(rng, image, pressed, embossed, size)
    if is_overprinted and not embossed:
        _overprint(rng, image, spans, above, size)
    if any(borders):
        image = cv2.copyMakeBorder(image, 0, 0, *borders, cv2.BORDER_REPLICATE)
    return capture(rng, image, size), "".join(groups)
