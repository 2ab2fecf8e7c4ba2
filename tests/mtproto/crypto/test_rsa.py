from __future__ import annotations

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from hodhod.mtproto.crypto.rsa import RsaKey, RsaPublicKey
from tests.mtproto.seeded import Seeded, documented, rsa_key


def test_the_documented_key_has_the_documented_fingerprint() -> None:
    vectors = documented()
    key = RsaPublicKey.from_pem(vectors["public_key"])
    assert key.fingerprint.to_bytes(8, "little", signed=True).hex() == vectors["fingerprint"]
    assert key.fingerprint_hex == bytes.fromhex(vectors["fingerprint"])[::-1].hex()
    assert key.pem() == vectors["public_key"]


def test_a_key_survives_its_pem() -> None:
    key = rsa_key()
    again = RsaKey.from_pem(key.pem())
    assert key.pem().startswith("-----BEGIN RSA PRIVATE KEY-----")
    assert again.public == key.public
    assert again.pem() == key.pem()


def test_a_public_key_is_read_in_both_forms() -> None:
    key = rsa_key().public
    x509 = (
        rsa.RSAPublicNumbers(key.e, key.n)
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        .decode()
    )
    assert RsaPublicKey.from_pem(x509) == key
    assert RsaPublicKey.from_pem(key.pem()) == key


@pytest.mark.parametrize("block", [bytes(256), bytes(255) + b"\1", b"\x7f" * 256])
def test_the_private_power_undoes_the_public_one(block: bytes) -> None:
    key = rsa_key()
    assert key.decrypt(key.public.encrypt(block), Seeded("blinding")) == block


def test_what_is_not_under_n_is_not_encrypted() -> None:
    with pytest.raises(ValueError, match="too large"):
        rsa_key().public.encrypt(b"\xff" * 256)


def test_keys_whose_fingerprint_begins_with_a_zero_are_thrown_away() -> None:
    made: list[RsaKey] = []

    class Key(RsaKey):
        def __init__(self, p: int, q: int, e: int = 65537) -> None:
            super().__init__(p, q, e)
            fingerprint = 0x0123456789ABCDEF if not made else self.public.fingerprint | 1 << 60
            object.__setattr__(self.public, "fingerprint", fingerprint)
            made.append(self)

    key = Key.generate()
    assert len(made) >= 2
    assert key is made[-1]
    assert not key.public.fingerprint_hex.startswith("0")


def test_a_generated_key_has_2048_bits_and_another_every_time() -> None:
    keys = [RsaKey.generate() for _ in range(2)]
    assert all(key.public.n.bit_length() == 2048 for key in keys)
    assert keys[0].public != keys[1].public


def test_other_keys_are_refused() -> None:
    curve = ec.generate_private_key(ec.SECP256R1())
    private = curve.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()
    public = curve.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    with pytest.raises(ValueError, match="not an RSA key"):
        RsaKey.from_pem(private)
    with pytest.raises(ValueError, match="not an RSA key"):
        RsaPublicKey.from_pem(public.decode())
    with pytest.raises(ValueError, match="2048"):
        RsaPublicKey((1 << 1024) + 1, 65537)
    with pytest.raises(ValueError, match=r"."):
        RsaKey.from_pem("no pem")
