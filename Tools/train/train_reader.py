"""Trains the reader from pools of lines: train_reader.py SECONDS [--pool FOLDER=SHARE ...] [--out FILE].

The pools may grow meanwhile (see make_lines.py). Checkpoints hold everything needed to go on, so an ended training is
continued by the same command; --restart begins a new learning-rate cycle from the weights found.
"""
import argparse
import copy
import glob
import math
import os
import time
from collections.abc import Iterator

import numpy as np
import torch
from torch import nn

import compact
import reader
from precision import autocast

BATCH = 32
BATCHES = 8
WIDTH_STEP = 32
CHECK_SECONDS = 120
UNREADABLE = 1.5  # nats a digit; guessing takes 2.3


class Pool:
    """All complete shards of a folder, mapped rather than loaded."""

    def __init__(self, folder: str):
        self.folder = folder
        self.shards: dict[str, tuple[np.ndarray, list[str]]] = {}
        self.refresh()

    def refresh(self) -> None:
        for path in sorted(glob.glob(os.path.join(self.folder, "*.npy"))):
            if path in self.shards or path.endswith(".part.npy"):
                continue
            with open(path.removesuffix(".npy") + ".txt") as file:
                texts = file.read().split("\n")[:-1]
            self.shards[path] = (np.load(path, mmap_mode="r"), texts)

    def __len__(self) -> int:
        return sum(len(texts) for _, texts in self.shards.values())

    def draw(self, rng: np.random.Generator, count: int) -> Iterator[tuple[np.ndarray, str]]:
        """Any strips of the folder, each as likely as the other."""
        shards = list(self.shards.values())
        weights = np.array([len(texts) for _, texts in shards], float)
        for shard in rng.choice(len(shards), count, p=weights / weights.sum()):
            images, texts = shards[shard]
            at = rng.integers(len(texts))
            yield images[at], texts[at]


