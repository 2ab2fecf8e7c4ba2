from __future__ import annotations

import gzip as stdlib_gzip
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hodhod.mtproto import gzip
from hodhod.mtproto.errors import GzipError


@given(st.binary(max_size=3000))
def test_what_is_packed_inflates(data: bytes) -> None:
    assert gzip.inflate(gzip.pack(data), len(data)) == data
    assert stdlib_gzip.decompress(gzip.pack(data)) == data


@pytest.mark.parametrize("wrap", [stdlib_gzip.compress, zlib.compress], ids=["gzip", "zlib"])
def test_both_wrappings_are_read(wrap: object) -> None:
    assert callable(wrap)
    assert gzip.inflate(wrap(b"a message" * 50), 1000) == b"a message" * 50


def test_exactly_the_limit_is_allowed_and_no_more() -> None:
    packed = gzip.pack(bytes(1000))
    assert gzip.inflate(packed, 1000) == bytes(1000)
    with pytest.raises(GzipError):
        gzip.inflate(packed, 999)


def test_a_bomb_takes_no_more_memory_than_its_limit() -> None:
    bomb = zlib.compress(bytes(100 << 20), 9)
    tracemalloc.start()
    with pytest.raises(GzipError):
        gzip.inflate(bomb, 1 << 20)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 << 20


def test_bombs_inside_bombs_stay_packed() -> None:
    inner = gzip.pack(bytes(1 << 20))
    assert gzip.inflate(gzip.pack(inner), 10_000) == inner


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no compressed data",
        gzip.pack(b"whole")[:-1],
        gzip.pack(b"whole")[:10],
        gzip.pack(b"whole") + b"tail",
        gzip.pack(b"whole") * 2,
        gzip.pack(b"whole")[:-8] + bytes(8),
        zlib.compress(b"raw")[2:-4],
    ],
    ids=["empty", "noise", "cut", "cut early", "tail", "twice", "wrong sum", "raw deflate"],
)
def test_what_is_broken_is_refused(data: bytes) -> None:
    with pytest.raises(GzipError):
        gzip.inflate(data, 1000)


@given(st.binary(max_size=300))
def test_noise_inflates_or_is_refused(noise: bytes) -> None:
    try:
        assert len(gzip.inflate(noise, 100)) <= 100
    except GzipError:
        return
