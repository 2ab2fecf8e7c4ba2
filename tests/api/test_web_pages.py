"""Previews of links, from the first pending one to what everybody is shown."""

from __future__ import annotations

import pytest

from hodhod import tl
from hodhod.actions.previews.pages import FORGOTTEN_S, take_up
from hodhod.domain.errors import RpcError
from hodhod.domain.web_page import FRESH_EMPTY_S, FRESH_S
from hodhod.store import Store
from hodhod.tl import functions, types
from tests.api.test_comments import linked
from tests.api.upload import photo_place, read
from tests.api.web_town import PLAIN, Town, newest, town
from tests.api.world import Person, World, sent

__all__ = ["town"]


def page_of(message: types.TypeMessage | None) -> types.TypeWebPage | None:
    assert isinstance(message, types.Message)
    if message.media is None:
        return None
    assert isinstance(message.media, types.MessageMediaWebPage)
    return message.media.webpage


async def test_a_link_is_pending_until_its_page_was_read_and_everybody_is_told(
    town: Town,
) -> None:
    alice, bob = await town.world.user("Alice"), await town.world.user("Bob")
    message = await alice.say(bob, "look: https://site.example/bird !")
    pending = page_of(message)
    assert isinstance(pending, types.WebPagePending)
    assert pending.url == "https://site.example/bird"
    await town.read_all()
    for person in (alice, alice.other, bob, bob.other):
        (told,) = person.saw(types.UpdateWebPage)
        assert isinstance(told, types.UpdateWebPage)
        assert isinstance(told.webpage, types.WebPage)
        assert (told.webpage.id, told.pts_count) == (pending.id, 1)
    page = page_of(await newest(bob, alice))
    assert isinstance(page, types.WebPage)
    assert (page.site_name, page.title, page.description) == (
        "Garden",
        "A bird",
        "It carries letters",
    )
    assert (page.url, page.display_url) == ("https://site.example/bird", "site.example/bird")
    assert page.has_large_media
    assert isinstance(page.photo, types.Photo)
    assert len(await read(bob, photo_place(page.photo, "m"))) > 100
    await town.world.check(alice, bob)


@pytest.mark.parametrize("broadcast", [False, True])
async def test_a_page_in_a_channel_is_told_as_an_edit_to_those_who_were_away(
    town: Town, *, broadcast: bool
) -> None:
    alice, bob = await town.world.user("Alice"), await town.world.user("Bob")
    room = await town.world.channel(alice, "Crowd", bob, broadcast=broadcast)
    message = await alice.say(room, "look: https://site.example/bird !")
    await town.world.check(alice, bob)
    pts = (await town.world.app.store.boxes.state(room.box)).pts
    await town.read_all()
    (pushed,) = [one for one in bob.heard[room.box] if isinstance(one, types.UpdateChannelWebPage)]
    assert (pushed.pts, pushed.pts_count) == (pts + 1, 1)
    told = await bob.call(
        functions.updates.GetChannelDifference(
            channel=bob.channel(room),
            filter=types.ChannelMessagesFilterEmpty(),
            pts=pts,
            limit=100,
        )
    )
    assert isinstance(told, types.updates.ChannelDifference)
    (edited,) = told.other_updates
    assert isinstance(edited, types.UpdateEditChannelMessage)
    assert isinstance(edited.message, types.Message)
    assert (edited.message.id, edited.message.edit_date) == (message.id, None)
    assert isinstance(page_of(edited.message), types.WebPage)
    await town.world.check(alice, bob)


async def test_a_posts_copy_in_the_discussion_learns_of_the_page_as_well(town: Town) -> None:
    alice = await town.world.user("Alice")
    channel, group = await linked(town.world, alice)
    await alice.say(channel, "look: https://site.example/bird !")
    await town.world.check(alice)
    await town.read_all()
    (copy,) = [
        one
        for one in await town.world.history(alice, group.peer_id)
        if isinstance(one, types.Message)
    ]
    assert isinstance(page_of(copy), types.WebPage)
    await town.world.check(alice)


