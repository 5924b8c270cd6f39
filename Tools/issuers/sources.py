"""The rows of the packages that the table is built from, as their authors wrote them."""

from __future__ import annotations

import ast
import csv
import io
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
DOWNLOADS = ROOT / ".issuers"


def download() -> None:
    """Gets the packages, pinned by hash. None is installed."""
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
         "--require-hashes", "--dest", DOWNLOADS, "--requirement", HERE / "packages.txt"],
        check=True)


def archive(name: str) -> Path:
    """The downloaded package of a name."""
    (found,) = DOWNLOADS.glob(f"{name}-*")
    return found


def member(name: str, path: str) -> bytes:
    """A file inside a downloaded wheel."""
    with zipfile.ZipFile(archive(name)) as wheel:
        return wheel.read(path)


@dataclass(frozen=True)
class FishRow:
    """A prefix of fishbase: the bank's name, DC, CC, SCC or PC, and how many digits its numbers have."""

    prefix: str
    bank: str
    kind: str
    length: int


def fishbase() -> list[FishRow]:
    """Chinese prefixes with their lengths."""
    with tarfile.open(archive("fishbase")) as source, tempfile.NamedTemporaryFile() as file:
        file.write(source.extractfile("fishbase-1.6/fishbase/db/fish_data.sqlite").read())
        file.flush()
        rows = sqlite3.connect(file.name).execute(
            "select bin, bankname, cardtype, length from cn_cardbin join cn_bank using (bankcode) order by bin, length")
        return [FishRow(*row) for row in rows]


@dataclass(frozen=True)
class CardbinRow:
    """A prefix of cardbin: the issuer, often with its branch, and the name of the card."""

    prefix: str
    issuer: str
    card: str


def literal(source: bytes, name: str):
    """The value of a constant in a Python file that is not to be run."""
    for node in ast.parse(source).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            return ast.literal_eval(node.value)
    raise KeyError(name)


def cardbin() -> list[CardbinRow]:
    """Chinese prefixes with the names of cards."""
    table = literal(member("cardbin", "cardbin/bankbin.py"), "BANKBIN")
    return [CardbinRow(prefix, *text.split("|")) for prefix, text in sorted(table.items())]


@dataclass(frozen=True)
class WorldRow:
    """A prefix of six digits anywhere in the world; what is not known is empty."""

    prefix: str
    brand: str
    kind: str
    category: str
    issuer: str
    country: str


def card_generator() -> list[WorldRow]:
    """Prefixes of the whole world."""
    text = member("card_generator", "card_generator/bin-list-data.csv").decode()
    rows = [WorldRow(row["BIN"], row["Brand"], row["Type"], row["Category"], row["Issuer"].strip(), row["isoCode2"])
            for row in csv.DictReader(io.StringIO(text))]
    return sorted(rows, key=lambda row: row.prefix)


def patterns() -> dict[str, str]:
    """The regular expression of each network's whole numbers, of creditcard-identifier."""
    brands = literal(member("creditcard_identifier", "creditcard_identifier/brands.py"), "BRANDS")
    return {brand["name"]: brand["regexp_full"] for brand in brands}
