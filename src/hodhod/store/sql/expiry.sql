-- name: insert_expiring
-- Note when messages delete themselves.
INSERT INTO shard.expiring (box_id, msg_id, expires_at)
SELECT t.box_id, t.msg_id, t.expires_at
FROM unnest($1::bigint[], $2::int[], $3::int[]) AS t (box_id, msg_id, expires_at)
ON CONFLICT DO NOTHING;

-- name: due_expiring
-- Messages whose time is over.
SELECT box_id, msg_id
FROM shard.expiring
WHERE expires_at <= $1
ORDER BY expires_at ASC
LIMIT $2;

-- name: drop_expiring
-- Forget messages that are gone.
DELETE FROM shard.expiring AS e
USING unnest($1::bigint[], $2::int[]) AS gone (box_id, msg_id)
WHERE e.box_id = gone.box_id AND e.msg_id = gone.msg_id;

-- name: history_ttl
-- After how many seconds the messages of two people to each other delete themselves.
SELECT period FROM main.history_ttl
WHERE user_id = $1 AND peer_id = $2;

-- name: put_history_ttl
-- Set after how many seconds the messages of two people to each other delete themselves.
INSERT INTO main.history_ttl (user_id, peer_id, period)
VALUES ($1, $2, $3), ($2, $1, $3)
ON CONFLICT (user_id, peer_id) DO UPDATE SET period = excluded.period;

-- name: drop_history_ttl
-- Let the messages of two people stay.
DELETE FROM main.history_ttl
WHERE (user_id = $1 AND peer_id = $2) OR (user_id = $2 AND peer_id = $1);
