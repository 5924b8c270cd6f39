"""Puts a card before a camera: pose, surroundings, fingers, light, lens, sensor and compression.

Images here are float32 height x width x channels, 0..255; the training frames are luma only (one channel).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

import art
from art import Rng, chance
from card import Card
from looks import random_place

FRAME_WIDTH, FRAME_HEIGHT = 320, 240
QUADS = "card", "line", "expiry", "start", "holder", "first_row", "last_row"
SUPERSAMPLING = 1.5
BEND_REACH = 8.0
SKIN = ((120, 150, 205), (95, 125, 190), (70, 100, 160), (150, 175, 225), (45, 65, 110))


@dataclass
class Frame:
    """A camera frame in luma, in the order of QUADS what it shows (TL, TR, BR, BL in reading order, frame pixels:
    7 x 4 x 2, nan where absent), and which pixels fingers hide, 0 or 1."""

    luma: np.ndarray
    quads: np.ndarray
    hidden: np.ndarray


def project(homography: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Maps n x 2 points."""
    return cv2.perspectiveTransform(np.asarray(points, np.float64).reshape(1, -1, 2), homography)[0]


def area(quad: np.ndarray) -> float:
    """Area of a quad in square pixels."""
    return float(cv2.contourArea(np.asarray(quad, np.float32)))


def visible_share(quad: np.ndarray, width: int, height: int) -> float:
    """The share of a quad that lies inside the frame."""
    frame = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    return cv2.intersectConvexConvex(np.asarray(quad, np.float32), frame)[0] / max(area(quad), 1e-6)


def pinhole(
    card_size: tuple[int, int], focal: float, distance: float, roll: float, tilt: float, tilt_axis: float,
    center: tuple[float, float],
) -> np.ndarray:
    """The homography from card pixels to frame pixels.

    Angles in radians: the card is rolled, then tilted about an axis in its plane; its middle lands on `center`.
    """
    def about_z(angle: float) -> np.ndarray:
        c, s = math.cos(angle), math.sin(angle)
        return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1.0]])

    c, s = math.cos(tilt), math.sin(tilt)
    about_x = np.array([[1, 0, 0], [0, c, -s], [0, s, c]])
    rotation = about_z(tilt_axis) @ about_x @ about_z(roll - tilt_axis)
    plane = np.column_stack([rotation[:, 0], rotation[:, 1], [0, 0, distance]])
    to_middle = np.array([[1, 0, -card_size[0] / 2], [0, 1, -card_size[1] / 2], [0, 0, 1]])
    return np.array([[focal, 0, center[0]], [0, focal, center[1]], [0, 0, 1]]) @ plane @ to_middle


def random_pose(rng: Rng, card: Card, width: int, height: int) -> np.ndarray | None:
    """A random pose that shows most of the card, or None when luck ran out."""
    card_height, card_width = card.alpha.shape
    for _ in range(40):
        focal, kind = rng.uniform(0.85, 1.7) * width, rng.random()
        if kind < 0.42:
            roll = rng.normal(0, 12)
        elif kind < 0.66:
            roll = rng.uniform(-60, 60)
        elif kind < 0.82:
            roll = rng.uniform(-180, 180)
        else:
            roll = rng.choice([90, 180, 180, 270]) + rng.normal(0, 12)
        tilt = abs(rng.normal(0, 22)) if chance(rng, 0.6) else rng.uniform(0, 60)
        axis = rng.uniform(0, 360) if chance(rng, 0.6) else 180 * rng.integers(2) + rng.normal(0, 20)
        if chance(rng, 0.13):
            size, overhang = rng.uniform(0.95, 1.4), 0.25
        else:
            size = rng.uniform(0.4, 1.06) if chance(rng, 0.8) else rng.uniform(0.25, 0.4)
            overhang = 0.3 if chance(rng, 0.15) else 0.0
        distance = focal * max(card.alpha.shape) / (size * width)
        pose = pinhole((card_width, card_height), focal, distance, *np.radians([roll, min(tilt, 62), axis]), (0, 0))
        depths = pose[2] @ np.column_stack([card.corners, np.ones(4)]).T
        if depths.min() < 0.2 * distance:
            continue
        quad = project(pose, card.corners)
        low, extent = quad.min(0), np.ptp(quad, axis=0)
        room = np.array([width, height]) - extent
        if (room < -2 * overhang * extent).any() and not chance(rng, 0.25):
            continue
        start = np.minimum(0, room) - overhang * extent
        offset = start + rng.uniform(0.1, 0.9, 2) * (np.abs(room) + 2 * overhang * extent) - low
        quad += offset
        if area(quad) > width * height / 14 and visible_share(quad, width, height) > 0.55:
            return np.array([[1, 0, offset[0]], [0, 1, offset[1]], [0, 0, 1]]) @ pose
    return None


