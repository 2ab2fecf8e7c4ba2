-- name: note_deeds
-- Write down deeds of one person. The box of the chat is locked.
INSERT INTO shard.admin_log (peer_id, event_id, user_id, date, kind, tokens, content)
SELECT
    $1, nextval('shard.admin_log_ids'), $2, $3, t.kind,
    array_to_tsvector(string_to_array(nullif(t.tokens, ''), ' ')), t.content
FROM unnest($4::smallint[], $5::text[], $6::bytea[]) AS t (kind, tokens, content)
RETURNING event_id;

-- name: trim_deeds
-- Forget the oldest deeds of some kinds in a chat beyond a number.
DELETE FROM shard.admin_log
WHERE
    peer_id = $1 AND kind = ANY($2::smallint[])
    AND event_id <= (
        SELECT a.event_id
        FROM shard.admin_log AS a
        WHERE a.peer_id = $1 AND a.kind = ANY($2::smallint[])
        ORDER BY a.event_id DESC
        LIMIT 1 OFFSET $3
    );

-- name: deeds
-- Deeds of some kinds, by some people or by anybody, with some words, between two numbers,
-- exclusive, since a moment; newest first.
SELECT a.event_id, a.user_id, a.date, a.content
FROM shard.admin_log AS a
WHERE
    a.peer_id = $1 AND a.kind = ANY($2::smallint[])
    AND ($3::bigint[] IS NULL OR a.user_id = ANY($3::bigint[]))
    AND ($4::text = '' OR a.tokens @@ $4::text::tsquery)
    AND a.event_id < $5 AND a.event_id > $6 AND a.date >= $7
ORDER BY a.event_id DESC
LIMIT $8;

-- name: forget_deeds
-- Forget some of the deeds from before a moment.
DELETE FROM shard.admin_log
WHERE ctid = ANY(ARRAY(SELECT a.ctid FROM shard.admin_log AS a WHERE a.date < $1 LIMIT $2));
