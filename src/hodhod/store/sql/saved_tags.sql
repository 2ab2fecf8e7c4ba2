-- name: tag_message
-- Let a saved message be found by the tags it has now, and by no others. The box is locked.
UPDATE shard.messages AS m
SET
    tokens = array_to_tsvector(
        ARRAY(SELECT t.lexeme FROM unnest(m.tokens) AS t WHERE t.lexeme NOT LIKE '#tag:%')
        || $3::text[]
    )
WHERE m.box_id = $1 AND m.msg_id = $2;

-- name: saved_tags
-- The marks of tags on saved messages that fit a query, the most frequent first.
SELECT tag.lexeme AS token, count(*)::int AS count
FROM shard.messages AS m
CROSS JOIN
    LATERAL (
        SELECT t.lexeme
        FROM unnest(m.tokens) AS t
        WHERE t.lexeme LIKE '#tag:%'
    ) AS tag
WHERE m.box_id = $1 AND m.peer_id = $1 AND m.tokens @@ $2::text::tsquery
GROUP BY tag.lexeme
ORDER BY count DESC, tag.lexeme ASC;
