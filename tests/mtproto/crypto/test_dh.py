from __future__ import annotations

import gmpy2
import pytest

from hodhod.mtproto.crypto import dh
from tests.mtproto.seeded import Seeded, documented

P = dh.PRIME


def test_the_prime_is_safe_and_three_generates_its_large_subgroup() -> None:
    assert P.bit_length() == 2048
    assert gmpy2.is_prime(P)
    assert gmpy2.is_prime((P - 1) // 2)
    assert pow(dh.G, (P - 1) // 2, P) == 1


def test_the_documented_exponent_gives_the_documented_public_value() -> None:
    vectors = documented()
    assert dh.make_public(int(vectors["b"], 16)) == int(vectors["g_b"], 16)


def test_both_sides_share_the_same_key() -> None:
    a, b = dh.make_secret(Seeded("a")), dh.make_secret(Seeded("b"))
    assert dh.make_shared(dh.make_public(a), b) == dh.make_shared(dh.make_public(b), a)


@pytest.mark.parametrize(
    ("public", "acceptable"),
    [
        (0, False),
        (1, False),
        (2, False),
        ((1 << 1984) - 1, False),
        (1 << 1984, True),
        (P // 2, True),
        (P - (1 << 1984), True),
        (P - (1 << 1984) + 1, False),
        (P - 1, False),
        (P, False),
        (P + (1 << 1984), False),
    ],
)
def test_public_values_lie_where_they_should(public: int, acceptable: bool) -> None:
    assert dh.is_acceptable(public) is acceptable
