"""What a client knows of its account: built from updates, from a difference, or by reading afresh.

The three must come to the same (docs: pushed ≡ getDifference ≡ fresh).
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field

from msgspec.structs import replace

from hodhod import tl
from hodhod.domain.ids import PeerId, from_tl_peer, peer_of_channel, peer_of_chat
from hodhod.tl import types
from tests.api.room_box import RoomBox

Message = types.Message | types.MessageService


@dataclass
class Mailbox:
    """Messages and chats as one client shows them."""

    messages: dict[int, Message] = field(default_factory=dict)
    read_inbox: dict[PeerId, int] = field(default_factory=dict)
    read_outbox: dict[PeerId, int] = field(default_factory=dict)
    drafts: dict[PeerId, str] = field(default_factory=dict)
    pinned: dict[int, list[PeerId]] = field(default_factory=dict)
    archived: set[PeerId] = field(default_factory=set)
    marked: set[PeerId] = field(default_factory=set)
    rooms: dict[PeerId, RoomBox] = field(default_factory=dict)
    participants: dict[PeerId, frozenset[int]] = field(default_factory=dict)

    def copy(self) -> Mailbox:
        """Return one that changes by itself."""
        return deepcopy(self)

    def apply(self, updates: Iterable[types.TypeUpdate]) -> None:
        """Take updates in, in order."""
        for update in updates:
            self._apply(update)

    def add(self, message: types.TypeMessage) -> None:
        """Take a message in."""
        assert isinstance(message, Message)
        self.messages[message.id] = message

    def shown(self) -> dict[str, object]:
        """Return what is to be compared."""
        chats = {from_tl_peer(message.peer_id) for message in self.messages.values()}
        chats.update(self.rooms)
        return {
            "rooms": {
                peer: room.shown(self.read_outbox.get(peer, 0))
                for peer, room in sorted(self.rooms.items())
            },
            "participants": {p: ids for p, ids in sorted(self.participants.items()) if p in chats},
            # Over the wire and back, so that a list and a tuple are the same.
            "messages": {
                i: tl.decode(tl.encode(_uncounted(m))) for i, m in sorted(self.messages.items())
            },
            # A chat without messages is in no list, so the rest is known of the others only.
            "read_inbox": {p: i for p, i in sorted(self.read_inbox.items()) if i and p in chats},
            "read_outbox": {
                p: i
                for p, i in sorted(self.read_outbox.items())
                if i and p in chats and p not in self.rooms
            },
            "drafts": {p: text for p, text in sorted(self.drafts.items()) if p in chats},
            "pinned": {
                folder: [peer for peer in order if peer in chats]
                for folder, order in sorted(self.pinned.items())
                if chats.intersection(order)
            },
            "archived": sorted(self.archived & chats),
            "marked": sorted(self.marked & chats),
        }

    def _apply(self, update: types.TypeUpdate) -> None:  # noqa: C901, PLR0912 - a table
        match update:
            case types.UpdateNewMessage() | types.UpdateEditMessage():
                self.add(update.message)
            case types.UpdateWebPage():
                self._show_page(update.webpage)
            case types.UpdateDeleteMessages():
                for msg_id in update.messages:
                    self.messages.pop(msg_id, None)
            case types.UpdateMessageReactions():
                given = update.reactions if update.reactions.results else None
                self._change(update.msg_id, reactions=given)
            case types.UpdateMessagePoll():
                self._poll(update)
            case types.UpdatePinnedMessages():
                for msg_id in update.messages:
                    self._change(msg_id, pinned=update.pinned)
            case types.UpdateReadMessagesContents():
                for msg_id in update.messages:
                    self._change(msg_id, media_unread=False)
                    self._see_reactions(msg_id)
            case types.UpdateReadHistoryInbox():
                self.read_inbox[from_tl_peer(update.peer)] = update.max_id
            case types.UpdateReadHistoryOutbox():
                self.read_outbox[from_tl_peer(update.peer)] = update.max_id
            case types.UpdateChatParticipants(participants=types.ChatParticipants() as list_):
                self.participants[peer_of_chat(list_.chat_id)] = frozenset(
                    one.user_id for one in list_.participants
                )
            case types.UpdateDraftMessage():
                self._draft(from_tl_peer(update.peer), update.draft)
            case types.UpdateDialogPinned(peer=types.DialogPeer() as dialog):
                order = self.pinned.setdefault(update.folder_id or 0, [])
                peer = from_tl_peer(dialog.peer)
                if peer in order:
                    order.remove(peer)
                if update.pinned:
                    order.insert(0, peer)
            case types.UpdatePinnedDialogs(order=[*order]):
                self.pinned[update.folder_id or 0] = [
                    from_tl_peer(one.peer) for one in order if isinstance(one, types.DialogPeer)
                ]
            case types.UpdateFolderPeers():
                for one in update.folder_peers:
                    self._move(from_tl_peer(one.peer), one.folder_id)
            case types.UpdateDialogUnreadMark(peer=types.DialogPeer() as dialog):
                (self.marked.add if update.unread else self.marked.discard)(
                    from_tl_peer(dialog.peer)
                )
            case _:
                self._apply_to_room(update)

    def _apply_to_room(self, update: types.TypeUpdate) -> None:
        """Take in what one's own box tells of a supergroup or channel."""
        match update:
            case types.UpdateReadChannelInbox():
                self.read_inbox[peer_of_channel(update.channel_id)] = update.max_id
            case types.UpdateReadChannelOutbox():
                self.read_outbox[peer_of_channel(update.channel_id)] = update.max_id
            case types.UpdateChannelAvailableMessages():
                # What cannot be seen any more counts as read.
                peer = peer_of_channel(update.channel_id)
                read = self.read_inbox.get(peer, 0)
                self.read_inbox[peer] = max(read, update.available_min_id)
                if peer in self.rooms:
                    self.rooms[peer].apply([update])
            case types.UpdateChannelReadMessagesContents():
                room = self.rooms.get(peer_of_channel(update.channel_id))
                if room is not None:
                    room.apply([update])
            case _:
                pass

    def _change(self, msg_id: int, **fields: object) -> None:
        message = self.messages.get(msg_id)
        if message is not None:
            self.messages[msg_id] = replace(message, **fields)

    def _poll(self, update: types.UpdateMessagePoll) -> None:
        for message in list(self.messages.values()):
            media = message.media if isinstance(message, types.Message) else None
            if isinstance(media, types.MessageMediaPoll) and media.poll.id == update.poll_id:
                poll = update.poll or media.poll
                self._change(message.id, media=replace(media, poll=poll, results=update.results))

    def _show_page(self, page: types.TypeWebPage) -> None:
        assert isinstance(page, types.WebPage | types.WebPageEmpty)
        for msg_id, message in self.messages.items():
            media = message.media if isinstance(message, types.Message) else None
            match media:
                case types.MessageMediaWebPage(webpage=types.WebPagePending(id=page_id)) if (
                    page_id == page.id
                ):
                    self._change(msg_id, media=replace(media, webpage=page))
                case _:
                    pass

    def _see_reactions(self, msg_id: int) -> None:
        message = self.messages.get(msg_id)
        if message is None or message.reactions is None:
            return
        recent = [replace(one, unread=False) for one in message.reactions.recent_reactions or ()]
        self._change(msg_id, reactions=replace(message.reactions, recent_reactions=tuple(recent)))

    def _draft(self, peer: PeerId, draft: types.TypeDraftMessage) -> None:
        if isinstance(draft, types.DraftMessage):
            self.drafts[peer] = draft.message
        else:
            self.drafts.pop(peer, None)

    def _move(self, peer: PeerId, folder_id: int) -> None:
        (self.archived.add if folder_id else self.archived.discard)(peer)
        order = self.pinned.get(0 if folder_id else 1, [])
        if peer in order:
            order.remove(peer)


def _uncounted(message: Message) -> Message:
    """Leave out how often a post was seen and forwarded: clients ask for that."""
    if isinstance(message, types.MessageService):
        return message
    return replace(message, views=None, forwards=None)
