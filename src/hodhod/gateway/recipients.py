"""Which sessions of a user get an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hodhod.gateway.courier import Audience
from hodhod.gateway.inbox import Inbox

if TYPE_CHECKING:
    from hodhod.gateway.live import LiveSession


def recipients(inbox: Inbox, audience: Audience) -> list[LiveSession]:
    """Return a user's sessions that get what is for an audience.

    Args:
        inbox: The user.
        audience: The session that does not get it, and the only key whose sessions get it.
    """
    excluded, only = audience
    if excluded is None and only is None:
        return list(inbox.sessions)
    found = []
    for live in inbox.sessions:
        identity = live.key.identity
        key_id = live.key.id if identity is None else identity.auth_key_id
        if (key_id, live.core.session_id) != excluded and only in (None, key_id):
            found.append(live)
    return found
