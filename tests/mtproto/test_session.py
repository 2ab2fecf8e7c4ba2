from __future__ import annotations

import contextlib
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hodhod import tl
from hodhod.mtproto import gzip
from hodhod.mtproto.errors import TransportError
from hodhod.mtproto.events import (
    DestroyAuthKey,
    DestroySession,
    DisconnectAfter,
    HttpWait,
    Request,
)
from hodhod.mtproto.session import MAX_HELD, RequestState
from hodhod.tl import TLObject, functions, mtproto, types
from tests.mtproto.coupled import NOW, QUERY, SESSION_ID, UNIQUE_ID, Raw

ANSWER = tl.encode(types.NearestDc(country="IR", this_dc=2, nearest_dc=2))
LONG_ANSWER = tl.encode(mtproto.Pong(msg_id=1, ping_id=2)) * 100
UPDATE = tl.encode(types.UpdatesTooLong())


@pytest.fixture
def raw() -> Raw:
    raw = Raw()
    raw.settle()
    return raw


def results(said: list[TLObject]) -> list[tuple[int, TLObject]]:
    return [(s.req_msg_id, s.result) for s in said if isinstance(s, mtproto.RpcResult)]


def ask(raw: Raw, body: bytes | TLObject = QUERY) -> int:
    verdict = raw.send(body)
    (event,) = verdict.events
    assert isinstance(event, Request)
    return event.msg_id


def of_type(said: list[TLObject], kind: type[TLObject]) -> list[TLObject]:
    return [value for value in said if isinstance(value, kind)]


# ── answers and repeats ──────────────────────────────────────────────────────────────────────────


def test_an_answer_is_an_rpc_result_with_an_answers_number(raw: Raw) -> None:
    request = ask(raw)
    raw.session.answer(request, ANSWER)
    (item,) = raw.items()
    assert item.msg_id % 4 == 1
    assert item.seqno % 2 == 1
    assert results([tl.decode(item.body)]) == [(request, tl.decode(ANSWER))]


def test_a_repeated_request_that_runs_is_not_run_again(raw: Raw) -> None:
    item = raw.item()
    assert len(raw.send_item(item).events) == 1
    verdict = raw.send_item(item)
    assert verdict.accepted
    assert verdict.events == []


def test_what_comes_again_is_not_fresh(raw: Raw) -> None:
    item = raw.item()
    assert raw.send_item(item).fresh
    assert not raw.send_item(item).fresh
    assert raw.send_container(item).fresh
    assert not raw.send(salt=1).fresh


def test_a_repeated_request_gets_its_stored_answer(raw: Raw) -> None:
    item = raw.item()
    raw.send_item(item)
    raw.session.answer(item.msg_id, ANSWER)
    first = results(raw.said())
    assert raw.send_item(item).events == []
    assert results(raw.said()) == first


def test_a_repeated_request_with_a_long_answer_is_told_where_it_is(raw: Raw) -> None:
    item = raw.item()
    raw.send_item(item)
    raw.session.answer(item.msg_id, LONG_ANSWER, compress=False)
    (answer,) = raw.items()
    raw.send_item(item)
    (info,) = of_type(raw.said(), mtproto.MsgDetailedInfo)
    assert isinstance(info, mtproto.MsgDetailedInfo)
    assert (info.msg_id, info.answer_msg_id) == (item.msg_id, answer.msg_id)
    assert info.bytes == len(answer.body)
    raw.send(mtproto.MsgResendReq(msg_ids=(answer.msg_id,)), content=False)
    (again,) = raw.items()
    assert (again.msg_id, again.seqno, again.body) == (answer.msg_id, answer.seqno, answer.body)


def test_a_repeated_request_whose_answer_was_acknowledged_is_only_acknowledged(raw: Raw) -> None:
    item = raw.item()
    raw.send_item(item)
    raw.session.answer(item.msg_id, ANSWER)
    raw.acknowledge()
    assert raw.send_item(item).events == []
    assert raw.said(acks=True) == [mtproto.MsgsAck(msg_ids=(item.msg_id,))]


