"""What a client knows of one supergroup or channel: a box of its own, with a pts of its own."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field

from msgspec.structs import replace

from hodhod import tl
from hodhod.domain.ids import PeerId, from_tl_peer, peer_of_channel
from hodhod.tl import types

Message = types.Message | types.MessageService


@dataclass
class RoomBox:
    """The messages of a supergroup or channel as one client shows them."""

    pts: int
    messages: dict[int, Message] = field(default_factory=dict)
    hidden_until: int = 0

    def copy(self) -> RoomBox:
        """Return one that changes by itself."""
        return deepcopy(self)

    def add(self, message: types.TypeMessage) -> None:
        """Take a message in."""
        assert isinstance(message, Message)
        self.messages[message.id] = message

    def shown(self, read_outbox: int) -> dict[str, object]:
        """Return what is to be compared; counters that are no part of the log are not."""
        messages = [m for i, m in sorted(self.messages.items()) if i > self.hidden_until]
        return {
            "messages": {m.id: tl.decode(tl.encode(_lasting(m))) for m in messages},
            # Writers are told of what they wrote; to others the mark is of no use.
            "read": [m.id for m in messages if m.out and m.id <= read_outbox],
        }

    def apply(self, updates: Iterable[types.TypeUpdate]) -> None:
        """Take updates in, in order."""
        for update in updates:
            self._apply(update)

    def _apply(self, update: types.TypeUpdate) -> None:
        match update:
            case types.UpdateNewChannelMessage() | types.UpdateEditChannelMessage():
                self.add(update.message)
            case types.UpdateDeleteChannelMessages():
                for msg_id in update.messages:
                    self.messages.pop(msg_id, None)
            case types.UpdatePinnedChannelMessages():
                for msg_id in update.messages:
                    self.change(msg_id, pinned=update.pinned)
            case types.UpdateChannelReadMessagesContents():
                for msg_id in update.messages:
                    self.change(msg_id, media_unread=False)
            case types.UpdateChannelAvailableMessages():
                self.hidden_until = max(self.hidden_until, update.available_min_id)
            case types.UpdateChannelWebPage():
                self._show_page(update.webpage)
            case _:
                pass

    def _show_page(self, page: types.TypeWebPage) -> None:
        assert isinstance(page, types.WebPage | types.WebPageEmpty)
        for msg_id, message in list(self.messages.items()):
            media = message.media if isinstance(message, types.Message) else None
            match media:
                case types.MessageMediaWebPage(webpage=types.WebPagePending(id=page_id)) if (
                    page_id == page.id
                ):
                    self.change(msg_id, media=replace(media, webpage=page))
                case _:
                    pass

    def change(self, msg_id: int, **fields: object) -> None:
        """Change a message, if it is there."""
        message = self.messages.get(msg_id)
        if message is not None:
            self.messages[msg_id] = replace(message, **fields)


def room_of(update: types.TypeUpdate) -> PeerId | None:
    """Return the supergroup or channel whose box an update moves or tells of."""
    match update:
        case types.UpdateNewChannelMessage() | types.UpdateEditChannelMessage():
            message = update.message
            assert isinstance(message, Message)
            return from_tl_peer(message.peer_id)
        case _:
            channel_id = getattr(update, "channel_id", None)
            return None if channel_id is None else peer_of_channel(channel_id)


def _lasting(message: Message) -> Message:
    """Leave out what is counted and asked for apart: views, comments, reactions, votes."""
    if isinstance(message, types.Message) and isinstance(message.media, types.MessageMediaPoll):
        media = replace(message.media, results=types.PollResults())
        message = replace(message, media=media)
    if isinstance(message, types.MessageService):
        return replace(message, reactions=None)
    return replace(message, views=None, forwards=None, replies=None, reactions=None)
