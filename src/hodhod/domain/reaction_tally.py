"""What a message of a supergroup or channel shows of its reactions: counts, and the last few.

    tally(before, gone, come, recent) ─► beside the message     the same for all
    as_seen(shown, mine, …)           ─► what one viewer gets   chosen, my, unread filled in
    for_many(shown)                   ─► `min`, for all at once

Source: https://core.telegram.org/api/reactions
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from hodhod.domain.ids import from_tl_peer
from hodhod.tl import types

RECENT = 3
"""Of so many a message in a group tells who reacted."""


def counted(
    before: types.MessageReactions | None,
    *,
    gone: types.TypeReaction | None,
    come: types.TypeReaction | None,
) -> list[types.ReactionCount]:
    """Return how many there are of each kind after one person's change, the most frequent first."""
    counts: dict[types.TypeReaction, int] = {}
    for one in () if before is None else before.results:
        counts[one.reaction] = one.count
    if gone is not None:
        counts[gone] = counts.get(gone, 0) - 1
    if come is not None:
        counts[come] = counts.get(come, 0) + 1
    kinds = sorted(counts.items(), key=lambda one: -one[1])
    return [
        types.ReactionCount(reaction=reaction, count=count)
        for reaction, count in kinds
        if count > 0
    ]


def shown(
    counts: Sequence[types.ReactionCount],
    recent: Sequence[types.MessagePeerReaction],
    *,
    named: bool,
) -> types.MessageReactions | None:
    """Return what is kept beside a message; None when nobody reacts to it any more.

    Args:
        counts: How many there are of each kind.
        recent: The last of those who reacted.
        named: Whether it is told who did.
    """
    if not counts:
        return None
    return types.MessageReactions(
        can_see_list=named, results=tuple(counts), recent_reactions=tuple(recent) or None
    )


def as_seen(
    reactions: types.MessageReactions,
    *,
    mine: types.TypeReaction | None,
    viewer_id: int,
    unread: bool,
) -> types.MessageReactions:
    """Return reactions as one viewer sees them.

    Args:
        reactions: As they are kept.
        mine: How the viewer reacted.
        viewer_id: Who looks.
        unread: Whether the viewer has not seen all of those to their own message.
    """
    return replace(
        reactions,
        results=tuple(
            replace(one, chosen_order=0 if one.reaction == mine else None)
            for one in reactions.results
        ),
        recent_reactions=tuple(
            replace(
                one,
                my=from_tl_peer(one.peer_id) == viewer_id,
                unread=bool(one.unread and unread),
            )
            for one in reactions.recent_reactions or ()
        )
        or None,
    )


def for_many(reactions: types.MessageReactions) -> types.MessageReactions:
    """Return reactions as many see them at once: clients keep what they know of their own."""
    seen = as_seen(reactions, mine=None, viewer_id=0, unread=False)
    return replace(seen, min=True)