def test_a_repeat_inside_a_container_does_not_spoil_its_neighbours(raw: Raw) -> None:
    old, new = raw.item(), raw.item()
    raw.send_item(old)
    assert raw.send_container(old, new).events == [Request(new.msg_id, QUERY)]


def test_an_answer_to_nothing_is_not_sent(raw: Raw) -> None:
    raw.session.answer(raw.new_id(), ANSWER)
    assert raw.items() == []


# ── acknowledgements ─────────────────────────────────────────────────────────────────────────────


def test_acknowledgements_wait_for_company_but_not_for_long(raw: Raw) -> None:
    one, two = ask(raw), ask(raw)
    assert raw.items() == []
    due = raw.session.due
    assert due == raw.now + 1.0
    raw.now = due
    assert raw.said() == [mtproto.MsgsAck(msg_ids=(one, two))]
    assert raw.session.due is None


def test_an_answer_acknowledges_its_request(raw: Raw) -> None:
    raw.session.answer(ask(raw), ANSWER)
    assert of_type(raw.said(acks=True), mtproto.MsgsAck) == []


def test_acknowledgements_travel_with_anything_else(raw: Raw) -> None:
    request = ask(raw)
    raw.session.push(UPDATE)
    assert raw.said() == [mtproto.MsgsAck(msg_ids=(request,)), types.UpdatesTooLong()]


def test_messages_that_want_no_acknowledgement_get_none(raw: Raw) -> None:
    raw.send(mtproto.Ping(ping_id=1), content=False)
    raw.items()
    assert raw.session.due is None


# ── another connection ───────────────────────────────────────────────────────────────────────────


def test_what_was_not_acknowledged_is_sent_again_with_new_numbers(raw: Raw) -> None:
    request = ask(raw)
    raw.session.answer(request, ANSWER)
    raw.session.push(UPDATE)
    before = raw.items()
    raw.session.reconnect()
    after = raw.items()
    assert [item.body for item in after] == [item.body for item in before]
    assert min(item.msg_id for item in after) > max(item.msg_id for item in before)
    assert min(item.seqno for item in after) > max(item.seqno for item in before)


def test_what_was_acknowledged_is_not_sent_again(raw: Raw) -> None:
    raw.session.answer(ask(raw), ANSWER)
    raw.acknowledge()
    raw.session.reconnect()
    assert raw.items() == []


def test_a_large_answer_is_not_kept_and_the_client_is_told_to_ask_again(raw: Raw) -> None:
    request = ask(raw)
    raw.session.answer(request, bytes(20_000), compress=False)
    raw.items()
    assert raw.session.outbox.bytes_sent < 100
    raw.session.reconnect()
    assert results(raw.said()) == [
        (request, mtproto.RpcError(error_code=500, error_message="ANSWER_LOST"))
    ]


def test_a_client_that_acknowledges_nothing_has_a_bound(raw: Raw) -> None:
    body = UPDATE * 256
    for _ in range(2000):
        raw.session.push(body)
        raw.items()
    assert raw.session.outbox.bytes_sent <= MAX_HELD
    raw.session.reconnect()
    assert raw.said() == [types.UpdatesTooLong()]


def test_a_client_that_does_not_read_gets_updates_too_long(raw: Raw) -> None:
    for _ in range(100):
        raw.session.push(UPDATE * 1024)
    assert raw.session.outbox.bytes_waiting <= MAX_HELD
    assert raw.said() == [types.UpdatesTooLong()]
    raw.session.push(UPDATE * 2)
    assert len(raw.items()) == 1, "updates flow again once it has read"


def test_a_session_that_logged_out_gets_no_update_any_more(raw: Raw) -> None:
    raw.session.push(UPDATE)
    raw.items()
    raw.session.push(UPDATE)
    raw.session.drop_updates()
    raw.session.reconnect()
    assert raw.items() == []


