from __future__ import annotations

import pytest

from hodhod import tl
from hodhod.mtproto import containers
from hodhod.mtproto.containers import Item
from hodhod.mtproto.errors import TransportError
from hodhod.mtproto.events import Request
from hodhod.mtproto.salts import PERIOD_S
from hodhod.tl import mtproto
from tests.mtproto.coupled import FIRST_SALT, NOW, QUERY, Raw


def bad_messages(raw: Raw) -> list[tuple[int, int]]:
    return [
        (said.bad_msg_id, said.error_code)
        for said in raw.said()
        if isinstance(said, mtproto.BadMsgNotification)
    ]


@pytest.fixture
def raw() -> Raw:
    raw = Raw()
    raw.settle()
    return raw


def test_a_query_is_accepted_once_and_becomes_a_request(raw: Raw) -> None:
    item = raw.item()
    verdict = raw.send_item(item)
    assert verdict.accepted
    assert verdict.events == [Request(item.msg_id, QUERY)]


@pytest.mark.parametrize(
    ("offset_s", "code"),
    [(-301, 16), (-299, None), (29, None), (31, 17)],
)
def test_the_time_window_is_300_s_past_and_30_s_future(offset_s: float, code: int | None) -> None:
    raw = Raw()
    msg_id = raw.new_id(at=NOW + offset_s)
    verdict = raw.send(msg_id=msg_id)
    assert verdict.accepted is (code is None)
    assert bad_messages(raw) == ([] if code is None else [(msg_id, code)])


@pytest.mark.parametrize("remainder", [1, 2, 3])
def test_18_a_msg_id_that_is_no_clients(raw: Raw, remainder: int) -> None:
    msg_id = raw.new_id() + remainder
    assert not raw.send(msg_id=msg_id).accepted
    assert bad_messages(raw) == [(msg_id, 18)]


def test_19_a_container_with_the_id_of_an_earlier_message(raw: Raw) -> None:
    before = raw.item()
    raw.send_item(before)
    raw.items()
    inner = Item(before.msg_id - 4, raw.new_seqno(), QUERY)
    assert not raw.send_container(inner, msg_id=before.msg_id).accepted
    assert bad_messages(raw) == [(before.msg_id, 19)]


def test_19_the_same_container_twice(raw: Raw) -> None:
    item = raw.item()
    outer = raw.new_id()
    assert raw.send_container(item, msg_id=outer).accepted
    raw.items()
    assert not raw.send_container(item, msg_id=outer).accepted
    assert bad_messages(raw) == [(outer, 19)]


def test_20_a_message_so_old_that_nobody_knows_whether_it_came(raw: Raw) -> None:
    old = raw.item()
    raw.now += 200
    raw.send()
    raw.now += 301
    raw.send()
    raw.items()
    outer = raw.new_id()
    assert not raw.send_container(old, msg_id=outer).accepted
    assert bad_messages(raw) == [(outer, 20)]


def test_an_old_message_in_a_fresh_container_is_accepted(raw: Raw) -> None:
    written_offline = raw.item()
    raw.now += 3600
    verdict = raw.send_container(written_offline)
    assert verdict.events == [Request(written_offline.msg_id, QUERY)]


def test_32_a_seqno_below_that_of_an_earlier_message(raw: Raw) -> None:
    raw.count = 5
    raw.send()
    raw.items()
    msg_id = raw.new_id()
    assert not raw.send(msg_id=msg_id, seqno=3).accepted
    assert bad_messages(raw) == [(msg_id, 32)]


def test_32_the_same_odd_seqno_again(raw: Raw) -> None:
    item = raw.item()
    raw.send_item(item)
    raw.items()
    msg_id = raw.new_id()
    raw.send(msg_id=msg_id, seqno=item.seqno)
    assert bad_messages(raw) == [(msg_id, 32)]


def test_33_a_seqno_above_that_of_a_later_message(raw: Raw) -> None:
    early = raw.new_id()
    raw.send()
    raw.items()
    raw.send(msg_id=early, seqno=99)
    assert bad_messages(raw) == [(early, 33)]


def test_33_the_odd_seqno_of_a_later_message(raw: Raw) -> None:
    early = raw.new_id()
    later = raw.item()
    raw.send_item(later)
    raw.items()
    raw.send(msg_id=early, seqno=later.seqno)
    assert bad_messages(raw) == [(early, 33)]


def test_messages_may_arrive_in_another_order(raw: Raw) -> None:
    first, second, third = raw.item(), raw.item(), raw.item()
    for item in (third, first, second):
        assert raw.send_item(item).accepted


def test_34_odd_where_even_is_due(raw: Raw) -> None:
    msg_id = raw.new_id()
    wait = mtproto.HttpWait(max_delay=0, wait_after=0, max_wait=0)
    assert not raw.send(wait, msg_id=msg_id, content=True).accepted
    assert bad_messages(raw) == [(msg_id, 34)]


def test_34_an_odd_container(raw: Raw) -> None:
    item = raw.item()
    msg_id = raw.new_id()
    raw.send(containers.write([item]), msg_id=msg_id, seqno=raw.new_seqno())
    assert bad_messages(raw) == [(msg_id, 34)]


def test_35_even_where_odd_is_due(raw: Raw) -> None:
    msg_id = raw.new_id()
    assert not raw.send(QUERY, msg_id=msg_id, content=False).accepted
    assert bad_messages(raw) == [(msg_id, 35)]


