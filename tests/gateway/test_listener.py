"""A port under different strains."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator

import pytest

from hodhod.gateway.listener import GROWTH_S, LEAST, MOST, Listener
from hodhod.ops.ports import bind


class Accepted(asyncio.Protocol):
    made: list[asyncio.BaseTransport]

    def __init__(self, made: list[asyncio.BaseTransport]) -> None:
        self.made = made

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.made.append(transport)


@pytest.fixture
def made() -> list[asyncio.BaseTransport]:
    return []


@pytest.fixture
async def listener(made: list[asyncio.BaseTransport]) -> AsyncIterator[Listener]:
    it = Listener(bind("127.0.0.1", 0), lambda: Accepted(made))
    yield it
    it.close()
    for transport in made:
        transport.abort()  # type: ignore[attr-defined] # it is a socket's


@pytest.fixture
def clients() -> Iterator[list[socket.socket]]:
    found: list[socket.socket] = []
    yield found
    for client in found:
        client.close()


def connect(listener: Listener, clients: list[socket.socket], count: int) -> None:
    clients += [socket.create_connection(listener.address) for _ in range(count)]


async def settled(made: list[asyncio.BaseTransport]) -> int:
    """How many were accepted, once nothing more happens: accepting takes a few turns."""
    before = -1
    while before != len(made):
        before = len(made)
        for _ in range(20):
            await asyncio.sleep(0)
    return before


async def test_a_few_are_accepted_for_each_pulse_while_there_is_too_much_to_do(
    listener: Listener, made: list[asyncio.BaseTransport], clients: list[socket.socket]
) -> None:
    listener.pulse(0.0, strained=True)
    connect(listener, clients, 3 * LEAST)
    assert await settled(made) == LEAST
    listener.pulse(0.02, strained=True)
    assert await settled(made) == 2 * LEAST
    listener.pulse(GROWTH_S + 0.03, strained=False)
    assert await settled(made) == 3 * LEAST


async def test_at_ease_more_and_more_are_accepted_up_to_a_limit(
    listener: Listener, made: list[asyncio.BaseTransport], clients: list[socket.socket]
) -> None:
    listener.pulse(0.0, strained=True)
    for number in range(1, 20):
        listener.pulse(number * GROWTH_S, strained=False)
    connect(listener, clients, MOST + 5)
    assert await settled(made) == MOST
    listener.pulse(100.0, strained=False)
    assert await settled(made) == MOST + 5


async def test_nothing_is_accepted_after_the_end(
    made: list[asyncio.BaseTransport],
) -> None:
    listener = Listener(bind("127.0.0.1", 0), lambda: Accepted(made))
    address = listener.address
    listener.close()
    listener.pulse(0.0, strained=False)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(address)
