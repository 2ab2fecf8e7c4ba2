from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hodhod.mtproto.crypto import power
from hodhod.mtproto.crypto.dh import PRIME

MODULI = [PRIME, (1 << 127) - 1, 3 * 5 * 7 * 11]


def openssl(modulus: int) -> power.Power:
    library = power.load_openssl()
    if library is None:
        pytest.skip("no OpenSSL of its own on this machine")
    return power.openssl_power(library, modulus)


@pytest.mark.parametrize("make", [power.power_modulo, power.gmp_power, openssl])
@pytest.mark.parametrize("modulus", MODULI)
@given(base=st.integers(0, 1 << 2048), exponent=st.integers(1, 1 << 64))
def test_powers_are_what_they_should_be(
    make: Callable[[int], power.Power],
    modulus: int,
    base: int,
    exponent: int,
) -> None:
    exponent = exponent % modulus or 1
    assert make(modulus)(base, exponent) == pow(base, exponent, modulus)


@pytest.mark.parametrize("make", [power.gmp_power, openssl])
def test_both_libraries_agree_on_a_full_exponent(make: Callable[[int], power.Power]) -> None:
    assert make(PRIME)(3, PRIME - 2) == pow(3, -1, PRIME)


def test_without_openssl_gmp_does_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(power, "_LIBRARIES", ("libnowhere.so.0",))
    assert power.load_openssl() is None
    assert power.power_modulo(PRIME)(3, 1000) == pow(3, 1000, PRIME)
