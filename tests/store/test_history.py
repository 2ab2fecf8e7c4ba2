from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hodhod.domain.ids import BoxId, MsgId, PeerId
from hodhod.domain.message import URL_TOKEN, MediaKind
from hodhod.store import Store
from hodhod.store.history import (
    Filter,
    Page,
    count_messages,
    find_messages,
    first_id_since,
    read_history,
)
from hodhod.store.message_changes import delete_messages
from tests.store.sending import NOW, new_box, private

MESSAGES = 40


async def conversation(store: Store) -> tuple[BoxId, PeerId]:
    """A chat with holes in its ids: another chat and deleted messages lie between."""
    alice, bob, carol = new_box(), new_box(), new_box()
    for n in range(MESSAGES):
        other = carol if n % 5 == 3 else bob
        await store.messages.append([private(other, alice, f"word{n}", date=NOW + 10 * n)])
    async with store.boxes.change([alice], now=NOW) as change:
        await delete_messages(
            change.tx, [(alice, MsgId(7)), (alice, MsgId(20)), (alice, MsgId(21))]
        )
    return alice, PeerId(bob)


def ids_of_conversation() -> list[int]:
    return [n + 1 for n in range(MESSAGES) if n % 5 != 3 and n + 1 not in (7, 20, 21)][::-1]


def window(ids: list[int], page: Page) -> list[int]:
    """What the documentation says, on a list."""
    kept = [
        i
        for i in ids
        if (not page.max_id or i < page.max_id) and (not page.min_id or i > page.min_id)
    ]
    offset = page.offset_id or 2**31
    if not page.offset_id and page.offset_date:
        offset = next((i + 1 for i in ids if NOW + 10 * (i - 1) < page.offset_date), 0)
    start = sum(i >= offset for i in kept) + page.add_offset
    return kept[max(0, start) : max(0, start + page.limit)]


pages = st.builds(
    Page,
    offset_id=st.one_of(st.just(0), st.integers(1, MESSAGES + 3)),
    offset_date=st.one_of(st.just(0), st.integers(NOW - 10, NOW + 10 * MESSAGES + 10)),
    add_offset=st.integers(-25, 25),
    limit=st.integers(0, 30),
    max_id=st.one_of(st.just(0), st.integers(1, MESSAGES + 3)),
    min_id=st.one_of(st.just(0), st.integers(1, MESSAGES + 3)),
)


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(page=pages)
async def test_pages_are_windows_on_the_sorted_messages(store: Store, page: Page) -> None:
    box, peer = await _conversation_once(store)
    shard = store.shard(box)
    found = [m.msg_id for m in await read_history(shard, box, peer, page)]
    assert found == window(ids_of_conversation(), page)
    searched = await find_messages(shard, box, Filter(peer_id=peer, words="'word':*"), page)
    assert [m.msg_id for m in searched] == found


_conversations: dict[Store, tuple[BoxId, PeerId]] = {}


async def _conversation_once(store: Store) -> tuple[BoxId, PeerId]:
    if store not in _conversations:
        _conversations[store] = await conversation(store)
    return _conversations[store]


async def test_the_first_message_since_a_date_is_found(store: Store) -> None:
    box, peer = await conversation(store)
    shard = store.shard(box)
    ids = ids_of_conversation()
    for date in (0, NOW, NOW + 1, NOW + 60, NOW + 65, NOW + 10_000):
        begin = await first_id_since(shard, box, peer, date)
        since = [i for i in ids if NOW + 10 * (i - 1) >= date]
        assert [i for i in ids if i >= begin] == since


async def test_a_box_with_nothing_in_it_has_no_history(store: Store) -> None:
    box = new_box()
    shard = store.shard(box)
    assert await read_history(shard, box, PeerId(1), Page(offset_date=NOW)) == []
    assert await find_messages(shard, box, Filter(), Page()) == []
    assert await count_messages(shard, box, Filter()) == 0


async def test_filters_find_what_they_name(store: Store) -> None:
    alice, bob, carol = new_box(), new_box(), new_box()
    await store.messages.append(
        [
            private(alice, bob, "سلام دنیا", date=NOW),
            private(alice, bob, "عکس", media_kind=MediaKind.PHOTO, date=NOW + 10),
            private(alice, bob, f"see {URL_TOKEN}", date=NOW + 20),
            private(alice, carol, "سلام", media_kind=MediaKind.VOICE, date=NOW + 30),
        ]
    )
    await store.messages.append([private(bob, alice, "'quoted' \\ &|!", mentioned=True)])
    shard = store.shard(alice)

    async def ids(wanted: Filter) -> list[int]:
        found: list[int] = [m.msg_id for m in await find_messages(shard, alice, wanted, Page())]
        assert await count_messages(shard, alice, wanted) == len(found)
        return found

    assert await ids(Filter()) == [5, 4, 3, 2, 1]
    assert await ids(Filter(words="'سلام'")) == [4, 1]
    assert await ids(Filter(words="'سل':* & 'دنیا'")) == [1]
    assert await ids(Filter(peer_id=PeerId(bob), words="'سلام'")) == [1]
    assert await ids(Filter(kinds=[MediaKind.PHOTO, MediaKind.VOICE])) == [4, 2]
    assert await ids(Filter(peer_id=PeerId(bob), kinds=[MediaKind.VOICE])) == []
    assert await ids(Filter(words=f"'{URL_TOKEN}'")) == [3]
    assert await ids(Filter(from_id=PeerId(bob))) == [5]
    assert await ids(Filter(since=NOW + 10, until=NOW + 20)) == [3, 2]
    assert await ids(Filter(mentioned=True)) == [5]
    assert await ids(Filter(words="'''quoted'''")) == [5]


async def test_other_boxes_are_never_found(store: Store) -> None:
    alice, bob, eve = new_box(), new_box(), new_box()
    await store.messages.append([private(alice, bob, "secret")])
    assert await find_messages(store.shard(eve), eve, Filter(words="'secret'"), Page()) == []