@pytest.mark.parametrize("content", [True, False])
@pytest.mark.parametrize(
    "body",
    [
        mtproto.Ping(ping_id=4),
        mtproto.MsgsAck(msg_ids=(1,)),
        mtproto.MsgsStateReq(msg_ids=(1,)),
        mtproto.GetFutureSalts(num=1),
        mtproto.RpcDropAnswer(req_msg_id=1),
    ],
)
def test_service_messages_may_count_as_content_and_are_never_acknowledged(
    raw: Raw, body: tl.TLObject, content: bool
) -> None:
    assert raw.send(body, content=content).accepted
    assert not any(isinstance(said, mtproto.MsgsAck) for said in raw.said(acks=True))


def test_48_a_wrong_salt_and_the_right_one_is_told(raw: Raw) -> None:
    item = raw.item()
    assert not raw.send(item.body, msg_id=item.msg_id, seqno=item.seqno, salt=1).accepted
    right = raw.session.salts.current(raw.now)
    assert raw.said() == [
        mtproto.BadServerSalt(
            bad_msg_id=item.msg_id,
            bad_msg_seqno=item.seqno,
            error_code=48,
            new_server_salt=right,
        )
    ]
    assert raw.send_item(item).accepted, "what was refused may come again under its number"


def test_the_salt_of_the_half_hour_before_is_good_for_one_more(raw: Raw) -> None:
    salt = raw.session.salts.current(raw.now)
    raw.now += PERIOD_S
    assert raw.send(salt=salt).accepted
    raw.now += PERIOD_S
    assert not raw.send(salt=salt).accepted


def test_the_salt_of_the_key_exchange_is_good_for_an_hour(raw: Raw) -> None:
    assert raw.send(salt=FIRST_SALT).accepted
    raw.now += 2 * PERIOD_S
    assert not raw.send(salt=FIRST_SALT).accepted


def nested(raw: Raw) -> bytes:
    inner = containers.write([raw.item()])
    return containers.write([Item(raw.new_id(), 0, inner)])


def inner_above_outer(raw: Raw) -> bytes:
    return containers.write([Item(raw.last + 4_000_000_000, raw.new_seqno(), QUERY)])


def inner_of_a_server(raw: Raw) -> bytes:
    return containers.write([Item(raw.new_id() + 1, raw.new_seqno(), QUERY)])


def same_twice(raw: Raw) -> bytes:
    item = raw.item()
    return containers.write([item, item])


def cut_off(raw: Raw) -> bytes:
    return containers.write([raw.item()])[:-4]


def tail(raw: Raw) -> bytes:
    return containers.write([raw.item()]) + bytes(4)


def negative_length(raw: Raw) -> bytes:
    whole = bytearray(containers.write([raw.item()]))
    whole[20:24] = (-4).to_bytes(4, "little", signed=True)
    return bytes(whole)


def odd_length(raw: Raw) -> bytes:
    return containers.write([Item(raw.new_id(), raw.new_seqno(), QUERY + b"..")])


@pytest.mark.parametrize(
    "make",
    [
        nested,
        inner_above_outer,
        inner_of_a_server,
        same_twice,
        cut_off,
        tail,
        negative_length,
        odd_length,
    ],
)
def test_64_an_invalid_container(raw: Raw, make: object) -> None:
    assert callable(make)
    body = make(raw)
    msg_id = raw.new_id()
    verdict = raw.send(body, content=False, msg_id=msg_id)
    assert not verdict.accepted
    assert bad_messages(raw) == [(msg_id, 64)]


def test_a_container_is_accepted_as_a_whole_or_not_at_all(raw: Raw) -> None:
    good = raw.item()
    bad = Item(raw.new_id(), 2 * raw.count, QUERY)
    outer = raw.new_id()
    verdict = raw.send_container(good, bad, msg_id=outer)
    assert not verdict.accepted
    assert verdict.events == []
    assert bad_messages(raw) == [(outer, 35)]
    assert raw.send_container(good).events == [Request(good.msg_id, QUERY)]


def test_the_messages_of_a_container_are_in_order_among_themselves(raw: Raw) -> None:
    first, second = raw.new_id(), raw.new_id()
    outer = raw.new_id()
    verdict = raw.send(
        containers.write([Item(second, 3, QUERY), Item(first, 5, QUERY)]),
        msg_id=outer,
        seqno=20,
    )
    assert not verdict.accepted
    assert bad_messages(raw) == [(outer, 32)]


def test_a_container_of_1024_messages_is_taken_and_one_more_is_429(raw: Raw) -> None:
    verdict = raw.send_container(*[raw.item() for _ in range(1024)])
    assert len(verdict.events) == 1024
    with pytest.raises(TransportError) as error:
        raw.send_container(*[raw.item() for _ in range(1025)])
    assert error.value.code == -429


@pytest.mark.parametrize("make", [mtproto.MsgsAck, mtproto.MsgsStateReq, mtproto.MsgResendReq])
def test_lists_of_more_than_8192_ids_are_429(raw: Raw, make: type[mtproto.MsgsAck]) -> None:
    assert raw.send(make(msg_ids=(1,) * 8192), content=False).accepted
    with pytest.raises(TransportError) as error:
        raw.send(make(msg_ids=(1,) * 8193), content=False)
    assert error.value.code == -429
