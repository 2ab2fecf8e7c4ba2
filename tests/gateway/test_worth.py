import pytest

from hodhod.domain.errors import RpcError
from hodhod.gateway.worth import check_worth
from hodhod.tl import TLObject, functions, types

SELF = types.InputPeerSelf()
IMPORT = functions.contacts.ImportContacts(contacts=[])
HISTORY = functions.messages.GetHistory(
    peer=SELF, offset_id=0, offset_date=0, add_offset=0, limit=1, max_id=0, min_id=0, hash=0
)
DIFFERENCE = functions.updates.GetDifference(pts=1, date=1, qts=1)
SEND = functions.messages.SendMessage(peer=SELF, message="x", random_id=1)


def refusal(query: TLObject, late_s: float) -> str:
    try:
        check_worth(query, late_s)
    except RpcError as error:
        return f"{error.code} {error.message}"
    return ""


@pytest.mark.parametrize(
    ("late_s", "expected"),
    [
        (0.0, []),
        (0.05, []),
        (0.2, [IMPORT]),
        (0.5, [IMPORT, HISTORY]),
        (60.0, [IMPORT, HISTORY, DIFFERENCE]),
    ],
)
def test_what_is_worth_least_is_put_off_first_and_sending_never(
    late_s: float, expected: list[TLObject]
) -> None:
    answers = [(query, refusal(query, late_s)) for query in (IMPORT, HISTORY, DIFFERENCE, SEND)]
    assert [query for query, said in answers if said] == expected
    assert {said for _, said in answers} <= {"", "500 WORKER_BUSY_TOO_LONG_RETRY"}
