"""Pictures for the warnings: cards, copies and screens that show cards, and what is no card, before a camera.

Every picture comes with what is true of it. Whatever lies between yes and no is unknown, and neither learned from nor
measured by. How prints and screens look is given from outside, so that the measuring can bring its own.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from types import SimpleNamespace

import cv2
import numpy as np

import art
import copies
import screens
from art import Rng, chance
from canvas import rounded_box
from card import Card
from scene import SKIN, band, draw_finger, luma, motion_blur, project, random_pose

LABELS = "border", "glare", "copy", "reshoot", "screenshot", "other"
UNKNOWN = math.nan
KINDS = ("original", 0.42), ("copy", 0.18), ("reshoot", 0.18), ("screenshot", 0.1), ("other", 0.12)
SIZES = ((1280, 720), 0.42), ((800, 600), 0.3), ((640, 480), 0.13), ((1600, 1200), 0.04), ((810, 1080), 0.11)
PRINT_SCALE = 2
# Share of the card that must be blown out, and of its edge that must be hidden, for a yes; and at most for a no.
GLARE_YES, GLARE_NO = 0.015, 0.002
HIDDEN_YES, HIDDEN_NO = 0.03, 0.003
# The same for how far a corner lies outside the picture, in widths of the card.
OUTSIDE_YES, OUTSIDE_NO = 0.03, 0.008
# A print shows as one by its dots, in luma as the camera delivers it, or by a sheet that is seen around it, in areas of
# the card, and that ends within the picture: one that fills it might be a desk.
DOTS_YES, SHEET_YES, SHEET_MOST = 2.0, 0.05, 0.95


@dataclass(frozen=True)
class Moment:
    """One frame of several that show the same thing, drawn from the same seed: how the picture moved since the first, from
    pixels to pixels, and the seed of the sensor's noise."""

    drift: np.ndarray
    noise: int


@dataclass(frozen=True)
class Makers:
    """What draws prints, screens and surroundings; and which frame is drawn, where there are several."""

    printed: Callable = copies.printed
    photographed: Callable = screens.photographed
    background: Callable = art.background
    moment: Moment | None = None


@dataclass
class Capture:
    """A picture in luma, the corners of the card in it (nan where there is none), and what is true of it."""

    kind: str
    luma: np.ndarray
    quad: np.ndarray
    labels: dict[str, float]


def pick(rng: Rng, shares: tuple):
    """One of several, each of which has its share in second place."""
    weights = np.array([share for _, share in shares])
    return shares[rng.choice(len(shares), p=weights / weights.sum())][0]


def between(value: float, no: float, yes: float) -> float:
    """1, 0 or unknown."""
    return 1.0 if value >= yes else 0.0 if value <= no else UNKNOWN


