"""Paid reactions and message effects: there are none.

Source: https://core.telegram.org/api/reactions
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import TLFunction, functions, types


@rpc(functions.messages.GetPaidReactionPrivacy, access=USER, empty=True)
async def get_paid_reaction_privacy(app: App, caller: Caller, request: TLFunction) -> types.Updates:
    """Who sees paid reactions: there are none to see."""
    return types.Updates(updates=(), users=(), chats=(), date=app.now, seq=0)


@rpc(functions.messages.GetAvailableEffects, access=USER, empty=True)
async def get_available_effects(
    app: App, caller: Caller, request: TLFunction
) -> types.messages.AvailableEffects:
    """Animations that may be sent with a message."""
    return types.messages.AvailableEffects(hash=0, effects=(), documents=())
