"""Pictures to ask the server about: rendered ones of this repository, and real ones where they are at hand."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageFilter

from environment import ROOT

PHOTOGRAPHS = ROOT.parent / "shared/cards/cmb_sample_cards"


@dataclass(frozen=True)
class Card:
    """A picture of a card, and what is printed on it. Never to be printed here."""

    picture: bytes
    number: str
    expiry: str
    holder: str


def rendered(recording: str, frame: int) -> Card:
    """A frame of a recording of this repository."""
    folder = ROOT / "Recordings" / recording
    card = json.loads((folder / "truth.json").read_text())["cards"][0]
    picture = (folder / f"frames/{frame:06}.jpg").read_bytes()
    return Card(picture, card["number"], card.get("expiry") or "", card.get("holder") or "")


def photographs(most: int) -> list[Card]:
    """Some of the real photographs whose number passes the Luhn check; none where they are not at hand."""
    manifest = PHOTOGRAPHS / "manifest.csv"
    if not manifest.exists():
        return []
    with manifest.open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["luhn"].lower() in ("1", "true", "yes") and row["label"]]
    return [
        Card((PHOTOGRAPHS / Path(row["path"]).name).read_bytes(), row["label"], row["expiry"], row["name"])
        for row in rows[:: max(1, len(rows) // most)]]


def converted(picture: bytes, kind: str) -> bytes:
    """The picture as another kind of file."""
    target = io.BytesIO()
    Image.open(io.BytesIO(picture)).convert("RGB").save(target, kind)
    return target.getvalue()


def blurred(picture: bytes) -> bytes:
    """The picture, its digits beyond reading."""
    target = io.BytesIO()
    Image.open(io.BytesIO(picture)).filter(ImageFilter.GaussianBlur(7)).save(target, "JPEG")
    return target.getvalue()


def blank() -> bytes:
    """A picture of nothing."""
    target = io.BytesIO()
    Image.effect_noise((640, 400), 20).save(target, "JPEG")
    return target.getvalue()