def _inside(quad: np.ndarray, point: np.ndarray) -> float:
    """Signed distance from a point to the border of a quad, positive inside."""
    return cv2.pointPolygonTest(np.asarray(quad, np.float32), (float(point[0]), float(point[1])), True)


def draw_finger(
    image: np.ndarray, tip: np.ndarray, angle: float, length: float, radius: float, skin: np.ndarray,
    shadow: float = 0.3, bend: float = 0.0,
) -> None:
    """Draws a finger shaded like a cylinder: tip at a point, reaching out in the direction of `angle`."""
    ends = np.array([tip, np.add(tip, length * np.array([math.cos(angle), math.sin(angle)]))])
    margin = radius * (2.5 + abs(bend) * BEND_REACH**2)
    left, top = np.maximum(0, ends.min(0) - margin).astype(int)
    right, bottom = np.minimum(image.shape[1::-1], ends.max(0) + margin).astype(int)
    if right - left < 4 or bottom - top < 4:
        return
    image = image[top:bottom, left:right]
    height, width = image.shape[:2]
    y, x = np.mgrid[0:height:2, 0:width:2].astype(np.float32)
    x, y = (x + (left - tip[0])) / radius, (y + (top - tip[1])) / radius
    along, across = x * math.cos(angle) + y * math.sin(angle), y * math.cos(angle) - x * math.sin(angle)
    across += bend * np.minimum(along, BEND_REACH) ** 2
    nearest = np.clip(along, 0, length / radius)
    offset = np.hypot(along - nearest, across) / (1 + 0.03 * np.minimum(nearest, 10))
    cover = np.clip((1 - offset) * radius / 2, 0, 1)
    shade = cv2.GaussianBlur(cover, (0, 0), max(1.0, radius / 6))
    light = np.clip(1.08 - 0.55 * offset * offset, 0.2, 1.2)
    nail = np.exp(-(((along - 0.2) / 0.45) ** 4) - (across / 0.5) ** 4) * 0.14
    cover, shade, light = (
        cv2.resize(layer, (width, height))[:, :, None] for layer in (cover, shade, light + nail)
    )
    image *= 1 - shade * (1 - cover) * np.float32(shadow)
    image += cover * (np.asarray(skin, np.float32) * light - image)


def _skin(rng: Rng, channels: int) -> np.ndarray:
    color = np.array(SKIN[rng.integers(len(SKIN))]) * rng.uniform(0.7, 1.15)
    return color if channels == 3 else luma(color[None, None].astype(np.float32)).ravel()


def _hold(
    rng: Rng, image: np.ndarray, hidden: np.ndarray, quad: np.ndarray, line: np.ndarray | None, mm: float
) -> None:
    """Fingers that hold the card by its edges and corners, and what they hide; most leave the digits free."""
    middle = quad.mean(0)
    skin = _skin(rng, image.shape[2])
    for _ in range(rng.integers(1, 5)):
        side, radius = rng.integers(4), mm * rng.uniform(5.5, 9.5)
        along = rng.uniform(-0.05, 0.1) if chance(rng, 0.3) else rng.random()
        edge = quad[side] + (quad[(side + 1) % 4] - quad[side]) * along
        outward = edge - middle
        outward /= np.linalg.norm(outward) + 1e-6
        tip = edge - outward * radius * rng.uniform(-0.6, 2.0)
        if line is not None and _inside(line, tip) > -1.05 * radius and not chance(rng, 0.15):
            continue
        angle = math.atan2(outward[1], outward[0]) + rng.uniform(-0.5, 0.5)
        shadow, bend = rng.uniform(0, 0.5), rng.uniform(-0.02, 0.02)
        draw_finger(image, tip, angle, 900, radius, skin, shadow, bend)
        draw_finger(hidden, tip, angle, 900, radius, np.float32([9]), 0, bend)


