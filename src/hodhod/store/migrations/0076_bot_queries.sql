-- What was asked of a bot and is not answered yet: a pressed button, words written behind its name.
-- node: where whoever asked waits. Lost in a crash, as whoever waits is.
CREATE UNLOGGED TABLE main.bot_queries (
    query_id bigint PRIMARY KEY,
    bot_id bigint NOT NULL,
    user_id bigint NOT NULL,
    node text NOT NULL,
    expires_at int NOT NULL
);
CREATE INDEX bot_queries_expire ON main.bot_queries (expires_at);
