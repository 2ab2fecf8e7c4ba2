from hodhod.botapi.server import load
from hodhod.botapi.unsupported import unsupported
from tools.bot_methods import FILE, reference


def test_the_reference_is_current() -> None:
    assert FILE.read_text("utf-8") == reference()


def test_a_method_is_answered_or_refused_with_a_reason_and_not_both() -> None:
    answered = {one.name for one in load().values()}
    assert not answered & set(unsupported())
    assert all(unsupported().values())
