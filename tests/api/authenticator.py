"""An authenticator in software: makes passkeys and signs with them, as a phone does."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import cast

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from hodhod.domain.base64url import encoded
from hodhod.domain.passkey import unpadded
from hodhod.tl import types

PRESENT_AND_VERIFIED = 0x05
MADE_KEY = 0x40


@dataclass
class Authenticator:
    """Holds one key.

    Attributes:
        origin: Where it believes to be.
        flags: What it says of its person.
        count: How often it signed; 0 for ever when it does not count.
        counts: Whether it counts.
    """

    origin: str = "https://hodhod.example"
    flags: int = PRESENT_AND_VERIFIED
    count: int = 0
    counts: bool = True
    handle: str = ""
    credential_id: bytes = b"\x17" * 20
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def make(self, options: types.DataJSON) -> types.InputPasskeyCredentialPublicKey:
        """Make a key as the options ask."""
        asked = _asked(options)
        party, user = cast("dict[str, str]", asked["rp"]), cast("dict[str, str]", asked["user"])
        self.handle = unpadded(user["id"]).decode()
        numbers = self.key.public_key().public_numbers()
        cose = (
            bytes.fromhex("a5010203262001215820")
            + numbers.x.to_bytes(32, "big")
            + bytes.fromhex("225820")
            + numbers.y.to_bytes(32, "big")
        )
        data = (
            self._head(party["id"], MADE_KEY)
            + bytes(16)
            + len(self.credential_id).to_bytes(2, "big")
            + self.credential_id
            + cose
        )
        attestation = (
            b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59"
            + len(data).to_bytes(2, "big")
            + data
        )
        response = types.InputPasskeyResponseRegister(
            client_data=self._client("webauthn.create", str(asked["challenge"])),
            attestation_data=attestation,
        )
        return self._credential(response)

    def sign(self, options: types.DataJSON) -> types.InputPasskeyCredentialPublicKey:
        """Sign in as the options ask."""
        asked = _asked(options)
        if self.counts:
            self.count += 1
        data = self._head(str(asked["rpId"]), 0)
        client = self._client("webauthn.get", str(asked["challenge"]))
        signed = data + hashlib.sha256(client.data.encode()).digest()
        response = types.InputPasskeyResponseLogin(
            client_data=client,
            authenticator_data=data,
            signature=self.key.sign(signed, ec.ECDSA(hashes.SHA256())),
            user_handle=self.handle,
        )
        return self._credential(response)

    def _head(self, party: str, more: int) -> bytes:
        name = hashlib.sha256(party.encode()).digest()
        return name + bytes([self.flags | more]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, challenge: str) -> types.DataJSON:
        said = {"type": kind, "challenge": challenge, "origin": self.origin}
        return types.DataJSON(data=json.dumps(said))

    def _credential(
        self, response: types.TypeInputPasskeyResponse
    ) -> types.InputPasskeyCredentialPublicKey:
        named = encoded(self.credential_id)
        return types.InputPasskeyCredentialPublicKey(id=named, raw_id=named, response=response)


def _asked(options: types.DataJSON) -> dict[str, object]:
    whole = json.loads(options.data)
    return cast("dict[str, object]", whole["publicKey"])
