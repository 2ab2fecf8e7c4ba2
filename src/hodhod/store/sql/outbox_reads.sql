-- name: insert_outbox_read
-- Note when the other side read up to a message. The box is locked.
INSERT INTO shard.outbox_reads (box_id, peer_id, max_id, date)
VALUES ($1, $2, $3, $4)
ON CONFLICT DO NOTHING;

-- name: outbox_read_date
-- When a message was read: at the first reading that reached it.
SELECT date
FROM shard.outbox_reads
WHERE box_id = $1 AND peer_id = $2 AND max_id >= $3
ORDER BY max_id ASC
LIMIT 1;

-- name: clear_outbox_reads
-- Forget when messages were read before a moment.
DELETE FROM shard.outbox_reads
WHERE date < $1;
