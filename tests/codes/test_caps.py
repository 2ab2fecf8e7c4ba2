from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hodhod.codes.caps import Cap, Caps

DEFAULT = Cap("", per_hour=3600, burst=1)


def test_the_longest_prefix_counts() -> None:
    caps = Caps((Cap("98", 3600, 5), Cap("98901", 0, 1)), DEFAULT)
    assert caps.take("989011111111", 0) == 0
    assert caps.take("989012222222", 0) > 0
    assert [caps.take("989121234567", 0) for _ in range(5)] == [0.0] * 5
    assert caps.take("989121234567", 0) == 1.0


def test_every_other_country_has_a_bucket_of_its_own() -> None:
    caps = Caps((), DEFAULT)
    assert caps.take("14155552671", 0) == 0
    assert caps.take("447911123456", 0) == 0
    assert caps.take("14155552672", 0) > 0


def test_what_is_given_back_can_be_taken_again_but_never_more_than_the_burst() -> None:
    caps = Caps((), DEFAULT)
    caps.give_back("14155552671", 0)
    assert caps.take("14155552671", 0) == 0
    assert caps.take("14155552671", 0) > 0
    caps.give_back("14155552671", 0)
    assert caps.take("14155552671", 0) == 0


@given(st.lists(st.floats(0, 5), max_size=60))
def test_no_more_goes_out_than_burst_and_rate_allow(pauses: list[float]) -> None:
    caps = Caps((Cap("98", per_hour=1800, burst=3),), DEFAULT)
    now, taken = 0.0, 0
    for pause in pauses:
        now += pause
        taken += caps.take("989121234567", now) == 0
    assert taken <= 3 + now * 0.5 + 1e-6
