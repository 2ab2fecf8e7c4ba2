"""From a request to its answer: find the handler, check who asks, run it, count it.

    request → unwrap → METHODS[type] → access → handler(app, caller, query) → value

Errors: RpcError passes through; a method that we do not have is 400 METHOD_NOT_SUPPORTED and never
a 5xx, because clients repeat those for ever; an outage of the store is 500, never 401.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import cast

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.people.takeout import require_takeout
from hodhod.api.registry import METHODS, Access
from hodhod.api.wrappers import Call, unwrap
from hodhod.domain.caller import Caller
from hodhod.domain.errors import RpcError, bad_request, internal, unauthorized
from hodhod.store import StoreUnavailable
from hodhod.tl import TLFunction, TLObject

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """The RPC API as the gateway sees it."""

    app: App

    def unwrap(self, request: TLObject) -> Call:
        """Return the request without its wrappers, and what they said.

        Raises:
            RpcError: A wrapper is wrong.
        """
        return unwrap(request)

    def encode(self, result: object, query: TLObject, layer: int) -> bytes:
        """Write an answer in the layer of the session that asked."""
        assert isinstance(query, TLFunction)
        return tl.encode_result(cast("tl.Result", result), type(query), layer)

    async def call(self, caller: Caller, query: TLObject) -> object:
        """Answer one request.

        Args:
            caller: Who asks.
            query: The request without wrappers.

        Returns:
            The answer as a TL value, a bool, a number or a sequence.

        Raises:
            RpcError: The answer is a refusal.
        """
        name = query.tl_name
        started = time.perf_counter()
        outcome = "ok"
        try:
            return await self._run(caller, query)
        except RpcError as error:
            outcome = error.message
            raise
        except StoreUnavailable as error:
            outcome = "STORE_UNAVAILABLE"
            log.error("the store is unavailable: %s", error, extra={"method": name})  # noqa: TRY400 - no bug
            raise internal("STORE_UNAVAILABLE") from error
        except Exception as error:
            outcome = "INTERNAL"
            log.exception("a handler failed", extra={"method": name, "user_id": caller.user_id})
            raise internal() from error
        finally:
            self.app.observer.answered(name, outcome, time.perf_counter() - started)

    async def _run(self, caller: Caller, query: TLObject) -> object:
        if not isinstance(query, TLFunction):
            raise bad_request("INPUT_METHOD_INVALID")
        method = METHODS.get(type(query))
        if method is None:
            self.app.observer.unsupported(query.tl_name)
            log.info("unsupported method", extra={"method": query.tl_name})
            raise bad_request("METHOD_NOT_SUPPORTED")
        if Access.ANYONE not in method.access:
            _check(caller, method.access)
        if caller.takeout_id is not None:
            await require_takeout(self.app, caller)
        return await method.handler(self.app, caller, query)


def _check(caller: Caller, access: Access) -> None:
    if caller.user_id is None:
        if caller.password_pending is not None:
            raise unauthorized("SESSION_PASSWORD_NEEDED")
        raise unauthorized("AUTH_KEY_UNREGISTERED")
    if caller.is_bot:
        if Access.BOT not in access:
            raise bad_request("BOT_METHOD_INVALID")
    elif Access.USER not in access:
        raise bad_request("USER_BOT_REQUIRED")
