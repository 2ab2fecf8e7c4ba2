from __future__ import annotations

import os
from hashlib import sha256

import msgspec
import pytest
from telethon.password import compute_check, compute_digest
from telethon.tl import types as telethon

from hodhod.domain.errors import RpcError
from hodhod.domain.srp import (
    SIZE,
    Algo,
    Challenge,
    G,
    P,
    Verifier,
    accept_verifier,
    answer,
    check,
    make_verifier,
    new_algo,
    new_challenge,
)
from hodhod.tl import types

PASSWORD = "گذرواژه ۱۲۳"


def power(base: int, exponent: int) -> int:
    return pow(base, exponent, P)


def a_verifier(password: str = PASSWORD) -> Verifier:
    offered = new_algo(os.urandom)
    algo = msgspec.structs.replace(offered, salt1=offered.salt1 + os.urandom(32))
    return accept_verifier(algo, make_verifier(password, algo, power))


VERIFIER = a_verifier()
CHALLENGE = new_challenge(VERIFIER, os.urandom, power)


def test_the_right_password_is_right_and_another_is_wrong() -> None:
    for password, right in ((PASSWORD, True), (PASSWORD + " ", False)):
        a_public, m1 = answer(password, VERIFIER.algo(), CHALLENGE.public, os.urandom, power)
        assert check(VERIFIER, CHALLENGE, a_public, m1, power) is right


def test_an_answer_is_to_one_challenge() -> None:
    a_public, m1 = answer(PASSWORD, VERIFIER.algo(), CHALLENGE.public, os.urandom, power)
    other = new_challenge(VERIFIER, os.urandom, power)
    assert not check(VERIFIER, other, a_public, m1, power)


def test_another_client_library_computes_the_same() -> None:
    algo = VERIFIER.algo()
    theirs = telethon.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow(
        salt1=algo.salt1, salt2=algo.salt2, g=algo.g, p=algo.p
    )
    assert compute_digest(theirs, PASSWORD) == VERIFIER.v
    request = telethon.account.Password(
        new_algo=theirs,
        new_secure_algo=telethon.SecurePasswordKdfAlgoUnknown(),
        secure_random=b"",
        has_password=True,
        current_algo=theirs,
        srp_B=CHALLENGE.public,
        srp_id=1,
    )
    answered = compute_check(request, PASSWORD)
    assert check(VERIFIER, CHALLENGE, answered.A, answered.M1, power)


@pytest.mark.parametrize("a_public", [0, P, 2 * P, P + 1, 1 << 2048])
def test_a_public_number_that_needs_no_password_is_refused(a_public: int) -> None:
    # With A = 0 (mod p) the shared secret is 0: the proof is then right without the password.
    given = a_public.to_bytes(a_public.bit_length() // 8 + 1, "big")
    forged = _proof_of_zero(given)
    assert not check(VERIFIER, CHALLENGE, given, forged, power)


def _proof_of_zero(a_public: bytes) -> bytes:
    """The proof for a shared secret of 0, which anybody can compute."""
    algo = VERIFIER.algo()
    hash_p = int.from_bytes(sha256(algo.p).digest(), "big")
    hash_g = int.from_bytes(sha256(G.to_bytes(SIZE, "big")).digest(), "big")
    salts = sha256(algo.salt1).digest() + sha256(algo.salt2).digest()
    both = (hash_p ^ hash_g).to_bytes(32, "big") + salts + a_public[-SIZE:].rjust(SIZE, b"\0")
    return sha256(both + CHALLENGE.public + sha256(bytes(SIZE)).digest()).digest()


@pytest.mark.parametrize("given", [b"", b"\0" * 300, b"\xff" * 256])
def test_senseless_answers_are_wrong(given: bytes) -> None:
    assert not check(VERIFIER, CHALLENGE, given, b"", power)


def test_a_short_public_number_is_read_as_a_number() -> None:
    a_public, m1 = answer(PASSWORD, VERIFIER.algo(), CHALLENGE.public, lambda n: b"\1" * n, power)
    assert check(VERIFIER, CHALLENGE, a_public.lstrip(b"\0"), m1, power)


@pytest.mark.parametrize("v", [0, 1, P - 1, P, P + 5, 1 << 1983, P - (1 << 1983)])
def test_a_verifier_out_of_range_is_refused(v: int) -> None:
    with pytest.raises(RpcError, match="NEW_SETTINGS_INVALID"):
        accept_verifier(VERIFIER.algo(), v.to_bytes(SIZE, "big"))


@pytest.mark.parametrize(
    ("algo", "error"),
    [
        (None, "NEW_SETTINGS_INVALID"),
        (types.PasswordKdfAlgoUnknown(), "NEW_SETTINGS_INVALID"),
        (Algo(salt1=bytes(40), salt2=bytes(16), g=2, p=P.to_bytes(SIZE, "big")), "NEW_SETTINGS"),
        (Algo(salt1=bytes(40), salt2=bytes(16), g=G, p=bytes(SIZE)), "NEW_SETTINGS_INVALID"),
        (Algo(salt1=b"", salt2=bytes(16), g=G, p=P.to_bytes(SIZE, "big")), "NEW_SALT_INVALID"),
        (Algo(salt1=bytes(8), salt2=bytes(999), g=G, p=P.to_bytes(SIZE, "big")), "NEW_SALT"),
    ],
)
def test_only_our_algorithm_is_taken(algo: types.TypePasswordKdfAlgo | None, error: str) -> None:
    with pytest.raises(RpcError, match=error):
        accept_verifier(algo, VERIFIER.v)


def test_a_challenge_is_what_the_documentation_says() -> None:
    fixed = new_challenge(VERIFIER, lambda size: b"\7" * size, power)
    assert fixed == Challenge(b"\7" * SIZE, fixed.public)
    assert len(fixed.public) == SIZE
