"""People and chats that a bot has asked for with a button, and that somebody has chosen.

Source: https://core.telegram.org/method/messages.sendBotRequestedPeer
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.actions.messages.reach import access_message
from hodhod.actions.messages.send import send
from hodhod.domain.account import Account
from hodhod.domain.caller import Caller
from hodhod.domain.chat import SeenChat
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId, UserId, bare_id, is_chat, is_user, peer_of_user
from hodhod.domain.message import decode_content
from hodhod.domain.outgoing import Outgoing
from hodhod.tl import types


async def send_requested(
    app: App,
    caller: Caller,
    bot: Account,
    chosen: Sequence[PeerId],
    *,
    msg_id: int,
    button_id: int,
) -> types.TypeUpdates:
    """Tell a bot whom or what somebody has chosen.

    Args:
        app: The working parts.
        caller: Who chooses.
        bot: Who has asked.
        chosen: As `access_peer` returned them.
        msg_id: The message with the keyboard.
        button_id: Which of its buttons.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID, BUTTON_ID_INVALID, PEER_ID_INVALID: something else was
            asked for; PEERS_LIST_EMPTY; what sending raises.
    """
    message = await access_message(app, caller, peer_of_user(bot.user_id), msg_id)
    asked = _button(decode_content(message.content), button_id)
    wanted = list(dict.fromkeys(chosen))
    if not wanted:
        raise bad_request("PEERS_LIST_EMPTY")
    if len(wanted) > asked.max_quantity:
        raise bad_request("PEER_ID_INVALID")
    peers = [await _requested(app, caller, asked.peer_type, peer) for peer in wanted]
    action = types.MessageActionRequestedPeerSentMe(button_id=button_id, peers=peers)
    random_id = int.from_bytes(app.entropy(8), "little", signed=True) or 1
    outgoing = Outgoing(random_id=random_id, action=action)
    return await send(app, caller, peer_of_user(bot.user_id), [outgoing])


def _button(
    content: types.Message | types.MessageService, button_id: int
) -> types.ButtonTypeRequestPeer:
    markup = content.reply_markup if isinstance(content, types.Message) else None
    if not isinstance(markup, types.ReplyKeyboardMarkup):
        raise bad_request("MESSAGE_ID_INVALID")
    for row in markup.rows:
        for button in row.buttons:
            kind = button.type if isinstance(button, types.KeyboardButton) else None
            if isinstance(kind, types.ButtonTypeRequestPeer) and kind.button_id == button_id:
                return kind
    raise bad_request("BUTTON_ID_INVALID")


async def _requested(
    app: App, caller: Caller, kind: types.TypeRequestPeerType, peer: PeerId
) -> types.TypeRequestedPeer:
    if is_user(peer):
        account = await app.store.users.get(UserId(peer))
        if account is None or account.deleted or not _fits_user(kind, account):
            raise bad_request("PEER_ID_INVALID")
        return types.RequestedPeerUser(user_id=peer)
    seen = await app.store.chats.seen_by(caller.me, peer)
    if seen is None or not seen.joined or not _fits_chat(kind, seen):
        raise bad_request("PEER_ID_INVALID")
    if is_chat(peer):
        return types.RequestedPeerChat(chat_id=bare_id(peer))
    return types.RequestedPeerChannel(channel_id=bare_id(peer))


def _fits_user(kind: types.TypeRequestPeerType, account: Account) -> bool:
    if not isinstance(kind, types.RequestPeerTypeUser):
        return False
    return kind.bot is None or kind.bot == account.is_bot


def _fits_chat(kind: types.TypeRequestPeerType, seen: SeenChat) -> bool:
    match kind:
        case types.RequestPeerTypeBroadcast():
            good = seen.chat.is_broadcast
        case types.RequestPeerTypeChat():
            good = not seen.chat.is_broadcast and kind.forum in {None, seen.chat.forum}
        case _:
            return False
    if kind.has_username is not None and kind.has_username != seen.chat.public:
        return False
    return good and (seen.is_creator or not kind.creator)
