"""The network behind the warnings: some 150,000 weights over a sheet of 192 x 256 (see Sources/Checks/CheckSheet.swift).

In: luma 0..255. Out: for each of the labels the logarithm of the odds. The card with its surroundings and the six
pieces are looked at apart; what the pieces show is averaged, and the strongest of it taken, before both are joined.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from check_sheets import NAMES

OVERVIEW_HEIGHT, PIECE, PIECES = 128, 64, 6
# Features of the card, and of a piece.
WIDE = 80


def block(inputs: int, outputs: int, size: int = 3) -> nn.Sequential:
    """A convolution that halves its picture."""
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, size, 2, size // 2, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)
    )


class Checks(nn.Module):
    """One output for each check."""

    def __init__(self) -> None:
        super().__init__()
        self.card = nn.Sequential(block(2, 16, 5), block(16, 32), block(32, 56), block(56, WIDE))
        self.piece = nn.Sequential(block(1, 16, 5), block(16, 32), block(32, 56), block(56, WIDE))
        self.join = nn.Sequential(
            nn.Dropout(0.1), nn.Linear(WIDE * 5, 64), nn.ReLU(inplace=True), nn.Linear(64, len(NAMES)))

    def forward(self, x: Tensor) -> Tensor:
        """Logits, batch x labels."""
        card, pieces = x[:, :, :OVERVIEW_HEIGHT], x[:, :, OVERVIEW_HEIGHT:]
        # A second channel that shines where the sensor is at its limit tells glare from white print.
        card = torch.cat([(card - 118) / 64, torch.relu(card - 240) / 8], 1)
        seen = self.card(card)
        seen = torch.cat([seen.mean((2, 3)), seen.amax((2, 3))], 1)
        pieces = pieces.reshape(-1, 2, PIECE, 3, PIECE).permute(0, 1, 3, 2, 4).reshape(-1, PIECES, PIECE, PIECE)
        # Half of the pieces are enough to learn from.
        count = PIECES // 2 if self.training else PIECES
        if self.training:
            pieces = pieces[:, torch.randperm(PIECES)[:count]]
        pieces = pieces.reshape(-1, 1, PIECE, PIECE)
        fine = self.piece((pieces - pieces.mean((2, 3), keepdim=True)) / 24)
        mean, top = fine.mean((2, 3)), fine.amax((2, 3))
        mean, top = mean.reshape(-1, count, mean.shape[1]), top.reshape(-1, count, top.shape[1])
        return self.join(torch.cat([seen, mean.mean(1), mean.amax(1), top.mean(1)], 1))
