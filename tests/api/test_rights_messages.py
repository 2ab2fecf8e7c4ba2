"""Who may write in a room, and who may decide on what others wrote there."""

from __future__ import annotations

import pytest

from hodhod.domain.rights import Admin
from hodhod.tl import functions, types
from tests.api.cast import (
    CHANNEL,
    GROUP,
    MUTE,
    NO_WRITING,
    NOT_IN,
    ROOMS,
    SUPERGROUP,
    Row,
    Stage,
    Who,
    audit,
    pictures,
)
from tests.api.polling import ask, poll
from tests.api.world import START, World

BIG = (SUPERGROUP, CHANNEL)
CROWD = (SUPERGROUP,)
NEWS = (CHANNEL,)
TALK = (GROUP, SUPERGROUP)

NO_AUTHOR = "403 MESSAGE_AUTHOR_REQUIRED"
NO_DELETING = "403 MESSAGE_DELETE_FORBIDDEN"
HEART = types.ReactionEmoji(emoticon="❤")


async def _forum(built: Stage) -> None:
    owner = built.owner
    await owner.call(
        functions.channels.ToggleForum(channel=owner.channel(built.room), enabled=True)
    )
    for number in range(7):
        await owner.call(
            functions.messages.CreateForumTopic(
                peer=owner.peer(built.room),
                title=f"Topic {number}",
                random_id=built.world.random_id(),
            )
        )
    await built.note_topics()


async def _pinned(built: Stage) -> None:
    await built.owner.call(
        functions.messages.UpdatePinnedMessage(
            peer=built.owner.peer(built.room), id=built.id_of(built.owner, "of the owner")
        )
    )


async def _asked(built: Stage) -> None:
    asked = await ask(built.owner, built.room, poll(b"a", b"b"))
    built.topics.append(asked.id)


async def _asked_much(built: Stage) -> None:
    for _ in range(4):
        await _asked(built)


CLOSED = types.InputMediaPoll(
    poll=types.Poll(
        id=0,
        closed=True,
        question=types.TextWithEntities(text="Tea?", entities=()),
        answers=(),
        hash=0,
    )
)

