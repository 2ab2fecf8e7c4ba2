"""Calculate how many servers so many people need.

Each result is printed with its formula. What things cost is what was measured on a small machine of
ours (docs/topics/capacity.md); give your own with --figures, a JSON object of the names in
`hodhod plan --show-figures`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from hodhod.ops import cli
from hodhod.plan import Demand, Figures, Machine, plan
from hodhod.plan.figures import GIB
from hodhod.plan.words import written


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    usual, machine = Demand(), Machine()

    def number(name: str, default: float, text: str) -> None:
        kind = int if isinstance(default, int) else float
        parser.add_argument(name, type=kind, default=default, help=f"{text} (default: {default:g})")

    number("--users", usual.users, "accounts that are used")
    number("--online", usual.online, "share of them that is connected at the peak")
    number("--messages", usual.messages, "messages that each sends in a day")
    number("--peak", usual.peak, "how many times the mean the busiest moment is")
    number("--in-groups", usual.in_groups, "share of the messages that goes to groups")
    number("--members", usual.members, "members of a group")
    number("--views", usual.views, "posts of channels that each sees in a day")
    number("--media", usual.media_bytes / 1024**2, "MiB of files that each sends in a day")
    number("--copies", usual.copies, "copies of everything that is kept")
    number("--cores", machine.cores, "cores of a server")
    number("--memory", machine.memory_bytes // GIB, "GiB of memory of a server")
    number("--busy", machine.busy, "share of a core that may be used at the peak")
    parser.add_argument("--figures", type=Path, metavar="FILE", help="what things cost, as JSON")
    parser.add_argument("--show-figures", action="store_true", help="print these, and nothing else")
    parser.add_argument("--json", action="store_true", help="print the results as JSON")


def run(chosen: argparse.Namespace) -> int:
    """Do it."""
    figures = Figures() if chosen.figures is None else read(chosen.figures)
    if chosen.show_figures:
        print(msgspec.json.format(msgspec.json.encode(figures)).decode())
        return cli.OK
    shares = (chosen.online, chosen.in_groups, chosen.busy)
    rest = (chosen.users, chosen.cores, chosen.memory, chosen.copies, chosen.peak)
    counts = (chosen.messages, chosen.members, chosen.views, chosen.media)
    if min(*shares, *counts) < 0 or max(shares) > 1 or min(*rest, chosen.busy) <= 0:
        raise cli.CommandError("shares are between 0 and 1, and all numbers positive")
    demand = Demand(
        users=chosen.users,
        online=chosen.online,
        messages=chosen.messages,
        peak=chosen.peak,
        in_groups=chosen.in_groups,
        members=chosen.members,
        views=chosen.views,
        media_bytes=chosen.media * 1024**2,
        copies=chosen.copies,
    )
    machine = Machine(chosen.cores, chosen.memory * GIB, chosen.busy)
    result = plan(demand, figures, machine)
    if chosen.json:
        print(msgspec.json.format(msgspec.json.encode(result)).decode())
    else:
        print(written(demand, machine, result))
    return cli.OK


def read(file: Path) -> Figures:
    """Read what things cost.

    Raises:
        CommandError: The file has something else in it.
        OSError: It cannot be read.
    """
    try:
        figures = msgspec.json.decode(file.read_bytes(), type=Figures)
    except msgspec.MsgspecError as error:
        raise cli.CommandError(f"{file}: {error}") from error
    costs = msgspec.structs.asdict(figures)
    wrong = [name for name, value in costs.items() if not value > 0]
    if wrong:
        raise cli.CommandError(f"{file}: {wrong[0]} must be positive")
    return figures
