"""Ports, known before anything listens on them: the first answer already tells of them."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

Address: TypeAlias = tuple[str, int]
"""Host and port."""


class AddressInUseError(OSError):
    """An address cannot be listened on; the text names it."""


def bind(host: str, port: int, *, share: bool = False) -> socket.socket:
    """Take an address without listening on it yet: connections are refused until then.

    Args:
        host: An address or a name of this machine.
        port: 0 takes a free one.
        share: Whether others may take it as well.

    Raises:
        AddressInUseError: It is taken, or not ours.
    """
    taken: socket.socket | None = None
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        taken = socket.socket(family, kind, protocol)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if share:
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        taken.bind(address)
    except OSError as error:
        if taken is not None:
            taken.close()
        raise AddressInUseError(f"cannot listen on {host}:{port}: {error.strerror}") from error
    taken.setblocking(False)
    return taken


@contextmanager
def reserved(wanted: Address, *, share: bool = False) -> Iterator[tuple[Address, bool]]:
    """Yield an address and whether it has to be shared to be listened on.

    A given port is nobody's yet: two servers on one port would each get half of the connections.
    Port 0 becomes a free one. What is to be shared is kept from others until the body has it.

    Args:
        wanted: The address.
        share: Whether several processes of ours are to listen on it.

    Raises:
        AddressInUseError: It cannot be had.
    """
    host, port = wanted
    if port:
        with bind(host, port):
            pass  # nobody has it
        if not share:
            yield wanted, False
            return
    with bind(host, port, share=True) as kept:
        yield (host, int(kept.getsockname()[1])), True
