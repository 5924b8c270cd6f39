"""Trains the network behind the warnings on rendered captures, and writes it with its thresholds and its record.

The thresholds stand in the network: 0 is where a check begins to hold. Each is the score that a share of the
validation's pictures for which it does not hold exceed. Photographs of cards, where some are named, are learned from as
neither copies, nor displays, nor digital pictures; whether fingers hide an edge is not known.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from datetime import date
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from torch import nn

from captures import GLARE_NO, OUTSIDE_NO
from check_sheets import (HEIGHT, LOOKS, NAMES, PARTS, PIECE, PIECES, WIDTH, Sheets, joined, jittered, load, load_jittered,
                          sheet_of)
from checks import Checks
from export_locator import git_revision
from compact import compact
from precision import autocast

BATCH = 64
# How often a check may hold where it should not. A digital picture must also stand level, which few photographs do; most
# of what is no card is not even found; glare comes more often on photographs than on rendered pictures. Measured on pictures
# by other makers than the validation's, displays come more often than here and prints less.
FALSE_ALARMS = {"screenshot": 0.018, "border": 0.002, "glare": 0.0075, "copy": 0.0265, "reshoot": 0.0135, "other": 0.004}
# From here on the corners tell that a card reaches beyond its picture: their score, with `outside` and `slope` of
# Sources/Checks/CardChecks.swift, where a capture is no longer labelled as whole.
OUTSIDE = (OUTSIDE_NO - 0.075) * 100
VIEWS = 2
# Share of the sheets whose pieces, and whose surroundings, come from another.
MIXED = 0.4
ORIGINAL_VIEWS = 8
# How far scores may move when weights are rounded to bytes.
ROUNDING = 0.3
# The camera's limit, in luma.
BLOWN = 252


def mixed(parts: torch.Tensor, kinds: np.ndarray, rng: np.random.Generator) -> torch.Tensor:
    """Parts of sheets, some of them changed for that of another sheet of the same kind."""
    ones, others = (order[np.argsort(kinds[order], kind="stable")]
                    for order in (rng.permutation(len(kinds)), rng.permutation(len(kinds))))
    chosen = np.arange(len(kinds))
    chosen[ones] = np.where(rng.random(len(kinds)) < MIXED, others, ones)
    return parts[torch.from_numpy(chosen)]


def turned(pieces: torch.Tensor) -> torch.Tensor:
    """Pieces at any angle, somewhat larger or smaller, those of a card alike: dots and screen pixels of another pitch."""
    angle = torch.empty(len(pieces) // PIECES).uniform_(0, 2 * math.pi).repeat_interleave(PIECES)
    zoom = torch.empty(len(pieces) // PIECES).uniform_(-0.3, 0.3).exp().repeat_interleave(PIECES)
    sin, cos, none = angle.sin() * zoom, angle.cos() * zoom, torch.zeros(len(pieces))
    place = torch.stack([cos, -sin, none, sin, cos, none], 1).reshape(-1, 2, 3)
    grid = nn.functional.affine_grid(place, list(pieces.shape), align_corners=False)
    return nn.functional.grid_sample(pieces, grid, padding_mode="reflection", align_corners=False)


def augmented(images: torch.Tensor, kinds: np.ndarray, rng: np.random.Generator) -> torch.Tensor:
    """Sheets turned, mirrored, lighter or darker, with some noise, and with parts of others of their kind: as other cards
    and cameras would show them. There are few cards to learn from, and a network that may knows each by heart."""
    card, pieces, around = images.float().split(PARTS, 2)
    pieces, around = mixed(pieces, kinds, rng), mixed(around, kinds, rng)
    pieces = pieces.reshape(-1, 1, 2, PIECE, 3, PIECE)
    if rng.random() < 0.5:
        card, around = card.flip(3), around.flip(3)
    if rng.random() < 0.5:
        card, around = card.flip(2), around.flip(2)
    if rng.random() < 0.5:
        each = pieces.permute(0, 2, 4, 1, 3, 5)
        pieces = turned(each.reshape(-1, 1, PIECE, PIECE)).reshape(each.shape).permute(0, 3, 1, 4, 2, 5)
    if rng.random() < 0.5:
        pieces = pieces.flip(5)
    if rng.random() < 0.5:
        pieces = pieces.flip(3)
    if rng.random() < 0.5:
        pieces = pieces.transpose(3, 5)
    # Now and then the card fills its picture, and there is nothing around it.
    around = around * (torch.rand(len(around), 1, 1, 1) < 0.85)
    x = torch.cat([card, pieces.reshape(card.shape), around], 2)
    gain = torch.empty(len(x), 1, 1, 1).uniform_(0.75, 1.15)
    # What is at its limit stays there, and so does what lies outside the picture.
    outside = x == 0
    fixed = outside | (x >= 250)
    x = torch.where(fixed, x, x * gain + torch.empty(len(x), 1, 1, 1).uniform_(-8, 8))
    if rng.random() < 0.5:
        noise = torch.randn(x.shape[1:]) * torch.empty(len(x), 1, 1, 1).uniform_(0, 2.5)
        x = torch.where(fixed, x, x + noise)
    return torch.where(outside, x, x.clamp(1, 255))


def scores(network: nn.Module, images: np.ndarray) -> np.ndarray:
    """Logits of sheets, as the program takes them: the mean of all looks at each."""
    network.eval()
    with torch.no_grad():
        each = [network(torch.from_numpy(looks)[:, None].float()).numpy().mean(0) for looks in images]
    return np.stack(each)


def area_under_curve(scores: np.ndarray, labels: np.ndarray) -> float:
    """Chance that a picture for which a check holds scores higher than one for which it does not."""
    yes, no = scores[labels == 1], scores[labels == 0]
    if not len(yes) or not len(no):
        return float("nan")
    order = np.concatenate([yes, no]).argsort().argsort()
    return float((order[: len(yes)].sum() - len(yes) * (len(yes) - 1) / 2) / (len(yes) * len(no)))


def train(sheets: Sheets, held: Sheets, seconds: float, rate: float, seed: int, before: dict | None) -> nn.Module:
    """Trains for a time, from weights where there are some; rare answers count as much as common ones."""
    torch.manual_seed(seed)
    # What is seen in the pieces and around the card follows from these.
    kinds = sheets.labels[:, [NAMES.index(name) for name in ("copy", "reshoot", "screenshot", "other")]]
    kinds = np.unique(np.nan_to_num(kinds, nan=-1), axis=0, return_inverse=True)[1].ravel()
    rng = np.random.default_rng(seed)
    network = Checks()
    if before:
        network.load_state_dict(before)
    network = network.to(memory_format=torch.channels_last)
    images, labels = torch.from_numpy(sheets.images)[:, None], torch.from_numpy(sheets.labels)
    known = ~torch.isnan(labels)
    wanted = labels.nan_to_num()
    yes = (wanted * known).sum(0) / known.sum(0)
    weight = torch.where(wanted > 0.5, (0.5 / yes).clamp(max=4), 1.0) * known
    optimizer = torch.optim.AdamW(network.parameters(), rate, weight_decay=0.05)
    begin, step, epoch = time.monotonic(), 0, 0
    while (spent := time.monotonic() - begin) < seconds:
        network.train()
        for at in np.array_split(rng.permutation(len(images)), max(1, len(images) // BATCH)):
            now = rate * min(1, step / 100) * max(0.02, 1 - (time.monotonic() - begin) / seconds)
            for group in optimizer.param_groups:
                group["lr"] = now
            with autocast():
                logits = network(augmented(images[at], kinds[at], rng)).float()
            loss = (nn.functional.binary_cross_entropy_with_logits(logits, wanted[at], reduction="none")
                    * weight[at]).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1
        epoch += 1
        if epoch % 2 == 0:
            found = scores(network, held.images)
            areas = " ".join(f"{name} {area_under_curve(found[:, i], held.labels[:, i]):.4f}"
                             for i, name in enumerate(NAMES))
            print(f"{spent:5.0f} s, epoch {epoch}, loss {loss.item():.3f}, {areas}", flush=True)
    return network.to(memory_format=torch.contiguous_format).eval()


def thresholds(found: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """The score of each check that the allowed share of the pictures exceeds for which it does not hold."""
    return np.array([np.quantile(found[labels[:, i] == 0, i], 1 - FALSE_ALARMS[name]) for i, name in enumerate(NAMES)])


def add_originals(sheets: Sheets, listing: Path, program: Path, false: tuple[str, ...]) -> None:
    """Adds pictures of cards, a path a line, each seen by several corners a little off; `false` is what none of them is.

    Where nothing is at the sensor's limit there is no glare either.
    """
    rng, paths = np.random.default_rng(0), [Path(line) for line in listing.read_text().splitlines()]
    seen = [(path, made[0]) for path, made in zip(paths, sheet_of(program, paths)) if made is not None]
    views = [(path, jittered(rng, quad)) for path, quad in seen for _ in range(ORIGINAL_VIEWS)]
    made = sheet_of(program, [path for path, _ in views], [quad for _, quad in views])
    images = np.stack([view[1][rng.integers(LOOKS)] for view in made if view is not None])
    labels = np.full((len(images), len(NAMES)), np.nan, np.float32)
    labels[:, [NAMES.index(name) for name in false]] = 0
    blown = (images[:, : PARTS[0]] >= BLOWN).mean((1, 2))
    labels[blown < GLARE_NO, NAMES.index("glare")] = 0
    sheets.images = np.concatenate([sheets.images, images])
    sheets.labels = np.concatenate([sheets.labels, labels])


def export(network: Checks, path: Path) -> float:
    """Writes and checks the network; returns the milliseconds of one sheet on one thread."""
    example = torch.rand(1, 1, HEIGHT, WIDTH) * 255
    torch.onnx.export(network, (example,), str(path), input_names=["x"], output_names=["y"], opset_version=17,
                      dynamo=False)
    compact(str(path), in_bytes=True)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    with torch.no_grad():
        np.testing.assert_allclose(session.run(None, {"x": example.numpy()})[0], network(example).numpy(), atol=ROUNDING)
    times = []
    for _ in range(300):
        start = time.perf_counter()
        session.run(None, {"x": example.numpy()})
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def leave_out_cut_off(sheets: Sheets) -> None:
    """What lies outside the picture is told by the corners alone: the network learns what is hidden."""
    sheets.labels[sheets.corners[:, 0] > OUTSIDE, NAMES.index("border")] = np.nan


def write(network: Checks, held: Sheets, output: Path, record: dict) -> None:
    """Sets the thresholds on the validation's sheets, writes the network and, beside it, its record with what they give."""
    found = scores(network, held.images)
    limits = thresholds(found, held.labels)
    with torch.no_grad():
        network.join[-1].bias -= torch.from_numpy(limits).float()
    milliseconds = export(network, output)
    hits = {name: round(float((found[held.labels[:, i] == 1, i] > limits[i]).mean()), 4)
            for i, name in enumerate(NAMES)}
    record |= {
        "milliseconds": round(milliseconds, 2),
        "validation": {"sheets": len(held.images), "false_alarms": FALSE_ALARMS, "hits": hits},
        "date": date.today().isoformat(),
    }
    output.with_suffix(".json").write_text(json.dumps(record, indent=2) + "\n")
    print(json.dumps(record, indent=2))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("captures", type=Path, nargs="+", help="what make_captures.py rendered")
    parser.add_argument("validation", type=Path, help="the same, of another seed")
    parser.add_argument("output", type=Path, help="the .onnx file; the record is written beside it as .json")
    parser.add_argument("--sheets", type=Path, required=True, help="the package's program `sheets`")
    parser.add_argument("--originals", type=Path, help="a list of photographs of cards")
    parser.add_argument("--scans", type=Path, help="the same of cards that were scanned or drawn")
    parser.add_argument("--weights", type=Path, help="a checkpoint to go on from, for no seconds too, and to keep")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--rate", type=float, default=4e-3, help="of learning; a quarter where training goes on")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    sheets = joined([load_jittered(folder, arguments.sheets, VIEWS) for folder in arguments.captures])
    held = load(arguments.validation, arguments.sheets)
    for part in sheets, held:
        leave_out_cut_off(part)
    kept = arguments.weights
    before = torch.load(kept, weights_only=True) if kept and kept.exists() else {"network": None, "seconds": 0.0}
    rendered = len(sheets.images)
    if arguments.originals:
        add_originals(sheets, arguments.originals, arguments.sheets, ("copy", "reshoot", "screenshot", "other"))
    if arguments.scans:
        add_originals(sheets, arguments.scans, arguments.sheets, ("copy", "reshoot", "other"))
    network = train(sheets, held, arguments.seconds, arguments.rate, arguments.seed, before["network"])
    seconds = before["seconds"] + arguments.seconds
    if kept:
        torch.save({"network": network.state_dict(), "seconds": seconds}, kept)
    write(network, held, arguments.output, {
        "input": {"x": [1, 1, HEIGHT, WIDTH], "scaling": "luma 0...255"}, "output": {"y": list(NAMES)},
        "parameters": sum(parameter.numel() for parameter in network.parameters()), "revision": git_revision(),
        "sheets": rendered, "photographs": len(sheets.images) - rendered, "seconds": round(seconds), "seed": arguments.seed,
    })


if __name__ == "__main__":
    main()
