"""Settings of privacy that are no rules: where strangers arrive, and who learns of reading.

Source: https://core.telegram.org/constructor/globalPrivacySettings
"""

from __future__ import annotations

from hodhod import tl
from hodhod.actions.app import App
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request, forbidden
from hodhod.domain.ids import PeerId, UserId
from hodhod.tl import types

SETTING = "global_privacy"


async def global_settings(app: App, user_id: UserId) -> types.GlobalPrivacySettings:
    """Return somebody's settings."""
    stored = await app.store.preferences.get(user_id, SETTING)
    if stored is None:
        return types.GlobalPrivacySettings()
    value = tl.decode(stored)
    assert isinstance(value, types.GlobalPrivacySettings)
    return value


async def set_global_settings(
    app: App, caller: Caller, settings: types.GlobalPrivacySettings
) -> types.GlobalPrivacySettings:
    """Write the caller's settings.

    Raises:
        RpcError: 400 PRIVACY_VALUE_INVALID, where strangers are to pay: nothing is sold here.
    """
    if settings.noncontact_peers_paid_stars or settings.new_noncontact_peers_require_premium:
        raise bad_request("PRIVACY_VALUE_INVALID")
    await app.store.preferences.put(caller.me, SETTING, tl.encode(settings))
    await app.store.users.set_archives_strangers(
        caller.me, archives=settings.archive_and_mute_new_noncontact_peers
    )
    return settings


async def require_read_dates(app: App, caller: Caller, peer: PeerId) -> None:
    """Check that the caller may learn when somebody read: both sides must let the other know.

    Raises:
        RpcError: 403 YOUR_PRIVACY_RESTRICTED, USER_PRIVACY_RESTRICTED.
    """
    for user_id, error in (
        (caller.me, "YOUR_PRIVACY_RESTRICTED"),
        (UserId(peer), "USER_PRIVACY_RESTRICTED"),
    ):
        if (await global_settings(app, user_id)).hide_read_marks:
            raise forbidden(error)