# ── service messages ─────────────────────────────────────────────────────────────────────────────


def test_a_ping_is_answered_by_a_pong(raw: Raw) -> None:
    msg_id = raw.new_id()
    raw.send(mtproto.Ping(ping_id=99), content=False, msg_id=msg_id)
    assert raw.said() == [mtproto.Pong(msg_id=msg_id, ping_id=99)]


@pytest.mark.parametrize(("asked", "got"), [(75, 75), (0, 0), (-5, 0), (10**9, 3600)])
def test_ping_delay_disconnect_arms_a_deadline(raw: Raw, asked: int, got: int) -> None:
    ping = mtproto.PingDelayDisconnect(ping_id=5, disconnect_delay=asked)
    assert raw.send(ping, content=False).events == [DisconnectAfter(got)]
    assert len(of_type(raw.said(), mtproto.Pong)) == 1


@pytest.mark.parametrize(("asked", "got"), [(1, 1), (64, 64), (0, 1), (-1, 1), (10**6, 64)])
def test_future_salts_are_1_to_64_and_are_accepted_in_their_time(
    raw: Raw, asked: int, got: int
) -> None:
    msg_id = raw.new_id()
    raw.send(mtproto.GetFutureSalts(num=asked), msg_id=msg_id)
    (salts,) = of_type(raw.said(), mtproto.FutureSalts)
    assert isinstance(salts, mtproto.FutureSalts)
    assert (salts.req_msg_id, salts.now) == (msg_id, int(NOW))
    assert len(salts.salts) == got
    for salt in salts.salts:
        assert raw.session.salts.accepts(salt.salt, salt.valid_since)
        assert raw.session.salts.accepts(salt.salt, salt.valid_until - 1)
        assert not raw.session.salts.accepts(salt.salt, salt.valid_until)


def test_another_session_is_destroyed_by_the_shell(raw: Raw) -> None:
    assert raw.send(mtproto.DestroySession(session_id=5)).events == [DestroySession(5)]
    raw.session.session_destroyed(5, existed=True)
    raw.session.session_destroyed(6, existed=False)
    assert raw.said()[-2:] == [
        mtproto.DestroySessionOk(session_id=5),
        mtproto.DestroySessionNone(session_id=6),
    ]


def test_a_session_does_not_destroy_itself(raw: Raw) -> None:
    assert raw.send(mtproto.DestroySession(session_id=SESSION_ID)).events == []
    assert mtproto.DestroySessionNone(session_id=SESSION_ID) in raw.said()


def test_the_key_is_destroyed_by_the_shell(raw: Raw) -> None:
    assert raw.send(mtproto.DestroyAuthKey()).events == [DestroyAuthKey()]
    raw.session.auth_key_destroyed(existed=True)
    assert mtproto.DestroyAuthKeyOk() in raw.said()


def test_http_wait_is_told_in_seconds(raw: Raw) -> None:
    wait = mtproto.HttpWait(max_delay=500, wait_after=150, max_wait=25_000)
    assert raw.send(wait, content=False).events == [HttpWait(0.5, 0.15, 25.0)]


def test_states_of_messages(raw: Raw) -> None:
    never_sent = raw.new_id()
    running = ask(raw)
    answered = ask(raw)
    raw.session.answer(answered, ANSWER)
    done = ask(raw)
    raw.session.answer(done, ANSWER)
    sent = {i.msg_id: results([tl.decode(i.body)]) for i in raw.items(acks=True)}
    (done_answer,) = [msg_id for msg_id, result in sent.items() if result and result[0][0] == done]
    raw.send(mtproto.MsgsAck(msg_ids=(done_answer,)), content=False)
    ping = raw.new_id()
    raw.send(mtproto.Ping(ping_id=1), content=False, msg_id=ping)
    raw.items()
    asked = (1, never_sent, running, answered, done, ping, raw.last + 400)
    raw.send(mtproto.MsgsStateReq(msg_ids=asked), content=False)
    (info,) = of_type(raw.said(), mtproto.MsgsStateInfo)
    assert isinstance(info, mtproto.MsgsStateInfo)
    states = list(info.info)
    assert [state & 7 for state in states] == [2, 2, 4, 4, 4, 4, 3]
    assert states[2] & 32
    assert states[3] & (32 | 64) == 32 | 64
    assert states[4] & 8
    assert states[5] & 16


