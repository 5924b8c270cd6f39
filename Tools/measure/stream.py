"""Puts rendered frames before the program: many presentations in one run, kept apart by an empty frame and time."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from handheld import HEIGHT, RATE, WIDTH
from program import Program

# Longer than a card may be out of sight before it counts as gone, and than the same number is kept back.
APART = 4.0


@dataclass(frozen=True)
class Seen:
    """What came of one presentation. Indices of frames count from its first one."""

    frames: list[dict]
    results: list[dict]
    unread: list[str]


def write_recording(folder: Path, width: int, height: int, frames: list[dict]) -> None:
    """Makes a recording of JPEG frames in a folder: each with its `file` and its `time` in seconds."""
    recording = {"schema": 1, "width": width, "height": height, "format": "mjpeg", "frames": frames}
    (folder / "recording.json").write_text(json.dumps(recording))


class Stream:
    """A recording of several presentations in a folder."""

    def __init__(self, folder: Path, presentations: list[list[bytes]]) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self.folder, self.starts = folder, []
        empty = cv2.imencode(".jpg", np.full((HEIGHT, WIDTH), 128, np.uint8))[1].tobytes()
        entries: list[dict] = []
        for number, frames in enumerate(presentations):
            self.starts.append(len(entries))
            begin = number * (APART + len(frames) / RATE)
            for index, data in enumerate([*frames, empty]):
                name, late = f"{len(entries):06d}.jpg", APART / 2 if index == len(frames) else 0
                (folder / name).write_bytes(data)
                entries.append({"file": name, "time": round(begin + index / RATE + late, 4)})
        write_recording(folder, WIDTH, HEIGHT, entries)
        self.length = len(entries)
        self.cpu_seconds = 0.0

    def path(self, presentation: int, frame: int) -> Path:
        """The file of a frame."""
        return self.folder / f"{self.starts[presentation] + frame:06d}.jpg"

    def replay(self, program: Program, *options: str) -> list[Seen]:
        """Replays everything and tells what came of each presentation."""
        seen = [Seen([], [], []) for _ in self.starts]
        places = np.searchsorted(self.starts, np.arange(self.length), side="right") - 1
        run = program.run("replay", self.folder, "--frames", *options)
        self.cpu_seconds += run.cpu_seconds
        for event in run.events:
            if "frame" not in event or event["event"] not in ("frame", "result", "unread"):
                continue
            place = places[event["frame"]]
            moved = {key: event[key] - self.starts[place] for key in ("frame", "best_frame") if key in event}
            match event["event"]:
                case "frame":
                    seen[place].frames.append(event | moved)
                case "result":
                    seen[place].results.append(event | moved)
                case "unread":
                    seen[place].unread.append(event["reason"])
        return seen
