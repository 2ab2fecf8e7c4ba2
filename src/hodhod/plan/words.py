"""A plan in writing: what is asked for, each result with its formula."""

from __future__ import annotations

from hodhod.plan.capacity import Plan
from hodhod.plan.demand import Demand
from hodhod.plan.figures import GIB, Machine

TB = 1e12


def written(demand: Demand, machine: Machine, result: Plan) -> str:
    """Write a plan as a table."""
    rows = [
        (
            "messages a second at the peak",
            f"{result.messages_s:,.0f}",
            "users × messages ÷ 86,400 × peak",
        ),
        (
            "deliveries beside them",
            f"{result.deliveries_s:,.0f}",
            "groups: × members × online; channels: views",
        ),
        ("small requests a second", f"{result.requests_s:,.0f}", "messages × reads"),
        ("connections", f"{result.sessions:,}", "users × online × devices"),
        (
            "cores of workers",
            f"{result.worker_cores:,.1f}",
            f"their time a second ÷ {machine.busy:.0%}",
        ),
        (
            "cores of the database",
            f"{result.database_cores:,.1f}",
            f"its time a second ÷ {machine.busy:.0%}",
        ),
        (
            "memory of workers, GiB",
            f"{result.memory_bytes / GIB:,.1f}",
            "connections × a session + workers × their own",
        ),
        (
            f"servers of {machine.cores} cores, {machine.memory_bytes / GIB:.0f} GiB",
            f"{result.servers:,}",
            "the larger of cores and memory",
        ),
        (
            "messages kept a day, TB",
            f"{result.disk_bytes / TB:,.2f}",
            "users × messages × a message × copies",
        ),
        (
            "files kept a day, TB",
            f"{result.media_bytes / TB:,.2f}",
            "users × files × copies",
        ),
        (
            "network at the peak, Gbit/s",
            f"{result.network_bits / 1e9:,.2f}",
            "files × (1 + loads) + messages",
        ),
        (
            "hours until everybody is in",
            f"{result.sign_up_hours:,.1f}",
            "if all come at once, with nobody in",
        ),
    ]
    head = (
        f"{demand.users:,} people, {demand.online:.0%} online, {demand.messages:g} messages a day"
        f" each, {demand.peak:g} times the mean at the peak"
    )
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    lines = [f"{what:<{widths[0]}}  {much:>{widths[1]}}  {how}" for what, much, how in rows]
    return "\n".join([head, "", *lines])
