"""Telling devices of secret chats, when they are here; those that are not find it by themselves."""

from __future__ import annotations

from collections.abc import Iterable

from hodhod.actions.app import App
from hodhod.actions.secret_chats.access import chat_object
from hodhod.domain.event import Event, Notice
from hodhod.domain.ids import BoxId, UserId
from hodhod.domain.secret_chat import SecretChat
from hodhod.tl import types


async def tell_device(
    app: App, user_id: UserId, auth_key_id: int | None, update: types.TypeUpdate
) -> None:
    """Push an update to one device of somebody, or with None to all of them."""
    await publish_to(app, user_id, [(auth_key_id, update)])


async def publish_to(
    app: App, user_id: UserId, updates: Iterable[tuple[int | None, types.TypeUpdate]]
) -> None:
    """Push updates to devices of somebody who is online."""
    nodes = await app.store.online.nodes_of([BoxId(user_id)])
    events: list[Event] = [
        Notice(user_id, update, where, only_auth_key=auth_key_id)
        for where in nodes.values()
        for auth_key_id, update in updates
    ]
    if events:
        await app.bus.publish(events)


async def tell_of_change(app: App, chat: SecretChat, *, but: int | None = None) -> None:
    """Tell every device that knows of a side of a chat what it looks like there now.

    Args:
        app: The working parts.
        chat: The side.
        but: The device that brought the change about.
    """
    if chat.is_admin:
        known = [chat.auth_key_id or 0]
    elif chat.answered_at != chat.changed_at and chat.auth_key_id is not None:
        # The others have heard that it is not theirs.
        known = [chat.auth_key_id]
    else:
        logins = await app.store.authorizations.of_user(chat.owner_id)
        known = [
            one.auth_key_id
            for one in logins
            if one.parent_key is None and not (chat.is_offered and one.secret_chats_off)
        ]
    updates: list[tuple[int | None, types.TypeUpdate]] = []
    for auth_key_id in known:
        shown = chat_object(app, chat, auth_key_id)
        if shown is not None and auth_key_id != but:
            updates.append((auth_key_id, types.UpdateEncryption(chat=shown, date=chat.changed_at)))
    await publish_to(app, chat.owner_id, updates)
