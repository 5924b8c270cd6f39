"""A headless Chromium that a tool steers over the DevTools protocol, through a pipe."""

from __future__ import annotations

import base64
import collections
import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any


class Browser:
    """One browser with one page, gone at the end of `with`."""

    def __init__(self, *switches: str) -> None:
        program = shutil.which("chromium")
        if not program:
            raise SystemExit("chromium is missing: Tools/need chromium installs it")
        self._profile = tempfile.TemporaryDirectory()
        (to_browser, write_end), (read_end, from_browser) = os.pipe(), os.pipe()

        def place() -> None:
            # The protocol's ends are descriptors 3 and 4; far copies first, should one of these stand in the way.
            os.dup2(to_browser, 30)
            os.dup2(from_browser, 31)
            os.dup2(30, 3)
            os.dup2(31, 4)

        self._process = subprocess.Popen(
            [program, "--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage", "--mute-audio",
             f"--user-data-dir={self._profile.name}", *switches, "about:blank"],
            preexec_fn=place, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser), os.close(from_browser)
        self._write, self._read = write_end, read_end
        self._rest, self._next = b"", 0
        self.events: collections.deque[dict[str, Any]] = collections.deque(maxlen=1000)
        target = next(
            target for target in self._call("Target.getTargets")["targetInfos"] if target["type"] == "page")
        self._session = self._call(
            "Target.attachToTarget", {"targetId": target["targetId"], "flatten": True})["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(timeout=30)
        os.close(self._write), os.close(self._read)
        shutil.rmtree(self._profile.name, ignore_errors=True)

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Asks the page for something, and waits for the answer."""
        return self._call(method, parameters, self._session)

    def evaluate(self, script: str) -> Any:
        """The value of a script, waited for if it is a promise."""
        answer = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"].get("exception", {}).get("description", script))
        return answer["result"].get("value")

    def wait(self, condition: str, seconds: float = 30) -> bool:
        """Waits until a script's value is true."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.evaluate(condition):
                return True
            time.sleep(0.05)
        return False

    def open(self, url: str) -> None:
        """Goes to a page, and waits until it is there."""
        self.call("Page.navigate", url=url)
        self.wait(f"location.href.startsWith({json.dumps(url)}) && document.readyState === 'complete'")

    def resize(self, width: int, height: int, scale: float = 1) -> None:
        """Makes the screen as large."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=False)
        self.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def screenshot(self, path: Path) -> None:
        """Writes what a person would see."""
        kind = "png" if path.suffix == ".png" else "jpeg"
        options = {} if kind == "png" else {"quality": 82}
        shot = self.call("Page.captureScreenshot", format=kind, **options)
        path.write_bytes(base64.b64decode(shot["data"]))

    def prefer(self, **features: str) -> None:
        """Sets what the person prefers: `prefers_color_scheme="dark"`."""
        listed = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.call("Emulation.setEmulatedMedia", features=listed)

    def _call(self, method: str, parameters: dict[str, Any] | None = None, session: str | None = None) -> dict[str, Any]:
        self._next += 1
        number = self._next
        message: dict[str, Any] = {"id": number, "method": method, "params": parameters or {}}
        if session:
            message["sessionId"] = session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            chunk = os.read(self._read, 1 << 20)
            if not chunk:
                raise RuntimeError("the browser is gone")
            self._rest += chunk
        message, _, self._rest = self._rest.partition(b"\0")
        return json.loads(message)
