-- name: put_bot_query
-- Something is asked of a bot.
INSERT INTO main.bot_queries (query_id, bot_id, user_id, node, expires_at, words, asked_from)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: take_bot_query
-- A bot answers, once.
DELETE FROM main.bot_queries
WHERE
    query_id = $1 AND bot_id = $2 AND expires_at >= $3 AND (words IS NOT NULL) = $4
RETURNING query_id, bot_id, user_id, node, expires_at, words, asked_from;

-- name: forget_bot_queries
-- What no bot has answered in time.
DELETE FROM main.bot_queries
WHERE expires_at < $1;
