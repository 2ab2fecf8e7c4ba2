"""Who may change what a room is and looks like: every request, every kind of room, everybody."""

from __future__ import annotations

import pytest

from hodhod.actions.chats import looks, settings
from hodhod.domain.rights import Admin
from hodhod.tl import functions, types
from tests.api.cast import (
    CHANNEL,
    GROUP,
    NOT_IN,
    ROOMS,
    SUPERGROUP,
    Row,
    Stage,
    Who,
    audit,
    publish,
)
from tests.api.world import World

BIG = (SUPERGROUP, CHANNEL)
CROWD = (SUPERGROUP,)
NEWS = (CHANNEL,)


async def _public(built: Stage) -> None:
    if built.turn == 0:
        await publish(built, f"wanted_{abs(built.room.peer_id) % 10**9}")


async def _discussing(built: Stage) -> None:
    owner = built.owner
    news = await built.world.channel(owner, "News", broadcast=True)
    await owner.call(
        functions.channels.SetDiscussionGroup(
            broadcast=owner.channel(news), group=owner.channel(built.room)
        )
    )


ROWS = [
    Row(
        "editTitle",
        lambda me, at: functions.channels.EditTitle(
            channel=me.channel(at.room), title=f"Title {at.turn}"
        ),
        Who.MEMBER,
        Admin.CHANGE_INFO,
        BIG,
        outside=NOT_IN,
    ),
    Row(
        "editPhoto",
        lambda me, at: functions.channels.EditPhoto(
            channel=me.channel(at.room), photo=types.InputChatPhotoEmpty()
        ),
        Who.MEMBER,
        Admin.CHANGE_INFO,
        BIG,
        outside=NOT_IN,
        done="400 CHAT_NOT_MODIFIED",
    ),
    Row(
        "editChatTitle",
        lambda _, at: functions.messages.EditChatTitle(
            chat_id=-at.room.peer_id, title=f"Title {at.turn}"
        ),
        Who.MEMBER,
        Admin.CHANGE_INFO,
        (GROUP,),
        outside=NOT_IN,
    ),
    Row(
        "editChatPhoto",
        lambda _, at: functions.messages.EditChatPhoto(
            chat_id=-at.room.peer_id, photo=types.InputChatPhotoEmpty()
        ),
        Who.MEMBER,
        Admin.CHANGE_INFO,
        (GROUP,),
        outside=NOT_IN,
        done="400 CHAT_NOT_MODIFIED",
    ),
    Row(
        "editChatAbout",
        lambda me, at: functions.messages.EditChatAbout(
            peer=me.peer(at.room), about=f"About {at.turn}"
        ),
        Who.MEMBER,
        Admin.CHANGE_INFO,
        outside=NOT_IN,
    ),
    Row(
        "setHistoryTTL",
        lambda me, at: functions.messages.SetHistoryTTL(
            peer=me.peer(at.room), period=86_400 * (at.turn + 1)
        ),
        Who.MEMBER,
        Admin.CHANGE_INFO,
        outside=NOT_IN,
    ),
    Row(
        "updateUsername",
        lambda me, at: functions.channels.UpdateUsername(
            channel=me.channel(at.room), username=f"name_{me.id}_{at.turn}"
        ),
        Who.OWNER,
        rooms=BIG,
    ),
    Row(
        "reorderUsernames",
        lambda me, at: functions.channels.ReorderUsernames(channel=me.channel(at.room), order=()),
        Who.OWNER,
        rooms=BIG,
        done="400 USERNAME_NOT_MODIFIED",
    ),
    Row(
        "toggleUsername",
        lambda me, at: functions.channels.ToggleUsername(
            channel=me.channel(at.room), username="somebody", active=True
        ),
        Who.OWNER,
        rooms=BIG,
        done="400 USERNAME_INVALID",
    ),
    Row(
        "deactivateAllUsernames",
        lambda me, at: functions.channels.DeactivateAllUsernames(channel=me.channel(at.room)),
        Who.OWNER,
        rooms=BIG,
    ),
    Row(
        "toggleSignatures",
        lambda me, at: functions.channels.ToggleSignatures(
            channel=me.channel(at.room), signatures_enabled=at.on
        ),
        Who.RIGHT,
        Admin.CHANGE_INFO,
        NEWS,
    ),
    Row(
        "toggleSlowMode",
        lambda me, at: functions.channels.ToggleSlowMode(
            channel=me.channel(at.room), seconds=10 * at.on
        ),
        Who.RIGHT,
        Admin.BAN_USERS,
        CROWD,
    ),
    Row(
        "togglePreHistoryHidden",
        lambda me, at: functions.channels.TogglePreHistoryHidden(
            channel=me.channel(at.room), enabled=at.on
        ),
        Who.RIGHT,
        Admin.CHANGE_INFO,
        CROWD,
    ),
    Row(
        "toggleJoinRequest",
        lambda me, at: functions.channels.ToggleJoinRequest(
            channel=me.channel(at.room), enabled=at.on
        ),
        Who.RIGHT,
        Admin.BAN_USERS,
        CROWD,
        again=_public,
    ),
    Row(
        "toggleJoinToSend",
        lambda me, at: functions.channels.ToggleJoinToSend(
            channel=me.channel(at.room), enabled=at.on
        ),
        Who.RIGHT,
        Admin.BAN_USERS,
        CROWD,
        prepare=_discussing,
    ),
    Row(
        "toggleParticipantsHidden",
        lambda me, at: functions.channels.ToggleParticipantsHidden(
            channel=me.channel(at.room), enabled=at.on
        ),
        Who.RIGHT,
        Admin.BAN_USERS,
        CROWD,
    ),
    Row(
        "toggleAntiSpam",
        lambda me, at: functions.channels.ToggleAntiSpam(
            channel=me.channel(at.room), enabled=at.on
        ),
        Who.RIGHT,
        Admin.DELETE_MESSAGES,
        CROWD,
    ),
    Row(
        "toggleForum",
        lambda me, at: functions.channels.ToggleForum(channel=me.channel(at.room), enabled=at.on),
        Who.RIGHT,
        Admin.CHANGE_INFO,
        CROWD,
    ),
    Row(
        "toggleNoForwards",
        lambda me, at: functions.messages.ToggleNoForwards(peer=me.peer(at.room), enabled=at.on),
        Who.OWNER,
    ),
    Row(
        "setChatAvailableReactions",
        lambda me, at: functions.messages.SetChatAvailableReactions(
            peer=me.peer(at.room),
            available_reactions=types.ChatReactionsNone() if at.on else types.ChatReactionsAll(),
        ),
        Who.RIGHT,
        Admin.CHANGE_INFO,
    ),
    Row(
        "updateColor",
        lambda me, at: functions.channels.UpdateColor(
            channel=me.channel(at.room), color=at.turn + 1
        ),
        Who.RIGHT,
        Admin.CHANGE_INFO,
        BIG,
    ),
    Row(
        "updateEmojiStatus",
        lambda me, at: functions.channels.UpdateEmojiStatus(
            channel=me.channel(at.room), emoji_status=types.EmojiStatusEmpty()
        ),
        Who.RIGHT,
        Admin.CHANGE_INFO,
        BIG,
        done="400 CHAT_NOT_MODIFIED",
    ),
    Row(
        "setStickers",
        lambda me, at: functions.channels.SetStickers(
            channel=me.channel(at.room), stickerset=types.InputStickerSetEmpty()
        ),
        Who.RIGHT,
        Admin.CHANGE_INFO,
        CROWD,
        done="400 CHAT_NOT_MODIFIED",
    ),
    Row(
        "setEmojiStickers",
        lambda me, at: functions.channels.SetEmojiStickers(
            channel=me.channel(at.room), stickerset=types.InputStickerSetEmpty()
        ),
        Who.RIGHT,
        Admin.CHANGE_INFO,
        CROWD,
        done="400 CHAT_NOT_MODIFIED",
    ),
    Row(
        "setMainProfileTab",
        lambda me, at: functions.channels.SetMainProfileTab(
            channel=me.channel(at.room),
            tab=types.ProfileTabMedia() if at.on else types.ProfileTabFiles(),
        ),
        Who.RIGHT,
        Admin.CHANGE_INFO,
        NEWS,
    ),
]


@pytest.mark.parametrize("kind", ROOMS)
async def test_what_a_room_is_and_looks_like_is_changed_by_those_who_may(
    world: World, database_dsn: str, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(settings, "HIDDEN_MEMBERS_FROM", 2)
    monkeypatch.setattr(settings, "ANTISPAM_FROM", 2)
    monkeypatch.setattr(looks, "STICKERS_FROM", 2)
    wrong = await audit(world, database_dsn, kind, ROWS)
    assert not wrong, "\n".join(wrong)
