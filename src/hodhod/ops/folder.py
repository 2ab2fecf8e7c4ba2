"""The data folder: everything that a server keeps, in one place that can be copied and moved.

    DIR/
        hodhod.toml   the operator's settings, if there are any
        keys/         the server's RSA key and its secret (0700)
        database/     the embedded PostgreSQL, unless the settings name another server
        server-public-key.pem   what clients need
        media/        files that people sent, unless the settings name another place

The folder itself can be passed through but not listed by others, because the database may run under
an account of its own.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

SETTINGS_FILE = "hodhod.toml"
SYSTEM_FOLDER = Path("/var/lib/hodhod")


class FolderError(Exception):
    """The data folder is not there, or we may not use it."""


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The places in a data folder.

    Attributes:
        path: The folder itself, absolute.
    """

    path: Path

    @property
    def keys(self) -> Path:
        """The folder of the server's keys."""
        return self.path / "keys"

    @property
    def public_key(self) -> Path:
        """The public key, PKCS#1 in PEM."""
        return self.path / "server-public-key.pem"

    @property
    def database(self) -> Path:
        """The folder of the embedded database."""
        return self.path / "database"

    @property
    def media(self) -> Path:
        """The folder of people's files."""
        return self.path / "media"

    @property
    def settings_file(self) -> Path | None:
        """The operator's settings, or None if there are none."""
        file = self.path / SETTINGS_FILE
        return file if file.exists() else None

    @property
    def parts(self) -> dict[str, Path]:
        """What a backup holds beside the database, by the names it has there."""
        return {
            "keys": self.keys,
            "media": self.media,
            "settings": self.path / SETTINGS_FILE,
        }

    def make(self) -> None:
        """Make the folder if it is absent.

        Raises:
            FolderError: It cannot be made, or is not ours to write to.
        """
        try:
            if not self.path.exists():
                self.path.mkdir(parents=True)
                self.path.chmod(0o711)
        except OSError as error:
            raise FolderError(f"cannot make {self.path}: {error.strerror}") from error
        if not self.path.is_dir():
            raise FolderError(f"{self.path} is not a folder")
        if not os.access(self.path, os.W_OK | os.X_OK):
            raise FolderError(f"{self.path} cannot be written to by this user; choose with --data")

    def require(self) -> None:
        """Make sure that a server has been here.

        Raises:
            FolderError: There is none, or we may not read it.
        """
        try:
            found = self.keys.is_dir()
        except OSError as error:
            raise FolderError(f"cannot look into {self.path}: {error.strerror}") from error
        if not found:
            raise FolderError(
                f"there is no server's data in {self.path}; choose with --data, or start one with "
                f"`hodhod serve --data {self.path}`"
            )


def default_folder() -> Path:
    """Return where data is kept when nobody says: /var/lib/hodhod for root, else XDG's place."""
    chosen = os.environ.get("HODHOD_DATA")
    if chosen:
        return Path(chosen)
    if os.geteuid() == 0:
        return SYSTEM_FOLDER
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(home) / "hodhod"
