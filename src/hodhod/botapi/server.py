"""The routes of the Bot API.

    GET, POST  /bot<token>/<method>
    GET        /file/bot<token>/<path>
    GET        /bot-api/openapi.json

The token is checked before anything else is read; a wrong one is refused at the same cost as any
other. What goes wrong is an answer in the documented form, whatever it is.

Source: https://core.telegram.org/bots/api#making-requests
"""

from __future__ import annotations

import importlib
import logging
import pkgutil
import time
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
from aiohttp import BodyPartReader, web

from hodhod.actions.app import App
from hodhod.actions.bots.tokens import bot_by_token, caller_of
from hodhod.blobs import BlobError
from hodhod.botapi import methods, openapi
from hodhod.botapi.download import send_file
from hodhod.botapi.errors import INTERNAL, NOT_FOUND, UNAUTHORIZED, BadRequest, BotError, refusal
from hodhod.botapi.father.talk import Father
from hodhod.botapi.reading import parameters, read
from hodhod.botapi.registry import METHODS, Bot, Method
from hodhod.botapi.types.update import Update
from hodhod.botapi.unsupported import refusals
from hodhod.botapi.updates.hub import Hub
from hodhod.botapi.updates.webhook import Webhooks
from hodhod.botapi.uploads import ATTACHED, take_file
from hodhod.domain.caller import Caller
from hodhod.domain.errors import RpcError
from hodhod.domain.ids import BOT_FATHER, UserId
from hodhod.store import StoreUnavailable

log = logging.getLogger(__name__)

PATH: Final = "/bot{token:[^/]+}/{method:[^/]*}"
FILE_PATH: Final = "/file/bot{token:[^/]+}/{path:.*}"

HEADERS: Final = {"Access-Control-Allow-Origin": "*"}
"""A token is a secret of its own and no cookie: any page that has one may use it."""


def load() -> Mapping[str, Method]:
    """Import the modules of all methods and return the table that they fill."""
    for module in pkgutil.iter_modules(methods.__path__, f"{methods.__name__}."):
        importlib.import_module(module.name)
    return METHODS


def routes(app: App, hub: Hub) -> Sequence[web.AbstractRouteDef]:
    """Return the routes for the web application."""
    load()

    async def answer(request: web.Request) -> web.Response:
        return await _answer(app, hub, request)

    async def fetch(request: web.Request) -> web.StreamResponse:
        return await _fetch(app, request)

    return [
        web.get(PATH, answer, allow_head=False),
        web.post(PATH, answer),
        web.get(FILE_PATH, fetch, allow_head=False),
        web.get(openapi.PATH, _document),
    ]


def bring_updates(app: App, hub: Hub) -> Webhooks:
    """Return what brings updates to bots, to be run; what they answer is done."""
    load()

    async def reply(bot_id: UserId, asked: dict[str, object]) -> None:
        method = METHODS.get(str(asked["method"]).lower())
        if method is None:
            return
        try:
            await method.run(Bot(app, caller_of(bot_id), hub), read(method.takes, asked))
        except (BotError, RpcError, StoreUnavailable, BlobError) as error:
            log.info("an answer to an update is not done: %s", error)
        except Exception:
            log.exception("a method failed", extra={"method": method.name})

    father = Father(app)

    async def hear(body: bytes) -> None:
        update = msgspec.json.decode(body, type=Update)
        if update.message is not None:
            await father.hear(update.message)

    webhooks = Webhooks(app, hub, reply, {BOT_FATHER: hear})
    hub.on_webhook = webhooks.look
    return webhooks


async def _document(_: web.Request) -> web.Response:
    body = openapi.document()
    return web.Response(body=body, content_type="application/json", headers=HEADERS)


async def _fetch(app: App, request: web.Request) -> web.StreamResponse:
    try:
        caller = await _caller(app, request.match_info["token"])
        sent = await send_file(app, caller, request.match_info["path"], request)
    except BotError as error:
        return _refused(error)
    except (StoreUnavailable, BlobError) as error:
        log.warning("a bot gets no file: %s", error)
        return _refused(BotError(*INTERNAL))
    return _refused(BotError(*NOT_FOUND)) if sent is None else sent


async def _answer(app: App, hub: Hub, request: web.Request) -> web.Response:
    name, started, outcome = "unknown", time.perf_counter(), "ok"
    try:
        caller = await _caller(app, request.match_info["token"])
        method = _method(request.match_info["method"])
        name = method.name
        bot = Bot(app, caller, hub)

        async def take(part_name: str, file_name: str, part: BodyPartReader) -> str:
            bot.files[part_name] = await take_file(app, caller, file_name, part)
            return ATTACHED + part_name

        said = await parameters(request, take)
        return _said(200, {"ok": True, "result": await method.run(bot, read(method.takes, said))})
    except (BotError, RpcError) as error:
        refused = refusal(error) if isinstance(error, RpcError) else error
        outcome = refused.description
        return _refused(refused)
    except (StoreUnavailable, BlobError) as error:
        outcome = "STORE_UNAVAILABLE"
        log.warning("a bot is not answered: %s", error, extra={"method": name})
        return _refused(BotError(*INTERNAL))
    except Exception:
        outcome = "INTERNAL"
        log.exception("a method failed", extra={"method": name})
        return _refused(BotError(*INTERNAL))
    finally:
        app.observer.answered(f"bot {name}", outcome, time.perf_counter() - started)


async def _caller(app: App, token: str) -> Caller:
    caller = await bot_by_token(app, token)
    if caller is None:
        raise BotError(*UNAUTHORIZED)
    return caller


def _method(name: str) -> Method:
    method = METHODS.get(name.lower())
    if method is None:
        why = refusals().get(name.lower())
        if why is None:
            raise BotError(*NOT_FOUND)
        raise BadRequest(f"method is not supported: {why}")
    return method


def _refused(error: BotError) -> web.Response:
    said: dict[str, object] = {
        "ok": False,
        "error_code": error.code,
        "description": error.description,
    }
    told = {
        name: value
        for name, value in (
            ("retry_after", error.retry_after),
            ("migrate_to_chat_id", error.migrate_to_chat_id),
        )
        if value is not None
    }
    if told:
        said["parameters"] = told
    return _said(error.code, said)


def _said(status: int, said: Mapping[str, object]) -> web.Response:
    return web.Response(
        status=status,
        body=msgspec.json.encode(said),
        content_type="application/json",
        headers=HEADERS,
    )
