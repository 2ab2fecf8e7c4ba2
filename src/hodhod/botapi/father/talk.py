"""What is said to the bot that makes bots, and what it says.

/newbot ─► name ─► username ─► made
/token, /revoke, /deletebot, /set… ─► which bot ─► [what] ─► done
"""

from __future__ import annotations

from dataclasses import dataclass

from hodhod.actions.app import App
from hodhod.actions.bots.making import create_bot, require_own_bot
from hodhod.actions.bots.tokens import caller_of, revoke_token, token_of
from hodhod.actions.messages.send import send
from hodhod.actions.people.deletion import erase
from hodhod.botapi.father.values import OFF, VALUES, choices
from hodhod.botapi.types.message import Message
from hodhod.domain import names, username
from hodhod.domain.account import Account
from hodhod.domain.catalogue import text
from hodhod.domain.entities import formatted
from hodhod.domain.errors import RpcError
from hodhod.domain.ids import BOT_FATHER, UserId, peer_of_user
from hodhod.domain.outgoing import Outgoing
from hodhod.domain.text import utf16_len
from hodhod.store.bots import Bot, bots_of
from hodhod.store.father_talks import Talk, end_talk, put_talk, talk_with
from hodhod.tl import types

ABOUT_A_BOT = frozenset(("token", "revoke", "deletebot", *VALUES))
"""Commands that are about a bot that there is."""

COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said.

    Attributes:
        text: In the language of who is spoken to.
        code: The part of it that is shown as code, or empty.
        choices: What can be chosen, in place of the letters.
    """

    text: str
    code: str = ""
    choices: tuple[str, ...] = ()


class Father:
    """The bot.

    Args:
        app: The working parts.
    """

    def __init__(self, app: App) -> None:
        self._app = app

    async def hear(self, message: Message) -> None:
        """Answer a message of somebody's."""
        who = message.from_
        if message.chat.type != "private" or who is None or who.is_bot:
            return
        account = await self._app.store.users.get(UserId(who.id))
        if account is None or account.deleted:
            return
        answer = await self._answer(account, message)
        await self._say(account.user_id, answer)

    async def _answer(self, who: Account, message: Message) -> Answer:
        main, lang, said = self._app.store.main, who.lang, (message.text or "").strip()
        talk = await talk_with(main, who.user_id)
        nothing = said == OFF and talk is not None and talk.bot_id is not None
        if said.startswith("/") and not nothing:
            command = said[1:].partition(" ")[0].partition("@")[0].lower()
            await end_talk(main, who.user_id)
            if command == "cancel":
                return Answer(text(lang, "father_nothing" if talk is None else "father_cancelled"))
            return await self._begin(who, command)
        if talk is None:
            return Answer(text(lang, "father_help"))
        try:
            return await self._go_on(who, talk, message)
        except RpcError as error:
            wait = error.message.startswith("FLOOD_WAIT")
            return Answer(text(lang, "father_wait" if wait else "father_wrong"))

    async def _begin(self, who: Account, command: str) -> Answer:
        main, lang = self._app.store.main, who.lang
        if command == "newbot":
            await put_talk(main, who.user_id, Talk("name"))
            return Answer(text(lang, "father_ask_name"))
        if command != "mybots" and command not in ABOUT_A_BOT:
            return Answer(text(lang, "father_help"))
        listed = await self._names(who.user_id)
        if not listed:
            return Answer(text(lang, "father_none"))
        if command == "mybots":
            return Answer(text(lang, "father_list", bots="\n".join(listed)))
        await put_talk(main, who.user_id, Talk(command))
        return Answer(text(lang, "father_which"), choices=tuple(listed))

    async def _go_on(self, who: Account, talk: Talk, message: Message) -> Answer:
        said = (message.text or "").strip()
        match talk.step:
            case "name":
                return await self._take_name(who, said)
            case "username":
                return await self._take_username(who, talk.name, said)
            case _ if talk.bot_id is None:
                return await self._take_bot(who, talk.step, said)
            case _:
                bot = await require_own_bot(self._app, who.user_id, talk.bot_id)
                return await self._take_value(who, bot, talk, message)

    # ── a new bot ──────────────────────────────────────────────────────────────────────────────

    async def _take_name(self, who: Account, said: str) -> Answer:
        try:
            name = names.first_name(said)
        except RpcError:
            return Answer(text(who.lang, "father_name_invalid"))
        await put_talk(self._app.store.main, who.user_id, Talk("username", name=name))
        return Answer(text(who.lang, "father_ask_username"))

    async def _take_username(self, who: Account, name: str, said: str) -> Answer:
        lang, app = who.lang, self._app
        try:
            bot = await create_bot(app, who.user_id, name, said)
        except RpcError as error:
            known = {
                "USERNAME_INVALID": "father_username_invalid",
                "USERNAME_OCCUPIED": "father_username_taken",
                "BOTS_TOO_MUCH": "father_too_many",
            }
            if error.message not in known:
                raise
            return Answer(text(lang, known[error.message]))
        await end_talk(app.store.main, who.user_id)
        token, named = token_of(app, bot), said.removeprefix("@")
        url = f"{app.policy.public_url}/{named}"
        made = text(
            lang,
            "father_made",
            username=f"@{named}",
            url=url,
            token=token,
            server=app.policy.public_url,
        )
        return Answer(made, code=token)

    # ── one that there is ──────────────────────────────────────────────────────────────────────

    async def _take_bot(self, who: Account, command: str, said: str) -> Answer:
        app, lang = self._app, who.lang
        peer = await app.store.users.peer_by_username(username.key(said))
        try:
            bot = await require_own_bot(app, who.user_id, UserId(peer or 0))
        except RpcError:
            return Answer(text(lang, "father_not_yours"))
        named = f"@{username.key(said)}"
        if command in {"token", "revoke"}:
            await end_talk(app.store.main, who.user_id)
            old = command == "token"
            token = token_of(app, bot) if old else await revoke_token(app, bot)
            key = "father_token" if old else "father_revoked"
            return Answer(text(lang, key, username=named, token=token), code=token)
        await put_talk(app.store.main, who.user_id, Talk(command, bot.bot_id))
        if command == "deletebot":
            return Answer(text(lang, "father_sure", username=named))
        return Answer(text(lang, f"father_ask_{command}"), choices=choices(lang, command))

    async def _take_value(self, who: Account, bot: Bot, talk: Talk, message: Message) -> Answer:
        app, lang = self._app, who.lang
        if talk.step == "deletebot":
            said = username.key((message.text or "").strip())
            account = await app.store.users.get(bot.bot_id)
            if account is None or username.key(account.username or "") != said:
                return Answer(text(lang, "father_wrong"))
            await erase(app, bot.bot_id)
            await end_talk(app.store.main, who.user_id)
            return Answer(text(lang, "father_deleted", username=f"@{said}"))
        await VALUES[talk.step](app, bot.bot_id, message)
        await end_talk(app.store.main, who.user_id)
        return Answer(text(lang, "father_changed"))

    async def _names(self, user_id: UserId) -> list[str]:
        bots = await bots_of(self._app.store.main, user_id)
        accounts = await self._app.store.users.by_ids([one.bot_id for one in bots])
        return [
            f"@{accounts[one.bot_id].username}"
            for one in bots
            if one.bot_id in accounts and accounts[one.bot_id].username
        ]

    # ── saying it ──────────────────────────────────────────────────────────────────────────────

    async def _say(self, user_id: UserId, answer: Answer) -> None:
        given: list[types.TypeMessageEntity] = []
        if answer.code:
            before = answer.text.partition(answer.code)[0]
            place = utf16_len(before)
            given.append(types.MessageEntityCode(offset=place, length=utf16_len(answer.code)))
        said, entities = formatted(answer.text, given)
        outgoing = Outgoing(
            random_id=int.from_bytes(self._app.entropy(8), "little", signed=True) or 1,
            text=said,
            entities=entities,
            reply_markup=_keys(answer.choices),
        )
        await send(self._app, caller_of(BOT_FATHER), peer_of_user(user_id), [outgoing])


def _keys(choices: tuple[str, ...]) -> types.TypeReplyMarkup:
    if not choices:
        return types.ReplyKeyboardHide()
    buttons = [types.KeyboardButton(text=one, type=types.ButtonTypeDefault()) for one in choices]
    rows = [
        types.KeyboardButtonRow(buttons=buttons[at : at + COLUMNS])
        for at in range(0, len(buttons), COLUMNS)
    ]
    return types.ReplyKeyboardMarkup(rows=rows, resize=True, single_use=True)
