"""Secret chats as the server knows them: who, through which devices, and in which state.

    requested ──acceptEncryption──► open ──discardEncryption──► discarded
        └──────────────discardEncryption───────────────────────────►

Each side has a copy of its own, which names the one device that it speaks through. What is said is
encrypted by those two devices with a key that they alone have.

Source: https://core.telegram.org/api/end-to-end
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import NewType

from hodhod.domain.ids import BoxId, UserId
from hodhod.tl import types

SecretChatId = NewType("SecretChatId", int)
"""32 bits, chosen by who asks for the chat; each of its two sides has at most one of a number."""

FIRST_QTS = 2
"""The qts of a device that nothing was sent to: clients refuse less."""


class State(IntEnum):
    """How far a chat is. Stored: never renumber."""

    REQUESTED = 0
    OPEN = 1
    DISCARDED = 2


@dataclass(frozen=True, slots=True)
class SecretChat:
    """One side of a secret chat.

    Attributes:
        box_id: Whose side it is.
        peer_id: The other side.
        chat_id: Its number.
        state: How far it is.
        is_admin: Whether this side asked for the chat.
        folder_id: Where it is shown first: 1 in the archive, or 0.
        auth_key_id: The permanent key of the device that this side speaks through; None while the
            chat is offered to all devices, and for ever if none of them took it.
        key_fingerprint: The last 64 bits of the SHA-1 of the key, as the accepting side says.
        g_a: The public value of who asked.
        g_b: The public value of who accepted, or None.
        created_at: When it was asked for, Unix seconds.
        changed_at: When its state became what it is.
        answered_at: When it stopped being offered to all devices, or None.
        read_max: Up to which date the other side has read what this one sent.
        read_at: When that was told, or None.
        history_deleted: Whether what was said is to be deleted.
    """

    box_id: BoxId
    peer_id: UserId
    chat_id: SecretChatId
    state: State
    is_admin: bool
    folder_id: int
    auth_key_id: int | None
    key_fingerprint: int
    g_a: bytes
    g_b: bytes | None
    created_at: int
    changed_at: int
    answered_at: int | None
    read_max: int
    read_at: int | None
    history_deleted: bool

    @property
    def owner_id(self) -> UserId:
        """Whose side it is."""
        return UserId(self.box_id)

    @property
    def is_offered(self) -> bool:
        """Whether any device of its owner may accept it."""
        return self.state is State.REQUESTED and not self.is_admin

    @property
    def admin_id(self) -> UserId:
        """Who asked for it."""
        return self.owner_id if self.is_admin else self.peer_id

    @property
    def participant_id(self) -> UserId:
        """Who was asked."""
        return self.peer_id if self.is_admin else self.owner_id


@dataclass(frozen=True, slots=True)
class SecretMessage:
    """An encrypted message on its way to a device.

    Attributes:
        chat_id: Its chat, on the receiving side.
        random_id: The sender's number for it.
        date: When the server took it, Unix seconds.
        qts: Its number for the device.
        service: Whether it is one that nobody need be notified of.
        file: The encrypted file beside it as TL bytes, without what is computed, or None.
        data: What only the device can read.
    """

    chat_id: SecretChatId
    random_id: int
    date: int
    qts: int
    service: bool
    file: bytes | None
    data: bytes


def chat_as_seen(
    chat: SecretChat, auth_key_id: int, access_hash: int
) -> types.TypeEncryptedChat | None:
    """Return a side of a chat as one of its owner's devices sees it.

    Args:
        chat: The side.
        auth_key_id: The device's permanent key.
        access_hash: The hash under which the owner names the chat.

    Returns:
        None for a device that has never been told of the chat.
    """
    if chat.auth_key_id not in (None, auth_key_id):
        # It was offered here as well, and another device took it.
        return None if chat.is_admin else types.EncryptedChatDiscarded(id=chat.chat_id)
    if chat.state is State.DISCARDED:
        return types.EncryptedChatDiscarded(
            id=chat.chat_id, history_deleted=chat.history_deleted and chat.auth_key_id is not None
        )
    admin, participant = chat.admin_id, chat.participant_id
    if chat.state is State.OPEN:
        return types.EncryptedChat(
            id=chat.chat_id,
            access_hash=access_hash,
            date=chat.created_at,
            admin_id=admin,
            participant_id=participant,
            g_a_or_b=(chat.g_b or b"") if chat.is_admin else chat.g_a,
            key_fingerprint=chat.key_fingerprint,
        )
    if chat.is_admin:
        return types.EncryptedChatWaiting(
            id=chat.chat_id,
            access_hash=access_hash,
            date=chat.created_at,
            admin_id=admin,
            participant_id=participant,
        )
    return types.EncryptedChatRequested(
        folder_id=chat.folder_id or None,
        id=chat.chat_id,
        access_hash=access_hash,
        date=chat.created_at,
        admin_id=admin,
        participant_id=participant,
        g_a=chat.g_a,
    )
