"""Formatting of texts, in both directions; both count in UTF-16 units.

Source: https://core.telegram.org/bots/api#messageentity
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.botapi.convert.people import People
from hodhod.botapi.types.message import MessageEntity
from hodhod.tl import types

Plain = (
    types.MessageEntityMention
    | types.MessageEntityHashtag
    | types.MessageEntityCashtag
    | types.MessageEntityBotCommand
    | types.MessageEntityUrl
    | types.MessageEntityEmail
    | types.MessageEntityPhone
    | types.MessageEntityBold
    | types.MessageEntityItalic
    | types.MessageEntityUnderline
    | types.MessageEntityStrike
    | types.MessageEntitySpoiler
    | types.MessageEntityCode
)

PLAIN: dict[str, type[Plain]] = {
    "mention": types.MessageEntityMention,
    "hashtag": types.MessageEntityHashtag,
    "cashtag": types.MessageEntityCashtag,
    "bot_command": types.MessageEntityBotCommand,
    "url": types.MessageEntityUrl,
    "email": types.MessageEntityEmail,
    "phone_number": types.MessageEntityPhone,
    "bold": types.MessageEntityBold,
    "italic": types.MessageEntityItalic,
    "underline": types.MessageEntityUnderline,
    "strikethrough": types.MessageEntityStrike,
    "spoiler": types.MessageEntitySpoiler,
    "code": types.MessageEntityCode,
}
_NAMES: dict[type[object], str] = {kind: name for name, kind in PLAIN.items()}


def to_entities(
    entities: Sequence[types.TypeMessageEntity] | None, people: People
) -> list[MessageEntity] | None:
    """Return the entities of a text as bots see them; None if it has none."""
    made = [_to_entity(one, people) for one in entities or ()]
    return [one for one in made if one is not None] or None


def _to_entity(one: types.TypeMessageEntity, people: People) -> MessageEntity | None:
    made = MessageEntity(type=_NAMES.get(type(one), ""), offset=one.offset, length=one.length)
    match one:
        case types.MessageEntityTextUrl():
            made.type, made.url = "text_link", one.url
        case types.MessageEntityMentionName():
            made.type, made.user = "text_mention", people.user(one.user_id)
        case types.MessageEntityPre():
            made.type, made.language = "pre", one.language or None
        case types.MessageEntityCustomEmoji():
            made.type, made.custom_emoji_id = "custom_emoji", str(one.document_id)
        case types.MessageEntityBlockquote():
            made.type = "expandable_blockquote" if one.collapsed else "blockquote"
        case _:
            pass
    return made if made.type else None


def from_entities(entities: Sequence[MessageEntity] | None) -> list[types.TypeMessageEntity]:
    """Return entities that a bot sends; what is unknown, or found by itself, is left out."""
    made = [_from_entity(one) for one in entities or ()]
    return [one for one in made if one is not None]


def _from_entity(one: MessageEntity) -> types.TypeMessageEntity | None:
    offset, length = one.offset, one.length
    match one.type:
        case "text_link":
            return types.MessageEntityTextUrl(offset=offset, length=length, url=one.url or "")
        case "text_mention" if one.user is not None:
            user = types.InputUser(user_id=one.user.id, access_hash=0)
            return types.InputMessageEntityMentionName(offset=offset, length=length, user_id=user)
        case "pre":
            language = one.language or ""
            return types.MessageEntityPre(offset=offset, length=length, language=language)
        case "custom_emoji" if (one.custom_emoji_id or "").isdecimal():
            number = int(one.custom_emoji_id or "0")
            return types.MessageEntityCustomEmoji(offset=offset, length=length, document_id=number)
        case "blockquote" | "expandable_blockquote":
            collapsed = one.type == "expandable_blockquote"
            return types.MessageEntityBlockquote(offset=offset, length=length, collapsed=collapsed)
        case name if name in PLAIN:
            return PLAIN[name](offset=offset, length=length)
        case _:
            return None
