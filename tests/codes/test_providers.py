from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator

import pytest

from hodhod.codes import (
    Codes,
    CodesSettings,
    Delivery,
    GhasedakSettings,
    KavenegarSettings,
    NoRouteError,
    ProviderSettings,
    SmsIrSettings,
    TemplateSettings,
    gateway_http,
    open_codes,
)
from tests.codes.fake_gateway import FakeGateway, fake_gateway

KEY = "a-secret-key"
DELIVERY = Delivery(phone="989121234567", code="01234")


@pytest.fixture
async def gateway() -> AsyncIterator[FakeGateway]:
    async with fake_gateway() as gateway:
        yield gateway


def settings_of(provider: str, url: str) -> ProviderSettings:
    match provider:
        case "kavenegar":
            return KavenegarSettings(key=KEY, template="login", url=url)
        case "sms.ir":
            return SmsIrSettings(key=KEY, template_id=77, url=url)
        case "ghasedak":
            return GhasedakSettings(key=KEY, template="login", url=url)
        case _:
            return TemplateSettings(
                url=url + "/send?to={plus}&local={local}",
                headers=(("X-Key", KEY), ("Content-Type", "application/json")),
                body='{"text": "code {code}", "call": {voice}, "to": "{phone}"}',
                accepted="OK",
                voice=True,
            )


ACCEPTED = {
    "kavenegar": '{"return": {"status": 200, "message": "ok"}, "entries": []}',
    "sms.ir": '{"status": 1, "message": "ok", "data": {}}',
    "ghasedak": '{"IsSuccess": true, "StatusCode": 200}',
    "http": "OK 17",
}
REFUSED = {
    "kavenegar": '{"return": {"status": 418, "message": "no credit"}}',
    "sms.ir": '{"status": 102, "message": "no credit"}',
    "ghasedak": '{"IsSuccess": false, "StatusCode": 402}',
    "http": "ERROR",
}


async def send(provider: str, gateway: FakeGateway, delivery: Delivery = DELIVERY) -> None:
    settings = CodesSettings(providers=(settings_of(provider, gateway.url),))
    async with open_codes(settings, clock=lambda: 1000.0, show=lambda _: None) as codes:
        sent = await codes.send(delivery)
        assert sent.provider == provider
        assert sent.voice == delivery.voice


async def test_kavenegar_is_asked_as_it_documents(gateway: FakeGateway) -> None:
    gateway.answer = ACCEPTED["kavenegar"]
    await send("kavenegar", gateway)
    await send("kavenegar", gateway, Delivery("989121234567", "01234", voice=True))
    sms, call = gateway.requests
    assert (sms.method, sms.path) == ("POST", f"/v1/{KEY}/verify/lookup.json")
    assert sms.query == {
        "receptor": "09121234567",
        "template": "login",
        "token": "01234",
        "type": "sms",
    }
    assert call.query["type"] == "call"


async def test_sms_ir_is_asked_as_it_documents(gateway: FakeGateway) -> None:
    gateway.answer = ACCEPTED["sms.ir"]
    await send("sms.ir", gateway)
    (request,) = gateway.requests
    assert (request.method, request.path) == ("POST", "/v1/send/verify")
    assert request.headers["X-API-KEY"] == KEY
    assert json.loads(request.body) == {
        "mobile": "09121234567",
        "templateId": 77,
        "parameters": [{"name": "CODE", "value": "01234"}],
    }


async def test_ghasedak_is_asked_as_it_documents(gateway: FakeGateway) -> None:
    gateway.answer = ACCEPTED["ghasedak"]
    await send("ghasedak", gateway, Delivery("989121234567", "01234", voice=True))
    (request,) = gateway.requests
    assert (request.method, request.path) == (
        "POST",
        "/rest/api/v1/WebService/SendOtpWithParams",
    )
    assert request.headers["ApiKey"] == KEY
    body = json.loads(request.body)
    assert body["receptors"][0]["mobile"] == "09121234567"
    assert (body["param1"], body["isVoice"], body["templateName"]) == ("01234", True, "login")


async def test_a_template_is_filled(gateway: FakeGateway) -> None:
    gateway.answer = ACCEPTED["http"]
    await send("http", gateway, Delivery("14155552671", "01234", voice=True))
    (request,) = gateway.requests
    assert request.query == {"to": "+14155552671", "local": "0014155552671"}
    assert request.headers["X-Key"] == KEY
    assert json.loads(request.body) == {"text": "code 01234", "call": True, "to": "14155552671"}


@pytest.mark.parametrize("provider", ACCEPTED)
@pytest.mark.parametrize(
    "wrong", ["refused", "error", "text", "list", "redirect", "gone", "silent"]
)
async def test_what_is_not_taken_is_not_sent_and_gives_no_key_away(
    provider: str,
    wrong: str,
    gateway: FakeGateway,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level(logging.DEBUG)
    if wrong == "refused":
        gateway.answer = REFUSED[provider]
    elif wrong == "error":
        gateway.status, gateway.answer = 500, "<html>"
    elif wrong == "text":
        gateway.answer = "no json" * 50_000
    elif wrong == "list":
        gateway.answer = "[1]"
    elif wrong == "redirect":
        gateway.status, gateway.answer = 302, ""
    elif wrong == "gone":
        gateway.url = "http://127.0.0.1:1"
    else:
        gateway.silent = True
        monkeypatch.setattr(gateway_http, "TIMEOUT_S", 0.05)
    with pytest.raises(NoRouteError) as failure:
        await send(provider, gateway)
    assert len(gateway.requests) == (0 if wrong == "gone" else 1)
    told = f"{caplog.text} {failure.value!r} {failure.value.__cause__!r}"
    assert provider in caplog.text
    assert KEY not in told
    assert DELIVERY.code not in told


@pytest.mark.parametrize("provider", ACCEPTED)
def test_settings_do_not_show_their_keys(provider: str) -> None:
    assert KEY not in repr(settings_of(provider, "http://127.0.0.1"))
    assert KEY not in repr(CodesSettings(providers=(settings_of(provider, "http://x"),)))


async def test_a_code_is_read_out_only_where_somebody_can(gateway: FakeGateway) -> None:
    async def can_call(provider: str) -> bool:
        settings = CodesSettings(providers=(settings_of(provider, gateway.url),))
        async with open_codes(settings, clock=lambda: 0.0, show=lambda _: None) as codes:
            assert isinstance(codes, Codes)
            return codes.can_call(DELIVERY.phone)

    assert [await can_call(one) for one in ("kavenegar", "sms.ir", "ghasedak", "http")] == [
        True,
        False,
        True,
        True,
    ]
