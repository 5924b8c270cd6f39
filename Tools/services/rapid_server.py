#!/usr/bin/env python3
"""RapidOCR behind a small server, as one would put it up: an engine for each core, requests wait for a free one.

  rapid_server.py ENGINES   prints the port that it listens on
"""

from __future__ import annotations

import base64
import contextlib
import json
import queue
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import cv2
import numpy as np
from rapidocr import RapidOCR

engines: queue.Queue[RapidOCR] = queue.Queue()


class Handler(BaseHTTPRequestHandler):
    """Reads the picture of a request and answers with the texts on it."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        picture = cv2.imdecode(np.frombuffer(base64.b64decode(body["image"]), np.uint8), cv2.IMREAD_COLOR)
        engine = engines.get()
        try:
            found = engine(picture)
        finally:
            engines.put(engine)
        answer = json.dumps({"texts": list(found.txts or [])}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        # Who measures hangs up when time is over.
        with contextlib.suppress(BrokenPipeError):
            self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Says nothing: what is read are card numbers."""


def main() -> None:
    threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
    for _ in range(int(sys.argv[1])):
        engines.put(RapidOCR(params={**threads, "Global.log_level": "error"}))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()


main()
