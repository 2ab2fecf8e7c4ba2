"""Sticker sets: getStickerSet, createNewStickerSet and what changes them.

Source: https://core.telegram.org/bots/api#stickers
"""

from __future__ import annotations

from hodhod.actions.media.documents import new_document
from hodhod.actions.stickers import changes
from hodhod.actions.stickers.access import access_own_set, access_own_sticker, access_set
from hodhod.actions.stickers.custom_emoji import custom_emoji
from hodhod.actions.stickers.sets import NewSet, create_set
from hodhod.actions.stickers.thumb import new_thumb
from hodhod.actions.stickers.view import full_set
from hodhod.botapi.convert.media import Names, sticker_of
from hodhod.botapi.errors import BadRequest
from hodhod.botapi.file_id import FileKind
from hodhod.botapi.files import input_document, known_file, upload_of
from hodhod.botapi.registry import Bot, Params, method
from hodhod.botapi.types.base import Object
from hodhod.botapi.types.media import File, Sticker
from hodhod.domain.sticker_set import Kind, StickerSet, title_of
from hodhod.tl import types

KINDS = {"regular": Kind.STICKERS, "mask": Kind.MASKS, "custom_emoji": Kind.EMOJI}
NAMES = {kind: name for name, kind in KINDS.items()}

FORMATS = {
    "static": "image/webp",
    "animated": "application/x-tgsticker",
    "video": "video/webm",
}
"""Formats of stickers, and the kind of file that each is."""

POINTS = ("forehead", "eyes", "mouth", "chin")
IDS_LIMIT = 200
_DIGITS = 20


class MaskPosition(Object):
    """Where a mask goes on a face."""

    point: str
    x_shift: float
    y_shift: float
    scale: float


class InputSticker(Object, kw_only=True):
    """A sticker to be."""

    sticker: str
    format: str = "static"
    emoji_list: list[str]
    mask_position: MaskPosition | None = None
    keywords: list[str] | None = None


class StickerSetObject(Object):
    """A set with its stickers."""

    name: str
    title: str
    sticker_type: str
    stickers: list[Sticker]


class NamedSet(Params, kw_only=True):
    """Which set."""

    name: str


class NamedSticker(Params, kw_only=True):
    """Which sticker."""

    sticker: str


@method
async def get_sticker_set(bot: Bot, asked: NamedSet) -> StickerSetObject:
    """Show a set."""
    named = types.InputStickerSetShortName(short_name=asked.name)
    found = await access_set(bot.app, named)
    full = await full_set(bot.app, found, bot.caller.me)
    names = Names(bot.app.secret, bot.caller.me)
    stickers = [
        sticker_of(names, one, found.short_name)
        for one in full.documents
        if isinstance(one, types.Document)
    ]
    return StickerSetObject(
        name=found.short_name,
        title=found.title,
        sticker_type=NAMES[found.kind],
        stickers=stickers,
    )


class GetCustomEmojiStickers(Params, kw_only=True):
    """Which emoji."""

    custom_emoji_ids: list[str]


@method
async def get_custom_emoji_stickers(bot: Bot, asked: GetCustomEmojiStickers) -> list[Sticker]:
    """Show emoji that are stickers; those that are not there are passed over."""
    if len(asked.custom_emoji_ids) > IDS_LIMIT:
        raise BadRequest("too many custom emoji identifiers specified")
    wanted = [_number(one) for one in asked.custom_emoji_ids]
    names = Names(bot.app.secret, bot.caller.me)
    return [sticker_of(names, one) for one in await custom_emoji(bot.app, wanted)]


class UploadStickerFile(Params, kw_only=True):
    """A file of which a sticker will be made."""

    user_id: int
    sticker: str
    sticker_format: str = "static"


@method
async def upload_sticker_file(bot: Bot, asked: UploadStickerFile) -> File:
    """Keep a file of which a sticker will be made."""
    document = await _document(bot, asked.sticker, asked.sticker_format)
    names = Names(bot.app.secret, bot.caller.me)
    return File(**names.of(FileKind.STICKER, document.id, None))