def test_a_resend_request_for_what_is_gone_is_answered_by_states(raw: Raw) -> None:
    raw.send(mtproto.MsgResendReq(msg_ids=(raw.last + 1,)), content=False)
    assert len(of_type(raw.said(), mtproto.MsgsStateInfo)) == 1


def test_answers_can_be_asked_for_by_their_requests(raw: Raw) -> None:
    request = ask(raw)
    raw.session.answer(request, ANSWER)
    first = raw.items()
    raw.send(mtproto.MsgResendAnsReq(msg_ids=(request,)), content=False)
    assert raw.items() == first


def test_msgs_all_info_is_taken_in_silence(raw: Raw) -> None:
    assert raw.send(mtproto.MsgsAllInfo(msg_ids=(1,), info=b"\x04"), content=False).accepted
    assert raw.items() == []


@pytest.mark.parametrize("content", [True, False])
def test_an_unknown_answer_cannot_be_dropped(raw: Raw, content: bool) -> None:
    drop = raw.new_id()
    raw.send(mtproto.RpcDropAnswer(req_msg_id=4), msg_id=drop, content=content)
    assert results(raw.said()) == [(drop, mtproto.RpcAnswerUnknown())]


def test_the_answer_of_a_running_request_is_dropped(raw: Raw) -> None:
    request = ask(raw)
    drop = raw.new_id()
    raw.send(mtproto.RpcDropAnswer(req_msg_id=request), msg_id=drop)
    assert results(raw.said()) == [(drop, mtproto.RpcAnswerDroppedRunning())]
    raw.session.answer(request, ANSWER)
    assert results(raw.said()) == [(request, mtproto.RpcAnswerDroppedRunning())]


def test_the_answer_that_was_sent_is_dropped(raw: Raw) -> None:
    request = ask(raw)
    raw.session.answer(request, ANSWER)
    (answer,) = raw.items()
    drop = raw.new_id()
    raw.send(mtproto.RpcDropAnswer(req_msg_id=request), msg_id=drop)
    assert results(raw.said()) == [
        (
            drop,
            mtproto.RpcAnswerDropped(
                msg_id=answer.msg_id, seq_no=answer.seqno, bytes=len(answer.body)
            ),
        )
    ]
    raw.session.reconnect()
    assert [about for about, _ in results(raw.said())] == [drop]


# ── beginning ────────────────────────────────────────────────────────────────────────────────────


def test_a_session_begins_with_new_session_created() -> None:
    raw = Raw()
    first, second = raw.item(), raw.item()
    raw.send_container(first, second)
    created = mtproto.NewSessionCreated(
        first_msg_id=first.msg_id,
        unique_id=UNIQUE_ID,
        server_salt=raw.session.salts.current(raw.now),
    )
    assert of_type(raw.said(), mtproto.NewSessionCreated) == [created]
    raw.send()
    assert of_type(raw.said(), mtproto.NewSessionCreated) == []


def test_a_smaller_msg_id_is_told_as_a_new_beginning() -> None:
    raw = Raw()
    early, late = raw.item(), raw.item()
    raw.send_item(late)
    raw.items()
    raw.send_item(early)
    (created,) = of_type(raw.said(), mtproto.NewSessionCreated)
    assert isinstance(created, mtproto.NewSessionCreated)
    assert (created.first_msg_id, created.unique_id) == (early.msg_id, UNIQUE_ID)


