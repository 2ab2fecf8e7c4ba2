-- name: bot_queue
-- What a bot wants to hear of; nothing when it never asked.
SELECT next_id, allowed
FROM shard.bot_queues
WHERE bot_id = $1;

-- name: lock_bot_queue
-- A bot's queue, made if it is not there, and locked: numbers are about to be given out.
INSERT INTO shard.bot_queues (bot_id, next_id)
VALUES ($1, 1)
ON CONFLICT (bot_id) DO UPDATE SET next_id = shard.bot_queues.next_id
RETURNING next_id;

-- name: set_allowed_updates
-- What a bot wants to hear of from now on.
INSERT INTO shard.bot_queues (bot_id, next_id, allowed)
VALUES ($1, 1, $2)
ON CONFLICT (bot_id) DO UPDATE SET allowed = excluded.allowed;

-- name: bot_cursors
-- How far the logs of a bot's boxes were read.
SELECT box_id, pts, n
FROM shard.bot_cursors
WHERE bot_id = $1;

-- name: move_bot_cursor
-- A log was read further, by nobody else meanwhile: returns nothing if somebody was faster.
UPDATE shard.bot_cursors
SET pts = $3, n = $4
WHERE bot_id = $1 AND box_id = $2 AND pts = $5 AND n = $6
RETURNING box_id;

-- name: insert_bot_cursor
-- A log is read for the first time: returns nothing if somebody was faster.
INSERT INTO shard.bot_cursors (bot_id, box_id, pts, n)
VALUES ($1, $2, $3, $4)
ON CONFLICT (bot_id, box_id) DO NOTHING
RETURNING box_id;

-- name: drop_bot_cursors
-- Chats that a bot is not in any more.
DELETE FROM shard.bot_cursors
WHERE bot_id = $1 AND box_id = ANY($2::bigint[]);

-- name: add_bot_updates
-- Put updates behind those that wait; the queue is locked, and its next number is given.
WITH moved AS (
    UPDATE shard.bot_queues
    SET next_id = $2 + cardinality($4::bytea[])
    WHERE bot_id = $1
)

INSERT INTO shard.bot_updates (bot_id, update_id, date, body)
SELECT
    $1,
    $2 + u.place - 1,
    $3,
    u.body
FROM unnest($4::bytea[]) WITH ORDINALITY AS u (body, place);

-- name: read_bot_updates
-- The oldest that wait, from a number on.
SELECT update_id, body
FROM shard.bot_updates
WHERE bot_id = $1 AND update_id >= $2 AND date >= $3
ORDER BY update_id
LIMIT $4;

-- name: newest_bot_update
-- The number of the update that is so many before the end of the queue.
SELECT min(update_id)
FROM (
    SELECT update_id
    FROM shard.bot_updates
    WHERE bot_id = $1
    ORDER BY update_id DESC
    LIMIT $2
) AS last;

-- name: drop_bot_updates
-- What a bot has got: everything before a number.
DELETE FROM shard.bot_updates
WHERE bot_id = $1 AND update_id < $2;

-- name: count_bot_updates
-- How many wait.
SELECT count(*)
FROM shard.bot_updates
WHERE bot_id = $1 AND date >= $2;

-- name: forget_bot_updates
-- What nobody has asked for in a day.
DELETE FROM shard.bot_updates
WHERE date < $1;

-- name: bot_log
-- A page of a box's log after a place in it, in order.
SELECT l.box_id, l.pts, l.n, l.pts_count, l.date, l.kind, l.msg_id, l.update
FROM shard.update_log AS l
WHERE l.box_id = $1 AND (l.pts, l.n) > ($2::int, $3::int)
ORDER BY l.pts, l.n
LIMIT $4;

-- name: log_place_since
-- The last place in a box's log that is older than a moment.
SELECT l.pts, l.n
FROM shard.update_log AS l
WHERE l.box_id = $1 AND l.date < $2
ORDER BY l.pts DESC, l.n DESC
LIMIT 1;

-- name: set_webhook
-- Bring updates to an address from now on, or nowhere; what went wrong before is forgotten.
INSERT INTO shard.bot_queues (bot_id, next_id, webhook)
VALUES ($1, 1, $2)
ON CONFLICT (bot_id) DO UPDATE
    SET webhook = excluded.webhook, error = NULL, error_at = NULL;

-- name: webhook
-- Where updates are brought to, and what went wrong last.
SELECT webhook, error, error_at
FROM shard.bot_queues
WHERE bot_id = $1;

-- name: bots_with_webhooks
-- The bots of a shard whose updates are brought to them.
SELECT bot_id
FROM shard.bot_queues
WHERE webhook IS NOT NULL;

-- name: hold_webhook
-- Be the node that brings a bot's updates, unless another is; returns nothing then.
UPDATE shard.bot_queues
SET node = $2, node_until = $3
WHERE bot_id = $1 AND webhook IS NOT NULL AND (node = $2 OR node_until < $4)
RETURNING webhook;

-- name: note_webhook_error
-- What went wrong.
UPDATE shard.bot_queues
SET error = $2, error_at = $3
WHERE bot_id = $1;
