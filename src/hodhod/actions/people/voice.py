"""Voices and round videos go to those who want to hear and watch them.

Source: https://core.telegram.org/api/privacy
"""

from __future__ import annotations

from collections.abc import Iterable

from hodhod.actions.app import App
from hodhod.actions.people.privacy import lets
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId, UserId, is_user
from hodhod.domain.media_kind import heard_or_watched, kind_of
from hodhod.domain.outgoing import Outgoing
from hodhod.domain.privacy import Key


async def check_voices(
    app: App, caller: Caller, peer: PeerId, messages: Iterable[Outgoing]
) -> None:
    """Check that a person takes the voices and round videos among some messages.

    Raises:
        RpcError: 400 VOICE_MESSAGES_FORBIDDEN.
    """
    if not is_user(peer) or peer == caller.own_peer:
        return
    if not any(heard_or_watched(kind_of(one.media)) for one in messages):
        return
    if not await lets(app, caller.me, UserId(peer), Key.VOICE_MESSAGES):
        raise bad_request("VOICE_MESSAGES_FORBIDDEN")
