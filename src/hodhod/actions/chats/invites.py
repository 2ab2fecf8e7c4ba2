"""Links that lead into chats: made, changed, revoked, listed by their admins.

Each admin has one permanent link and as many others as they like, each with an end, a limit or a
name of its own. Whoever has links may see to their own; the owner of a chat sees to everybody's.

Source: https://core.telegram.org/api/invites
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from hodhod.actions.app import App
from hodhod.actions.chats.admin_log import note, note_all
from hodhod.domain.chat import SeenChat
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, PeerId, UserId
from hodhod.domain.invite import (
    HASH_BYTES,
    TITLE_UNITS,
    USAGE_MOST,
    Invite,
    hash_in,
    link_of,
    new_hash,
)
from hodhod.domain.rights import Admin
from hodhod.domain.text import line
from hodhod.store.boxes import Change
from hodhod.store.invites import (
    LAST_LINK,
    count_invites,
    delete_invite,
    delete_revoked,
    insert_invite,
    listed_invites,
    permanent_invite,
    read_invite,
    write_invite,
)
from hodhod.tl import types

LINKS_LIMIT = 500
"""Valid links of an admin in a chat; nobody keeps track of more."""

REVOKED_KEPT = 500
"""Revoked links of an admin that a chat remembers."""

PAGE_LIMIT = 100
"""Links of a page; clients ask for no more."""


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a link lets people in; None leaves a thing as it is.

    Attributes:
        expire_date: Unix time at which it ends, 0 for never.
        usage_limit: Members who may be there by it at once, 0 for any number.
        request_needed: Whether who follows it waits for an admin's word.
        title: What its admin calls it.
    """

    expire_date: int | None = None
    usage_limit: int | None = None
    request_needed: bool | None = None
    title: str | None = None


def require_inviter(seen: SeenChat, admin_id: UserId | None = None) -> None:
    """Raise unless the viewer sees to the links of an admin, their own if none is named.

    Raises:
        RpcError: 400 CHAT_ADMIN_REQUIRED.
    """
    own = admin_id is None or admin_id == seen.viewer_id
    if seen.chat.deleted or Admin.INVITE_USERS not in seen.admin or not (own or seen.is_creator):
        raise bad_request("CHAT_ADMIN_REQUIRED")


def exported(app: App, invite: Invite) -> types.ChatInviteExported:
    """Return a link as its admins see it."""
    return types.ChatInviteExported(
        revoked=invite.revoked,
        permanent=invite.permanent,
        request_needed=invite.request_needed,
        link=link_of(app.policy.public_url, invite.hash),
        admin_id=invite.admin_id,
        date=invite.date,
        start_date=invite.start_date,
        expire_date=invite.expire_date,
        usage_limit=invite.usage_limit,
        usage=invite.usage or None,
        requested=invite.requested or None,
        title=invite.title,
    )


async def export(app: App, seen: SeenChat, terms: Terms, *, replacing: bool) -> Invite:
    """Make a link.

    Args:
        app: The working parts.
        seen: The chat; the viewer makes the link.
        terms: On what terms it lets people in.
        replacing: Whether it becomes the permanent one, and the present one is revoked.

    Raises:
        RpcError: 400 CHAT_ADMIN_REQUIRED, EXPIRE_DATE_INVALID, USAGE_LIMIT_INVALID,
            INVITES_TOO_MUCH.
    """
    require_inviter(seen)
    peer, me = seen.chat.peer_id, seen.viewer_id
    async with app.store.boxes.change([BoxId(peer)], now=app.now) as change:
        if replacing:
            old = await permanent_invite(change.tx, peer, me)
            if old is not None:
                await _revoke(app, change, seen, old)
            return await _insert(app, change, Invite(peer, "", me, app.now, permanent=True))
        valid, _ = (await count_invites(change.tx, peer, me)).get(me, (0, 0))
        if valid >= LINKS_LIMIT:
            raise bad_request("INVITES_TOO_MUCH")
        return await _insert(app, change, _on_terms(Invite(peer, "", me, app.now), terms, app.now))


