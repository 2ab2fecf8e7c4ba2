from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hodhod import tl
from hodhod.mtproto import envelope
from hodhod.mtproto.crypto import dh, pq, rsa_pad
from hodhod.mtproto.crypto.rsa_pad import RsaForm
from hodhod.mtproto.errors import NOT_FOUND, TransportError
from hodhod.mtproto.handshake import Answer, HandshakeTable, KeyMade, StoreKey, Wait, Work, nonces
from hodhod.mtproto.handshake.server import HANDSHAKE_TTL_S
from hodhod.mtproto.transport import Packet
from hodhod.tl import mtproto
from tests.mtproto.handshake.coupled import NOW, Store, ask, client, settle, shake, table
from tests.mtproto.seeded import Scripted, Seeded, rsa_key
from tests.mtproto.transport.wires import WIRES, Wire, pieces, server

NONCE = bytes(range(16))
NEW_NONCE = bytes(range(32))


def refused(run: Callable[[], object]) -> None:
    with pytest.raises(TransportError) as error:
        run()
    assert error.value.code == NOT_FOUND


def begun(shaking: HandshakeTable) -> mtproto.ResPQ:
    answer = tl.decode(ask(shaking, tl.encode(mtproto.ReqPqMulti(nonce=NONCE)), Store()))
    assert isinstance(answer, mtproto.ResPQ)
    return answer


def inner_data(res: mtproto.ResPQ) -> mtproto.PQInnerDataTempDc:
    p, q = pq.factorise(int.from_bytes(res.pq, "big"))
    return mtproto.PQInnerDataTempDc(
        pq=res.pq,
        p=p.to_bytes(4, "big"),
        q=q.to_bytes(4, "big"),
        nonce=NONCE,
        server_nonce=res.server_nonce,
        new_nonce=NEW_NONCE,
        dc=2,
        expires_in=3600,
    )


def proof(res: mtproto.ResPQ, inner: tl.TLObject | None = None) -> mtproto.ReqDHParams:
    right = inner_data(res)
    return mtproto.ReqDHParams(
        nonce=NONCE,
        server_nonce=res.server_nonce,
        p=right.p,
        q=right.q,
        public_key_fingerprint=rsa_key().fingerprint,
        encrypted_data=rsa_pad.seal(
            rsa_key().public, tl.encode(inner or right), Seeded("client's padding")
        ),
    )


def agreement(
    res: mtproto.ResPQ, *, padding: int = 0, **change: bytes | int
) -> mtproto.SetClientDHParams:
    said: dict[str, bytes | int] = {
        "nonce": NONCE,
        "server_nonce": res.server_nonce,
        "retry_id": 0,
        "g_b": dh.make_public(dh.make_secret(Seeded("b"))).to_bytes(256, "big"),
    }
    inner = mtproto.ClientDHInnerData(**(said | change))  # type: ignore[arg-type]  # by name
    cipher = nonces.passing_cipher(NEW_NONCE, res.server_nonce)
    return mtproto.SetClientDHParams(
        nonce=NONCE,
        server_nonce=res.server_nonce,
        encrypted_data=cipher.seal(tl.encode(inner), lambda size: bytes(size + padding)),
    )


def proven(shaking: HandshakeTable) -> mtproto.ResPQ:
    res = begun(shaking)
    answer = tl.decode(ask(shaking, tl.encode(proof(res)), Store()))
    assert isinstance(answer, mtproto.ServerDHParamsOk)
    return res


# ── What both sides make ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("old_rsa_padding", [False, True])
@pytest.mark.parametrize("dc_id", [None, 1, 2, -2, 10002, 77])
@pytest.mark.parametrize("expires_in", [None, 86400])
def test_a_client_and_a_server_make_the_same_key(
    old_rsa_padding: bool, dc_id: int | None, expires_in: int | None
) -> None:
    store = Store()
    side = client(dc_id=dc_id, expires_in=expires_in, old_rsa_padding=old_rsa_padding)
    made = shake(table(), side, store)
    (stored,) = store.steps
    assert made.auth_key == stored.auth_key
    assert made.salt == stored.salt
    assert stored.expires_in == expires_in
    assert stored.form is (RsaForm.OLDER if old_rsa_padding else RsaForm.RSA_PAD)


