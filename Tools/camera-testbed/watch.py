"""Watches a server that holds a camera: waits for its first event and the first picture of its preview.

  watch.py URL   exits with 0 when both have come
"""

import json
import sys
import time
import urllib.error
import urllib.request

LIMIT = 150


def opened(url):
    """A stream of the server's, which may still be starting."""
    end = time.monotonic() + LIMIT
    while True:
        try:
            return urllib.request.urlopen(url, timeout=LIMIT)
        except urllib.error.URLError:
            if time.monotonic() > end:
                raise
            time.sleep(1)


def first_event(url):
    """What the first message of the event stream says."""
    with opened(f"{url}/events") as stream:
        for line in stream:
            if line.startswith(b"data: "):
                return json.loads(line[6:])
    raise SystemExit("no event came")


def first_picture(url):
    """The head and the bytes of the first picture."""
    with opened(f"{url}/preview.mjpg") as stream:
        head = {}
        for line in stream:
            name, _, value = line.decode().strip().partition(": ")
            head[name.lower()] = value
            if not name and "content-length" in head:
                return head, stream.read(int(head["content-length"]))
    raise SystemExit("no picture came")


event = first_event(sys.argv[1])
assert event["event"] == "started" and event["source"]["kind"] == "camera", event["event"]
head, picture = first_picture(sys.argv[1])
assert picture.startswith(b"\xff\xd8") and picture.endswith(b"\xff\xd9") and head["x-cardcam-size"] == "1280x720", head
print(f"a picture of frame {head['x-cardcam-frame']}, {len(picture)} bytes")
