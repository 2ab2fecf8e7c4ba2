"""Whatever a logged-in stranger asks, of any method: an answer or a documented refusal.

Requests are well-formed TL, as nothing else gets so far, and otherwise as wild as the schema lets
them be: extreme numbers, zero bytes and far too much text, lists of thousands, peers that are
right, wrong and made up. They must never be a failure of ours.
"""

from __future__ import annotations

from random import Random

import pytest

from hodhod import tl
from hodhod.api import handlers
from hodhod.domain.errors import RpcError
from hodhod.tl import TLFunction, TLObject, types
from tests.api.world import Person, World
from tests.tl.layered import DEFINITIONS, Maker, class_of
from tools.tlgen.definition import Definition
from tools.tlgen.names import vector_item

ASKED_OF_EACH = 12
MANY = 3000

METHODS = handlers.load()
NAMESPACES = sorted({one.namespace for one in DEFINITIONS if one.is_function and one.namespace})

INTS = (0, 1, 2, 3, 5, 10, 100, -1, -100, 2**31 - 1, -(2**31))
LONGS = (0, 1, 2, 777000, -1, 2**31, 2**53, 2**63 - 1, -(2**63))
TEXTS = (
    *("", "a", "سلام دنیا", "1", "98912", "\0", "a\0b", "\ufeff\u202e\u200f", "🙂" * 70, "x" * 256),
    *("%s'\"\\;--", "{}[]", "y" * 5000, "z" * 70_000, "\ud7ff\ue000\uffff\U0010ffff"),
)


class Wild(Maker):
    """Makes requests of one person, whom another one knows.

    Args:
        me: Who asks.
        other: Somebody who exists.
        seed: Of everything.
    """

    def __init__(self, me: Person, other: Person, seed: int) -> None:
        super().__init__(tl.NEWEST_LAYER, seed)
        self.me = me
        self.other = other

    def value(self, name: str, depth: int) -> object:
        random = self.random
        item = vector_item(name)
        if item is not None and random.random() < 0.15:
            return (self.value(item, min(depth, 0)),) * random.choice((1, MANY))
        if random.random() < 0.5:
            match name:
                case "InputPeer":
                    return random.choice((types.InputPeerSelf(), self.me.peer(self.other)))
                case "InputUser":
                    return random.choice((types.InputUserSelf(), self.me.user(self.other)))
        match name:
            case "int":
                return random.choice(INTS)
            case "long":
                return random.choice((*LONGS, self.me.id, self.other.id, random.getrandbits(50)))
            case "string":
                return random.choice(TEXTS)
        return super().value(name, depth)


async def answer_or_failure(person: Person, request: TLFunction) -> str:
    """Ask; what is returned is empty, or says what failed."""
    try:
        await person.call(request)
    except RpcError as error:
        if error.code < 500:
            return ""
        return f"{error} because of {error.__cause__!r}: {str(request)[:600]}"
    except tl.DecodeError:
        # More than any request may be: the gateway says INPUT_METHOD_INVALID.
        return ""
    except (tl.EncodeError, AssertionError) as error:
        return f"{error!r}: {str(request)[:600]}"
    return ""


def requests_of(definition: Definition, me: Person, other: Person) -> list[TLObject]:
    seed = Random(definition.name).getrandbits(32)
    maker = Wild(me, other, seed)
    return [maker.make(definition) for _ in range(ASKED_OF_EACH)]


@pytest.mark.parametrize("namespace", NAMESPACES)
async def test_any_request_is_answered_or_refused(world: World, namespace: str) -> None:
    failures: list[str] = []
    for definition in DEFINITIONS:
        newest = any(last >= tl.NEWEST_LAYER for _, last in definition.layers)
        if not definition.is_function or definition.namespace != namespace or not newest:
            continue
        if class_of(definition) not in METHODS:
            continue
        # New people each time: some methods end an account.
        alice, bob = await world.user("Alice"), await world.user("Bob")
        await alice.say(bob, "first")
        await bob.say(alice, "second")
        for request in requests_of(definition, alice, bob):
            assert isinstance(request, TLFunction)
            failures.append(await answer_or_failure(alice, request))
    assert not any(failures), "\n".join(one for one in failures if one)
