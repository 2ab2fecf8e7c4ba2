"""Why people report something: the reasons, and the questions that lead to one.

    option b""        which reason?            →  options, one a reason
    option b"drugs"   a comment, if wanted     →  b"drugs."
    option b"drugs."  reported

A client shows what it is told and sends back the option that was chosen, whatever its bytes are.

Source: https://core.telegram.org/method/messages.report
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum, unique
from types import MappingProxyType

from hodhod.domain.catalogue import text
from hodhod.domain.errors import bad_request
from hodhod.tl import types

COMMENT_UNITS = 512
"""UTF-16 units of a comment."""

ASKED = b"."
"""Ends an option whose reporter was asked for a comment already."""


@unique
class Reason(StrEnum):
    """Why something is reported; the values are stored."""

    SPAM = "spam"
    VIOLENCE = "violence"
    CHILD_ABUSE = "child_abuse"
    PORNOGRAPHY = "pornography"
    DRUGS = "drugs"
    PERSONAL_DETAILS = "personal_details"
    FAKE = "fake"
    COPYRIGHT = "copyright"
    WRONG_PLACE = "wrong_place"
    OTHER = "other"


_OF_INPUT: Mapping[type[types.TypeReportReason], Reason] = MappingProxyType(
    {
        types.InputReportReasonSpam: Reason.SPAM,
        types.InputReportReasonViolence: Reason.VIOLENCE,
        types.InputReportReasonChildAbuse: Reason.CHILD_ABUSE,
        types.InputReportReasonPornography: Reason.PORNOGRAPHY,
        types.InputReportReasonIllegalDrugs: Reason.DRUGS,
        types.InputReportReasonPersonalDetails: Reason.PERSONAL_DETAILS,
        types.InputReportReasonFake: Reason.FAKE,
        types.InputReportReasonCopyright: Reason.COPYRIGHT,
        types.InputReportReasonGeoIrrelevant: Reason.WRONG_PLACE,
        types.InputReportReasonOther: Reason.OTHER,
    }
)

OFFERED: Sequence[Reason] = tuple(one for one in Reason if one is not Reason.WRONG_PLACE)
"""Reasons for messages, in the order in which they are offered."""


def reason_of(given: types.TypeReportReason) -> Reason:
    """Return the reason that a client named."""
    return _OF_INPUT[type(given)]


def next_question(option: bytes, comment: str, lang: str) -> types.TypeReportResult | Reason:
    """Return what a reporter is asked next, or the reason when there is nothing to ask.

    Args:
        option: What was chosen last, empty at the beginning.
        comment: What the reporter wrote.
        lang: The reporter's language.

    Raises:
        RpcError: 400 OPTION_INVALID.
    """
    if not option:
        return types.ReportResultChooseOption(
            title=text(lang, "report_title"),
            options=[
                types.MessageReportOption(text=text(lang, f"report_{one}"), option=one.encode())
                for one in OFFERED
            ],
        )
    try:
        reason = Reason(option.removesuffix(ASKED).decode())
    except ValueError as error:
        raise bad_request("OPTION_INVALID") from error
    needed = reason is Reason.OTHER
    if comment or (option.endswith(ASKED) and not needed):
        return reason
    return types.ReportResultAddComment(optional=not needed, option=reason.encode() + ASKED)
