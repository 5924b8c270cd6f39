"""Shows a card to a camera: a dozen luma frames along the path of a hand, with light, lens and sensor, and the truth.

The card is brought in out of focus, turned to the camera and held, never quite still. Light, focus and exposure change
on the way; a lamp's reflection may wander across the card, and a thumb holds it beside the digits.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

import unseen
from art import Rng, Split, chance, smooth_noise
import art
from card import Card
from scene import SKIN, band, draw_finger, luma, motion_blur, pinhole, project, visible_share

WIDTH, HEIGHT = 1280, 720
FRAMES, RATE = 12, 12.0
# Blur that still lets the digits be told apart: standard deviation of the lens, travel during one exposure; pixels.
SHARP_LENS, SHARP_TRAVEL = 1.1, 4.0


# What is so bright that print on it is lost, and in how many pieces a row is looked at for it.
BURNT, PIECES = 247.0, 24


@dataclass(frozen=True)
class Presentation:
    """JPEG frames of a card, and for each frame its corners (TL, TR, BR, BL as printed) and whether it is sharp.

    `shown` tells in how many sharp frames all of a row is to be seen, of number, expiry and holder: neither beneath a
    thumb nor lost in a reflection.
    """

    frames: list[bytes]
    quads: list[np.ndarray]
    sharp: list[bool]
    shown: dict[str, int]


class Track:
    """A value over time: eased from its start to where it is held, and wandering there."""

    def __init__(self, rng: Rng, start: float, hold: float, arrival: float, unrest: float) -> None:
        self.start, self.hold, self.arrival, self.unrest = start, hold, arrival, unrest
        self.frequency, self.phase = rng.uniform(0.3, 4, 3), rng.uniform(0, 2 * math.pi, 3)

    def __call__(self, time: float) -> float:
        share = min(1.0, time / self.arrival)
        eased = share * share * (3 - 2 * share)
        wander = float((np.sin(2 * math.pi * self.frequency * time + self.phase) / (1 + self.frequency)).sum())
        return self.start + (self.hold - self.start) * eased + self.unrest * wander


class Hand:
    """Where the card is held at each time."""

    def __init__(self, rng: Rng, card: Card) -> None:
        self.card = card
        arrival = rng.uniform(0.1, 0.45)
        height, width = card.alpha.shape
        reach = rng.uniform(0.42, 0.8) if width > height else rng.uniform(0.36, 0.5)
        self.focal = rng.uniform(0.8, 1.3) * WIDTH
        turn = rng.choice([0, 180, 90, 270], p=[0.9, 0.05, 0.025, 0.025])
        hold = turn + rng.normal(0, 7)
        if turn in (90, 270):
            reach = min(reach, 0.5) if width > height else reach

        def track(start: float, hold: float, unrest: float) -> Track:
            return Track(rng, hold + start * bool(chance(rng, 0.8)), hold, arrival, unrest)

        self.x = track(rng.normal(0, 0.15), rng.uniform(0.44, 0.56), 0.004)
        self.y = track(rng.uniform(-0.1, 0.45), rng.uniform(0.46, 0.54), 0.005)
        self.reach = track(rng.uniform(-0.15, 0.03), reach, 0.006)
        self.roll = track(rng.normal(0, 12), hold, 0.8)
        self.tilt = track(rng.uniform(0, 18), min(38.0, abs(rng.normal(0, 13))), 1.5)
        self.axis = track(0, rng.uniform(0, 360), 2.0)

    def pose(self, time: float) -> np.ndarray:
        """From card pixels to frame pixels."""
        height, width = self.card.alpha.shape
        distance = self.focal * max(height, width) / (self.reach(time) * WIDTH)
        angles = np.radians([self.roll(time), self.tilt(time), self.axis(time)])
        return pinhole((width, height), self.focal, distance, *angles,
                       (self.x(time) * WIDTH, self.y(time) * HEIGHT))

    def quad(self, time: float) -> np.ndarray:
        """The card's corners in the frame."""
        return project(self.pose(time), self.card.corners)


