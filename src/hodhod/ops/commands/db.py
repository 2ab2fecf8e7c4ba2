"""Look after the database. Works beside a running server and without one.

hodhod db status     its version, size, and what of the schema is applied
hodhod db migrate    bring it up to this version; `serve` does so by itself
hodhod db psql-dsn   its address, for psql and other tools, while a server runs
"""

from __future__ import annotations

import argparse
import asyncio

from hodhod.ops import cli, options
from hodhod.ops.database import reach_database
from hodhod.ops.folder import DataFolder
from hodhod.ops.settings import Settings
from hodhod.store.embedded import running_dsn
from hodhod.store.migrate import migrate
from hodhod.store.status import status
from hodhod.store.store import shard_schemas


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("what", choices=("status", "migrate", "psql-dsn"))
    options.add_folder(parser)


def run(chosen: argparse.Namespace) -> int:
    """Do it."""
    folder = options.folder_of(chosen)
    settings = options.settings_of(chosen, folder).settings
    if not settings.database.dsn:
        folder.require()
    match chosen.what:
        case "psql-dsn":
            dsn = settings.database.dsn or running_dsn(folder.database)
            if dsn is None:
                raise cli.CommandError("no server runs on this data; start it with `hodhod serve`")
            print(dsn)
        case "migrate":
            applied = asyncio.run(_migrate(folder, settings))
            print("\n".join(applied) or "nothing to do")
        case _:
            print(asyncio.run(_status(folder, settings)))
    return cli.OK


async def _migrate(folder: DataFolder, settings: Settings) -> list[str]:
    async with reach_database(folder, settings) as dsn:
        return await migrate(dsn, shard_schemas(settings.database.shards))


async def _status(folder: DataFolder, settings: Settings) -> str:
    async with reach_database(folder, settings) as dsn:
        return await status(dsn, shard_schemas(settings.database.shards))
