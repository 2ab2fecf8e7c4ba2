import json
import logging
import sys

from aiohttp.http_exceptions import BadHttpMessage

from hodhod.ops.logs import JsonLines, TextLines, is_ours


def record(**extra: object) -> logging.LogRecord:
    made = logging.LogRecord("hodhod.gateway", logging.WARNING, "", 0, "%s is gone", ("it",), None)
    vars(made).update(extra)
    return made


def failed() -> logging.LogRecord:
    made = record()
    try:
        int("why")
    except ValueError:
        made.exc_info = sys.exc_info()
    return made


def test_text_names_where_what_and_about_what() -> None:
    line = TextLines().format(record(method="help.getConfig"))
    assert line.endswith("WARNING gateway: it is gone  method=help.getConfig")


def test_json_is_one_object_a_line_even_with_a_trace() -> None:
    line = JsonLines().format(failed())
    assert "\n" not in line
    fields = json.loads(line)
    assert fields["level"] == "warning"
    assert fields["logger"] == "hodhod.gateway"
    assert fields["message"] == "it is gone"
    assert "ValueError: invalid" in fields["trace"]


def test_json_holds_what_the_event_is_about() -> None:
    fields = json.loads(JsonLines().format(record(user_id=7, address=object())))
    assert fields["user_id"] == 7
    assert fields["address"].startswith("<object")


def test_a_trace_comes_below_its_line() -> None:
    first, *rest = TextLines().format(failed()).splitlines()
    assert first.endswith("it is gone")
    assert rest[-1].startswith("ValueError: invalid")


def test_broken_http_is_no_error_of_ours() -> None:
    broken = record()
    broken.exc_info = (BadHttpMessage, BadHttpMessage("too many headers"), None)
    assert not is_ours(broken)
    assert is_ours(failed())
    assert is_ours(record())
