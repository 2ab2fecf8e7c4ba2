from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from hodhod.mtproto.transport import obfuscated
from tests.mtproto.seeded import Seeded
from tests.mtproto.transport.wires import Wire, encrypted, server


def test_the_end_of_the_init_is_sent_encrypted_and_the_rest_as_it_is() -> None:
    init, _ = obfuscated.begin(b"\xdd" * 4, -3, Seeded("init"))
    stream = Cipher(algorithms.AES(init[8:40]), modes.CTR(init[40:56])).encryptor()
    plain = stream.update(init)
    assert len(init) == 64
    assert plain[56:60] == b"\xdd" * 4
    assert plain[60:62] == b"\xfd\xff"


def test_both_sides_have_the_same_streams() -> None:
    init, client = obfuscated.begin(b"\xef" * 4, 2, Seeded("init"))
    theirs = obfuscated.accept(init)
    assert theirs.inbound.apply(client.outbound.apply(b"a question")) == b"a question"
    assert client.inbound.apply(theirs.outbound.apply(b"an answer")) == b"an answer"


def test_the_answers_use_the_init_backwards() -> None:
    init, _ = obfuscated.begin(b"\xef" * 4, 2, Seeded("init"))
    backwards = init[8:56][::-1]
    stream = Cipher(algorithms.AES(backwards[:32]), modes.CTR(backwards[32:])).encryptor()
    assert obfuscated.accept(init).outbound.apply(bytes(40)) == stream.update(bytes(40))


@pytest.mark.parametrize("dc_id", [1, 2, -4, 10002, -32768, 32767])
def test_the_data_centre_is_read(dc_id: int) -> None:
    init, _ = obfuscated.begin(b"\xee" * 4, dc_id, Seeded("init"))
    assert obfuscated.accept(init).dc_id == dc_id


def test_the_transport_knows_the_data_centre() -> None:
    transport = server()
    client = Wire("padded", obfuscated=True).client()
    transport.receive(client.opening() + client.pack(encrypted()))
    transport.next_event()
    assert transport.dc_id == 2


@pytest.mark.parametrize(
    "start",
    [
        b"\xef1234567",
        b"\xee\xee\xee\xee1234",
        b"\xdd\xdd\xdd\xdd1234",
        b"POST1234",
        b"GET 1234",
        b"HEAD1234",
        b"OPTI1234",
        b"\x16\x03\x01\x021234",
        b"1234\0\0\0\0",
    ],
)
def test_an_init_never_begins_like_another_transport(start: bytes) -> None:
    taken = [start + bytes(56), Seeded("init")(64)]
    init, _ = obfuscated.begin(b"\xee" * 4, 2, lambda _: taken.pop(0))
    assert obfuscated.collides(start)
    assert init[:56] == Seeded("init")(64)[:56]