def luma(image: np.ndarray) -> np.ndarray:
    """Luma of a colour image, height x width x 1."""
    return cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)[:, :, None]


def band(rng: Rng, height: int, width: int) -> np.ndarray:
    """A soft bright band across a card, like a lamp's reflection, 0..1."""
    glare = np.zeros((height, width), np.float32)
    start = int(rng.integers(-width // 8, width)), int(rng.integers(-height // 3, height))
    end = int(rng.integers(0, width + width // 8)), int(rng.integers(0, height + height // 3))
    cv2.line(glare, start, end, 1.0, int(rng.uniform(0.03, 0.4) * height))
    return cv2.GaussianBlur(glare, (0, 0), rng.uniform(0.01, 0.08) * height)[:, :, None]


def _line_glare(rng: Rng, card: Card) -> np.ndarray:
    """A lamp's reflection across a part of the number, 0..1."""
    height, width = card.alpha.shape
    glare = np.zeros((height, width), np.float32)
    left, right = card.line[0, 0], card.line[1, 0]
    x, lean = rng.uniform(left, right), rng.normal(0, 0.5) * height
    start, end = (int(x - lean), 0), (int(x + lean), height)
    cv2.line(glare, start, end, 1.0, int(rng.uniform(0.04, 0.25) * height))
    return cv2.GaussianBlur(glare, (0, 0), rng.uniform(0.02, 0.08) * height)[:, :, None]


def _lay_card(rng: Rng, ground: np.ndarray, card: Card, pose: np.ndarray) -> np.ndarray:
    """The ground with the card on it: its shadow, its own light and its reflections."""
    height, width = ground.shape[:2]
    quad = project(pose, card.corners)
    scale = math.sqrt(max(1.0, area(quad)) / card.alpha.size)
    face = luma(card.image)
    if chance(rng, 0.35):
        face += band(rng, *card.alpha.shape) * rng.uniform(30, 220)
    if card.line is not None and chance(rng, 0.12):
        face += _line_glare(rng, card) * rng.uniform(40, 200)
    if scale < 0.8:
        face = cv2.GaussianBlur(face, (0, 0), 0.45 / scale)
    face = cv2.warpPerspective(face, pose, (width, height), borderMode=cv2.BORDER_REPLICATE)[:, :, None]
    cover = cv2.warpPerspective(card.alpha, pose, (width, height))[:, :, None]
    if chance(rng, 0.7):
        shift = np.float32([[1, 0, rng.uniform(-9, 9)], [0, 1, rng.uniform(-4, 12)]])
        shadow = cv2.GaussianBlur(cv2.warpAffine(cover, shift, (width, height)), (0, 0), rng.uniform(2, 12))
        ground = ground * (1 - shadow[:, :, None] * rng.uniform(0.1, 0.6))
    if chance(rng, 0.3):
        face = face * rng.uniform(0.6, 1.25) + rng.uniform(-20, 30)
    if chance(rng, 0.2):
        face = face * 0.75 + luma(art.photograph(rng, height, width)) * rng.uniform(0.1, 0.3)
    return (ground * (1 - cover) + face * cover).astype(np.float32)


def _light(rng: Rng, image: np.ndarray) -> np.ndarray:
    """Uneven light, cast shadows and lamps over the whole scene."""
    height, width = image.shape[:2]
    if chance(rng, 0.4):
        image = image * (1 + (art.ramp(rng, height, width) - 0.5) * rng.uniform(-0.9, 0.9))
    if chance(rng, 0.15):
        shadow = np.zeros((height, width), np.float32)
        corners = rng.uniform(-0.3, 1.3, (4, 2)) * (width, height)
        cv2.fillPoly(shadow, [corners.astype(np.int32)], 1.0)
        image = image * (1 - cv2.GaussianBlur(shadow, (0, 0), rng.uniform(1, 25))[:, :, None] * rng.uniform(0.2, 0.6))
    if chance(rng, 0.12):
        y, x = np.ogrid[0:height, 0:width]
        distance = np.hypot(x - rng.uniform(0, width), y - rng.uniform(0, height)) / rng.uniform(10, 110)
        image = image + rng.uniform(60, 240) * np.exp(-(distance**2) / 2)[:, :, None]
    return image.astype(np.float32)


def motion_blur(image: np.ndarray, length: float, angle: float) -> np.ndarray:
    """Smears an image along a line of `length` pixels."""
    size = max(3, int(math.ceil(length)) | 1)
    kernel, middle = np.zeros((size, size), np.float32), size // 2
    reach = np.array([math.cos(angle), math.sin(angle)]) * length / 2
    start, end = (np.round((middle + sign * reach) * 16).astype(int).tolist() for sign in (-1, 1))
    cv2.line(kernel, start, end, 1.0, 1, cv2.LINE_AA, 4)
    return cv2.filter2D(image, -1, kernel / kernel.sum()).reshape(image.shape)


def _lens(rng: Rng, image: np.ndarray) -> np.ndarray:
    kind = rng.random()
    if kind < 0.32:
        return cv2.GaussianBlur(image, (0, 0), rng.uniform(0.5, 3.0)).reshape(image.shape)
    if kind < 0.47:
        return motion_blur(image, rng.uniform(2, 16), rng.uniform(0, math.pi))
    return image


def _sensor(rng: Rng, image: np.ndarray) -> np.ndarray:
    """Exposure, contrast, sharpening, noise and JPEG; returns uint8."""
    if chance(rng, 0.4):
        image = 255 * (np.clip(image, 0, 255) / 255) ** rng.uniform(0.6, 1.6)
    if chance(rng, 0.3):
        image = (image - 128) * rng.uniform(0.5, 1.2) + 128 + rng.uniform(-30, 30)
    if chance(rng, 0.15):
        soft = cv2.GaussianBlur(image, (0, 0), 1.5).reshape(image.shape)
        image = image + (image - soft) * rng.uniform(0.3, 1)
    if chance(rng, 0.7):
        image = image + rng.standard_normal(image.shape, dtype=np.float32) * rng.uniform(0, 9)
    pixels = np.clip(image, 0, 255).astype(np.uint8)
    if chance(rng, 0.4):
        coded = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(40, 95))])[1]
        pixels = cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE)
    return pixels