class Shoot:
    """One presentation in the making."""

    def __init__(self, rng: Rng, card: Card, split: Split) -> None:
        self.rng, self.card, self.hand = rng, card, Hand(rng, card)
        ground = unseen.backdrop if split == "test" else art.background
        self.ground = luma(np.ascontiguousarray(ground(rng, HEIGHT // 2, WIDTH // 2), np.float32))
        self.ground = cv2.resize(self.ground, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
        self.face = luma(card.image)[:, :, 0]
        self.skin = luma(np.float32([[SKIN[rng.integers(len(SKIN))]]]))[0, 0, 0] * rng.uniform(0.7, 1.15)
        self.focus = Track(rng, rng.uniform(0.4, 3), rng.uniform(0.3, 0.9), rng.uniform(0.1, 0.5), rng.uniform(0, 0.35))
        self.gain = Track(rng, rng.uniform(0.75, 1.4), rng.uniform(0.75, 1.15), rng.uniform(0.2, 0.7), 0.03)
        self.exposure = 1 / rng.uniform(25, 90)
        self.gamma = rng.uniform(0.8, 1.25)
        self.noise, self.quality = rng.uniform(1, 5), int(rng.integers(62, 93))
        self.glare = self._glare() if chance(rng, 0.35) else None
        self.thumbs = self._thumbs() if chance(rng, 0.75) else []
        self.has_shadow = chance(rng, 0.6)
        self.grain = rng.standard_normal((HEIGHT + 64, WIDTH + 64), dtype=np.float32)

    def _glare(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """A reflection, and where it goes, in card pixels."""
        height, width = self.card.alpha.shape
        light = band(self.rng, height, width)[:, :, 0] * np.float32(self.rng.uniform(60, 230))
        return light, self.rng.uniform(-0.6, 0.6, 2) * (width, height), self.rng.normal(0, 0.5, 2) * (width, height)

    def _thumbs(self) -> list[tuple[np.ndarray, np.ndarray, float]]:
        """Tip, direction and breadth (millimetres) of each thumb, in card pixels: beside the digits."""
        height, width = self.card.alpha.shape
        mm, found = max(width, height) / 85.6, []
        for _ in range(self.rng.choice([1, 1, 2])):
            breadth = self.rng.uniform(6, 9)
            for _ in range(12):
                side = self.rng.integers(4)
                along, depth = self.rng.uniform(0.1, 0.95), self.rng.uniform(1, 9) * mm
                edge = np.array([(along * width, height - depth), (width - depth, along * height),
                                 (along * width, depth), (depth, along * height)][side])
                outward = np.array([(0, 1), (1, 0), (0, -1), (-1, 0)][side], float)
                outward += self.rng.normal(0, 0.2, 2)
                if all(self._is_clear(edge + way * outward * mm, 1.3 * breadth * mm) for way in (0, 5, 10)):
                    found.append((edge, outward, breadth))
                    break
        return found

    def _is_clear(self, place: np.ndarray, distance: float) -> bool:
        """Whether a place of the card is this far from its digits."""
        line = self.card.line
        return line is None or cv2.pointPolygonTest(line, place.tolist(), True) < -distance

    def _lit_face(self, time: float) -> np.ndarray:
        if self.glare is None:
            return self.face
        light, start, speed = self.glare
        move = np.float32([[1, 0, start[0] + speed[0] * time], [0, 1, start[1] + speed[1] * time]])
        return self.face + cv2.warpAffine(light, move, self.face.shape[::-1])

    def _lay(self, time: float) -> tuple[np.ndarray, float]:
        """The scene at one instant, and how far the card travels during the exposure."""
        pose, image = self.hand.pose(time), self.ground.copy()
        quad, later = project(pose, self.card.corners), self.hand.quad(time + self.exposure)
        travel = later.mean(0) - quad.mean(0)
        scale = math.sqrt(max(1.0, cv2.contourArea(np.float32(quad))) / self.card.alpha.size)
        face = self._lit_face(time)
        if scale < 0.8:
            face = cv2.GaussianBlur(face, (0, 0), 0.42 / scale)
        low = np.clip(np.floor(quad.min(0)).astype(int) - 2, 0, (WIDTH, HEIGHT))
        high = np.clip(np.ceil(quad.max(0)).astype(int) + 3, 0, (WIDTH, HEIGHT))
        if (high - low).min() > 8:
            if self.has_shadow:
                soft = np.zeros((HEIGHT // 8, WIDTH // 8), np.float32)
                cv2.fillConvexPoly(soft, np.int32(np.round((quad + (5, 9)) / 8)), 1.0)
                soft = cv2.resize(cv2.GaussianBlur(soft, (0, 0), 1.6), (WIDTH, HEIGHT))
                image *= 1 - 0.35 * soft
            window = np.array([[1, 0, -low[0]], [0, 1, -low[1]], [0, 0, 1.0]]) @ pose
            size = (high - low).tolist()
            laid = cv2.warpPerspective(face, window, size, borderMode=cv2.BORDER_REPLICATE)
            cover = cv2.warpPerspective(self.card.alpha, window, size)
            part = image[low[1] : high[1], low[0] : high[0]]
            # A glossy card turned to the lamp is brighter.
            part += cover * (laid * np.float32(1 + 0.004 * (self.hand.tilt(time) - 8)) - part)
        self._draw_thumbs(image[:, :, None], pose)
        return image, float(np.hypot(*travel)), math.atan2(travel[1], travel[0])

    def _draw_thumbs(self, image: np.ndarray, pose: np.ndarray) -> None:
        for tip, direction, breadth in self.thumbs:
            mm = max(self.card.alpha.shape) / 85.6
            here, ahead, aside = project(pose, [tip, tip + direction * 30 * mm, tip + breadth * mm * direction[::-1]])
            angle = math.atan2(*(ahead - here)[::-1])
            radius = float(np.hypot(*(aside - here)))
            draw_finger(image, here, angle, 14 * radius, radius, np.float32([self.skin]), 0.35, 0.01)

    def shows(self, row: np.ndarray, time: float) -> bool:
        """Whether all of a row on the card, given by its corners, is to be seen at this time."""
        mm = max(self.card.alpha.shape) / 85.6
        along = np.linspace(0, 1, PIECES)[:, None]
        middle = (row[0] + row[3]) / 2 * (1 - along) + (row[1] + row[2]) / 2 * along
        half = np.linalg.norm(row[3] - row[0]) / 2
        for tip, direction, breadth in self.thumbs:
            direction = direction / np.linalg.norm(direction)
            ahead = np.maximum(0, (middle - tip) @ direction)[:, None]
            if np.linalg.norm(middle - tip - ahead * direction, axis=1).min() < breadth * mm + half:
                return False
        (left, top), (right, bottom) = np.maximum(0, row.min(0)).astype(int), np.ceil(row.max(0)).astype(int)
        lit = self._lit_face(time)[top:bottom, left:right] * self.gain(time)
        return all(piece.mean() < BURNT for piece in np.array_split(lit, PIECES, axis=1) if piece.size)

    def frame(self, time: float) -> tuple[bytes, bool]:
        """What the camera delivers, and whether it is sharp."""
        image, travel, direction = self._lay(time)
        lens = max(0.0, self.focus(time))
        if travel > 1.5:
            image = motion_blur(image, min(travel, 40), direction)
        if lens > 0.25:
            image = cv2.GaussianBlur(image, (0, 0), lens)
        x, y = self.rng.integers(0, 64, 2)
        image = image * np.float32(self.gain(time))
        image += self.grain[y : y + HEIGHT, x : x + WIDTH] * np.float32(self.noise)
        pixels = cv2.LUT(np.clip(image, 0, 255).astype(np.uint8), self._curve())
        coded = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, self.quality])[1]
        return coded.tobytes(), lens < SHARP_LENS and travel < SHARP_TRAVEL

    def _curve(self) -> np.ndarray:
        return np.clip(255 * (np.arange(256) / 255) ** self.gamma, 0, 255).astype(np.uint8)


def shoot(
    rng: Rng, card: Card, split: Split = "test", frames: int = FRAMES,
    thumb: tuple[np.ndarray, np.ndarray, float] | None = None,
) -> Presentation:
    """Shows a card for `frames` frames; a thumb, given as in `Shoot._thumbs`, may lie anywhere on it."""
    maker, times = Shoot(rng, card, split), [index / RATE for index in range(frames)]
    if thumb:
        maker.thumbs.append(thumb)
    taken = [maker.frame(time) for time in times]
    quads = [maker.hand.quad(time) for time in times]
    line = [project(maker.hand.pose(time), card.corners if card.line is None else card.line) for time in times]
    whole = [visible_share(quad, WIDTH, HEIGHT) > 0.999 for quad in line]
    sharp = [is_sharp and is_whole for (_, is_sharp), is_whole in zip(taken, whole)]
    rows = {"number": card.line, "expiry": card.rows.expiry, "holder": card.rows.holder}
    shown = {
        name: sum(is_sharp and maker.shows(row, time) for is_sharp, time in zip(sharp, times))
        for name, row in rows.items() if row is not None
    }
    return Presentation([data for data, _ in taken], quads, sharp, shown)
