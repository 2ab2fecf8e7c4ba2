from __future__ import annotations

import pytest

from hodhod import tl
from hodhod.mtproto.crypto import dh
from hodhod.mtproto.crypto.rsa import RsaPublicKey
from hodhod.mtproto.errors import ProtocolError
from hodhod.mtproto.handshake import HandshakeClient, KeyMade, nonces
from hodhod.tl import mtproto
from tests.mtproto.handshake.coupled import NOW, Store, ask, client, table
from tests.mtproto.seeded import Scripted, Seeded, documented, rsa_key

VECTORS = documented()


def vector(name: str) -> bytes:
    return bytes.fromhex(VECTORS[name])


def documented_client() -> HandshakeClient:
    temp_key = bytes(32)  # small enough for any key; the documentation does not print its own
    return HandshakeClient(
        [RsaPublicKey.from_pem(VECTORS["public_key"])],
        Scripted(
            vector("nonce"),
            vector("new_nonce"),
            vector("rsa_padding"),
            temp_key,
            vector("b"),
            vector("client_padding"),
        ),
        dc_id=2,
    )


def server_dh_params_ok() -> bytes:
    return tl.encode(
        mtproto.ServerDHParamsOk(
            nonce=vector("nonce"),
            server_nonce=vector("server_nonce"),
            encrypted_answer=vector("encrypted_answer"),
        )
    )


@pytest.mark.parametrize("padding", [b"", bytes(56)], ids=["bare", "padded as real servers do"])
def test_the_documented_handshake_is_replayed_byte_for_byte(padding: bytes) -> None:
    side = documented_client()
    assert side.start() == vector("req_pq_multi")

    second = side.receive(vector("res_pq") + padding, 1707425104.0)
    assert isinstance(second, bytes)
    query = tl.decode(second)
    assert isinstance(query, mtproto.ReqDHParams)
    assert int.from_bytes(query.p, "big") == int(VECTORS["p"])
    assert int.from_bytes(query.q, "big") == int(VECTORS["q"])
    assert query.public_key_fingerprint.to_bytes(8, "little", signed=True) == vector("fingerprint")

    third = side.receive(server_dh_params_ok() + padding, 1707425104.0)
    assert third == tl.encode(
        mtproto.SetClientDHParams(
            nonce=vector("nonce"),
            server_nonce=vector("server_nonce"),
            encrypted_data=vector("encrypted_data"),
        )
    )

    made = side.receive(vector("dh_gen_ok") + padding, 1707425104.0)
    assert isinstance(made, KeyMade)
    assert made.auth_key.value == vector("auth_key")
    assert made.time_offset_s == int(VECTORS["server_time"]) - 1707425104


def test_a_changed_proof_of_the_documented_handshake_is_refused() -> None:
    side = documented_client()
    side.receive(vector("res_pq"), 0.0)
    side.receive(server_dh_params_ok(), 0.0)
    wrong = vector("dh_gen_ok")[:-1] + b"\0"
    with pytest.raises(ProtocolError):
        side.receive(wrong, 0.0)


def test_a_server_without_a_trusted_key_is_left() -> None:
    side = HandshakeClient([rsa_key("somebody else").public], Seeded("client"))
    with pytest.raises(ProtocolError, match="trusted"):
        side.receive(ask(table(), side.start(), Store()), NOW)


def test_an_answer_to_somebody_else_is_refused() -> None:
    other = ask(table(), client("other").start(), Store())
    with pytest.raises(ProtocolError, match="somebody else"):
        client().receive(other, NOW)


@pytest.mark.parametrize("answer", [b"", b"\1\2\3\4", vector("dh_gen_ok"), vector("req_pq_multi")])
def test_what_is_no_answer_to_the_last_query_is_refused(answer: bytes) -> None:
    with pytest.raises(ProtocolError):
        client().receive(answer, NOW)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"g": 2}, "group"),
        ({"dh_prime": (dh.PRIME - 2).to_bytes(256, "big")}, "group"),
        ({"g_a": b"\1"}, "range"),
        ({"g_a": (dh.PRIME - 1).to_bytes(256, "big")}, "range"),
        ({"nonce": bytes(16)}, "somebody else"),
        ({"server_nonce": bytes(16)}, "somebody else"),
    ],
)
def test_an_offer_that_is_not_safe_is_refused(change: dict[str, int | bytes], reason: str) -> None:
    nonce, new_nonce, server_nonce = vector("nonce"), vector("new_nonce"), vector("server_nonce")
    cipher = nonces.passing_cipher(new_nonce, server_nonce)
    said: dict[str, int | bytes] = {
        "nonce": nonce,
        "server_nonce": server_nonce,
        "g": 3,
        "dh_prime": dh.PRIME_BYTES,
        "g_a": dh.make_public(dh.make_secret(Seeded("a"))).to_bytes(256, "big"),
        "server_time": 0,
    }
    offer = mtproto.ServerDHInnerData(**(said | change))  # type: ignore[arg-type]  # by name
    answer = mtproto.ServerDHParamsOk(
        nonce=nonce,
        server_nonce=server_nonce,
        encrypted_answer=cipher.seal(tl.encode(offer), Seeded("padding")),
    )
    side = documented_client()
    side.receive(vector("res_pq"), 0.0)
    with pytest.raises(ProtocolError, match=reason):
        side.receive(tl.encode(answer), 0.0)


def test_an_offer_that_does_not_decrypt_is_refused() -> None:
    side = documented_client()
    side.receive(vector("res_pq"), 0.0)
    answer = mtproto.ServerDHParamsOk(
        nonce=vector("nonce"), server_nonce=vector("server_nonce"), encrypted_answer=bytes(592)
    )
    with pytest.raises(ProtocolError, match="decrypt"):
        side.receive(tl.encode(answer), 0.0)
