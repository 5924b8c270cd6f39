"""Long measurings in pieces: each item is a line of a results file, so that what was done is not done again.

The first line tells what was measured; a file of another program, seed or rendering is refused.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import cv2

from environment import say

BATCH = 10
Work = Callable[[list[int]], list[dict]]


def _kept(path: Path, header: dict) -> list[dict]:
    """The items of an earlier run."""
    if not path.exists():
        return []
    first, *lines = path.read_text().splitlines() or ["{}"]
    if json.loads(first) | {"date": None} != header | {"date": None}:
        raise SystemExit(f"{path} holds another measuring: name another folder by --results, or delete it")
    # A run that was stopped may have left half a line.
    return [json.loads(line) for line in lines if line.endswith("}")]


def draw_all(draw: Callable[[int], object], count: int, jobs: int) -> None:
    """Has items 0 ..< count drawn, which keeps them (see `kept`)."""
    with ProcessPoolExecutor(jobs, initializer=cv2.setNumThreads, initargs=(1,)) as pool:
        for _ in pool.map(_Drawn(draw), range(count), chunksize=BATCH):
            pass


@dataclass(frozen=True)
class _Drawn:
    """Draws an item and passes nothing on: the frames are large."""

    draw: Callable[[int], object]

    def __call__(self, index: int) -> None:
        self.draw(index)


def measure(path: Path, header: dict, count: int, work: Work, jobs: int) -> list[dict]:
    """Does items 0 ..< count that are not in the file yet, appends them, and returns all of them in their order."""
    header = header | {"date": date.today().isoformat()}
    items = {item["index"]: item for item in _kept(path, header)}
    missing = [index for index in range(count) if index not in items]
    if not missing:
        return [items[index] for index in range(count)]
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_text(json.dumps(header) + "\n")
    batches = [missing[at : at + BATCH] for at in range(0, len(missing), BATCH)]
    told, done = time.monotonic(), 0
    with path.open("a") as file, ProcessPoolExecutor(jobs, initializer=cv2.setNumThreads, initargs=(1,)) as pool:
        for future in as_completed([pool.submit(work, batch) for batch in batches]):
            try:
                found = future.result()
            except BaseException:
                # What fails here fails in each batch: one message is enough.
                pool.shutdown(cancel_futures=True)
                raise
            for item in found:
                items[item["index"]] = item
                file.write(json.dumps(item) + "\n")
                done += 1
            file.flush()
            if time.monotonic() - told > 30:
                told = time.monotonic()
                say(f"{path.stem}: {done} of {len(missing)}")
    return [items[index] for index in range(count)]