@pytest.mark.parametrize("wire", WIRES, ids=str)
@pytest.mark.parametrize("size", [1, 1 << 20], ids=["one byte a write", "whole writes"])
def test_a_key_is_made_over_every_transport(wire: Wire, size: int) -> None:
    ours, theirs = server(), wire.client()
    shaking, side, store = table(), client(), Store()
    query: bytes | KeyMade = side.start()
    written = theirs.opening()
    while isinstance(query, bytes):
        written += theirs.pack(envelope.seal_plain(4, query))
        for piece in pieces(written, size):
            ours.receive(piece)
        packet = ours.next_event()
        assert isinstance(packet, Packet)
        answer = ask(shaking, envelope.open_plain(packet.payload).body, store)
        for piece in pieces(ours.pack(envelope.seal_plain(1, answer)), size):
            theirs.receive(piece)
        event = theirs.next_event()
        assert isinstance(event, Packet)
        query = side.receive(envelope.open_plain(event.payload).body, NOW)
        written = b""
    assert query.auth_key.id in store.taken


def test_the_clock_of_the_server_is_told() -> None:
    side = client()
    shaking, store = table(), Store()
    query: bytes | KeyMade = side.start()
    while isinstance(query, bytes):
        query = side.receive(ask(shaking, query, store, NOW), NOW - 100)
    assert query.time_offset_s == 100


def test_each_handshake_has_its_own_nonce_primes_and_exponent() -> None:
    shaking, store = table(), Store()
    made = [shake(shaking, client(str(number)), store) for number in range(3)]
    assert len({one.auth_key.id for one in made}) == 3


# ── req_pq ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("query", [mtproto.ReqPq, mtproto.ReqPqMulti])
def test_the_nonce_is_echoed_with_a_fresh_one_and_a_product_of_two_primes(
    query: type[mtproto.ReqPq | mtproto.ReqPqMulti],
) -> None:
    shaking = table()
    answers = [
        tl.decode(ask(shaking, tl.encode(query(nonce=nonce)), Store()))
        for nonce in (NONCE, bytes(16))
    ]
    seen = set()
    for answer, nonce in zip(answers, (NONCE, bytes(16)), strict=True):
        assert isinstance(answer, mtproto.ResPQ)
        assert answer.nonce == nonce
        assert answer.server_public_key_fingerprints == (rsa_key().fingerprint,)
        p, q = pq.factorise(int.from_bytes(answer.pq, "big"))
        assert p != q
        seen |= {answer.server_nonce, answer.pq}
    assert len(seen) == 4


def test_every_key_is_offered_and_each_may_be_chosen() -> None:
    keys = [rsa_key(), rsa_key("another")]
    shaking = HandshakeTable(keys, Seeded("server"))
    res = begun(shaking)
    assert res.server_public_key_fingerprints == tuple(key.fingerprint for key in keys)
    query = msgspec.structs.replace(
        proof(res),
        public_key_fingerprint=keys[1].fingerprint,
        encrypted_data=rsa_pad.seal(keys[1].public, tl.encode(inner_data(res)), Seeded("pad")),
    )
    assert isinstance(settle(shaking.receive(tl.encode(query), NOW), Store()), Answer)


def test_padding_behind_a_query_is_ignored() -> None:
    shaking, query = table(), tl.encode(mtproto.ReqPqMulti(nonce=NONCE))
    assert ask(shaking, query + b"\1\2\3\4" * 9, Store()) == ask(shaking, query, Store())


# ── The same query again ───────────────────────────────────────────────────────────────────────


def test_every_query_that_comes_again_gets_the_same_answer() -> None:
    shaking, store, side = table(), Store(), client()
    queries: list[bytes] = []
    answers: list[bytes] = []
    query: bytes | KeyMade = side.start()
    while isinstance(query, bytes):
        queries.append(query)
        answers.append(ask(shaking, query, store))
        query = side.receive(answers[-1], NOW)
    again = [ask(shaking, query, store, NOW + HANDSHAKE_TTL_S - 1) for query in queries]
    assert again == answers
    assert len(store.steps) == 1


