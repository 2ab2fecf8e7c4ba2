"""Somebody new: those who have their number learn of it."""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.domain.ids import UserId


async def welcome(app: App, user_id: UserId, phone: str, *, quiet: bool) -> None:
    """Make the number's entries in address books contacts, and tell their owners.

    Args:
        app: The working parts.
        user_id: The new account.
        phone: Its number.
        quiet: Whether nobody is told.
    """
