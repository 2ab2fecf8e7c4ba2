"""Who may look into a room: members anywhere, anybody into what is public, and nobody else."""

from __future__ import annotations

import pytest

from hodhod.tl import functions, types
from tests.api.cast import (
    CHANNEL,
    DONE,
    GROUP,
    NOT_IN,
    ROOMS,
    SUPERGROUP,
    Make,
    Row,
    Who,
    audit,
)
from tests.api.world import World

BIG = (SUPERGROUP, CHANNEL)
TALK = (GROUP, SUPERGROUP)
EVERYTHING = types.InputMessagesFilterEmpty()
PHOTOS = types.InputMessagesFilterPhotos()
PAGE = {"offset_id": 0, "add_offset": 0, "limit": 5, "max_id": 0, "min_id": 0}

READING: list[tuple[str, tuple[str, ...], Make]] = [
    (
        "getChannels",
        BIG,
        lambda me, at: functions.channels.GetChannels(id=[me.channel(at.room)]),
    ),
    (
        "getMessages",
        BIG,
        lambda me, at: functions.channels.GetMessages(
            channel=me.channel(at.room), id=[types.InputMessageID(id=at.id_of(me, "of the owner"))]
        ),
    ),
    (
        "readMessageContents",
        BIG,
        lambda me, at: functions.channels.ReadMessageContents(channel=me.channel(at.room), id=[2]),
    ),
    (
        "readHistory",
        BIG,
        lambda me, at: functions.channels.ReadHistory(channel=me.channel(at.room), max_id=2),
    ),
    (
        "getFullChat",
        (GROUP,),
        lambda _, at: functions.messages.GetFullChat(chat_id=-at.room.peer_id),
    ),
    (
        "getSendAs",
        ROOMS,
        lambda me, at: functions.channels.GetSendAs(peer=me.peer(at.room)),
    ),
    (
        "search",
        ROOMS,
        lambda me, at: functions.messages.Search(
            peer=me.peer(at.room),
            q="of",
            filter=EVERYTHING,
            min_date=0,
            max_date=0,
            hash=0,
            **PAGE,  # type: ignore[arg-type]
        ),
    ),
    (
        "getSearchCounters",
        ROOMS,
        lambda me, at: functions.messages.GetSearchCounters(
            peer=me.peer(at.room), filters=[PHOTOS]
        ),
    ),
    (
        "getSearchResultsCalendar",
        ROOMS,
        lambda me, at: functions.messages.GetSearchResultsCalendar(
            peer=me.peer(at.room), filter=PHOTOS, offset_id=0, offset_date=0
        ),
    ),
    (
        "getSearchResultsPositions",
        ROOMS,
        lambda me, at: functions.messages.GetSearchResultsPositions(
            peer=me.peer(at.room), filter=PHOTOS, offset_id=0, limit=5
        ),
    ),
    (
        "getRecentLocations",
        ROOMS,
        lambda me, at: functions.messages.GetRecentLocations(
            peer=me.peer(at.room), limit=5, hash=0
        ),
    ),
    (
        "getMessagesReactions",
        ROOMS,
        lambda me, at: functions.messages.GetMessagesReactions(
            peer=me.peer(at.room), id=[at.id_of(me, "of the owner")]
        ),
    ),
    (
        "getMessagesViews",
        ROOMS,
        lambda me, at: functions.messages.GetMessagesViews(
            peer=me.peer(at.room), id=[at.id_of(me, "of the owner")], increment=False
        ),
    ),
    (
        "getPeerSettings",
        ROOMS,
        lambda me, at: functions.messages.GetPeerSettings(peer=me.peer(at.room)),
    ),
    (
        "getUnreadMentions",
        ROOMS,
        lambda me, at: functions.messages.GetUnreadMentions(peer=me.peer(at.room), **PAGE),
    ),
    (
        "getUnreadReactions",
        ROOMS,
        lambda me, at: functions.messages.GetUnreadReactions(
            peer=me.peer(at.room),
            **PAGE,  # type: ignore[arg-type]
        ),
    ),
    (
        "readMentions",
        ROOMS,
        lambda me, at: functions.messages.ReadMentions(peer=me.peer(at.room)),
    ),
    (
        "readReactions",
        ROOMS,
        lambda me, at: functions.messages.ReadReactions(peer=me.peer(at.room)),
    ),
    (
        "report",
        ROOMS,
        lambda me, at: functions.messages.Report(
            peer=me.peer(at.room), id=[at.id_of(me, "of the owner")], option=b"", message=""
        ),
    ),
    (
        "reportReaction",
        BIG,
        lambda me, at: functions.messages.ReportReaction(
            peer=me.peer(at.room), id=at.id_of(me, "of the owner"), reaction_peer=me.peer(at.victim)
        ),
    ),
    (
        "saveDraft",
        ROOMS,
        lambda me, at: functions.messages.SaveDraft(peer=me.peer(at.room), message="draft"),
    ),
    (
        "setTyping",
        ROOMS,
        lambda me, at: functions.messages.SetTyping(
            peer=me.peer(at.room), action=types.SendMessageTypingAction()
        ),
    ),
    (
        "getScheduledHistory",
        ROOMS,
        lambda me, at: functions.messages.GetScheduledHistory(peer=me.peer(at.room), hash=0),
    ),
    (
        "markDialogUnread",
        ROOMS,
        lambda me, at: functions.messages.MarkDialogUnread(
            peer=types.InputDialogPeer(peer=me.peer(at.room)), unread=True
        ),
    ),
    (
        "getPeerStories",
        BIG,
        lambda me, at: functions.stories.GetPeerStories(peer=me.peer(at.room)),
    ),
    (
        "getPinnedStories",
        BIG,
        lambda me, at: functions.stories.GetPinnedStories(
            peer=me.peer(at.room), offset_id=0, limit=5
        ),
    ),
    (
        "getAlbums",
        BIG,
        lambda me, at: functions.stories.GetAlbums(peer=me.peer(at.room), hash=0),
    ),
]

ROWS = [
    *(Row(name, make, Who.ANYBODY, rooms=rooms, outside=DONE) for name, rooms, make in READING),
    Row(
        "getOnlines",
        lambda me, at: functions.messages.GetOnlines(peer=me.peer(at.room)),
        Who.INSIDE,
        outside=NOT_IN,
    ),
    Row(
        "getMessageReactionsList",
        lambda me, at: functions.messages.GetMessageReactionsList(
            peer=me.peer(at.room), id=at.id_of(me, "of the owner"), limit=5
        ),
        Who.ANYBODY,
        rooms=TALK,
        outside=DONE,
    ),
    Row(
        "getReplies",
        lambda me, at: functions.messages.GetReplies(
            peer=me.peer(at.room),
            msg_id=at.id_of(me, "of the owner"),
            offset_date=0,
            hash=0,
            **PAGE,
        ),
        Who.ANYBODY,
        rooms=(SUPERGROUP,),
    ),
]


@pytest.mark.parametrize("kind", ROOMS)
async def test_rooms_are_read_by_those_who_may_look_in(
    world: World, database_dsn: str, kind: str
) -> None:
    wrong = await audit(world, database_dsn, kind, ROWS, talk=True)
    assert not wrong, "\n".join(wrong)
