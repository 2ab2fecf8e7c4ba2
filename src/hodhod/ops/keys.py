"""The server's own secrets, two files that are made at the first start.

    keys/server.pem   the RSA key that clients know us by (private, PKCS#1)
    keys/secret       32 bytes: stored auth keys are sealed with it, access hashes made with it

Both are 0600. They are never replaced: without the old secret every stored session is lost, and
with another RSA key no client connects. So they are part of a backup, and where there is a database
without them, the server does not start.
"""

from __future__ import annotations

import os
import secrets
import stat
from dataclasses import dataclass, field
from pathlib import Path

from hodhod.mtproto.crypto.rsa import RsaKey

RSA_FILE = "server.pem"
SECRET_FILE = "secret"  # noqa: S105 - the file's name
SECRET_SIZE = 32
"""Bytes."""


class KeyFileError(Exception):
    """A key file is missing, damaged, or open to others."""


@dataclass(frozen=True, slots=True)
class ServerKeys:
    """What only this server knows.

    Attributes:
        rsa: The key that clients check.
        secret: 32 bytes.
    """

    rsa: RsaKey = field(repr=False)
    secret: bytes = field(repr=False)


def make_keys(folder: Path) -> None:
    """Make the files that are absent; two processes may do so at once.

    Raises:
        OSError: They cannot be written.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    if not (folder / RSA_FILE).exists():
        write_once(folder / RSA_FILE, RsaKey.generate().pem().encode())
    if not (folder / SECRET_FILE).exists():
        write_once(folder / SECRET_FILE, secrets.token_bytes(SECRET_SIZE))


def read_keys(folder: Path) -> ServerKeys:
    """Read the keys.

    Raises:
        KeyFileError: They are not there or not as they were written.
    """
    secret = _read(folder / SECRET_FILE)
    if len(secret) != SECRET_SIZE:
        raise KeyFileError(f"{folder / SECRET_FILE} must have {SECRET_SIZE} bytes")
    try:
        rsa = RsaKey.from_pem(_read(folder / RSA_FILE).decode())
    except ValueError as error:
        raise KeyFileError(f"{folder / RSA_FILE} is no RSA key of 2048 bits: {error}") from error
    return ServerKeys(rsa, secret)


def write_once(path: Path, content: bytes, mode: int = 0o600) -> None:
    """Write a file that appears whole or not at all, and survives a power cut.

    A file that is there already stays as it is.

    Args:
        path: The file.
        content: What it holds.
        mode: Who may read it; by default its owner alone.

    Raises:
        OSError: It cannot be written.
    """
    partial = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            os.fchmod(file.fileno(), mode)  # whatever the umask
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            path.hardlink_to(partial)  # unlike a rename, a link replaces nothing
        except FileExistsError:
            return
    finally:
        partial.unlink()
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(path: Path) -> bytes:
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        content = path.read_bytes()
    except FileNotFoundError:
        raise KeyFileError(f"{path} is missing: take it from a backup") from None
    except OSError as error:
        raise KeyFileError(f"{path} cannot be read: {error.strerror}") from error
    if mode & 0o077:
        raise KeyFileError(f"{path} is open to others ({mode:04o}): chmod 600 {path}")
    return content
