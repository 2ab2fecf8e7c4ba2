"""Two people talk, each with a library of their own."""

from tests.e2e.messenger import Content, Messenger, Style
from tests.e2e.waiting import (
    deletion_of,
    edit_to,
    message_from,
    message_with,
    reaction_to,
    read_mark,
    typing_in,
)

Pair = tuple[Messenger, Messenger]


async def test_texts_go_both_ways_and_stay_in_both_histories(pair: Pair) -> None:
    alice, bob = pair
    for number in range(3):
        await alice.send(bob.id, Content(f"سلام {number}"))
        await message_with(bob, f"سلام {number}")
        await bob.send(alice.id, Content(f"درود {number}"))
        await message_with(alice, f"درود {number}")
    told = [f"{word} {number}" for number in reversed(range(3)) for word in ("درود", "سلام")]
    of_alice, of_bob = await alice.history(bob.id), await bob.history(alice.id)
    assert [m.text for m in of_alice[:6]] == told
    assert [m.text for m in of_bob[:6]] == told
    assert [m.out for m in of_alice[:6]] == [False, True] * 3
    assert [m.sender for m in of_bob[:6]] == [bob.id, alice.id] * 3


async def test_style_survives(pair: Pair) -> None:
    for sender, reader in (pair, pair[::-1]):
        await sender.send_bold(reader.id, "پررنگ 🐦 bold")
        got = await message_with(reader, "پررنگ 🐦 bold")
        assert got.styles == (Style("bold", 0, 13),)


async def test_a_reply_points_to_the_reader_s_own_copy(pair: Pair) -> None:
    for sender, reader in (pair, pair[::-1]):
        asked = await sender.send(reader.id, Content(f"question of {sender.library}"))
        question = await message_with(reader, f"question of {sender.library}")
        words = f"answer of {reader.library}"
        await reader.send(sender.id, Content(words), reply_to=question.id)
        answer = await message_with(sender, words)
        assert answer.reply_to == asked.id


async def test_an_edit_is_seen_and_kept(pair: Pair) -> None:
    for sender, reader in (pair, pair[::-1]):
        sent = await sender.send(reader.id, Content(f"befor {sender.library}"))
        got = await message_with(reader, f"befor {sender.library}")
        await sender.edit(reader.id, sent.id, f"before {sender.library}")
        await edit_to(reader, got.id, f"before {sender.library}")
        kept = (await reader.history(sender.id))[0]
        assert (kept.id, kept.text, kept.edited) == (got.id, f"before {sender.library}", True)


async def test_what_is_deleted_for_both_is_gone_for_both(pair: Pair) -> None:
    for sender, reader in (pair, pair[::-1]):
        await sender.send(reader.id, Content("stays"))
        sent = await sender.send(reader.id, Content(f"regret {sender.library}"))
        got = await message_with(reader, f"regret {sender.library}")
        await sender.delete(reader.id, sent.id, revoke=True)
        await deletion_of(reader, got.id)
        assert (await reader.history(sender.id))[0].text == "stays"
        assert (await sender.history(reader.id))[0].text == "stays"


async def test_what_is_deleted_for_oneself_stays_with_the_other(pair: Pair) -> None:
    alice, bob = pair
    sent = await alice.send(bob.id, Content("keep it"))
    await message_with(bob, "keep it")
    await alice.delete(bob.id, sent.id, revoke=False)
    assert "keep it" not in [m.text for m in await alice.history(bob.id)]
    assert (await bob.history(alice.id))[0].text == "keep it"


async def test_a_forward_names_its_author(pair: Pair) -> None:
    alice, bob = pair
    await alice.send(bob.id, Content("worth telling"))
    got = await message_with(bob, "worth telling")
    forwarded = await bob.forward(alice.id, got.id, bob.id)
    assert (forwarded.text, forwarded.forwarded_from) == ("worth telling", alice.id)
    returned = await bob.forward(alice.id, got.id, alice.id)
    back = await message_from(alice, bob.id)
    assert (back.text, back.forwarded_from) == ("worth telling", alice.id)
    assert returned.chat == alice.id


async def test_the_sender_learns_that_it_was_read(pair: Pair) -> None:
    for sender, reader in (pair, pair[::-1]):
        sent = await sender.send(reader.id, Content(f"read me, {reader.library}"))
        got = await message_with(reader, f"read me, {reader.library}")
        await reader.read(sender.id, got.id)
        await read_mark(sender, reader.id, sent.id)
        row = next(chat for chat in await reader.chats() if chat.chat == sender.id)
        assert row.unread == 0


async def test_typing_is_seen(pair: Pair) -> None:
    for sender, reader in (pair, pair[::-1]):
        await sender.send(reader.id, Content(f"are you there, {reader.library}?"))
        await message_with(reader, f"are you there, {reader.library}?")
        await reader.type_in(sender.id)
        await typing_in(sender, reader.id)


async def test_a_reaction_is_seen_and_kept(pair: Pair) -> None:
    for sender, reader in (pair, pair[::-1]):
        sent = await sender.send(reader.id, Content(f"good news, {reader.library}"))
        got = await message_with(reader, f"good news, {reader.library}")
        await reader.react(sender.id, got.id, "👍")
        await reaction_to(sender, sent.id, "👍")
        kept = next(m for m in await sender.history(reader.id) if m.id == sent.id)
        assert kept.reactions == ("👍",)
