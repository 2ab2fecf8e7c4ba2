from __future__ import annotations

from collections.abc import Callable
from hashlib import sha1

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hodhod.mtproto.crypto import rsa_pad
from hodhod.mtproto.crypto.rsa import RsaPublicKey
from hodhod.mtproto.crypto.rsa_pad import OLDER_SIZES, RsaForm
from hodhod.mtproto.entropy import Entropy
from tests.mtproto.seeded import Seeded, rsa_key

Seal = Callable[[RsaPublicKey, bytes, Entropy], bytes]
KEY = rsa_key()
BLINDING = Seeded("blinding")


@pytest.mark.parametrize("size", [1, 96, 100, 104, 144])
def test_rsa_pad_comes_back(size: int) -> None:
    data = Seeded("data")(size)
    opened = rsa_pad.open_block(KEY, rsa_pad.seal(KEY.public, data, Seeded("pad")), BLINDING)
    assert opened is not None
    assert opened.form is RsaForm.RSA_PAD
    assert opened.data[:size] == data
    assert len(opened.data) == 192


@pytest.mark.parametrize("size", OLDER_SIZES)
def test_the_older_form_comes_back(size: int) -> None:
    data = Seeded("data")(size)
    block = rsa_pad.seal_older(KEY.public, data, Seeded("pad"))
    assert rsa_pad.open_block(KEY, block, BLINDING) == rsa_pad.Opened(data, RsaForm.OLDER)


def test_the_older_form_of_another_length_is_refused() -> None:
    block = rsa_pad.seal_older(KEY.public, Seeded("data")(92), Seeded("pad"))
    assert rsa_pad.open_block(KEY, block, BLINDING) is None


def test_the_older_form_has_a_zero_in_front() -> None:
    data = Seeded("data")(96)
    hashed = b"\1" + sha1(data).digest() + data
    block = KEY.public.encrypt(hashed + bytes(256 - len(hashed)))
    assert rsa_pad.open_block(KEY, block, BLINDING) is None


def test_a_temp_key_that_makes_too_large_a_number_is_drawn_again() -> None:
    drawn: list[int] = []

    def entropy(size: int) -> bytes:
        drawn.append(size)
        return Seeded(f"draw {len(drawn)}")(size)

    for _ in range(20):
        assert int.from_bytes(rsa_pad.seal(KEY.public, b"data", entropy), "big") < KEY.public.n
    assert drawn.count(32) > drawn.count(188)


def test_more_than_144_bytes_do_not_fit() -> None:
    with pytest.raises(ValueError, match="too long"):
        rsa_pad.seal(KEY.public, bytes(145), Seeded("pad"))


@pytest.mark.parametrize("seal", [rsa_pad.seal, rsa_pad.seal_older])
@settings(max_examples=30, deadline=None)
@given(position=st.integers(0, 255), bit=st.integers(0, 7))
def test_a_changed_block_is_refused(seal: Seal, position: int, bit: int) -> None:
    block = bytearray(seal(KEY.public, Seeded("data")(96), Seeded("pad")))
    block[position] ^= 1 << bit
    assert rsa_pad.open_block(KEY, bytes(block), BLINDING) is None


@settings(max_examples=30, deadline=None)
@given(block=st.binary(max_size=300))
def test_noise_of_any_length_is_refused(block: bytes) -> None:
    assert rsa_pad.open_block(KEY, block, BLINDING) is None


@pytest.mark.parametrize(
    "block",
    [b"", bytes(255), bytes(257), bytes(256), KEY.public.n.to_bytes(256, "big"), b"\xff" * 256],
    ids=["empty", "255", "257", "zero", "n", "over n"],
)
def test_every_block_takes_the_same_steps(block: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []

    def noted(name: str) -> Callable[[bytes], rsa_pad.Opened | None]:
        def step(plain: bytes) -> rsa_pad.Opened | None:
            steps.append(name)
            return None

        return step

    monkeypatch.setattr(rsa_pad, "_open_rsa_pad", noted("RSA_PAD"))
    monkeypatch.setattr(rsa_pad, "_open_older", noted("older"))
    assert rsa_pad.open_block(KEY, block, BLINDING) is None
    assert steps == ["RSA_PAD", "older"]
