"""What is asked of a bot: pressed buttons, words behind its name, results that were sent.

Source: https://core.telegram.org/bots/api#callbackquery
"""

from __future__ import annotations

from typing import Final

from hodhod.botapi.convert.message import Sight, to_message
from hodhod.botapi.convert.people import People
from hodhod.botapi.types.inline import CallbackQuery, ChosenInlineResult, InlineQuery
from hodhod.botapi.types.media import Location
from hodhod.botapi.types.update import Update
from hodhod.domain.inline_message import written
from hodhod.tl import types

Asked = types.UpdateBotInlineQuery | types.UpdateBotInlineSend | types.UpdateInlineBotCallbackQuery
ASKED: Final = (
    types.UpdateBotInlineQuery,
    types.UpdateBotInlineSend,
    types.UpdateInlineBotCallbackQuery,
)
"""What comes without a message that the bot sees."""

CHAT_TYPES: Final[dict[type[types.TypeInlineQueryPeerType], str]] = {
    types.InlineQueryPeerTypeSameBotPM: "sender",
    types.InlineQueryPeerTypePM: "private",
    types.InlineQueryPeerTypeBotPM: "private",
    types.InlineQueryPeerTypeChat: "group",
    types.InlineQueryPeerTypeMegagroup: "supergroup",
    types.InlineQueryPeerTypeBroadcast: "channel",
}


def callback(
    sight: Sight, update: types.UpdateBotCallbackQuery, message: types.TypeMessage | None
) -> Update:
    """Return what tells of a button that was pressed below a message of the bot's."""
    shown = None
    if isinstance(message, types.Message | types.MessageService):
        shown = to_message(sight, message)
    query = CallbackQuery(
        id=str(update.query_id),
        from_=sight.people.user(update.user_id),
        chat_instance=str(update.chat_instance),
        message=shown,
        data=_data(update.data),
    )
    return Update(callback_query=query)


def asked(people: People, update: Asked) -> Update:
    """Return what tells of something that is asked without a message that the bot sees."""
    user = people.user(update.user_id)
    match update:
        case types.UpdateBotInlineQuery():
            kind = update.peer_type
            query = InlineQuery(
                id=str(update.query_id),
                from_=user,
                query=update.query,
                offset=update.offset,
                chat_type=None if kind is None else CHAT_TYPES[type(kind)],
                location=_location(update.geo),
            )
            return Update(inline_query=query)
        case types.UpdateBotInlineSend():
            chosen = ChosenInlineResult(
                result_id=update.id,
                from_=user,
                query=update.query,
                location=_location(update.geo),
                inline_message_id=_name(update.msg_id),
            )
            return Update(chosen_inline_result=chosen)
        case types.UpdateInlineBotCallbackQuery():
            pressed = CallbackQuery(
                id=str(update.query_id),
                from_=user,
                chat_instance=str(update.chat_instance),
                inline_message_id=_name(update.msg_id),
                data=_data(update.data),
            )
            return Update(callback_query=pressed)


def _data(data: bytes | None) -> str | None:
    return None if data is None else bytes(data).decode(errors="replace")


def _location(geo: types.TypeGeoPoint | None) -> Location | None:
    if not isinstance(geo, types.GeoPoint):
        return None
    return Location(latitude=geo.lat, longitude=geo.long)


def _name(name: types.TypeInputBotInlineMessageID | None) -> str | None:
    return written(name) if isinstance(name, types.InputBotInlineMessageID64) else None
