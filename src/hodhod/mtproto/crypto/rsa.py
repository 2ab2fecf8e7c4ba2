"""The server's RSA key: what a client trusts before it trusts anything else.

    fingerprint = the last 8 bytes of SHA1(TL bytes n ‖ TL bytes e), little-endian, signed

Source: https://core.telegram.org/mtproto/auth_key#presenting-proof-of-work-server-authentication
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import gmpy2
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from hodhod.mtproto.crypto.power import Power, power_modulo
from hodhod.mtproto.entropy import Entropy

RSA_SIZE: Final = 256
"""Bytes of the modulus and of everything encrypted with it."""

_E: Final = 65537


@dataclass(frozen=True, slots=True)
class RsaPublicKey:
    """What a client has of a server's key.

    Attributes:
        n: The modulus, 2048 bits.
        e: The exponent.
        fingerprint: The key's name in the protocol, signed 64 bits.
    """

    n: int
    e: int
    fingerprint: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        if self.n.bit_length() != RSA_SIZE * 8:
            raise ValueError("MTProto wants RSA keys of 2048 bits")
        digest = hashlib.sha1(_tl_number(self.n) + _tl_number(self.e)).digest()
        object.__setattr__(self, "fingerprint", int.from_bytes(digest[12:], "little", signed=True))

    @classmethod
    def from_pem(cls, pem: str) -> RsaPublicKey:
        """Reads a public key in PEM, of PKCS#1 or of X.509.

        Raises:
            ValueError: It is no RSA key of 2048 bits.
        """
        key = serialization.load_pem_public_key(pem.encode())
        if not isinstance(key, rsa.RSAPublicKey):
            raise ValueError("not an RSA key")  # noqa: TRY004 - the text is wrong, not its type
        numbers = key.public_numbers()
        return cls(numbers.n, numbers.e)

    @property
    def fingerprint_hex(self) -> str:
        """The fingerprint as people compare it: 16 digits."""
        return f"{self.fingerprint % (1 << 64):016x}"

    def pem(self) -> str:
        """The key in PEM, PKCS#1: the form that is compiled into clients."""
        key = rsa.RSAPublicNumbers(self.e, self.n).public_key()
        return key.public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.PKCS1
        ).decode()

    def encrypt(self, block: bytes) -> bytes:
        """Raw RSA, as a client: 256 bytes to 256 bytes.

        Raises:
            ValueError: The block, as a number, is not under n.
        """
        value = int.from_bytes(block, "big")
        if value >= self.n:
            raise ValueError("too large for this key")
        return pow(value, self.e, self.n).to_bytes(RSA_SIZE, "big")


class RsaKey:
    """A server's whole key.

    Args:
        p: One prime.
        q: The other.
        e: The public exponent.

    Attributes:
        public: What clients have.
    """

    __slots__ = ("_d_p", "_d_q", "_p", "_power_p", "_power_q", "_q", "_q_inverse", "public")

    def __init__(self, p: int, q: int, e: int = _E) -> None:
        self.public = RsaPublicKey(p * q, e)
        self._p = p
        self._q = q
        self._d_p = pow(e, -1, p - 1)
        self._d_q = pow(e, -1, q - 1)
        self._q_inverse = pow(q, -1, p)
        self._power_p: Power = power_modulo(p)
        self._power_q: Power = power_modulo(q)

    def __reduce__(self) -> tuple[Callable[[int, int, int], RsaKey], tuple[int, int, int]]:
        """Let the key be pickled, for a process of our own; it is worked out once there."""
        return _restored, (self._p, self._q, self.public.e)

    @classmethod
    def generate(cls) -> RsaKey:
        """A fresh key of 2048 bits, with OpenSSL's own entropy.

        mtcute 0.30 writes fingerprints without leading zeros and then does not find them, so keys
        whose fingerprint begins with a zero are thrown away.
        """
        while True:
            numbers = rsa.generate_private_key(_E, RSA_SIZE * 8).private_numbers()
            key = cls(numbers.p, numbers.q)
            if not key.public.fingerprint_hex.startswith("0"):
                return key

    @classmethod
    def from_pem(cls, pem: str) -> RsaKey:
        """Reads a private key in PEM.

        Raises:
            ValueError: It is no RSA key of 2048 bits.
        """
        key = serialization.load_pem_private_key(pem.encode(), None)
        if not isinstance(key, rsa.RSAPrivateKey):
            raise ValueError("not an RSA key")  # noqa: TRY004 - the text is wrong, not its type
        numbers = key.private_numbers()
        return cls(numbers.p, numbers.q, numbers.public_numbers.e)

    @property
    def fingerprint(self) -> int:
        """The key's name in the protocol, signed 64 bits."""
        return self.public.fingerprint

    def pem(self) -> str:
        """The private key in PEM, PKCS#1, not encrypted."""
        public = rsa.RSAPublicNumbers(self.public.e, self.public.n)
        d = pow(public.e, -1, (self._p - 1) * (self._q - 1))
        numbers = rsa.RSAPrivateNumbers(
            self._p, self._q, d, self._d_p, self._d_q, self._q_inverse, public
        )
        return (
            numbers.private_key()
            .private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.TraditionalOpenSSL,
                serialization.NoEncryption(),
            )
            .decode()
        )

    def decrypt(self, block: bytes, entropy: Entropy) -> bytes:
        """Raw RSA, 256 bytes to 256 bytes, in a time that tells neither the key nor the result.

        The powers take constant time; around them numbers are multiplied by Python, so the block
        is blinded with a random factor first.

        Args:
            block: As a number under n.
            entropy: Of the blinding.
        """
        n = self.public.n
        blind = int.from_bytes(entropy(RSA_SIZE), "big") % n or 1
        blinded = int.from_bytes(block, "big") * pow(blind, self.public.e, n) % n
        m_p = self._power_p(blinded, self._d_p)
        m_q = self._power_q(blinded, self._d_q)
        result = m_q + self._q * ((m_p - m_q) * self._q_inverse % self._p)
        return int(result * gmpy2.invert(blind, n) % n).to_bytes(RSA_SIZE, "big")


@lru_cache(maxsize=8)
def _restored(p: int, q: int, e: int) -> RsaKey:
    return RsaKey(p, q, e)


def _tl_number(value: int) -> bytes:
    raw = value.to_bytes((value.bit_length() + 7) // 8, "big")
    head = bytes((len(raw),)) if len(raw) < 254 else b"\xfe" + len(raw).to_bytes(3, "little")
    return head + raw + bytes(-(len(head) + len(raw)) % 4)
