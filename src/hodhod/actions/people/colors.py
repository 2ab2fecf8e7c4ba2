"""The colours of one's name and profile.

Source: https://core.telegram.org/api/colors
"""

from __future__ import annotations

from collections.abc import Container

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.people.tell import tell_online, tell_own
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.tl import types


async def set_color(
    app: App,
    caller: Caller,
    color: types.PeerColor | None,
    *,
    known: Container[int],
    of_profile: bool,
) -> None:
    """Choose the colour of one's name or profile, or have the default again.

    Args:
        app: The working parts.
        caller: Whose.
        color: The colour and the emoji behind it, or None.
        known: The ids of colours that there are.
        of_profile: Whether it is the profile's.

    Raises:
        RpcError: 400 COLOR_INVALID.
    """
    if color is not None and color.color is not None and color.color not in known:
        raise bad_request("COLOR_INVALID")
    plain = color is None or (color.color is None and color.background_emoji_id is None)
    await app.store.users.set_color(
        caller.me, None if plain or color is None else tl.encode(color), of_profile=of_profile
    )
    update = types.UpdateUser(user_id=caller.me)
    await tell_own(app, caller, update)
    await tell_online(app, await app.store.contacts.known_by(caller.me), update)
