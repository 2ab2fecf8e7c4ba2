"""Names of messages for the bots whose results they are."""

from __future__ import annotations

from msgspec.structs import replace

from hodhod.domain.ids import BoxId, MsgId, UserId
from hodhod.domain.inline_message import inline_name, named_inline, read, written

SECRET, BOT = bytes(32), UserId(5)


def test_a_bot_finds_back_what_it_was_told_of() -> None:
    name = inline_name(SECRET, 2, BOT, BoxId(-1000000000007), MsgId(9))
    assert named_inline(SECRET, BOT, name) == (BoxId(-1000000000007), MsgId(9))
    text = written(name)
    assert (len(text), read(text)) == (32, name)


def test_nothing_else_is_named() -> None:
    name = inline_name(SECRET, 2, BOT, BoxId(7), MsgId(9))
    assert named_inline(SECRET, UserId(6), name) is None
    assert named_inline(bytes([1] * 32), BOT, name) is None
    for other in (replace(name, id=10), replace(name, owner_id=8), replace(name, access_hash=1)):
        assert named_inline(SECRET, BOT, other) is None
    for text in ("", "x", "x" * 31, "=" * 32, "ß" * 32, "x" * 33, "!" * 32):
        assert read(text) is None