def test_after_ten_minutes_the_same_query_begins_anew() -> None:
    shaking, query = table(), tl.encode(mtproto.ReqPqMulti(nonce=NONCE))
    first = ask(shaking, query, Store(), NOW)
    assert ask(shaking, query, Store(), NOW + HANDSHAKE_TTL_S - 0.1) == first
    assert ask(shaking, query, Store(), NOW + HANDSHAKE_TTL_S) != first


def test_after_ten_minutes_the_handshake_is_unknown() -> None:
    shaking = table()
    res = begun(shaking)
    refused(lambda: shaking.receive(tl.encode(proof(res)), NOW + HANDSHAKE_TTL_S))
    assert len(shaking) == 0


def test_a_query_that_is_being_worked_on_is_worked_on_once() -> None:
    shaking = table()
    query = tl.encode(proof(begun(shaking)))
    work = shaking.receive(query, NOW)
    assert isinstance(work, Work)
    assert shaking.receive(query, NOW) == Wait()
    answer = work.run(NOW)
    assert shaking.receive(query, NOW) == answer


def test_another_query_in_the_middle_of_work_ends_the_handshake() -> None:
    shaking = table()
    res = begun(shaking)
    work = shaking.receive(tl.encode(proof(res)), NOW)
    assert isinstance(work, Work)
    refused(lambda: shaking.receive(tl.encode(agreement(res)), NOW))
    refused(lambda: work.run(NOW))


# ── Anything wrong ─────────────────────────────────────────────────────────────────────────────


def expect_the_end(shaking: HandshakeTable, wrong: tl.TLObject, res: mtproto.ResPQ) -> None:
    """The wrong query is refused, and after it even the right ones are."""
    refused(lambda: settle(shaking.receive(tl.encode(wrong), NOW), Store()))
    for query in (mtproto.ReqPqMulti(nonce=NONCE), proof(res), agreement(res)):
        refused(lambda query=query: shaking.receive(tl.encode(query), NOW))  # type: ignore[misc]


@pytest.mark.parametrize(
    "change",
    [
        {"nonce": bytes(16)},
        {"p": b"\3"},
        {"q": b"\5"},
        {"p": b"", "q": b""},
        {"public_key_fingerprint": 1},
        {"encrypted_data": b""},
        {"encrypted_data": bytes(255)},
        {"encrypted_data": bytes(256)},
        {"encrypted_data": bytes(257)},
        {"encrypted_data": b"\xff" * 256},
        {"encrypted_data": Seeded("noise")(256)},
    ],
    ids=lambda change: " ".join(f"{name} {len(str(value))}" for name, value in change.items()),
)
def test_a_wrong_proof_ends_the_handshake(change: dict[str, bytes | int]) -> None:
    shaking = table()
    res = begun(shaking)
    wrong = msgspec.structs.replace(proof(res), **change)
    expect_the_end(shaking, wrong, res)


def test_p_and_q_come_in_order() -> None:
    shaking = table()
    res = begun(shaking)
    right = proof(res)
    expect_the_end(shaking, msgspec.structs.replace(right, p=right.q, q=right.p), res)


@pytest.mark.parametrize(
    "change",
    [
        {"pq": b"\1\2\3\4\5\6\7\x08"},
        {"p": b"\3"},
        {"q": b"\5"},
        {"nonce": bytes(16)},
        {"server_nonce": bytes(16)},
        {"expires_in": 0},
        {"expires_in": -1},
    ],
    ids=str,
)
def test_wrong_inner_data_ends_the_handshake(change: dict[str, bytes | int]) -> None:
    shaking = table()
    res = begun(shaking)
    inner = msgspec.structs.replace(inner_data(res), **change)
    expect_the_end(shaking, proof(res, inner), res)


def test_inner_data_of_another_kind_ends_the_handshake() -> None:
    shaking = table()
    res = begun(shaking)
    expect_the_end(shaking, proof(res, mtproto.ReqPq(nonce=NONCE)), res)


def test_the_older_form_can_be_turned_off() -> None:
    shaking = HandshakeTable([rsa_key()], Seeded("server"), old_rsa_padding=False)
    refused(lambda: shake(shaking, client(old_rsa_padding=True), Store()))
    assert shake(shaking, client("another"), Store()).auth_key.id


