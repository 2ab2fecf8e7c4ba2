"""Users and chats beside an answer, by their ids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from hodhod.botapi.types.chat import Chat, User
from hodhod.domain.ids import (
    SERVICE_USER,
    PeerId,
    from_tl_peer,
    is_user,
    peer_of_channel,
    peer_of_chat,
)
from hodhod.tl import types

NAMELESS = "Deleted Account"
"""Libraries want a first name of everybody."""


@dataclass(frozen=True, slots=True)
class People:
    """Who and what some values mention.

    Attributes:
        users: By id.
        chats: By peer.
    """

    users: dict[int, types.User] = field(default_factory=dict)
    chats: dict[PeerId, types.Chat | types.Channel] = field(default_factory=dict)

    @classmethod
    def of(cls, users: Iterable[types.TypeUser], chats: Iterable[types.TypeChat]) -> People:
        """Make it from the objects beside an answer."""
        found: dict[PeerId, types.Chat | types.Channel] = {}
        for chat in chats:
            if isinstance(chat, types.Chat):
                found[peer_of_chat(chat.id)] = chat
            elif isinstance(chat, types.Channel):
                found[peer_of_channel(chat.id)] = chat
        return cls({one.id: one for one in users if isinstance(one, types.User)}, found)

    def user(self, user_id: int) -> User:
        """Return somebody; who is unknown has an id alone."""
        one = self.users.get(user_id)
        if one is None:
            return User(id=user_id, is_bot=False, first_name=NAMELESS)
        return User(
            id=one.id,
            is_bot=one.bot,
            first_name=one.first_name or NAMELESS,
            last_name=one.last_name or None,
            username=one.username or None,
        )

    def chat(self, peer: PeerId) -> Chat:
        """Return a chat: with somebody, or of many."""
        if is_user(peer):
            user = self.user(peer)
            return Chat(
                id=peer,
                type="private",
                first_name=user.first_name,
                last_name=user.last_name,
                username=user.username,
            )
        one = self.chats.get(peer)
        if isinstance(one, types.Channel):
            return Chat(
                id=peer,
                type="channel" if one.broadcast else "supergroup",
                title=one.title,
                username=one.username or None,
                is_forum=one.forum or None,
            )
        return Chat(id=peer, type="group", title=one.title if one is not None else "")

    def chat_of(self, peer: types.TypePeer) -> Chat:
        """Return the chat that a wire peer names."""
        return self.chat(from_tl_peer(peer))

    def service(self) -> User:
        """Return who stands for those who are not named."""
        return self.user(SERVICE_USER)
