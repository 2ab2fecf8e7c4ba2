"""Who is here: kept for some minutes, told to those who know them and may see it."""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.people.seen import seen_accounts
from hodhod.actions.people.view import status_of
from hodhod.domain.event import Notice
from hodhod.domain.ids import BoxId, UserId
from hodhod.tl import types

ONLINE_S = 300
"""How long a sign of life lasts; clients give one every few minutes."""

HEARERS_LIMIT = 2_000
"""People told of one change at most."""


async def set_presence(app: App, user_id: UserId, *, online: bool) -> None:
    """Note that somebody is here or has gone, and tell those who may know.

    Told are those who are connected and have them as a contact or a chat: each gets what their
    own view allows.
    """
    now = app.now
    await app.store.users.mark_online(user_id, now + ONLINE_S if online else now, now)
    known = set(await app.store.contacts.known_by(user_id, HEARERS_LIMIT))
    dialogs = await app.store.dialogs.page(BoxId(user_id))
    known.update(UserId(dialog.peer_id) for dialog in dialogs if dialog.peer_id > 0)
    known.discard(user_id)
    nodes = await app.store.online.nodes_of([BoxId(one) for one in known])
    if not nodes:
        return
    seen = await seen_accounts(app, [(UserId(box_id), user_id) for box_id in nodes])
    notices = []
    for one in seen:
        status = status_of(one, now)
        if isinstance(status, types.UserStatusOnline | types.UserStatusOffline):
            update = types.UpdateUserStatus(user_id=user_id, status=status)
            notices.append(Notice(one.viewer_id, update, nodes[BoxId(one.viewer_id)]))
    await app.bus.publish(notices)
