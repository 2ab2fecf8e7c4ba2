"""What older layers get in place of what they do not know."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from hodhod import tl
from hodhod.tl import functions, types
from hodhod.tl.answers import LOST, OLDER
from hodhod.tl.mapping import STAND_INS
from tests.tl.layered import DEFINITIONS, LAYERS

PEER = types.PeerUser(user_id=5)
OLD = tl.OLDEST_LAYER


def message(**fields: object) -> types.Message:
    return replace(types.Message(id=1, peer_id=PEER, date=2, message="hi"), **fields)


def through(value: tl.TLObject, layer: int) -> tl.TLObject:
    """A value as a client of a layer sees it."""
    return tl.decode(tl.encode(value, layer))


def test_an_unknown_entity_is_dropped_and_the_known_ones_stay() -> None:
    bold = types.MessageEntityBold(offset=0, length=1)
    dated = types.MessageEntityFormattedDate(offset=0, length=2, date=3)
    value = message(entities=(bold, dated))

    assert through(value, OLD) == message(entities=(bold,))
    assert through(value, tl.NEWEST_LAYER) == value


def test_an_unknown_medium_is_called_unsupported_also_where_it_is_optional() -> None:
    todo = types.TodoList(title=types.TextWithEntities(text="t", entities=()), list=())
    value = message(media=types.MessageMediaToDo(todo=todo))

    assert through(value, 150) == message(media=types.MessageMediaUnsupported())


def test_an_unknown_value_that_is_optional_is_left_out() -> None:
    reply = types.MessageReplyStoryHeader(peer=PEER, story_id=1)

    assert through(message(reply_to=reply), 150) == message()


def test_an_unknown_action_becomes_an_empty_one() -> None:
    value = types.MessageService(
        id=1, peer_id=PEER, date=2, action=types.MessageActionBoostApply(boosts=3)
    )

    assert through(value, OLD) == replace(value, action=types.MessageActionEmpty())


def test_an_unknown_update_is_dropped_from_its_vector() -> None:
    known = types.UpdateNewMessage(message=message(), pts=1, pts_count=1)
    unknown = types.UpdateSavedReactionTags()
    value = types.Updates(updates=(unknown, known), users=(), chats=(), date=1, seq=0)

    assert through(value, OLD) == replace(value, updates=(known,))


def test_an_unknown_value_at_the_top_is_an_error() -> None:
    with pytest.raises(tl.InexpressibleError):
        tl.encode(types.UpdateSavedReactionTags(), OLD)


def test_fields_that_a_layer_does_not_know_are_left_out() -> None:
    user = types.User(
        id=5, first_name="a", color=types.PeerColor(color=3), stories_unavailable=True
    )

    older = through(user, OLD)

    assert isinstance(older, types.User)
    assert (older.id, older.first_name, older.color) == (5, "a", None)


def test_fields_that_only_an_older_layer_wants_are_empty() -> None:
    reaction = types.MessagePeerReaction(
        peer_id=PEER, date=9, reaction=types.ReactionEmoji(emoticon="👍")
    )
    results = types.messages.PeerDialogs(
        dialogs=(),
        messages=(),
        chats=(),
        users=(),
        state=types.updates.State(pts=1, qts=2, date=3, seq=4, unread_count=5),
    )

    assert through(reaction, 150) == replace(reaction, date=None)
    assert through(results, OLD) == results
    attributes = types.messages.VotesList(count=0, votes=(), chats=(), users=())
    assert through(attributes, OLD) == replace(attributes, chats=None)


def test_a_document_attribute_keeps_its_duration_in_whole_seconds() -> None:
    video = types.DocumentAttributeVideo(duration=3.6, w=4, h=5)

    assert through(video, 229) == video
    assert through(video, 158) == types.DocumentAttributeVideo(duration=4.0, w=4, h=5)


@pytest.mark.parametrize("duration", [float("nan"), float("inf"), float("-inf")])
def test_a_duration_that_is_no_number_is_none_in_whole_seconds(duration: float) -> None:
    video = types.DocumentAttributeVideo(duration=duration, w=4, h=5)

    assert through(video, 158) == types.DocumentAttributeVideo(duration=0.0, w=4, h=5)


BUTTONS: list[tuple[types.TypeInlineButtonType, type[tl.TLObject]]] = [
    (types.InlineButtonTypeUrl(url="u"), types.KeyboardButtonUrl),
    (types.InlineButtonTypeCallback(data=b"d"), types.KeyboardButtonCallback),
    (types.InlineButtonTypeSwitchInline(query="q"), types.KeyboardButtonSwitchInline),
    (types.InlineButtonTypeUserProfile(user_id=7), types.KeyboardButtonUserProfile),
    (types.InlineButtonTypeWebView(url="u"), types.KeyboardButtonWebView),
    (types.InlineButtonTypeGame(), types.KeyboardButtonGame),
    (types.InlineButtonTypeBuy(), types.KeyboardButtonBuy),
]


def inline(*kinds: types.TypeInlineButtonType) -> types.ReplyInlineMarkup:
    buttons = tuple(types.KeyboardInlineButton(text="b", type=kind) for kind in kinds)
    return types.ReplyInlineMarkup(rows=(types.KeyboardInlineButtonRow(buttons=buttons),))


def has(data: bytes, kind: type[tl.TLObject]) -> bool:
    """Whether an id of a class is among the bytes."""
    return any(row[0].to_bytes(4, "little") in data for row in kind.tl_versions)


@pytest.mark.parametrize(("kind", "older"), BUTTONS)
@pytest.mark.parametrize("layer", [150, 200, 228])
def test_an_inline_button_is_of_its_older_kind_and_comes_back(
    kind: types.TypeInlineButtonType, older: type[tl.TLObject], layer: int
) -> None:
    markup = inline(kind)

    data = tl.encode(markup, layer)

    assert has(data, older)
    assert tl.decode(data) == markup


def test_an_inline_button_of_a_kind_the_layer_lacks_is_dropped() -> None:
    url = types.InlineButtonTypeUrl(url="u")

    assert through(inline(types.InlineButtonTypeCopy(copy_text="c"), url), 187) == inline(url)


REPLY_BUTTONS: list[types.TypeButtonType] = [
    types.ButtonTypeDefault(),
    types.ButtonTypeRequestPhone(),
    types.ButtonTypeRequestGeoLocation(),
    types.ButtonTypeRequestPoll(quiz=True),
    types.ButtonTypeSimpleWebView(url="u"),
    types.ButtonTypeRequestPeer(button_id=1, peer_type=types.RequestPeerTypeUser(), max_quantity=2),
]


@pytest.mark.parametrize("kind", REPLY_BUTTONS)
@pytest.mark.parametrize("layer", [170, 222, 229])
def test_a_reply_button_comes_back_from_its_older_kind(
    kind: types.TypeButtonType, layer: int
) -> None:
    row = types.KeyboardButtonRow(buttons=(types.KeyboardButton(text="b", type=kind),))
    markup = types.ReplyKeyboardMarkup(rows=(row,))

    assert through(markup, layer) == markup


def test_an_older_request_has_its_reply_where_handlers_look_for_it() -> None:
    request = functions.messages.SendMessage(
        peer=types.InputPeerSelf(), message="m", random_id=1, reply_to_msg_id=8, top_msg_id=3
    )

    read = through(request, 155)

    assert isinstance(read, functions.messages.SendMessage)
    assert read.reply_to == types.InputReplyToMessage(reply_to_msg_id=8, top_msg_id=3)


def test_a_story_request_about_a_user_is_about_a_peer() -> None:
    request = functions.stories.ReadStories(
        user_id=types.InputUser(user_id=5, access_hash=6), max_id=1
    )

    read = through(request, 163)

    assert isinstance(read, functions.stories.ReadStories)
    assert read.peer == types.InputPeerUser(user_id=5, access_hash=6)


@pytest.mark.parametrize("name", sorted(STAND_INS))
def test_a_stand_in_is_of_its_type_and_known_wherever_the_type_is(name: str) -> None:
    value = STAND_INS[name](None)

    assert value.tl_result == name
    for layer in LAYERS:
        if any(
            one.result == name and first <= layer <= last
            for one in DEFINITIONS
            for first, last in one.layers
        ):
            tl.encode(value, layer)


def test_every_changed_result_has_a_way_to_its_older_form() -> None:
    changed = {
        (kind.tl_name, row[3])
        for kind in tl.FUNCTIONS
        for row in kind.tl_versions
        if row[3] != kind.tl_result
    }

    assert changed == OLDER.keys() | LOST


def test_every_changed_field_has_a_way_to_its_older_form() -> None:
    from hodhod.tl.mapping import CHANGES

    plain = {"int": "int", "long": "int", "true": "Bool"}
    changed = set()
    found: dict[tuple[str, str], set[str]] = {}
    for one in DEFINITIONS:
        for field in one.fields:
            found.setdefault((one.name, field.name), set()).add(plain.get(field.type, field.type))
    changed = {name for (name, _), kinds in found.items() if len(kinds) > 1}

    assert changed <= CHANGES.keys()
