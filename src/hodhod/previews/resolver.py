"""Names to addresses, of which only those come back that may be connected to."""

from __future__ import annotations

import socket

from aiohttp.abc import AbstractResolver, ResolveResult

from hodhod.previews.guard import Guard, RefusedError


class GuardedResolver(AbstractResolver):
    """A resolver that refuses a name if any of its addresses is not public.

    The connection is made to what is returned here, so a name that answers differently the next
    time (DNS rebinding) gains nothing.

    Args:
        inner: What asks.
        guard: What is refused.
    """

    def __init__(self, inner: AbstractResolver, guard: Guard) -> None:
        self._inner = inner
        self._guard = guard

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return the addresses of a name.

        Raises:
            OSError: There are none, or one of them is not public.
        """
        found = await self._inner.resolve(host, port, family)
        try:
            for one in found:
                self._guard.check_address(one["host"])
        except RefusedError as error:
            raise OSError(str(error)) from error
        return found

    async def close(self) -> None:
        """Close what asks."""
        await self._inner.close()
