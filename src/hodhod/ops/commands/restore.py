"""Make a data folder from a backup: database, keys, media, settings.

The folder must not hold a server's data yet, and an outside database must be empty. Nothing is put
in its place before the whole file has been checked.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
from pathlib import Path

from hodhod.ops import cli, options
from hodhod.ops.database import reach_database
from hodhod.ops.folder import DataFolder
from hodhod.ops.settings import Settings
from hodhod.store.backup import Manifest, restore_backup


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("file", type=Path, help="what `hodhod backup` wrote")
    options.add_folder(parser)


def run(chosen: argparse.Namespace) -> int:
    """Do it."""
    source = Path(chosen.file)
    if not source.is_file():
        raise cli.CommandError(f"there is no file {source}")
    folder = options.folder_of(chosen)
    settings = options.settings_of(chosen, folder).settings
    folder.make()
    for place in (folder.keys, folder.database, folder.media):
        if place.exists():
            raise cli.CommandError(f"{place} is there already; choose another folder with --data")
    try:
        manifest = asyncio.run(_restore(folder, settings, source))
    except BaseException:
        # The database was made for this alone, so that the next try finds nothing in its way.
        shutil.rmtree(folder.database, ignore_errors=True)
        raise
    print(f"restored what version {manifest.version} wrote; start it with:")
    print(f"  hodhod serve --data {folder.path}")
    return cli.OK


async def _restore(folder: DataFolder, settings: Settings, source: Path) -> Manifest:
    async with reach_database(folder, settings) as dsn:
        return await asyncio.to_thread(restore_backup, source, dsn=dsn, parts=folder.parts)
