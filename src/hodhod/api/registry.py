"""The table of RPC handlers: which function answers which method, and who may call it."""

from __future__ import annotations

import enum
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar, cast

from hodhod.actions.app import App
from hodhod.domain.caller import Caller
from hodhod.tl import TLFunction

F = TypeVar("F", bound=TLFunction)

Handler = Callable[[App, Caller, TLFunction], Awaitable[object]]


class Access(enum.Flag):
    """Who may call a method."""

    ANYONE = enum.auto()
    """Also before login."""
    USER = enum.auto()
    BOT = enum.auto()


ANYONE = Access.ANYONE | Access.USER | Access.BOT
USER = Access.USER
BOT = Access.BOT


@dataclass(frozen=True, slots=True)
class Method:
    """A handler and its permission.

    Attributes:
        handler: The coroutine function that answers.
        access: Who may call it.
        empty: True when it answers correctly typed and empty on purpose.
    """

    handler: Handler
    access: Access
    empty: bool = False


METHODS: dict[type[TLFunction], Method] = {}
"""Filled by the decorator when the handlers' modules are imported, and constant from then on."""


def rpc(
    *functions: type[TLFunction], access: Access, empty: bool = False
) -> Callable[
    [Callable[[App, Caller, F], Awaitable[object]]], Callable[[App, Caller, F], Awaitable[object]]
]:
    """Register a handler for one method, or for several of one shape.

    Args:
        functions: The methods of the schema.
        access: Who may call them.
        empty: Mark the answer as empty on purpose, for the reference of methods.

    Returns:
        The decorator; it leaves the handler as it is.

    Raises:
        ValueError: A method has a handler already.
    """

    def register(
        handler: Callable[[App, Caller, F], Awaitable[object]],
    ) -> Callable[[App, Caller, F], Awaitable[object]]:
        for function in functions:
            if function in METHODS:
                raise ValueError(f"two handlers for {function.tl_name}")
            # The key says which function it takes, and dispatch gives it no other.
            METHODS[function] = Method(cast("Handler", handler), access, empty)
        return handler

    return register
