from hodhod.domain.ids import PeerId, UserId
from hodhod.ops.reports import described
from hodhod.store.reports import Report


def test_a_report_is_a_line_of_facts_with_its_words_below() -> None:
    report = Report(
        report_id=17,
        reporter_id=UserId(5),
        peer_id=PeerId(6),
        subject="messages",
        ids=[3, 4],
        reason="spam",
        comment="again\nand again",
        text="6: buy this\n6: and that",
        date=1_800_000_000,
    )
    assert described(report).splitlines() == [
        "17\t2027-01-15 08:00\tspam\tmessages\tabout 6\tids 3,4\tby 5",
        "  said: again and again",
        "  | 6: buy this",
        "  | 6: and that",
    ]
