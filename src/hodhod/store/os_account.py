"""The operating system account that the embedded PostgreSQL runs under.

PostgreSQL refuses to run as root. An ordinary user runs it as itself; root runs it as an account of
its own, `hodhod`, made on first use. That account gets the database's folder and nothing else: the
folders above it are opened for passing through (the x bit), never for reading.
"""

from __future__ import annotations

import logging
import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

ACCOUNT_NAME = "hodhod"
FALLBACK_NAME = "nobody"
COMMAND_TIMEOUT_S = 30.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OsAccount:
    """An account to run the database as.

    Attributes:
        name: Its name, as PostgreSQL's peer authentication sees it.
        uid: Its user id.
        gid: Its group id.
        switch: Whether this process is root and has to switch to it.
    """

    name: str
    uid: int
    gid: int
    switch: bool

    @property
    def user(self) -> int | None:
        """The uid that subprocess switches to; None to stay who we are."""
        return self.uid if self.switch else None

    @property
    def group(self) -> int | None:
        """The gid that subprocess switches to; None to stay."""
        return self.gid if self.switch else None

    @property
    def groups(self) -> list[int] | None:
        """The further groups that subprocess sets; None to keep ours."""
        return [] if self.switch else None


def database_account() -> OsAccount:
    """Return the account that the database runs as, making it if root has none yet."""
    if os.geteuid() != 0:
        own = pwd.getpwuid(os.geteuid())
        return OsAccount(own.pw_name, own.pw_uid, own.pw_gid, switch=False)
    entry = _find(ACCOUNT_NAME) or _create(ACCOUNT_NAME) or pwd.getpwnam(FALLBACK_NAME)
    return OsAccount(entry.pw_name, entry.pw_uid, entry.pw_gid, switch=True)


def _find(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _create(name: str) -> pwd.struct_passwd | None:
    """Make a system account; None where the system has no tool for it or refuses."""
    program = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if program is None:
        return None
    command = [program, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", name]
    done = subprocess.run(  # noqa: S603 - a fixed program with fixed arguments
        command, capture_output=True, text=True, check=False, timeout=COMMAND_TIMEOUT_S
    )
    if done.returncode != 0:
        _log.warning("no account %s could be made: %s", name, done.stderr.strip())
    return _find(name)


def give(path: Path, account: OsAccount) -> None:
    """Make a folder and all in it the account's own, closed to everybody else (0700).

    Raises:
        OSError: The folder cannot be made, or belongs to somebody else.
    """
    path.mkdir(parents=True, exist_ok=True)
    if account.switch:
        if path.stat().st_uid != account.uid:
            for folder, _, names in os.walk(path):
                os.chown(folder, account.uid, account.gid)
                for name in names:
                    os.chown(Path(folder, name), account.uid, account.gid, follow_symlinks=False)
        open_way(path, account)
    path.chmod(0o700)


def open_way(path: Path, account: OsAccount) -> None:
    """Let the account pass through the folders above `path`: the x bit alone is added."""
    for folder in path.resolve().parents:
        state = folder.stat()
        if state.st_mode & stat.S_IXOTH or state.st_uid == account.uid:
            continue
        _log.warning("%s may now be passed through (not read) by %s", folder, account.name)
        folder.chmod(stat.S_IMODE(state.st_mode) | stat.S_IXOTH)


def can_run(program: Path, account: OsAccount) -> bool:
    """Tell whether the account reaches and may run a program."""
    try:
        run([str(program), "--version"], account)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def run(
    command: list[str], account: OsAccount, *, text: str | None = None, timeout_s: float = 120.0
) -> str:
    """Run a program of the database as the account and return what it printed.

    Args:
        command: Program and arguments.
        account: Who runs it.
        text: What it reads on its standard input.
        timeout_s: Seconds it may take.

    Raises:
        OSError: The program cannot be reached.
        subprocess.CalledProcessError: It failed; `stderr` tells why.
        subprocess.TimeoutExpired: It took too long.
    """
    done = subprocess.run(  # noqa: S603 - programs of the wheel, arguments of ours
        command,
        input=text,
        capture_output=True,
        text=True,
        check=True,
        timeout=timeout_s,
        cwd="/",
        env=environment(),
        user=account.user,
        group=account.group,
        extra_groups=account.groups,
    )
    return done.stdout


def environment() -> dict[str, str]:
    """Return the environment of the database's programs: nothing of ours leaks into it."""
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
