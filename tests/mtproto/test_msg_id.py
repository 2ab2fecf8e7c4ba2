from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hodhod.mtproto import msg_id as ids


@given(st.lists(st.tuples(st.floats(1.6e9, 2.1e9), st.sampled_from([0, 1, 3])), max_size=50))
def test_identifiers_always_rise_and_tell_who_made_them(made: list[tuple[float, int]]) -> None:
    last = 0
    for now, remainder in made:
        msg_id = ids.next_msg_id(now, remainder, last)
        assert msg_id > last
        assert msg_id % 4 == remainder
        last = msg_id


def test_an_identifier_tells_its_time() -> None:
    msg_id = ids.next_msg_id(1_800_000_000.5, ids.CLIENT, 0)
    assert msg_id == 1_800_000_000 * 2**32 + 2**31
    assert ids.time_of(msg_id) == 1_800_000_000.5