async def test_a_page_that_is_known_is_shown_at_once_and_read_once(town: Town) -> None:
    alice, bob = await town.world.user("Alice"), await town.world.user("Bob")
    await alice.say(bob, "https://site.example/bird")
    await town.read_all()
    again = page_of(await bob.say(alice, "https://site.example/bird#top"))
    assert isinstance(again, types.WebPage)
    assert town.pages.asked.count("https://site.example/bird") == 1
    await town.world.check(alice, bob)


async def test_many_who_wait_for_one_page_are_all_told(town: Town) -> None:
    alice, bob = await town.world.user("Alice"), await town.world.user("Bob")
    for _ in range(3):
        await alice.say(bob, "https://site.example/bird")
        await bob.say(alice, "https://site.example/bird")
    await alice.say(alice, "https://site.example/bird")
    await town.read_all()
    assert town.pages.asked == ["https://site.example/bird"]
    for person, whom in ((alice, bob), (bob, alice), (alice, alice)):
        for message in await town.world.history(person, whom.caller.own_peer):
            assert isinstance(page_of(message), types.WebPage)
    await town.world.check(alice, bob)


async def test_a_link_to_nothing_becomes_empty_and_then_is_plain(town: Town) -> None:
    alice, bob = await town.world.user("Alice"), await town.world.user("Bob")
    await alice.say(bob, "https://site.example/nothing")
    await town.read_all()
    assert isinstance(page_of(await newest(bob, alice)), types.WebPageEmpty)
    assert (await alice.say(bob, "https://site.example/nothing")).media is None
    assert town.pages.asked == ["https://site.example/nothing"]
    town.world.wait(FRESH_EMPTY_S)
    assert isinstance(
        page_of(await alice.say(bob, "https://site.example/nothing")), types.WebPagePending
    )
    await town.read_all()
    await town.world.check(alice, bob)


async def test_after_a_day_a_page_is_read_anew_and_old_messages_keep_what_they_showed(
    town: Town,
) -> None:
    alice, bob = await town.world.user("Alice"), await town.world.user("Bob")
    await alice.say(bob, "https://site.example/bird")
    await town.read_all()
    old = await newest(bob, alice)
    town.world.wait(FRESH_S)
    town.pages.known = {"https://site.example/bird": PLAIN}
    await alice.say(bob, "https://site.example/bird")
    await town.read_all()
    fresh, kept = (await town.world.history(bob, alice.caller.own_peer))[:2]
    assert kept == old
    page = page_of(fresh)
    assert isinstance(page, types.WebPage)
    assert page.title == "Plain"
    await town.world.check(alice, bob)


@pytest.mark.parametrize(
    "text",
    [
        "no link",
        "http://127.0.0.1/",
        "http://localhost/",
        "http://site.example:22/",
        "ftp://site.example/bird",
        "tg://resolve?domain=x",
        "mail bird@site.example",
    ],
)
async def test_what_is_no_public_page_has_no_preview(town: Town, text: str) -> None:
    alice, bob = await town.world.user("Alice"), await town.world.user("Bob")
    assert (await alice.say(bob, text)).media is None
    assert town.pages.asked == []


async def test_a_preview_is_left_out_on_request(town: Town) -> None:
    alice, bob = await town.world.user("Alice"), await town.world.user("Bob")
    message = await alice.say(bob, "https://site.example/bird", no_webpage=True)
    assert message.media is None


async def test_the_first_link_that_leads_somewhere_is_shown_also_a_hidden_one(town: Town) -> None:
    alice, bob = await town.world.user("Alice"), await town.world.user("Bob")
    message = await alice.say(
        bob,
        "🙂 http://10.0.0.1/ here and https://site.example/plain",
        entities=[
            types.MessageEntityTextUrl(offset=20, length=4, url="https://site.example/bird"),
        ],
    )
    page = page_of(message)
    assert isinstance(page, types.WebPagePending)
    assert page.url == "https://site.example/bird"


def named(url: str, **flags: bool) -> types.InputMediaWebPage:
    return types.InputMediaWebPage(url=url, **flags)


