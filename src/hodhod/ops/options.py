"""Options that several commands share: which data folder, which settings."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from pathlib import Path

from hodhod.ops.folder import DataFolder, default_folder
from hodhod.ops.settings import Loaded, load


def add_folder(parser: argparse.ArgumentParser) -> None:
    """Let a command take --data and --config."""
    group = parser.add_argument_group("where")
    group.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help=f"the server's data folder (HODHOD_DATA; here: {default_folder()})",
    )
    group.add_argument(
        "--config",
        type=Path,
        metavar="FILE",
        help="the settings (HODHOD_CONFIG; default: hodhod.toml in the data folder)",
    )


def folder_of(options: argparse.Namespace) -> DataFolder:
    """Return the data folder that was chosen."""
    chosen = options.data or default_folder()
    assert isinstance(chosen, Path)
    return DataFolder(chosen.expanduser().absolute())


def settings_of(
    options: argparse.Namespace, folder: DataFolder, chosen: Mapping[str, str] | None = None
) -> Loaded:
    """Read the settings that are in force.

    Args:
        options: The command's options.
        folder: The data folder.
        chosen: Settings given as options: path → text.

    Raises:
        SettingsError: They are wrong.
    """
    named = options.config or os.environ.get("HODHOD_CONFIG")
    file = Path(named) if named else folder.settings_file
    return load(file, os.environ, chosen)
