"""Bringing updates to bots: a task for each, so that one that hangs delays nobody else.

An update is brought until the bot says 2xx; what it has is forgotten, what it has not is tried
again after a while. Several nodes may run: one at a time brings the updates of a bot.

Source: https://core.telegram.org/bots/api#setwebhook
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import ssl
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

import aiohttp
import msgspec
from aiohttp.resolver import ThreadedResolver
from yarl import URL

from hodhod.actions.app import App
from hodhod.botapi.updates.hub import Hub
from hodhod.botapi.updates.pulling import KEPT_S, numbered
from hodhod.domain.ids import UserId, box_of_user
from hodhod.previews.guard import Guard, RefusedError, is_public
from hodhod.previews.resolver import GuardedResolver
from hodhod.store import StoreUnavailable
from hodhod.store.bot_updates import drop_before, waiting
from hodhod.store.webhooks import bots_with_webhooks, hold_webhook, note_error

log = logging.getLogger(__name__)

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of one
ANSWER_S: Final = 30.0
"""How long a bot may take to answer."""

ANSWER_BYTES: Final = 1 << 20
HELD_S: Final = 60
"""For how long a node says that it brings a bot's updates; it says so again in time."""

FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 60.0
LOOK_S: Final = 30.0
AT_ONCE: Final = 100
"""The most connections to one bot."""

Inside = Callable[[bytes], Awaitable[None]]
"""Takes the update of a bot that the server itself speaks for."""

Reply = Callable[[UserId, dict[str, object]], Awaitable[None]]
"""Does what a bot's answer asks for."""


