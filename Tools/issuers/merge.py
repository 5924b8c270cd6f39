"""Merges the rows of the packages into one table: what each prefix and number of digits tells."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from institutions import Institution, Institutions, table
from sources import CardbinRow, FishRow, WorldRow

ANY_LENGTH = frozenset(range(12, 20))

NETWORKS = {
    "CHINA UNION PAY": "unionpay", "CHINA UNION PAY/UZCARD": "unionpay", "VISA": "visa", "MASTERCARD": "mastercard",
    "AMERICAN EXPRESS": "amex", "JCB": "jcb", "DINERS CLUB INTERNATIONAL": "diners", "DISCOVER": "discover",
    "MAESTRO": "maestro", "NSPK MIR": "mir", "TROY": "troy", "RUPAY": "rupay", "ELO": "elo",
}
FISH_KINDS = {"DC": "debit", "CC": "credit", "SCC": "quasi_credit", "PC": "prepaid"}
# What stands in place of an issuer where none is named.
PLACEHOLDERS = {"INTL HDQTRS-CENTER OWNED", "INN FOR UNIONPAY CARD NETWORK", "DISCOVER ISSUER", "EXPRESS COMPANY", "NAME"}
WORLD_KINDS = {"DEBIT": "debit", "CREDIT": "credit", "CHARGE CARD": "credit", "": ""}


@dataclass(frozen=True)
class Product:
    """What a prefix tells. The issuer is an institution, a bare name, or empty."""

    issuer: Institution | str = ""
    kind: str = ""
    network: str = ""


def national_network(prefix: str) -> str:
    """The network of a Chinese prefix; empty where the rules for networks tell: banks there issue others' cards too."""
    return "" if re.match("4|5[1-5]|3[4-9]", prefix) else "unionpay"


@dataclass(frozen=True)
class NationalRow:
    """A Chinese prefix, whose numbers have one of some lengths."""

    prefix: str
    lengths: frozenset[int]
    product: Product
    card: str = ""


def kind_of_name(text: str) -> str:
    """The type that a card's name states, if it does."""
    for pattern, kind in (("准贷记", "quasi_credit"), ("预付|储值|充值", "prepaid"), ("贷记|信用卡", "credit"),
                          ("借记|储蓄|存折", "debit")):
        if re.search(pattern, text):
            return kind
    return ""


class Merge:
    """The merged table."""

    def __init__(self, fish: list[FishRow], cards: list[CardbinRow], world: list[WorldRow]) -> None:
        self.institutions = Institutions()
        self.world = {row.prefix: self.world_product(row) for row in world}
        self.national = self.merge_national(fish, {row.prefix: row for row in cards}) + [
            NationalRow(row["prefix"], frozenset([int(row["length"])]),
                        Product(self.issuer(row["name"]), row["card_type"], national_network(row["prefix"])),
                        row["card_name"])
            for row in table("own_rows.tsv")]
        # A table that states the lengths of a prefix is believed: its numbers have no others.
        for row in self.national:
            self.world.pop(row.prefix, None)

    def issuer(self, name: str) -> Institution | str:
        """The institution of a Chinese name, or that name."""
        return self.institutions.named(name) or name

    def merge_national(self, fish: list[FishRow], cards: dict[str, CardbinRow]) -> list[NationalRow]:
        """fishbase tells lengths, cardbin names of cards and the finer types."""
        merged: dict[tuple[str, Product, str], set[int]] = defaultdict(set)
        for row in fish:
            product = Product(self.issuer(row.bank), FISH_KINDS[row.kind], national_network(row.prefix))
            card = cards.get(row.prefix)
            name = ""
            if card and self.issuer(card.issuer) == product.issuer:
                name = card.card
                # Smaller tables call quasi-credit cards credit cards, and prepaid ones debit cards.
                finer = kind_of_name(name)
                if (product.kind, finer) in (("credit", "quasi_credit"), ("debit", "prepaid")):
                    product = replace(product, kind=finer)
            merged[row.prefix, product, name].add(row.length)
        listed = {row.prefix for row in fish}
        for row in cards.values():
            if row.prefix in listed:
                continue
            kind = kind_of_name(row.card) or kind_of_name(row.issuer) or self.world.get(row.prefix, Product()).kind
            product = Product(self.issuer(row.issuer), kind, national_network(row.prefix))
            merged[row.prefix, product, row.card] |= ANY_LENGTH
        return [NationalRow(prefix, frozenset(lengths), product, card)
                for (prefix, product, card), lengths in merged.items()]

    def world_product(self, row: WorldRow) -> Product:
        """What a row of the world tells."""
        kind = WORLD_KINDS[row.kind]
        if re.search("PREPAID|GIFT", row.category):
            kind = "prepaid"
        name = "" if row.issuer in PLACEHOLDERS else row.issuer
        issuer = self.institutions.named_in_english(name, row.country) or name
        return Product(issuer, kind, NETWORKS.get(row.brand, ""))
