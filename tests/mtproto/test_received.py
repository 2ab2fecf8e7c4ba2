from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hodhod.mtproto.received import MAX_RECORDS, NOT_KNOWN, NOT_RECEIVED_YET, TOO_OLD, Received

MESSAGES = st.lists(st.tuples(st.integers(1, 60), st.integers(0, 20)), max_size=60)


def verdict_by_definition(known: dict[int, int], msg_id: int, seqno: int) -> int:
    """32 and 33 in the words of the specification, over all pairs."""
    for other, had in known.items():
        if other < msg_id and (had > seqno or (had == seqno and seqno & 1)):
            return 32
    for other, had in known.items():
        if other > msg_id and (had < seqno or (had == seqno and seqno & 1)):
            return 33
    return 0


@given(MESSAGES)
def test_order_is_judged_as_the_specification_says(messages: list[tuple[int, int]]) -> None:
    received = Received()
    known: dict[int, int] = {}
    for msg_id, seqno in messages:
        assert (msg_id in received) is (msg_id in known)
        if msg_id in known:
            continue
        code = received.check(msg_id, seqno)
        assert code == verdict_by_definition(known, msg_id, seqno)
        if not code:
            received.add(msg_id, seqno)
            known[msg_id] = seqno


def test_the_oldest_are_forgotten_and_refused_from_then_on() -> None:
    received = Received()
    for n in range(MAX_RECORDS + 1):
        received.add(4 * n + 4, 2 * n + 1)
    assert received.check(4, 1) == TOO_OLD
    assert received.status(4) == NOT_KNOWN
    assert 8 in received


def test_forgetting_by_time_keeps_the_rest() -> None:
    received = Received()
    for msg_id in (4, 8, 12):
        received.add(msg_id, msg_id)
    received.forget_before(9)
    assert not received.may_come(8)
    assert received.may_come(9)
    assert 12 in received
    assert received.status(13) == NOT_RECEIVED_YET


def test_a_seqno_below_that_of_what_was_forgotten_is_too_low() -> None:
    received = Received()
    received.add(4, 7)
    received.forget_before(8)
    assert received.check(8, 5) == 32


def test_silence_leaves_nothing_but_the_floor() -> None:
    received = Received()
    for msg_id in (4, 8, 12):
        received.add(msg_id, 1 + msg_id)
    received.forget_before(13)
    assert received.check(12, 15) == TOO_OLD
    assert received.check(16, 13) == 32
    assert Received().may_come(4)
