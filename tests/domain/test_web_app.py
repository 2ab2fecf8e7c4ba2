"""What pages of bots are told of who has opened them."""

from __future__ import annotations

import hashlib
import hmac
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest

from hodhod.domain.web_app import address, init_data

TOKEN = "7:token"


def checked(data: str, token: str) -> bool:
    """Check data as the documentation tells bots to."""
    fields = dict(parse_qsl(data, keep_blank_values=True))
    given = fields.pop("hash")
    lines = "\n".join(f"{name}={value}" for name, value in sorted(fields.items()))
    key = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    return hmac.new(key, lines.encode(), hashlib.sha256).hexdigest() == given


def test_a_bot_checks_with_its_token_who_has_opened_its_page() -> None:
    data = init_data(TOKEN, {"auth_date": "1", "user": '{"id":5,"first_name":"سارا & ="}'})
    assert checked(data, TOKEN)
    assert not checked(data, "7:other")
    assert not checked(data.replace("auth_date=1", "auth_date=2"), TOKEN)


@pytest.mark.parametrize(
    ("url", "before"),
    [
        ("https://page.example/x?y=1", "tgWebAppData"),
        ("https://page.example/#/route", "/route?tgWebAppData"),
        ("https://page.example/#a=b", "a=b&tgWebAppData"),
    ],
)
def test_the_address_carries_it_behind_what_stands_there(url: str, before: str) -> None:
    opened = address(url, "a=1&hash=2", platform="web", theme='{"bg_color":"#ffffff"}')
    assert opened.startswith(url.partition("#")[0])
    fragment = urlsplit(opened).fragment
    assert fragment.startswith(before)
    said = parse_qs(fragment.rpartition("?")[2] if "?" in fragment else fragment)
    assert said["tgWebAppData"] == ["a=1&hash=2"]
    assert said["tgWebAppPlatform"] == ["web"]
    assert said["tgWebAppThemeParams"] == ['{"bg_color":"#ffffff"}']
