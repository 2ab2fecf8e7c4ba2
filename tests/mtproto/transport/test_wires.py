"""What is true of every transport."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hodhod.mtproto.errors import FLOOD, NOT_FOUND, WRONG_DC, FrameError
from hodhod.mtproto.transport import (
    ErrorFrame,
    HttpReply,
    LargeFrame,
    Packet,
    QuickAck,
    ServerTransport,
)
from tests.mtproto.transport.wires import (
    CEILING,
    LIMIT,
    WIRES,
    Wire,
    client_events,
    encrypted,
    payloads,
    pieces,
    plain,
    server,
    server_events,
    splits,
)

every_wire = pytest.mark.parametrize("wire", WIRES, ids=str)
every_wire_that_acknowledges = pytest.mark.parametrize(
    "wire", [wire for wire in WIRES if wire.name not in {"full", "http"}], ids=str
)


def connected(wire: Wire) -> ServerTransport:
    """A server that knows what its client speaks, and owes it an answer."""
    transport = server()
    client = wire.client()
    transport.receive(client.opening() + client.pack(encrypted()))
    assert isinstance(transport.next_event(), Packet)
    return transport


@every_wire
@pytest.mark.parametrize("size", [1, 3, 64, 1 << 20])
def test_packets_arrive_whatever_the_size_of_writes(wire: Wire, size: int) -> None:
    client = wire.client()
    sent = [encrypted(4), plain(), encrypted(140), encrypted(3)]
    data = client.opening() + b"".join(client.pack(payload) for payload in sent)

    transport = server()
    events = server_events(transport, pieces(data, size))

    assert events == [Packet(payload) for payload in sent]
    assert transport.name == str(wire)
    assert not transport.mid_frame


@every_wire
@given(data=st.data())
def test_any_split_gives_the_same_packets(wire: Wire, data: st.DataObject) -> None:
    sent = data.draw(st.lists(payloads, min_size=1, max_size=4))
    client = wire.client()
    written = client.opening() + b"".join(client.pack(payload) for payload in sent)
    assert server_events(server(), data.draw(splits(written))) == [Packet(p) for p in sent]


@every_wire
@given(data=st.data())
def test_any_split_of_answers_gives_the_same_packets(wire: Wire, data: st.DataObject) -> None:
    sent = data.draw(st.lists(payloads, min_size=1, max_size=4))
    client = wire.client()
    transport = server()
    transport.receive(client.opening())
    written = b""
    for payload in sent:
        transport.receive(client.pack(encrypted()))
        transport.next_event()
        written += transport.pack(payload)
    assert client_events(client, data.draw(splits(written))) == [Packet(p) for p in sent]


@every_wire
@pytest.mark.parametrize("code", [NOT_FOUND, FLOOD, WRONG_DC])
@pytest.mark.parametrize("size", [1, 1 << 20])
def test_errors_are_negative_numbers(wire: Wire, code: int, size: int) -> None:
    client = wire.client()
    transport = server()
    transport.receive(client.opening() + client.pack(encrypted()))
    transport.next_event()
    assert client_events(client, pieces(transport.pack_error(code), size)) == [ErrorFrame(code)]


@every_wire_that_acknowledges
@pytest.mark.parametrize("size", [1, 1 << 20])
def test_clients_ask_for_quick_acknowledgements(wire: Wire, size: int) -> None:
    client = wire.client()
    sent = [encrypted(3), encrypted(200)]
    data = client.opening() + b"".join(client.pack(p, quick_ack=True) for p in sent)
    data += client.pack(encrypted(5))
    assert server_events(server(), pieces(data, size)) == [
        *(Packet(payload, quick_ack=True) for payload in sent),
        Packet(encrypted(5), quick_ack=False),
    ]


@every_wire_that_acknowledges
@pytest.mark.parametrize("size", [1, 1 << 20])
def test_quick_acknowledgements_come_among_packets(wire: Wire, size: int) -> None:
    client = wire.client()
    transport = server()
    transport.receive(client.opening() + client.pack(encrypted()))
    transport.next_event()
    data = (
        transport.pack_quick_ack(0x80000001)
        + transport.pack(encrypted(9))
        + transport.pack_quick_ack(0xFEDCBA98)
    )
    assert client_events(client, pieces(data, size)) == [
        QuickAck(0x80000001),
        Packet(encrypted(9)),
        QuickAck(0xFEDCBA98),
    ]


@pytest.mark.parametrize("name", ["full", "http"])
def test_some_transports_have_no_quick_acknowledgement(name: str) -> None:
    wire = next(wire for wire in WIRES if wire.name == name)
    assert connected(wire).pack_quick_ack(0x80000001) == b""


@every_wire
def test_a_frame_over_the_limit_is_announced_before_it_is_kept(wire: Wire) -> None:
    client = wire.client()
    payload = encrypted(300)
    data = client.opening() + client.pack(payload)
    transport = server()
    for position in range(len(data)):
        transport.receive(data[position : position + 1])
        event = transport.next_event()
        if event is not None:
            break
    else:
        pytest.fail("never announced")
    assert position < 1000
    assert isinstance(event, LargeFrame)
    assert event.auth_key_id == int.from_bytes(payload[:8], "little", signed=True)
    assert len(payload) <= event.size <= len(payload) + 15

    transport.limit = CEILING
    assert transport.next_event() is None
    assert server_events(transport, [data[position + 1 :]]) == [Packet(payload)]


@every_wire
def test_a_frame_over_the_limit_ends_the_connection_unless_the_limit_rises(wire: Wire) -> None:
    client = wire.client()
    transport = server()
    transport.receive(client.opening() + client.pack(encrypted(300)))
    assert isinstance(transport.next_event(), LargeFrame)
    if wire.name == "http":
        reply = transport.next_event()
        assert isinstance(reply, HttpReply)
        assert reply.close
        assert reply.data.startswith(b"HTTP/1.1 413 ")
        assert transport.next_event() is None
    else:
        with pytest.raises(FrameError):
            transport.next_event()


@every_wire
def test_a_frame_over_the_ceiling_ends_the_connection_at_its_header(wire: Wire) -> None:
    client = wire.client()
    transport = server()
    transport.receive((client.opening() + client.pack(encrypted(CEILING // 16)))[:400])
    if wire.name == "http":
        reply = transport.next_event()
        assert isinstance(reply, HttpReply)
        assert reply.close
    else:
        with pytest.raises(FrameError):
            transport.next_event()


@every_wire
def test_a_frame_of_exactly_the_limit_comes_in(wire: Wire) -> None:
    client = wire.client()
    payload = plain((LIMIT - 20) // 4)
    frame = client.pack(payload)
    transport = server(LIMIT + 15 if wire.name == "padded" else LIMIT)
    assert server_events(transport, [client.opening() + frame]) == [Packet(payload)]


@every_wire
def test_the_frame_before_a_broken_one_still_arrives(wire: Wire) -> None:
    client = wire.client()
    transport = server()
    transport.receive(client.opening() + client.pack(encrypted()))
    transport.receive(client.pack(encrypted(CEILING // 16))[:400])
    assert transport.next_event() == Packet(encrypted())


@every_wire
def test_half_a_frame_shows(wire: Wire) -> None:
    client = wire.client()
    transport = server()
    shows = [transport.mid_frame]
    data = client.opening() + client.pack(encrypted())
    for write in (data[:-1], data[-1:]):
        transport.receive(write)
        transport.next_event()
        shows.append(transport.mid_frame)
    assert shows == [False, True, False]


@every_wire
def test_nothing_can_be_written_before_the_transport_is_known(wire: Wire) -> None:
    transport = server()
    assert not transport.can_write
    with pytest.raises(ValueError, match="which transport"):
        transport.pack(encrypted())
    assert connected(wire).can_write


@every_wire
def test_a_connection_that_rested_goes_on_where_it_stopped(wire: Wire) -> None:
    client = wire.client()
    transport = server()
    transport.receive(client.opening() + client.pack(encrypted(7)))
    assert transport.next_event() == Packet(encrypted(7))
    written = transport.pack(encrypted(3, "first"))
    for turn in range(3):
        transport.rest()
        transport.receive(client.pack(encrypted(5)))
        assert transport.next_event() == Packet(encrypted(5))
        written += transport.pack(encrypted(3 + turn))
    assert client_events(client, [written]) == [
        Packet(encrypted(3, "first")),
        *(Packet(encrypted(3 + turn)) for turn in range(3)),
    ]


@every_wire
@given(noise=st.binary(max_size=200), data=st.data())
def test_noise_gives_events_or_the_end(wire: Wire, noise: bytes, data: st.DataObject) -> None:
    client = wire.client()
    transport = server()
    try:
        server_events(transport, [client.opening() + client.pack(encrypted())])
        server_events(transport, data.draw(splits(noise)))
    except FrameError:
        return
    assert transport.name == str(wire)
