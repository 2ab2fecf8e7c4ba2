from __future__ import annotations

from hodhod import tl
from hodhod.mtproto.client_session import ClientSession
from hodhod.mtproto.events import Answered, BadMessage, Ponged, Pushed, Refused, Resalted, Told
from hodhod.tl import mtproto, types
from tests.mtproto.coupled import NOW, QUERY, SESSION_ID, Coupled, server_session

ANSWER = tl.encode(types.NearestDc(country="IR", this_dc=2, nearest_dc=2))
LONG = ANSWER * 100


def of(events: list[object], kind: type) -> list[object]:
    return [event for event in events if isinstance(event, kind)]


def answer_all(coupled: Coupled, result: bytes = ANSWER) -> None:
    for request in coupled.requests:
        coupled.server.answer(request.msg_id, result)
    coupled.requests.clear()


def test_a_query_is_answered() -> None:
    coupled = Coupled()
    query = coupled.client.request(QUERY)
    coupled.talk()
    answer_all(coupled)
    coupled.talk()
    assert of(list(coupled.client_events), Answered) == [Answered(query, ANSWER)]
    assert coupled.client.unanswered == 0


def test_a_hundred_queries_share_containers() -> None:
    coupled = Coupled()
    for _ in range(100):
        coupled.client.request(QUERY)
    assert coupled.to_server() == 1
    answer_all(coupled)
    assert coupled.to_client() <= 2
    assert len(of(list(coupled.client_events), Answered)) == 100


def test_an_error_is_told_with_code_and_name() -> None:
    coupled = Coupled()
    query = coupled.client.request(QUERY)
    coupled.talk()
    answer_all(coupled, tl.encode(mtproto.RpcError(error_code=400, error_message="X")))
    coupled.talk()
    assert Refused(query, 400, "X") in coupled.client_events


def test_a_compressed_answer_is_unpacked() -> None:
    coupled = Coupled()
    query = coupled.client.request(QUERY)
    coupled.talk()
    answer_all(coupled, LONG)
    coupled.talk()
    assert Answered(query, LONG) in coupled.client_events


def test_a_wrong_salt_is_put_right_and_the_query_asked_again() -> None:
    coupled = Coupled(client=ClientSession(SESSION_ID, 123))
    query = coupled.client.request(QUERY)
    coupled.talk()
    answer_all(coupled)
    coupled.talk()
    assert of(list(coupled.client_events), Resalted)
    assert Answered(query, ANSWER) in coupled.client_events


def test_a_wrong_clock_is_put_right_and_the_query_asked_again() -> None:
    for offset in (-4000.0, 4000.0):
        coupled = Coupled(client=ClientSession(SESSION_ID, -5, time_offset_s=offset))
        query = coupled.client.request(QUERY)
        coupled.talk()
        answer_all(coupled)
        coupled.talk()
        assert of(list(coupled.client_events), BadMessage)
        assert Answered(query, ANSWER) in coupled.client_events
        assert abs(coupled.client.time_offset_s) < 1


def test_a_query_lost_on_its_way_is_asked_again_on_the_next_connection() -> None:
    coupled = Coupled()
    query = coupled.client.request(QUERY)
    coupled.to_server(lost=True)
    coupled.reconnect()
    coupled.talk()
    assert len(coupled.requests) == 1
    answer_all(coupled)
    coupled.talk()
    assert Answered(query, ANSWER) in coupled.client_events


def test_an_answer_lost_on_its_way_is_sent_again_and_the_query_runs_once() -> None:
    coupled = Coupled()
    query = coupled.client.request(QUERY)
    coupled.talk()
    ran = len(coupled.requests)
    answer_all(coupled)
    coupled.to_client(lost=True)
    coupled.reconnect()
    coupled.talk()
    assert ran + len(coupled.requests) == 1
    assert of(list(coupled.client_events), Answered) == [Answered(query, ANSWER)]


def test_a_long_answer_is_fetched_by_its_number_when_the_query_is_repeated() -> None:
    coupled = Coupled()
    query = coupled.client.request(QUERY)
    coupled.talk()
    for request in coupled.requests:
        coupled.server.answer(request.msg_id, LONG, compress=False)
    coupled.to_client(lost=True)
    coupled.client.reconnect()
    coupled.talk()
    assert of(list(coupled.client_events), Answered) == [Answered(query, LONG)]


def test_a_forgotten_session_begins_anew_and_the_query_is_answered() -> None:
    coupled = Coupled()
    coupled.client.request(QUERY)
    coupled.talk()
    answer_all(coupled)
    coupled.talk()
    second = coupled.client.request(QUERY)
    coupled.to_server()
    coupled.requests.clear()
    coupled.now += 1
    coupled.server = server_session()
    coupled.reconnect()
    coupled.talk()
    answer_all(coupled)
    coupled.talk()
    assert Answered(second, ANSWER) in coupled.client_events


def test_updates_are_told_once_even_if_they_are_sent_twice() -> None:
    coupled = Coupled()
    coupled.client.say(mtproto.Ping(ping_id=3))
    coupled.talk()
    update = tl.encode(types.UpdatesTooLong())
    coupled.server.push(update)
    coupled.to_client()
    assert of(list(coupled.client_events), Pushed) == [Pushed(update)]
    assert Ponged(3) in coupled.client_events


def test_the_client_acknowledges_what_it_gets() -> None:
    coupled = Coupled()
    coupled.client.request(QUERY)
    coupled.talk()
    answer_all(coupled)
    coupled.to_client()
    assert coupled.server.outbox.unacknowledged
    coupled.now = coupled.client.due or NOW
    coupled.to_server()
    assert coupled.server.outbox.unacknowledged == 0


def test_other_service_messages_are_told() -> None:
    coupled = Coupled()
    coupled.client.say(mtproto.GetFutureSalts(num=3))
    coupled.talk()
    (told,) = of(list(coupled.client_events), Told)
    assert isinstance(told, Told)
    assert isinstance(told.value, mtproto.FutureSalts)
