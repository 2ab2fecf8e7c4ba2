"""Frequent partners, birthdays, and what it costs to write to somebody: nothing of it is kept.

Source: https://core.telegram.org/api/top-rating
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.tl import TLFunction, functions, types

MAX_USERS = 100
"""Users in one request; more is no client."""


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