async def send(
    person: Person, whom: Person, text: str, media: types.TypeInputMedia
) -> types.Message:
    request = functions.messages.SendMedia(
        peer=person.peer(whom),
        media=media,
        message=text,
        random_id=person.world.random_id(),
        invert_media=True,
    )
    return sent(await person.call(request))[0]


async def test_a_named_page_is_shown_as_the_sender_wants_it(town: Town) -> None:
    alice, bob = await town.world.user("Alice"), await town.world.user("Bob")
    message = await send(
        alice, bob, "see this", named("https://site.example/bird", force_large_media=True)
    )
    await town.read_all()
    message = await newest(bob, alice)
    assert message.invert_media
    media = message.media
    assert isinstance(media, types.MessageMediaWebPage)
    assert (media.force_large_media, media.force_small_media) == (True, False)
    assert (media.manual, media.safe) == (True, False)
    assert isinstance(media.webpage, types.WebPage)
    await send(
        alice,
        bob,
        "site.example/bird and https://site.example/bird",
        named("https://site.example/bird", force_small_media=True),
    )
    media = (await newest(bob, alice)).media
    assert isinstance(media, types.MessageMediaWebPage)
    assert (media.force_small_media, media.safe) == (True, True)
    await town.world.check(alice, bob)


async def test_a_named_page_that_is_not_there_is_an_error_unless_it_may_be_left_out(
    town: Town,
) -> None:
    alice, bob = await town.world.user("Alice"), await town.world.user("Bob")
    await alice.say(bob, "https://site.example/nothing")
    await town.read_all()
    for url, error in (
        ("https://site.example/nothing", "WEBPAGE_NOT_FOUND"),
        ("http://10.0.0.1/", "WEBPAGE_URL_INVALID"),
        ("javascript:alert(1)", "WEBPAGE_URL_INVALID"),
    ):
        with pytest.raises(RpcError, match=error):
            await send(alice, bob, "text", named(url))
        message = await send(alice, bob, "text", named(url, optional=True))
        assert message.media is None
    both = named("https://site.example/bird", force_large_media=True, force_small_media=True)
    with pytest.raises(RpcError, match="MEDIA_INVALID"):
        await send(alice, bob, "text", both)
    with pytest.raises(RpcError, match="MESSAGE_EMPTY"):
        await send(alice, bob, "", named("https://site.example/bird"))
    await town.world.check(alice, bob)


async def edit(
    person: Person, whom: Person, msg_id: int, text: str, **more: object
) -> types.Message:
    answer = await person.call(
        functions.messages.EditMessage(
            peer=person.peer(whom),
            id=msg_id,
            message=text,
            **more,  # type: ignore[arg-type]
        )
    )
    assert isinstance(answer, types.Updates)
    (update,) = answer.updates
    assert isinstance(update, types.UpdateEditMessage)
    assert isinstance(update.message, types.Message)
    return update.message


async def test_an_edit_changes_keeps_or_drops_the_preview_with_its_link(town: Town) -> None:
    alice, bob = await town.world.user("Alice"), await town.world.user("Bob")
    message = await alice.say(bob, "https://site.example/bird")
    await town.read_all()
    shown = page_of(await newest(alice, bob))
    kept = await edit(alice, bob, message.id, "again https://site.example/bird")
    assert page_of(kept) == shown
    other = await edit(alice, bob, message.id, "no: https://site.example/plain")
    assert isinstance(page_of(other), types.WebPagePending)
    await town.read_all()
    page = page_of(await newest(bob, alice))
    assert isinstance(page, types.WebPage)
    assert page.title == "Plain"
    dropped = await edit(alice, bob, message.id, "no: https://site.example/plain", no_webpage=True)
    assert dropped.media is None
    named_page = await edit(
        alice, bob, message.id, "that bird", media=named("https://site.example/bird")
    )
    assert page_of(named_page) == shown
    assert (await edit(alice, bob, message.id, "nothing")).media is None
    await town.world.check(alice, bob)


