-- name: next_scheduled_ids
-- Give out so many ids for scheduled messages of a box; returns the last. The box is locked.
INSERT INTO shard.scheduled_ids AS s (box_id, last_id)
VALUES ($1, $2)
ON CONFLICT (box_id) DO UPDATE
    SET
        last_id = CASE WHEN s.last_id + $2 < 262144 THEN s.last_id + $2 ELSE $2 END
RETURNING last_id;

-- name: insert_scheduled
-- Keep messages for later. The box is locked.
INSERT INTO shard.scheduled (box_id, msg_id, peer_id, random_id, date, content)
SELECT $1, t.msg_id, $2, t.random_id, t.date, t.content
FROM
    unnest($3::int[], $4::bigint[], $5::int[], $6::bytea[])
        AS t (
            msg_id, random_id, date, content
        )
ON CONFLICT DO NOTHING;

-- name: scheduled_by_random
-- Scheduled messages by the numbers that their sender gave them.
SELECT box_id, msg_id, peer_id, random_id, date, content
FROM shard.scheduled
WHERE box_id = $1 AND random_id = ANY($2::bigint[]);

-- name: scheduled_of_peer
-- The scheduled messages of a chat, the last one first.
SELECT box_id, msg_id, peer_id, random_id, date, content
FROM shard.scheduled
WHERE box_id = $1 AND peer_id = $2
ORDER BY date DESC, msg_id DESC
LIMIT $3;

-- name: scheduled_by_ids
-- Scheduled messages of a chat by their ids.
SELECT box_id, msg_id, peer_id, random_id, date, content
FROM shard.scheduled
WHERE box_id = $1 AND peer_id = $2 AND msg_id = ANY($3::int[])
ORDER BY msg_id ASC;

-- name: update_scheduled
-- Give a scheduled message another content and date. The box is locked.
UPDATE shard.scheduled
SET content = $3, date = $4
WHERE box_id = $1 AND msg_id = $2
RETURNING msg_id;

-- name: delete_scheduled
-- Take scheduled messages of a chat away; returns those that were there. The box is locked.
DELETE FROM shard.scheduled
WHERE box_id = $1 AND peer_id = $2 AND msg_id = ANY($3::int[])
RETURNING box_id, msg_id, peer_id, random_id, date, content;

-- name: due_scheduled
-- Scheduled messages whose time has come, the earliest first. Locks nothing: whoever sends them
-- takes them away under their box's lock.
SELECT box_id, msg_id, peer_id, random_id, date, content
FROM shard.scheduled
WHERE date <= $1
ORDER BY date ASC, msg_id ASC
LIMIT $2;
