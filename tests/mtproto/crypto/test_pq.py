from __future__ import annotations

import gmpy2
from hypothesis import given
from hypothesis import strategies as st

from hodhod.mtproto.crypto import pq
from tests.mtproto.seeded import Scripted, Seeded, documented


@given(st.text())
def test_pq_is_a_product_of_two_distinct_odd_primes_under_2_to_63(seed: str) -> None:
    p, q = pq.make(Seeded(seed))
    assert 2 < p < q
    assert p * q < 1 << 63
    assert gmpy2.is_prime(p)
    assert gmpy2.is_prime(q)
    assert all(number.bit_length() <= 32 for number in (p, q))


def test_primes_at_both_ends_of_the_range_still_fit() -> None:
    p, q = pq.make(Scripted(bytes(4), b"\xff" * 4))
    assert p.bit_length() == 31
    assert p * q < 1 << 63
    assert len((p * q).to_bytes(8, "big").lstrip(b"\0")) == 8


def test_equal_primes_are_drawn_again() -> None:
    p, q = pq.make(Scripted(bytes(4), bytes(4), b"\1\1\1\1"))
    assert p != q


def test_the_documented_number_comes_apart() -> None:
    vectors = documented()
    assert pq.factorise(int(vectors["pq"])) == (int(vectors["p"]), int(vectors["q"]))
