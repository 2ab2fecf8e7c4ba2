"""channels.getAdminLog.

Source: https://core.telegram.org/method/channels.getAdminLog
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.chats.admin_log import admin_log
from hodhod.actions.peers.access import access_channel, access_user
from hodhod.api.registry import USER, rpc
from hodhod.domain.admin_deed import kinds_of_filter
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.tl import functions, types

ADMINS_LIMIT = 200
"""Admins named in one request: a chat has fewer."""


@rpc(functions.channels.GetAdminLog, access=USER)
async def get_admin_log(
    app: App, caller: Caller, request: functions.channels.GetAdminLog
) -> types.channels.AdminLogResults:
    """Show an admin what was done in a supergroup or channel of late."""
    seen = await access_channel(app, caller, request.channel)
    if not seen.is_admin:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    by: list[int] | None = None
    if request.admins is not None:
        if len(request.admins) > ADMINS_LIMIT:
            raise bad_request("LIMIT_INVALID")
        by = [(await access_user(app, caller, one)).user_id for one in request.admins]
    return await admin_log(
        app,
        caller,
        seen,
        words=request.q,
        kinds=kinds_of_filter(request.events_filter),
        by=by or None,
        max_id=request.max_id,
        min_id=request.min_id,
        limit=request.limit,
    )
