"""iFlytek's own client, and what other clients of its send otherwise."""

from __future__ import annotations

import base64
import hashlib
import json
import time
from collections.abc import Callable

import requests
from xfyunsdkocr.bank_card_client import BankCardClient

from pictures import Card, blank, converted, rendered
from server import SECRET, SECRET_ID, Server

from . import digits, encoded, is_jpeg

Check = Callable[[str, bool], None]
PATH = "/v1/service/v1/ocr/bankcard"


def ask(server: Server, picture: bytes | str, **settings: str) -> dict:
    """What the client gets."""
    text = picture if isinstance(picture, str) else encoded(picture)
    values = {"app_id": SECRET_ID, "api_key": SECRET, "card_number_image": "1"} | settings
    return json.loads(BankCardClient(host_url=server.url + PATH, **values).send(text))


def error_code(answer: dict) -> str:
    """The gateway's code, or the engine's where the gateway is content."""
    return answer["code"] if answer["code"] != "0" else str(answer["data"]["error_code"])


def check_cards(server: Server, cards: list[Card], check: Check) -> None:
    """Every field comes."""
    for card in cards:
        answer = ask(server, card.picture)
        data = answer["data"]
        check("iflytek: success", (answer["code"], answer["desc"], data["error_code"]) == ("0", "success", 0))
        check("iflytek: number", digits(data["card_number"]) == card.number)
        check("iflytek: expiry", data["validate"] in ("", card.expiry))
        check("iflytek: holder", isinstance(data["holder_name"], str))
        check("iflytek: issuer and type", all(isinstance(data[name], str) for name in ("issuer", "issuer_id", "type")))
        check("iflytek: crop", is_jpeg(data["card_number_image"]))
        check("iflytek: session", bool(answer["sid"]))
    check("iflytek: no crop unasked", "card_number_image" not in ask(
        server, cards[0].picture, card_number_image="0")["data"])
    # The vendor's Java client sends the picture as it is, plus signs and all.
    now = str(int(time.time()))
    parameters = base64.b64encode(b'{"engine_type":"bankcard"}').decode()
    headers = {
        "X-Appid": SECRET_ID, "X-CurTime": now, "X-Param": parameters,
        "X-CheckSum": hashlib.md5((SECRET + now + parameters).encode()).hexdigest(),
        "Content-Type": "application/x-www-form-urlencoded"}
    body = f"image={encoded(cards[0].picture)}"
    answer = requests.post(server.url + PATH, data=body, headers=headers, timeout=120).json()
    check("iflytek, form as Java sends it: number", digits(answer["data"]["card_number"]) == cards[0].number)


def check_errors(server: Server, card: Card, check: Check) -> None:
    """Every error comes with its code."""
    ask(server, blank(), app_id="AKIDslow")
    small = converted(card.picture, "JPEG")[:0] or _small()
    cases = {
        "10105": lambda: ask(server, card.picture, api_key="wrong"),
        "10106": lambda: ask(server, card.picture, card_number_image="7"),
        "40002": lambda: ask(server, ""),
        "40005": lambda: ask(server, converted(card.picture, "PNG")[:100_000]),
        "40006": lambda: ask(server, small),
        "40007": lambda: ask(server, rendered("negative-luhn", 14).picture),
        "40009": lambda: ask(server, "!!!!"),
        "40010": lambda: ask(server, card.picture[:3000]),
        "50001": lambda: ask(server, blank(), app_id="AKIDslow"),
    }
    for code, call in cases.items():
        found = error_code(call())
        check(f"iflytek: {code}, not {found}", found == code)
    check("iflytek: 40006 beyond 4 MB", error_code(ask(server, bytes(4 << 20))) == "40006")


def _small() -> bytes:
    """A picture whose shorter side is below 160 pixels."""
    import io

    from PIL import Image

    target = io.BytesIO()
    Image.new("RGB", (300, 159)).save(target, "JPEG")
    return target.getvalue()
