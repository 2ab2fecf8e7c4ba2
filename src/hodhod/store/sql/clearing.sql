-- name: history_ids
-- The newest messages of a chat up to an id, between two dates: what a clearing takes next.
SELECT msg_id, shared_id
FROM shard.messages
WHERE
    box_id = $1 AND peer_id = $2 AND msg_id <= $3
    AND ($4::int IS NULL OR date >= $4) AND ($5::int IS NULL OR date <= $5)
ORDER BY msg_id DESC
LIMIT $6;

-- name: saved_tops
-- The newest message of each chat that Saved Messages came from. The tokens name the chat.
SELECT DISTINCT ON (origin.peer_id) origin.peer_id, m.msg_id, m.date
FROM shard.messages AS m
CROSS JOIN
    LATERAL (
        SELECT substring(t.lexeme FROM 8)::bigint AS peer_id
        FROM unnest(m.tokens) AS t
        WHERE t.lexeme LIKE '#saved:%'
    ) AS origin
WHERE m.box_id = $1 AND m.peer_id = $1
ORDER BY origin.peer_id ASC, m.msg_id DESC;
