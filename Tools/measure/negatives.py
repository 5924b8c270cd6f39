"""Streams in which there is nothing to be read: cards without a number or with one that is none, and anything else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

import art
import unseen
from art import Rng, chance
from card import CardSpec, render_card
from handheld import HEIGHT, WIDTH, shoot
from kept import kept
from program import Program
from rendered import scratch
from scene import luma
from stream import Stream
from testcards import GROUPINGS, KINDS, PX_PER_MM, check_digit, grouped, holder, invented_number, pick
from verdicts import FAILS_LUHN

FRAMES = 10
# A view moves over a picture that is this much larger than a frame.
SPARE = 1.25


def _card(rng: Rng, spec: CardSpec) -> list[bytes]:
    return shoot(rng, render_card(rng, spec, PX_PER_MM, "test"), frames=FRAMES).frames


def _blank(rng: Rng) -> list[bytes]:
    given = {"holder": holder(rng)} if chance(rng, 0.3) else {}
    return _card(rng, CardSpec([], portrait=chance(rng, 0.15), **given))


def _loyalty(rng: Rng) -> list[bytes]:
    return _card(rng, CardSpec([], loyalty=True))


def _back(rng: Rng) -> list[bytes]:
    return _card(rng, CardSpec([], back=True))


def _fails_luhn(rng: Rng) -> list[bytes]:
    _, _, given = pick(rng, KINDS)
    grouping = pick(rng, GROUPINGS)[0]
    number = invented_number(rng, sum(grouping))
    number = number[:-1] + str((int(check_digit(number[:-1])) + int(rng.integers(1, 10))) % 10)
    return _card(rng, CardSpec(grouped(number, grouping), **given, holder=holder(rng)))


def _page(rng: Rng, height: int, width: int) -> np.ndarray:
    """A letter or a form: words, prices, telephone numbers, and long numbers that are no card's."""
    page = art.plain(height, width, art.random_color(rng, rng.uniform(0, 0.15), rng.uniform(0.6, 1)))
    ink, size, y = art.random_color(rng, 0.1, rng.uniform(0, 0.3)), rng.uniform(0.02, 0.07) * height, 0.0
    while y < height:
        pieces = []
        for _ in range(rng.integers(1, 6)):
            kind = rng.random()
            if kind < 0.5:
                pieces.append(art.word(rng, "test"))
            elif kind < 0.75:
                pieces.append(f"+{rng.integers(1, 99)} {art.number(rng, 3)} {art.number(rng, 3)} {art.number(rng, 4)}")
            else:
                pieces.append(art.number(rng, int(rng.integers(1, 12))))
        mask = art.text_mask(rng, " ".join(pieces), size, "test")
        art.paint(page, mask, rng.uniform(-0.1, 0.15) * width, y, ink, rng.uniform(0.5, 1))
        y += size * rng.uniform(1.5, 2.6)
    return page


def _screen(rng: Rng, height: int, width: int) -> np.ndarray:
    """Windows with text on a display, each a card to whoever looks for boxes."""
    image = unseen.backdrop(rng, height, width)
    for _ in range(rng.integers(1, 4)):
        w, h = int(rng.uniform(0.2, 0.7) * width), int(rng.uniform(0.2, 0.7) * height)
        x, y = int(rng.uniform(0, width - w)), int(rng.uniform(0, height - h))
        image[y : y + h, x : x + w] = _page(rng, h, w)
    return image


def _view(draw: Callable[[Rng, int, int], np.ndarray]) -> Callable[[Rng], list[bytes]]:
    """A camera that wanders over a picture."""
    def frames(rng: Rng) -> list[bytes]:
        height, width = round(HEIGHT * SPARE), round(WIDTH * SPARE)
        drawn = luma(np.ascontiguousarray(draw(rng, height // 2, width // 2), np.float32))[:, :, 0]
        picture = cv2.resize(drawn, (width, height), interpolation=cv2.INTER_CUBIC)
        place, pace = rng.uniform(0, 1, 2), rng.normal(0, 0.05, 2)
        turn, blur, noise = rng.normal(0, 4), rng.uniform(0.2, 2), rng.uniform(1, 5)
        found = []
        for index in range(FRAMES):
            shift = np.clip(place + pace * index, 0, 1) * (width - WIDTH, height - HEIGHT) + rng.normal(0, 1, 2)
            move = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), turn + 0.3 * index, 1)
            move[:, 2] -= shift
            image = cv2.warpAffine(picture, move, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REFLECT)
            image = cv2.GaussianBlur(image, (0, 0), blur)
            grain = np.empty((HEIGHT, WIDTH), np.int16)
            cv2.randn(grain, 0, noise)
            pixels = np.clip(image + grain, 0, 255).astype(np.uint8)
            found.append(cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, 80])[1].tobytes())
        return found

    return frames


KINDS_OF_NOTHING = (
    ("blank card", 0.12, _blank), ("loyalty card", 0.08, _loyalty), ("back without number", 0.05, _back),
    (FAILS_LUHN, 0.1, _fails_luhn), ("photograph", 0.2, _view(unseen.photograph)),
    ("page", 0.15, _view(_page)), ("screen", 0.15, _view(_screen)),
    ("keyboard", 0.05, _view(lambda rng, height, width: art.keyboard(rng, height, width, "test"))),
    ("room or pattern", 0.1, _view(unseen.backdrop)),
)


@dataclass(frozen=True)
class Negatives:
    """Renders and replays streams of nothing; the same seed and index give the same one, always."""

    program: Program
    seed: int

    def stream(self, index: int) -> tuple[str, list[bytes]]:
        """What is shown, and its frames."""
        return kept("negatives", self.seed, index, lambda: self._render(index))

    def _render(self, index: int) -> tuple[str, list[bytes]]:
        rng = np.random.default_rng([self.seed, index, 2])
        cv2.setRNGSeed(int(rng.integers(2**31)))
        kind, _, draw = pick(rng, KINDS_OF_NOTHING)
        return kind, draw(rng)

    def __call__(self, indices: list[int]) -> list[dict]:
        """What came of these streams."""
        shown = [self.stream(index) for index in indices]
        with scratch() as folder:
            stream = Stream(Path(folder) / "frames", [frames for _, frames in shown])
            seen = stream.replay(self.program)
            middles = [stream.path(place, FRAMES // 2) for place in range(len(indices))]
            stills = self.program.read(middles, Path(folder))
        return [
            {
                "index": index, "kind": kind, "frames": len(frames), "results": len(all_seen.results),
                "read_in_frames": sum("number" in frame for frame in all_seen.frames),
                "read_in_still": int("number" in still), "still_confidence": still.get("confidence", 0),
            }
            for index, (kind, frames), all_seen, still in zip(indices, shown, seen, stills)
        ]