async def own_invite(app: App, seen: SeenChat) -> Invite | None:
    """Return the permanent link of the viewer, which is made when it is first looked for.

    Returns:
        The link; None for those who invite nobody.
    """
    if seen.chat.deleted or Admin.INVITE_USERS not in seen.admin:
        return None
    peer, me = seen.chat.peer_id, seen.viewer_id
    found = await permanent_invite(app.store.shard(BoxId(peer)), peer, me)
    if found is not None:
        return found
    async with app.store.boxes.change([BoxId(peer)], now=app.now) as change:
        found = await permanent_invite(change.tx, peer, me)
        if found is None:
            found = await _insert(app, change, Invite(peer, "", me, app.now, permanent=True))
    return found


async def edit(
    app: App, seen: SeenChat, link: str, terms: Terms, *, revoked: bool
) -> tuple[Invite, Invite | None]:
    """Change a link, or revoke it.

    Returns:
        The link as it is now, and what replaces it if it was the permanent one.

    Raises:
        RpcError: 400 INVITE_HASH_EXPIRED, CHAT_ADMIN_REQUIRED, CHAT_INVITE_PERMANENT,
            EXPIRE_DATE_INVALID, USAGE_LIMIT_INVALID.
    """
    peer = seen.chat.peer_id
    await access_link(app, seen, link)
    async with app.store.boxes.change([BoxId(peer)], now=app.now) as change:
        old = await read_invite(change.tx, peer, hash_in(link) or "")
        if old is None or old.revoked:
            raise bad_request("INVITE_HASH_EXPIRED")
        if revoked:
            new = await _revoke(app, change, seen, old)
            if not old.permanent:
                return new, None
            mine = Invite(peer, "", old.admin_id, app.now, permanent=True)
            return new, await _insert(app, change, mine)
        if old.permanent:
            raise bad_request("CHAT_INVITE_PERMANENT")
        new = replace(_on_terms(old, terms, app.now), start_date=app.now)
        await write_invite(change.tx, new)
        deed = types.ChannelAdminLogEventActionExportedInviteEdit(
            prev_invite=exported(app, old), new_invite=exported(app, new)
        )
        await note(change, seen.chat, seen.viewer_id, deed)
    return new, None


async def access_link(app: App, seen: SeenChat, link: str) -> Invite:
    """Return a link of a chat that the viewer may see to.

    Raises:
        RpcError: 400 INVITE_HASH_EXPIRED, CHAT_ADMIN_REQUIRED.
    """
    require_inviter(seen)
    hash_ = hash_in(link)
    peer = seen.chat.peer_id
    shard = app.store.shard(BoxId(peer))
    found = None if hash_ is None else await read_invite(shard, peer, hash_)
    if found is None or not (seen.is_creator or found.admin_id == seen.viewer_id):
        raise bad_request("INVITE_HASH_EXPIRED")
    return found


async def delete(app: App, seen: SeenChat, link: str) -> None:
    """Forget a revoked link.

    Raises:
        RpcError: 400 INVITE_HASH_EXPIRED, INVITE_REVOKED_MISSING, CHAT_ADMIN_REQUIRED.
    """
    invite = await access_link(app, seen, link)
    peer = seen.chat.peer_id
    async with app.store.boxes.change([BoxId(peer)], now=app.now) as change:
        gone = await delete_invite(change, peer, invite.hash)
        if gone is None:
            raise bad_request("INVITE_REVOKED_MISSING")
        deed = types.ChannelAdminLogEventActionExportedInviteDelete(invite=exported(app, gone))
        await note(change, seen.chat, seen.viewer_id, deed)


