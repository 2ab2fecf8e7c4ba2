"""help.getPeerColors and help.getPeerProfileColors: the accent colours a peer may choose.

Ids 0–6 are built into every client and are sent without colours; the others carry their palette.

Source: https://core.telegram.org/api/colors
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import functions, types

BUILT_IN_IDS = range(7)
"""Red, orange, violet, green, cyan, blue, pink: known to clients by heart."""

STRIPES: dict[int, tuple[Sequence[int], Sequence[int]]] = {
    7: ((0xD9463E, 0xF2A098), (0xFF8A80, 0x8E3B36)),
    8: ((0xE08A1E, 0xF5C98B), (0xFFB65C, 0x8C5A1B)),
    9: ((0x8B5CD6, 0xC9B2F0), (0xB794F4, 0x553C9A)),
    10: ((0x2F9E5B, 0x9AD5B2), (0x68D391, 0x276749)),
    11: ((0x1998A8, 0x8FD3DC), (0x5CC8D7, 0x1D6973)),
    12: ((0x2F7BD0, 0x9BC3EE), (0x63A9F5, 0x24558F)),
    13: ((0xD14D8B, 0xF0ABCB), (0xF687B3, 0x8F3560)),
}
"""Colour id → the stripes of a light and of a dark theme, each 0xRRGGBB."""

PROFILES: dict[int, tuple[int, int, int]] = {
    0: (0xB85A52, 0xE07A70, 0x8A4039),
    1: (0xBD7F31, 0xE5A85C, 0x8C5E24),
    2: (0x8563BD, 0xB08DE6, 0x634A8D),
    3: (0x49955F, 0x72C28A, 0x366F47),
    4: (0x3F8E9E, 0x68BDCE, 0x2F6A76),
    5: (0x4A7FB8, 0x76ABE3, 0x375F8A),
    6: (0xB0597F, 0xDB85AB, 0x83425E),
    7: (0x6F7B87, 0x9CA8B4, 0x525B64),
}
"""Colour id → the colour of the palette, its lighter form, and its form for dark themes."""


@rpc(functions.help.GetPeerColors, access=USER)
async def get_peer_colors(
    app: App, caller: Caller, request: functions.help.GetPeerColors
) -> types.help.TypePeerColors:
    """The colours of names, replies and links."""
    return _answer(request.hash, (*map(_built_in, BUILT_IN_IDS), *map(_striped, STRIPES)))


@rpc(functions.help.GetPeerProfileColors, access=USER)
async def get_peer_profile_colors(
    app: App, caller: Caller, request: functions.help.GetPeerProfileColors
) -> types.help.TypePeerColors:
    """The colours of profile pages."""
    return _answer(request.hash, tuple(map(_profile, PROFILES)))


def _answer(
    known_hash: int, options: Sequence[types.help.PeerColorOption]
) -> types.help.TypePeerColors:
    content_hash = (zlib.crc32(repr(options).encode()) & 0x7FFFFFFF) or 1
    if known_hash == content_hash:
        return types.help.PeerColorsNotModified()
    return types.help.PeerColors(hash=content_hash, colors=options)


def _built_in(color_id: int) -> types.help.PeerColorOption:
    return types.help.PeerColorOption(color_id=color_id)


def _striped(color_id: int) -> types.help.PeerColorOption:
    light, dark = STRIPES[color_id]
    return types.help.PeerColorOption(
        color_id=color_id,
        colors=types.help.PeerColorSet(colors=light),
        dark_colors=types.help.PeerColorSet(colors=dark),
    )


def _profile(color_id: int) -> types.help.PeerColorOption:
    base, lighter, darker = PROFILES[color_id]
    return types.help.PeerColorOption(
        color_id=color_id,
        colors=_profile_set(base, lighter),
        dark_colors=_profile_set(darker, base),
    )


def _profile_set(background: int, accent: int) -> types.help.PeerColorProfileSet:
    return types.help.PeerColorProfileSet(
        palette_colors=(accent,), bg_colors=(background,), story_colors=(accent, background)
    )
