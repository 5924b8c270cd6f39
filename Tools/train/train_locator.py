"""Trains the locator on a pool of rendered frames that may still be growing. Resumes from its checkpoint."""

from __future__ import annotations

import argparse
import copy
import math
import time
from pathlib import Path

import cv2
import numpy as np
import torch

from locator import LUMA_SCALE, MEAN_LUMA, Locator
from locator_losses import LOSS_NAMES, LOSS_WEIGHTS, losses
from locator_targets import augmented, targets
from precision import autocast

BATCH = 24
WARM_UP_STEPS = 100
REPORT_STEPS = 150


class Pool:
    """Every chunk of a folder, in memory; `refresh` picks up new ones."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.known = folder, set()
        self.luma, self.quads = [], []

    def refresh(self) -> None:
        for path in sorted(self.folder.glob("*.npz")):
            if path.name not in self.known:
                self.known.add(path.name)
                with np.load(path) as chunk:
                    self.luma.extend(chunk["luma"])
                    self.quads.extend(chunk["quads"])

    def __len__(self) -> int:
        return len(self.luma)

    def frame(self, index: int) -> tuple[np.ndarray, np.ndarray]:
        return self.luma[index], self.quads[index]


def network_input(frames: list[np.ndarray]) -> torch.Tensor:
    """Luma frames as the network takes them."""
    x = torch.from_numpy(np.stack(frames)).unsqueeze(1).float()
    return ((x - MEAN_LUMA) / LUMA_SCALE).contiguous(memory_format=torch.channels_last)


class Trainer:
    """Network, its running average, optimizer and progress."""

    def __init__(
        self, pool: Pool, validation: Pool, checkpoint: Path, seconds: float, rate: float, seed: int,
        weights: Path | None,
    ) -> None:
        self.pool, self.checkpoint, self.seconds, self.rate = pool, checkpoint, seconds, rate
        torch.manual_seed(seed)
        self.network = Locator().to(memory_format=torch.channels_last)
        if weights:
            self.network.load_state_dict(torch.load(weights, weights_only=True))
        self.average = copy.deepcopy(self.network).eval()
        self.optimizer = torch.optim.AdamW(self.network.parameters(), rate, weight_decay=1e-2)
        self.step, self.views, self.spent = 0, 0, 0.0
        if checkpoint.exists():
            self._resume()
        self.rng = np.random.default_rng([seed, self.step])
        self.validation = self._validation_batch(validation)

    def _resume(self) -> None:
        state = torch.load(self.checkpoint, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.views, self.spent = state["step"], state["views"], state["seconds"]

    def save(self) -> None:
        """Writes the checkpoint at once."""
        partial = self.checkpoint.with_suffix(".partial")
        torch.save(
            {
                "network": self.network.state_dict(), "average": self.average.state_dict(),
                "optimizer": self.optimizer.state_dict(), "step": self.step, "views": self.views,
                "seconds": self.spent, "samples": len(self.pool),
            },
            partial,
        )
        partial.replace(self.checkpoint)

    def _validation_batch(self, validation: Pool) -> tuple[torch.Tensor, torch.Tensor]:
        """As many plain frames as augmented views, always the same."""
        rng = np.random.default_rng(1)
        plain = [validation.frame(i) for i in range(0, min(240, len(validation)), 2)]
        views = plain + [augmented(rng, *frame) for frame in plain]
        wanted = torch.from_numpy(np.stack([targets(quads) for _, quads in views]))
        return network_input([luma for luma, _ in views]), wanted

    def batch(self) -> tuple[torch.Tensor, torch.Tensor]:
        """A batch of augmented views and their maps."""
        picks = self.rng.integers(len(self.pool), size=BATCH)
        views = [augmented(self.rng, *self.pool.frame(pick)) for pick in picks]
        x = network_input([luma for luma, _ in views])
        if self.rng.random() < 0.5:
            x = x + torch.randn_like(x) * float(self.rng.choice([0.02, 0.05, 0.12]))
        return x, torch.from_numpy(np.stack([targets(quads) for _, quads in views]))

    def learn(self) -> torch.Tensor:
        """One step; returns the losses."""
        progress = min(1.0, self.spent / self.seconds)
        rate = self.rate * min(1, (self.step + 1) / WARM_UP_STEPS) * (0.5 * (1 + math.cos(math.pi * progress)) + 0.01)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        x, wanted = self.batch()
        with autocast():
            y = self.network(x)
        parts = losses(y, wanted)
        self.optimizer.zero_grad()
        (parts * LOSS_WEIGHTS).sum().backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        self.optimizer.step()
        self.step, self.views = self.step + 1, self.views + BATCH
        self._average(min(0.998, self.step / (self.step + 20)))
        return parts.detach()

    @torch.no_grad()
    def _average(self, keep: float) -> None:
        for mean, value in zip(self.average.state_dict().values(), self.network.state_dict().values()):
            if mean.dtype.is_floating_point:
                mean.lerp_(value, 1 - keep)
            else:
                mean.copy_(value)

    @torch.no_grad()
    def validate(self) -> torch.Tensor:
        """Losses of the averaged network on the validation batch."""
        x, wanted = self.validation
        parts = []
        for start in range(0, len(x), BATCH):
            with autocast():
                y = self.average(x[start : start + BATCH])
            parts.append(losses(y, wanted[start : start + BATCH]))
        return torch.stack(parts).mean(0)

    def run(self) -> None:
        """Trains until the time is spent."""
        running, last = None, time.monotonic()
        while self.spent < self.seconds:
            parts = self.learn()
            running = parts if running is None else running.lerp(parts, 0.02)
            now = time.monotonic()
            self.spent, last = self.spent + now - last, now
            if self.step % REPORT_STEPS == 0:
                self.pool.refresh()
                self.save()
                valid = self.validate()
                print(
                    f"{self.spent:6.0f} s  {self.views} views  {self.views / self.spent:.0f}/s  pool {len(self.pool)}"
                    f"  train {_figures(running)}  validation {_figures(valid)}"
                    f"  {float((valid * LOSS_WEIGHTS).sum()):.3f}",
                    flush=True,
                )
        self.save()


def _figures(parts: torch.Tensor) -> str:
    return " ".join(f"{name} {value:.3f}" for name, value in zip(LOSS_NAMES, parts.tolist()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pool", type=Path)
    parser.add_argument("validation", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--seconds", type=float, default=3000)
    parser.add_argument("--rate", type=float, default=2e-3, help="highest learning rate")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--weights", type=Path, help="begin from exported weights, as weights/locator.pt")
    arguments = parser.parse_args()
    cv2.setNumThreads(1)
    torch.set_num_threads(1)
    pool, validation = Pool(arguments.pool), Pool(arguments.validation)
    pool.refresh()
    validation.refresh()
    Trainer(
        pool, validation, arguments.checkpoint, arguments.seconds, arguments.rate, arguments.seed, arguments.weights
    ).run()


if __name__ == "__main__":
    main()
