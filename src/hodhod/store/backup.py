"""Backups: the database, the keys and the media in one tar file, and the way back.

    manifest.json          format, the program's version, when
    database.dump          pg_dump's custom format, one snapshot of everything
    parts/NAME[/…]         files and folders beside the database: keys, media
    checksums              SHA-256 of each of the above, in their order

The database comes first. A medium is on the disk before a message names it, so everything that the
snapshot names is among the parts that are read after it. `checksums` comes last, so a file that was
cut short is known by its absence.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from hodhod.store.cluster import wheel_folder

FORMAT = 1
MANIFEST = "manifest.json"
DUMP = "database.dump"
PARTS = "parts"
CHECKSUMS = "checksums"

BLOCK_SIZE = 1 << 20
"""Bytes read at a time."""

MANIFEST_LIMIT = 1 << 20
"""Bytes of a manifest that is believed to be one."""

LINES_LIMIT = 1 << 30
"""Bytes of checksums: some ten million files."""


class BackupError(Exception):
    """A backup cannot be made, or is not one, or must not be restored here."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself.

    Attributes:
        version: The version of the program that made it.
        made_at: Unix time in seconds.
        parts: Names of the files and folders beside the database.
    """

    version: str
    made_at: int
    parts: tuple[str, ...]


def write_backup(
    target: Path, *, dsn: str, parts: Mapping[str, Path], version: str, now: int
) -> Manifest:
    """Write a backup, while the server runs or not.

    Args:
        target: The file to make; it must not exist. Readable to its owner alone: keys are in it.
        dsn: Address of the database.
        parts: Files and folders by the names they shall have; those that do not exist are left out.
        version: The program's version.
        now: Unix time in seconds.

    Raises:
        BackupError: The file exists, or the database cannot be read.
        OSError: A file cannot be read or written.
    """
    if target.exists():
        raise BackupError(f"{target} exists already")
    present = {name: path for name, path in sorted(parts.items()) if path.exists()}
    manifest = Manifest(version, now, tuple(present))
    partial = target.with_name(f"{target.name}.partial")
    partial.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
        dump = Path(folder) / DUMP
        _run("pg_dump", dsn, "--format=custom", "--exclude-table-data=*.online", f"--file={dump}")
        opener = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opener, "wb") as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                writer = _Writer(tar, now)
                writer.add_bytes(MANIFEST, _manifest_bytes(manifest))
                writer.add_file(DUMP, dump)
                for name, path in present.items():
                    writer.add_tree(f"{PARTS}/{name}", path)
                writer.add_bytes(CHECKSUMS, writer.checksums())
            file.flush()
            os.fsync(file.fileno())
    partial.rename(target)
    return manifest


def restore_backup(source: Path, *, dsn: str, parts: Mapping[str, Path]) -> Manifest:
    """Restore a backup into an empty database, its parts to where there is nothing yet.

    Everything is checked before anything is put in its place.

    Args:
        source: The file.
        dsn: Address of an empty database.
        parts: Where each part belongs, by name. Parts of other names are refused.

    Raises:
        BackupError: The file is no backup, is damaged, or something is there already.
        OSError: A file cannot be read or written.
    """
    for path in parts.values():
        if path.is_file() or (path.is_dir() and any(path.iterdir())):
            raise BackupError(f"{path} is there already")
    beside = next(iter(parts.values()), source).parent
    beside.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=beside, prefix=".restore-") as folder:
        manifest = _unpack(source, Path(folder))
        unknown = [name for name in manifest.parts if name not in parts]
        if unknown:
            raise BackupError(f"it has parts that do not belong here: {', '.join(unknown)}")
        dump = Path(folder) / DUMP
        options = ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges"]
        _run("pg_restore", dsn, *options, str(dump))
        for name in manifest.parts:
            place = parts[name]
            if place.is_dir():
                place.rmdir()
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(Path(folder) / PARTS / name, place)
    return manifest


class _Writer:
    """Adds members to a tar file and remembers what they were."""

    def __init__(self, tar: tarfile.TarFile, now: int) -> None:
        self._tar = tar
        self._now = now
        self._lines: list[str] = []

    def checksums(self) -> bytes:
        """Return the content of the last member."""
        return "".join(self._lines).encode()

    def add_bytes(self, name: str, data: bytes) -> None:
        """Add a file of these bytes."""
        self._add(name, io.BytesIO(data), len(data), self._now)

    def add_file(self, name: str, path: Path) -> None:
        """Add a file."""
        with path.open("rb") as file:
            state = os.fstat(file.fileno())
            self._add(name, file, state.st_size, int(state.st_mtime))

    def add_tree(self, name: str, path: Path) -> None:
        """Add a file, or a folder with all that is in it; what vanishes meanwhile is left out."""
        if path.is_file():
            self.add_file(name, path)
            return
        info = self._info(name, 0, self._now)
        info.type, info.mode = tarfile.DIRTYPE, 0o700
        self._tar.addfile(info)
        for child in sorted(path.iterdir()):
            if child.is_symlink():
                continue
            try:
                self.add_tree(f"{name}/{child.name}", child)
            except FileNotFoundError:
                continue

    def _add(self, name: str, file: IO[bytes], size: int, made_at: int) -> None:
        reader = _Hashing(file)
        self._tar.addfile(self._info(name, size, made_at), reader)
        self._lines.append(f"{reader.digest.hexdigest()}  {name}\n")

    def _info(self, name: str, size: int, made_at: int) -> tarfile.TarInfo:
        info = tarfile.TarInfo(name)
        info.size, info.mtime, info.mode = size, made_at, 0o600
        return info


class _Hashing(io.RawIOBase):
    """A file that is hashed as it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        data = self._file.read(size)
        self.digest.update(data)
        return data


