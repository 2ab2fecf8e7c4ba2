import pytest

from hodhod.store import Store
from hodhod.store.queries import in_schema, load_queries, parse_queries, queries_of


def test_statements_are_told_apart_by_name() -> None:
    text = "-- A file.\n\n-- name: one\n-- Says one.\nSELECT 1;\n\n-- name: two\nSELECT\n2"
    assert parse_queries(text) == {"one": "-- Says one.\nSELECT 1", "two": "SELECT\n2"}


@pytest.mark.parametrize("text", ["SELECT 1;", "-- name: a\nSELECT 1;\n-- name: a\nSELECT 2;"])
def test_a_file_that_is_wrong_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="name"):
        parse_queries(text)


def test_a_shard_is_written_in() -> None:
    assert (
        in_schema("SELECT * FROM shard.boxes, main.shards", "s3")
        == "SELECT * FROM s3.boxes, main.shards"
    )


def test_every_statement_says_what_it_is_for() -> None:
    for name, text in load_queries().items():
        assert text.startswith("-- "), name


async def test_the_database_understands_every_statement(store: Store) -> None:
    async with store.main.pool.acquire() as connection:
        for name, text in queries_of("s0").items():
            try:
                await connection.prepare(text)
            except Exception as error:
                raise AssertionError(f"{name}: {error}") from error
