"""Frequent partners and birthdays: not counted, not kept.

Source: https://core.telegram.org/api/top-rating
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import TLFunction, functions, types


@rpc(functions.contacts.GetTopPeers, access=USER, empty=True)
async def get_top_peers(app: App, caller: Caller, request: TLFunction) -> types.contacts.TopPeers:
    """Whom the caller writes to most."""
    return types.contacts.TopPeers(categories=(), chats=(), users=())


@rpc(functions.contacts.ResetTopPeerRating, access=USER, empty=True)
async def reset_top_peer_rating(app: App, caller: Caller, request: TLFunction) -> bool:
    """Forget how often the caller writes to somebody: it is not counted."""
    return True


@rpc(functions.contacts.GetBirthdays, access=USER, empty=True)
async def get_birthdays(
    app: App, caller: Caller, request: TLFunction
) -> types.contacts.ContactBirthdays:
    """Contacts who have their birthday about now."""
    return types.contacts.ContactBirthdays(contacts=(), users=())
