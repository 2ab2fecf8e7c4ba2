"""Two TDLib clients talk where the server cannot listen."""

from pathlib import Path

import pytest

from tests.e2e import tdlib_client
from tests.e2e.json_tree import Node, int_at, node_at, text_at
from tests.e2e.mailbox import WAIT_S
from tests.e2e.messenger import Content, Media, Messenger
from tests.e2e.tdlib_client import PACKED_FILES_FROM, TdlibUser
from tests.e2e.tdlib_messages import content_of, file_of
from tests.e2e.town import Town

SECRET = "chatTypeSecret"


async def tdlib_pair(town: Town, pair: tuple[str, str]) -> tuple[TdlibUser, TdlibUser]:
    """Two users of TDLib who are online, as TDLib takes up requests at its leisure otherwise."""
    alice, bob = await town.acquaintances(pair)
    assert isinstance(alice, TdlibUser)
    assert isinstance(bob, TdlibUser)
    online: Node = {"@type": "optionValueBoolean", "value": True}
    for user in (alice, bob):
        await user.td.ask("setOption", name="online", value=online)
    return alice, bob


async def open_chat(alice: TdlibUser, bob: TdlibUser) -> tuple[int, int]:
    """Begin a secret chat; return how each of the two names it, once both may talk in it."""
    hers = await alice.td.ask("createNewSecretChat", user_id=bob.id)
    number = int_at(hers, "type", "secret_chat_id")
    for user in (alice, bob):
        await secret_state(user, number, "Ready")
    theirs = await bob.td.updates.first(
        lambda u: int_at(u, "chat", "type", "secret_chat_id") == number
    )
    return int_at(hers, "id"), int_at(theirs, "chat", "id")


async def secret_state(user: TdlibUser, number: int, state: str) -> Node:
    """Wait until a user's client has a secret chat in a state."""
    return await user.td.updates.first(
        lambda u: (
            text_at(u, "@type") == "updateSecretChat"
            and int_at(u, "secret_chat", "id") == number
            and text_at(u, "secret_chat", "state", "@type") == f"secretChatState{state}"
        ),
        timeout=WAIT_S * 2,
    )


async def say(user: TdlibUser, chat: int, content: Content) -> Node:
    """Send into a secret chat; return the message once the server has taken it."""
    packed = user.td.library.version >= PACKED_FILES_FROM
    asked = await user.td.ask(
        "sendMessage", chat_id=chat, input_message_content=content_of(content, packed=packed)
    )
    update = await user.td.updates.first(
        lambda u: (
            text_at(u, "@type") in {"updateMessageSendSucceeded", "updateMessageSendFailed"}
            and int_at(u, "old_message_id") == int_at(asked, "id")
        ),
        timeout=WAIT_S * 2,
    )
    assert text_at(update, "@type") == "updateMessageSendSucceeded", update
    return node_at(update, "message")


async def heard(user: TdlibUser, chat: int, text: str) -> Node:
    """Wait for a message in a secret chat; return it."""
    update = await user.td.updates.first(
        lambda u: (
            text_at(u, "@type") == "updateNewMessage"
            and int_at(u, "message", "chat_id") == chat
            and text in (words_of(node_at(u, "message", "content")))
        )
    )
    return node_at(update, "message")


def words_of(content: Node) -> tuple[str, str]:
    return text_at(content, "text", "text"), text_at(content, "caption", "text")


def same(path: str, plain: Path) -> bool:
    return Path(path).read_bytes() == plain.read_bytes()


def complaints(alice: TdlibUser, bob: TdlibUser, since: tuple[int, int]) -> list[object]:
    """What their clients found wrong: answers, and lines of their logs."""
    found: list[object] = []
    for user, start in zip((alice, bob), since, strict=True):
        found += [*user.td.errors, *user.td.library.errors_since(start)]
    return found


def logged(alice: TdlibUser, bob: TdlibUser) -> tuple[int, int]:
    """How long the logs of their clients are."""
    return alice.td.library.log_size(), bob.td.library.log_size()


def saw_secrets(user: Messenger) -> int:
    assert isinstance(user, TdlibUser)
    return user.td.updates.count(
        lambda u: (
            text_at(u, "@type") == "updateNewMessage"
            and text_at(u, "message", "content", "@type") == "messageText"
        )
    )


@pytest.mark.parametrize("pair", [("tdlib", "tdlib-older"), ("tdlib-older", "tdlib")], ids="-".join)
async def test_two_devices_talk_and_a_third_hears_nothing(
    town: Town, pair: tuple[str, str], tmp_path: Path
) -> None:
    alice, bob = await tdlib_pair(town, pair)
    tablet = await town.device("tdlib", alice)
    since = logged(alice, bob)
    hers, his = await open_chat(alice, bob)
    for number in range(3):
        await say(alice, hers, Content(f"راز {number}"))
        await heard(bob, his, f"راز {number}")
        await say(bob, his, Content(f"secret {number}"))
        await heard(alice, hers, f"secret {number}")

    plain = tmp_path / "plan.bin"
    plain.write_bytes(bytes(n % 253 for n in range(300_001)))
    for sender, receiver, there, here in ((alice, bob, hers, his), (bob, alice, his, hers)):
        words = f"a file of {sender.id}"
        await say(sender, there, Content(words, media=Media.DOCUMENT, file=plain))
        got = await heard(receiver, here, words)
        fetched = await receiver.td.ask(
            "downloadFile",
            file_id=int_at(file_of(node_at(got, "content")), "id"),
            priority=32,
            synchronous=True,
        )
        assert same(text_at(fetched, "local", "path"), plain)

    assert saw_secrets(tablet) == 0
    assert complaints(alice, bob, since) == []


async def test_who_was_away_finds_what_was_said_and_that_it_was_read(town: Town) -> None:
    alice, bob = await tdlib_pair(town, ("tdlib", "tdlib-older"))
    since = logged(alice, bob)
    hers, his = await open_chat(alice, bob)
    await say(alice, hers, Content("are you there?"))
    await heard(bob, his, "are you there?")
    await bob.close()
    sent = [await say(alice, hers, Content(f"missed {number}")) for number in range(3)]

    back = await tdlib_client.resume(await town.tdlib("tdlib-older", bob.td.folder), bob.phone)
    got = [await heard(back, his, f"missed {number}") for number in range(3)]
    await back.td.ask("openChat", chat_id=his)
    await back.td.ask(
        "viewMessages",
        chat_id=his,
        message_ids=[int_at(message, "id") for message in got],
        force_read=True,
    )
    await alice.td.updates.first(
        lambda u: (
            text_at(u, "@type") == "updateChatReadOutbox"
            and int_at(u, "chat_id") == hers
            and int_at(u, "last_read_outbox_message_id") >= int_at(sent[-1], "id")
        )
    )
    assert complaints(alice, back, since) == []


async def test_a_chat_ends_when_one_closes_it_or_logs_out(town: Town) -> None:
    alice, bob = await tdlib_pair(town, ("tdlib", "tdlib-older"))
    hers, _ = await open_chat(alice, bob)
    number = int_at(await alice.td.ask("getChat", chat_id=hers), "type", "secret_chat_id")
    await bob.td.ask("closeSecretChat", secret_chat_id=number)
    await secret_state(alice, number, "Closed")
    again, _ = await open_chat(alice, bob)
    number = int_at(await alice.td.ask("getChat", chat_id=again), "type", "secret_chat_id")
    await bob.log_out()
    await secret_state(alice, number, "Closed")