async def test_a_text_with_a_preview_is_no_caption(town: Town) -> None:
    alice, bob = await town.world.user("Alice"), await town.world.user("Bob")
    message = await alice.say(bob, "https://site.example/bird")
    await town.read_all()
    long = "https://site.example/bird " + "x" * town.world.app.policy.caption_length
    assert len((await edit(alice, bob, message.id, long)).message) == len(long)
    data = await alice.call(
        functions.messages.GetMessageEditData(peer=alice.peer(bob), id=message.id)
    )
    assert data == types.messages.MessageEditData(caption=False)


async def test_a_preview_that_comes_after_an_edit_does_not_bring_the_old_link_back(
    town: Town,
) -> None:
    alice, bob = await town.world.user("Alice"), await town.world.user("Bob")
    message = await alice.say(bob, "https://site.example/bird")
    await edit(alice, bob, message.id, "never mind")
    await town.read_all()
    assert (await newest(bob, alice)).media is None
    assert bob.saw(types.UpdateWebPage) == []
    await town.world.check(alice, bob)


async def test_a_deleted_message_is_not_told_of(town: Town) -> None:
    alice, bob = await town.world.user("Alice"), await town.world.user("Bob")
    message = await alice.say(bob, "https://site.example/bird")
    await alice.call(functions.messages.DeleteMessages(id=[message.id], revoke=True))
    await town.read_all()
    assert bob.saw(types.UpdateWebPage) == []
    await town.world.check(alice, bob)


async def test_a_forward_carries_the_page_and_waits_if_it_must(town: Town) -> None:
    alice, bob = await town.world.user("Alice"), await town.world.user("Bob")
    message = await alice.say(bob, "https://site.example/bird")
    await alice.call(
        functions.messages.ForwardMessages(
            from_peer=alice.peer(bob),
            to_peer=types.InputPeerSelf(),
            id=[message.id],
            random_id=[town.world.random_id()],
        )
    )
    assert isinstance(page_of(await newest(alice, alice)), types.WebPagePending)
    await town.read_all()
    assert isinstance(page_of(await newest(alice, alice)), types.WebPage)
    await alice.call(
        functions.messages.ForwardMessages(
            from_peer=alice.peer(bob),
            to_peer=types.InputPeerSelf(),
            id=[message.id],
            random_id=[town.world.random_id()],
            drop_media_captions=True,
        )
    )
    forwarded = await newest(alice, alice)
    assert (forwarded.message, page_of(forwarded)) == (
        "https://site.example/bird",
        page_of(await newest(bob, alice)),
    )
    await town.world.check(alice, bob)


async def test_a_scheduled_message_learns_of_its_page_before_it_is_sent(town: Town) -> None:
    alice, bob = await town.world.user("Alice"), await town.world.user("Bob")
    date = town.world.app.now + 3600
    await alice.say(bob, "https://site.example/bird", schedule_date=date)
    await town.read_all()
    waiting = await alice.call(functions.messages.GetScheduledHistory(peer=alice.peer(bob), hash=0))
    assert isinstance(waiting, types.messages.Messages)
    assert isinstance(page_of(waiting.messages[0]), types.WebPage)
    assert len(alice.other.saw(types.UpdateWebPage)) == 1
    assert isinstance(waiting.messages[0], types.Message)
    await alice.call(
        functions.messages.SendScheduledMessages(peer=alice.peer(bob), id=[waiting.messages[0].id])
    )
    assert isinstance(page_of(await newest(bob, alice)), types.WebPage)


async def test_a_scheduled_message_that_is_edited_learns_of_its_new_page(town: Town) -> None:
    alice, bob = await town.world.user("Alice"), await town.world.user("Bob")
    date = town.world.app.now + 3600
    message = await alice.say(bob, "later", schedule_date=date)
    await alice.call(
        functions.messages.EditMessage(
            peer=alice.peer(bob),
            id=message.id,
            message="https://site.example/bird",
            schedule_date=date,
        )
    )
    await town.read_all()
    waiting = await alice.call(functions.messages.GetScheduledHistory(peer=alice.peer(bob), hash=0))
    assert isinstance(waiting, types.messages.Messages)
    assert isinstance(page_of(waiting.messages[0]), types.WebPage)


