"""The card locator: luma frame -> twenty-three maps at a quarter of its resolution.

Maps (logits unless said): 0-3 corners TL, TR, BR, BL in printed reading order; 4 card mask; 5 number-line mask;
6, 7 left and right end of the line; 8, 9 card coordinates u, v of the pixel, -1..1; 10, 11 digit-height vector from
top to bottom, in 16 px; 12, 13 offset to the left end of the line and 14, 15 to its right end, in 64 px.
For what else is written on a card that fills the view: masks of 16 the expiry's date, 17 the start date (VALID FROM),
18 the holder's name, 19 a number in four rows of four; 20, 21 the way from the pixel to the middle line of the row of 16
to 18 that covers it, in 16 px; 22 the height of its capitals, or of the block's digits, in 16 px.
Map cell (row i, column j) lies at input pixel (4 j + 1.5, 4 i + 1.5).
"""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from looks import INPUT_HEIGHT, INPUT_WIDTH

STRIDE = 4
MAP_WIDTH, MAP_HEIGHT = INPUT_WIDTH // STRIDE, INPUT_HEIGHT // STRIDE
MAPS = 23
CORNERS, CARD, LINE, ENDS = slice(0, 4), 4, 5, slice(6, 8)
PLACE, DIGIT_HEIGHT, OFFSETS = slice(8, 10), slice(10, 12), slice(12, 16)
FIELDS, BLOCK, TO_MIDDLE, TEXT_HEIGHT = slice(16, 20), 19, slice(20, 22), 22
MEAN_LUMA, LUMA_SCALE = 118.0, 64.0
DIGIT_HEIGHT_SCALE, OFFSET_SCALE = 16.0, 64.0


def convolution(inputs: int, outputs: int, stride: int = 1, dilation: int = 1) -> nn.Sequential:
    """A 3 x 3 convolution with batch normalization and ReLU."""
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride, dilation, dilation, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


class Residual(nn.Module):
    """A convolution added to its input."""

    def __init__(self, channels: int, dilation: int = 1) -> None:
        super().__init__()
        self.body = convolution(channels, channels, dilation=dilation)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.body(x)


class Locator(nn.Module):
    """Five levels down, three up, and the mean of the deepest level added to itself as context."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = convolution(1, 16, 2)
        self.quarter = nn.Sequential(convolution(16, 32, 2), Residual(32))
        self.eighth = nn.Sequential(convolution(32, 64, 2), Residual(64))
        self.sixteenth = nn.Sequential(convolution(64, 96, 2), Residual(96), Residual(96), Residual(96, dilation=2))
        self.deepest = nn.Sequential(
            convolution(96, 112, 2), Residual(112), Residual(112, dilation=2), Residual(112), Residual(112, dilation=2))
        self.context = nn.Sequential(nn.Conv2d(112, 112, 1), nn.ReLU(inplace=True))
        self.lateral = nn.ModuleList([
            nn.Conv2d(112, 64, 1), nn.Conv2d(96, 64, 1), nn.Conv2d(64, 64, 1), nn.Conv2d(32, 48, 1),
        ])
        self.merge = nn.ModuleList([convolution(64, 64), convolution(64, 48), convolution(48, 48)])
        self.head = nn.Conv2d(48, MAPS, 1)
        with torch.no_grad():
            self.head.bias.zero_()
            self.head.bias[CORNERS] = -4
            self.head.bias[LINE : ENDS.stop] = -4
            self.head.bias[FIELDS] = -4

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        levels = [self.quarter(self.stem(x))]
        for stage in (self.eighth, self.sixteenth, self.deepest):
            levels.append(stage(levels[-1]))
        deepest = levels.pop()
        deepest = deepest + self.context(deepest.mean((2, 3), keepdim=True))
        y = self.lateral[0](deepest)
        for lateral, merge in zip(self.lateral[1:], self.merge):
            level = levels.pop()
            y = merge(lateral(level) + functional.interpolate(y, size=level.shape[2:], mode="nearest"))
        return self.head(y)
