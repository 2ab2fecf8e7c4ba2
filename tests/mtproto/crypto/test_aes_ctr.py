from __future__ import annotations

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given
from hypothesis import strategies as st

from hodhod.mtproto.crypto.aes_ctr import AesCtr
from tests.mtproto.seeded import Seeded

KEY = Seeded("ctr key")(32)


@given(
    pieces=st.lists(st.binary(max_size=100), max_size=10),
    rests=st.sets(st.integers(0, 9)),
    iv=st.one_of(st.binary(min_size=16, max_size=16), st.just(b"\xff" * 16)),
)
def test_the_stream_goes_on_across_pieces_and_rests(
    pieces: list[bytes], rests: set[int], iv: bytes
) -> None:
    stream = AesCtr(KEY, iv)
    written = b""
    for number, piece in enumerate(pieces):
        if number in rests:
            stream.rest()
        written += stream.apply(piece)
    whole = Cipher(algorithms.AES(KEY), modes.CTR(iv)).encryptor()
    assert written == whole.update(b"".join(pieces))
