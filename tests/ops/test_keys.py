import stat
import threading
from pathlib import Path

import pytest

from hodhod.ops.keys import RSA_FILE, SECRET_FILE, KeyFileError, make_keys, read_keys, write_once


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data") / "keys"
    make_keys(folder)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy that a test may spoil."""
    for file in made.iterdir():
        write_once(tmp_path / file.name, file.read_bytes())
    return tmp_path


def test_keys_are_for_the_owner_alone(made: Path) -> None:
    assert stat.S_IMODE(made.stat().st_mode) == 0o700
    assert {file.name for file in made.iterdir()} == {RSA_FILE, SECRET_FILE}
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in made.iterdir())


def test_making_keys_again_changes_nothing(folder: Path) -> None:
    before = read_keys(folder)
    make_keys(folder)
    after = read_keys(folder)
    assert (after.secret, after.rsa.public) == (before.secret, before.rsa.public)


def test_two_who_make_keys_at_once_have_the_same_ones(tmp_path: Path) -> None:
    start = threading.Barrier(2)
    seen: list[bytes] = []

    def make(content: bytes) -> None:
        start.wait()
        write_once(tmp_path / "secret", content)
        seen.append((tmp_path / "secret").read_bytes())

    threads = [threading.Thread(target=make, args=(one * 32,)) for one in (b"a", b"b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen[0] == seen[1]
    assert [file.name for file in tmp_path.iterdir()] == ["secret"]


def test_keys_are_not_shown_by_accident(made: Path) -> None:
    keys = read_keys(made)
    assert repr(keys) == "ServerKeys()"


@pytest.mark.parametrize("name", [RSA_FILE, SECRET_FILE])
def test_a_missing_key_is_not_replaced_by_reading(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(KeyFileError, match="is missing: take it from a backup"):
        read_keys(folder)


@pytest.mark.parametrize("name", [RSA_FILE, SECRET_FILE])
def test_a_key_that_others_may_read_is_refused(folder: Path, name: str) -> None:
    (folder / name).chmod(0o640)
    with pytest.raises(KeyFileError, match="chmod 600"):
        read_keys(folder)


def test_damaged_keys_are_refused(folder: Path) -> None:
    (folder / SECRET_FILE).write_bytes(b"short")
    with pytest.raises(KeyFileError, match="must have 32 bytes"):
        read_keys(folder)
    (folder / SECRET_FILE).write_bytes(bytes(32))
    (folder / RSA_FILE).write_text("-----BEGIN RSA PRIVATE KEY-----")
    with pytest.raises(KeyFileError, match="no RSA key"):
        read_keys(folder)


def test_a_file_is_as_open_as_it_was_asked_to_be(tmp_path: Path) -> None:
    write_once(tmp_path / "public", b"x", mode=0o644)
    assert stat.S_IMODE((tmp_path / "public").stat().st_mode) == 0o644
