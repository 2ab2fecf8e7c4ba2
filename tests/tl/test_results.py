"""Answers have the type that the function had in the caller's layer."""

from __future__ import annotations

import pytest

from hodhod import tl
from hodhod.tl import functions, types

FILTERS = types.messages.DialogFilters(filters=(types.DialogFilterDefault(),))
UPDATES = types.Updates(updates=(), users=(), chats=(), date=1, seq=0)

RESULTS: list[tuple[type[tl.TLFunction], int, tl.Result, tl.Result]] = [
    (functions.account.UpdateStatus, 229, True, True),
    (functions.account.UpdateStatus, 150, False, False),
    (functions.contacts.GetContactIDs, 229, (1, -2), (1, -2)),
    (functions.messages.DeleteScheduledMessages, 229, UPDATES, UPDATES),
    (functions.users.GetUsers, 229, [types.UserEmpty(id=1)], (types.UserEmpty(id=1),)),
    (functions.messages.GetDialogFilters, 229, FILTERS, FILTERS),
    (functions.messages.GetDialogFilters, 174, FILTERS, FILTERS.filters),
    (
        functions.messages.CreateChat,
        229,
        types.messages.InvitedUsers(updates=UPDATES, missing_invitees=()),
        types.messages.InvitedUsers(updates=UPDATES, missing_invitees=()),
    ),
    (
        functions.messages.CreateChat,
        160,
        types.messages.InvitedUsers(updates=UPDATES, missing_invitees=()),
        UPDATES,
    ),
    (
        functions.help.GetAppConfig,
        152,
        types.help.AppConfig(hash=1, config=types.JsonObject(value=())),
        types.JsonObject(value=()),
    ),
    (
        functions.messages.GetMessageReadParticipants,
        150,
        (types.ReadParticipantDate(user_id=4, date=5),),
        (4,),
    ),
    (functions.stories.CanSendStory, 180, types.stories.CanSendStoryCount(count_remains=0), False),
    (functions.stories.GetPeerMaxIDs, 200, (types.RecentStory(max_id=3),), (3,)),
    (functions.messages.Report, 170, types.ReportResultReported(), True),
]


@pytest.mark.parametrize(("function", "layer", "answer", "read"), RESULTS)
def test_an_answer_is_read_as_the_layer_has_it(
    function: type[tl.TLFunction], layer: int, answer: tl.Result, read: tl.Result
) -> None:
    data = tl.encode_result(answer, function, layer)

    assert tl.decode_result(data, function, layer) == read


def test_items_that_the_layer_cannot_express_are_left_out() -> None:
    chatlist = types.DialogFilterChatlist(
        id=2,
        title=types.TextWithEntities(text="t", entities=()),
        pinned_peers=(),
        include_peers=(),
    )
    answer = types.messages.DialogFilters(filters=(chatlist, *FILTERS.filters))

    data = tl.encode_result(answer, functions.messages.GetDialogFilters, 150)

    assert tl.decode_result(data, functions.messages.GetDialogFilters, 150) == FILTERS.filters


WRONG: list[tuple[type[tl.TLFunction], tl.Result]] = [
    (functions.account.UpdateStatus, 1),
    (functions.account.UpdateStatus, UPDATES),
    (functions.contacts.GetContactIDs, UPDATES),
    (functions.contacts.GetContactIDs, ("a",)),
    (functions.contacts.GetContactIDs, (1 << 40,)),
    (functions.messages.CreateChat, True),
]


@pytest.mark.parametrize(("function", "answer"), WRONG)
def test_an_answer_of_the_wrong_type_is_an_error(
    function: type[tl.TLFunction], answer: tl.Result
) -> None:
    with pytest.raises(tl.EncodeError):
        tl.encode_result(answer, function)


@pytest.mark.parametrize("data", [b"", b"\0\0\0\0", b"\xb5\x75\x72\x99\0", b"\x15\xc4\xb5\x1c"])
def test_a_faulty_answer_is_refused(data: bytes) -> None:
    for function in (
        functions.account.UpdateStatus,
        functions.contacts.GetContactIDs,
        functions.users.GetUsers,
        functions.help.GetConfig,
    ):
        with pytest.raises(tl.DecodeError):
            tl.decode_result(data, function)
