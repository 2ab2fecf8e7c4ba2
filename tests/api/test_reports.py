from __future__ import annotations

from dataclasses import replace

import pytest

from hodhod.actions.reports.file import PER_DAY
from hodhod.domain.errors import RpcError
from hodhod.store.reports import Report, close_report, reports_after
from hodhod.tl import functions, types
from tests.api.world import Person, World, sent


async def filed(person: Person) -> list[Report]:
    """The open reports of somebody."""
    found = await reports_after(person.world.app.store.main, 0, limit=10_000)
    return [one for one in found if one.reporter_id == person.id]


async def report(
    person: Person, whom: Person, ids: list[int], option: bytes = b"", message: str = ""
) -> types.TypeReportResult:
    answer = await person.call(
        functions.messages.Report(peer=person.peer(whom), id=ids, option=option, message=message)
    )
    assert isinstance(
        answer,
        types.ReportResultChooseOption | types.ReportResultAddComment | types.ReportResultReported,
    )
    return answer


async def test_a_reporter_is_led_to_a_reason(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await bob.say(alice, "buy\nthis")
    (theirs,) = await world.history(alice, bob.peer_id)
    asked = await report(alice, bob, [theirs.id])
    assert isinstance(asked, types.ReportResultChooseOption)
    assert asked.title == "گزارش"
    (spam,) = (one for one in asked.options if one.text == "هرزنامه")
    more = await report(alice, bob, [theirs.id], spam.option)
    assert isinstance(more, types.ReportResultAddComment)
    assert more.optional
    assert await filed(alice) == []
    done = await report(alice, bob, [theirs.id], more.option)
    assert done == types.ReportResultReported()
    (kept,) = await filed(alice)
    assert (kept.peer_id, kept.reason, list(kept.ids)) == (bob.peer_id, "spam", [theirs.id])
    assert kept.text == f"{bob.id}: buy this"


async def test_another_reason_needs_words(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await bob.say(alice, "hm")
    (theirs,) = await world.history(alice, bob.peer_id)
    more = await report(alice, bob, [theirs.id], b"other")
    assert isinstance(more, types.ReportResultAddComment)
    assert not more.optional
    again = await report(alice, bob, [theirs.id], more.option, " ")
    assert isinstance(again, types.ReportResultAddComment)
    assert await report(alice, bob, [theirs.id], more.option, "rude") == (
        types.ReportResultReported()
    )
    (kept,) = await filed(alice)
    assert (kept.reason, kept.comment) == ("other", "rude")


async def test_what_is_reported_must_be_there(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    await carol.say(alice, "hello")
    (elsewhere,) = await world.history(alice, carol.peer_id)
    for ids in ([], [1_000], [elsewhere.id]):
        with pytest.raises(RpcError, match="MESSAGE_ID_INVALID"):
            await report(alice, bob, ids, b"spam.")
    with pytest.raises(RpcError, match="OPTION_INVALID"):
        await report(alice, carol, [elsewhere.id], b"\xff")
    with pytest.raises(RpcError, match="LIMIT_INVALID"):
        await report(alice, bob, list(range(1, 200)), b"spam.")
    assert await filed(alice) == []


async def test_older_clients_name_their_reason(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await bob.say(alice, "look at this")
    (theirs,) = await world.history(alice, bob.peer_id)
    old = replace(alice.caller, layer=170)
    request = functions.messages.Report(
        peer=alice.peer(bob),
        id=[theirs.id],
        message="not nice",
        reason=types.InputReportReasonViolence(),
    )
    assert await world.dispatcher.call(old, request) is True
    (kept,) = await filed(alice)
    assert (kept.reason, kept.comment) == ("violence", "not nice")


async def test_somebody_is_reported_as_spam_and_the_bar_closes(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await bob.say(alice, "win a prize")
    assert await alice.call(functions.messages.ReportSpam(peer=alice.peer(bob))) is True
    (kept,) = await filed(alice)
    assert (kept.subject, kept.reason) == ("spam", "spam")
    assert kept.text.endswith("win a prize")
    answer = await alice.call(functions.messages.GetPeerSettings(peer=alice.peer(bob)))
    assert isinstance(answer, types.messages.PeerSettings)
    assert not answer.settings.report_spam


async def test_a_person_is_reported_with_a_comment(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    ask = functions.account.ReportPeer(
        peer=alice.peer(bob), reason=types.InputReportReasonFake(), message="this is not Bob"
    )
    assert await alice.call(ask) is True
    (kept,) = await filed(alice)
    assert (kept.subject, kept.reason, kept.comment) == ("peer", "fake", "this is not Bob")
    with pytest.raises(RpcError, match="PEER_ID_INVALID"):
        await alice.call(
            functions.account.ReportPeer(
                peer=types.InputPeerSelf(), reason=types.InputReportReasonFake(), message=""
            )
        )
    with pytest.raises(RpcError, match="PHOTO_INVALID"):
        await alice.call(
            functions.account.ReportProfilePhoto(
                peer=alice.peer(bob),
                photo_id=types.InputPhotoEmpty(),
                reason=types.InputReportReasonFake(),
                message="",
            )
        )


async def test_nobody_reports_without_end(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    ask = functions.account.ReportPeer(
        peer=alice.peer(bob), reason=types.InputReportReasonSpam(), message=""
    )
    for _ in range(PER_DAY):
        await alice.call(ask)
    with pytest.raises(RpcError, match="FLOOD_WAIT"):
        await alice.call(ask)
    assert len(await filed(alice)) == PER_DAY


async def test_a_closed_report_is_listed_on_request_alone(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await alice.call(functions.messages.ReportSpam(peer=alice.peer(bob)))
    (kept,) = await filed(alice)
    main = world.app.store.main
    assert await close_report(main, kept.report_id, world.app.now) is True
    assert await close_report(main, kept.report_id, world.app.now) is False
    assert await filed(alice) == []
    listed = await reports_after(main, kept.report_id - 1, closed=True)
    assert kept.report_id in {one.report_id for one in listed}


async def test_what_somebody_wrote_in_a_supergroup_is_reported(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Team", bob)
    answer = await bob.call(
        functions.messages.SendMessage(
            peer=bob.peer(room), message="buy this", random_id=world.random_id()
        )
    )
    msg_id = sent(answer)[0].id
    ask = functions.channels.ReportSpam
    channel = alice.channel(room)
    with pytest.raises(RpcError, match="MESSAGE_ID_INVALID"):
        await alice.call(ask(channel=channel, participant=alice.peer(alice), id=[msg_id]))
    assert await alice.call(ask(channel=channel, participant=alice.peer(bob), id=[msg_id])) is True
    (kept,) = await filed(alice)
    assert (kept.peer_id, kept.subject) == (room.peer_id, "spam")
    assert kept.text == f"{bob.id}: buy this"