class CreateNewStickerSet(NamedSet, kw_only=True):
    """A set."""

    user_id: int
    title: str
    stickers: list[InputSticker]
    sticker_type: str = "regular"
    needs_repainting: bool = False


@method
async def create_new_sticker_set(bot: Bot, asked: CreateNewStickerSet) -> bool:
    """Make a set for somebody."""
    if asked.sticker_type not in KINDS:
        raise BadRequest("unsupported sticker type specified")
    made = NewSet(
        owner=types.InputUser(user_id=asked.user_id, access_hash=0),
        title=asked.title,
        short_name=asked.name,
        kind=KINDS[asked.sticker_type],
        text_color=asked.needs_repainting,
        items=[await _item(bot, one) for one in asked.stickers],
    )
    await create_set(bot.app, bot.caller, made)
    return True


class AddStickerToSet(NamedSet, kw_only=True):
    """A sticker for a set."""

    user_id: int
    sticker: InputSticker


@method
async def add_sticker_to_set(bot: Bot, asked: AddStickerToSet) -> bool:
    """Put a sticker at the end of a set."""
    owned = await _own(bot, asked.name)
    await changes.add_sticker(bot.app, bot.caller, owned, await _item(bot, asked.sticker))
    return True


class ReplaceStickerInSet(AddStickerToSet, kw_only=True):
    """Another sticker in the place of one."""

    old_sticker: str


@method
async def replace_sticker_in_set(bot: Bot, asked: ReplaceStickerInSet) -> bool:
    """Put another sticker where one is."""
    owned, number = await _own_sticker(bot, asked.old_sticker)
    item = await _item(bot, asked.sticker)
    await changes.replace_sticker(bot.app, bot.caller, owned, number, item)
    return True


class SetStickerPositionInSet(NamedSticker, kw_only=True):
    """Where to."""

    position: int


@method
async def set_sticker_position_in_set(bot: Bot, asked: SetStickerPositionInSet) -> bool:
    """Put a sticker at another place of its set."""
    owned, number = await _own_sticker(bot, asked.sticker)
    await changes.move_sticker(bot.app, bot.caller, owned, number, asked.position)
    return True


@method
async def delete_sticker_from_set(bot: Bot, asked: NamedSticker) -> bool:
    """Take a sticker out of its set."""
    owned, number = await _own_sticker(bot, asked.sticker)
    await changes.remove_sticker(bot.app, bot.caller, owned, number)
    return True


class SetStickerEmojiList(NamedSticker, kw_only=True):
    """What it stands for."""

    emoji_list: list[str]


@method
async def set_sticker_emoji_list(bot: Bot, asked: SetStickerEmojiList) -> bool:
    """Give a sticker other emoji."""
    edit = changes.StickerEdit(emoji="".join(asked.emoji_list), mask=None, keywords=None)
    return await _edit(bot, asked.sticker, edit)


class SetStickerKeywords(NamedSticker, kw_only=True):
    """By which words it is found."""

    keywords: list[str] | None = None


@method
async def set_sticker_keywords(bot: Bot, asked: SetStickerKeywords) -> bool:
    """Give a sticker other words."""
    edit = changes.StickerEdit(emoji=None, mask=None, keywords=",".join(asked.keywords or ()))
    return await _edit(bot, asked.sticker, edit)


class SetStickerMaskPosition(NamedSticker, kw_only=True):
    """Where it goes on a face."""

    mask_position: MaskPosition | None = None


@method
async def set_sticker_mask_position(bot: Bot, asked: SetStickerMaskPosition) -> bool:
    """Give a mask another place."""
    edit = changes.StickerEdit(emoji=None, mask=_mask(asked.mask_position), keywords=None)
    return await _edit(bot, asked.sticker, edit)


