"""account.updateColor.

Source: https://core.telegram.org/method/account.updateColor
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.people.colors import set_color
from hodhod.api.help.colors import BUILT_IN_IDS, PROFILES, STRIPES
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.tl import functions, types

NAMES = frozenset((*BUILT_IN_IDS, *STRIPES))


@rpc(functions.account.UpdateColor, access=USER)
async def update_color(app: App, caller: Caller, request: functions.account.UpdateColor) -> bool:
    """Choose the colour of one's name or profile."""
    color = request.color
    if color is None and request.background_emoji_id is not None:
        color = types.PeerColor(background_emoji_id=request.background_emoji_id)
    if color is not None and not isinstance(color, types.PeerColor):
        raise bad_request("COLOR_INVALID")
    await set_color(
        app,
        caller,
        color,
        known=PROFILES if request.for_profile else NAMES,
        of_profile=request.for_profile,
    )
    return True
