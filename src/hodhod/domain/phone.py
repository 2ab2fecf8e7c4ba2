"""Phone numbers: however they are typed, one form inside.

Inside, on the wire and in the database a number is the digits of its E.164 form without the plus:
`989121234567`. Clients send what was typed, with or without plus, zeros, spaces and Persian digits.

Numbers 99966XYYYY belong to nobody. Where the operator allows it they are test accounts whose code
is the digit X, repeated.

Source: https://core.telegram.org/api/auth#test-accounts
"""

from __future__ import annotations

import re

import phonenumbers

from hodhod.domain.errors import bad_request
from hodhod.domain.text import fold_digits

MAX_TYPED = 40
"""Characters read of what was typed: E.164 has 15 digits, the rest are separators."""

_SEPARATORS = re.compile(r"[\s()./\-\u2010-\u2015\u200c-\u200f\u202a-\u202e\u2066-\u2069]+")
_IRANIAN_MOBILE = re.compile(r"(?:\+98|0098|98|0)?(9\d{9})")
"""What most numbers of an Iranian address book look like: told without the library."""

_MOBILE_TYPES = (
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
)

_TEST = re.compile(r"99966(\d)\d{4}")


def parse(typed: str, region: str = "IR", *, test_numbers: bool = False) -> str | None:
    """Return a number's one form.

    Args:
        typed: What was typed: `0912 123 4567`, `+98…`, `0098…`, `98…`, `912…`, in any digits.
        region: Two letters; numbers without a country code belong to it.
        test_numbers: Whether test numbers exist.

    Returns:
        The digits of the E.164 form, or None if there is no such number.
    """
    if len(typed) > MAX_TYPED:
        return None
    number = _SEPARATORS.sub("", fold_digits(typed))
    digits = number.removeprefix("+")
    if not (digits.isascii() and digits.isdecimal()):
        return None
    if _TEST.fullmatch(digits):
        return digits if test_numbers else None
    if region == "IR" and (mobile := _IRANIAN_MOBILE.fullmatch(number)):
        return "98" + mobile.group(1)
    if number.startswith(("+", "00")):
        return _possible("+" + digits.lstrip("0"), None)
    if number.startswith("0"):
        return _possible(number, region)
    return (
        _valid(number, region, mobile_only=True)
        or _valid("+" + number, None)
        or _valid(number, region)
        or _possible("+" + number, None)
        or _possible(number, region)
    )


def require(typed: str, region: str = "IR", *, test_numbers: bool = False) -> str:
    """Return a number's one form, like `parse`.

    Raises:
        RpcError: 400 PHONE_NUMBER_INVALID.
    """
    phone = parse(typed, region, test_numbers=test_numbers)
    if phone is None:
        raise bad_request("PHONE_NUMBER_INVALID")
    return phone


def _valid(number: str, region: str | None, *, mobile_only: bool = False) -> str | None:
    """Return the number if numbers like it are known to be given out."""
    parsed = _parsed(number, region)
    if parsed is None or not phonenumbers.is_valid_number(parsed):
        return None
    if mobile_only and phonenumbers.number_type(parsed) not in _MOBILE_TYPES:
        return None
    return _digits(parsed)


def _possible(number: str, region: str | None) -> str | None:
    """Return the number if it has a mobile's length: new ranges work before the library knows."""
    parsed = _parsed(number, region)
    mobile = phonenumbers.PhoneNumberType.MOBILE
    if parsed and (
        phonenumbers.is_possible_number_for_type(parsed, mobile)
        or phonenumbers.is_valid_number(parsed)
    ):
        return _digits(parsed)
    return None


def _parsed(number: str, region: str | None) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return None


def _digits(number: phonenumbers.PhoneNumber) -> str:
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)[1:]


def is_test(phone: str) -> bool:
    """Tell whether a number is one of the test accounts'."""
    return _TEST.fullmatch(phone) is not None


def fixed_code(phone: str, length: int = 5) -> str | None:
    """Return the login code of a test number, None for a real one."""
    match = _TEST.fullmatch(phone)
    return match.group(1) * length if match else None


def national(phone: str) -> str:
    """Return a number as it is dialled in its own country, in digits: `09121234567`."""
    return "".join(filter(str.isdigit, _format(phone, phonenumbers.PhoneNumberFormat.NATIONAL)))


def pretty(phone: str) -> str:
    """Return a number as people read it: `+98 912 123 4567`."""
    return _format(phone, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _format(phone: str, style: int) -> str:
    parsed = _parsed("+" + phone, None)
    return phonenumbers.format_number(parsed, style) if parsed else "+" + phone


def calling_code(phone: str) -> str:
    """Return a number's country calling code in digits, empty if there is none."""
    parsed = _parsed("+" + phone, None)
    return str(parsed.country_code) if parsed else ""
