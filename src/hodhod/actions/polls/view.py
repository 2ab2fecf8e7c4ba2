"""What one viewer sees of the polls in messages and updates, whichever way these leave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from msgspec.structs import replace

from hodhod.actions.app import App
from hodhod.domain.ids import UserId
from hodhod.domain.poll import StoredPoll
from hodhod.tl import types

_Value = TypeVar("_Value", types.TypeMessage, types.TypeUpdate)

_WITH_MESSAGE = (
    types.UpdateNewMessage,
    types.UpdateNewChannelMessage,
    types.UpdateEditMessage,
    types.UpdateEditChannelMessage,
    types.UpdateNewScheduledMessage,
)


async def with_poll_results(app: App, viewer_id: UserId, values: Sequence[_Value]) -> list[_Value]:
    """Return messages or updates with their polls as a viewer sees them, in their order.

    A poll that is not kept yet, of a message that waits for its time, stays as it is; so does an
    update that is the same for everybody (`min`).

    Args:
        app: The working parts.
        viewer_id: Who will receive them.
        values: What is to be sent.
    """
    wanted = [poll_id for one in values if (poll_id := _poll_in(one)) is not None]
    if not wanted:
        return list(values)
    polls = await app.store.polls.seen(wanted, viewer_id)
    return [_filled(one, polls) for one in values]


def _poll_in(value: object) -> int | None:
    match value:
        case types.Message(media=types.MessageMediaPoll() as media):
            return media.poll.id
        case types.UpdateMessagePoll():
            return None if value.results.min else value.poll_id
        case _ if isinstance(value, _WITH_MESSAGE):
            return _poll_in(value.message)
        case _:
            return None


def _filled(value: _Value, polls: dict[int, StoredPoll]) -> _Value:
    poll = polls.get(_poll_in(value) or 0)
    if poll is None:
        return value
    match value:
        case types.Message(media=types.MessageMediaPoll() as media):
            shown = replace(media, poll=poll.shown(), results=poll.results())
            return replace(value, media=shown)
        case types.UpdateMessagePoll():
            return replace(value, poll=poll.shown(), results=poll.results())
        case _:
            assert isinstance(value, _WITH_MESSAGE)
            return replace(value, message=_filled(value.message, polls))
