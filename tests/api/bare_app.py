"""An App without a store, for handlers that answer out of their own heads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from hodhod.actions.app import App
from hodhod.blobs import Blobs
from hodhod.bus import Bus
from hodhod.codes import Codes
from hodhod.domain.caller import Caller, DeviceInfo
from hodhod.domain.ids import UserId
from hodhod.domain.policy import Endpoint, Policy
from hodhod.previews import Previews
from hodhod.store import Store
from hodhod.tl import NEWEST_LAYER

NOW = 1_800_000_000
ALICE = UserId(1001)


@dataclass
class Seen:
    """An observer that remembers."""

    unsupported_methods: list[str] = field(default_factory=list)
    outcomes: list[tuple[str, str]] = field(default_factory=list)

    def unsupported(self, method: str) -> None:
        self.unsupported_methods.append(method)

    def answered(self, method: str, outcome: str, seconds: float) -> None:
        assert seconds >= 0
        self.outcomes.append((method, outcome))


def bare_app(policy: Policy | None = None) -> App:
    """An App whose ports are not there: whoever touches one fails."""
    return App(
        store=cast("Store", None),
        bus=cast("Bus", None),
        blobs=cast("Blobs", None),
        previews=Previews(None),
        codes=cast("Codes", None),
        policy=policy or Policy(endpoints=(Endpoint("192.0.2.7", 4430),)),
        secret=bytes(32),
        clock=lambda: NOW + 0.5,
        entropy=bytes,
        observer=Seen(),
        power=pow,
    )


def caller(
    layer: int = NEWEST_LAYER,
    *,
    dc_id: int = 2,
    user_id: int | None = ALICE,
    lang_code: str = "",
) -> Caller:
    """A caller of some layer."""
    return Caller(
        device=DeviceInfo(lang_code=lang_code),
        auth_key_id=7,
        session_id=8,
        layer=layer,
        user_id=None if user_id is None else UserId(user_id),
        dc_id=dc_id,
    )
