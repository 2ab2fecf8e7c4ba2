import os
from pathlib import Path

import pytest

from hodhod.ops.folder import SYSTEM_FOLDER, DataFolder, FolderError, default_folder


def test_the_folder_is_made_closed_to_listing_by_others(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "a" / "b")
    folder.make()
    assert folder.path.stat().st_mode & 0o777 == 0o711


def test_making_it_again_leaves_its_rights_alone(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    DataFolder(tmp_path).make()
    assert tmp_path.stat().st_mode & 0o777 == 0o700


def test_a_file_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FolderError, match="is not a folder"):
        DataFolder(tmp_path / "file").make()
    with pytest.raises(FolderError, match="cannot make"):
        DataFolder(tmp_path / "file" / "below").make()


def test_a_command_for_a_server_that_never_was_says_how_to_start_one(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match=f"hodhod serve --data {tmp_path}"):
        DataFolder(tmp_path).require()


def test_the_default_depends_on_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HODHOD_DATA", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert default_folder() == SYSTEM_FOLDER
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("XDG_DATA_HOME", "/x")
    assert default_folder() == Path("/x/hodhod")
    monkeypatch.setenv("HODHOD_DATA", "/y")
    assert default_folder() == Path("/y")
