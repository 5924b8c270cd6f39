"""Packs the merged table into the file that the program embeds; Sources/Issuers/PackedTable.swift reads it.

All numbers are little-endian and without sign. The program looks into the file as it is, so nothing is compressed that
a lookup would have to undo: names are interned, neighbouring prefixes that tell the same are one run, and what a prefix
tells is one of some thousand products.

    header      magic "CIS1", then offset and count of: institutions, products, national rows, pages, runs, text
    institution code, centre's code (0: none), name, English name, centre's name as text
    product     4 bytes: bits 0-23 issuer, bit 24 whether that is an institution (else text), 25-27 type, 28-31 network
    row         5 bytes prefix, 1 byte how many digits it has, 1 byte bits of lengths (bit 0: 12 digits), 1 byte zero,
                4 bytes product, 4 bytes name of the card as text; sorted by first four digits, then longest first
    page        of one value of a prefix's first four digits; one more ends the last
                4 bytes: where its runs begin, 4 bytes: its first row
    run         1 byte: how many prefixes of six digits, 2 bytes: their product, or 0xFFFF for none; 100 prefixes a page
    text        1 byte length, then UTF-8; text 0 is empty
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, starmap

from institutions import Institution
from merge import Merge, NationalRow, Product

MAGIC = b"CIS1"
KINDS = ["", "debit", "credit", "quasi_credit", "prepaid"]
NETWORKS = ["", "unionpay", "visa", "mastercard", "amex", "jcb", "diners", "discover", "maestro", "mir", "troy",
            "rupay", "elo"]
NOTHING = 0xFFFF
PAGE = struct.Struct("<II")


class Text:
    """Interned names."""

    def __init__(self) -> None:
        self.bytes = bytearray(b"\0")
        self.places = {"": 0}

    def place(self, text: str) -> int:
        """Where a name stands."""
        if text not in self.places:
            encoded = text.encode()
            if len(encoded) > 255:
                raise ValueError(f"too long: {text}")
            self.places[text] = len(self.bytes)
            self.bytes += bytes([len(encoded)]) + encoded
        return self.places[text]


def in_pages(row: NationalRow) -> Iterator[NationalRow]:
    """A row that belongs to one page: in place of a prefix of three digits, the ten of four that begin with it."""
    if len(row.prefix) >= 4:
        yield row
    else:
        for digit in "0123456789":
            yield from in_pages(replace(row, prefix=row.prefix + digit))


class Packer:
    """Collects what the sections hold."""

    def __init__(self, merge: Merge) -> None:
        self.text = Text()
        self.institutions = {institution: index for index, institution in enumerate(merge.institutions.all)}
        self.products: dict[Product, int] = {}
        # Those of the world first: a run has two bytes for its product.
        starts, self.runs = self.pack_world(merge.world)
        if len(self.products) >= NOTHING:
            raise ValueError("more products than two bytes can tell")
        rows = sorted((row for row in merge.national for row in in_pages(row)),
                      key=lambda row: (row.prefix[:4], -len(row.prefix), row.prefix, min(row.lengths)))
        self.rows = b"".join(map(self.packed_row, rows))
        first = [bisect_left(rows, f"{page:04}", key=lambda row: row.prefix[:4]) for page in range(10_000)]
        self.pages = b"".join(starmap(PAGE.pack, zip(starts, first + [len(rows)])))

    def product(self, product: Product) -> int:
        """The index of a product."""
        return self.products.setdefault(product, len(self.products))

    def pack_world(self, world: dict[str, Product]) -> tuple[list[int], bytes]:
        """Where the runs of each page begin and the last ends, and the runs."""
        starts, runs = [], bytearray()
        for page in range(10_000):
            starts.append(len(runs))
            prefixes = (f"{page:04}{last:02}" for last in range(100))
            told = [NOTHING if product is None else self.product(product) for product in map(world.get, prefixes)]
            for product, run in groupby(told):
                runs += struct.pack("<BH", len(list(run)), product)
        return starts + [len(runs)], bytes(runs)

    def packed_row(self, row: NationalRow) -> bytes:
        """Sixteen bytes."""
        return int(row.prefix).to_bytes(5, "little") + struct.pack(
            "<BBBII", len(row.prefix), sum(1 << n - 12 for n in row.lengths), 0, self.product(row.product),
            self.text.place(row.card))

    def packed_product(self, product: Product) -> bytes:
        """Four bytes."""
        is_institution = isinstance(product.issuer, Institution)
        issuer = self.institutions[product.issuer] if is_institution else self.text.place(product.issuer)
        if issuer >= 1 << 24:
            raise ValueError("more text than three bytes can tell")
        return struct.pack("<I", issuer | is_institution << 24 | KINDS.index(product.kind) << 25
                           | NETWORKS.index(product.network) << 28)

    def packed_institution(self, institution: Institution) -> bytes:
        """Twenty bytes."""
        return struct.pack("<5I", int(institution.code or 0), int(institution.centre_code or 0),
                           *map(self.text.place, (institution.name, institution.name_en, institution.centre_name)))

    def pack(self) -> bytes:
        """The whole file."""
        institutions = b"".join(map(self.packed_institution, self.institutions))
        products = b"".join(map(self.packed_product, self.products))
        sections = [(institutions, 20), (products, 4), (self.rows, 16), (self.pages, 8), (self.runs, 3),
                    (bytes(self.text.bytes), 1)]
        header, offset = bytearray(MAGIC), len(MAGIC) + 8 * len(sections)
        for section, size in sections:
            header += struct.pack("<II", offset, len(section) // size)
            offset += len(section)
        return bytes(header) + b"".join(section for section, _ in sections)
