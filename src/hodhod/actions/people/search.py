"""Finding people and chats: one's own by any part of their names, all others by public name.

Public supergroups and channels are found by the words of their titles as well.
"""

from __future__ import annotations

from dataclasses import dataclass

from hodhod.actions.app import App
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId, UserId, is_chat, is_user, peer_of_user
from hodhod.domain.search_text import fold
from hodhod.domain.username import may_begin

SHORTEST = 1
SHORTEST_PUBLIC = 3
"""Characters; shorter ones would list everybody."""

LIMIT = 50


@dataclass(frozen=True, slots=True)
class FoundPeople:
    """Whom a search found: one's own contacts and chats, and others by their public names."""

    own: list[PeerId]
    public: list[PeerId]


async def search(app: App, caller: Caller, query: str, limit: int) -> FoundPeople:
    """Find people, groups and channels.

    Raises:
        RpcError: 400 SEARCH_QUERY_EMPTY, QUERY_TOO_SHORT.
    """
    words = fold(query.strip().removeprefix("@")).split()
    if not words:
        raise bad_request("SEARCH_QUERY_EMPTY")
    most = max(1, min(limit, LIMIT))
    contacts = await app.store.contacts.of_user(caller.me)
    dialogs = await app.store.dialogs.page(caller.box)
    ids = {one.contact_id for one in contacts}
    ids |= {UserId(dialog.peer_id) for dialog in dialogs if is_user(dialog.peer_id)}
    named = {one.contact_id: f"{one.first_name} {one.last_name}" for one in contacts}
    own = [
        peer_of_user(user_id)
        for user_id, account in (await app.store.users.by_ids(ids)).items()
        if _fits(
            words,
            named.get(user_id, f"{account.first_name} {account.last_name}"),
            account.username or "",
        )
    ]
    groups = [dialog.peer_id for dialog in dialogs if is_chat(dialog.peer_id)]
    joined = await app.store.chats.of_user(caller.me)
    seen = await app.store.chats.seen(
        [(caller.me, peer) for peer in dict.fromkeys((*joined, *groups))]
    )
    own += [
        one.chat.peer_id
        for one in seen
        if not one.chat.deleted and _fits(words, one.chat.title, one.chat.username or "")
    ]
    public: list[PeerId] = []
    plain = query.strip().removeprefix("@")
    if len(plain) >= SHORTEST_PUBLIC:
        peers = []
        if may_begin(plain):
            peers += await app.store.users.peers_by_prefix(plain, most)
        if not query.strip().startswith("@"):
            peers += await app.store.chats.public_by_title(plain, most)
        public = [peer for peer in dict.fromkeys(peers) if peer not in own]
        public = await _open_to(app, caller, public)
    return FoundPeople(own[:most], public[:most])


async def _open_to(app: App, caller: Caller, peers: list[PeerId]) -> list[PeerId]:
    """Return those of some peers that do not keep the caller out."""
    chats = [(caller.me, peer) for peer in peers if not is_user(peer)]
    seen = await app.store.chats.seen(chats)
    shut = {one.chat.peer_id for one in seen if not one.may_read(app.now)}
    return [peer for peer in peers if peer not in shut]


def _fits(words: list[str], name: str, username: str) -> bool:
    """Whether each word begins a word of the name, or the public name."""
    parts = [*fold(name).split(), username.lower()]
    return all(any(part.startswith(word) for part in parts) for word in words)
