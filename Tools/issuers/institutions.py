"""Tells which institution the packages mean: each spells it in its own way, in Chinese or English."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass

from sources import HERE


@dataclass(frozen=True)
class Institution:
    """An institution of institutions.tsv; an empty code is not known."""

    code: str
    name: str
    name_en: str
    centre_code: str
    centre_name: str


def chinese_key(name: str) -> str:
    """A Chinese name without what its spellings differ in."""
    name = re.sub(r"[(（].*?[)）]|股份有限公司|信用卡中心|贷记卡|^中国|省|壮族自治区|维吾尔自治区|自治区", "", name)
    name = re.sub(r"农村信用(社联合社|合作联社|联合社|联社|社)?$", "农信", name)
    name = re.sub(r"农村商业银行|农商银行|农村合作银行|农商行", "农商", name)
    return re.sub(r"(城市|市)?商业银行", "银行", name)


def english_key(name: str) -> str:
    """An English name without what its spellings differ in; the order of its words does not count."""
    name = re.sub(r"\(FORMERLY.*?\)", "", name.upper().replace("`", "")).replace("'", "")
    name = re.sub(r"(RURAL CREDIT) (COOPERATIVES?( UNION| ASSOCIATION)?|UNIONS?)", r"\1 UNION", name)
    name = re.sub(r"CITY COMMERCIAL", "COMMERCIAL", name)
    words = re.findall(r"[A-Z]+", name)
    dropped = {"OF", "THE", "AND", "CO", "LTD", "LIMITED", "CORP", "CORPORATION", "COMPANY", "INC", "PROVINCE"}
    return " ".join(sorted(word for word in words if word not in dropped))


def table(name: str) -> list[dict[str, str]]:
    """The rows of a file beside this one."""
    with open(HERE / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


class Institutions:
    """All institutions, found by any of their names."""

    def __init__(self) -> None:
        self.all = [Institution(**row) for row in table("institutions.tsv")]
        by_name = {institution.name: institution for institution in self.all}
        self.chinese = {chinese_key(institution.name): institution for institution in self.all}
        self.english: dict[str, Institution] = {}
        for institution in self.all:
            key = english_key(institution.name_en)
            self.english.setdefault(key, institution)
            # City banks were "X City Commercial Bank" before they became "Bank of X".
            if institution.name.endswith("银行") and not key.startswith("BANK CHINA") and "CHINA" not in key:
                self.english.setdefault(" ".join(sorted([*key.split(), "COMMERCIAL"])), institution)
        for row in table("aliases.tsv"):
            if row["alias"].isascii():
                self.english[english_key(row["alias"])] = by_name[row["name"]]
            else:
                self.chinese[chinese_key(row["alias"])] = by_name[row["name"]]
        self.longest_first = sorted(self.chinese, key=len, reverse=True)

    def named(self, name: str) -> Institution | None:
        """The institution of a Chinese name, that of one of its branches included."""
        key = chinese_key(name)
        if found := self.chinese.get(key):
            return found
        if re.search(r"(分行|子行|阿姆斯特丹)$", key):
            return next((self.chinese[known] for known in self.longest_first if key.startswith(known)), None)
        return None

    def named_in_english(self, name: str, country: str) -> Institution | None:
        """The institution of an English name, that of one of its cards included ("X BANK-Y CARD").

        Names that other countries have too, such as "Industrial Bank", are taken for Chinese ones in China alone.
        """
        if country not in ("CN", "HK", "MO") and "CHINA" not in name:
            return None
        # An alias may be the whole, and a hyphen belong to it.
        for part in (name, name.split("-")[0].split("(")[0]):
            if found := self.english.get(english_key(part)):
                return found
        return None
