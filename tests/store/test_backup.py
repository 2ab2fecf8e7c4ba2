import io
import stat
import tarfile
from pathlib import Path

import asyncpg
import pytest

from hodhod.domain.ids import BoxId, MsgId, PeerId
from hodhod.store import Store
from hodhod.store.auth_keys import AuthKeyRecord, AuthKeys
from hodhod.store.backup import BackupError, Manifest, restore_backup, write_backup
from hodhod.store.embedded import Embedded
from tests.store.sending import NOW, new_box, private

SECRET = bytes(32)


class Installation:
    """A database and the files beside it."""

    def __init__(self, folder: Path, dsn: str) -> None:
        self.folder = folder
        self.dsn = dsn
        self.parts = {"keys": folder / "keys", "media": folder / "media", "none": folder / "none"}

    def back_up(self) -> Path:
        target = self.folder / "backup.tar"
        write_backup(target, dsn=self.dsn, parts=self.parts, version="1.2", now=NOW)
        return target


@pytest.fixture
def old(tmp_path: Path, database_dsn: str) -> Installation:
    folder = tmp_path / "old"
    (folder / "media" / "ab").mkdir(parents=True)
    (folder / "media" / "ab" / "photo").write_bytes(bytes(range(256)) * 10_000)
    (folder / "media" / "empty").touch()
    (folder / "keys").write_text("secret")
    return Installation(folder, database_dsn)


@pytest.fixture
async def new(tmp_path: Path, cluster: Embedded) -> Installation:
    connection = await asyncpg.connect(cluster.dsn("postgres"))
    await connection.execute("DROP DATABASE IF EXISTS restored WITH (FORCE)")
    await connection.execute("CREATE DATABASE restored")
    await connection.close()
    return Installation(tmp_path / "new", cluster.dsn("restored"))


async def test_what_was_backed_up_comes_back(
    store: Store, old: Installation, new: Installation
) -> None:
    alice, bob = new_box(), new_box()
    (sent,) = await store.messages.append([private(alice, bob, "kept")])
    key = AuthKeyRecord(7, bytes(256), first_salt=1, made_at=NOW)
    await AuthKeys(store.main, SECRET).insert(key)
    manifest = restore_backup(old.back_up(), dsn=new.dsn, parts=new.parts)
    assert manifest == Manifest("1.2", NOW, ("keys", "media"))
    assert new.parts["keys"].read_text() == "secret"
    photo = Path("ab", "photo")
    assert (new.parts["media"] / photo).read_bytes() == (old.parts["media"] / photo).read_bytes()
    assert (new.parts["media"] / "empty").exists()

    restored = await Store.open(new.dsn)
    assert await restored.messages.get(alice, MsgId(1)) == sent.own
    assert await AuthKeys(restored.main, SECRET).get(7) == key
    (after,) = await restored.messages.append([private(alice, bob)])
    assert (after.own.msg_id, after.own.pts) == (2, 3)
    assert after.own.shared_id > sent.own.shared_id
    assert (await restored.dialogs.get(BoxId(bob), PeerId(alice))).unread_count == 2
    await restored.close()


def test_a_backup_is_its_owners_alone(old: Installation) -> None:
    assert stat.S_IMODE(old.back_up().stat().st_mode) == 0o600
    assert [path.name for path in old.folder.glob(".backup*")] == []


def test_a_backup_is_never_written_over(old: Installation) -> None:
    old.back_up()
    with pytest.raises(BackupError, match="exists"):
        old.back_up()


def test_nothing_that_is_there_is_written_over(old: Installation, new: Installation) -> None:
    new.parts["media"].mkdir(parents=True)
    (new.parts["media"] / "mine").touch()
    with pytest.raises(BackupError, match="there already"):
        restore_backup(old.back_up(), dsn=new.dsn, parts=new.parts)


@pytest.mark.parametrize("keep", [0, 100, 5_000, 0.5, 0.99])
def test_a_backup_that_was_cut_short_is_refused(
    old: Installation, new: Installation, keep: float
) -> None:
    source = old.back_up()
    data = source.read_bytes()
    whole = len(data.rstrip(b"\0"))
    source.write_bytes(data[: int(keep * whole) if keep < 1 else int(keep)])
    with pytest.raises(BackupError):
        restore_backup(source, dsn=new.dsn, parts=new.parts)
    assert not new.parts["keys"].exists()


def test_a_changed_byte_is_noticed(old: Installation, new: Installation) -> None:
    source = old.back_up()
    data = bytearray(source.read_bytes())
    data[data.index(b"secret")] ^= 1
    source.write_bytes(data)
    with pytest.raises(BackupError, match="damaged"):
        restore_backup(source, dsn=new.dsn, parts=new.parts)


@pytest.mark.parametrize("name", ["../out", "/out", "parts/../../out", "other", "parts"])
def test_no_path_leaves_the_folder(new: Installation, tmp_path: Path, name: str) -> None:
    source = tmp_path / "evil.tar"
    with tarfile.open(source, "w") as tar:
        info = tarfile.TarInfo(name)
        info.size = 4
        tar.addfile(info, io.BytesIO(b"evil"))
    with pytest.raises(BackupError, match="belong"):
        restore_backup(source, dsn=new.dsn, parts=new.parts)
    assert not (tmp_path / "out").exists()


def test_links_are_refused(new: Installation, tmp_path: Path) -> None:
    source = tmp_path / "evil.tar"
    with tarfile.open(source, "w") as tar:
        info = tarfile.TarInfo("parts/media")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc"
        tar.addfile(info)
    with pytest.raises(BackupError, match="belong"):
        restore_backup(source, dsn=new.dsn, parts=new.parts)
