"""The `hodhod` command: finds the command that is meant, runs it, and turns errors into words.

A command is a module of `hodhod.ops.commands` with `add_arguments(parser)` and `run(options)`,
imported only when it is called. Exit codes:

    0  done                                  4  the data folder, its keys or their rights are wrong
    1  failed                                5  the database does not start or answer
    2  called with wrong arguments         130  interrupted
    3  the settings are wrong
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from typing import NoReturn, Protocol, cast

from hodhod import __version__

COMMANDS = {
    "serve": "run the server",
    "user": "add and list people, hand over login codes",
    "bots": "make bots, show and change their tokens",
    "reports": "list what people reported, and put it aside",
    "stickers": "choose the sticker sets that everybody is shown",
    "key": "show the server's public key in the form that a client takes",
    "backup": "write everything the server keeps into one file",
    "restore": "make a data folder from such a file",
    "db": "look after the database",
    "config": "show, check and explain the settings",
    "plan": "calculate how many servers so many people need",
}

OK = 0
FAILED = 1
USAGE = 2
SETTINGS_WRONG = 3
FOLDER_WRONG = 4
DATABASE_DOWN = 5
INTERRUPTED = 130


class CommandError(Exception):
    """A command cannot do what was asked; the text says why."""


class Command(Protocol):
    """What the module of a command has."""

    __doc__: str | None

    @staticmethod
    def add_arguments(parser: argparse.ArgumentParser) -> None:
        """Declare what the command takes."""

    @staticmethod
    def run(options: argparse.Namespace) -> int:
        """Do it, and return the exit code."""


def main() -> NoReturn:
    """Run the command line of this process."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run a command.

    Args:
        arguments: What is behind the program's name.

    Returns:
        The exit code.
    """
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(overview())
        return OK if arguments else USAGE
    name, *rest = arguments
    if name in ("-V", "--version"):
        print(f"hodhod {__version__}")
        return OK
    if name not in COMMANDS:
        return _fail(f"there is no command {name!r}\n\n{overview()}", USAGE)
    command = cast("Command", importlib.import_module(f"hodhod.ops.commands.{name}"))
    parser = argparse.ArgumentParser(
        prog=f"hodhod {name}",
        description=command.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_arguments(parser)
    options = parser.parse_args(rest)
    try:
        return command.run(options)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # whoever read us has seen enough
        return OK
    except Exception as error:
        code = exit_code(error)
        if code is None:
            raise
        return _fail(str(error), code)


def exit_code(error: Exception) -> int | None:
    """Return the exit code of an error that says all there is to say; None for a bug."""
    # Imported here: an error has been raised, so what it belongs to has been imported before.
    from hodhod.domain.errors import RpcError  # noqa: PLC0415
    from hodhod.ops.folder import FolderError  # noqa: PLC0415
    from hodhod.ops.keys import KeyFileError  # noqa: PLC0415
    from hodhod.ops.settings import SettingsError  # noqa: PLC0415
    from hodhod.store import StoreUnavailable  # noqa: PLC0415
    from hodhod.store.backup import BackupError  # noqa: PLC0415
    from hodhod.store.cluster import DatabaseStartError  # noqa: PLC0415
    from hodhod.store.embedded import FolderInUseError  # noqa: PLC0415
    from hodhod.store.migrate import MigrationError  # noqa: PLC0415

    families: list[tuple[tuple[type[Exception], ...], int]] = [
        ((SettingsError,), SETTINGS_WRONG),
        ((FolderError, KeyFileError, FolderInUseError), FOLDER_WRONG),
        ((StoreUnavailable, DatabaseStartError, MigrationError), DATABASE_DOWN),
        ((CommandError, BackupError, RpcError, OSError), FAILED),
    ]
    return next((code for family, code in families if isinstance(error, family)), None)


def say(line: str) -> None:
    """Print a line at once, also into a pipe."""
    print(line, flush=True)


def overview() -> str:
    """Return the help of the whole command."""
    width = max(map(len, COMMANDS))
    return "\n".join(
        [
            "Hodhod, a messenger to run on your own machines.",
            "",
            "usage: hodhod COMMAND [options]",
            "",
            *(f"  {name:<{width}}  {text}" for name, text in COMMANDS.items()),
            "",
            "`hodhod COMMAND --help` explains a command. A first start: `hodhod serve`.",
        ]
    )


def _fail(text: str, code: int) -> int:
    for number, line in enumerate(text.splitlines()):
        print(f"hodhod: {line}" if number == 0 else line, file=sys.stderr)
    return code
