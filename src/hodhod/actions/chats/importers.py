"""Who came by a link, and who waits to be let in, as admins list them.

Source: https://core.telegram.org/method/messages.getChatInviteImporters
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.actions.chats.invites import access_link, require_inviter
from hodhod.actions.peers.objects import objects_for
from hodhod.domain.account import Account
from hodhod.domain.caller import Caller
from hodhod.domain.chat import SeenChat
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId
from hodhod.domain.search_text import fold
from hodhod.store.invites import LAST, Importer, joined_by
from hodhod.store.join_requests import waiting
from hodhod.tl import types

PAGE_LIMIT = 100
"""People of a page; clients ask for no more."""

SEARCHED = 1_000
"""People of a list whose names are looked at: a name is searched for among the newest."""


async def importers(
    app: App,
    caller: Caller,
    seen: SeenChat,
    *,
    link: str | None,
    requested: bool,
    words: str,
    offset: tuple[int, int],
    limit: int,
) -> types.messages.ChatInviteImporters:
    """List who came by a link, or who waits.

    Args:
        app: The working parts.
        caller: An admin.
        seen: The chat.
        link: By which link; None, for those who wait, for any.
        requested: Those who wait, and not those who came.
        words: Beginnings of names.
        offset: Date and id of the last one of the page before; (0, 0) for the first.
        limit: How many at most.

    Raises:
        RpcError: 400 CHAT_ADMIN_REQUIRED, INVITE_HASH_EXPIRED, SEARCH_WITH_LINK_NOT_SUPPORTED.
    """
    require_inviter(seen)
    if link and words:
        raise bad_request("SEARCH_WITH_LINK_NOT_SUPPORTED")
    invite = await access_link(app, seen, link) if link else None
    if invite is None and not requested:
        raise bad_request("INVITE_HASH_EXPIRED")
    peer = seen.chat.peer_id
    shard = app.store.shard(BoxId(peer))
    limit = max(1, min(limit or PAGE_LIMIT, PAGE_LIMIT))
    after = (offset[0], offset[1]) if offset[0] > 0 else LAST
    if invite is not None and not requested:
        found = await joined_by(shard, peer, invite.hash, after=after, limit=limit)
        count = invite.usage
    elif fold(words):
        asked = await waiting(shard, peer, after=after, limit=SEARCHED)
        every = await _named(app, asked, words)
        found, count = every[:limit], len(every)
    else:
        hash_ = None if invite is None else invite.hash
        found = await waiting(shard, peer, hash_=hash_, after=after, limit=limit)
        count = seen.chat.requests if invite is None else invite.requested
    accounts = await app.store.users.by_ids([one.user_id for one in found])
    shown = [_shown(one, accounts.get(one.user_id), requested=requested) for one in found]
    objects = await objects_for(app, caller.me, shown)
    return types.messages.ChatInviteImporters(
        count=max(count, len(shown)), importers=shown, users=objects.users
    )


def _shown(one: Importer, account: Account | None, *, requested: bool) -> types.ChatInviteImporter:
    return types.ChatInviteImporter(
        requested=requested,
        user_id=one.user_id,
        date=one.date,
        about=account.about or None if requested and account is not None else None,
        approved_by=one.approved_by or None,
    )


async def _named(app: App, people: Sequence[Importer], words: str) -> list[Importer]:
    """Return those whose names have a beginning like each of some words."""
    accounts = await app.store.users.by_ids([one.user_id for one in people])
    wanted = fold(words).split()

    def fits(one: Importer) -> bool:
        account = accounts.get(one.user_id)
        if account is None:
            return False
        texts = (account.first_name, account.last_name, account.username or "")
        names = fold(" ".join(texts)).split()
        return all(any(name.startswith(word) for name in names) for word in wanted)

    return [one for one in people if fits(one)]