def _letterboxed(rng: Rng, image: np.ndarray) -> np.ndarray:
    """Blackens the bars that a wide or a tall frame leaves in the locator's input."""
    height, width = image.shape[:2]
    bars = np.zeros_like(image)
    if chance(rng, 0.8):
        inset = height // 8
        bars[inset : height - inset] = image[inset : height - inset]
    else:
        inset = round(width * (1 - 9 / 16 * height / width) / 2)
        bars[:, inset : width - inset] = image[:, inset : width - inset]
    return bars


def _second_look(rng: Rng, card: Card, width: int, height: int) -> np.ndarray:
    """A card as a second look at a sharp frame shows it: seen nearly straight on, filling the view."""
    place = random_place(rng, card.portrait) * (width / FRAME_WIDTH, height / FRAME_HEIGHT)
    return cv2.getPerspectiveTransform(card.corners, np.float32(place))


def _scan(rng: Rng, card: Card, width: int, height: int) -> np.ndarray:
    """A card cut out or scanned: level, from edge to edge of the picture."""
    card_height, card_width = card.alpha.shape
    scale = min(width / card_width, height / card_height) * rng.uniform(0.94, 1.03)
    x, y = (width - scale * card_width) / 2, (height - scale * card_height) / 2
    pose = np.array([[scale, 0, x], [0, scale, y], [0, 0, 1]])
    if chance(rng, 0.25):
        pose = np.array([[-1, 0, width], [0, -1, height], [0, 0, 1]]) @ pose
    return pose


