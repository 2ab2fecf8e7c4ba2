from __future__ import annotations

from hodhod import tl
from hodhod.api import handlers
from hodhod.api.unsupported import unsupported
from hodhod.api.wrappers import unwrap
from hodhod.tl import TLFunction, functions


def answered() -> set[str]:
    return {function.tl_name for function in handlers.load()}


def wrappers() -> list[type[TLFunction]]:
    return [function for function in tl.FUNCTIONS if "." not in function.tl_name]


def test_each_method_of_any_layer_is_answered_or_has_a_reason() -> None:
    methods = {function.tl_name for function in tl.FUNCTIONS}
    known = answered() | set(unsupported()) | {function.tl_name for function in wrappers()}
    assert sorted(methods - known) == []


def test_no_method_is_both_answered_and_refused() -> None:
    assert sorted(answered() & set(unsupported())) == []


def test_nothing_is_refused_that_no_layer_has() -> None:
    methods = {function.tl_name for function in tl.FUNCTIONS}
    assert sorted(set(unsupported()) - methods) == []


def test_each_reason_is_a_sentence() -> None:
    assert {reason[-1] for reason in unsupported().values()} == {"."}


def test_every_wrapper_is_taken_off() -> None:
    query = functions.help.GetConfig()
    for wrapper in wrappers():
        arguments = dict.fromkeys(wrapper.__struct_fields__, "") | {
            "layer": tl.NEWEST_LAYER,
            "msg_id": 4,
            "msg_ids": (4, 8),
            "query": query,
        }
        fields = {name: arguments[name] for name in wrapper.__struct_fields__}
        assert unwrap(wrapper(**fields)).query is query, wrapper.tl_name
