"""The operator's choice of providers and what they may cost."""

from __future__ import annotations

from dataclasses import dataclass

from hodhod.codes.caps import Cap
from hodhod.codes.ghasedak import GhasedakSettings
from hodhod.codes.kavenegar import KavenegarSettings
from hodhod.codes.local import LocalSettings
from hodhod.codes.sms_ir import SmsIrSettings
from hodhod.codes.template import TemplateSettings

ProviderSettings = (
    LocalSettings | KavenegarSettings | SmsIrSettings | GhasedakSettings | TemplateSettings
)

DEFAULT_CAP = Cap("", per_hour=1000, burst=500)


@dataclass(frozen=True, slots=True)
class CodesSettings:
    """How login codes go out.

    Attributes:
        providers: In the order in which they are tried.
        caps: What is spent on prefixes, the longest that fits counting.
        default_cap: What is spent on every other country.
    """

    providers: tuple[ProviderSettings, ...] = (LocalSettings(),)
    caps: tuple[Cap, ...] = ()
    default_cap: Cap = DEFAULT_CAP
