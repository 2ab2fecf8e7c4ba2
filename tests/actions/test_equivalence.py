"""Whatever two people do: pushed ≡ difference ≡ a fresh read, and no pts is told twice or never."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from hodhod.actions.messages.due import run_due
from hodhod.domain.errors import RpcError
from hodhod.store import Store
from hodhod.tl import TLFunction, functions, types
from tests.api.world import Person, World, open_world

T = TypeVar("T")

people = st.integers(0, 1)
places = st.integers(0, 5)
emojis = st.sampled_from(["👍", "🔥", "❤"])
STEP_S = 7


class Town:
    """A world on a loop of its own, for the synchronous rules of Hypothesis."""

    def __init__(self, dsn: str) -> None:
        self._runner = asyncio.Runner()
        self._stack = AsyncExitStack()
        self._dsn = dsn
        self.world: World = self.run(self._open())

    def run(self, work: Coroutine[object, object, T]) -> T:
        return self._runner.run(work)

    def close(self) -> None:
        self.run(self._stack.aclose())
        self._runner.close()

    async def _open(self) -> World:
        store = await Store.open(self._dsn)
        self._stack.push_async_callback(store.close)
        return await self._stack.enter_async_context(open_world(store))


class Talk(RuleBasedStateMachine):
    """Two people do what comes to their minds. Refusals are fine, disagreement is not."""

    town: Callable[[], Town]

    @initialize()
    def begin(self) -> None:
        self.open = type(self).town()
        world = self.open.world
        self.people: list[Person] = [
            self.open.run(world.user("Alice")),
            self.open.run(world.user("Bob")),
        ]

    @rule(who=people, self_chat=st.booleans(), text=st.sampled_from(["یک", "two", "https://x.org"]))
    def say(self, who: int, text: str, *, self_chat: bool) -> None:
        me = self.people[who]
        self.open.run(me.say(me if self_chat else self.people[1 - who], text))

    @rule(who=people, place=places, text=st.sampled_from(["edited", "again"]))
    def edit(self, who: int, place: int, text: str) -> None:
        self._on_message(
            who,
            place,
            lambda peer, i: functions.messages.EditMessage(peer=peer, id=i, message=text),
        )

    @rule(who=people, place=places, revoke=st.booleans())
    def delete(self, who: int, place: int, *, revoke: bool) -> None:
        self._on_message(
            who, place, lambda _, i: functions.messages.DeleteMessages(id=[i], revoke=revoke)
        )

    @rule(who=people, place=places, emoji=st.none() | emojis)
    def react(self, who: int, place: int, emoji: str | None) -> None:
        given = () if emoji is None else (types.ReactionEmoji(emoticon=emoji),)
        self._on_message(
            who,
            place,
            lambda peer, i: functions.messages.SendReaction(peer=peer, msg_id=i, reaction=given),
        )

    @rule(who=people, place=places, unpin=st.booleans(), alone=st.booleans())
    def pin(self, who: int, place: int, *, unpin: bool, alone: bool) -> None:
        self._on_message(
            who,
            place,
            lambda peer, i: functions.messages.UpdatePinnedMessage(
                peer=peer, id=i, unpin=unpin, pm_oneside=alone
            ),
        )

    @rule(who=people, place=places)
    def read(self, who: int, place: int) -> None:
        self._on_message(
            who, place, lambda peer, i: functions.messages.ReadHistory(peer=peer, max_id=i)
        )

    @rule(who=people, place=places)
    def forward(self, who: int, place: int) -> None:
        self._on_message(
            who,
            place,
            lambda peer, i: functions.messages.ForwardMessages(
                from_peer=peer,
                id=[i],
                random_id=[self.open.world.random_id()],
                to_peer=types.InputPeerSelf(),
            ),
        )

    @rule(who=people)
    def see_reactions(self, who: int) -> None:
        self._ask(who, lambda peer: functions.messages.ReadReactions(peer=peer))

    @rule(who=people)
    def unpin_all(self, who: int) -> None:
        self._ask(who, lambda peer: functions.messages.UnpinAllMessages(peer=peer))

    @rule(who=people, text=st.sampled_from(["", "draft"]))
    def draft(self, who: int, text: str) -> None:
        self._ask(who, lambda peer: functions.messages.SaveDraft(peer=peer, message=text))

    @rule(who=people, pinned=st.booleans())
    def pin_dialog(self, who: int, *, pinned: bool) -> None:
        self._ask(
            who,
            lambda peer: functions.messages.ToggleDialogPin(
                peer=types.InputDialogPeer(peer=peer), pinned=pinned
            ),
        )

    @rule(who=people, folder_id=st.integers(0, 1))
    def archive(self, who: int, folder_id: int) -> None:
        self._ask(
            who,
            lambda peer: functions.folders.EditPeerFolders(
                folder_peers=[types.InputFolderPeer(peer=peer, folder_id=folder_id)]
            ),
        )

    @rule(who=people, period=st.sampled_from([0, 3 * STEP_S]))
    def vanish(self, who: int, period: int) -> None:
        self._ask(who, lambda peer: functions.messages.SetHistoryTTL(peer=peer, period=period))

    @rule(who=people)
    def schedule(self, who: int) -> None:
        self._ask(
            who,
            lambda peer: functions.messages.SendMessage(
                peer=peer,
                message="later",
                random_id=self.open.world.random_id(),
                schedule_date=self.open.world.app.now + 2 * STEP_S,
            ),
        )

    @rule(who=people, revoke=st.booleans())
    def clear(self, who: int, *, revoke: bool) -> None:
        self._ask(
            who,
            lambda peer: functions.messages.DeleteHistory(peer=peer, max_id=0, revoke=revoke),
        )

    @rule()
    def wait(self) -> None:
        self.open.world.wait(STEP_S)
        self.open.run(run_due(self.open.world.app))

    @rule()
    def check(self) -> None:
        self.open.run(self.open.world.check(*self.people))

    def teardown(self) -> None:
        if hasattr(self, "open"):
            self.check()

    def _ask(self, who: int, request: Callable[[types.TypeInputPeer], TLFunction]) -> None:
        me = self.people[who]
        try:
            self.open.run(me.call(request(me.peer(self.people[1 - who]))))
        except RpcError as error:
            if error.code not in (400, 403):
                raise

    def _on_message(
        self,
        who: int,
        place: int,
        request: Callable[[types.TypeInputPeer, int], TLFunction],
    ) -> None:
        me, other = self.people[who], self.people[1 - who]
        known = self.open.run(self.open.world.history(me, other.peer_id))
        if place < len(known):
            self._ask(who, lambda peer: request(peer, known[place].id))


@pytest.mark.timeout(300)
def test_what_is_pushed_told_and_read_agrees(database_dsn: str) -> None:
    town = Town(database_dsn)
    try:
        machine = type("Talk", (Talk,), {"town": staticmethod(lambda: town)})
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=25,
                stateful_step_count=25,
                deadline=None,
                derandomize=True,
                # Explaining traces every line, which is ten times slower.
                phases=[Phase.generate, Phase.shrink],
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        town.close()
