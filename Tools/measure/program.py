"""The program under measurement: builds it, runs it, takes its events."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from environment import ROOT, say

NORMAL, NO_RESULT = 0, 4


@dataclass(frozen=True)
class Run:
    """What one run of the program gave, and what it took.

    `peak_mb` counts from what this process held when it started the program: it is true while this process is small.
    """

    events: list[dict]
    status: int
    seconds: float
    cpu_seconds: float
    peak_mb: float

    def of(self, kind: str) -> list[dict]:
        """The events of a kind."""
        return [event for event in self.events if event["event"] == kind]


@dataclass(frozen=True)
class Program:
    """A built `cardcam`."""

    path: Path
    models: Path | None = None

    @staticmethod
    def build(product: str = "cardcam") -> Path:
        """Builds a program for release; returns where it is."""
        build = ["swift", "build", "--configuration", "release", "--product", product]
        say(f"building {product} for release")
        subprocess.run(build, cwd=ROOT, check=True, stdout=sys.stderr)
        folder = subprocess.run([*build, "--show-bin-path"], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
        return Path(folder.stdout.strip()) / product

    def run(self, command: str, *arguments: str | Path) -> Run:
        """Runs a command of the program to its end. Full numbers come in the events: they are not for printing."""
        options = ["--number", "full", "--crops", "none", "--timings", "--quiet"]
        if self.models:
            options += ["--models", str(self.models)]
        start = time.monotonic()
        process = subprocess.Popen([self.path, command, *options, *map(str, arguments)], stdout=subprocess.PIPE)
        assert process.stdout
        with process.stdout as output:
            events = [json.loads(line) for line in output]
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        # `read` also ends with 1 where it could not open one of many pictures: its events say which.
        if process.returncode not in (NORMAL, NO_RESULT) and not (command == "read" and events):
            raise SystemExit(f"cardcam {command} ended with {process.returncode}")
        cpu = usage.ru_utime + usage.ru_stime
        return Run(events, process.returncode, time.monotonic() - start, cpu, usage.ru_maxrss / 1024)

    def read(self, pictures: list[Path], scratch: Path) -> list[dict]:
        """The `reading` of each picture, in their order; `scratch` takes the list of them."""
        listing = scratch / "pictures.txt"
        listing.write_text("".join(f"{picture}\n" for picture in pictures))
        readings = self.run("read", "--files-from", listing).of("reading")
        if len(readings) != len(pictures):
            raise SystemExit(f"cardcam read gave {len(readings)} readings of {len(pictures)} pictures")
        return readings
