"""The table of methods.

    @method
    async def send_message(bot: Bot, asked: SendMessage) -> Message: …

answers `sendMessage`; the annotation of `asked`, a `Params`, says what it takes, and that of the
result what it returns: requests are read by them, and the OpenAPI document is made of them.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar, cast, get_type_hints

import msgspec

from hodhod.actions.app import App
from hodhod.domain.caller import Caller
from hodhod.tl import types

if TYPE_CHECKING:
    from hodhod.botapi.updates.hub import Hub


class Params(msgspec.Struct, kw_only=True):
    """What a method takes. Unknown fields are ignored, as elsewhere."""


class Nothing(Params):
    """No parameters."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came along.

    Attributes:
        file: As the use-cases name it.
        mime_type: What its sender says it is.
        size: Bytes.
    """

    file: types.InputFileBig
    mime_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Bot:
    """Who asks, and what answers are made with.

    Attributes:
        app: The working parts.
        caller: The bot.
        hub: What happens to bots.
        files: What came along with the request, by the names of its parts.
    """

    app: App
    caller: Caller
    hub: Hub
    files: dict[str, Upload] = field(default_factory=dict)


P = TypeVar("P", bound=Params)
Run = Callable[[Bot, Params], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Method:
    """A method.

    Attributes:
        name: As it is documented, "sendMessage".
        takes: Its parameters.
        gives: The type of its result.
        run: Answers it.
        about: What it does, a line.
    """

    name: str
    takes: type[Params]
    gives: object
    run: Run
    about: str


METHODS: dict[str, Method] = {}
"""By name in small letters: their case does not matter. Filled when methods/ is imported."""


def method(run: Callable[[Bot, P], Awaitable[object]]) -> Callable[[Bot, P], Awaitable[object]]:
    """Let a function answer the method of its name.

    Raises:
        ValueError: The method has an answer already.
    """
    first, *others = run.__name__.split("_")
    name = first + "".join(word.title() for word in others)
    if name.lower() in METHODS:
        raise ValueError(f"two answers to {name}")
    hints = get_type_hints(run, localns={"Hub": object})
    takes = list(inspect.signature(run).parameters)[1]
    about = (inspect.getdoc(run) or "").split("\n", 1)[0]
    METHODS[name.lower()] = Method(name, hints[takes], hints["return"], cast("Run", run), about)
    return run
