"""`schema.sql`: the database as the migrations leave it, for people to read and a test to compare.

`python -m hodhod.store.schema` writes it anew after a migration was added.
"""

from __future__ import annotations

import asyncio
import subprocess
import tempfile
from pathlib import Path

from hodhod.store.cluster import wheel_folder
from hodhod.store.embedded import start_embedded
from hodhod.store.migrate import migrate

SCHEMA_FILE = Path(__file__).with_name("schema.sql")

_HEAD = """\
-- The database as the migrations leave it, with one shard (s0).
-- Written by `python -m hodhod.store.schema`; not used by the program.
"""


def dump_schema(dsn: str) -> str:
    """Return a database's schema as SQL, the same for the same schema.

    Args:
        dsn: `postgresql://` address.

    Raises:
        subprocess.CalledProcessError: pg_dump failed; `stderr` tells why.
    """
    program = wheel_folder() / "bin" / "pg_dump"
    options = ["--schema-only", "--no-owner", "--no-privileges", "--no-comments"]
    done = subprocess.run(  # noqa: S603 - the wheel's program, arguments of ours
        [str(program), *options, "--dbname", dsn],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return _HEAD + "\n" + _settled(done.stdout)


def _settled(text: str) -> str:
    """Leave out what changes by itself: versions, settings of the session, remarks, blank lines."""
    lines = [line.rstrip() for line in text.splitlines()]
    noise = ("--", "\\", "SET ", "SELECT pg_catalog.set_config")
    kept: list[str] = []
    inside_function = False
    for line in lines:
        if "AS $$" in line:
            inside_function = True
        if inside_function or not (line == "" or line.startswith(noise)):
            kept.append(line)
        if line.endswith("$$;"):
            inside_function = False
        if not inside_function and line.endswith(";") and kept and kept[-1]:
            kept.append("")
    return "\n".join(kept).strip() + "\n"


def main() -> None:
    """Write schema.sql from the migrations."""
    with (
        tempfile.TemporaryDirectory() as folder,
        start_embedded(Path(folder) / "database") as server,
    ):
        asyncio.run(migrate(server.dsn(), ["s0"]))
        SCHEMA_FILE.write_text(dump_schema(server.dsn()), "utf-8")


if __name__ == "__main__":
    main()
