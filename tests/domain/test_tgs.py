from __future__ import annotations

import gzip
import json

import pytest

from hodhod.domain.tgs import MAX_JSON, Animation, read_tgs
from tests.blobs.sticker_files import tgs


def test_an_animation_says_what_it_is() -> None:
    assert read_tgs(tgs(frames=90)) == Animation(512, 512, 1.5)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x1f\x8b\x08",
        tgs()[:-1],
        tgs() + b"more",
        tgs()[:-8] + bytes(8),
        json.dumps({"w": 512}).encode(),
        gzip.compress(b"no JSON", mtime=0),
        gzip.compress(b"[]", mtime=0),
        gzip.compress(b"[" * 100_000, mtime=0),
        gzip.compress(b" " * (MAX_JSON + 1)),
        tgs(layers=None),
        tgs(w="512"),
        tgs(fr=25),
        tgs(op=0),
        tgs(frames=181),
        tgs(frames=float("inf")),
        tgs(w=float("nan")),
    ],
)
def test_what_is_broken_or_too_long_is_no_animation(data: bytes) -> None:
    assert read_tgs(data) is None
