from hodhod.ops.settings.lines import line_numbers

TEXT = '''\
top = 1
[ server ]
"name" = "a = b"
 dc_id=2
[[provider]]
kind = "x"
body = """
[not.a.table]
key = 1
"""
url = "y"
[[provider]]
kind = "z"
'''


def test_keys_and_tables_have_the_line_they_stand_in() -> None:
    assert line_numbers(TEXT) == {
        "top": 1,
        "server": 2,
        "server.name": 3,
        "server.dc_id": 4,
        "provider.0": 5,
        "provider.0.kind": 6,
        "provider.0.body": 7,
        "provider.0.url": 11,
        "provider.1": 12,
        "provider.1.kind": 13,
    }
