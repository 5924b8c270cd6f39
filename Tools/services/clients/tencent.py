"""Tencent's own SDK, every way it signs and sends."""

from __future__ import annotations

import json
from collections.abc import Callable

from tencentcloud.common.common_client import CommonClient
from tencentcloud.common.credential import Credential
from tencentcloud.common.exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.ocr.v20181119.models import BankCardOCRRequest
from tencentcloud.ocr.v20181119.ocr_client import OcrClient

from pictures import Card, blank, blurred, converted, rendered
from server import SECRET, SECRET_ID, Server

from . import encoded, is_jpeg

Check = Callable[[str, bool], None]
SWITCHES = (
    "RetBorderCutImage", "RetCardNoImage", "EnableCopyCheck", "EnableReshootCheck", "EnableBorderCheck",
    "EnableQualityValue")


def profile(server: Server, **settings: object) -> ClientProfile:
    """The SDK's settings with another address."""
    http = HttpProfile(protocol="http", endpoint=f"127.0.0.1:{server.port}", reqTimeout=120)
    http.reqMethod = settings.pop("reqMethod", "POST")
    found = ClientProfile(httpProfile=http)
    for name, value in settings.items():
        setattr(found, name, value)
    return found


def client(server: Server, secret_id: str = SECRET_ID, secret: str = SECRET, **settings: object) -> OcrClient:
    """The SDK's client of the interface."""
    return OcrClient(Credential(secret_id, secret), "ap-guangzhou", profile(server, **settings))


def request(picture: bytes | None = None, **fields: object) -> BankCardOCRRequest:
    """A request with every switch on."""
    made = BankCardOCRRequest()
    values = dict.fromkeys(SWITCHES, True) | fields
    if picture is not None:
        values["ImageBase64"] = encoded(picture)
    made.from_json_string(json.dumps(values))
    return made


def check_cards(server: Server, cards: list[Card], check: Check) -> None:
    """Every field comes, however the client signs and sends."""
    for card in cards:
        found = client(server).BankCardOCR(request(card.picture))
        check("tencent: number", found.CardNo == card.number)
        month, year = card.expiry.split("/")
        check("tencent: expiry", found.ValidDate in ("", f"{month}/20{year}"))
        check("tencent: bank, type and name are texts", all(
            isinstance(value, str) for value in (found.BankInfo, found.CardType, found.CardName)))
        check("tencent: crops", is_jpeg(found.BorderCutImage) and is_jpeg(found.CardNoImage))
        check("tencent: quality", 0 < found.QualityValue <= 100)
        check("tencent: warnings", found.WarningCode is None or all(
            -9114 <= code <= -9110 for code in found.WarningCode))
        check("tencent: request id", bool(found.RequestId))
    card = cards[0]
    ways = {
        "HmacSHA1": {"signMethod": "HmacSHA1"}, "HmacSHA256": {"signMethod": "HmacSHA256"},
        "unsigned payload": {"unsignedPayload": True}, "English": {"language": "en-US"},
    }
    for name, settings in ways.items():
        found = client(server, **settings).BankCardOCR(request(card.picture))
        check(f"tencent, {name}: number", found.CardNo == card.number)
    for kind in ("PNG", "BMP"):
        found = client(server).BankCardOCR(request(converted(card.picture, kind)))
        check(f"tencent, {kind}: number", found.CardNo == card.number)
    plain = client(server).BankCardOCR(request(card.picture, **dict.fromkeys(SWITCHES, False)))
    check("tencent: what is off is null", (plain.BorderCutImage, plain.CardNoImage, plain.QualityValue) == (None,) * 3)
    common = CommonClient("ocr", "2018-11-19", Credential(SECRET_ID, SECRET), "ap-guangzhou", profile(server))
    answer = common.call_json("BankCardOCR", {"ImageBase64": encoded(card.picture)})
    check("tencent, common client: number", answer["Response"]["CardNo"] == card.number)


def error_of(call: Callable[[], object]) -> str:
    """The code of the SDK's own exception."""
    try:
        call()
    except TencentCloudSDKException as error:
        return error.code if error.requestId else f"{error.code} without a request id"
    return "none"


def check_errors(server: Server, card: Card, check: Check) -> None:
    """Every error comes as the SDK's exception with its code."""
    asked = client(server)
    luhn = rendered("negative-luhn", 14)
    old = client(server)
    old._apiVersion = "2017-03-12"
    slow = client(server, "AKIDslow")
    error_of(lambda: slow.BankCardOCR(request(blank())))
    cases: dict[str, Callable[[], object]] = {
        "AuthFailure.SignatureFailure": lambda: client(server, secret="wrong").BankCardOCR(request(card.picture)),
        "AuthFailure.SecretIdNotFound": lambda: client(server, "AKIDnobody").BankCardOCR(request(card.picture)),
        "FailedOperation.UnOpenError": lambda: client(server, "AKIDstranger").BankCardOCR(request(card.picture)),
        "RequestLimitExceeded": lambda: slow.BankCardOCR(request(blank())),
        "InvalidAction": lambda: asked.call_json("IDCardOCR", {}),
        "NoSuchVersion": lambda: old.BankCardOCR(request(card.picture)),
        "MissingParameter": lambda: asked.BankCardOCR(request()),
        "InvalidParameterValue.InvalidParameterValueLimit": lambda: asked.BankCardOCR(
            request(card.picture, EnableCopyCheck="maybe")),
        "FailedOperation.ImageDecodeFailed": lambda: asked.BankCardOCR(request(b"no picture at all")),
        "InvalidParameter.EngineImageDecodeFailed": lambda: asked.BankCardOCR(request(card.picture[:3000])),
        "FailedOperation.NoBankCardError": lambda: asked.BankCardOCR(request(blank())),
        "FailedOperation.IllegalBankCardError": lambda: asked.BankCardOCR(request(luhn.picture)),
        "FailedOperation.OcrFailed": lambda: asked.BankCardOCR(request(blurred(card.picture))),
        "LimitExceeded.TooLargeFileError": lambda: asked.BankCardOCR(request(bytes(8 << 20))),
        "FailedOperation.DownLoadError": lambda: asked.BankCardOCR(request(ImageUrl="http://127.0.0.1/a.jpg")),
    }
    for code, call in cases.items():
        found = error_of(call)
        check(f"tencent: {code}, not {found}", found == code)
    get = client(server, reqMethod="GET")
    check("tencent, GET: MissingParameter", error_of(lambda: get.call_json("BankCardOCR", {})) == "MissingParameter")


def check_photographs(server: Server, cards: list[Card], check: Check) -> None:
    """Real cards: how many are read, and how many have a bank, a type and a name."""
    read = wrong = banks = types = names = 0
    for card in cards:
        try:
            found = client(server).BankCardOCR(request(card.picture))
        except TencentCloudSDKException:
            continue
        read += found.CardNo == card.number
        wrong += found.CardNo != card.number
        banks += bool(found.BankInfo)
        types += bool(found.CardType)
        names += bool(found.CardName)
    print(f"photographs with a valid number: {len(cards)}; read {read}, wrong {wrong}, bank {banks}, "
          f"type {types}, card name {names}")
    check("tencent: most photographs are read", read >= 0.8 * len(cards))