class Shot:
    """One picture in the making."""

    def __init__(self, rng: Rng, kind: str, card: Card, makers: Makers) -> None:
        self.rng, self.kind, self.card, self.makers = rng, kind, card, makers
        self.width, self.height = pick(rng, SIZES)
        ground = makers.background(rng, self.height // 2, self.width // 2)
        ground = luma(np.ascontiguousarray(ground, np.float32))
        self.image = cv2.resize(ground, (self.width, self.height), interpolation=cv2.INTER_LINEAR)
        self.pose = self._pose(card)
        if makers.moment:
            self.pose = makers.moment.drift @ self.pose
        self.quad = project(self.pose, card.corners)
        self.labels = dict.fromkeys(LABELS, 0.0)

    def _pose(self, card) -> np.ndarray:
        rng = self.rng
        if chance(rng, 0.05):
            return self._filling(card)
        for _ in range(6):
            pose = random_pose(rng, card, self.width, self.height)
            if pose is not None:
                return pose
        return self._filling(card)

    def _filling(self, card) -> np.ndarray:
        """Level, from edge to edge of the picture."""
        height, width = card.alpha.shape
        scale = min(self.width / width, self.height / height) * self.rng.uniform(0.9, 0.995)
        x, y = (self.width - scale * width) / 2, (self.height - scale * height) / 2
        return np.array([[scale, 0, x], [0, scale, y], [0, 0, 1.0]])

    def lay(self, face: np.ndarray, cover: np.ndarray, pose: np.ndarray) -> None:
        """Puts a flat thing into the picture."""
        height, width = cover.shape
        corners = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
        quad = project(pose, corners)
        scale = math.sqrt(max(1.0, cv2.contourArea(np.float32(quad))) / cover.size)
        if scale < 0.8:
            face = cv2.GaussianBlur(face, (0, 0), 0.4 / scale)
        laid = cv2.warpPerspective(face, pose, (self.width, self.height), borderMode=cv2.BORDER_REPLICATE)
        alpha = cv2.warpPerspective(cover, pose, (self.width, self.height))
        self.image += alpha * (laid - self.image)

    def shadow(self, quad: np.ndarray) -> None:
        """What the thing throws on its ground."""
        rng, size = self.rng, (self.width // 8, self.height // 8)
        soft = np.zeros(size[::-1], np.float32)
        shift = rng.uniform((-9, -4), (9, 12))
        cv2.fillConvexPoly(soft, np.int32(np.round((quad + shift) / 8)), 1.0)
        soft = cv2.resize(cv2.GaussianBlur(soft, (0, 0), rng.uniform(0.4, 2)), (self.width, self.height))
        self.image *= 1 - soft * np.float32(rng.uniform(0.1, 0.6))

    def glare(self, face: np.ndarray, gain: float) -> np.ndarray:
        """A face with a reflection on it; tells in the labels whether it eats into the card."""
        rng = self.rng
        height, width = face.shape
        kind = rng.random()
        if kind < 0.4:
            light = band(rng, height, width)[:, :, 0]
        elif kind < 0.75:
            y, x = np.ogrid[0:height, 0:width]
            far = np.hypot((x - rng.uniform(0, width)) / rng.uniform(0.5, 2), y - rng.uniform(0, height))
            light = np.clip(1.6 * np.exp(-((far / (rng.uniform(0.05, 0.35) * height)) ** 2) / 2), 0, 1)
        else:
            light = np.zeros((height, width), np.float32)
            middle = rng.uniform(0.1, 0.9, 2) * (width, height)
            box = cv2.boxPoints((middle.tolist(), (rng.uniform(0.1, 0.6, 2) * width).tolist(), rng.uniform(0, 180)))
            cv2.fillConvexPoly(light, box.astype(np.int32), 1.0)
            light = cv2.GaussianBlur(light, (0, 0), rng.uniform(0.005, 0.06) * height)
        lit = face + light.astype(np.float32) * np.float32(rng.uniform(40, 340))
        blown = float(((lit * gain >= 252) & (face * gain < 225)).mean())
        self.labels["glare"] = between(blown, GLARE_NO, GLARE_YES)
        return lit

    def hold(self) -> None:
        """Fingers on the edge of the card; tells in the labels whether they hide some of it."""
        rng = self.rng
        skin = luma(np.float32([[SKIN[rng.integers(len(SKIN))]]]))[0, 0, 0] * rng.uniform(0.7, 1.15)
        mm = math.sqrt(cv2.contourArea(np.float32(self.quad)) / (85.6 * 54))
        hidden = np.zeros((self.height, self.width), np.float32)
        middle = self.quad.mean(0)
        for _ in range(rng.choice([1, 1, 2, 3, 4])):
            side, radius = rng.integers(4), mm * rng.uniform(5, 9.5)
            edge = self.quad[side] + (self.quad[(side + 1) % 4] - self.quad[side]) * rng.uniform(-0.05, 1.05)
            outward = (edge - middle) / (np.linalg.norm(edge - middle) + 1e-6)
            tip = edge - outward * radius * rng.uniform(-1.3, 1.2)
            angle = math.atan2(outward[1], outward[0]) + rng.uniform(-0.5, 0.5)
            shape = tip, angle, 14 * radius, radius
            bend = rng.uniform(-0.02, 0.02)
            draw_finger(self.image[:, :, None], *shape, np.float32([skin]), rng.uniform(0, 0.5), bend)
            draw_finger(hidden[:, :, None], *shape, np.float32([9.0]), 0.0, bend)
        points = self._edge_points()
        inside = (points >= 0).all(1) & (points[:, 0] < self.width) & (points[:, 1] < self.height)
        at = points[inside].astype(int)
        share = float((hidden[at[:, 1], at[:, 0]] > 1).sum() / len(points))
        self.labels["border"] = between(share, HIDDEN_NO, HIDDEN_YES)

    def _edge_points(self) -> np.ndarray:
        """Points just within the card's edge, all around."""
        middle = self.quad.mean(0)
        along = np.linspace(0, 1, 80, endpoint=False)[:, None]
        sides = [a + (b - a) * along for a, b in zip(self.quad, np.roll(self.quad, -1, 0))]
        return middle + (np.concatenate(sides) - middle) * 0.985

    def cut_off(self) -> None:
        """Tells in the labels whether the card reaches beyond the picture."""
        over = np.maximum(-self.quad, self.quad - (self.width, self.height)).max()
        sides = np.linalg.norm(self.quad - np.roll(self.quad, -1, 0), axis=1)
        outside = between(float(over / sides.max()), OUTSIDE_NO, OUTSIDE_YES)
        known = self.labels["border"]
        self.labels["border"] = 1.0 if 1.0 in (known, outside) else UNKNOWN if UNKNOWN in (known, outside) \
            or math.isnan(known) or math.isnan(outside) else 0.0

    def develop(self) -> Capture:
        """Lens, sensor and compression."""
        rng, image = self.rng, self.image
        kind = rng.random()
        if kind < 0.75:
            sigma = rng.uniform(0.3, 0.9) if chance(rng, 0.75) else rng.uniform(0.9, 2.2)
            image = cv2.GaussianBlur(image, (0, 0), sigma)
        elif kind < 0.85:
            image = motion_blur(image, rng.uniform(2, 9), rng.uniform(0, math.pi)).reshape(image.shape)
        if chance(rng, 0.3):
            soft = cv2.GaussianBlur(image, (0, 0), 1.2)
            image = image + (image - soft) * np.float32(rng.uniform(0.2, 1.2))
        noise = rng.uniform(0, 5) if chance(rng, 0.8) else rng.uniform(4, 9)
        sensor = np.random.default_rng(self.makers.moment.noise) if self.makers.moment else rng
        grain = sensor.standard_normal(image.shape, dtype=np.float32)
        if chance(rng, 0.4):
            grain = cv2.GaussianBlur(grain, (0, 0), 0.7) * 2
        image = image + grain * np.float32(noise)
        curve = np.clip(255 * (np.arange(256) / 255) ** rng.uniform(0.85, 1.2), 0, 255).astype(np.uint8)
        return self.finished(cv2.LUT(np.clip(image, 0, 255).astype(np.uint8), curve))

    def finished(self, pixels: np.ndarray) -> Capture:
        """The capture as it is."""
        return Capture(self.kind, pixels, self.quad.astype(np.float32), self.labels)


def original(rng: Rng, card: Card, makers: Makers) -> Capture:
    """The card itself."""
    shot = Shot(rng, "original", card, makers)
    gain = rng.uniform(0.6, 1.2)
    face = luma(card.image)[:, :, 0]
    if chance(rng, 0.35):
        face = shot.glare(face, gain)
    if chance(rng, 0.3):
        face = face + luma(art.photograph(rng, *face.shape)).reshape(face.shape) * np.float32(rng.uniform(0.02, 0.15))
    if chance(rng, 0.5):
        face = face * copies.folds(rng, *face.shape)
    if chance(rng, 0.6):
        shot.shadow(shot.quad)
    shot.lay(face * np.float32(gain), card.alpha, shot.pose)
    if chance(rng, 0.4):
        shot.hold()
    shot.cut_off()
    return shot.develop()


def copy(rng: Rng, card: Card, makers: Makers) -> Capture:
    """A print of the card: cut out, or in the middle of its sheet.

    One whose sheet is not seen, and that is so far away or so blurred that no dots are left, looks like a card: that is
    unknown.
    """
    shot = Shot(rng, "copy", card, makers)
    paper, gain = rng.uniform(0.75, 0.97), rng.uniform(170, 275)
    height, width = card.alpha.shape
    mm = max(height, width) / 85.6
    face = luma(card.image)[:, :, 0] / 255
    on_sheet = chance(rng, 0.65)
    if on_sheet and chance(rng, 0.5):
        face = face + (1 - card.alpha) * (1 - face)
        rim = cv2.GaussianBlur(cv2.morphologyEx(card.alpha, cv2.MORPH_GRADIENT, np.ones((3, 3))), (0, 0),
                               rng.uniform(0.1, 0.5) * mm)
        face = np.clip(face - rim * np.float32(rng.uniform(0, 1)), 0, 1)
    large = cv2.resize(face, (width * PRINT_SCALE, height * PRINT_SCALE), interpolation=cv2.INTER_CUBIC)
    prints = makers.printed(rng, np.clip(large, 0, 1), mm * PRINT_SCALE, paper)
    cover = cv2.resize(card.alpha, large.shape[::-1]) if chance(rng, 0.6) else np.ones_like(large)
    if on_sheet:
        margin = rng.uniform(5, 110, 4) * mm
        area = np.float32([[-margin[0], -margin[1]], [width + margin[2], -margin[1]],
                           [width + margin[2], height + margin[3]], [-margin[0], height + margin[3]]])
        _blank_sheet(shot, area, paper * gain, rng)
    elif chance(rng, 0.6):
        shot.shadow(shot.quad)
    light = copies.folds(rng, *large.shape) * np.float32(gain)
    dotted, even = shot, deepcopy(shot)
    for one, sheet in zip((dotted, even), prints):
        one.lay(sheet * light, cover, one.pose @ np.diag([1 / PRINT_SCALE, 1 / PRINT_SCALE, 1.0]))
        if chance(one.rng, 0.25):
            one.hold()
        one.cut_off()
    made = dotted.develop()
    shows = _dots(made, even.develop()) >= DOTS_YES
    if on_sheet:
        sheet_share, card_share = _share(shot, area), _share(shot, card.corners)
        shows |= sheet_share >= card_share * (1 + SHEET_YES) and sheet_share <= SHEET_MOST
    made.labels["copy"] = 1.0 if shows else UNKNOWN
    return made


def _share(shot: Shot, area: np.ndarray) -> float:
    """The share of the picture that a part of the card's plane takes."""
    inside = np.zeros((shot.height // 4, shot.width // 4), np.uint8)
    cv2.fillPoly(inside, [np.round(project(shot.pose, area) / 4).astype(np.int32)], 1)
    return float(inside.mean())


def _dots(dotted: Capture, even: Capture) -> float:
    """How strongly the dots of a print show in a picture of it, in levels of luma, over the most of the card."""
    change = dotted.luma.astype(np.float32) - even.luma
    mm = math.sqrt(cv2.contourArea(dotted.quad) / (85.6 * 54))
    change -= cv2.GaussianBlur(change, (0, 0), max(1.5, 0.5 * mm))  # other tones are no dots
    card = np.zeros(change.shape, np.uint8)
    cv2.fillPoly(card, [np.round(dotted.quad).astype(np.int32)], 1)
    return float(np.median(np.abs(change[card == 1]))) if card.any() else 0.0


def _blank_sheet(shot: Shot, area: np.ndarray, brightness: float, rng: Rng) -> None:
    """Paper around the print, at times with other print on it."""
    size = shot.width // 2, shot.height // 2
    cover = np.zeros(size[::-1], np.float32)
    cv2.fillPoly(cover, [np.round(project(shot.pose, area) / 2).astype(np.int32)], 1.0)
    if chance(rng, 0.4):
        page = luma(np.clip(art.printed_page(rng, *size[::-1]), 0, 255))[:, :, 0]
        page = page / max(float(np.percentile(page, 90)), 1) * brightness
    else:
        page = np.full(size[::-1], brightness, np.float32)
    page = page * copies.folds(rng, *size[::-1])
    cover, page = (cv2.resize(part.astype(np.float32), (shot.width, shot.height)) for part in (cover, page))
    page = page + copies.fibres(rng, shot.height, shot.width, brightness)
    shot.image += cover * (page - shot.image)


def reshoot(rng: Rng, card: Card, makers: Makers) -> Capture:
    """A display that shows the card, or a photograph of it."""
    shot = Shot(rng, "reshoot", card, makers)
    height, width = card.alpha.shape
    zoom = rng.uniform(380, 1250) / max(height, width)
    margins = rng.uniform(0.0, 0.5, 4) * zoom * max(height, width) * (0.3 if chance(rng, 0.3) else 1)
    size = int(zoom * width + margins[0] + margins[2]), int(zoom * height + margins[1] + margins[3])
    to_display = np.array([[zoom, 0, margins[0]], [0, zoom, margins[1]], [0, 0, 1.0]])
    shown = _display_picture(rng, card, makers, to_display, size)
    placed = to_display
    if shown[1] is not None:
        placed = shown[1]
    to_frame = shot.pose @ np.linalg.inv(to_display)
    shot.quad = project(to_frame @ placed, card.corners)
    _bezel(shot, rng, to_frame, size)
    flat = luma(shown[0].astype(np.float32))[:, :, 0] * np.float32(rng.uniform(0.6, 1))
    shot.lay(flat, np.ones(size[::-1], np.float32), to_frame)
    low = np.clip(shot.quad.min(0) - 0.12 * np.ptp(shot.quad, 0), 0, (shot.width, shot.height)).astype(int)
    high = np.clip(shot.quad.max(0) + 0.12 * np.ptp(shot.quad, 0), 0, (shot.width, shot.height)).astype(int)
    seen = makers.photographed(rng, shown[0], to_frame, *low.tolist(), *(high - low).tolist())
    on_display = np.float32([[0, 0], [size[0], 0], size, [0, size[1]]])
    cover = np.zeros((shot.height, shot.width), np.float32)
    cv2.fillPoly(cover, [np.round(project(to_frame, on_display)).astype(np.int32)], 1.0)
    part = slice(low[1], high[1]), slice(low[0], high[0])
    shot.image[part] += cover[part] * (seen - shot.image[part])
    if chance(rng, 0.2):
        room = luma(art.photograph(rng, shot.height // 4, shot.width // 4))[:, :, 0]
        room = cv2.GaussianBlur(cv2.resize(room, (shot.width, shot.height)), (0, 0), 3)
        shot.image += cover * room * np.float32(rng.uniform(0.05, 0.3))
    if chance(rng, 0.12):
        shot.hold()
    shot.labels["glare"] = UNKNOWN
    shot.cut_off()
    shot.labels["reshoot"] = 1.0
    return shot.develop()


def _display_picture(rng: Rng, card: Card, makers: Makers, flat: np.ndarray, size: tuple[int, int]):
    """What the display shows, uint8, and where the card stands in it if that is not `flat`."""
    placed = None
    if chance(rng, 0.55):
        ground = makers.background(rng, size[1], size[0])
        corners = project(flat, card.corners)
        moved = corners + rng.normal(0, 0.025, (4, 2)) * np.ptp(corners, 0)
        placed = cv2.getPerspectiveTransform(card.corners, np.float32(moved))
    else:
        ground = art.plain(size[1], size[0], rng.choice([0.0, 255.0, rng.uniform(0, 255)]) * np.ones(3))
    to_display = flat if placed is None else placed
    face = cv2.warpPerspective(card.image, to_display, size, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE)
    cover = cv2.warpPerspective(card.alpha, to_display, size)[:, :, None]
    return np.clip(ground + cover * (face - ground), 0, 255).astype(np.uint8), placed


def _bezel(shot: Shot, rng: Rng, to_frame: np.ndarray, size: tuple[int, int]) -> None:
    """The dark frame around a display."""
    rim = rng.uniform(0.01, 0.12) * max(size)
    outer = np.float32([[-rim, -rim], [size[0] + rim, -rim], [size[0] + rim, size[1] + rim], [-rim, size[1] + rim]])
    bezel = np.zeros((shot.height, shot.width), np.float32)
    cv2.fillPoly(bezel, [np.round(project(to_frame, outer)).astype(np.int32)], 1.0)
    shot.image += bezel * (np.float32(rng.uniform(5, 60) if chance(rng, 0.85) else 220) - shot.image)


def screenshot(rng: Rng, card: Card, makers: Makers) -> Capture:
    """Card information as a digital picture: level, flat, without a camera's traces."""
    shot = Shot(rng, "screenshot", card, makers)
    height, width = card.alpha.shape
    long = rng.uniform(400, 1100)
    zoom = long / max(height, width)
    sides = np.array([width, height]) * zoom
    room = np.zeros(4) if chance(rng, 0.35) else rng.uniform(0, 0.35, 4) * long * (0.15 if chance(rng, 0.4) else 1)
    shot.width, shot.height = int(sides[0] + room[0] + room[2]), int(sides[1] + room[1] + room[3])
    if chance(rng, 0.5):
        ground = np.full((shot.height, shot.width), rng.choice([0.0, 255.0, 245.0, rng.uniform(0, 255)]), np.float32)
    elif chance(rng, 0.5):
        ground = luma(art.plain(shot.height, shot.width, art.random_color(rng)) * (0.6 + 0.4 * art.ramp(
            rng, shot.height, shot.width)))[:, :, 0]
    else:
        ground = luma(np.clip(art.screen(rng, shot.height, shot.width), 0, 255).astype(np.float32))[:, :, 0]
    shot.image = np.ascontiguousarray(ground, np.float32)
    shot.pose = np.array([[zoom, 0, room[0]], [0, zoom, room[1]], [0, 0, 1.0]])
    shot.quad = project(shot.pose, card.corners)
    face = cv2.resize(luma(card.image)[:, :, 0], (round(sides[0]), round(sides[1])), interpolation=cv2.INTER_AREA)
    cover = cv2.resize(card.alpha, face.shape[::-1], interpolation=cv2.INTER_AREA)
    if not room.any() and chance(rng, 0.5):
        cover[:] = 1
    x, y = round(room[0]), round(room[1])
    part = shot.image[y : y + face.shape[0], x : x + face.shape[1]]
    part += cover[: part.shape[0], : part.shape[1]] * (face[: part.shape[0], : part.shape[1]] - part)
    shot.cut_off()
    shot.labels["screenshot"] = 1.0
    return shot.finished(np.clip(shot.image, 0, 255).astype(np.uint8))


def other(rng: Rng, card: Card, makers: Makers) -> Capture:
    """What may be taken for a card and is none: pages, displays, keyboards, prints, empty scenes."""
    long, ratio = int(rng.uniform(400, 900)), rng.uniform(0.45, 0.85)
    size = long, int(long * ratio)
    draw = (art.printed_page, art.screen, art.keyboard, art.photograph, art.desk)[rng.integers(5)]
    face = luma(np.clip(draw(rng, size[1], size[0]), 0, 255).astype(np.float32))[:, :, 0]
    radius = int(rng.choice([1, 2, rng.uniform(3, 30)]))
    thing = SimpleNamespace(
        alpha=rounded_box(size[1], size[0], radius),
        corners=np.float32([[0, 0], [size[0], 0], size, [0, size[1]]]))
    shot = Shot(rng, "other", thing, makers)
    if chance(rng, 0.8):
        if chance(rng, 0.6):
            shot.shadow(shot.quad)
        shot.lay(face * np.float32(rng.uniform(0.6, 1.2)), thing.alpha, shot.pose)
    if chance(rng, 0.3):
        shot.hold()
    shot.labels = dict.fromkeys(LABELS, UNKNOWN) | {"other": 1.0, "screenshot": 0.0}
    return shot.develop()


def capture(rng: Rng, kind: str, card: Card, makers: Makers) -> Capture:
    """A picture of one kind."""
    draw = {"original": original, "copy": copy, "reshoot": reshoot, "screenshot": screenshot, "other": other}
    return draw[kind](rng, card, makers)
