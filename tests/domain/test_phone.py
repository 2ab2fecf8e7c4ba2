from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hodhod.domain.errors import RpcError
from hodhod.domain.phone import (
    calling_code,
    fixed_code,
    is_test,
    national,
    parse,
    pretty,
    require,
)

IRANIAN = "989121234567"


@pytest.mark.parametrize(
    "typed",
    [
        "09121234567",
        "9121234567",
        "+989121234567",
        "00989121234567",
        "989121234567",
        "+98 (912) 123-4567",
        "۰۹۱۲ ۱۲۳ ۴۵۶۷",
        "٩١٢١٢٣٤٥٦٧",
        "\u202a+98 912 123 4567\u202c",
    ],
)
def test_every_way_to_type_a_number_is_one_number(typed: str) -> None:
    assert parse(typed) == IRANIAN


@pytest.mark.parametrize(
    ("typed", "region", "phone"),
    [
        # clients send the country code without its plus
        ("14155552671", "IR", "14155552671"),
        ("447911123456", "IR", "447911123456"),
        ("4915112345678", "IR", "4915112345678"),
        ("6591234567", "IR", "6591234567"),
        ("4520123456", "IR", "4520123456"),
        ("93701234567", "IR", "93701234567"),
        # a region's own numbers
        ("07911123456", "GB", "447911123456"),
        ("4155552671", "US", "14155552671"),
        ("015112345678", "DE", "4915112345678"),
        ("15112345678", "DE", "4915112345678"),
        ("09121234567", "DE", "499121234567"),
        # an operator's new range
        ("+989991234567", "DE", "989991234567"),
        ("02188776655", "IR", "982188776655"),
        ("+98912", "IR", None),
        ("+999661", "IR", None),
        ("12", "IR", None),
        ("0", "IR", None),
        ("", "IR", None),
        ("+", "IR", None),
        ("hodhod", "IR", None),
        ("²³٠", "IR", None),
        ("9" * 41, "IR", None),
    ],
)
def test_numbers_of_the_world(typed: str, region: str, phone: str | None) -> None:
    assert parse(typed, region) == phone


def test_test_numbers_exist_where_they_are_allowed() -> None:
    assert parse("+9996631234") is None
    assert parse("+99966 3 1234", test_numbers=True) == "9996631234"
    assert is_test("9996631234")
    assert fixed_code("9996631234") == "33333"
    assert fixed_code("9996631234", 6) == "333333"
    assert fixed_code(IRANIAN) is None
    assert pretty("9996631234") == "+9996631234"


def test_a_wrong_number_is_refused_by_name() -> None:
    assert require("0912 123 4567") == IRANIAN
    with pytest.raises(RpcError, match="PHONE_NUMBER_INVALID"):
        require("0912")


def test_forms_of_a_number() -> None:
    assert national(IRANIAN) == "09121234567"
    assert pretty(IRANIAN) == "+98 912 123 4567"
    assert calling_code(IRANIAN) == "98"
    assert calling_code("9996631234") == ""


@given(st.text() | st.text("+0123456789۰۹ -", max_size=20))
def test_what_is_a_number_stays_that_number(typed: str) -> None:
    phone = parse(typed)
    if phone is not None:
        assert phone.isascii()
        assert phone.isdecimal()
        assert len(phone) <= 17
        assert parse("+" + phone) == phone
