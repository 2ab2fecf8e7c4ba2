"""Making a sticker set, and everything about its name.

Source: https://core.telegram.org/method/stickers.createStickerSet
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from hodhod.actions.app import App
from hodhod.actions.peers.access import access_user
from hodhod.actions.stickers.making import new_sticker
from hodhod.actions.stickers.thumb import new_thumb
from hodhod.actions.stickers.view import full_set
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, UserId
from hodhod.domain.sticker_set import STICKERS_LIMIT, Kind, StickerSet, short_name_of, title_of
from hodhod.store.sticker_sets import (
    count_owned,
    insert_files,
    insert_set,
    next_set_id,
    put_stickers,
    set_thumb,
    touch_set,
)
from hodhod.tl import types

OWNED_LIMIT = 500
"""Sets of one owner: nobody draws more, and names are for everybody."""

SUGGESTIONS = 50
"""Numbers that are tried behind a name that is taken."""


@dataclass(frozen=True, slots=True)
class NewSet:
    """What is asked for.

    Attributes:
        owner: Whose set it will be.
        title: The name that people read.
        short_name: The name in links.
        kind: What it is for.
        text_color: Whether its emoji take the colour of the text.
        items: Its stickers.
        thumb: Its own picture.
    """

    owner: types.TypeInputUser
    title: str
    short_name: str
    kind: Kind
    text_color: bool
    items: Sequence[types.InputStickerSetItem]
    thumb: types.TypeInputDocument | None = None


async def create_set(app: App, caller: Caller, asked: NewSet) -> types.messages.StickerSet:
    """Make a set: people for themselves, bots for somebody.

    Raises:
        RpcError: 400 USER_ID_INVALID, PACK_TITLE_INVALID, PACK_SHORT_NAME_INVALID,
            PACK_SHORT_NAME_OCCUPIED, STICKERS_EMPTY, STICKERS_TOO_MUCH, and what making a sticker
            raises.
    """
    owner = await _owner(app, caller, asked.owner)
    title, short_name = title_of(asked.title), short_name_of(asked.short_name)
    await _check_bot_name(app, caller, short_name)
    if not asked.items:
        raise bad_request("STICKERS_EMPTY")
    too_many = len(asked.items) > STICKERS_LIMIT[asked.kind]
    if too_many or await app.store.sticker_sets.count_owned(owner) >= OWNED_LIMIT:
        raise bad_request("STICKERS_TOO_MUCH")
    if await app.store.sticker_sets.by_name(short_name) is not None:
        raise bad_request("PACK_SHORT_NAME_OCCUPIED")
    made = StickerSet(
        set_id=await next_set_id(app.store.main),
        owner_id=owner,
        maker_id=caller.me,
        short_name=short_name,
        title=title,
        kind=asked.kind,
        text_color=asked.text_color and asked.kind is Kind.EMOJI,
        created_at=app.now,
    )
    stickers = [await new_sticker(app, caller, made, item) for item in asked.items]
    picture = None if asked.thumb is None else await new_thumb(app, caller, asked.thumb)
    async with app.store.boxes.change([BoxId(owner)], now=app.now) as change:
        if await count_owned(change.main, owner) >= OWNED_LIMIT:
            raise bad_request("STICKERS_TOO_MUCH")
        if not await insert_set(change.main, made):
            raise bad_request("PACK_SHORT_NAME_OCCUPIED")
        await insert_files(change.main, [one.file for one in stickers])
        await put_stickers(change.main, made, [one.sticker for one in stickers])
        if picture is not None:
            await insert_files(change.main, [picture.file])
            await set_thumb(change.main, made.set_id, picture.thumb, None)
        made = await touch_set(change.main, made.set_id)
    return await full_set(app, made, caller.me)


async def check_short_name(app: App, short_name: str) -> None:
    """Check that a set may be called so.

    Raises:
        RpcError: 400 SHORT_NAME_INVALID, SHORT_NAME_OCCUPIED.
    """
    short_name_of(short_name, error="SHORT_NAME_INVALID")
    if await app.store.sticker_sets.by_name(short_name) is not None:
        raise bad_request("SHORT_NAME_OCCUPIED")


async def suggest_short_name(app: App, title: str) -> str:
    """Return a free short name that a set of this title might have.

    Raises:
        RpcError: 400 TITLE_INVALID.
    """
    title = title_of(title, error="TITLE_INVALID")
    base = _latin(title)
    if await app.store.sticker_sets.by_name(base) is None:
        return base
    for number in range(1, SUGGESTIONS):
        suggested = f"{base}_{number}"
        if await app.store.sticker_sets.by_name(suggested) is None:
            return suggested
    return f"{base}_{int.from_bytes(app.entropy(4), 'big')}"


async def _owner(app: App, caller: Caller, named: types.TypeInputUser) -> UserId:
    owner = await access_user(app, caller, named)
    good = not owner.is_bot and not owner.deleted if caller.is_bot else owner.user_id == caller.me
    if not good:
        raise bad_request("USER_ID_INVALID")
    return owner.user_id


async def _check_bot_name(app: App, caller: Caller, short_name: str) -> None:
    """Names that a bot gives say which bot it was."""
    if not caller.is_bot:
        return
    bot = await app.store.users.get(caller.me)
    name = "" if bot is None else bot.username or ""
    if not name or not short_name.lower().endswith(f"_by_{name.lower()}"):
        raise bad_request("PACK_SHORT_NAME_INVALID")


_NAMELESS = "stickers"
_BASE_LENGTH = 40

_PERSIAN = dict(
    zip(
        "آابپتثجچحخدذرزژسشصضطظعغفقکكگلمنوهیيئؤأإةۀء",
        (
            *("a", "a", "b", "p", "t", "s", "j", "ch", "h", "kh", "d", "z", "r", "z", "zh", "s"),
            *("sh", "s", "z", "t", "z", "a", "gh", "f", "gh", "k", "k", "g", "l", "m", "n", "v"),
            *("h", "y", "y", "y", "v", "a", "e", "h", "eh", ""),
        ),
        strict=True,
    )
)


def _latin(title: str) -> str:
    """Return a title in letters that a link may have."""
    spelt = "".join(_PERSIAN.get(char, char) for char in title.lower())
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    words = "".join(char if char.isalnum() else " " for char in plain).split()
    name = "_".join(words)[:_BASE_LENGTH].strip("_")
    if not name:
        return _NAMELESS
    return name if name[0].isalpha() else f"{_NAMELESS}_{name}"
