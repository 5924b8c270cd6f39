"""The clients of the four services, each with what it must get."""

from __future__ import annotations

import base64


def encoded(picture: bytes) -> str:
    """A picture in base 64."""
    return base64.b64encode(picture).decode()


def is_jpeg(text: str | None) -> bool:
    """Whether a text is a JPEG in base 64."""
    return bool(text) and base64.b64decode(text or "").startswith(b"\xff\xd8")


def digits(text: str | None) -> str:
    """A number without its spaces."""
    return (text or "").replace(" ", "")
