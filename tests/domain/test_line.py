import math

from hodhod.domain.line import KEPT_S, MOST_PLACES, Line


def test_without_a_rate_everybody_has_their_turn() -> None:
    line = Line()
    assert [line.wait_s(key, 0.0) for key in range(1000)] == [0] * 1000
    assert (len(line), line.moved) == (0, 0)


def test_everybody_is_told_their_turn_and_has_it_then() -> None:
    line = Line(rate=1.0)
    told = [line.wait_s(key, 100.0) for key in range(5)]
    assert told == [0, 0, 2, 3, 4]
    assert line.wait_s(3, 101.5) == 2, "asking sooner changes nothing"
    assert line.wait_s(3, 103.0) == 0
    assert line.wait_s(2, 103.0) == 0
    assert line.wait_s(4, 103.0) == 1
    assert line.moved == 3


def test_who_comes_after_them_waits_behind_them() -> None:
    line = Line(rate=1.0)
    for key in range(5):
        line.wait_s(key, 100.0)
    assert line.wait_s(9, 102.0) == 3


def test_a_place_is_given_up_when_nobody_comes() -> None:
    line = Line(rate=1.0)
    for key in range(3):
        line.wait_s(key, 100.0)
    assert len(line) == 1
    assert line.wait_s(7, 103.0 + KEPT_S) == 0
    assert len(line) == 0


def test_places_that_are_remembered_have_a_limit() -> None:
    line = Line(rate=1e6)
    for key in range(2_000_000, 2_000_000 + 1_000_010):
        if len(line) >= MOST_PLACES:
            break
        line.wait_s(key, 0.0)
    line = Line(rate=1.0)
    for key in range(MOST_PLACES + 10):
        assert line.wait_s(key, 0.0) >= 0
    assert len(line) == MOST_PLACES
    assert line.wait_s(-1, 0.0) == 3_600
    assert not math.isinf(line.rate)
