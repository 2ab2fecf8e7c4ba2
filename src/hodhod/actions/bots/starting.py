"""Beginning with a bot, by its button or by a link that carries something to it.

Source: https://core.telegram.org/method/messages.startBot
"""

from __future__ import annotations

import re

from hodhod.actions.app import App
from hodhod.actions.chats.access import access_chat
from hodhod.actions.chats.members import add_to_group, invite
from hodhod.actions.messages.send import send
from hodhod.domain.account import Account
from hodhod.domain.caller import Caller
from hodhod.domain.entities import formatted
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, PeerId, UserId, is_channel, is_user, peer_of_user
from hodhod.domain.outgoing import Outgoing
from hodhod.store.members import read_members
from hodhod.tl import types

PARAM = re.compile(r"[A-Za-z0-9_-]{0,64}", re.ASCII)
"""What a link may carry to a bot."""


async def start(
    app: App, caller: Caller, bot: Account, peer: PeerId, *, param: str, random_id: int
) -> types.TypeUpdates:
    """Begin with a bot: in the chat with it, or in a group, into which it is brought.

    What a link carries stands behind the command, for both to see.

    Args:
        app: The working parts.
        caller: Who begins.
        bot: The bot.
        peer: The chat with it, or a group.
        param: What the link carries, perhaps nothing.
        random_id: The caller's number for the message.

    Raises:
        RpcError: 400 BOT_INVALID, START_PARAM_INVALID, PEER_ID_INVALID, and what sending and
            bringing somebody raise.
    """
    if not bot.is_bot or bot.deleted:
        raise bad_request("BOT_INVALID")
    if not PARAM.fullmatch(param):
        raise bad_request("START_PARAM_INVALID")
    command = "/start"
    if not is_user(peer):
        await _bring(app, caller, bot.user_id, peer)
        command = f"/start@{bot.username}" if bot.username else command
    elif peer != peer_of_user(bot.user_id):
        raise bad_request("PEER_ID_INVALID")
    text, entities = formatted(f"{command} {param}".strip(), ())
    outgoing = Outgoing(random_id=random_id, text=text, entities=entities)
    return await send(app, caller, peer, [outgoing])


async def _bring(app: App, caller: Caller, bot_id: UserId, peer: PeerId) -> None:
    """Bring a bot into a group unless it is there."""
    seen = await access_chat(app, caller, peer)
    if seen.chat.is_broadcast:
        raise bad_request("PEER_ID_INVALID")
    members = await read_members(app.store.shard(BoxId(peer)), peer, [bot_id])
    there = members.get(bot_id)
    if there is not None and there.joined:
        return
    if is_channel(peer):
        await invite(app, caller, seen, [bot_id])
    else:
        await add_to_group(app, caller, seen, bot_id)
