"""Everything that a worker runs, imported: what is forked from here can start at once.

Imported by the process that workers are forked from, and by nobody else.
"""

import gc

from hodhod.api import handlers
from hodhod.botapi import server
from hodhod.ops import crew

__all__ = ["crew"]

handlers.load()
server.load()
# What is never written to again stays shared between the workers.
gc.collect()
gc.freeze()
