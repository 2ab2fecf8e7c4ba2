"""How many a chat takes, and how many public names somebody has.

Source: https://core.telegram.org/api/config#limits
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.actions.chats.create import GROUP_LIMIT
from hodhod.domain.bot_mode import BotMode
from hodhod.domain.chat import Chat, SeenChat
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, UserId, is_channel
from hodhod.domain.moderation import BOTS_LIMIT
from hodhod.store.participants import member_bots

SUPERGROUP_LIMIT = 200_000
"""Members of a supergroup; config names the same. A channel takes any number."""

BANS_LIMIT = 20_000
"""People whom a chat holds something against; then those who never were in it are left alone."""


def takes(chat: Chat, more: int = 1) -> bool:
    """Tell whether there is room for more members."""
    if chat.is_broadcast:
        return True
    return chat.members + more <= (GROUP_LIMIT if chat.is_group else SUPERGROUP_LIMIT)


async def require_bots_fit(app: App, chat: Chat, user_ids: Sequence[UserId]) -> None:
    """Raise when there are bots among newcomers that a chat does not take.

    Raises:
        RpcError: 400 USER_BOT: in channels they can only be admins; BOT_GROUPS_BLOCKED: one stays
            out of groups; BOTS_TOO_MUCH.
    """
    found = await app.store.users.by_ids(user_ids)
    bots = {one for one, account in found.items() if account.is_bot}
    if not bots:
        return
    if chat.is_broadcast:
        raise bad_request("USER_BOT")
    if any(BotMode.STAYS_OUT in found[one].bot_modes for one in bots):
        raise bad_request("BOT_GROUPS_BLOCKED")
    shard = app.store.shard(BoxId(chat.peer_id))
    there = {one.user_id for one in await member_bots(shard, chat.peer_id, BOTS_LIMIT)}
    if len(there | bots) > BOTS_LIMIT:
        raise bad_request("BOTS_TOO_MUCH")


async def public_chats_of(app: App, user_id: UserId) -> list[SeenChat]:
    """Return the supergroups and channels with public names that somebody owns."""
    peers = [peer for peer in await app.store.chats.of_user(user_id) if is_channel(peer)]
    return [
        one
        for one in await app.store.chats.seen([(user_id, peer) for peer in peers])
        if one.is_creator and one.chat.public and not one.chat.deleted
    ]


async def require_public_room(app: App, user_id: UserId) -> None:
    """Raise when somebody owns as many public chats as one may own.

    Raises:
        RpcError: 400 CHANNELS_ADMIN_PUBLIC_TOO_MUCH.
    """
    if len(await public_chats_of(app, user_id)) >= app.policy.public_chats:
        raise bad_request("CHANNELS_ADMIN_PUBLIC_TOO_MUCH")
