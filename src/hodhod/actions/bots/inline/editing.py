"""Editing a message that was sent via a bot: the bot knows its name, and nothing of the chat.

Source: https://core.telegram.org/method/messages.editInlineBotMessage
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.bots.tokens import caller_of
from hodhod.actions.messages.edit import Before, Edit, change_message
from hodhod.actions.messages.place import Place
from hodhod.actions.messages.reach import boxes_of
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import UserId, is_user
from hodhod.domain.inline_message import named_inline
from hodhod.domain.message import StoredMessage, decode_content
from hodhod.tl import types


async def access_inline(
    app: App, bot: Caller, name: types.TypeInputBotInlineMessageID
) -> tuple[StoredMessage, types.Message]:
    """Return a message that was sent via a bot, and its content.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID.
    """
    place = named_inline(app.secret, bot.me, name)
    stored = None if place is None else await app.store.messages.get(*place)
    content = None if stored is None else decode_content(stored.content)
    if stored is None or not isinstance(content, types.Message) or content.via_bot_id != bot.me:
        raise bad_request("MESSAGE_ID_INVALID")
    return stored, content


async def edit_inline(
    app: App, bot: Caller, name: types.TypeInputBotInlineMessageID, edit: Edit
) -> None:
    """Change a message that was sent via a bot.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID, and what `change_message` raises.
    """
    stored, content = await access_inline(app, bot, name)
    peer = stored.peer_id
    # It is changed as its sender would: in all copies that they see.
    sender = caller_of(stored.author_id or UserId(stored.box_id))
    seen = None if is_user(peer) else await app.store.chats.seen_by(sender.me, peer)
    place = Place(peer, await boxes_of(app, sender, peer), seen)
    await change_message(app, sender, place, Before(stored, content), edit)
