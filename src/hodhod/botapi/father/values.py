"""What can be changed of a bot in a talk, and how what is said is taken."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import Final

from hodhod.actions.app import App
from hodhod.actions.bots import commands, modes, profile
from hodhod.actions.bots.tokens import caller_of
from hodhod.actions.media.files import access_photo
from hodhod.actions.media.profile_photos import show_photo
from hodhod.botapi.file_id import named_by
from hodhod.botapi.files import input_photo
from hodhod.botapi.types.message import Message
from hodhod.domain.bot_mode import BotMode
from hodhod.domain.catalogue import LANGUAGES, text
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BOT_FATHER, UserId
from hodhod.domain.text import fold_digits

Take = Callable[[App, UserId, Message], Awaitable[None]]
"""Writes what was said. Raises RpcError if it cannot be."""

OFF: Final = "/empty"
"""Said in place of what is not to be any more."""

CHOICES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "setprivacy": ("father_on", "father_off"),
        "setjoingroups": ("father_on", "father_off"),
        "setinlinefeedback": ("100", "10", "1", "0"),
    }
)
"""What is chosen from: keys of texts, or numbers."""


def choices(lang: str, command: str) -> tuple[str, ...]:
    """Return what is chosen from, in a language; nothing if it is written."""
    return tuple(one if one.isdecimal() else text(lang, one) for one in CHOICES.get(command, ()))


async def _name(app: App, bot_id: UserId, said: Message) -> None:
    await profile.set_texts(app, bot_id, "", name=said.text or "")


async def _description(app: App, bot_id: UserId, said: Message) -> None:
    await profile.set_texts(app, bot_id, "", description=_or_nothing(said))


async def _about(app: App, bot_id: UserId, said: Message) -> None:
    await profile.set_texts(app, bot_id, "", about=_or_nothing(said))


async def _commands(app: App, bot_id: UserId, said: Message) -> None:
    listed = commands.read_list(_or_nothing(said))
    await commands.set_commands(app, caller_of(bot_id), "", "", listed)


async def _photo(app: App, bot_id: UserId, said: Message) -> None:
    sizes = said.photo or []
    # The talk's own names of files: they were told to the bot that makes bots.
    found = named_by(app.secret, BOT_FATHER, sizes[-1].file_id) if sizes else None
    if found is None:
        raise bad_request("PHOTO_INVALID")
    file = await access_photo(app, input_photo(app, found.id))
    await show_photo(app, caller_of(bot_id), file)


async def _inline(app: App, bot_id: UserId, said: Message) -> None:
    shown = (said.text or "").strip()
    await modes.set_inline(app, bot_id, None if shown == OFF else shown)


async def _feedback(app: App, bot_id: UserId, said: Message) -> None:
    number = fold_digits((said.text or "").strip().rstrip("%٪"))
    if not (number.isdecimal() and len(number) <= len("100")):
        raise bad_request("LIMIT_INVALID")
    await modes.set_inline_feedback(app, bot_id, int(number))


async def _privacy(app: App, bot_id: UserId, said: Message) -> None:
    await modes.set_mode(app, bot_id, BotMode.HEARS_ALL, on=not _is_on(said))


async def _groups(app: App, bot_id: UserId, said: Message) -> None:
    await modes.set_mode(app, bot_id, BotMode.STAYS_OUT, on=not _is_on(said))


def _or_nothing(said: Message) -> str:
    words = (said.text or "").strip()
    return "" if words == OFF else words


def _is_on(said: Message) -> bool:
    """Tell whether something is to be on, said in any language."""
    words = (said.text or "").strip().casefold()
    for code in LANGUAGES:
        if words == text(code, "father_on").casefold():
            return True
        if words == text(code, "father_off").casefold():
            return False
    raise bad_request("BOT_INVALID")


VALUES: Final[Mapping[str, Take]] = MappingProxyType(
    {
        "setname": _name,
        "setdescription": _description,
        "setabouttext": _about,
        "setuserpic": _photo,
        "setcommands": _commands,
        "setinline": _inline,
        "setinlinefeedback": _feedback,
        "setprivacy": _privacy,
        "setjoingroups": _groups,
    }
)
"""By the command that changes it."""
