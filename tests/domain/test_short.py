from __future__ import annotations

import pytest
from msgspec.structs import replace

from hodhod import tl
from hodhod.domain.ids import BoxId, MsgId, PeerId, Pts
from hodhod.domain.message import StoredMessage, content_of, new_message_update
from hodhod.domain.short import short_answer, short_push
from hodhod.tl import types

ME, FRIEND = 5, 6
TEXT = types.Message(
    id=0,
    peer_id=types.PeerUser(user_id=0),
    date=0,
    message="salam",
    entities=(types.MessageEntityBold(offset=0, length=5),),
    ttl_period=60,
)
REPLY = types.MessageReplyHeader(reply_to_msg_id=3)
NAMED = types.MessageEntityMentionName(offset=0, length=5, user_id=9)


def stored(message: types.Message = TEXT, *, out: bool = True) -> StoredMessage:
    return StoredMessage(
        box_id=BoxId(ME),
        msg_id=MsgId(7),
        peer_id=PeerId(FRIEND),
        from_id=PeerId(ME if out else FRIEND),
        shared_id=12,
        pts=Pts(8),
        date=1000,
        content=content_of(message),
        out=out,
        random_id=99,
    )


def test_a_sender_of_a_text_is_answered_with_its_id() -> None:
    assert short_answer(stored()) == types.UpdateShortSentMessage(
        out=True, id=7, pts=8, pts_count=1, date=1000, entities=TEXT.entities, ttl_period=60
    )


@pytest.mark.parametrize("out", [True, False])
def test_a_receiver_of_a_text_is_told_all_of_it(*, out: bool) -> None:
    message = replace(stored(out=out), silent=True, reply_to=MsgId(3), mentioned=not out)
    update = tl.decode(tl.encode(new_message_update(replace(message, pts=Pts(8)))))
    assert isinstance(update, types.UpdateNewMessage)
    short = short_push(replace(update, pts=8))
    assert short is not None
    assert short.user_id == FRIEND
    assert (short.id, short.out, short.silent, short.mentioned) == (7, out, True, not out)
    assert (short.message, short.date, short.ttl_period) == ("salam", 1000, 60)
    assert (short.pts, short.pts_count) == (8, 1)


@pytest.mark.parametrize(
    "message",
    [
        replace(
            TEXT,
            media=types.MessageMediaContact(
                phone_number="1", first_name="A", last_name="", vcard="", user_id=0
            ),
        ),
        replace(TEXT, fwd_from=types.MessageFwdHeader(date=1)),
        replace(TEXT, effect=4),
        replace(TEXT, noforwards=True),
        replace(TEXT, via_bot_id=9),
        replace(TEXT, post_author="A"),
    ],
    ids=["media", "forward", "effect", "noforwards", "bot", "signature"],
)
def test_whatever_else_a_message_has_is_not_left_out(message: types.Message) -> None:
    assert short_answer(stored(message)) is None
    assert short_push(new_message_update(stored(message))) is None


def test_other_chats_take_the_long_form() -> None:
    for peer in (-4, -(10**12) - 4):
        message = replace(stored(), peer_id=PeerId(peer))
        assert short_answer(message) is None
        assert short_push(new_message_update(message)) is None
    assert (
        short_answer(
            replace(stored(), reply_to=MsgId(3), content=content_of(replace(TEXT, reply_to=REPLY)))
        )
        is None
    )


def test_whoever_is_named_in_a_text_is_shown_beside_it() -> None:
    named = stored(replace(TEXT, entities=[NAMED]), out=False)
    assert short_push(new_message_update(named)) is None
