import pytest
from msgspec.structs import replace
from msgspec.structs import replace as tl_replace

from hodhod import tl
from hodhod.domain.event import BoxEvent
from hodhod.domain.ids import BoxId, MsgId, PeerId, Pts, peer_of_channel, peer_of_chat
from hodhod.domain.message import (
    Appended,
    AppendedCopy,
    StoredMessage,
    content_of,
    decode_content,
    edit_message_update,
    new_message_update,
    to_tl,
)
from hodhod.tl import types

WHOLE = types.Message(
    id=7,
    out=True,
    mentioned=True,
    media_unread=True,
    silent=True,
    pinned=True,
    from_id=types.PeerUser(user_id=1),
    peer_id=types.PeerUser(user_id=2),
    reply_to=types.MessageReplyHeader(reply_to_msg_id=5),
    date=1000,
    message="سلام",
    media=types.MessageMediaGeo(geo=types.GeoPointEmpty()),
    entities=(types.MessageEntityBold(offset=0, length=4),),
    views=3,
    forwards=4,
    edit_date=2000,
    grouped_id=99,
    reactions=types.MessageReactions(results=()),
    ttl_period=60,
)


ELSEWHERE = types.MessageReplyHeader(
    reply_to_msg_id=9,
    reply_to_peer_id=types.PeerChannel(channel_id=4),
    reply_from=types.MessageFwdHeader(date=1),
)
"""Says what a message of another chat was."""


def stored(content: bytes, **fields: object) -> StoredMessage:
    message = StoredMessage(
        box_id=BoxId(1),
        msg_id=MsgId(7),
        peer_id=PeerId(2),
        from_id=PeerId(1),
        shared_id=12,
        pts=Pts(8),
        date=1000,
        content=content,
        out=True,
    )
    return replace(message, **fields)


def test_a_message_comes_back_as_it_was() -> None:
    message = stored(
        content_of(WHOLE),
        mentioned=True,
        media_unread=True,
        silent=True,
        pinned=True,
        reply_to=5,
        views=3,
        forwards=4,
        edit_date=2000,
        grouped_id=99,
        reactions=tl.encode(types.MessageReactions(results=())),
    )
    assert to_tl(message) == WHOLE


def test_all_copies_have_the_same_content() -> None:
    other = tl_replace(
        WHOLE,
        id=3,
        out=False,
        mentioned=False,
        media_unread=False,
        pinned=False,
        peer_id=types.PeerUser(user_id=1),
        reply_to=types.MessageReplyHeader(reply_to_msg_id=1),
        reactions=None,
        edit_date=None,
    )
    assert content_of(other) == content_of(WHOLE)


def test_a_service_message_comes_back_as_it_was() -> None:
    service = types.MessageService(
        id=7,
        out=True,
        from_id=types.PeerUser(user_id=1),
        peer_id=types.PeerUser(user_id=2),
        date=1000,
        action=types.MessageActionContactSignUp(),
    )
    assert to_tl(stored(content_of(service))) == service


@pytest.mark.parametrize(
    ("header", "reply_to", "seen"),
    [
        (None, None, None),
        (None, 5, types.MessageReplyHeader(reply_to_msg_id=5)),
        (
            types.MessageReplyHeader(reply_to_msg_id=9),
            5,
            types.MessageReplyHeader(reply_to_msg_id=5),
        ),
        # The message replied to is not in this box: nothing is left to point at,
        (types.MessageReplyHeader(reply_to_msg_id=9), None, None),
        # but a quotation still reads.
        (
            types.MessageReplyHeader(reply_to_msg_id=9, quote=True, quote_text="q"),
            None,
            types.MessageReplyHeader(quote=True, quote_text="q"),
        ),
        # Replies into other chats and to stories are the same in every box.
        (
            ELSEWHERE,
            None,
            ELSEWHERE,
        ),
        (
            types.MessageReplyStoryHeader(peer=types.PeerUser(user_id=1), story_id=2),
            None,
            types.MessageReplyStoryHeader(peer=types.PeerUser(user_id=1), story_id=2),
        ),
    ],
)
def test_a_reply_points_into_its_own_box(
    header: types.TypeMessageReplyHeader | None,
    reply_to: int | None,
    seen: types.TypeMessageReplyHeader | None,
) -> None:
    content = content_of(tl_replace(WHOLE, reply_to=header))
    message = to_tl(stored(content, reply_to=reply_to))
    assert message.reply_to == seen


def test_peers_are_seen_from_the_box() -> None:
    content = content_of(WHOLE)
    assert to_tl(stored(content, peer_id=peer_of_chat(5))).peer_id == types.PeerChat(chat_id=5)
    post = to_tl(stored(content, peer_id=peer_of_channel(5), from_id=None))
    assert (post.peer_id, post.from_id) == (types.PeerChannel(channel_id=5), None)


def test_a_content_that_is_no_message_is_refused() -> None:
    with pytest.raises(ValueError, match="UpdateConfig"):
        decode_content(tl.encode(types.UpdateConfig()))


def test_a_channel_has_updates_of_its_own_kind() -> None:
    private = stored(content_of(WHOLE))
    channel = peer_of_channel(5)
    post = replace(private, box_id=BoxId(channel), peer_id=channel)
    assert isinstance(new_message_update(private), types.UpdateNewMessage)
    assert isinstance(new_message_update(post), types.UpdateNewChannelMessage)
    assert isinstance(edit_message_update(private), types.UpdateEditMessage)
    assert isinstance(edit_message_update(post), types.UpdateEditChannelMessage)


def test_only_the_senders_own_box_leaves_a_session_out() -> None:
    mine = stored(content_of(WHOLE))
    theirs = replace(mine, box_id=BoxId(2), msg_id=MsgId(3), pts=Pts(4), out=False)
    sent = Appended(BoxId(1), (AppendedCopy(mine, ("a",)), AppendedCopy(theirs)), duplicate=False)
    assert sent.own == mine
    assert sent.events((11, 12)) == [
        BoxEvent(BoxId(1), 8, 1, new_message_update(mine), ("a",), (11, 12)),
        BoxEvent(BoxId(2), 4, 1, new_message_update(theirs)),
    ]
