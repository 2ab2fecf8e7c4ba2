"""Bots that are told who comes, goes, rises and falls: admins among them, and whom it is about.

Source: https://core.telegram.org/constructor/updateChannelParticipant
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hodhod.actions.app import App
from hodhod.actions.chats.participant import channel_participant, group_member
from hodhod.domain.chat import Chat, Member, Role, SeenChat
from hodhod.domain.ids import BoxId, UserId, bare_id
from hodhod.domain.moderation import BOTS_LIMIT, effective
from hodhod.store.members import read_members
from hodhod.store.participants import member_bots
from hodhod.tl import types

Members = Mapping[UserId, Member]

NONE: Members = {}


async def read_before(app: App, chat: Chat, user_ids: Iterable[UserId]) -> Members:
    """Return what some people are in a chat before it changes."""
    return await read_members(app.store.shard(BoxId(chat.peer_id)), chat.peer_id, user_ids)


async def tell_bots(
    app: App, chat: Chat, actor_id: UserId, user_ids: Iterable[UserId], before: Members
) -> None:
    """Tell bots what became of some people in a chat; done after the change was committed.

    Args:
        app: The working parts.
        chat: The chat.
        actor_id: Whose deed it was.
        user_ids: Whom it was done to.
        before: What they were.
    """
    shard = app.store.shard(BoxId(chat.peer_id))
    concerned = list(dict.fromkeys(user_ids))
    bots = [
        bot
        for bot in await member_bots(shard, chat.peer_id, 2 * BOTS_LIMIT)
        if bot.role in (Role.ADMIN, Role.CREATOR)
    ]
    watching = {bot.user_id: bot for bot in bots}
    here = await app.store.users.by_ids(concerned)
    themselves = {one for one, account in here.items() if account.is_bot}
    if not watching and not themselves:
        return
    after = await read_members(shard, chat.peer_id, concerned)
    for bot_id in sorted({*watching, *themselves}):
        seen = SeenChat(bot_id, chat, after.get(bot_id) or watching.get(bot_id))
        for user_id in concerned:
            if bot_id in watching or user_id == bot_id:
                await _tell(app, seen, actor_id, user_id, (before.get(user_id), after.get(user_id)))


async def _tell(
    app: App,
    seen: SeenChat,
    actor_id: UserId,
    user_id: UserId,
    states: tuple[Member | None, Member | None],
) -> None:
    """Tell one bot what one person was and is."""
    box_id = BoxId(seen.viewer_id)
    chat = seen.chat
    async with app.store.boxes.change([box_id], now=app.now) as change:
        update: types.UpdateChatParticipant | types.UpdateChannelParticipant
        if chat.is_group:
            old, new = (group_member(seen, one) for one in states)
            if old == new:
                return
            update = types.UpdateChatParticipant(
                chat_id=bare_id(chat.peer_id),
                date=app.now,
                actor_id=actor_id,
                user_id=user_id,
                prev_participant=old,
                new_participant=new,
                qts=await change.next_qts(box_id),
            )
        else:
            before, after = (_shown(seen, one, app.now) for one in states)
            if before == after:
                return
            update = types.UpdateChannelParticipant(
                channel_id=bare_id(chat.peer_id),
                date=app.now,
                actor_id=actor_id,
                user_id=user_id,
                prev_participant=before,
                new_participant=after,
                qts=await change.next_qts(box_id),
            )
        change.log(box_id, update)
    await app.bus.publish(change.news)


def _shown(seen: SeenChat, member: Member | None, now: int) -> types.TypeChannelParticipant | None:
    if member is None:
        return None
    current = effective(member, now)
    if not current.joined and current.role is Role.MEMBER:
        return None
    return channel_participant(seen, current, now)
