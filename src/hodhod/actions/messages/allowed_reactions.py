"""Which reactions a chat allows: the standard ones and, where a chat says so, custom emoji.

Source: https://core.telegram.org/api/reactions
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.actions.chats.full import reactions as allowed_in
from hodhod.actions.stickers.custom_emoji import custom_emoji
from hodhod.domain.chat import Chat
from hodhod.domain.errors import bad_request
from hodhod.domain.stock import reactions as standard_reactions
from hodhod.tl import types

KINDS_LIMIT = 11
"""Kinds of reactions on one message where a chat does not say; config names the same."""

VARIANT = "\ufe0f"
"""Asks for an emoji in colour; clients write it or not."""


def standard(reaction: types.TypeReaction) -> types.ReactionEmoji:
    """Return a reaction as the catalogue writes it, whatever variant of the emoji was typed.

    Raises:
        RpcError: 400 REACTION_INVALID.
    """
    if isinstance(reaction, types.ReactionEmoji):
        plain = reaction.emoticon.replace(VARIANT, "")
        for one in standard_reactions():
            if one.emoji.replace(VARIANT, "") == plain:
                return types.ReactionEmoji(emoticon=one.emoji)
    raise bad_request("REACTION_INVALID")


async def allowed(
    app: App, chat: Chat | None, wanted: Sequence[types.TypeReaction]
) -> list[types.TypeReaction]:
    """Return reactions as they are kept, each once.

    Args:
        app: The working parts.
        chat: Where; None for a chat with a person.
        wanted: What somebody feels.

    Raises:
        RpcError: 400 REACTION_INVALID.
    """
    found: list[types.TypeReaction] = []
    for one in wanted:
        if isinstance(one, types.ReactionCustomEmoji):
            if chat is None or not await custom_emoji(app, [one.document_id]):
                raise bad_request("REACTION_INVALID")
            found.append(types.ReactionCustomEmoji(document_id=one.document_id))
        else:
            found.append(standard(one))
    found = list(dict.fromkeys(found))
    if chat is not None and not all(_allows(allowed_in(chat), one) for one in found):
        raise bad_request("REACTION_INVALID")
    return found


def _allows(rule: types.TypeChatReactions, reaction: types.TypeReaction) -> bool:
    match rule:
        case types.ChatReactionsAll():
            return rule.allow_custom or isinstance(reaction, types.ReactionEmoji)
        case types.ChatReactionsSome():
            return any(_plain(one) == _plain(reaction) for one in rule.reactions)
        case _:
            return False


def _plain(reaction: types.TypeReaction) -> object:
    """Return a reaction without what its emoji may be written with."""
    if isinstance(reaction, types.ReactionEmoji):
        return reaction.emoticon.replace(VARIANT, "")
    return reaction


def require_room(
    chat: Chat | None, before: Sequence[types.TypeReaction], wanted: Sequence[types.TypeReaction]
) -> None:
    """Raise when a message would have too many kinds of reactions.

    Raises:
        RpcError: 400 REACTIONS_TOO_MANY.
    """
    limit = KINDS_LIMIT if chat is None else chat.reactions_limit or KINDS_LIMIT
    if any(one not in before for one in wanted) and len({*before, *wanted}) > limit:
        raise bad_request("REACTIONS_TOO_MANY")
