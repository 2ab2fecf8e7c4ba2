"""Settings that clients keep with the server, for all devices of an account.

What is downloaded and saved by itself, what content is shown, and whose reactions make a sound.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.people.tell import tell_own
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId, UserId
from hodhod.tl import TLObject, types

V = TypeVar("V", bound=TLObject)

CONTENT = "content"
REACTIONS = "reactions_notify"
PROFILE_TAB = "profile_tab"
HISTORY_TTL = "history_ttl"
"""Named by the query `standing` as well."""

PERSONAL_CHANNEL = "personal_channel"
AUTO_SAVE = "auto_save:"
AUTO_SAVE_KINDS = ("users", "chats", "broadcasts")
EXCEPTIONS_LIMIT = 500
"""Chats with settings of their own for saving."""

NO_AUTO_SAVE = types.AutoSaveSettings()


async def kept(app: App, user_id: UserId, name: str, kind: type[V], default: V) -> V:
    """Return a setting, or its default."""
    return setting(await app.store.preferences.get(user_id, name), kind, default)


def setting(stored: bytes | None, kind: type[V], default: V) -> V:
    """Return the value of a setting as it is stored, or its default."""
    if stored is None:
        return default
    value = tl.decode(stored)
    assert isinstance(value, kind)
    return value


async def profile_tab(app: App, user_id: UserId) -> types.TypeProfileTab | None:
    """Return what somebody's profile shows first, or None."""
    stored = await app.store.preferences.get(user_id, PROFILE_TAB)
    return None if stored is None else tl.decode(stored)  # type: ignore[return-value]


async def keep(app: App, user_id: UserId, name: str, value: TLObject) -> None:
    """Write a setting."""
    await app.store.preferences.put(user_id, name, tl.encode(value))


async def auto_save_exceptions(
    app: App, user_id: UserId
) -> Mapping[PeerId, types.AutoSaveSettings]:
    """Return the chats that have settings of their own for saving."""
    found = {}
    for name, stored in (await app.store.preferences.with_prefix(user_id, AUTO_SAVE)).items():
        named = name.removeprefix(AUTO_SAVE)
        if named not in AUTO_SAVE_KINDS:
            value = tl.decode(stored)
            assert isinstance(value, types.AutoSaveSettings)
            found[PeerId(int(named))] = value
    return found


async def save_auto_save(
    app: App, caller: Caller, of: str | PeerId, settings: types.AutoSaveSettings
) -> None:
    """Say what of a kind of chats, or of one chat, clients save by themselves.

    Raises:
        RpcError: 400 LIMIT_INVALID for too many chats with settings of their own.
    """
    if not isinstance(of, str):
        known = await auto_save_exceptions(app, caller.me)
        if of not in known and len(known) >= EXCEPTIONS_LIMIT:
            raise bad_request("LIMIT_INVALID")
    await keep(app, caller.me, f"{AUTO_SAVE}{of}", settings)
    await tell_own(app, caller, types.UpdateAutoSaveSettings())


async def forget_auto_save_exceptions(app: App, caller: Caller) -> None:
    """Let every chat have the settings of its kind again."""
    for peer in await auto_save_exceptions(app, caller.me):
        await app.store.preferences.drop(caller.me, f"{AUTO_SAVE}{peer}")
    await tell_own(app, caller, types.UpdateAutoSaveSettings())
