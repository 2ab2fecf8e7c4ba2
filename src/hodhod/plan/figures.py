"""What a core does, as it was measured, and what a machine has."""

from __future__ import annotations

import msgspec

GIB = 1024**3


class Figures(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The costs of things. The defaults are those of docs/topics/performance.md.

    Attributes:
        server_us: Processor time of a worker for a private message, sent, stored twice and
            delivered, in microseconds: `python -m bench workers`, with two of them.
        database_us: The same of the database: `python -m bench messages`.
        delivery_us: Processor time of a worker for each further receiver of a message.
        request_us: Processor time of a worker for a small request, such as reading.
        request_database_us: The same of the database.
        session_bytes: Memory of an idle session: `python -m bench idle`.
        worker_bytes: Memory of a worker without any.
        sign_ups_a_second: Accounts made on one core, key exchange and database included.
        message_bytes: What the database grows by for a private message, both copies with their
            indexes.
        wire_bytes: What a message or a small answer takes on the wire, with its envelope.
    """

    server_us: float = 256.0
    database_us: float = 89.0
    delivery_us: float = 40.0
    request_us: float = 240.0
    request_database_us: float = 90.0
    session_bytes: int = 2_600
    worker_bytes: int = 150 * 1024**2
    sign_ups_a_second: float = 60.0
    message_bytes: int = 1_300
    wire_bytes: int = 500


class Machine(msgspec.Struct, frozen=True):
    """A server.

    Attributes:
        cores: How many.
        memory_bytes: How much.
        busy: Which share of a core may be used at the peak: the rest is for what was not foreseen.
    """

    cores: int = 16
    memory_bytes: int = 64 * GIB
    busy: float = 0.6