async def test_what_was_begun_by_a_server_that_is_gone_is_taken_up_again(
    store: Store, town: Town
) -> None:
    alice, bob = await town.world.user("Alice"), await town.world.user("Bob")
    await alice.say(bob, "https://site.example/bird")
    await town.previews.close()
    assert isinstance(page_of(await newest(bob, alice)), types.WebPagePending)
    town.world.wait(FORGOTTEN_S + 1)
    await take_up(town.world.app)
    await town.read_all()
    assert isinstance(page_of(await newest(bob, alice)), types.WebPage)
    await town.world.check(alice, bob)


async def preview(person: Person, text: str) -> types.TypeMessageMedia:
    answer = await person.call(functions.messages.GetWebPagePreview(message=text))
    assert isinstance(answer, types.messages.WebPagePreview)
    return answer.media


async def test_a_preview_is_shown_while_the_message_is_written(town: Town) -> None:
    alice = await town.world.user("Alice")
    town.pages.open.set()
    media = await preview(alice, "see https://site.example/bird")
    assert isinstance(media, types.MessageMediaWebPage)
    assert isinstance(media.webpage, types.WebPage)
    assert await preview(alice, "no link") == types.MessageMediaEmpty()
    assert await preview(alice, "https://site.example/nothing") == types.MessageMediaEmpty()
    # In the layers before 198 the media comes alone.
    old = await town.world.dispatcher.call(
        alice.caller.__class__(
            auth_key_id=1, session_id=1, layer=tl.OLDEST_LAYER, user_id=alice.id
        ),
        functions.messages.GetWebPagePreview(message="https://site.example/bird"),
    )
    assert old == media


async def test_a_page_that_takes_long_is_answered_as_pending(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hodhod.actions.previews.look.PATIENCE_S", 0.0)
    alice = await town.world.user("Alice")
    media = await preview(alice, "https://site.example/bird")
    assert isinstance(media, types.MessageMediaWebPage)
    assert isinstance(media.webpage, types.WebPagePending)
    assert media.webpage.date > town.world.app.now


async def test_a_page_is_read_by_its_address(town: Town) -> None:
    alice = await town.world.user("Alice")
    town.pages.open.set()
    answer = await alice.call(
        functions.messages.GetWebPage(url="https://site.example/bird", hash=0)
    )
    assert isinstance(answer, types.messages.WebPage)
    assert isinstance(answer.webpage, types.WebPage)
    again = await alice.call(
        functions.messages.GetWebPage(url="https://site.example/bird", hash=answer.webpage.hash)
    )
    assert isinstance(again, types.messages.WebPage)
    assert again.webpage == types.WebPageNotModified()
    with pytest.raises(RpcError, match="WC_CONVERT_URL_INVALID"):
        await alice.call(functions.messages.GetWebPage(url="http://10.0.0.1/", hash=0))


async def test_without_a_way_to_the_outside_links_stay_bare(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    assert (await alice.say(bob, "https://site.example/bird")).media is None
    assert await preview(alice, "https://site.example/bird") == types.MessageMediaEmpty()
    answer = await alice.call(
        functions.messages.GetWebPage(url="https://site.example/bird", hash=0)
    )
    assert isinstance(answer, types.messages.WebPage)
    assert isinstance(answer.webpage, types.WebPageEmpty)
    message = await send(alice, bob, "t", named("https://site.example/bird", optional=True))
    assert message.media is None
    with pytest.raises(RpcError, match="WEBPAGE_NOT_FOUND"):
        await send(alice, bob, "t", named("https://site.example/bird"))


async def test_an_album_holds_no_pages(town: Town) -> None:
    alice, bob = await town.world.user("Alice"), await town.world.user("Bob")
    with pytest.raises(RpcError, match="MEDIA_INVALID"):
        await alice.call(
            functions.messages.SendMultiMedia(
                peer=alice.peer(bob),
                multi_media=[
                    types.InputSingleMedia(
                        media=named("https://site.example/bird"),
                        random_id=town.world.random_id(),
                        message="",
                    )
                ],
            )
        )
