"""Advertisements: there are none, always.

Source: https://core.telegram.org/api/sponsored-messages
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import TLFunction, functions, types


@rpc(
    functions.messages.GetSponsoredMessages,
    functions.channels.GetSponsoredMessages,
    access=USER,
    empty=True,
)
async def get_sponsored_messages(
    app: App, caller: Caller, request: TLFunction
) -> types.messages.SponsoredMessagesEmpty:
    """Advertisements in a chat. Asked of channels.* up to layer 190."""
    return types.messages.SponsoredMessagesEmpty()


@rpc(functions.contacts.GetSponsoredPeers, access=USER, empty=True)
async def get_sponsored_peers(
    app: App, caller: Caller, request: TLFunction
) -> types.contacts.SponsoredPeersEmpty:
    """Advertisements in a search."""
    return types.contacts.SponsoredPeersEmpty()