class Webhook(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where updates are brought to.

    Attributes:
        url: The address.
        secret: What the bot knows the server by, or empty.
        connections: How many updates may be on their way at once.
        certificate: The one certificate that is trusted, PEM, or empty for the usual ones.
    """

    url: str
    secret: str = ""
    connections: int = 40
    certificate: str = ""


class DeliveryError(Exception):
    """An update did not arrive; the text says why."""


def guard_of(*, private: bool) -> Guard:
    """Return what may be connected to: any port, and the operator's own network if they say so."""
    return Guard((lambda _: True) if private else is_public, None)


def check_address(url: str, *, private: bool) -> None:
    """Check where updates are to be brought to.

    Raises:
        RefusedError: It is no address, or one in the operator's own network.
    """
    if not private:
        guard_of(private=False).check_url(url)
        return
    # Names of the operator's own network are as good as any.
    parts = URL(url)
    if parts.scheme not in ("http", "https") or not parts.raw_host:
        raise RefusedError("not an HTTP address")


class Webhooks:
    """The tasks of this node.

    Args:
        app: The working parts.
        hub: What happens to bots.
        reply: Does what a bot's answer asks for.
        inside: The bots that the server itself speaks for.
    """

    def __init__(self, app: App, hub: Hub, reply: Reply, inside: Mapping[UserId, Inside]) -> None:
        self._inside = inside
        self._app = app
        self._hub = hub
        self._reply = reply
        self._tasks: dict[UserId, asyncio.Task[None]] = {}
        self._changed = asyncio.Event()

    def look(self) -> None:
        """A webhook was set or taken away: look again at once."""
        self._changed.set()

    async def run(self) -> None:
        """Bring updates until cancelled."""
        try:
            while True:
                await self._look_around()
                self._changed.clear()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_S):
                        await self._changed.wait()
        finally:
            tasks = list(self._tasks.values())
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _look_around(self) -> None:
        try:
            shards = self._app.store.shards
            found = [bot_id for shard in shards for bot_id in await bots_with_webhooks(shard)]
        except StoreUnavailable as error:
            log.warning("webhooks are not looked for: %s", error)
            return
        for bot_id in found:
            task = self._tasks.get(bot_id)
            if task is None or task.done():
                self._tasks[bot_id] = asyncio.create_task(self._serve(bot_id), name="a webhook")

    async def _serve(self, bot_id: UserId) -> None:
        """Bring a bot's updates as long as there is a webhook and this node is to do it."""
        pause_s, had = FIRST_PAUSE_S, set[int]()
        async with self._hub.reader(bot_id) as reader:
            while True:
                try:
                    webhook = await self._held(bot_id)
                    if webhook is None:
                        return
                    await self._hub.read(reader)
                    await self._bring_all(bot_id, webhook, had)
                    pause_s = FIRST_PAUSE_S
                    await self._hub.wait(reader, LOOK_S)
                except StoreUnavailable as error:
                    log.warning("a webhook waits: %s", error)
                    await asyncio.sleep(pause_s)
                except DeliveryError as error:
                    await self._note(bot_id, str(error))
                    await asyncio.sleep(pause_s)
                    pause_s = min(2 * pause_s, LONGEST_PAUSE_S)

    async def _held(self, bot_id: UserId) -> Webhook | None:
        app = self._app
        body = await hold_webhook(
            app.store.shard(box_of_user(bot_id)),
            bot_id,
            app.bus.node,
            until=app.now + HELD_S,
            now=app.now,
        )
        return None if body is None else msgspec.json.decode(body, type=Webhook)

    async def _bring_all(self, bot_id: UserId, webhook: Webhook, had: set[int]) -> None:
        """Bring what waits, in order of its beginning, some at a time.

        Args:
            bot_id: The bot.
            webhook: Where to.
            had: Numbers that the bot has, behind one that it has not; kept up to date.

        Raises:
            DeliveryError: Something did not arrive. What was before it is forgotten.
        """
        if not await self._waiting(bot_id, webhook):
            return
        shard = self._app.store.shard(box_of_user(bot_id))
        async with self._client(webhook) as client:
            while found := await self._waiting(bot_id, webhook):
                fresh = [one for one in found if one[0] not in had]
                results = await asyncio.gather(
                    *(self._bring(client, bot_id, webhook, body) for body in numbered(fresh)),
                    return_exceptions=True,
                )
                wrong = {
                    number: result
                    for (number, _), result in zip(fresh, results, strict=True)
                    if isinstance(result, BaseException)
                }
                first = min(wrong, default=found[-1][0] + 1)
                await drop_before(shard, bot_id, first)
                had |= {number for number, _ in found if number not in wrong}
                had -= {number for number in had if number < first}
                if wrong:
                    error = wrong[first]
                    raise error if isinstance(error, DeliveryError) else DeliveryError(str(error))

    async def _waiting(self, bot_id: UserId, webhook: Webhook) -> list[tuple[int, bytes]]:
        return await waiting(
            self._app.store.shard(box_of_user(bot_id)),
            bot_id,
            start=0,
            since=self._app.now - KEPT_S,
            limit=max(1, min(webhook.connections, AT_ONCE)),
        )

    def _client(self, webhook: Webhook) -> aiohttp.ClientSession:
        guard = guard_of(private=self._app.policy.bot_private_webhooks)
        context = ssl.create_default_context(cadata=webhook.certificate or None)
        connector = aiohttp.TCPConnector(
            limit=AT_ONCE, resolver=GuardedResolver(ThreadedResolver(), guard), ssl=context
        )
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=ANSWER_S),
            trust_env=False,
        )

    async def _bring(
        self, client: aiohttp.ClientSession, bot_id: UserId, webhook: Webhook, body: msgspec.Raw
    ) -> None:
        headers = {"Content-Type": "application/json"}
        if webhook.secret:
            headers[SECRET_HEADER] = webhook.secret
        inside = self._inside.get(bot_id)
        if inside is not None:
            await self._take_in(bot_id, inside, bytes(body))
            return
        try:
            check_address(webhook.url, private=self._app.policy.bot_private_webhooks)
            async with client.post(
                webhook.url, data=bytes(body), headers=headers, allow_redirects=False
            ) as answer:
                if not 200 <= answer.status < 300:
                    raise DeliveryError(
                        f"Wrong response from the webhook: {answer.status} {answer.reason}"
                    )
                said = await answer.content.read(ANSWER_BYTES)
        except RefusedError as error:
            raise DeliveryError(f"Bad webhook: {error}") from error
        except TimeoutError as error:
            raise DeliveryError("Read timeout expired") from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise DeliveryError(f"Connection failed: {error}"[:255]) from error
        await self._do(bot_id, said)

    async def _take_in(self, bot_id: UserId, inside: Inside, body: bytes) -> None:
        """Hand an update over; one that cannot be taken is passed over, not tried for ever."""
        try:
            await inside(body)
        except StoreUnavailable as error:
            raise DeliveryError(str(error)) from error
        except Exception:
            log.exception("a bot of the server failed", extra={"user_id": bot_id})

    async def _do(self, bot_id: UserId, said: bytes) -> None:
        """Do what a bot's answer asks for, if it is a request."""
        try:
            asked = msgspec.json.decode(said)
        except (msgspec.DecodeError, RecursionError):
            return
        if isinstance(asked, dict) and isinstance(asked.get("method"), str):
            await self._reply(bot_id, asked)

    async def _note(self, bot_id: UserId, error: str) -> None:
        shard = self._app.store.shard(box_of_user(bot_id))
        try:
            await note_error(shard, bot_id, error, self._app.now)
        except StoreUnavailable as unavailable:
            log.warning("what went wrong with a webhook is not noted: %s", unavailable)
