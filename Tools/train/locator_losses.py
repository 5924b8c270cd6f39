"""What the locator is trained to make small: one loss for each group of its maps."""

from __future__ import annotations

import torch
from torch.nn import functional

from locator import (
    BLOCK, CARD, CORNERS, DIGIT_HEIGHT, ENDS, FIELDS, LINE, OFFSETS, PLACE, TEXT_HEIGHT, TO_MIDDLE,
)

LOSS_NAMES = (
    "corners", "ends", "centring", "card", "line", "place", "height", "offsets", "fields", "to_middle",
    "text_height",
)
LOSS_WEIGHTS = torch.tensor([0.25, 0.25, 1.0, 2.0, 1.0, 4.0, 2.0, 2.0, 8.0, 8.0, 4.0])
WINDOW = torch.arange(-2, 3)


def peak_loss(logits: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Focal loss for maps of Gaussian peaks."""
    p = torch.sigmoid(logits).clamp(1e-5, 1 - 1e-5)
    top = (wanted > 0.9).float()
    found = top * (1 - p) ** 2 * torch.log(p)
    quiet = (1 - top) * (1 - wanted) ** 4 * p**2 * torch.log(1 - p)
    return -(found + quiet).sum() / top.sum().clamp(min=1)


def centring_loss(logits: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """How far the peaks lie from where they should, in cells, as the decoder centres them in a window."""
    height, width = wanted.shape[2:]
    top, cell = wanted.flatten(2).max(2)
    rows = (cell // width)[:, :, None] + WINDOW
    columns = (cell % width)[:, :, None] + WINDOW
    inside = ((rows >= 0) & (rows < height))[:, :, :, None] & ((columns >= 0) & (columns < width))[:, :, None]
    places = (rows.clamp(0, height - 1)[:, :, :, None] * width + columns.clamp(0, width - 1)[:, :, None]).flatten(2)

    def center(values: torch.Tensor) -> torch.Tensor:
        weight = (values.flatten(2).gather(2, places) ** 2 + 1e-6).view(inside.shape) * inside
        total = weight.sum((2, 3))
        down, across = (weight * WINDOW[:, None]).sum((2, 3)), (weight * WINDOW).sum((2, 3))
        return torch.stack([down, across]) / total

    distance = functional.smooth_l1_loss(center(torch.sigmoid(logits)), center(wanted), beta=0.05, reduction="none")
    present = (top > 0.8).float()
    return (distance.sum(0) * present).sum() / present.sum().clamp(min=1)


def masked_distance(y: torch.Tensor, wanted: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Smooth L1 distance where the mask is set."""
    distance = functional.smooth_l1_loss(y, wanted, beta=0.02, reduction="none") * mask
    return distance.sum() / (mask.sum() * y.shape[1] + 1)


def mask_loss(logits: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Cross entropy for masks of thin rows, and their overlap where there is a row; nan where that is not known.

    Overlap asked where there is none would count each doubtful cell as much as a whole row, and so silence all doubt.
    """
    known = (~wanted.isnan()).float()
    wanted = wanted.nan_to_num()
    entropy = functional.binary_cross_entropy_with_logits(
        logits, wanted, pos_weight=torch.tensor(2.0), reduction="none"
    )
    share = torch.sigmoid(logits) * known
    common, total = (share * wanted).sum((2, 3)), share.sum((2, 3)) + wanted.sum((2, 3))
    present = (wanted.sum((2, 3)) > 0).float()
    unlike = ((1 - (2 * common + 1) / (total + 1)) * present).sum() / present.sum().clamp(min=1)
    return 4 * (entropy * known).sum() / known.sum().clamp(min=1) + 0.5 * unlike


def losses(y: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """One loss for each of LOSS_NAMES."""
    y = y.float()
    # Views that need not tell their card teach nothing of it.
    known = ~wanted[:, CARD].isnan().any((1, 2))
    seen, asked = y[known], wanted[known]
    card, line = asked[:, CARD : CARD + 1], wanted[:, LINE : LINE + 1]
    rows = wanted[:, FIELDS.start : BLOCK].nan_to_num().amax(1, keepdim=True)
    text = torch.maximum(rows, wanted[:, BLOCK : BLOCK + 1].nan_to_num())
    return torch.stack([
        peak_loss(seen[:, CORNERS], asked[:, CORNERS]),
        peak_loss(y[:, ENDS], wanted[:, ENDS]),
        (2 * centring_loss(seen[:, CORNERS], asked[:, CORNERS]) + centring_loss(y[:, ENDS], wanted[:, ENDS])) / 3,
        functional.binary_cross_entropy_with_logits(seen[:, CARD : CARD + 1], card),
        mask_loss(y[:, LINE : LINE + 1], line),
        masked_distance(seen[:, PLACE], asked[:, PLACE], card),
        masked_distance(y[:, DIGIT_HEIGHT], wanted[:, DIGIT_HEIGHT], line),
        masked_distance(y[:, OFFSETS], wanted[:, OFFSETS], line),
        mask_loss(y[:, FIELDS], wanted[:, FIELDS]),
        masked_distance(y[:, TO_MIDDLE], wanted[:, TO_MIDDLE], rows),
        masked_distance(y[:, TEXT_HEIGHT : TEXT_HEIGHT + 1], wanted[:, TEXT_HEIGHT : TEXT_HEIGHT + 1], text),
    ])
