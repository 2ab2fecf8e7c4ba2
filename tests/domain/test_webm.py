from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hodhod.domain.webm import Video, read_webm
from tests.blobs.sticker_files import element, number, webm


def test_a_video_says_what_it_is() -> None:
    video = Video("V_VP9", 512, 256, seconds=0.99, frames=30, sound=False)
    assert read_webm(webm(512, 256)) == video


def test_a_video_without_sizes_is_read_to_its_end() -> None:
    assert read_webm(webm(streamed=True)) == read_webm(webm())


def test_a_video_is_as_long_as_its_last_frame_whatever_it_says() -> None:
    found = read_webm(webm(frames=100, step_ms=100, told_ms=1000))
    assert found is not None
    assert found.seconds == pytest.approx(9.9)


def test_frames_in_groups_count_like_others() -> None:
    group = element(0xA0, element(0xA1, b"\x81\x00\x21\x00frame"))
    found = read_webm(_with_group(webm(frames=1), group))
    assert found is not None
    assert found.frames == 2


def _with_group(data: bytes, group: bytes) -> bytes:
    """A file with one more cluster, in a segment without a size."""
    cluster = element(0x1F43B675, element(0xE7, b"\x00") + group)
    at = data.index(number(0x18538067)) + 4
    return data[:at] + b"\x01" + b"\xff" * 7 + data[at + 8 :] + cluster


def test_sound_is_heard() -> None:
    found = read_webm(webm(sound=True))
    assert found is not None
    assert found.sound


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x1a\x45\xdf\xa3",
        webm()[:-1],
        webm(frames=0),
        webm(doctype=b"matroska"),
        webm()[40:],
        element(0x1A45DFA3, element(0x4282, b"webm")),
        b"\x00" * 100,
    ],
)
def test_what_is_broken_or_of_another_kind_is_no_video(data: bytes) -> None:
    assert read_webm(data) is None


def test_a_file_of_endless_little_elements_is_given_up() -> None:
    junk = element(0xEC, b"") * 20_000
    assert read_webm(webm() + junk) is None


@given(st.data())
def test_no_change_of_bytes_does_harm(data: st.DataObject) -> None:
    whole = bytearray(webm(frames=2))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    found = read_webm(bytes(whole))
    assert found is None or found.seconds >= 0
