"""The line reader: a small convolutional network that writes digits from left to right (CTC).

Input  x, float32 [N, 1, 32, 320]: grey strips, each standardised to (value - mean) / (deviation + 0.001).
Output y, float32 [N, 80, 11]: logits for 80 columns; class 0 is the CTC blank, 1...10 are the digits 0...9.
"""
import torch
from torch import nn

CLASSES = 11
COLUMNS = 80


def _unit(inputs: int, outputs: int, kernel: tuple[int, int] = (3, 3), stride: tuple[int, int] = (1, 1),
          padding: tuple[int, int] = (1, 1), groups: int = 1) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(inputs, outputs, kernel, stride, padding, groups=groups, bias=False),
                         nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


class _Residual(nn.Module):
    """Adds what one more convolution sees."""

    def __init__(self, channels: int, kernel: tuple[int, int], padding: tuple[int, int]):
        super().__init__()
        self.convolution = nn.Conv2d(channels, channels, kernel, padding=padding, bias=False)
        self.norm = nn.BatchNorm2d(channels)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.relu(x + self.norm(self.convolution(x)))


class Reader(nn.Module):
    """Columns are 4 pixels wide; the last layers look about a digit and a half to either side."""

    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Sequential(
            _unit(1, 16, stride=(2, 2)),
            _unit(16, 32),
            nn.MaxPool2d(2),                                   # 8 x 80
            _unit(32, 72),
            _Residual(72, (3, 3), (1, 1)),
            nn.MaxPool2d((2, 1)),                              # 4 x 80
            _unit(72, 128),
            _Residual(128, (3, 3), (1, 1)),
            _unit(128, 192, kernel=(4, 1), padding=(0, 0)),    # 1 x 80
            _Residual(192, (1, 5), (0, 2)),
            nn.Dropout(0.1),
        )
        self.out = nn.Conv2d(192, CLASSES, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.out(self.features(x)).squeeze(2).permute(0, 2, 1)


def standardise(strips: torch.Tensor) -> torch.Tensor:
    """Strips [N, 1, 32, 320] of any number type as the network wants them."""
    strips = strips.float()
    return ((strips - strips.mean((2, 3), keepdim=True))
            / (strips.std((2, 3), correction=0, keepdim=True) + 1e-3))


def decode(logits: torch.Tensor) -> list[str]:
    """Best path: the likeliest class of each column, repeats and blanks dropped."""
    texts = []
    for path in logits.argmax(2).tolist():
        text, last = "", 0
        for symbol in path:
            if symbol and symbol != last:
                text += str(symbol - 1)
            last = symbol
        texts.append(text)
    return texts
