"""Money: nothing is sold, nobody has a balance.

Source: https://core.telegram.org/api/stars
"""

from __future__ import annotations

from typing import cast

from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import TLFunction, TLObject, functions, types

STARS_AMOUNT_SINCE = 195
"""Before this layer a balance was a bare number."""


@rpc(functions.payments.GetSavedInfo, access=USER, empty=True)
async def get_saved_info(app: App, caller: Caller, request: TLFunction) -> types.payments.SavedInfo:
    """Saved addresses and cards."""
    return types.payments.SavedInfo()


@rpc(functions.payments.ClearSavedInfo, access=USER, empty=True)
async def clear_saved_info(app: App, caller: Caller, request: TLFunction) -> bool:
    """Forget saved addresses and cards: none are saved."""
    return True


@rpc(
    functions.payments.GetPremiumGiftCodeOptions,
    functions.payments.GetStarsTopupOptions,
    functions.payments.GetStarsGiftOptions,
    functions.payments.GetStarsGiveawayOptions,
    access=USER,
    empty=True,
)
async def get_options(app: App, caller: Caller, request: TLFunction) -> list[TLObject]:
    """What may be bought."""
    return []


@rpc(
    functions.payments.GetStarsStatus,
    functions.payments.GetStarsTransactions,
    functions.payments.GetStarsTransactionsByID,
    functions.payments.GetStarsSubscriptions,
    access=USER,
    empty=True,
)
async def get_stars_status(
    app: App,
    caller: Caller,
    request: (
        functions.payments.GetStarsStatus
        | functions.payments.GetStarsTransactions
        | functions.payments.GetStarsTransactionsByID
        | functions.payments.GetStarsSubscriptions
    ),
) -> types.payments.StarsStatus:
    """A balance and its history."""
    return types.payments.StarsStatus(balance=_nothing(caller, request), chats=(), users=())


def _nothing(caller: Caller, request: TLFunction) -> types.TypeStarsAmount:
    if caller.layer < STARS_AMOUNT_SINCE:
        return cast("types.StarsAmount", 0)
    if getattr(request, "ton", False):
        return types.StarsTonAmount(amount=0)
    return types.StarsAmount(amount=0, nanos=0)


@rpc(functions.account.GetPaidMessagesRevenue, access=USER, empty=True)
async def get_paid_messages_revenue(
    app: App, caller: Caller, request: TLFunction
) -> types.account.PaidMessagesRevenue:
    """What a user paid to write to the caller."""
    return types.account.PaidMessagesRevenue(stars_amount=0)


@rpc(functions.premium.GetMyBoosts, access=USER, empty=True)
async def get_my_boosts(app: App, caller: Caller, request: TLFunction) -> types.premium.MyBoosts:
    """Boosts the caller may give to channels."""
    return types.premium.MyBoosts(my_boosts=(), chats=(), users=())
