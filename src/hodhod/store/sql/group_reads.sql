-- name: insert_group_read
-- A member of a basic group has read up to a message.
INSERT INTO shard.group_reads (peer_id, user_id, shared_id, date)
VALUES ($1, $2, $3, $4)
ON CONFLICT DO NOTHING;

-- name: group_readers
-- Who has read a message of a basic group: at the first reading that reached it.
SELECT r.user_id, min(r.date) AS date
FROM shard.group_reads AS r
WHERE r.peer_id = $1 AND r.shared_id >= $2
GROUP BY r.user_id;

-- name: channel_readers
-- Who has read a message of a small supergroup: at the first reading that reached it.
SELECT r.peer_id, min(r.date) AS date
FROM shard.outbox_reads AS r
WHERE r.box_id = $1 AND r.max_id >= $2
GROUP BY r.peer_id
LIMIT $3;

-- name: clear_group_reads
-- Forget who read what before a moment.
DELETE FROM shard.group_reads
WHERE date < $1;

-- name: set_mentioned
-- Let copies of messages mention the owners of their boxes, or not. The boxes are locked.
SELECT box_id, msg_id
FROM shard.set_mentioned($1::bigint[], $2::int[], $3);