def test_a_refused_message_begins_no_session() -> None:
    raw = Raw()
    raw.send(salt=1)
    assert of_type(raw.said(), mtproto.NewSessionCreated) == []


# ── compression ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("pack", [gzip.pack, zlib.compress])
def test_a_compressed_request_is_unpacked(raw: Raw, pack: object) -> None:
    assert callable(pack)
    verdict = raw.send(mtproto.GzipPacked(packed_data=pack(QUERY)))
    assert [e.body for e in verdict.events if isinstance(e, Request)] == [QUERY]


@pytest.mark.parametrize(
    "data",
    [
        b"no compression at all",
        gzip.pack(bytes(40 << 20)),
        gzip.pack(tl.encode(mtproto.GzipPacked(packed_data=gzip.pack(QUERY)))),
    ],
    ids=["broken", "bomb", "twice"],
)
def test_what_cannot_be_unpacked_is_refused_by_an_error(raw: Raw, data: bytes) -> None:
    msg_id = raw.new_id()
    verdict = raw.send(mtproto.GzipPacked(packed_data=data), msg_id=msg_id)
    assert verdict.accepted
    assert verdict.events == []
    assert results(raw.said()) == [
        (msg_id, mtproto.RpcError(error_code=400, error_message="INPUT_FETCH_FAIL"))
    ]


def test_compressed_messages_of_one_packet_share_their_room(raw: Raw) -> None:
    packed = mtproto.GzipPacked(packed_data=gzip.pack(bytes(1 << 20)))
    verdict = raw.send_container(*[raw.item(packed) for _ in range(8)])
    assert len(verdict.events) == 2


def test_a_long_answer_is_compressed_if_that_pays(raw: Raw) -> None:
    request = ask(raw)
    raw.session.answer(request, LONG_ANSWER)
    ((_, result),) = results(raw.said())
    assert isinstance(result, mtproto.GzipPacked)
    assert gzip.inflate(result.packed_data, 1 << 20) == LONG_ANSWER


# ── waiting for another request ──────────────────────────────────────────────────────────────────


def test_how_far_a_request_has_come(raw: Raw) -> None:
    state = raw.session.state_of
    absent = raw.new_id()
    assert state(absent) is RequestState.ABSENT
    good, bad = ask(raw), ask(raw)
    assert state(good) is RequestState.RUNNING
    raw.session.answer(good, ANSWER)
    raw.session.answer(bad, ANSWER, failed=True)
    assert state(good) is RequestState.DONE
    assert state(bad) is RequestState.FAILED


# ── anything ─────────────────────────────────────────────────────────────────────────────────────


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.binary(max_size=64), st.integers(0, 40), st.booleans()), max_size=8))
def test_any_authentic_bytes_are_judged_without_a_surprise(
    messages: list[tuple[bytes, int, bool]],
) -> None:
    raw = Raw()
    for body, seqno, container in messages:
        data = body + bytes(-len(body) % 4)
        if container:
            data = b"\xdc\xf8\xf1\x73" + data
        with contextlib.suppress(TransportError):
            raw.send(data, seqno=seqno)
        raw.said()


def test_an_unknown_constructor_is_a_request_for_the_shell_to_refuse(raw: Raw) -> None:
    body = b"\xef\xbe\xad\xde"
    assert [e.body for e in raw.send(body).events if isinstance(e, Request)] == [body]


def test_a_broken_service_message_is_refused_like_a_broken_query(raw: Raw) -> None:
    body = tl.encode(mtproto.Ping(ping_id=1))[:-4]
    assert [e.body for e in raw.send(body).events if isinstance(e, Request)] == [body]


def test_a_wrapped_query_is_passed_on_as_it_is(raw: Raw) -> None:
    query = functions.InvokeWithLayer(layer=200, query=functions.help.GetConfig())
    body = tl.encode(query)
    assert [e.body for e in raw.send(body).events if isinstance(e, Request)] == [body]
