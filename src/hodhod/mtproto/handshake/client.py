"""The client's side of one handshake, with the checks that a client owes itself.

    start ──▶ req_pq_multi ─ resPQ ─▶ req_DH_params ─ server_DH_params_ok ─▶ set_client_DH_params
                                                                ▲                     │
                                                                └── dh_gen_retry ─────┤
                                                              KeyMade ◀── dh_gen_ok ──┘

Source: https://core.telegram.org/mtproto/security_guidelines
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hmac import compare_digest

from hodhod import tl
from hodhod.mtproto.auth_key import AuthKey
from hodhod.mtproto.crypto import dh, pq, rsa_pad
from hodhod.mtproto.crypto.rsa import RsaPublicKey
from hodhod.mtproto.entropy import Entropy
from hodhod.mtproto.errors import ProtocolError
from hodhod.mtproto.handshake import nonces
from hodhod.tl import mtproto


@dataclass(frozen=True, slots=True)
class KeyMade:
    """The result.

    Attributes:
        auth_key: The key.
        salt: The first one, signed.
        time_offset_s: The server's clock minus ours.
        expires_in: What was asked for, in seconds; None for a permanent key.
    """

    auth_key: AuthKey
    salt: int
    time_offset_s: int
    expires_in: int | None


class HandshakeClient:
    """One handshake.

    Args:
        keys: Of the server, those that are trusted.
        entropy: Of nonces, exponent and padding.
        dc_id: The data centre to name; None leaves it out, as old clients do.
        expires_in: For a temporary key: how long it shall live, in seconds.
        old_rsa_padding: Whether to hide new_nonce in the older form.
    """

    __slots__ = (
        "_cipher",
        "_dc_id",
        "_entropy",
        "_expires_in",
        "_g_a",
        "_key",
        "_keys",
        "_new_nonce",
        "_nonce",
        "_older",
        "_server_nonce",
        "_time_offset_s",
    )

    def __init__(
        self,
        keys: Sequence[RsaPublicKey],
        entropy: Entropy,
        *,
        dc_id: int | None = None,
        expires_in: int | None = None,
        old_rsa_padding: bool = False,
    ) -> None:
        self._keys = {key.fingerprint: key for key in keys}
        self._entropy = entropy
        self._dc_id = dc_id
        self._expires_in = expires_in
        self._older = old_rsa_padding
        self._nonce = entropy(16)
        self._new_nonce = entropy(32)
        self._server_nonce = b""
        self._cipher = nonces.PassingCipher(b"", b"")
        self._g_a = 0
        self._key: AuthKey | None = None
        self._time_offset_s = 0

    def start(self) -> bytes:
        """The first query."""
        return tl.encode(mtproto.ReqPqMulti(nonce=self._nonce))

    def receive(self, data: bytes, now: float) -> bytes | KeyMade:
        """Takes an answer.

        Args:
            data: Body of a plain message.
            now: Unix time in seconds.

        Returns:
            The next query, or the key.

        Raises:
            ProtocolError: The server is not who it should be, or does what it should not.
        """
        try:
            answer, _ = tl.decode_prefix(data)
        except tl.DecodeError as error:
            raise ProtocolError("no answer of a handshake") from error
        match answer:
            case mtproto.ResPQ() if not self._server_nonce:
                self._server_nonce = answer.server_nonce
                self._check(answer.nonce, answer.server_nonce)
                return self._prove(answer)
            case mtproto.ServerDHParamsOk() if self._server_nonce and not self._g_a:
                self._check(answer.nonce, answer.server_nonce)
                self._take_offer(answer, now)
                return self._agree(retry_id=0)
            case mtproto.DhGenOk() | mtproto.DhGenRetry() if self._key:
                self._check(answer.nonce, answer.server_nonce)
                return self._finish(answer, self._key)
            case _:
                raise ProtocolError(f"{answer.tl_name} in the wrong place")

    def _check(self, nonce: bytes, server_nonce: bytes) -> None:
        if nonce != self._nonce or server_nonce != self._server_nonce:
            raise ProtocolError("an answer to somebody else")

    def _prove(self, answer: mtproto.ResPQ) -> bytes:
        known = [key for key in answer.server_public_key_fingerprints if key in self._keys]
        if not known:
            raise ProtocolError("a server with none of the trusted keys")
        key = self._keys[known[0]]
        p, q = pq.factorise(int.from_bytes(answer.pq, "big"))
        seal = rsa_pad.seal_older if self._older else rsa_pad.seal
        query = mtproto.ReqDHParams(
            nonce=self._nonce,
            server_nonce=self._server_nonce,
            p=_number(p),
            q=_number(q),
            public_key_fingerprint=key.fingerprint,
            encrypted_data=seal(key, tl.encode(self._inner_data(answer.pq, p, q)), self._entropy),
        )
        return tl.encode(query)

    def _inner_data(self, product: bytes, p: int, q: int) -> tl.TLObject:
        same = {
            "pq": product,
            "p": _number(p),
            "q": _number(q),
            "nonce": self._nonce,
            "server_nonce": self._server_nonce,
            "new_nonce": self._new_nonce,
        }
        dc, lifetime = self._dc_id, self._expires_in
        if lifetime is None:
            if dc is None:
                return mtproto.PQInnerData(**same)
            return mtproto.PQInnerDataDc(**same, dc=dc)
        if dc is None:
            return mtproto.PQInnerDataTemp(**same, expires_in=lifetime)
        return mtproto.PQInnerDataTempDc(**same, dc=dc, expires_in=lifetime)

    def _take_offer(self, answer: mtproto.ServerDHParamsOk, now: float) -> None:
        self._cipher = nonces.passing_cipher(self._new_nonce, self._server_nonce)
        offer = self._cipher.open(answer.encrypted_answer, mtproto.ServerDHInnerData)
        if offer is None:
            raise ProtocolError("an offer that does not decrypt")
        self._check(offer.nonce, offer.server_nonce)
        # A server with another prime would have to prove it; ours has the one that all know.
        if offer.g != dh.G or offer.dh_prime != dh.PRIME_BYTES:
            raise ProtocolError("an unknown group")
        self._g_a = int.from_bytes(offer.g_a, "big")
        if not dh.is_acceptable(self._g_a):
            raise ProtocolError("g_a out of range")
        self._time_offset_s = offer.server_time - int(now)

    def _agree(self, retry_id: int) -> bytes:
        secret = dh.make_secret(self._entropy)
        public = dh.make_public(secret)
        self._key = AuthKey(dh.make_shared(self._g_a, secret))
        inner = mtproto.ClientDHInnerData(
            nonce=self._nonce,
            server_nonce=self._server_nonce,
            retry_id=retry_id,
            g_b=public.to_bytes(256, "big"),
        )
        query = mtproto.SetClientDHParams(
            nonce=self._nonce,
            server_nonce=self._server_nonce,
            encrypted_data=self._cipher.seal(tl.encode(inner), self._entropy),
        )
        return tl.encode(query)

    def _finish(
        self, answer: mtproto.DhGenOk | mtproto.DhGenRetry, key: AuthKey
    ) -> bytes | KeyMade:
        if isinstance(answer, mtproto.DhGenRetry):
            proof = nonces.new_nonce_hash(self._new_nonce, 2, key)
            if not compare_digest(proof, answer.new_nonce_hash2):
                raise ProtocolError("a wrong proof")
            return self._agree(int.from_bytes(key.aux_hash, "little", signed=True))
        if not compare_digest(
            nonces.new_nonce_hash(self._new_nonce, 1, key), answer.new_nonce_hash1
        ):
            raise ProtocolError("a wrong proof")
        return KeyMade(
            auth_key=key,
            salt=nonces.first_salt(self._new_nonce, self._server_nonce),
            time_offset_s=self._time_offset_s,
            expires_in=self._expires_in,
        )


def _number(value: int) -> bytes:
    return value.to_bytes((value.bit_length() + 7) // 8, "big")