@pytest.mark.parametrize(
    "change",
    [
        {"nonce": bytes(16)},
        {"server_nonce": bytes(16)},
        {"retry_id": 1},
        {"g_b": b""},
        {"g_b": b"\1"},
        {"g_b": ((1 << 1984) - 1).to_bytes(256, "big")},
        {"g_b": (dh.PRIME - 1).to_bytes(256, "big")},
        {"g_b": dh.PRIME_BYTES},
        {"g_b": (dh.PRIME - (1 << 1984) + 1).to_bytes(256, "big")},
        {"g_b": b"\1" + bytes(256)},
        {"padding": 16},
    ],
    ids=lambda change: " ".join(f"{name} {str(value)[:9]}" for name, value in change.items()),
)
def test_a_wrong_agreement_ends_the_handshake(change: dict[str, bytes | int]) -> None:
    shaking = table()
    res = proven(shaking)
    expect_the_end(shaking, agreement(res, **change), res)  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize("data", [b"", bytes(15), bytes(336), Seeded("noise")(336), bytes(3000)])
def test_an_agreement_that_does_not_decrypt_ends_the_handshake(data: bytes) -> None:
    shaking = table()
    res = proven(shaking)
    wrong = msgspec.structs.replace(agreement(res), encrypted_data=data)
    expect_the_end(shaking, wrong, res)


def test_an_agreement_before_the_proof_ends_the_handshake() -> None:
    shaking = table()
    res = begun(shaking)
    expect_the_end(shaking, agreement(res), res)


def test_another_proof_after_the_first_ends_the_handshake() -> None:
    shaking = table()
    res = proven(shaking)
    other = proof(res, msgspec.structs.replace(inner_data(res), new_nonce=bytes(32)))
    expect_the_end(shaking, other, res)


def test_another_agreement_after_the_last_ends_the_handshake() -> None:
    shaking = table()
    res = proven(shaking)
    ask(shaking, tl.encode(agreement(res)), Store())
    g_b = dh.make_public(dh.make_secret(Seeded("another b"))).to_bytes(256, "big")
    expect_the_end(shaking, agreement(res, g_b=g_b), res)


def test_another_kind_of_first_query_with_the_same_nonce_ends_the_handshake() -> None:
    shaking = table()
    res = begun(shaking)
    expect_the_end(shaking, mtproto.ReqPq(nonce=NONCE), res)


@settings(max_examples=50, deadline=None)
@given(data=st.binary(max_size=500))
def test_noise_is_refused(data: bytes) -> None:
    refused(lambda: table().receive(data, NOW))


@pytest.mark.parametrize(
    "query", [mtproto.Ping(ping_id=1), mtproto.HttpWait(max_delay=0, wait_after=0, max_wait=0)]
)
def test_what_is_no_query_of_a_handshake_is_refused(query: tl.TLObject) -> None:
    refused(lambda: table().receive(tl.encode(query), NOW))


def test_a_query_of_an_unknown_handshake_is_refused() -> None:
    res = begun(table())
    refused(lambda: table(Seeded("restarted")).receive(tl.encode(proof(res)), NOW))


# ── Keys ───────────────────────────────────────────────────────────────────────────────────────


def test_the_key_is_stored_before_the_client_hears_of_it() -> None:
    shaking = table()
    query = tl.encode(agreement(proven(shaking)))
    work = shaking.receive(query, NOW)
    assert isinstance(work, Work)
    step = work.run(NOW)
    assert isinstance(step, StoreKey)
    assert shaking.receive(query, NOW) == Wait()
    answer = tl.decode(step.stored(True).data)
    assert isinstance(answer, mtproto.DhGenOk)
    assert answer.new_nonce_hash1 == nonces.new_nonce_hash(NEW_NONCE, 1, step.auth_key)


def test_a_key_that_could_not_be_stored_ends_the_handshake() -> None:
    shaking = table()
    query = tl.encode(agreement(proven(shaking)))
    work = shaking.receive(query, NOW)
    assert isinstance(work, Work)
    step = work.run(NOW)
    assert isinstance(step, StoreKey)
    step.abort()
    refused(lambda: shaking.receive(query, NOW))
    refused(lambda: step.stored(True))


