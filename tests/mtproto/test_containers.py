from __future__ import annotations

import contextlib

from hypothesis import given
from hypothesis import strategies as st

from hodhod.mtproto import containers
from hodhod.mtproto.containers import Item
from hodhod.mtproto.errors import ContainerError, TransportError

BODIES = st.binary(min_size=1, max_size=40).map(lambda b: b"\x01" + b + bytes(-(len(b) + 1) % 4))
ITEMS = st.lists(
    st.builds(Item, st.integers(-(2**63), 2**63 - 2), st.integers(0, 2**31 - 1), BODIES),
    max_size=20,
)


@given(ITEMS)
def test_what_is_written_is_read(items: list[Item]) -> None:
    assert containers.read(2**63 - 1, containers.write(items)) == items


def test_layout() -> None:
    body = containers.write([Item(0x0102030405060708, 9, b"\xaa\xbb\xcc\xdd")])
    assert body.hex() == "dcf8f17301000000" + "0807060504030201" + "09000000" + "04000000aabbccdd"


@given(st.binary(max_size=200))
def test_any_bytes_are_messages_or_a_clean_error(data: bytes) -> None:
    with contextlib.suppress(ContainerError, TransportError):
        containers.read(2**62, b"\xdc\xf8\xf1\x73" + data)
