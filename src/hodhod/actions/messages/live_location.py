"""Live locations: sent for a time, moved by edits, stopped, and found while they live.

Source: https://core.telegram.org/api/live-location
"""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from hodhod.actions.app import App
from hodhod.actions.media.resolve import FOR_EVER_S, checked_live, geo_of
from hodhod.actions.messages.history import Found
from hodhod.actions.messages.search import find
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId
from hodhod.domain.message import MediaKind, StoredMessage, decode_content
from hodhod.store.history import Filter, Page
from hodhod.tl import types

LONGER_S = 86_400
"""How much longer than before a location may be made to live at once."""

AHEAD_S = 90 * 86_400
"""How far ahead its end may be."""

LOOKED_AT = 100
"""The newest places of a chat, among which those that live are looked for."""


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of a live location.

    Attributes:
        geo: Where it is now; None where it was.
        stopped: Whether it ends here.
        heading: Where it heads, in degrees.
        period: For how many seconds from its sending it lives; None as before.
        radius: How near somebody must come for the sender to be told, in metres.
    """

    geo: types.GeoPoint | None = None
    stopped: bool = False
    heading: int | None = None
    period: int | None = None
    radius: int | None = None


def move_of(app: App, media: types.InputMediaGeoLive) -> Move:
    """Return the move that a client asks for.

    Raises:
        RpcError: 400 GEO_POINT_INVALID: a place is left out only to stop.
    """
    nowhere = media.stopped and isinstance(media.geo_point, types.InputGeoPointEmpty)
    return Move(
        geo=None if nowhere else geo_of(app, media.geo_point),
        stopped=media.stopped,
        heading=media.heading,
        period=media.period or None,
        radius=media.proximity_notification_radius,
    )


def is_live(stored: StoredMessage, media: types.TypeMessageMedia | None, now: int) -> bool:
    """Tell whether a message shows a place that may still move."""
    return isinstance(media, types.MessageMediaGeoLive) and (
        media.period == FOR_EVER_S or now < stored.date + media.period
    )


def moved(
    app: App, stored: StoredMessage, old: types.TypeMessageMedia | None, move: Move
) -> types.MessageMediaGeoLive:
    """Return a live location after a move.

    Raises:
        RpcError: 400 MEDIA_PREV_INVALID (it is none), MESSAGE_EDIT_TIME_EXPIRED (it lives no more),
            MEDIA_INVALID.
    """
    if not isinstance(old, types.MessageMediaGeoLive):
        raise bad_request("MEDIA_PREV_INVALID")
    if not is_live(stored, old, app.now):
        raise bad_request("MESSAGE_EDIT_TIME_EXPIRED")
    geo = move.geo or old.geo
    if move.stopped:
        # Where it was last is what stays; clients see by its period that it is over.
        return replace(old, geo=geo, heading=None, period=max(1, app.now - stored.date))
    new = replace(
        old,
        geo=geo,
        heading=move.heading,
        period=_period(app, stored, old, move),
        proximity_notification_radius=move.radius,
    )
    return checked_live(new, longest_s=FOR_EVER_S)


async def living(app: App, caller: Caller, peer: PeerId, limit: int) -> Found:
    """Return the messages of a chat whose places may still move, the newest first."""
    wanted = Filter(peer_id=peer, kinds=(MediaKind.LOCATION,))
    found = await find(app, caller, wanted, Page(limit=LOOKED_AT))
    live = [one for one in found.messages if _shows_live(one, app.now)]
    page = live[: max(0, min(limit, LOOKED_AT))]
    return Found(page, len(page))


def _shows_live(stored: StoredMessage, now: int) -> bool:
    content = decode_content(stored.content)
    return isinstance(content, types.Message) and is_live(stored, content.media, now)


def _period(app: App, stored: StoredMessage, old: types.MessageMediaGeoLive, move: Move) -> int:
    if move.period is None or move.period == old.period:
        return old.period
    if move.period != FOR_EVER_S and (
        (old.period != FOR_EVER_S and move.period > old.period + LONGER_S)
        or not app.now < stored.date + move.period <= app.now + AHEAD_S
    ):
        raise bad_request("MEDIA_INVALID")
    return move.period