async def delete_all_revoked(app: App, seen: SeenChat, admin_id: UserId) -> None:
    """Forget the revoked links of an admin.

    Raises:
        RpcError: 400 CHAT_ADMIN_REQUIRED.
    """
    require_inviter(seen, admin_id)
    peer = seen.chat.peer_id
    async with app.store.boxes.change([BoxId(peer)], now=app.now) as change:
        gone = await delete_revoked(change, peer, admin_id)
        await note_all(
            change,
            seen.chat,
            seen.viewer_id,
            [
                types.ChannelAdminLogEventActionExportedInviteDelete(invite=exported(app, one))
                for one in gone
            ],
        )


async def listed(
    app: App,
    seen: SeenChat,
    admin_id: UserId,
    *,
    revoked: bool,
    offset: tuple[int, str] | None,
    limit: int,
) -> tuple[int, list[Invite]]:
    """Return how many links an admin has, and a page of them, the newest first.

    Args:
        app: The working parts.
        seen: The chat.
        admin_id: Whose links.
        revoked: Whether those that lead nowhere any more.
        offset: Date and link of the last one of the page before, or None.
        limit: How many at most.

    Raises:
        RpcError: 400 CHAT_ADMIN_REQUIRED.
    """
    require_inviter(seen, admin_id)
    peer = seen.chat.peer_id
    shard = app.store.shard(BoxId(peer))
    after = LAST_LINK if offset is None else (offset[0], hash_in(offset[1]) or "")
    counts = (await count_invites(shard, peer, admin_id)).get(admin_id, (0, 0))
    found = await listed_invites(
        shard,
        peer,
        admin_id,
        revoked=revoked,
        after=after,
        limit=max(1, min(limit or PAGE_LIMIT, PAGE_LIMIT)),
    )
    return counts[revoked], found


async def admins_with_links(app: App, seen: SeenChat) -> dict[UserId, tuple[int, int]]:
    """Return how many links each admin has: (valid, revoked). For the owner of the chat.

    Raises:
        RpcError: 400 CHAT_ADMIN_REQUIRED.
    """
    require_inviter(seen)
    if not seen.is_creator:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    peer = seen.chat.peer_id
    return await count_invites(app.store.shard(BoxId(peer)), peer)


async def _insert(app: App, change: Change, invite: Invite) -> Invite:
    made = replace(invite, hash=new_hash(app.entropy(HASH_BYTES)))
    await insert_invite(change, made)
    return made


async def _revoke(app: App, change: Change, seen: SeenChat, invite: Invite) -> Invite:
    revoked = replace(invite, revoked=True)
    await write_invite(change.tx, revoked)
    await delete_revoked(change, PeerId(invite.peer_id), invite.admin_id, kept=REVOKED_KEPT)
    deed = types.ChannelAdminLogEventActionExportedInviteRevoke(invite=exported(app, revoked))
    await note(change, seen.chat, seen.viewer_id, deed)
    return revoked


def _on_terms(invite: Invite, terms: Terms, now: int) -> Invite:
    """Return a link with other terms.

    Raises:
        RpcError: 400 EXPIRE_DATE_INVALID, USAGE_LIMIT_INVALID.
    """
    if terms.expire_date is not None:
        if terms.expire_date and terms.expire_date <= now:
            raise bad_request("EXPIRE_DATE_INVALID")
        invite = replace(invite, expire_date=terms.expire_date or None)
    if terms.usage_limit is not None:
        if not 0 <= terms.usage_limit <= USAGE_MOST:
            raise bad_request("USAGE_LIMIT_INVALID")
        invite = replace(invite, usage_limit=terms.usage_limit or None)
    if terms.request_needed is not None:
        invite = replace(invite, request_needed=terms.request_needed)
    if invite.request_needed and invite.usage_limit is not None:
        raise bad_request("USAGE_LIMIT_INVALID")
    if terms.title is not None:
        invite = replace(invite, title=line(terms.title, TITLE_UNITS) or None)
    return invite
