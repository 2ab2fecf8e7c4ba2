"""Reactions that the author of a message has not seen yet."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from hodhod import tl
from hodhod.domain.ids import MsgId
from hodhod.domain.message import CONTENT_LAYER, StoredMessage, decode_reactions
from hodhod.store.database import Executor
from hodhod.store.message_changes import mark_reactions, set_reactions
from hodhod.tl import types


async def see_reactions(tx: Executor, messages: Sequence[StoredMessage]) -> list[MsgId]:
    """Mark the reactions to messages of one box as seen; return for which that is new.

    Args:
        tx: A change of the box.
        messages: Messages with reactions, as they were before the change.
    """
    if not messages:
        return []
    keys = [(message.box_id, message.msg_id) for message in messages]
    changed = {msg_id for _, msg_id in await mark_reactions(tx, keys, unread=False)}
    for message in messages:
        reactions = decode_reactions(message.reactions)
        if message.msg_id in changed and reactions is not None:
            seen = all_seen(reactions)
            await set_reactions(
                tx, message.shared_id, [message.box_id], tl.encode(seen, CONTENT_LAYER)
            )
    return sorted(changed)


def all_seen(reactions: types.MessageReactions) -> types.MessageReactions:
    """Return reactions of which none is new to the author."""
    recent = tuple(replace(one, unread=False) for one in reactions.recent_reactions or ())
    return replace(reactions, recent_reactions=recent or None)
