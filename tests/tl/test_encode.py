"""What cannot be written is an EncodeError, whatever is wrong with it."""

from __future__ import annotations

from typing import cast

import pytest

from hodhod import tl
from hodhod.tl import types

PEER = types.PeerUser(user_id=1)


def wrong(value: object) -> int:
    """A value of a type the checker would not let through."""
    return cast("int", value)


FAULTY = [
    types.PeerUser(user_id=1 << 63),
    types.PeerUser(user_id=wrong(None)),
    types.PeerUser(user_id=wrong("1")),
    types.DialogPeer(peer=cast("types.PeerUser", 5)),
    types.TextPlain(text="\ud800"),
    types.TextPlain(text=cast("str", b"bytes")),
    types.DraftMessageEmpty(date=1 << 31),
    types.TextConcat(texts=cast("tuple[types.TextEmpty, ...]", 5)),
]


@pytest.mark.parametrize("value", FAULTY, ids=lambda value: str(value.tl_name))
def test_a_value_with_a_faulty_field_is_refused(value: tl.TLObject) -> None:
    with pytest.raises(tl.EncodeError):
        tl.encode(value)


def test_a_string_longer_than_24_bits_can_say_is_refused() -> None:
    with pytest.raises(tl.EncodeError, match="too long"):
        tl.encode(types.TextPlain(text="x" * (1 << 24)))


def test_fields_behind_one_bit_are_written_together() -> None:
    # quote_entities alone does not set the bit of quote_text, and the other way round
    attribute = types.DocumentAttributeSticker(
        alt="", stickerset=types.InputStickerSetEmpty(), mask=True
    )
    poll = types.PollAnswer(text=types.TextWithEntities(text="a", entities=()), option=b"1", date=7)
    media = types.InputMediaPoll(
        poll=types.Poll(
            id=1,
            question=types.TextWithEntities(text="q", entities=()),
            answers=(),
            hash=0,
        ),
        solution="s",
    )

    assert tl.decode(tl.encode(attribute)) == attribute
    # added_by is needed with date, so that both are left out
    read = tl.decode(tl.encode(poll))
    assert isinstance(read, types.PollAnswer)
    assert (read.added_by, read.date) == (None, None)
    # solution_entities can be empty, so that it is written
    again = tl.decode(tl.encode(media))
    assert isinstance(again, types.InputMediaPoll)
    assert (again.solution, again.solution_entities) == ("s", ())


def test_values_are_compared_and_hashed_by_content() -> None:
    assert types.PeerUser(user_id=1) == PEER
    assert len({types.PeerUser(user_id=1), PEER}) == 1
    other: tl.TLObject = types.PeerChat(chat_id=1)
    assert other != PEER
