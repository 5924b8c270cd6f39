"""The network behind the warnings: some 230,000 weights over a sheet of 192 x 384 (see Sources/Checks/CheckSheet.swift).

In: luma 0..255. Out: for each of the labels the logarithm of the odds. The card, its six pieces and its surroundings are
looked at apart; what the pieces show is averaged, and the strongest of it taken, before all are joined. Dots of print and
the pixels of a display repeat: they stand out in the spectrum that the pieces have in common, where art does not.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn

from check_sheets import NAMES, PARTS, PIECE, PIECES

# Features of the card, and of a piece; of the surroundings; and of the spectrum.
WIDE, AROUND, REPEATED = 80, 64, 64
# Share of the sheets whose card, pieces and surroundings a step of training sees.
KEPT = 0.5, 0.75, 0.75


def block(inputs: int, outputs: int, size: int = 3) -> nn.Sequential:
    """A convolution that halves its picture."""
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, size, 2, size // 2, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)
    )


def pooled(features: Tensor) -> Tensor:
    """The mean of each feature, and the most of it."""
    return torch.cat([features.mean((2, 3)), features.amax((2, 3))], 1)


class Spectrum(nn.Module):
    """How strong each frequency is in the pieces of a card: on the whole, and in the piece that shows most of it.

    A discrete Fourier transform by two products of matrices, since ONNX Runtime has no quick one; of its symmetric halves
    one is kept, with frequency 0 in the middle of its first column.
    """

    def __init__(self) -> None:
        super().__init__()
        places = torch.arange(PIECE)
        window = torch.hann_window(PIECE, periodic=False)
        across = torch.arange(PIECE // 2) * 2 * math.pi / PIECE
        down = (torch.arange(PIECE) - PIECE // 2) * 2 * math.pi / PIECE
        across, down = places[:, None] * across, down[:, None] * places
        for name, matrix in (("across_cos", window[:, None] * across.cos()), ("across_sin", window[:, None] * across.sin()),
                             ("down_cos", down.cos() * window), ("down_sin", down.sin() * window)):
            self.register_buffer(name, matrix, persistent=False)

    @torch.autocast("cpu", enabled=False)
    def forward(self, pieces: Tensor) -> Tensor:
        """Of the pieces of each card: batch x 2 x 64 x 32, logarithms of the power around zero."""
        pieces = (pieces - pieces.mean((2, 3), keepdim=True)).float()
        cos, sin = pieces @ self.across_cos, pieces @ self.across_sin
        real = self.down_cos @ cos - self.down_sin @ sin
        imaginary = self.down_cos @ sin + self.down_sin @ cos
        # Half a grey level of noise in each pixel, as rounding leaves, is about where the scale begins.
        power = torch.log(real.square() + imaginary.square() + 100) / 3 - 3
        return torch.stack([power.mean(1), power.amax(1)], 1)


class Checks(nn.Module):
    """One output for each check."""

    def __init__(self) -> None:
        super().__init__()
        self.card = nn.Sequential(block(2, 16, 5), block(16, 32), block(32, 56), block(56, WIDE))
        self.piece = nn.Sequential(block(1, 16, 5), block(16, 32), block(32, 56), block(56, WIDE))
        # One more: what lies around a card is told by how far parts of it belong together.
        self.around = nn.Sequential(
            block(2, 12, 5), block(12, 24), block(24, 40), block(40, AROUND), block(AROUND, AROUND))
        self.spectrum = Spectrum()
        self.repeated = nn.Sequential(block(2, 16), block(16, 32), block(32, REPEATED))
        self.join = nn.Sequential(
            nn.Dropout(0.1), nn.Linear(WIDE * 5 + AROUND * 2 + REPEATED * 2, 64), nn.ReLU(inplace=True), nn.Linear(64, len(NAMES)))

    def forward(self, x: Tensor) -> Tensor:
        """Logits, batch x labels."""
        looks = self.whole, self.fine, self.surroundings
        return self.join(torch.cat([self.seen(*part) for part in zip(looks, x.split(PARTS, 2), KEPT)], 1))

    def seen(self, look: Callable[[Tensor], Tensor], part: Tensor, share: float) -> Tensor:
        """Features of a part. In training they are 0 for all but a share of the sheets: else what the card alone tells, once
        it is known by heart, keeps the others from being learned."""
        if not self.training:
            return look(part)
        kept = torch.rand(len(part)) < share
        found = look(part[kept])
        features = found.new_zeros(len(part), found.shape[1])
        features[kept] = found
        return features

    def whole(self, card: Tensor) -> Tensor:
        """What the card shows."""
        # A second channel that shines where the sensor is at its limit tells glare from white print.
        return pooled(self.card(torch.cat([(card - 118) / 64, torch.relu(card - 240) / 8], 1)))

    def surroundings(self, around: Tensor) -> Tensor:
        """What is around the card."""
        # A second channel tells where there is no picture.
        outside = torch.relu(1 - around)
        return pooled(self.around(torch.cat([(around - 118) / 64 * (1 - outside), outside], 1)))

    def fine(self, pieces: Tensor) -> Tensor:
        """What the pieces show: on the whole, in the piece that shows most of it, and at its strongest."""
        pieces = pieces.reshape(-1, 2, PIECE, 3, PIECE).permute(0, 1, 3, 2, 4).reshape(-1, PIECES, PIECE, PIECE)
        repeated = pooled(self.repeated(self.spectrum(pieces)))
        # Half of the pieces are enough to learn from.
        count = PIECES // 2 if self.training else PIECES
        if self.training:
            pieces = pieces[:, torch.randperm(PIECES)[:count]]
        pieces = pieces.reshape(-1, 1, PIECE, PIECE)
        fine = self.piece((pieces - pieces.mean((2, 3), keepdim=True)) / 24)
        mean, top = fine.mean((2, 3)), fine.amax((2, 3))
        mean, top = mean.reshape(-1, count, mean.shape[1]), top.reshape(-1, count, top.shape[1])
        return torch.cat([mean.mean(1), mean.amax(1), top.mean(1), repeated], 1)
