"""Accounts as somebody sees them, with everything that the owners' privacy rules ask about.

Rules may name groups: whoever is in one of them is meant. Which of them a viewer is in is asked
only for accounts whose rules name any.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from hodhod.actions.app import App
from hodhod.actions.people.membership import chats_among
from hodhod.domain.account import SeenAccount
from hodhod.domain.ids import UserId
from hodhod.domain.privacy import chats_in, decoded


async def seen_accounts(app: App, pairs: Sequence[tuple[UserId, int]]) -> list[SeenAccount]:
    """Return accounts as seen: for each pair (viewer, account) that exists, in no order."""
    seen = await app.store.users.seen(pairs)
    return await with_shared_chats(
        app, [(one, (one.status_rules, one.phone_rules, one.photo_rules)) for one in seen]
    )


async def with_shared_chats(
    app: App, seen: Iterable[tuple[SeenAccount, Iterable[bytes | None]]]
) -> list[SeenAccount]:
    """Add to accounts which of the chats that some of their rules name their viewers are in.

    Args:
        app: The working parts.
        seen: Each account with the rules that will be asked, as they are stored.
    """
    result: list[SeenAccount] = []
    for one, rules in seen:
        named = {
            chat
            for stored in rules
            # Decoding what names no chat would be done for nothing.
            if stored is not None and one.viewer_id != one.account.user_id
            for chat in chats_in(decoded(stored))
        }
        if named:
            shared = await chats_among(app, one.viewer_id, named)
            result.append(replace(one, shared_chats=one.shared_chats | shared))
        else:
            result.append(one)
    return result
