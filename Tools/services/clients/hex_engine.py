"""Requests of the clients of an engine on premises, signed as YouTu's are."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from collections.abc import Callable

import requests

from pictures import Card, blank, blurred, rendered
from server import SECRET, SECRET_ID, Server

from . import encoded, is_jpeg

Check = Callable[[str, bool], None]
PATHS = "/hex/ocrapi/creditcardocr", "/youtu/ocrapi/creditcardocr"
EVERYTHING = dict.fromkeys(
    ("enable_border_check", "enable_reshoot_check", "enable_copy_check", "ret_border_cut_image", "ret_card_no_image",
     "ret_warncode_flag", "enable_recognize_warn_code", "enable_quality_value"), True)


def authorization(secret: str = SECRET) -> str:
    """What YouTu's clients send."""
    now = int(time.time())
    text = f"u=0&a=10001&k={SECRET_ID}&e={now + 1000}&t={now}&r=73&f=".encode()
    return base64.b64encode(hmac.new(secret.encode(), text, hashlib.sha1).digest() + text).decode()


def ask(server: Server, body: dict, path: str = PATHS[0], secret: str = SECRET) -> requests.Response:
    """What a client gets."""
    headers = {"Authorization": authorization(secret), "Content-Type": "text/json"}
    return requests.post(server.url + path, json=body, headers=headers, timeout=120)


def check_cards(server: Server, cards: list[Card], check: Check) -> None:
    """Every field comes, whether the switches stand under `options` or flat."""
    for path, card in zip(PATHS, cards, strict=True):
        picture = {"image": encoded(card.picture), "session_id": "session"}
        for body in (picture | {"options": EVERYTHING}, picture | EVERYTHING):
            answer = ask(server, body, path).json()
            items = {item["item"]: item for item in answer["items"]}
            check("hex: success", (answer["errorcode"], answer["errormsg"], answer["session_id"]) == (0, "OK", "session"))
            check("hex: items", list(items) == ["卡号", "卡类型", "卡名字", "银行信息", "有效期"])
            check("hex: number", items["卡号"]["itemstring"] == card.number)
            check("hex: expiry", items["有效期"]["itemstring"] in ("", card.expiry))
            check("hex: place of the number", items["卡号"]["itemcoord"]["width"] > 300)
            check("hex: crops", all(is_jpeg(answer["special_image"][name]) for name in ("border_cut", "card_no")))
            check("hex: quality", 0 < answer["quality_value"] <= 100)
            check("hex: warnings", answer["recognize_warn_msg"] == answer["recognize_warn_warnmsg"])
            check("hex: single warning", (answer["warncode"] == 0) == (answer["warnmsg"] == ""))
    usual = ask(server, {"image": encoded(cards[0].picture)}).json()
    check("hex: the number's crop comes unasked", set(usual["special_image"]) == {"card_no"})


def check_errors(server: Server, card: Card, check: Check) -> None:
    """Every error comes with its code and text."""
    cases = {
        (-1102, "SDK_IMAGE_DECODE_FAILED"): {"image": encoded(b"nothing")},
        (-9012, "CREDITCARD_OCR_IMAGE_BLUR"): {"image": encoded(blurred(card.picture))},
        (-9013, "ERROR_NOT_A_CREDITCARD"): {"image": encoded(blank())},
        (-9014, "ERROR_CREDITCARD_ILLEGAL"): {"image": encoded(rendered("negative-luhn", 14).picture)},
    }
    for (code, text), body in cases.items():
        answer = ask(server, body).json()
        found = answer["errorcode"], answer["errormsg"]
        check(f"hex: {code}, not {found[0]}", found == (code, text))
    check("hex: url wins", ask(
        server, {"image": encoded(card.picture), "url": "http://127.0.0.1/"}).json()["errorcode"] == -1102)
    check("hex: who may not ask", ask(server, {}, secret="wrong").status_code == 401)
