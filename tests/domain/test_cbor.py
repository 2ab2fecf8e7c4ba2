import pytest
from hypothesis import given
from hypothesis import strategies as st

from hodhod.domain import cbor


@pytest.mark.parametrize(
    ("data", "value"),
    [
        ("00", 0),
        ("1818", 24),
        ("1b000000e8d4a51000", 10**12),
        ("26", -7),
        ("390100", -257),
        ("4401020304", b"\1\2\3\4"),
        ("62c3bc", "ü"),
        ("83010203", [1, 2, 3]),
        ("a2010261616162", {1: 2, "a": "b"}),
        ("f5", True),
        ("f6", None),
    ],
)
def test_what_authenticators_write_is_read(data: str, value: object) -> None:
    raw = bytes.fromhex(data)
    assert cbor.read(raw + b"rest") == (value, len(raw))


@pytest.mark.parametrize(
    "data", ["", "18", "44010203", "62c328", "9f01ff", "fb3ff199999999999a", "a1f500", "81" * 20]
)
def test_anything_else_is_refused(data: str) -> None:
    with pytest.raises(cbor.CborError):
        cbor.read(bytes.fromhex(data))


@given(st.binary(max_size=200))
def test_bytes_of_a_stranger_are_a_value_or_refused(data: bytes) -> None:
    try:
        _, end = cbor.read(data)
    except cbor.CborError:
        return
    assert 0 < end <= len(data)
