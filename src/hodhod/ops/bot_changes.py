"""What the operator changes of a bot."""

from __future__ import annotations

from dataclasses import dataclass

from hodhod.actions.app import App
from hodhod.actions.bots import commands, modes, profile
from hodhod.actions.bots.tokens import caller_of
from hodhod.actions.media.photos import keep_photo
from hodhod.actions.media.profile_photos import show_photo
from hodhod.domain.bot_mode import BotMode
from hodhod.domain.ids import UserId


@dataclass(frozen=True, slots=True)
class BotChanges:
    """What is to be; None leaves things as they are.

    Attributes:
        name: What it is called.
        about: The line on its profile.
        description: What people see before they write to it.
        picture: An image, as in a file.
        commands: A list, a line each.
        inline: What is shown to whoever writes its name to ask it something; empty for not at all.
        inline_feedback: Of how many of a hundred results that were sent it hears.
        privacy: Whether it hears only what is meant for it.
        groups: Whether it can be added to groups.
    """

    name: str | None = None
    about: str | None = None
    description: str | None = None
    picture: bytes | None = None
    commands: str | None = None
    inline: str | None = None
    inline_feedback: int | None = None
    privacy: bool | None = None
    groups: bool | None = None


async def change(app: App, bot_id: UserId, to: BotChanges) -> None:
    """Change a bot.

    Raises:
        RpcError: Something cannot be.
    """
    bot = caller_of(bot_id)
    await profile.set_texts(
        app, bot_id, "", name=to.name, about=to.about, description=to.description
    )
    if to.picture is not None:
        rendered = await app.blobs.render_avatar(to.picture)
        await show_photo(app, bot, await keep_photo(app, bot, rendered))
    if to.commands is not None:
        await commands.set_commands(app, bot, "", "", commands.read_list(to.commands))
    if to.inline is not None:
        await modes.set_inline(app, bot_id, to.inline or None)
    if to.inline_feedback is not None:
        await modes.set_inline_feedback(app, bot_id, to.inline_feedback)
    if to.privacy is not None:
        await modes.set_mode(app, bot_id, BotMode.HEARS_ALL, on=not to.privacy)
    if to.groups is not None:
        await modes.set_mode(app, bot_id, BotMode.STAYS_OUT, on=not to.groups)
