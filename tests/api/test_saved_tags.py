from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.domain.saved_tag import reaction_of, tag_token, tags_hash
from hodhod.tl import functions, types
from tests.api.world import Person, World, sent

LIKE = types.ReactionEmoji(emoticon="👍")
FIRE = types.ReactionEmoji(emoticon="🔥")
HEART = types.ReactionEmoji(emoticon="❤")


async def tag(person: Person, msg_id: int, *given: types.TypeReaction) -> None:
    await person.call(
        functions.messages.SendReaction(peer=types.InputPeerSelf(), msg_id=msg_id, reaction=given)
    )


async def tags(
    person: Person, saved_from: types.TypeInputPeer | None = None
) -> list[tuple[types.TypeReaction, str | None, int]]:
    answer = await person.call(functions.messages.GetSavedReactionTags(peer=saved_from, hash=0))
    assert isinstance(answer, types.messages.SavedReactionTags)
    assert answer.hash == tags_hash(answer.tags)
    return [(one.reaction, one.title, one.count) for one in answer.tags]


async def tagged(person: Person, *with_tags: types.TypeReaction, words: str = "") -> list[int]:
    answer = await person.call(
        functions.messages.Search(
            peer=types.InputPeerSelf(),
            saved_reaction=with_tags,
            q=words,
            filter=types.InputMessagesFilterEmpty(),
            min_date=0,
            max_date=0,
            offset_id=0,
            add_offset=0,
            limit=50,
            max_id=0,
            min_id=0,
            hash=0,
        )
    )
    assert isinstance(answer, types.messages.Messages)
    return [one.id for one in answer.messages]


async def test_saved_messages_are_found_by_their_tags(world: World) -> None:
    alice = await world.user("Alice")
    first = await alice.say(alice, "bread and milk")
    second = await alice.say(alice, "bread and cheese")
    await tag(alice, first.id, LIKE, HEART)
    await tag(alice, second.id, types.ReactionEmoji(emoticon="❤️"))
    assert await tags(alice) == [(HEART, None, 2), (LIKE, None, 1)]
    assert await tagged(alice, HEART) == [second.id, first.id]
    assert await tagged(alice, LIKE, HEART) == [first.id]
    assert await tagged(alice, HEART, words="cheese") == [second.id]
    assert await tagged(alice, FIRE) == []
    assert await tagged(alice, words="bread") == [second.id, first.id]

    await tag(alice, first.id, FIRE)
    assert await tagged(alice, LIKE) == []
    await tag(alice, second.id)
    assert await tags(alice) == [(FIRE, None, 1)]
    await world.check(alice)


async def test_an_edit_leaves_the_tags_and_a_deletion_takes_them(world: World) -> None:
    alice = await world.user("Alice")
    note = await alice.say(alice, "bread")
    await tag(alice, note.id, LIKE)
    await alice.call(
        functions.messages.EditMessage(peer=types.InputPeerSelf(), id=note.id, message="milk")
    )
    assert await tagged(alice, LIKE, words="milk") == [note.id]
    assert await tagged(alice, LIKE, words="bread") == []
    await alice.call(functions.messages.DeleteMessages(id=[note.id]))
    assert await tags(alice) == []


async def test_tags_are_counted_for_a_chat_that_messages_came_from(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    said = await bob.say(alice, "news")
    (theirs,) = await world.history(alice, bob.peer_id)
    assert said.message == "news"
    answer = await alice.call(
        functions.messages.ForwardMessages(
            from_peer=alice.peer(bob),
            id=[theirs.id],
            to_peer=types.InputPeerSelf(),
            random_id=[world.random_id()],
        )
    )
    own = await alice.say(alice, "own")
    await tag(alice, sent(answer)[0].id, LIKE)
    await tag(alice, own.id, LIKE)
    assert await tags(alice) == [(LIKE, None, 2)]
    assert await tags(alice, alice.peer(bob)) == [(LIKE, None, 1)]


async def test_tags_have_names_on_all_devices(world: World) -> None:
    alice = await world.user("Alice")
    note = await alice.say(alice, "bread")
    await tag(alice, note.id, LIKE)

    async def name(reaction: types.TypeReaction, title: str | None) -> None:
        request = functions.messages.UpdateSavedReactionTag(reaction=reaction, title=title)
        assert await alice.call(request) is True

    await name(LIKE, "خرید هفته")
    await name(FIRE, "a name that is too long")
    assert await tags(alice.other) == [(LIKE, "خرید هفته", 1), (FIRE, "a name that", 0)]
    assert len(alice.other.saw(types.UpdateSavedReactionTags)) == 2
    await name(LIKE, "خرید هفته")
    assert len(alice.other.saw(types.UpdateSavedReactionTags)) == 2
    known = tags_hash(
        [
            types.SavedReactionTag(reaction=LIKE, title="خرید هفته", count=1),
            types.SavedReactionTag(reaction=FIRE, title="a name that", count=0),
        ]
    )
    asked = functions.messages.GetSavedReactionTags(hash=known)
    assert await alice.call(asked) == types.messages.SavedReactionTagsNotModified()
    await name(LIKE, None)
    await name(FIRE, "")
    assert await tags(alice) == [(LIKE, None, 1)]
    await world.check(alice)


async def test_what_is_no_reaction_is_no_tag(world: World) -> None:
    alice = await world.user("Alice")
    wrong = types.ReactionEmoji(emoticon="x")
    with pytest.raises(RpcError, match="REACTION_INVALID"):
        await alice.call(functions.messages.UpdateSavedReactionTag(reaction=wrong, title="a"))
    with pytest.raises(RpcError, match="REACTION_INVALID"):
        await tagged(alice, wrong)
    with pytest.raises(RpcError, match="LIMIT_INVALID"):
        await tagged(alice, *[LIKE] * 11)


@pytest.mark.parametrize("reaction", [LIKE, HEART, types.ReactionCustomEmoji(document_id=-7)])
def test_a_mark_leads_back_to_its_tag(reaction: types.TypeReaction) -> None:
    assert reaction_of(tag_token(reaction)) == reaction
