"""A cardcam-server that runs while a tool asks it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from environment import ROOT, say

ENVIRONMENT = ROOT / ".venv-services"
REQUIREMENTS = Path(__file__).with_name("requirements.txt")
SECRET_ID, SECRET = "AKIDexample", "secret-of-an-example"
APP_CODE = "0123456789abcdef0123456789abcdef"
KEYS = f"""
keys:
  - {{name: example, id: {SECRET_ID}, secret: {SECRET}, services: [tencent, iflytek, hex]}}
  - {{name: code, secret: {APP_CODE}, services: [aliyun]}}
  - {{name: stranger, id: AKIDstranger, secret: {SECRET}, services: [hex]}}
  - {{name: slow, id: AKIDslow, secret: {SECRET}, services: [tencent, iflytek], rate: 0.001}}
"""


def build(*swift: str | Path) -> Path:
    """Builds the server, as it is shipped unless told otherwise; returns where it is."""
    command = [*(swift or ("swift", "build", "--configuration", "release")), "--product", "cardcam-server"]
    say("building cardcam-server")
    subprocess.run(command, cwd=ROOT, check=True, stdout=sys.stderr)
    folder = subprocess.run([*command, "--show-bin-path"], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return Path(folder.stdout.strip()) / "cardcam-server"


class Server:
    """A server on a free port of loopback, gone at the end of `with`."""

    def __init__(self, program: Path, configuration: str = "", arguments: Sequence[str | Path] = ()) -> None:
        self._scratch = tempfile.TemporaryDirectory()
        path = Path(self._scratch.name)
        (path / "server.yaml").write_text(f"listen: 127.0.0.1:0\n{configuration}")
        self._log = (path / "access.jsonl").open("w")
        self._process = subprocess.Popen(
            [program, "--config", path / "server.yaml", *arguments], stdout=self._log, stderr=subprocess.PIPE, text=True)
        assert self._process.stderr
        for line in self._process.stderr:
            if found := re.search(r"listening on http://127\.0\.0\.1:(\d+)", line):
                self.port = int(found[1])
                self.url = f"http://127.0.0.1:{self.port}"
                return
            print(line, end="", file=sys.stderr)
        raise SystemExit("the server did not start")

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(timeout=60)
        self._log.close()
        self._scratch.cleanup()

    @property
    def is_running(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    def megabytes(self, field: str = "VmRSS") -> float:
        """Memory in use, or with `VmHWM` the most that ever was."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        found = re.search(rf"{field}:\s+(\d+)", status)
        return int(found[1]) / 1024 if found else 0


def program() -> Path:
    """The server that `CARDCAM_SERVER` names, or the one that the tests have built."""
    named = os.environ.get("CARDCAM_SERVER")
    return Path(named) if named else build(ROOT / "Tools/swift", "build")
