from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hodhod.domain.access_hash import (
    CLOCK_SKEW_S,
    REFERENCE_LIFETIME_S,
    Kind,
    access_hash,
    file_reference,
    holds,
    reference_holds,
)

SECRET = bytes(range(32))
NOW = 1_764_000_000.5
VECTOR = 4205537255893777420
REFERENCE_VECTOR = "00812469a374448293f1ea18"
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
    assert file_reference(SECRET, 5, NOW).hex() == REFERENCE_VECTOR


def test_a_reference_is_to_one_file_for_a_while() -> None:
    reference = file_reference(SECRET, 5, NOW)
    assert reference_holds(SECRET, 5, reference, NOW)
    assert reference_holds(SECRET, 5, reference, NOW + REFERENCE_LIFETIME_S - 3600)
    assert not reference_holds(SECRET, 5, reference, NOW + REFERENCE_LIFETIME_S + 1)
    assert not reference_holds(SECRET, 5, reference, NOW - 3600 - CLOCK_SKEW_S)
    assert not reference_holds(SECRET, 6, reference, NOW)
    assert not reference_holds(SECRET, 5, b"\xff" + reference[1:], NOW)


@given(st.binary(max_size=40))
def test_a_stranger_cannot_make_a_reference(given_reference: bytes) -> None:
    assert not reference_holds(SECRET, 5, given_reference, NOW)
