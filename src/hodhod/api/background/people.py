"""What it costs to write to somebody: nothing.

Source: https://core.telegram.org/method/users.getRequirementsToContact
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.tl import functions, types

MAX_USERS = 100
"""Users in one request; more is no client."""


@rpc(functions.users.GetRequirementsToContact, access=USER, empty=True)
async def get_requirements_to_contact(
    app: App, caller: Caller, request: functions.users.GetRequirementsToContact
) -> list[types.RequirementToContactEmpty]:
    """What it takes to write to each of some users: nothing.

    Raises:
        RpcError: 400 LIMIT_INVALID for too many users.
    """
    return [types.RequirementToContactEmpty()] * _count(request.id)


@rpc(functions.users.GetIsPremiumRequiredToContact, access=USER, empty=True)
async def get_is_premium_required_to_contact(
    app: App, caller: Caller, request: functions.users.GetIsPremiumRequiredToContact
) -> list[bool]:
    """Whether it takes a subscription, as layers 172–199 ask: never.

    Raises:
        RpcError: 400 LIMIT_INVALID for too many users.
    """
    return [False] * _count(request.id)


def _count(users: Sequence[types.TypeInputUser]) -> int:
    if len(users) > MAX_USERS:
        raise bad_request("LIMIT_INVALID")
    return len(users)