class SetStickerSetTitle(NamedSet, kw_only=True):
    """What it is called."""

    title: str


@method
async def set_sticker_set_title(bot: Bot, asked: SetStickerSetTitle) -> bool:
    """Give a set another title."""
    await changes.rename(bot.app, bot.caller, await _own(bot, asked.name), title_of(asked.title))
    return True


class SetStickerSetThumbnail(NamedSet, kw_only=True):
    """Its picture."""

    user_id: int
    thumbnail: str | None = None
    format: str = "static"


@method
async def set_sticker_set_thumbnail(bot: Bot, asked: SetStickerSetThumbnail) -> bool:
    """Give a set a picture of its own, or take it away."""
    owned, picture = await _own(bot, asked.name), None
    if asked.thumbnail:
        document = await _document(bot, asked.thumbnail, asked.format)
        picture = await new_thumb(bot.app, bot.caller, document)
    await changes.change_thumb(bot.app, bot.caller, owned, picture, None)
    return True


class SetCustomEmojiStickerSetThumbnail(NamedSet, kw_only=True):
    """Which of its emoji stands for it."""

    custom_emoji_id: str | None = None


@method
async def set_custom_emoji_sticker_set_thumbnail(
    bot: Bot, asked: SetCustomEmojiStickerSetThumbnail
) -> bool:
    """Let one of a set's emoji stand for it, or none."""
    number = _number(asked.custom_emoji_id) if asked.custom_emoji_id else None
    await changes.change_thumb(bot.app, bot.caller, await _own(bot, asked.name), None, number)
    return True


@method
async def delete_sticker_set(bot: Bot, asked: NamedSet) -> bool:
    """Delete a set."""
    await changes.delete(bot.app, bot.caller, await _own(bot, asked.name))
    return True


async def _own(bot: Bot, name: str) -> StickerSet:
    named = types.InputStickerSetShortName(short_name=name)
    return await access_own_set(bot.app, bot.caller, named)


async def _own_sticker(bot: Bot, name: str) -> tuple[StickerSet, int]:
    named = input_document(bot.app, known_file(bot, name).id)
    return await access_own_sticker(bot.app, bot.caller, named)


async def _edit(bot: Bot, name: str, edit: changes.StickerEdit) -> bool:
    owned, number = await _own_sticker(bot, name)
    await changes.edit_sticker(bot.app, bot.caller, owned, number, edit)
    return True


async def _item(bot: Bot, one: InputSticker) -> types.InputStickerSetItem:
    return types.InputStickerSetItem(
        document=await _document(bot, one.sticker, one.format),
        emoji="".join(one.emoji_list),
        mask_coords=_mask(one.mask_position),
        keywords=",".join(one.keywords) if one.keywords else None,
    )


async def _document(bot: Bot, name: str, form: str) -> types.InputDocument:
    """Return the file of a sticker: one that is here, or one that has come along."""
    if form not in FORMATS:
        raise BadRequest("unsupported sticker format specified")
    upload = await upload_of(bot, name)
    if upload is None:
        return input_document(bot.app, known_file(bot, name).id)
    picture = form == "static" and upload.mime_type == "image/png"
    media = types.InputMediaUploadedDocument(
        file=upload.file,
        mime_type="image/png" if picture else FORMATS[form],
        attributes=[types.DocumentAttributeFilename(file_name=upload.file.name)],
    )
    return input_document(bot.app, (await new_document(bot.app, bot.caller, media)).file_id)


def _mask(position: MaskPosition | None) -> types.MaskCoords | None:
    if position is None:
        return None
    if position.point not in POINTS:
        raise BadRequest("wrong mask position point specified")
    return types.MaskCoords(
        n=POINTS.index(position.point),
        x=position.x_shift,
        y=position.y_shift,
        zoom=position.scale,
    )


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < _DIGITS):
        raise BadRequest("invalid custom emoji identifier specified")
    return int(text)
