from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hodhod.domain.access_hash import (
    Kind,
    access_hash,
    file_reference,
    holds,
    reference_holds,
)

SECRET = bytes(range(32))
VECTOR = 4205537255893777420
REFERENCE_VECTOR = "263b8f0f5e6d615b"
ids = st.integers(-(2**63), 2**63 - 1)


@given(st.sampled_from(Kind), ids, ids)
def test_a_hash_is_a_long_that_holds(kind: Kind, subject: int, viewer: int) -> None:
    hashed = access_hash(SECRET, kind, subject, viewer)
    assert -(2**63) <= hashed < 2**63
    assert hashed != 0
    assert holds(SECRET, kind, subject, hashed, viewer)


def test_a_hash_is_for_one_viewer_one_thing_and_one_server() -> None:
    hashed = access_hash(SECRET, Kind.USER, 7, viewer=1)
    assert not holds(SECRET, Kind.USER, 7, hashed, viewer=2)
    assert not holds(SECRET, Kind.USER, 8, hashed, viewer=1)
    assert not holds(SECRET, Kind.CHANNEL, 7, hashed, viewer=1)
    assert not holds(bytes(32), Kind.USER, 7, hashed, viewer=1)
    assert not holds(SECRET, Kind.USER, 7, hashed ^ 1, viewer=1)


def test_hashes_given_out_stay_good_in_later_versions() -> None:
    assert access_hash(SECRET, Kind.USER, 7, viewer=1) == VECTOR
    assert file_reference(SECRET, 5).hex() == REFERENCE_VECTOR


def test_a_reference_is_to_one_file() -> None:
    reference = file_reference(SECRET, 5)
    assert reference_holds(SECRET, 5, reference)
    assert not reference_holds(SECRET, 6, reference)
    assert not reference_holds(SECRET, 5, bytes([reference[0] ^ 1]) + reference[1:])


@given(st.binary(max_size=40))
def test_a_stranger_cannot_make_a_reference(given_reference: bytes) -> None:
    assert not reference_holds(SECRET, 5, given_reference)
