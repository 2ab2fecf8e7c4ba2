"""Which messages a request names: by their ids, as what others answer, or as what is pinned.

Source: https://core.telegram.org/type/InputMessage
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, MsgId, PeerId
from hodhod.domain.message import StoredMessage
from hodhod.domain.topic import GENERAL
from hodhod.store.history import Filter, Page, find_messages
from hodhod.tl import types

IDS_LIMIT = 200
"""Messages asked for in one request."""


async def named_ids(
    app: App,
    box_id: BoxId,
    named: Sequence[types.TypeInputMessage],
    *,
    peer: PeerId | None = None,
    hidden: int = 0,
) -> list[int]:
    """Return the ids of the messages that a request names, in its order; 0 for what is not there.

    Args:
        app: The working parts.
        box_id: The box that they are in.
        named: How they are named.
        peer: The supergroup or channel whose box it is, None for somebody's own box.
        hidden: Up to which message the viewer may not read.

    Raises:
        RpcError: 400 LIMIT_INVALID.
    """
    if len(named) > IDS_LIMIT:
        raise bad_request("LIMIT_INVALID")
    asking = [one.id for one in named if isinstance(one, types.InputMessageReplyTo)]
    wanted = [MsgId(one) for one in asking if one > hidden]
    answers = await app.store.messages.by_ids(box_id, wanted) if wanted else {}
    pinned = 0
    if any(isinstance(one, types.InputMessagePinned) for one in named):
        pinned = await _pinned(app, box_id, peer, hidden)
    ids: list[int] = []
    for one in named:
        match one:
            case types.InputMessageID() | types.InputMessageCallbackQuery():
                ids.append(one.id)
            case types.InputMessageReplyTo():
                ids.append(_answered(answers.get(MsgId(one.id))))
            case _:
                ids.append(pinned)
    return ids


def _answered(message: StoredMessage | None) -> int:
    """Return what a message answers: the beginning of its thread or topic if nothing else."""
    if message is None:
        return 0
    topic_id = None if message.topic_id == GENERAL else message.topic_id
    return message.reply_to or topic_id or 0


async def _pinned(app: App, box_id: BoxId, peer: PeerId | None, hidden: int) -> int:
    """Return the newest pinned message of a chat; somebody's own box has one in each of its chats.

    Source: https://core.telegram.org/constructor/inputMessagePinned
    """
    if peer is None:
        return 0
    wanted = Filter(peer_id=peer, pinned=True)
    page = Page(limit=1, min_id=hidden)
    found = await find_messages(app.store.shard(box_id), box_id, wanted, page)
    return found[0].msg_id if found else 0
