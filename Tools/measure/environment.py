"""Where the measuring tools run and how they print: the repository, its Python environment, one core, table rows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = ROOT / ".venv-bench"
REQUIREMENTS = Path(__file__).with_name("requirements.txt")


def say(text: str) -> None:
    """Tells on standard error what is going on; standard output is for the figures."""
    print(f"{Path(sys.argv[0]).name}: {text}", file=sys.stderr, flush=True)


def print_row(*cells: object) -> None:
    """Prints a row of a Markdown table."""
    print("|", " | ".join(map(str, cells)), "|")


def enter_environment(environment: Path = ENVIRONMENT, requirements: Path = REQUIREMENTS) -> None:
    """Goes on in an environment: makes it at the first use, and starts the running script again inside it."""
    if Path(sys.prefix) == environment:
        return
    python = environment / "bin/python"
    installed = environment / "requirements.txt"
    if not installed.exists() or installed.read_text() != requirements.read_text():
        say(f"preparing {environment.name}")
        subprocess.run([sys.executable, "-m", "venv", "--clear", environment], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", requirements], check=True, stdout=sys.stderr)
        installed.write_text(requirements.read_text())
    os.execv(python, [str(python), *sys.argv])


def pin_to_one_core() -> int:
    """Keeps this process and all that it starts on one core, the last of those it may use."""
    core = max(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})
    return core
