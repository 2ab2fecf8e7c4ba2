"""Ways for a login code to reach a phone: a chain of providers, tried in order.

    Codes.send ─► cap of the number's prefix ─► provider 1 ─► provider 2 ─► …

Providers are HTTP services that send an SMS or call, and a local one that shows the code to the
operator. Their keys are in settings that hide them, and in no message of an error.
"""

from __future__ import annotations

from hodhod.codes.caps import Cap
from hodhod.codes.chain import Codes, open_codes
from hodhod.codes.delivery import (
    Delivery,
    DeliveryError,
    NoRouteError,
    Provider,
    Sent,
    SpendingCapError,
)
from hodhod.codes.ghasedak import GhasedakSettings
from hodhod.codes.kavenegar import KavenegarSettings
from hodhod.codes.local import LocalSettings
from hodhod.codes.settings import CodesSettings, ProviderSettings
from hodhod.codes.sms_ir import SmsIrSettings
from hodhod.codes.template import TemplateSettings

__all__ = [
    "Cap",
    "Codes",
    "CodesSettings",
    "Delivery",
    "DeliveryError",
    "GhasedakSettings",
    "KavenegarSettings",
    "LocalSettings",
    "NoRouteError",
    "Provider",
    "ProviderSettings",
    "Sent",
    "SmsIrSettings",
    "SpendingCapError",
    "TemplateSettings",
    "open_codes",
]
