"""Whatever two people do with polls: pushed ≡ difference ≡ a fresh read."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from hodhod.tl import functions, types
from tests.actions.test_equivalence import STEP_S, Talk, Town, people, places
from tests.api.polling import A, B, C, poll, text


class Ballot(Talk):
    """Two people talk, ask each other and vote."""

    @rule(who=people, quiz=st.booleans(), public=st.booleans(), opened=st.booleans())
    def ask(self, who: int, *, quiz: bool, public: bool, opened: bool) -> None:
        media = poll(
            A,
            B,
            quiz=quiz,
            correct_answers=[1] if quiz else None,
            public_voters=public,
            open_answers=opened,
            multiple_choice=not quiz,
            close_period=4 * STEP_S if opened else None,
        )
        self._ask(
            who,
            lambda peer: functions.messages.SendMedia(
                peer=peer, media=media, message="", random_id=self.open.world.random_id()
            ),
        )

    @rule(who=people, place=places, options=st.sets(st.sampled_from([A, B, C, b"0"])))
    def vote(self, who: int, place: int, options: set[bytes]) -> None:
        self._on_message(
            who,
            place,
            lambda peer, i: functions.messages.SendVote(
                peer=peer, msg_id=i, options=sorted(options)
            ),
        )

    @rule(who=people, place=places)
    def close(self, who: int, place: int) -> None:
        self._on_message(
            who,
            place,
            lambda peer, i: functions.messages.EditMessage(
                peer=peer, id=i, media=poll(closed=True)
            ),
        )

    @rule(who=people, place=places, words=st.sampled_from(["x", "y"]))
    def add(self, who: int, place: int, words: str) -> None:
        answer = types.InputPollAnswer(text=text(words))
        self._on_message(
            who,
            place,
            lambda peer, i: functions.messages.AddPollAnswer(peer=peer, msg_id=i, answer=answer),
        )

    @rule(who=people, place=places)
    def take_away(self, who: int, place: int) -> None:
        self._on_message(
            who,
            place,
            lambda peer, i: functions.messages.DeletePollAnswer(peer=peer, msg_id=i, option=b"0"),
        )

    @rule(who=people)
    def see_votes(self, who: int) -> None:
        self._ask(who, lambda peer: functions.messages.ReadPollVotes(peer=peer))


@pytest.mark.timeout(300)
def test_polls_that_are_pushed_told_and_read_agree(database_dsn: str) -> None:
    town = Town(database_dsn)
    try:
        machine = type("Ballot", (Ballot,), {"town": staticmethod(lambda: town)})
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=15,
                stateful_step_count=25,
                deadline=None,
                derandomize=True,
                phases=[Phase.generate, Phase.shrink],
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        town.close()
