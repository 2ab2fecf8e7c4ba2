"""The server's side of handshakes: all that are under way, whatever connections they come over.

                 req_pq          req_DH_params            set_client_DH_params
    (unknown) ──────────▶ BEGUN ──────────────▶ PROVEN ────────────────────────▶ DONE
                            │      Work: RSA, g_a │ ▲     Work: power, StoreKey    │
                            │                     │ └── dh_gen_retry               │
                            └──────── anything wrong: FAILED, −404 ◀───────────────┘

A query that comes again, byte for byte, gets the same answer as long as the handshake is known: 10
minutes, or less when thousands of strangers knock. One that fits nowhere ends its handshake. There
are two queues, so that those who have only asked never push out those who have proven something.

Source: https://core.telegram.org/mtproto/auth_key
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from hashlib import sha256
from typing import Final, TypeAlias, cast

from hodhod import tl
from hodhod.mtproto.auth_key import AuthKey
from hodhod.mtproto.crypto import dh, exchange, pq, rsa_pad
from hodhod.mtproto.crypto.rsa import RsaKey
from hodhod.mtproto.crypto.rsa_pad import RsaForm
from hodhod.mtproto.entropy import Entropy
from hodhod.mtproto.errors import NOT_FOUND, TransportError
from hodhod.mtproto.handshake import nonces
from hodhod.mtproto.handshake.state import Handshake, Stage
from hodhod.mtproto.handshake.steps import Answer, Step, StoreKey, Work
from hodhod.tl import mtproto

HANDSHAKE_TTL_S: Final = 600.0
"""How long the same query gets the same answer."""

TEST_DC: Final = 10_000
"""Added by clients to the number of a test data centre."""

QUERY_MAX: Final = 4096
"""Bytes of a query; the longest has about 400."""

InnerData: TypeAlias = (
    mtproto.PQInnerData
    | mtproto.PQInnerDataDc
    | mtproto.PQInnerDataTemp
    | mtproto.PQInnerDataTempDc
)


class HandshakeTable:
    """All handshakes of a process.

    Args:
        keys: The RSA keys clients may choose from, the one to be preferred first.
        entropy: Of nonces, primes, exponents and padding; also called from other threads.
        capacity: How many handshakes are remembered in each queue; the oldest is forgotten.
        old_rsa_padding: Whether the form that Telethon and the Pyrogram family send is accepted.
    """

    __slots__ = ("_begun", "_by_nonce", "_capacity", "_entropy", "_keys", "_older", "_proven")

    def __init__(
        self,
        keys: Sequence[RsaKey],
        entropy: Entropy,
        *,
        capacity: int = 10_000,
        old_rsa_padding: bool = True,
    ) -> None:
        self._keys = {key.fingerprint: key for key in keys}
        self._entropy = entropy
        self._capacity = capacity
        self._older = old_rsa_padding
        self._by_nonce: dict[bytes, Handshake] = {}
        # By server_nonce, the oldest first.
        self._begun: dict[bytes, Handshake] = {}
        self._proven: dict[bytes, Handshake] = {}

    def __len__(self) -> int:
        return len(self._by_nonce)

    def receive(self, data: bytes, now: float) -> Step:
        """Takes a query.

        Args:
            data: Body of a plain message; TDLib puts padding behind the query.
            now: Unix time in seconds.

        Raises:
            TransportError: It fits nowhere, and nothing after it in this handshake will.
        """
        self._forget(now)
        try:
            query, end = tl.decode_prefix(data, limits=tl.Limits(max_bytes=QUERY_MAX))
        except tl.DecodeError as error:
            raise TransportError(NOT_FOUND) from error
        digest = sha256(data[:end]).digest()
        match query:
            case mtproto.ReqPqMulti() | mtproto.ReqPq():
                return self._begin(query.nonce, digest, now)
            case mtproto.ReqDHParams() | mtproto.SetClientDHParams():
                return self._go_on(query, digest)
            case _:
                raise TransportError(NOT_FOUND)

    def _begin(self, nonce: bytes, digest: bytes, now: float) -> Step:
        known = self._by_nonce.get(nonce)
        if known:
            return known.repeated(digest) or known.fail()
        server_nonce = self._entropy(16)
        p, q = pq.make(self._entropy)
        handshake = Handshake(nonce, server_nonce, (p, q), now + HANDSHAKE_TTL_S)
        self._remember(self._begun, handshake)
        answer = mtproto.ResPQ(
            nonce=nonce,
            server_nonce=server_nonce,
            pq=(p * q).to_bytes(8, "big"),
            server_public_key_fingerprints=tuple(self._keys),
        )
        return handshake.answer(digest, tl.encode(answer))

    def _go_on(self, query: mtproto.ReqDHParams | mtproto.SetClientDHParams, digest: bytes) -> Step:
        known = self._begun.get(query.server_nonce) or self._proven.get(query.server_nonce)
        if known is None:
            raise TransportError(NOT_FOUND)
        if query.nonce != known.nonce:
            known.fail()
        repeated = known.repeated(digest)
        if repeated:
            return repeated
        work = (
            self._prove(known, query, digest)
            if isinstance(query, mtproto.ReqDHParams)
            else self._agree(known, query, digest)
        )
        known.working_on = digest
        return work

    # ── req_DH_params ──────────────────────────────────────────────────────────────────────────

    def _prove(self, handshake: Handshake, query: mtproto.ReqDHParams, digest: bytes) -> Work:
        key = self._keys.get(query.public_key_fingerprint)
        primes = int.from_bytes(query.p, "big"), int.from_bytes(query.q, "big")
        if handshake.stage is not Stage.BEGUN or primes != handshake.primes or key is None:
            handshake.fail()

        return Work(
            partial(exchange.prove, key, query.encrypted_data, self._entropy),
            partial(self._proven_by, handshake, digest),
            partial(handshake.end, Stage.FAILED),
        )

    def _proven_by(
        self,
        handshake: Handshake,
        digest: bytes,
        proof: object,
        now: float,
    ) -> Answer:
        opened, pair = cast("tuple[rsa_pad.Opened | None, exchange.Pair]", proof)
        inner = self._inner_data(handshake, opened)
        if inner is None or opened is None or handshake.stage is not Stage.BEGUN:
            handshake.fail()
        self._begun.pop(handshake.server_nonce, None)
        handshake.stage = Stage.PROVEN
        handshake.new_nonce = inner.new_nonce
        handshake.expires_in = _expires_in(inner)
        handshake.dc_id = _dc_id(inner)
        handshake.form = opened.form
        handshake.secret, public = pair
        handshake.cipher = nonces.passing_cipher(inner.new_nonce, handshake.server_nonce)
        handshake.ends_at = now + HANDSHAKE_TTL_S
        self._remember(self._proven, handshake)
        offer = mtproto.ServerDHInnerData(
            nonce=handshake.nonce,
            server_nonce=handshake.server_nonce,
            g=dh.G,
            dh_prime=dh.PRIME_BYTES,
            g_a=public.to_bytes(256, "big"),
            server_time=int(now),
        )
        answer = mtproto.ServerDHParamsOk(
            nonce=handshake.nonce,
            server_nonce=handshake.server_nonce,
            encrypted_answer=handshake.cipher.seal(tl.encode(offer), self._entropy),
        )
        return handshake.answer(digest, tl.encode(answer))

    def _inner_data(self, handshake: Handshake, opened: rsa_pad.Opened | None) -> InnerData | None:
        if opened is None or (opened.form is RsaForm.OLDER and not self._older):
            return None
        try:
            inner, _ = tl.decode_prefix(opened.data)
        except tl.DecodeError:
            return None
        if not isinstance(inner, InnerData):
            return None
        p, q = handshake.primes
        said = [int.from_bytes(number, "big") for number in (inner.pq, inner.p, inner.q)]
        expires_in = _expires_in(inner)
        if (
            said != [p * q, p, q]
            or inner.nonce != handshake.nonce
            or inner.server_nonce != handshake.server_nonce
            or (expires_in is not None and expires_in <= 0)
        ):
            return None
        return inner

    # ── set_client_DH_params ───────────────────────────────────────────────────────────────────

    def _agree(self, handshake: Handshake, query: mtproto.SetClientDHParams, digest: bytes) -> Work:
        if handshake.stage is not Stage.PROVEN or handshake.cipher is None:
            handshake.fail()
        inner = handshake.cipher.open(query.encrypted_data, mtproto.ClientDHInnerData)
        if (
            inner is None
            or inner.nonce != handshake.nonce
            or inner.server_nonce != handshake.server_nonce
            or inner.retry_id != handshake.retry_id
        ):
            handshake.fail()
        public = int.from_bytes(inner.g_b, "big")
        if not dh.is_acceptable(public):
            handshake.fail()
        return Work(
            partial(exchange.agree, public, handshake.secret),
            partial(self._agreed, handshake, digest),
            partial(handshake.end, Stage.FAILED),
        )

    def _agreed(
        self,
        handshake: Handshake,
        digest: bytes,
        shared: object,
        now: float,  # noqa: ARG002 - every end of Work is called with it
    ) -> StoreKey:
        if handshake.stage is not Stage.PROVEN:
            handshake.fail()
        key = AuthKey(cast("bytes", shared))
        return StoreKey(
            auth_key=key,
            expires_in=handshake.expires_in,
            dc_id=handshake.dc_id,
            salt=nonces.first_salt(handshake.new_nonce, handshake.server_nonce),
            form=handshake.form,
            stored=partial(_stored, handshake, digest, key),
            abort=partial(handshake.end, Stage.FAILED),
        )

    # ── What is remembered ─────────────────────────────────────────────────────────────────────

    def _remember(self, queue: dict[bytes, Handshake], handshake: Handshake) -> None:
        if len(queue) >= self._capacity:
            self._drop(queue, next(iter(queue)))
        queue[handshake.server_nonce] = handshake
        self._by_nonce[handshake.nonce] = handshake

    def _forget(self, now: float) -> None:
        for queue in (self._begun, self._proven):
            while queue:
                server_nonce, oldest = next(iter(queue.items()))
                if oldest.ends_at > now:
                    break
                self._drop(queue, server_nonce)

    def _drop(self, queue: dict[bytes, Handshake], server_nonce: bytes) -> None:
        dropped = queue.pop(server_nonce)
        if self._by_nonce.get(dropped.nonce) is dropped:
            del self._by_nonce[dropped.nonce]


def _expires_in(inner: InnerData) -> int | None:
    if isinstance(inner, mtproto.PQInnerDataTemp | mtproto.PQInnerDataTempDc):
        return inner.expires_in
    return None


def _dc_id(inner: InnerData) -> int:
    """Media data centres are negative, test ones have 10000 added; to us they are all the same."""
    if isinstance(inner, mtproto.PQInnerDataDc | mtproto.PQInnerDataTempDc):
        return abs(inner.dc) % TEST_DC
    return 0


def _stored(handshake: Handshake, digest: bytes, key: AuthKey, created: bool) -> Answer:
    """The last word of a handshake, or the request to try another value."""
    if handshake.stage is not Stage.PROVEN:
        handshake.fail()
    answer: mtproto.DhGenOk | mtproto.DhGenRetry
    if created:
        proof = nonces.new_nonce_hash(handshake.new_nonce, 1, key)
        answer = mtproto.DhGenOk(
            nonce=handshake.nonce, server_nonce=handshake.server_nonce, new_nonce_hash1=proof
        )
        handshake.end(Stage.DONE)
    else:
        proof = nonces.new_nonce_hash(handshake.new_nonce, 2, key)
        answer = mtproto.DhGenRetry(
            nonce=handshake.nonce, server_nonce=handshake.server_nonce, new_nonce_hash2=proof
        )
        handshake.retry_id = int.from_bytes(key.aux_hash, "little", signed=True)
    return handshake.answer(digest, tl.encode(answer))
