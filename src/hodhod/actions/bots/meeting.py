"""Whom a bot knows: those who have written to it, and those in its chats.

Bots name people by their numbers alone, which follow each other: without this, whoever has a bot
could read the names of everybody on the server.
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.domain.ids import UserId, box_of_user, peer_of_user


async def has_met(app: App, bot_id: UserId, user_id: UserId) -> bool:
    """Tell whether a bot may name somebody by their number."""
    if user_id == bot_id:
        return True
    dialog = await app.store.dialogs.get(box_of_user(bot_id), peer_of_user(user_id))
    if dialog.messages:
        return True
    chats = await app.store.chats.of_user(bot_id)
    return bool(chats) and not set(chats).isdisjoint(await app.store.chats.of_user(user_id))