def _loose_sheet(rng: Rng, ground: np.ndarray) -> None:
    """Something flat that is no card: a printed sheet, a receipt, a telephone's screen."""
    height, width = ground.shape[:2]
    draw = (art.printed_page, art.printed_page, art.screen, art.keyboard)[rng.integers(4)]
    long = rng.uniform(0.3, 0.9) * width
    size = int(long), int(long * rng.uniform(0.3, 0.8))
    sheet = luma(np.clip(draw(rng, size[1], size[0]), 0, 255))
    pose = pinhole(size, 1.2 * width, 1.2 * width, rng.uniform(-3.1, 3.1), rng.uniform(0, 0.7), rng.uniform(0, 6),
                   (rng.uniform(0.2, 0.8) * width, rng.uniform(0.2, 0.8) * height))
    face = cv2.warpPerspective(sheet, pose, (width, height), borderMode=cv2.BORDER_REPLICATE)[:, :, None]
    cover = cv2.warpPerspective(np.ones(size[::-1], np.float32), pose, (width, height))[:, :, None]
    ground += cover * (face - ground)


def _matched(ground: np.ndarray, card: Card) -> np.ndarray:
    """The ground in the tone of the card's border, which then hardly shows."""
    border = luma(card.image)[card.alpha > 0.5][:400].mean()
    return (ground - ground.mean()) * 0.3 + border


def random_frame(rng: Rng, card: Card | None, scale: int = 1, hands: float = 0.33, letterboxes: float = 0.15) -> Frame:
    """One frame of a card, or of no card, as a camera would deliver it, `scale` times the size of the locator's input.

    At scale 1 a part of the frames are second looks. `hands` and `letterboxes` are shares: of cards held by fingers that
    may hide some of them, and of frames with black bars.
    """
    width, height = round(FRAME_WIDTH * SUPERSAMPLING * scale), round(FRAME_HEIGHT * SUPERSAMPLING * scale)
    ground = luma(np.ascontiguousarray(art.background(rng, height, width), np.float32))
    hidden = np.zeros((height, width, 1), np.float32)
    quads = np.full((len(QUADS), 4, 2), np.nan, np.float32)
    pose, kind, again = None, rng.random(), False
    if card is not None:
        if kind < 0.05:
            pose = _scan(rng, card, width, height)
            ground = art.plain(height, width, rng.choice([0, 0, 255, rng.uniform(0, 255)], 1))
        elif kind < 0.38 and scale == 1:
            pose, again = _second_look(rng, card, width, height), True
        else:
            pose = random_pose(rng, card, width, height)
    if pose is None or chance(rng, 0.06):
        for _ in range(rng.integers(0, 3)):
            _loose_sheet(rng, ground)
    if pose is not None:
        if chance(rng, 0.08):
            ground = _matched(ground, card)
        if chance(rng, 0.25):
            ground = cv2.GaussianBlur(ground, (0, 0), rng.uniform(1, 8))[:, :, None]
        ground = _lay_card(rng, ground, card, pose)
        rows = card.rows
        shown = card.corners, card.line, rows.expiry, rows.start, rows.holder, *(card.block or (None, None))
        for index, quad in enumerate(shown):
            if quad is not None:
                quads[index] = project(pose, quad)
        if chance(rng, hands):
            mm = math.sqrt(area(quads[0]) / (85.6 * 54))
            _hold(rng, ground, hidden, quads[0], None if card.line is None else quads[1], mm)
    elif chance(rng, 0.4):
        for _ in range(rng.integers(1, 4)):
            tip = rng.uniform(0, 1, 2) * (width, height)
            draw_finger(ground, tip, rng.uniform(0, 6.3), 900, rng.uniform(15, 60), _skin(rng, 1))
    image = _lens(rng, _light(rng, ground))
    size = FRAME_WIDTH * scale, FRAME_HEIGHT * scale
    pixels = _sensor(rng, cv2.resize(image, size, interpolation=cv2.INTER_AREA)[:, :, None])
    if chance(rng, letterboxes) and not again:
        pixels = _letterboxed(rng, pixels)
    hidden = cv2.resize(np.uint8(hidden[:, :, 0] > 1), size, interpolation=cv2.INTER_NEAREST)
    return Frame(pixels.reshape(size[::-1]), quads / SUPERSAMPLING, hidden)
