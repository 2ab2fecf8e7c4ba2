"""Show, check and explain the settings.

hodhod config show       what is in force, and where each value comes from
hodhod config check      find mistakes; they are told with their line
hodhod config defaults   a file with every setting, explained, to start from
hodhod config reference  the same as Markdown
"""

from __future__ import annotations

import argparse

from hodhod.ops import cli, options
from hodhod.ops.settings import reference


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("what", choices=("show", "check", "defaults", "reference"))
    options.add_folder(parser)


def run(chosen: argparse.Namespace) -> int:
    """Do it."""
    match chosen.what:
        case "defaults":
            print(reference.defaults_file(), end="")
        case "reference":
            print(reference.markdown(), end="")
        case "show":
            loaded = options.settings_of(chosen, options.folder_of(chosen))
            print("\n".join(reference.in_force(loaded)).rstrip())
        case _:
            options.settings_of(chosen, options.folder_of(chosen))
            print("the settings are right")
    return cli.OK
