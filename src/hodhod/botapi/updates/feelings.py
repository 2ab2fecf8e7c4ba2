"""Reactions, as a bot that minds a chat is told of them.

Source: https://core.telegram.org/bots/api#messagereactionupdated
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from hodhod.botapi.convert.people import People
from hodhod.botapi.types.reaction import (
    MessageReactionCountUpdated,
    MessageReactionUpdated,
    ReactionCount,
    ReactionType,
)
from hodhod.botapi.types.update import Update
from hodhod.domain.ids import from_tl_peer, is_user
from hodhod.tl import types

Felt = types.UpdateBotMessageReaction | types.UpdateBotMessageReactions
FELT: Final = (types.UpdateBotMessageReaction, types.UpdateBotMessageReactions)


def felt(people: People, update: Felt) -> Update:
    """Return what tells of reactions that have changed."""
    chat = people.chat_of(update.peer)
    if isinstance(update, types.UpdateBotMessageReactions):
        counts = MessageReactionCountUpdated(
            chat=chat,
            message_id=update.msg_id,
            date=update.date,
            reactions=[
                ReactionCount(type=kind, total_count=one.count)
                for one in update.reactions
                for kind in _kinds([one.reaction])
            ],
        )
        return Update(message_reaction_count=counts)
    changed = MessageReactionUpdated(
        chat=chat,
        message_id=update.msg_id,
        date=update.date,
        old_reaction=_kinds(update.old_reactions),
        new_reaction=_kinds(update.new_reactions),
    )
    actor = from_tl_peer(update.actor)
    if is_user(actor):
        changed.user = people.user(actor)
    else:
        changed.actor_chat = people.chat(actor)
    return Update(message_reaction=changed)


def _kinds(reactions: Iterable[types.TypeReaction]) -> list[ReactionType]:
    kinds = []
    for one in reactions:
        if isinstance(one, types.ReactionEmoji):
            kinds.append(ReactionType(type="emoji", emoji=one.emoticon))
        elif isinstance(one, types.ReactionCustomEmoji):
            kinds.append(ReactionType(type="custom_emoji", custom_emoji_id=str(one.document_id)))
    return kinds