def test_work_there_is_no_room_for_ends_the_handshake() -> None:
    shaking = table()
    query = tl.encode(proof(begun(shaking)))
    work = shaking.receive(query, NOW)
    assert isinstance(work, Work)
    work.abort()
    refused(lambda: shaking.receive(query, NOW))


def test_another_key_with_the_same_id_asks_for_another_value() -> None:
    shaking = table()
    res = proven(shaking)
    work = shaking.receive(tl.encode(agreement(res)), NOW)
    assert isinstance(work, Work)
    first = work.run(NOW)
    assert isinstance(first, StoreKey)
    answer = tl.decode(first.stored(False).data)
    assert isinstance(answer, mtproto.DhGenRetry)
    assert answer.new_nonce_hash2 == nonces.new_nonce_hash(NEW_NONCE, 2, first.auth_key)

    retry_id = int.from_bytes(first.auth_key.aux_hash, "little", signed=True)
    g_b = dh.make_public(dh.make_secret(Seeded("another b"))).to_bytes(256, "big")
    store = Store()
    second = tl.decode(ask(shaking, tl.encode(agreement(res, retry_id=retry_id, g_b=g_b)), store))
    assert isinstance(second, mtproto.DhGenOk)
    assert store.steps[0].auth_key != first.auth_key


def test_the_next_value_names_the_one_before() -> None:
    shaking = table()
    res = proven(shaking)
    work = shaking.receive(tl.encode(agreement(res)), NOW)
    assert isinstance(work, Work)
    first = work.run(NOW)
    assert isinstance(first, StoreKey)
    first.stored(False)
    g_b = dh.make_public(dh.make_secret(Seeded("another b"))).to_bytes(256, "big")
    expect_the_end(shaking, agreement(res, g_b=g_b), res)


def test_a_client_finishes_after_a_collision() -> None:
    class FirstTaken(Store):
        def store(self, step: StoreKey) -> bool:
            return super().store(step) and len(self.steps) > 1

    store = FirstTaken()
    made = shake(table(), client(), store)
    assert [step.auth_key == made.auth_key for step in store.steps] == [False, True]


def test_no_secret_is_left_after_the_end() -> None:
    shaking = table()
    shake(shaking, client(), Store())
    (left,) = shaking._proven.values()  # noqa: SLF001 - what memory holds shows nowhere else
    assert (left.secret, left.new_nonce, left.cipher) == (0, b"", None)


# ── What strangers cost ────────────────────────────────────────────────────────────────────────


def test_a_crowd_of_beginners_is_bounded_and_forgets_the_oldest() -> None:
    shaking, store = table(capacity=10), Store()
    queries = [tl.encode(mtproto.ReqPqMulti(nonce=Seeded(str(n))(16))) for n in range(30)]
    answers = [ask(shaking, query, store) for query in queries]
    assert len(shaking) == 10
    assert ask(shaking, queries[-1], store) == answers[-1]
    assert ask(shaking, queries[0], store) != answers[0]


def test_a_crowd_of_beginners_leaves_those_alone_who_have_proven_something() -> None:
    shaking, store = table(capacity=10), Store()
    res = proven(shaking)
    for n in range(30):
        ask(shaking, tl.encode(mtproto.ReqPqMulti(nonce=Seeded(str(n))(16))), store)
    answer = tl.decode(ask(shaking, tl.encode(agreement(res)), store))
    assert isinstance(answer, mtproto.DhGenOk)


def test_those_who_have_proven_something_are_bounded_too() -> None:
    shaking, store = table(capacity=3), Store()
    for number in range(6):
        shake(shaking, client(str(number)), store)
    assert len(shaking) == 3


def test_a_public_value_out_of_range_is_drawn_again() -> None:
    primes = [b"\0\0\0\0", b"\1\1\1\1"]
    blinding = Seeded("blinding")(256)
    small = (5).to_bytes(256, "big")  # 3^5 is far under 2^1984
    padding = bytes(8)
    shaking = table(Scripted(bytes(16), *primes, blinding, small, Seeded("secret")(256), padding))
    assert proven(shaking).server_nonce == bytes(16)
