"""Dialogs: how one box sees one chat."""

from __future__ import annotations

from dataclasses import dataclass

from hodhod.domain.ids import BoxId, MsgId, PeerId

NO_MESSAGE = MsgId(0)


@dataclass(frozen=True, slots=True)
class Dialog:
    """One chat of a box.

    Attributes:
        box_id: The box.
        peer_id: The chat.
        top_message: Its newest message; None when it has no messages (any more).
        top_date: Unix time of that message, by which dialogs are ordered.
        messages: How many messages it has.
        read_inbox_max: Up to where the box's owner has read.
        read_outbox_max: Up to where the other side has read the owner's messages.
        unread_count: Messages after read_inbox_max that count.
        unread_mentions: Mentions not seen yet.
        unread_reactions: Own messages with reactions not seen yet.
        folder_id: 0, or 1 for the archive.
        pinned_order: Place among the pinned, the lowest first; None when not pinned.
        ttl_period: Seconds after which new messages delete themselves.
        unread_mark: Whether the owner marked it as unread.
        draft: TL draftMessage.
        draft_date: Unix time of the draft.
        pts: Where the box of a supergroup or channel is, None for other chats.
        notify: TL inputPeerNotifySettings or peerNotifySettings, as given.
    """

    box_id: BoxId
    peer_id: PeerId
    top_message: MsgId | None = None
    top_date: int = 0
    messages: int = 0
    read_inbox_max: MsgId = NO_MESSAGE
    read_outbox_max: MsgId = NO_MESSAGE
    unread_count: int = 0
    unread_mentions: int = 0
    unread_reactions: int = 0
    folder_id: int = 0
    pinned_order: int | None = None
    ttl_period: int | None = None
    unread_mark: bool = False
    draft: bytes | None = None
    draft_date: int | None = None
    notify: bytes | None = None
    pts: int | None = None


@dataclass(frozen=True, slots=True)
class DialogOffset:
    """Where a page of dialogs begins: after the dialog that these three name.

    Attributes:
        date: Its top_date.
        msg_id: Its top_message.
        peer_id: Its peer.
    """

    date: int
    msg_id: int
    peer_id: int
