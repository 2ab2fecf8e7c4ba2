"""Write everything the server keeps into one file: database, keys, media, settings.

Works beside a running server and without one. The file holds the server's keys: whoever has it can
be the server. Keep it where nobody else comes.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from pathlib import Path

from hodhod import __version__
from hodhod.ops import cli, options
from hodhod.ops.database import reach_database
from hodhod.ops.folder import DataFolder
from hodhod.ops.settings import Settings
from hodhod.store.backup import write_backup


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("file", type=Path, help="the file to write; it must not exist")
    options.add_folder(parser)


def run(chosen: argparse.Namespace) -> int:
    """Do it."""
    folder = options.folder_of(chosen)
    folder.require()
    settings = options.settings_of(chosen, folder).settings
    target = Path(chosen.file).absolute()
    asyncio.run(_write(folder, settings, target))
    print(f"{target}: {target.stat().st_size} bytes")
    return cli.OK


async def _write(folder: DataFolder, settings: Settings, target: Path) -> None:
    async with reach_database(folder, settings) as dsn:
        await asyncio.to_thread(
            write_backup,
            target,
            dsn=dsn,
            parts=folder.parts,
            version=__version__,
            now=int(time.time()),
        )