ROWS = [
    Row(
        "sendMessage",
        lambda me, at: functions.messages.SendMessage(
            peer=me.peer(at.room), message="words", random_id=at.world.random_id()
        ),
        Who.MEMBER,
        Admin.POST_MESSAGES,
        refused=NO_WRITING,
        muted=MUTE,
    ),
    Row(
        "sendMedia",
        lambda me, at: functions.messages.SendMedia(
            peer=me.peer(at.room),
            media=types.InputMediaGeoPoint(geo_point=types.InputGeoPoint(lat=35.7, long=51.4)),
            message="",
            random_id=at.world.random_id(),
        ),
        Who.MEMBER,
        Admin.POST_MESSAGES,
        refused=NO_WRITING,
        muted=MUTE,
    ),
    Row(
        "sendMedia, a poll",
        lambda me, at: functions.messages.SendMedia(
            peer=me.peer(at.room), media=poll(), message="", random_id=at.world.random_id()
        ),
        Who.MEMBER,
        Admin.POST_MESSAGES,
        refused=NO_WRITING,
        muted=MUTE,
    ),
    Row(
        "forwardMessages",
        lambda me, at: functions.messages.ForwardMessages(
            from_peer=me.peer(at.room),
            id=[at.id_of(me, "of the owner")],
            to_peer=me.peer(at.room),
            random_id=[at.world.random_id()],
        ),
        Who.MEMBER,
        Admin.POST_MESSAGES,
        refused=NO_WRITING,
        muted=MUTE,
    ),
    Row(
        "sendMessage, scheduled",
        lambda me, at: functions.messages.SendMessage(
            peer=me.peer(at.room),
            message="later",
            random_id=at.world.random_id(),
            schedule_date=START + 3600,
        ),
        Who.MEMBER,
        Admin.POST_MESSAGES,
        refused=NO_WRITING,
        muted=MUTE,
        robot="400 SCHEDULE_BOT_NOT_ALLOWED",
    ),
    Row(
        "sendReaction",
        lambda me, at: functions.messages.SendReaction(
            peer=me.peer(at.room), msg_id=at.id_of(me, "of the owner"), reaction=[HEART]
        ),
        Who.MEMBER,
        rooms=TALK,
        refused=NO_WRITING,
        outside=NOT_IN,
    ),
    Row(
        "sendReaction in a channel",
        lambda me, at: functions.messages.SendReaction(
            peer=me.peer(at.room), msg_id=at.id_of(me, "of the owner"), reaction=[HEART]
        ),
        Who.INSIDE,
        rooms=NEWS,
        outside=NOT_IN,
    ),
    Row(
        "editMessage of somebody else",
        lambda me, at: functions.messages.EditMessage(
            peer=me.peer(at.room), id=at.id_of(me, "of the banned"), message="mine now"
        ),
        Who.NOBODY,
        rooms=TALK,
        refused=NO_AUTHOR,
        outside=NOT_IN,
    ),
    Row(
        "editMessage of another admin",
        lambda me, at: functions.messages.EditMessage(
            peer=me.peer(at.room),
            id=at.id_of(me, "of the owner"),
            message=f"in other words {at.turn}",
        ),
        Who.RIGHT,
        Admin.EDIT_MESSAGES,
        NEWS,
        refused=NO_AUTHOR,
        outside=NOT_IN,
    ),
    Row(
        "getMessageEditData of somebody else",
        lambda me, at: functions.messages.GetMessageEditData(
            peer=me.peer(at.room), id=at.id_of(me, "of the banned")
        ),
        Who.NOBODY,
        rooms=TALK,
        refused=NO_AUTHOR,
        outside=NOT_IN,
    ),
    Row(
        "deleteMessages of others",
        lambda me, at: functions.channels.DeleteMessages(
            channel=me.channel(at.room), id=[at.id_of(me, f"spare {at.turn}")]
        ),
        Who.RIGHT,
        Admin.DELETE_MESSAGES,
        BIG,
        refused=NO_DELETING,
    ),
    Row(
        "deleteHistory for everyone",
        lambda me, at: functions.channels.DeleteHistory(
            channel=me.channel(at.room), max_id=2, for_everyone=True
        ),
        Who.RIGHT,
        Admin.DELETE_MESSAGES,
        BIG,
        outside=NOT_IN,
    ),
    Row(
        "deleteHistory of a group for all",
        lambda me, at: functions.messages.DeleteHistory(
            peer=me.peer(at.room), max_id=0, revoke=True
        ),
        Who.RIGHT,
        Admin.DELETE_MESSAGES,
        (GROUP,),
    ),
    Row(
        "deleteParticipantHistory",
        lambda me, at: functions.channels.DeleteParticipantHistory(
            channel=me.channel(at.room), participant=me.peer(at.victim)
        ),
        Who.RIGHT,
        Admin.DELETE_MESSAGES,
        CROWD,
    ),
    Row(
        "deleteParticipantReactions",
        lambda me, at: functions.messages.DeleteParticipantReactions(
            peer=me.peer(at.room), participant=me.peer(at.victim)
        ),
        Who.RIGHT,
        Admin.DELETE_MESSAGES,
        CROWD,
    ),
    Row(
        "updatePinnedMessage",
        lambda me, at: functions.messages.UpdatePinnedMessage(
            peer=me.peer(at.room), id=at.id_of(me, "of the owner"), unpin=not at.on
        ),
        Who.MEMBER,
        Admin.PIN_MESSAGES,
        TALK,
        outside=NOT_IN,
    ),
    Row(
        "updatePinnedMessage in a channel",
        lambda me, at: functions.messages.UpdatePinnedMessage(
            peer=me.peer(at.room), id=at.id_of(me, "of the owner"), unpin=not at.on
        ),
        Who.RIGHT,
        Admin.EDIT_MESSAGES,
        NEWS,
        outside=NOT_IN,
    ),
    Row(
        "unpinAllMessages",
        lambda me, at: functions.messages.UnpinAllMessages(peer=me.peer(at.room)),
        Who.MEMBER,
        Admin.PIN_MESSAGES,
        TALK,
        outside=NOT_IN,
        prepare=_pinned,
    ),
    Row(
        "unpinAllMessages in a channel",
        lambda me, at: functions.messages.UnpinAllMessages(peer=me.peer(at.room)),
        Who.RIGHT,
        Admin.EDIT_MESSAGES,
        NEWS,
        outside=NOT_IN,
        prepare=_pinned,
    ),
    Row(
        "createForumTopic",
        lambda me, at: functions.messages.CreateForumTopic(
            peer=me.peer(at.room), title="Mine", random_id=at.world.random_id()
        ),
        Who.MEMBER,
        Admin.MANAGE_TOPICS,
        CROWD,
        outside=NOT_IN,
        prepare=_forum,
    ),
    Row(
        "editForumTopic of somebody else",
        lambda me, at: functions.messages.EditForumTopic(
            peer=me.peer(at.room), topic_id=at.topics[0], title=f"Other {at.turn}"
        ),
        Who.RIGHT,
        Admin.MANAGE_TOPICS,
        CROWD,
        prepare=_forum,
    ),
    Row(
        "updatePinnedForumTopic",
        lambda me, at: functions.messages.UpdatePinnedForumTopic(
            peer=me.peer(at.room), topic_id=at.topics[0], pinned=at.on
        ),
        Who.RIGHT,
        Admin.MANAGE_TOPICS,
        CROWD,
        prepare=_forum,
    ),
    Row(
        "reorderPinnedForumTopics",
        lambda me, at: functions.messages.ReorderPinnedForumTopics(
            peer=me.peer(at.room), order=[at.topics[at.turn]], force=True
        ),
        Who.RIGHT,
        Admin.MANAGE_TOPICS,
        CROWD,
        prepare=_forum,
    ),
    Row(
        "deleteTopicHistory",
        lambda me, at: functions.messages.DeleteTopicHistory(
            peer=me.peer(at.room), top_msg_id=at.topics[at.turn]
        ),
        Who.RIGHT,
        Admin.DELETE_MESSAGES,
        CROWD,
        refused=NO_DELETING,
        outside=NOT_IN,
        prepare=_forum,
    ),
    Row(
        "getMessageAuthor",
        lambda me, at: functions.channels.GetMessageAuthor(
            channel=me.channel(at.room), id=at.id_of(me, "of the owner")
        ),
        Who.ADMIN,
        rooms=BIG,
    ),
    Row(
        "getHistory",
        lambda me, at: functions.messages.GetHistory(
            peer=me.peer(at.room),
            offset_id=0,
            offset_date=0,
            add_offset=0,
            limit=1,
            max_id=0,
            min_id=0,
            hash=0,
        ),
        Who.ANYBODY,
        rooms=BIG,
    ),
    Row(
        "exportMessageLink",
        lambda me, at: functions.channels.ExportMessageLink(
            channel=me.channel(at.room), id=at.id_of(me, "of the owner")
        ),
        Who.ANYBODY,
        rooms=BIG,
    ),
    Row(
        "sendMultiMedia",
        lambda me, at: functions.messages.SendMultiMedia(
            peer=me.peer(at.room),
            multi_media=[
                types.InputSingleMedia(
                    media=at.pictures[me.id], message="", random_id=at.world.random_id()
                )
                for _ in range(2)
            ],
        ),
        Who.MEMBER,
        Admin.POST_MESSAGES,
        refused=NO_WRITING,
        muted=MUTE,
        prepare=pictures,
    ),
    Row(
        "sendVote",
        lambda me, at: functions.messages.SendVote(
            peer=me.peer(at.room), msg_id=at.topics[0], options=[b"a"]
        ),
        Who.ANYBODY,
        rooms=BIG,
        prepare=_asked,
    ),
    Row(
        "editMessage that stops somebody else's poll",
        lambda me, at: functions.messages.EditMessage(
            peer=me.peer(at.room), id=at.topics[0], media=CLOSED
        ),
        Who.OWNER,
        rooms=CROWD,
        refused=NO_AUTHOR,
        prepare=_asked,
    ),
    Row(
        "editMessage that stops another admin's poll",
        lambda me, at: functions.messages.EditMessage(
            peer=me.peer(at.room), id=at.topics[at.turn], media=CLOSED
        ),
        Who.RIGHT,
        Admin.EDIT_MESSAGES,
        NEWS,
        refused=NO_AUTHOR,
        prepare=_asked_much,
    ),
    Row(
        "deleteParticipantReaction",
        lambda me, at: functions.messages.DeleteParticipantReaction(
            peer=me.peer(at.room),
            msg_id=at.id_of(me, "of the owner"),
            participant=me.peer(at.victim),
        ),
        Who.RIGHT,
        Admin.DELETE_MESSAGES,
        CROWD,
    ),
    Row(
        "toggleViewForumAsMessages",
        lambda me, at: functions.channels.ToggleViewForumAsMessages(
            channel=me.channel(at.room), enabled=True
        ),
        Who.ANYBODY,
        rooms=CROWD,
        prepare=_forum,
    ),
    Row(
        "getForumTopics",
        lambda me, at: functions.messages.GetForumTopics(
            peer=me.peer(at.room), offset_date=0, offset_id=0, offset_topic=0, limit=5
        ),
        Who.ANYBODY,
        rooms=CROWD,
        prepare=_forum,
    ),
    Row(
        "sendScreenshotNotification",
        lambda me, at: functions.messages.SendScreenshotNotification(
            peer=me.peer(at.room),
            reply_to=types.InputReplyToMessage(reply_to_msg_id=2),
            random_id=at.world.random_id(),
        ),
        Who.NOBODY,
        refused="400 PEER_ID_INVALID",
    ),
]


@pytest.mark.parametrize("kind", ROOMS)
async def test_messages_are_written_and_decided_on_by_those_who_may(
    world: World, database_dsn: str, kind: str
) -> None:
    wrong = await audit(world, database_dsn, kind, ROWS, talk=True)
    assert not wrong, "\n".join(wrong)