def batches(
    pools: list[tuple[Pool, float]], rng: np.random.Generator
) -> Iterator[tuple[np.ndarray, list[str]]]:
    """Some batches, drawn from the pools that hold anything yet by their shares.

    Strips of about the same length share a batch, which is as wide as the longest needs, or a little wider: what only
    continues them costs as much time as what they say.
    """
    pools = [(pool, share) for pool, share in pools if len(pool)]
    shares = np.array([share for _, share in pools])
    counts = rng.multinomial(BATCHES * BATCH, shares / shares.sum())
    drawn = [pair for (pool, _), count in zip(pools, counts) if count for pair in pool.draw(rng, count)]
    drawn.sort(key=lambda pair: written(pair[0]) + rng.uniform(0, WIDTH_STEP))
    # A number fills its strip.
    least = reader.WIDTH if drawn[0][0].shape[1] == reader.WIDTH else 0
    for at in rng.permutation(BATCHES) * BATCH:
        chosen = drawn[at:at + BATCH]
        wide = max(least, max(written(strip) for strip, _ in chosen)) + WIDTH_STEP * int(rng.integers(3))
        wide = -(-wide // WIDTH_STEP) * WIDTH_STEP
        yield np.stack([strip[:, :wide] for strip, _ in chosen])[:, None], [text for _, text in chosen]


def written(strip: np.ndarray) -> int:
    """How many columns of a strip are more than its last column continued."""
    changes = np.flatnonzero((strip[:, 1:] != strip[:, :-1]).any(0))
    return int(changes[-1]) + 2 if len(changes) else 1


def lay_art(x: torch.Tensor) -> torch.Tensor:
    """Lightens or darkens one side of a random straight or curved edge, as art below the digits does."""
    count = x.shape[0]
    reach = x.shape[3] / 64
    across = torch.linspace(-reach, reach, x.shape[3]) - torch.empty(count, 1, 1, 1).uniform_(-reach, reach)
    down = torch.linspace(-0.5, 0.5, x.shape[2])[:, None] - torch.empty(count, 1, 1, 1).uniform_(-0.5, 0.5)
    bends, turns = torch.randn(2, count, 1, 1, 1) * 0.3, torch.randn(2, count, 1, 1, 1)
    side = bends[0] * across ** 2 + bends[1] * 4 * down ** 2 + turns[0] * across + turns[1] * down
    cover = torch.sigmoid(side * torch.exp(torch.empty(count, 1, 1, 1).uniform_(1.5, 4)))
    change = torch.empty(count, 1, 1, 1).uniform_(-0.5, 0.5) * (torch.rand(count, 1, 1, 1) < 0.35)
    return (x + cover * change).clamp(0, 1)


def augment(strips: torch.Tensor) -> torch.Tensor:
    """Cheap variety for lines seen more than once: art, gamma, shift, stretch, inversion, contrast, noise."""
    count = strips.shape[0]
    x = lay_art(lay_art(strips.float() / 255))
    x = (x + 0.004) ** torch.exp(torch.randn(count, 1, 1, 1) * 0.25)
    turn = torch.zeros(count, 2, 3)
    turn[:, 0, 0] = 1 + torch.randn(count) * 0.03 + torch.rand(count) ** 2 * 0.15  # narrower never cuts digits off
    turn[:, 1, 1] = 1 + torch.randn(count) * 0.07
    turn[:, 0, 1] = torch.randn(count) * 0.008
    turn[:, 0, 2] = torch.randn(count) * 0.012
    turn[:, 1, 2] = torch.randn(count) * 0.06
    turn[:, 1, 0] = torch.randn(count) * 0.02
    grid = nn.functional.affine_grid(turn, list(x.shape), align_corners=False)
    x = nn.functional.grid_sample(x, grid, padding_mode="border", align_corners=False)
    x = reader.standardise(x)
    x = torch.where(torch.rand(count, 1, 1, 1) < 0.3, -x, x)
    return x * torch.empty(count, 1, 1, 1).uniform_(0.7, 1.3) + torch.randn_like(x) * torch.empty(
        count, 1, 1, 1).uniform_(0, 0.15)


def targets(labels: list[str]) -> tuple[torch.Tensor, torch.Tensor]:
    flat = torch.tensor([reader.ALPHABET.index(c) + 1 for label in labels for c in label], dtype=torch.long)
    return flat, torch.tensor([len(label) for label in labels])


def exact_rate(model: nn.Module, pool: Pool, limit: int = 2000) -> float:
    """Share of validation lines read without any error; of numbers, digits alone are read."""
    model.eval()
    right = seen = 0
    with torch.no_grad(), autocast():
        for images, texts in pool.shards.values():
            alphabet = reader.DIGITS if images.shape[2] == reader.WIDTH else reader.ALPHABET
            for at in range(0, len(texts), 100):
                x = reader.standardise(torch.from_numpy(images[at:at + 100].copy())[:, None])
                found = reader.decode(model(x).float(), alphabet)
                right += sum(a == b for a, b in zip(found, texts[at:at + 100]))
                seen += len(found)
                if seen >= limit:
                    return right / seen
    return right / max(1, seen)


def share_of(argument: str) -> tuple[str, float]:
    """FOLDER=SHARE as a pair."""
    folder, _, share = argument.rpartition("=")
    return folder, float(share)


def save(path: str, state: dict) -> None:
    torch.save(state, path + ".part")
    os.replace(path + ".part", path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seconds", type=float, help="training time of this learning-rate cycle")
    parser.add_argument("--pool", nargs="+", type=share_of, metavar="FOLDER=SHARE",
                        default=[(".train/lines", 0.88), (".train/lines-real", 0.12)])
    parser.add_argument("--validation", default=".train/lines-validation")
    parser.add_argument("--out", default=".train/numbers.pt")
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--weights", nargs="+", metavar="FILE", help="begin from these, as weights/backbone.pt and "
                        "weights/numbers.pt, or what pretrained.py wrote, where there is no --out")
    parser.add_argument("--head-only", action="store_true", help="leave the backbone as it is: others share it")
    parser.add_argument("--restart", action="store_true", help="begin a new learning-rate cycle")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()

    torch.set_num_threads(options.threads)
    model = reader.Reader().to(memory_format=torch.channels_last)
    if options.head_only:
        model.backbone.requires_grad_(False)
    learning = [each for each in model.parameters() if each.requires_grad]
    optimizer = torch.optim.AdamW(learning, options.rate, weight_decay=1e-2)
    average = copy.deepcopy(model)
    state = {"views": 0, "seconds": 0.0, "cycle": 0.0}
    if os.path.exists(options.out):
        stored = torch.load(options.out, weights_only=True)
        model.load_state_dict(stored["model"])
        average.load_state_dict(stored["average"])
        optimizer.load_state_dict(stored["optimizer"])
        state = stored["state"]
    elif options.weights:
        for network in (model, average):
            network.load_state_dict(compact.load(options.weights))
    if options.restart:
        state["cycle"] = 0.0
    torch.manual_seed(options.seed + state["views"])
    rng = np.random.default_rng((options.seed, state["views"]))
    pools = [(Pool(folder), share) for folder, share in options.pool]
    validation = Pool(options.validation)
    ctc = nn.CTCLoss(reduction="none", zero_infinity=True)
    waiting: list[tuple[np.ndarray, list[str]]] = []

    began, steps, running = time.time(), 0, None
    done, spent, checked = state["cycle"], state["seconds"], time.time()
    while True:
        elapsed = time.time() - began
        progress = min(1.0, (done + elapsed) / options.seconds)
        rate = options.rate * min(1.0, (steps + 1) / 200) * (0.5 * (1 + math.cos(math.pi * progress)) + 0.01)
        for group in optimizer.param_groups:
            group["lr"] = rate
        if progress >= 1 or time.time() - checked > CHECK_SECONDS:
            checked = time.time()
            state.update(cycle=done + elapsed, seconds=spent + elapsed, lines=sum(len(pool) for pool, _ in pools))
            save(options.out, {"model": model.state_dict(), "average": average.state_dict(),
                               "optimizer": optimizer.state_dict(), "state": state})
            print(f"{state['cycle']:.0f} s, {state['views']} views of {state['lines']} lines, rate {rate:.1e}, "
                  f"loss {running or 0:.4f}, exact {exact_rate(average, validation):.4f}, "
                  f"{steps * BATCH / max(elapsed, 1):.0f} views/s", flush=True)
            for pool, _ in pools:
                pool.refresh()
            if progress >= 1:
                break
        model.train()
        waiting = waiting or list(batches(pools, rng))
        strips, labels = waiting.pop()
        x = augment(torch.from_numpy(strips)).contiguous(memory_format=torch.channels_last)
        flat, lengths = targets(labels)
        with autocast():
            logits = model(x)
        columns = torch.full((BATCH,), logits.shape[1])
        each = ctc(logits.float().log_softmax(2).permute(1, 0, 2), flat, columns, lengths) / lengths.clamp(min=1)
        # Some lines cannot be read by anyone; they must not drown what can be learned from the others.
        loss = (each / (1 + each / UNREADABLE)).mean()
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimizer.step()
        steps += 1
        state["views"] += BATCH
        running = loss.item() if running is None else 0.99 * running + 0.01 * loss.item()
        # The average follows quickly at first, then over about a thousand steps.
        keep = min(0.999, (state["views"] / BATCH + 1) / (state["views"] / BATCH + 20))
        with torch.no_grad():
            for ours, theirs in zip(average.state_dict().values(), model.state_dict().values()):
                if ours.dtype.is_floating_point:
                    ours.lerp_(theirs, 1 - keep)
                else:
                    ours.copy_(theirs)


if __name__ == "__main__":
    main()
