"""The two-step password: SRP, in which the server never sees the password nor anything like it.

    x = PH2(password, salt1, salt2)      v = g^x          the server keeps salt1, salt2, v
    client: A = g^a                      server: B = k·v + g^b        k = H(p ‖ g)
    both:   u = H(A ‖ B)                 S = (A·v^u)^b = (B − k·v)^(a + u·x)
    client proves that it has K = H(S):  M1 = H(H(p) xor H(g) ‖ H(salt1) ‖ H(salt2) ‖ A ‖ B ‖ K)

All numbers are 256 bytes big-endian wherever they are hashed; everything is modulo p. The power is
an argument, so that a constant-time one can be given. One check costs two powers.

Source: https://core.telegram.org/api/srp
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import pbkdf2_hmac, sha256
from hmac import compare_digest

from hodhod.domain.errors import bad_request
from hodhod.tl import types

Algo = types.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow
Entropy = Callable[[int], bytes]
Power = Callable[[int, int], int]
"""(base, exponent) → base to the exponent modulo `P`."""

SIZE = 256
"""Bytes of the numbers."""

G = 3
"""The generator."""

P = int(
    "c71caeb9c6b1c9048e6c522f70f13f73980d40238e3e21c14934d037563d930f"
    "48198a0aa7c14058229493d22530f4dbfa336f6e0ac925139543aed44cce7c37"
    "20fd51f69458705ac68cd4fe6b6b13abdc9746512969328454f18faf8c595f64"
    "2477fe96bb2a941d5bcd1d4ac8cc49880708fa9b378e3c4f3a9060bee67cf9a4"
    "a4a695811051907e162753b56b0f6b410dba74d8a84b2a14b3144e0ef1284754"
    "fd17ed950d5965b4b9dd46582db1178d169c6bc465b0d6ff9ca3928fef5b9ae4"
    "e418fc15e83ebea0f87fa9ff5eed70050ded2849f47bf959d956850ce929851f"
    "0d8115f635b105ee2e4e15d04b2454bf6f4fadf034b10403119cd8e3b92fcc5b",
    16,
)
"""The safe prime that every client knows, and so need not test; the same as in the handshake."""

_SAFE = 1 << (2048 - 64)
"""Clients refuse powers of g closer than this to 0 or p."""

_ROUNDS = 100_000
"""PBKDF2 rounds; the number is part of the algorithm's name."""

