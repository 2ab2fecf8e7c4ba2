"""What a stranger, a client and an address may ask of the gateway."""

from __future__ import annotations

from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one process.

    Attributes:
        connections: Connections at once; more are told −429.
        connections_per_address: Connections of one address; whole towns share one.
        handshakes_per_address_s: Steps of key exchanges an address may ask for in a second …
        handshakes_per_address_burst: … and how many at once.
        handshakes_waiting: Steps that wait to be computed; more are told −429.
        stranger_packet: Bytes of a packet before a key is known.
        packet: Bytes of a packet after: a file part of 512 KiB and its wrapping.
        half_frame_s: How long half a packet may wait for its other half.
        stranger_s: How long a connection may last without a message under a key.
        silence_s: How long a client may say nothing that did not ask for less.
        slow_reader_s: How long a client may leave unread what was written to it.
        write_buffer: Bytes written and unread before the client counts as a slow reader.
        http_wait_s: How long an HTTP request without http_wait is held.
        sessions_per_key: Sessions of one key.
        running: Requests of one session that run at once.
        queued: Requests of one session that wait before nothing more is read.
        after_s: How long a request waits for those it has to come after.
        detached_s: How long a session is remembered without a connection.
        detached: How many sessions without a connection are remembered.
        keys: Keys in memory that no session uses.
        inbox: Events that wait to be delivered to one user.
        gap_s: How long an event waits for the one before it.
        drain_s: How long requests may run on when the server stops.
    """

    connections: int = 50_000
    connections_per_address: int = 5_000
    handshakes_per_address_s: float = 20.0
    handshakes_per_address_burst: int = 300
    handshakes_waiting: int = 256
    stranger_packet: int = 4 * KIB
    packet: int = MIB
    half_frame_s: float = 30.0
    stranger_s: float = 60.0
    silence_s: float = 900.0
    slow_reader_s: float = 60.0
    write_buffer: int = 256 * KIB
    http_wait_s: float = 25.0
    sessions_per_key: int = 64
    running: int = 32
    queued: int = 256
    after_s: float = 0.5
    detached_s: float = 300.0
    detached: int = 20_000
    keys: int = 20_000
    inbox: int = 1_000
    gap_s: float = 0.5
    drain_s: float = 10.0