def _unpack(source: Path, folder: Path) -> Manifest:
    """Unpack a backup into a folder and check that it is whole."""
    lines: list[str] = []
    expected: str | None = None
    try:
        with tarfile.open(source, mode="r:") as tar:
            for member in tar:
                if expected is not None:
                    raise BackupError("something comes after its end")
                file = tar.extractfile(member) if member.isfile() else None
                if member.name == CHECKSUMS and file is not None:
                    expected = file.read(LINES_LIMIT).decode()
                    continue
                target = folder / _place(member)
                if file is None:
                    target.mkdir(mode=0o700, parents=True, exist_ok=True)
                else:
                    lines.append(f"{_copy(file, target)}  {member.name}\n")
    except (tarfile.TarError, UnicodeDecodeError) as error:
        raise BackupError(f"{source} is no backup or is damaged: {error}") from error
    if expected is None:
        raise BackupError(f"{source} is not whole: its end is missing")
    if expected != "".join(lines):
        raise BackupError(f"{source} is damaged: its content is not what was written")
    return _read_manifest(folder / MANIFEST)


def _place(member: tarfile.TarInfo) -> PurePosixPath:
    """Return where a member goes, if it may be in a backup at all."""
    path = PurePosixPath(member.name)
    fits = member.name in (MANIFEST, DUMP) or (len(path.parts) > 1 and path.parts[0] == PARTS)
    if not fits or ".." in path.parts or not (member.isfile() or member.isdir()):
        raise BackupError(f"{member.name} does not belong into a backup")
    return path


def _copy(file: IO[bytes], target: Path) -> str:
    """Write a member to its place, for its owner alone; return its SHA-256."""
    digest = hashlib.sha256()
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    opener = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opener, "wb") as written:
        for block in _blocks(file):
            digest.update(block)
            written.write(block)
    return digest.hexdigest()


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    while block := file.read(BLOCK_SIZE):
        yield block


def _manifest_bytes(manifest: Manifest) -> bytes:
    values = {
        "format": FORMAT,
        "version": manifest.version,
        "made_at": manifest.made_at,
        "parts": manifest.parts,
    }
    return json.dumps(values, indent=2).encode() + b"\n"


def _read_manifest(path: Path) -> Manifest:
    try:
        with path.open("rb") as file:
            values = json.loads(file.read(MANIFEST_LIMIT))
        found = int(values["format"])
        manifest = Manifest(
            str(values["version"]), int(values["made_at"]), tuple(map(str, values["parts"]))
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BackupError(f"the backup does not say what it is: {error}") from error
    if found != FORMAT:
        raise BackupError(f"its format is {found}; this version reads {FORMAT}")
    return manifest


def _run(program: str, dsn: str, *options: str) -> None:
    """Run one of PostgreSQL's programs."""
    command = [str(wheel_folder() / "bin" / program), "--dbname", dsn, *options]
    try:
        subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - the wheel's program, arguments of ours
    except subprocess.CalledProcessError as error:
        raise BackupError(f"{program}: {error.stderr.strip()}") from error