MIN_SALT, MAX_SALT = 8, 128
"""Bytes of a salt: we offer 8 or 16, clients append about 32 of their own to the first."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """What is kept of a password.

    Attributes:
        salt1: The salt made by both sides.
        salt2: The salt made by the server.
        v: g^x, 256 bytes big-endian. Whoever has it can test guesses: it is kept sealed.
    """

    salt1: bytes
    salt2: bytes
    v: bytes

    def algo(self) -> Algo:
        """Return the algorithm with its salts, as clients are told."""
        return Algo(salt1=self.salt1, salt2=self.salt2, g=G, p=_bytes(P))


@dataclass(frozen=True, slots=True)
class Challenge:
    """What one guess is made against. It is good once.

    Attributes:
        secret: The server's exponent b, 256 bytes big-endian.
        public: B, which the client is sent as `srp_B`, 256 bytes big-endian.
    """

    secret: bytes
    public: bytes


def new_algo(entropy: Entropy) -> Algo:
    """Return the algorithm for a new password; the client lengthens the first salt."""
    return Algo(salt1=entropy(8), salt2=entropy(16), g=G, p=_bytes(P))


def accept_verifier(algo: types.TypePasswordKdfAlgo | None, new_password_hash: bytes) -> Verifier:
    """Return what to keep of a password that a client sets.

    Args:
        algo: The algorithm it used: ours, with its own salt appended.
        new_password_hash: v, up to 256 bytes big-endian.

    Raises:
        RpcError: 400 NEW_SETTINGS_INVALID or NEW_SALT_INVALID.
    """
    if not isinstance(algo, Algo) or algo.g != G or algo.p != _bytes(P):
        raise bad_request("NEW_SETTINGS_INVALID")
    if not all(MIN_SALT <= len(salt) <= MAX_SALT for salt in (algo.salt1, algo.salt2)):
        raise bad_request("NEW_SALT_INVALID")
    v = _int(new_password_hash)
    if len(new_password_hash) > SIZE or not _SAFE < v < P - _SAFE:
        raise bad_request("NEW_SETTINGS_INVALID")
    return Verifier(algo.salt1, algo.salt2, _bytes(v))


def new_challenge(verifier: Verifier, entropy: Entropy, power: Power) -> Challenge:
    """Return a challenge for one guess at a password."""
    masked = _k() * _int(verifier.v)
    while True:
        secret = entropy(SIZE)
        g_b = power(G, _int(secret))
        public = (masked + g_b) % P
        # As good as certain; but clients refuse either of them out of this range.
        if _SAFE < g_b < P - _SAFE and _SAFE < public < P - _SAFE:
            return Challenge(secret, _bytes(public))


def check(verifier: Verifier, challenge: Challenge, given: bytes, m1: bytes, power: Power) -> bool:
    """Tell, in a time that says nothing, whether a client knows the password.

    Args:
        verifier: What is kept of the password.
        challenge: The challenge it answers; the caller makes sure that it is used once.
        given: The client's A, up to 256 bytes big-endian.
        m1: Its proof, 32 bytes.
        power: The power modulo `P`.
    """
    a_public = _int(given)
    # A multiple of p would make S zero whatever the password is.
    if len(given) > SIZE or not 0 < a_public < P:
        return False
    u = _u(_bytes(a_public), challenge.public)
    if u == 0:
        return False
    base = a_public * power(_int(verifier.v), u) % P
    shared = power(base, _int(challenge.secret))
    right = _proof(verifier.algo(), _bytes(a_public), challenge.public, shared)
    return compare_digest(right, m1)


def make_verifier(password: str, algo: Algo, power: Power) -> bytes:
    """Return v for a new password, 256 bytes big-endian: the client's part."""
    return _bytes(power(G, _x(password, algo)))


def answer(
    password: str, algo: Algo, srp_b: bytes, entropy: Entropy, power: Power
) -> tuple[bytes, bytes]:
    """Return A and M1, a client's answer to the challenge with this B."""
    x = _x(password, algo)
    a = _int(entropy(SIZE))
    a_public = _bytes(power(G, a))
    b_public = _bytes(_int(srp_b))
    base = (_int(b_public) - _k() * power(G, x)) % P
    shared = power(base, (a + _u(a_public, b_public) * x) % (P - 1))
    return a_public, _proof(algo, a_public, b_public, shared)


def _x(password: str, algo: Algo) -> int:
    first = _salted(_salted(password.encode(), algo.salt1), algo.salt2)
    stretched = pbkdf2_hmac("sha512", first, algo.salt1, _ROUNDS)
    return _int(_salted(stretched, algo.salt2))


def _salted(data: bytes, salt: bytes) -> bytes:
    return sha256(salt + data + salt).digest()


def _k() -> int:
    return _int(sha256(_bytes(P) + _bytes(G)).digest())


def _u(a_public: bytes, b_public: bytes) -> int:
    return _int(sha256(a_public + b_public).digest())


def _proof(algo: Algo, a_public: bytes, b_public: bytes, shared: int) -> bytes:
    """Return M1."""
    hash_p, hash_g = sha256(_bytes(P)).digest(), sha256(_bytes(G)).digest()
    both = bytes(one ^ other for one, other in zip(hash_p, hash_g, strict=True))
    salts = sha256(algo.salt1).digest() + sha256(algo.salt2).digest()
    key = sha256(_bytes(shared)).digest()
    return sha256(both + salts + a_public + b_public + key).digest()


def _int(data: bytes) -> int:
    return int.from_bytes(data, "big")


def _bytes(number: int) -> bytes:
    return number.to_bytes(SIZE, "big")
