"""Passkeys: what an authenticator says when it makes a key, and when it signs in with it.

    authenticator data    SHA-256 of the relying party's name (32) ‖ flags (1) ‖ counter (4)
      when a key is made  ‖ model (16) ‖ length (2) ‖ credential id ‖ public key (COSE)
    signed                authenticator data ‖ SHA-256(client data)

Who made the authenticator is not asked: people bring what they have.

Source: https://www.w3.org/TR/webauthn-2/
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

from hodhod.domain import base64url, cbor
from hodhod.domain.errors import RpcError, bad_request

ES256, EDDSA, RS256 = -7, -8, -257
ALGORITHMS = (ES256, EDDSA, RS256)
"""Signatures that are understood, by their COSE numbers, the best first."""

MAX_DATA = 8192
"""Bytes read of anything that an authenticator or a client wrote."""

MAX_CREDENTIAL_ID = 1023
PRESENT, VERIFIED, MADE_KEY = 0x01, 0x04, 0x40

_NAME_BYTES, _HEAD_BYTES, _MODEL_BYTES = 32, 37, 16
_NATIVE = "android:apk-key-hash:"
"""Origins of applications: their systems see to it that they belong to the relying party."""


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that an authenticator made.

    Attributes:
        credential_id: What the authenticator names it by.
        public_key: COSE.
        sign_count: The authenticator's counter.
    """

    credential_id: bytes
    public_key: bytes
    sign_count: int


def challenge_in(client_data: str) -> bytes:
    """Return the challenge that a client answers.

    Raises:
        RpcError: 400 PASSKEY_CREDENTIAL_NOT_FOUND.
    """
    return unpadded(_text(_client(client_data), "challenge"))


def accept_key(client_data: str, attestation: bytes, *, relying_party: str) -> NewKey:
    """Return the key that an authenticator made for an account.

    Args:
        client_data: JSON as the client wrote it; its challenge was checked.
        attestation: CBOR as the authenticator wrote it.
        relying_party: The name that the key is for.

    Raises:
        RpcError: 400 PASSKEY_CREDENTIAL_NOT_FOUND, PASSKEY_ORIGIN_MISMATCH.
    """
    _check_client(client_data, "webauthn.create", relying_party)
    try:
        said, _ = cbor.read(attestation[:MAX_DATA])
        data = said.get("authData") if isinstance(said, dict) else None
        if not isinstance(data, bytes):
            raise refusal()
        flags, sign_count = _check_head(data, relying_party)
        if not flags & MADE_KEY:
            raise refusal()
        at = _HEAD_BYTES + _MODEL_BYTES
        length = int.from_bytes(data[at : at + 2], "big")
        credential_id = data[at + 2 : at + 2 + length]
        if not credential_id or length != len(credential_id) or length > MAX_CREDENTIAL_ID:
            raise refusal()
        begin = at + 2 + length
        _, end = cbor.read(data, begin)
        key = NewKey(credential_id, data[begin:end], sign_count)
        _public_key(key.public_key)
    except cbor.CborError as error:
        raise refusal() from error
    return key


def check_login(
    client_data: str, data: bytes, signature: bytes, *, public_key: bytes, relying_party: str
) -> int:
    """Check what an authenticator signed, and return its counter.

    Args:
        client_data: JSON as the client wrote it; its challenge was checked.
        data: What the authenticator says.
        signature: Of both.
        public_key: COSE, as it was kept.
        relying_party: The name that the key is for.

    Raises:
        RpcError: 400 PASSKEY_CREDENTIAL_NOT_FOUND, PASSKEY_ORIGIN_MISMATCH.
    """
    _check_client(client_data, "webauthn.get", relying_party)
    _, sign_count = _check_head(data, relying_party)
    signed = data + hashlib.sha256(client_data.encode()).digest()
    try:
        key = _public_key(public_key)
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, signed, ec.ECDSA(hashes.SHA256()))
        elif isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, signed, padding.PKCS1v15(), hashes.SHA256())
        else:
            key.verify(signature, signed)
    except (InvalidSignature, cbor.CborError) as error:
        raise refusal() from error
    return sign_count


def refusal() -> RpcError:
    """Return the one error for whatever is wrong with a passkey."""
    return bad_request("PASSKEY_CREDENTIAL_NOT_FOUND")


def unpadded(text: str) -> bytes:
    """Return the bytes that base64url stands for.

    Raises:
        RpcError: 400 PASSKEY_CREDENTIAL_NOT_FOUND.
    """
    try:
        return base64url.decoded(text)
    except ValueError as error:
        raise refusal() from error


def _client(client_data: str) -> dict[str, object]:
    try:
        said = json.loads(client_data[:MAX_DATA])
    except (ValueError, RecursionError) as error:
        raise refusal() from error
    if not isinstance(said, dict):
        raise refusal()
    return said


def _text(said: dict[str, object], name: str) -> str:
    value = said.get(name)
    if not isinstance(value, str):
        raise refusal()
    return value


def _check_client(client_data: str, kind: str, relying_party: str) -> None:
    said = _client(client_data)
    if _text(said, "type") != kind:
        raise refusal()
    origin = _text(said, "origin")
    if origin.startswith(_NATIVE):
        return
    try:
        parts = urlsplit(origin)
        host = parts.hostname or ""
    except ValueError as error:
        raise bad_request("PASSKEY_ORIGIN_MISMATCH") from error
    ours = host == relying_party or host.endswith(f".{relying_party}")
    if not ours or (parts.scheme != "https" and host != "localhost"):
        raise bad_request("PASSKEY_ORIGIN_MISMATCH")


def _check_head(data: bytes, relying_party: str) -> tuple[int, int]:
    """Return the flags and the counter of authenticator data that is for a relying party."""
    name = hashlib.sha256(relying_party.encode()).digest()
    if not _HEAD_BYTES <= len(data) <= MAX_DATA:
        raise refusal()
    if not hmac.compare_digest(data[:_NAME_BYTES], name):
        raise refusal()
    flags = data[_NAME_BYTES]
    if not flags & PRESENT or not flags & VERIFIED:
        raise refusal()
    return flags, int.from_bytes(data[_NAME_BYTES + 1 : _HEAD_BYTES], "big")


_Key = ec.EllipticCurvePublicKey | rsa.RSAPublicKey | ed25519.Ed25519PublicKey


def _public_key(data: bytes) -> _Key:
    """Return a COSE key: 1 its kind, 3 its algorithm, −1 curve or modulus, −2 and −3 numbers."""
    said, _ = cbor.read(data)
    if not isinstance(said, dict):
        raise refusal()
    match said.get(3), said.get(-1), said.get(-2), said.get(-3):
        case -7, 1, bytes(x), bytes(y):
            point = b"\x04" + x.rjust(32, b"\0") + y.rjust(32, b"\0")
            try:
                return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
            except ValueError as error:
                raise refusal() from error
        case -8, 6, bytes(x), _ if len(x) == 32:
            return ed25519.Ed25519PublicKey.from_public_bytes(x)
        case -257, bytes(n), bytes(e), _:
            try:
                return rsa.RSAPublicNumbers(
                    int.from_bytes(e, "big"), int.from_bytes(n, "big")
                ).public_key()
            except ValueError as error:
                raise refusal() from error
        case _:
            raise refusal()
