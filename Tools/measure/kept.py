"""Rendered frames kept on disk: drawing them takes longer than anything else, and every program is shown the same."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from environment import ROOT

FOLDER = ROOT / ".train/rendered"
RENDERING = 6  # Counts changes of what is rendered: frames and results of another rendering are not taken for these.

Rendered = TypeVar("Rendered")


def kept(kind: str, seed: int, index: int, render: Callable[[], Rendered]) -> Rendered:
    """What was rendered for this kind, seed and index; rendered now where it was not before."""
    path = FOLDER / str(RENDERING) / f"{kind}-{seed}" / f"{index:06d}.pickle"
    if path.exists():
        return pickle.loads(path.read_bytes())
    rendered = render()
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_bytes(pickle.dumps(rendered))
    partial.replace(path)
    return rendered
