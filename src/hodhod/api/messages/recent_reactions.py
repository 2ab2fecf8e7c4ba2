"""messages.getRecentReactions, clearRecentReactions, getTopReactions, getDefaultTagReactions.

Source: https://core.telegram.org/api/reactions
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.actions.messages import recent_reactions
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.reaction_list import reactions_hash
from hodhod.tl import functions, types


@rpc(functions.messages.GetRecentReactions, access=USER)
async def get_recent_reactions(
    app: App, caller: Caller, request: functions.messages.GetRecentReactions
) -> types.messages.TypeReactions:
    """Read the reactions that one chose of late."""
    found = await recent_reactions.recent(app, caller)
    return _answer(found[: max(0, request.limit)], request.hash)


@rpc(functions.messages.ClearRecentReactions, access=USER)
async def clear_recent_reactions(
    app: App, caller: Caller, request: functions.messages.ClearRecentReactions
) -> bool:
    """Forget the reactions that one chose of late."""
    await recent_reactions.forget(app, caller)
    return True


@rpc(functions.messages.GetTopReactions, access=USER)
async def get_top_reactions(
    app: App, caller: Caller, request: functions.messages.GetTopReactions
) -> types.messages.TypeReactions:
    """Read the reactions to offer first."""
    found = await recent_reactions.top(app, caller)
    return _answer(found[: max(0, request.limit)], request.hash)


@rpc(functions.messages.GetDefaultTagReactions, access=USER)
async def get_default_tag_reactions(
    app: App, caller: Caller, request: functions.messages.GetDefaultTagReactions
) -> types.messages.TypeReactions:
    """Read the reactions to offer as tags of saved messages."""
    return _answer(recent_reactions.standard(), request.hash)


def _answer(
    reactions: Sequence[types.TypeReaction], known_hash: int
) -> types.messages.TypeReactions:
    found = reactions_hash(reactions)
    if known_hash and known_hash == found:
        return types.messages.ReactionsNotModified()
    return types.messages.Reactions(hash=found, reactions=reactions)
