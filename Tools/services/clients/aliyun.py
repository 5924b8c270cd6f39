"""Requests of the marketplace's clients, as they are seen in public code."""

from __future__ import annotations

import json
from collections.abc import Callable

import requests

from pictures import Card, blank, converted, rendered
from server import APP_CODE, Server

from . import digits, encoded

Check = Callable[[str, bool], None]
PATH = "/rest/160601/ocr/ocr_bank_card.json"


def ask(server: Server, body: object, code: str = APP_CODE, path: str = PATH) -> requests.Response:
    """What a client gets; a text is sent as it is."""
    data = body if isinstance(body, (str, bytes)) else json.dumps(body)
    headers = {"Authorization": f"APPCODE {code}", "Content-Type": "application/json; charset=UTF-8"}
    return requests.post(server.url + path, data=data, headers=headers, timeout=120)


def old(picture: bytes) -> dict:
    """A request of the older form, as PHP writes it: an object without members is an array."""
    return {"inputs": [{
        "image": {"dataType": 50, "dataValue": encoded(picture)}, "configure": {"dataType": 50, "dataValue": "[]"}}]}


def check_cards(server: Server, cards: list[Card], check: Check) -> None:
    """Every field comes, in both forms."""
    for card in cards:
        for answer in (
            ask(server, {"image": encoded(card.picture)}).json(),
            json.loads(ask(server, old(card.picture)).json()["outputs"][0]["outputValue"]["dataValue"]),
        ):
            check("aliyun: number", digits(answer["card_num"]) == card.number)
            check("aliyun: result", digits(answer["result"]["bank_card_number"]) == card.number)
            check("aliyun: expiry", answer["result"]["valid_date"] in ("", card.expiry))
            check("aliyun: type", answer["result"]["bank_card_type"] in (0, 1, 2))
            check("aliyun: success", answer["success"] is True and bool(answer["request_id"]))
    text = encoded(cards[0].picture)
    wrapped = "\r\n".join(text[at : at + 76] for at in range(0, len(text), 76)).replace("/", "\\/")
    answer = ask(server, f'{{"image":"{wrapped}"}}')
    check("aliyun, wrapped lines: number", digits(answer.json()["card_num"]) == cards[0].number)
    gif = ask(server, {"image": encoded(converted(cards[0].picture, "GIF"))})
    check("aliyun, GIF: looked at", gif.status_code in (200, 464))


def check_errors(server: Server, card: Card, check: Check) -> None:
    """Every error comes with its status and its text."""
    gif = converted(card.picture, "GIF")
    picture = "Invalid Input - image data error - "
    cases: list[tuple[int, str, object, dict]] = [
        (400, "Invalid URL", {}, {"path": "/rest/160601/ocr/elsewhere.json"}),
        (403, "Forbidden", {}, {"code": "0" * 32}),
        (413, "Payload Too Large", bytes(13 << 20), {}),
        (460, "Invalid Input - failed to parse json", "{", {}),
        (461, "Invalid Input - json format error - missing key: image", {}, {}),
        (461, "Invalid Input - json format error - value of inputs must be a array", {"inputs": 1}, {}),
        (462, picture + "download image from url error", {"image": "http://127.0.0.1/a.jpg"}, {}),
        (462, picture + "input image empty, please check your image binary data", {"image": ""}, {}),
        (462, picture + "image decode failed, please check your image binary data", {"image": encoded(b"nothing")}, {}),
        (462, picture + "please remove additional header: data:image/jpg:base64,",
         {"image": "data:image/jpg;base64,AAAA"}, {}),
        (462, picture + "open gif image failed", {"image": encoded(gif[:9])}, {}),
        (462, picture + "decode gif image failed", {"image": encoded(gif[: len(gif) // 2])}, {}),
        (463, "Invalid Input - wrong category", {"image": encoded(blank())}, {}),
        (464, "Invalid Result - illegal card number", {"image": encoded(rendered("negative-luhn", 14).picture)}, {}),
    ]
    for status, text, body, settings in cases:
        answer = ask(server, body, **settings)
        found = answer.headers.get("X-Ca-Error-Message")
        check(f"aliyun: {status} {text}, not {answer.status_code} {found}", (answer.status_code, found) == (status, text))
