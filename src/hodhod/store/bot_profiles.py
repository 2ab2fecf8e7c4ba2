"""What bots say of themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hodhod.domain.ids import UserId
from hodhod.store.database import Executor

Key = tuple[UserId, str, str]
"""A bot, a scope, a language."""


@dataclass(frozen=True, slots=True)
class BotTexts:
    """What a bot says of itself in a language; empty texts are not said.

    Attributes:
        name: What it is called.
        about: The line on its profile.
        description: What is shown before anything was written.
    """

    name: str = ""
    about: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class BotChoices:
    """What a bot has chosen; None is the usual.

    Attributes:
        menu_button: TL botMenuButton.
        group_rights: TL chatAdminRights that it asks for in groups.
        channel_rights: The same in channels.
    """

    menu_button: bytes | None = None
    group_rights: bytes | None = None
    channel_rights: bytes | None = None


async def put_commands(
    main: Executor, bot_id: UserId, scope: str, lang: str, commands: bytes | None
) -> None:
    """Write the commands for those of a scope, TL bytes; None for none of their own."""
    if commands is None:
        await main.execute("drop_bot_commands", bot_id, scope, lang)
    else:
        await main.execute("put_bot_commands", bot_id, scope, lang, commands)


async def count_commands(main: Executor, bot_id: UserId) -> int:
    """Return how many lists of commands a bot has."""
    count = await main.fetchval("count_bot_commands", bot_id)
    assert isinstance(count, int)
    return count


async def commands_of(
    main: Executor, bot_ids: Sequence[UserId], scopes: Sequence[str], langs: Sequence[str]
) -> Mapping[Key, bytes]:
    """Return the commands of bots for any of some scopes, in any of some languages."""
    rows = await main.fetch("bot_commands", list(bot_ids), list(scopes), list(langs))
    return {(UserId(row["bot_id"]), row["scope"], row["lang"]): row["commands"] for row in rows}


async def put_texts(main: Executor, bot_id: UserId, lang: str, texts: BotTexts) -> None:
    """Write what a bot says of itself in a language."""
    await main.execute("put_bot_texts", bot_id, lang, texts.name, texts.about, texts.description)


async def texts_of(
    main: Executor, bot_ids: Sequence[UserId], langs: Sequence[str]
) -> Mapping[tuple[UserId, str], BotTexts]:
    """Return what bots say of themselves in any of some languages."""
    rows = await main.fetch("bot_texts", list(bot_ids), list(langs))
    return {
        (UserId(row["bot_id"]), row["lang"]): BotTexts(
            row["name"], row["about"], row["description"]
        )
        for row in rows
    }


async def set_menu_button(main: Executor, bot_id: UserId, button: bytes | None) -> None:
    """Write the button beside the field where people write to a bot."""
    await main.execute("set_bot_menu_button", bot_id, button)


async def set_rights(
    main: Executor, bot_id: UserId, rights: bytes | None, *, of_channels: bool
) -> None:
    """Write the rights that a bot asks for."""
    query = "set_bot_channel_rights" if of_channels else "set_bot_group_rights"
    await main.execute(query, bot_id, rights)


async def choices_of(main: Executor, bot_ids: Sequence[UserId]) -> Mapping[UserId, BotChoices]:
    """Return what bots have chosen."""
    rows = await main.fetch("bot_choices", list(bot_ids))
    return {
        UserId(row["bot_id"]): BotChoices(
            row["menu_button"], row["group_rights"], row["channel_rights"]
        )
        for row in rows
    }
