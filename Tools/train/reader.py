"""The reader: a convolutional network with a little attention that writes a row of text from left to right (CTC).

Input  x, float32 [N, 1, 32, W]: grey strips, each standardised to (value - mean) / (deviation + 0.001); W is 320 for
numbers, any multiple of 32 for texts.
Output y, float32 [N, W / 4, 42]: logits for columns; class 0 is the CTC blank, the others are ALPHABET in order.

Strokes look alike in numbers and in texts: one backbone serves both, and each has a head of its own.

The network is the recogniser of PP-OCRv6 small (Apache-2.0), with one grey channel in, the alphabet of cards out, and
columns half as wide: digits of a long number stand close. `pretrained.py` brings its weights over, so that training
begins with a reader that has seen real text. Blocks after RepViT (Wang et al., CVPR 2024), neck after SVTR (Du et al.,
IJCAI 2022).
"""
import torch
from torch import nn
from torch.nn import functional

HEIGHT, WIDTH = 32, 320
DIGITS = "0123456789"
ALPHABET = DIGITS + "/ABCDEFGHIJKLMNOPQRSTUVWXYZ .-'"
CLASSES = len(ALPHABET) + 1


class Stem(nn.Module):
    """Quarters the picture; one of its two ways keeps the sharpest edges (max pooling)."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv2d(1, 48, 3, 2, 1)
        self.narrow = nn.Conv2d(48, 24, 2)
        self.widen = nn.Conv2d(24, 48, 2)
        self.halve = nn.Conv2d(96, 48, 3, 2, 1)
        self.out = nn.Conv2d(48, 96, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = functional.relu(self.first(x))
        edges = functional.max_pool2d(functional.pad(x, (0, 1, 0, 1)), 2, 1)
        x = functional.relu(self.narrow(functional.pad(x, (0, 1, 0, 1))))
        x = functional.relu(self.widen(functional.pad(x, (0, 1, 0, 1))))
        x = functional.relu(self.halve(torch.cat([edges, x], 1)))
        return functional.relu(self.out(x))


class Excite(nn.Module):
    """Weighs the channels by what the whole strip shows (squeeze and excitation)."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.squeeze = nn.Conv2d(channels, channels // 4, 1)
        self.excite = nn.Conv2d(channels // 4, channels, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        weights = self.excite(functional.relu(self.squeeze(x.mean((2, 3), keepdim=True))))
        return x * functional.hardsigmoid(weights)


class Block(nn.Module):
    """Looks around each place, channel by channel, then mixes the channels. `outputs` differs where rows are halved."""

    def __init__(self, channels: int, outputs: int, excites: bool = False) -> None:
        super().__init__()
        self.residual = channels == outputs
        self.around = nn.Conv2d(channels, channels, 3, 1 if self.residual else (2, 1), 1, groups=channels)
        self.excite = Excite(channels) if excites else nn.Identity()
        self.widen = nn.Conv2d(channels, 2 * channels, 1)
        self.narrow = nn.Conv2d(2 * channels, outputs, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.excite(self.around(x))
        mixed = self.narrow(functional.gelu(self.widen(x)))
        return x + mixed if self.residual else mixed


class Attention(nn.Module):
    """Every column looks at every other one, then each is mixed by itself."""

    HEADS = 8

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.before = nn.LayerNorm(channels, eps=1e-5)
        self.projections = nn.Linear(channels, 3 * channels)
        self.joined = nn.Linear(channels, channels)
        self.between = nn.LayerNorm(channels, eps=1e-5)
        self.widen = nn.Linear(channels, 2 * channels)
        self.narrow = nn.Linear(2 * channels, channels)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        count, columns, channels = x.shape
        split = self.projections(self.before(x)).view(count, columns, 3, self.HEADS, channels // self.HEADS)
        query, key, value = split.permute(2, 0, 3, 1, 4)
        weights = (query * (channels // self.HEADS) ** -0.5 @ key.transpose(2, 3)).softmax(3)
        x = x + self.joined((weights @ value).transpose(1, 2).reshape(count, columns, channels))
        return x + self.narrow(functional.silu(self.widen(self.between(x))))


class Backbone(nn.Module):
    """Strips in, features of their strokes out: [N, 192, 4, W / 4]."""

    CHANNELS = 192

    def __init__(self) -> None:
        super().__init__()
        self.stem = Stem()
        self.blocks = nn.Sequential(*(Block(*shape) for shape in (
            (96, 96, True), (96, 96), (96, 96), (96, 192),
            (192, 192, True), (192, 192), (192, 192, True), (192, 192), (192, 192, True), (192, 192))))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.blocks(self.stem(x))


class Head(nn.Module):
    """Features in, logits out."""

    NECK = 120

    def __init__(self, classes: int = CLASSES) -> None:
        super().__init__()
        self.blocks = nn.Sequential(*(Block(*shape) for shape in (
            (Backbone.CHANNELS, 384), (384, 384, True), (384, 384))))
        self.beside = nn.Conv2d(384, self.NECK, 1)
        self.inward = nn.Conv2d(384, self.NECK, 1)
        self.along = nn.Conv2d(self.NECK, self.NECK, (1, 7), padding=(0, 3), groups=self.NECK)
        self.attention = nn.Sequential(Attention(self.NECK), Attention(self.NECK))
        self.norm = nn.LayerNorm(self.NECK, eps=1e-6)
        self.dropout = nn.Dropout(0.1)
        self.out = nn.Linear(self.NECK, classes)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.blocks(x)
        # Two columns are joined as in the model this one comes from, but at every column.
        x = functional.avg_pool2d(x, 2, 1, (0, 1), count_include_pad=False)[..., 1:]
        beside, x = functional.silu(self.beside(x)), functional.silu(self.inward(x))
        x = (x + functional.silu(self.along(x))).squeeze(2).transpose(1, 2)
        x = self.norm(self.attention(x)) + beside.squeeze(2).transpose(1, 2)
        return self.out(self.dropout(x))


class Reader(nn.Module):
    """Strips in, logits out."""

    def __init__(self, classes: int = CLASSES) -> None:
        super().__init__()
        self.backbone, self.head = Backbone(), Head(classes)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.head(self.backbone(x))


def standardise(strips: torch.Tensor) -> torch.Tensor:
    """Strips [N, 1, HEIGHT, WIDTH] of any number type as the network wants them."""
    strips = strips.float()
    return ((strips - strips.mean((2, 3), keepdim=True))
            / (strips.std((2, 3), correction=0, keepdim=True) + 1e-3))


def decode(logits: torch.Tensor, alphabet: str = DIGITS) -> list[str]:
    """Best path among the blank and the characters of `alphabet`: repeats and blanks dropped."""
    classes = torch.tensor([0] + [ALPHABET.index(character) + 1 for character in alphabet])
    texts = []
    for path in logits[:, :, classes].argmax(2).tolist():
        text, last = "", 0
        for symbol in path:
            if symbol and symbol != last:
                text += alphabet[symbol - 1]
            last = symbol
        texts.append(text)
    return texts
