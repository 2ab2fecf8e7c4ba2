"""help.getTimezonesList: the time zones of the machine's own database.

Source: https://core.telegram.org/method/help.getTimezonesList
"""

from __future__ import annotations

import zlib
import zoneinfo
from datetime import UTC, datetime
from functools import lru_cache

from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import functions, types

REGIONS = frozenset(
    {
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    }
)
"""Zones named after places; the rest of the database are aliases and abbreviations."""

SECONDS_PER_DAY = 86_400
"""Offsets change with daylight saving, so the list is made anew each day."""


@rpc(functions.help.GetTimezonesList, access=USER)
async def get_timezones_list(
    app: App, caller: Caller, request: functions.help.GetTimezonesList
) -> types.help.TypeTimezonesList:
    """Each time zone with its present offset."""
    content_hash, zones = timezones(app.now // SECONDS_PER_DAY)
    if request.hash == content_hash:
        return types.help.TimezonesListNotModified()
    return types.help.TimezonesList(timezones=zones, hash=content_hash)


@lru_cache(maxsize=1)
def timezones(day: int) -> tuple[int, tuple[types.Timezone, ...]]:
    """The zones, westernmost first, and a hash of them.

    Args:
        day: Days since 1970.
    """
    at = datetime.fromtimestamp(day * SECONDS_PER_DAY, UTC)
    zones = sorted(
        (
            types.Timezone(id=name, name=_place(name), utc_offset=_offset_s(name, at))
            for name in zoneinfo.available_timezones()
            if name.partition("/")[0] in REGIONS
        ),
        key=lambda zone: (zone.utc_offset, zone.name, zone.id),
    )
    return (zlib.crc32(repr(zones).encode()) & 0x7FFFFFFF) or 1, tuple(zones)


def _place(name: str) -> str:
    return name.rpartition("/")[2].replace("_", " ")


def _offset_s(name: str, at: datetime) -> int:
    offset = at.astimezone(zoneinfo.ZoneInfo(name)).utcoffset()
    return int(offset.total_seconds()) if offset is not None else 0
