"""From what is asked for and what things cost to what is needed.

Everything is counted at the peak. Work of the processor is a sum of (how often a second) × (what it
takes), so that cores = work ÷ the share of a core that may be used: Little's law, with the core as
the only place.
"""

from __future__ import annotations

import math

import msgspec

from hodhod.plan.demand import Demand
from hodhod.plan.figures import Figures, Machine

DAY_S = 86_400.0


class Plan(msgspec.Struct, frozen=True):
    """What is needed.

    Attributes:
        messages_s: Messages sent in a second at the peak.
        deliveries_s: Deliveries in a second at the peak.
        requests_s: Small requests in a second at the peak.
        sessions: Connections at the peak.
        worker_cores: Cores busy with workers, at the share that may be used.
        database_cores: Cores busy with the database, likewise.
        memory_bytes: Of all workers with their sessions.
        servers: Machines, for whichever of cores and memory needs more.
        disk_bytes: What the database grows by in a day, with copies.
        media_bytes: What the store of files grows by in a day, with copies.
        network_bits: Bits a second at the peak, both ways.
        sign_up_hours: How long it takes if everybody comes at once and nobody is there yet.
    """

    messages_s: float
    deliveries_s: float
    requests_s: float
    sessions: int
    worker_cores: float
    database_cores: float
    memory_bytes: float
    servers: int
    disk_bytes: float
    media_bytes: float
    network_bits: float
    sign_up_hours: float


def plan(demand: Demand, figures: Figures, machine: Machine) -> Plan:
    """Calculate what is needed."""
    a_day, peak = demand.users / DAY_S, demand.peak
    messages_s = a_day * demand.messages * peak
    in_groups_s = messages_s * demand.in_groups
    # Of a group each member who is online hears; of a channel whoever sees the post.
    deliveries_s = in_groups_s * demand.members * demand.online + a_day * demand.views * peak
    requests_s = messages_s * demand.reads
    worker_us = (
        messages_s * figures.server_us
        + deliveries_s * figures.delivery_us
        + requests_s * figures.request_us
    )
    database_us = messages_s * figures.database_us + requests_s * figures.request_database_us
    worker_cores = worker_us / 1e6 / machine.busy
    database_cores = database_us / 1e6 / machine.busy
    sessions = math.ceil(demand.users * demand.online * demand.devices)
    memory = sessions * figures.session_bytes + math.ceil(worker_cores) * figures.worker_bytes
    servers = max(
        math.ceil((worker_cores + database_cores) / machine.cores),
        # Half of the memory belongs to the database, whose indexes want to be in it.
        math.ceil(memory / (machine.memory_bytes / 2)),
        1,
    )
    media_s = a_day * demand.media_bytes * (1 + demand.loads) * peak
    wire_s = (2 * messages_s + deliveries_s + 2 * requests_s) * figures.wire_bytes
    sign_ups_s = servers * machine.cores * figures.sign_ups_a_second * machine.busy
    return Plan(
        messages_s=messages_s,
        deliveries_s=deliveries_s,
        requests_s=requests_s,
        sessions=sessions,
        worker_cores=worker_cores,
        database_cores=database_cores,
        memory_bytes=memory,
        servers=servers,
        disk_bytes=demand.users * demand.messages * figures.message_bytes * demand.copies,
        media_bytes=demand.users * demand.media_bytes * demand.copies,
        network_bits=8 * (media_s + wire_s),
        sign_up_hours=demand.users / sign_ups_s / 3600,
    )
