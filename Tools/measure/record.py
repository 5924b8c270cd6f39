"""Keeps what was measured, with when, where and how, so that reports are written from files and never by hand."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import subprocess
import sys
from datetime import date
from pathlib import Path

from environment import ROOT
from program import Program

FOLDER = ROOT / ".train/measured"


def fingerprint(program: Program) -> str:
    """Names the program and its models."""
    digest = hashlib.sha256(program.path.read_bytes())
    for model in sorted(program.models.glob("*.onnx")) if program.models else []:
        digest.update(model.read_bytes())
    return digest.hexdigest()[:16]


def machine() -> str:
    """The kind of machine."""
    cpu = Path("/proc/cpuinfo")
    flags = cpu.read_text().split() if cpu.exists() else []
    vectors = " with AVX-512" if "avx512f" in flags else " with AVX2" if "avx2" in flags else ""
    return f"{os.cpu_count()} shared {platform.machine().replace('_', '-')} cores{vectors}"


def about(program: Program, options: str = "") -> dict:
    """When, where, how and with what something is measured."""
    revision = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    command = f"Tools/{Path(sys.argv[0]).name} {options}".strip()
    return {"date": date.today().isoformat(), "machine": machine(), "command": command,
            "revision": revision.stdout.strip(), "program": fingerprint(program)}


def save(folder: Path, name: str, found: dict) -> None:
    """Writes what was measured, at once."""
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / f"{name}.partial"
    partial.write_text(json.dumps(found, indent=1) + "\n")
    partial.replace(folder / f"{name}.json")


def saved(folder: Path, name: str) -> dict | None:
    """What was measured under this name, if anything was."""
    path = folder / f"{name}.json"
    return json.loads(path.read_text()) if path.exists() else None
