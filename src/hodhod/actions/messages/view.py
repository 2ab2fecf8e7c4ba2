"""What one viewer sees of messages: the only way from what boxes hold to answers and pushes.

    StoredMessage            ─► messages_seen_by ─► types.Message
    update with a message    ─► updates_seen_by  ─► the same update

Here is filled in what is not the same for everybody who reads the same row.
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.actions.polls.view import with_poll_results
from hodhod.domain.ids import UserId
from hodhod.domain.message import StoredMessage, to_tl
from hodhod.tl import types

Seen = types.Message | types.MessageService


async def messages_seen_by(
    app: App,
    viewer_id: UserId,
    messages: Sequence[StoredMessage],
) -> list[types.TypeMessage]:
    """Return stored messages as a viewer sees them, in their order.

    Args:
        app: The working parts.
        viewer_id: Who will receive them.
        messages: Rows of boxes that the viewer may read.
    """
    seen: list[types.TypeMessage] = [to_tl(message) for message in messages]
    return await with_poll_results(app, viewer_id, seen)


async def updates_seen_by(
    app: App,
    viewer_id: UserId,
    updates: Sequence[types.TypeUpdate],
) -> Sequence[types.TypeUpdate]:
    """Return updates as a viewer sees the messages in them.

    Args:
        app: The working parts.
        viewer_id: Who will receive them.
        updates: As events carry them.
    """
    return await with_poll_results(app, viewer_id, updates)
