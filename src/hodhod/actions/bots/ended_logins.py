"""Logins that ended beside the servers: a command of the operator's has no sessions to close."""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.domain.event import AuthorizationChanged
from hodhod.store.bots import ended_logins_after, forget_ended_logins, last_ended_login

KEPT_S = 3600
"""A server that was away for longer starts anew, with nothing known of any login."""

AT_ONCE = 1000


class EndedLogins:
    """What one server has heard of already."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._heard: int | None = None

    async def hear(self) -> None:
        """Let the sessions of this server know of the keys that were logged out."""
        main = self._app.store.main
        if self._heard is None:
            self._heard = await last_ended_login(main)
            await forget_ended_logins(main, self._app.now - KEPT_S)
            return
        while found := await ended_logins_after(main, self._heard, AT_ONCE):
            keys = tuple(key for _, key in found)
            await self._app.bus.publish([AuthorizationChanged(keys, closed=True)])
            self._heard = found[-1][0]
