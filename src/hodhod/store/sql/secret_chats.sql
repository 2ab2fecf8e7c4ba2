-- name: secret_chat
-- One side of a secret chat. Locks nothing.
SELECT
    box_id, peer_id, auth_key_id, key_fingerprint, created_at, changed_at, answered_at, read_at,
    chat_id, read_max, state, is_admin, folder_id, history_deleted, g_a, g_b
FROM shard.secret_chats
WHERE box_id = $1 AND chat_id = $2;

-- name: locked_secret_chat
-- One side of a secret chat, locked against those who send to it. Its box is locked.
SELECT
    box_id, peer_id, auth_key_id, key_fingerprint, created_at, changed_at, answered_at, read_at,
    chat_id, read_max, state, is_admin, folder_id, history_deleted, g_a, g_b
FROM shard.secret_chats
WHERE box_id = $1 AND chat_id = $2
FOR NO KEY UPDATE;

-- name: insert_secret_chat
-- Both sides of a new secret chat. Their boxes are locked.
INSERT INTO shard.secret_chats (
    box_id, peer_id, auth_key_id, chat_id, is_admin, folder_id, g_a, created_at, changed_at,
    told_at
)
VALUES
($1, $2, $3, $4, true, 0, $5, $6, $6, $6),
($2, $1, NULL, $4, false, $7, $5, $6, $6, $6);

-- name: open_secret_chat
-- Bind a secret chat to the device that accepted it. The boxes of both sides are locked.
UPDATE shard.secret_chats
SET
    state = 1, g_b = $5, key_fingerprint = $6, changed_at = $7, told_at = $7, answered_at = $7,
    auth_key_id = CASE WHEN is_admin THEN auth_key_id ELSE $4 END
WHERE box_id IN ($1, $2) AND chat_id = $3 AND state = 0;

-- name: discard_secret_chat
-- End a secret chat for both sides, whose boxes are locked.
UPDATE shard.secret_chats
SET
    state = 2, history_deleted = $4, changed_at = $5, told_at = $5,
    answered_at = coalesce(answered_at, $5)
WHERE box_id IN ($1, $2) AND chat_id = $3 AND state < 2;

-- name: secret_chats_of_keys
-- Secret chats that go through these devices and are not over.
SELECT box_id, chat_id
FROM shard.secret_chats
WHERE auth_key_id = ANY($1::bigint[]) AND state < 2
ORDER BY box_id ASC, chat_id ASC;

-- name: secret_chats_of_box
-- Secret chats of a box that are not over.
SELECT box_id, chat_id
FROM shard.secret_chats
WHERE box_id = $1 AND state < 2
ORDER BY chat_id ASC;

-- name: secret_chat_devices
-- Devices that chats go through which are not over, in order after one of them.
SELECT DISTINCT auth_key_id, box_id
FROM shard.secret_chats
WHERE auth_key_id IS NOT NULL AND state < 2 AND (auth_key_id, box_id) > ($1, $2)
ORDER BY auth_key_id ASC, box_id ASC
LIMIT $3;

-- name: secret_chats_told
-- Sides of a box that had something to learn since a moment, the latest first.
SELECT
    box_id, peer_id, auth_key_id, key_fingerprint, created_at, changed_at, answered_at, read_at,
    chat_id, read_max, state, is_admin, folder_id, history_deleted, g_a, g_b
FROM shard.secret_chats
WHERE box_id = $1 AND told_at >= $2
ORDER BY told_at DESC, chat_id ASC
LIMIT $3;

-- name: read_secret_chat
-- Note up to which date the other side has read what this side sent, if that is news.
UPDATE shard.secret_chats
SET read_max = $3, read_at = $4, told_at = $4
WHERE box_id = $1 AND chat_id = $2 AND read_max < $3 AND state = 1;

-- name: forget_secret_chats
-- Forget secret chats that have been over for long, so many at once.
DELETE FROM shard.secret_chats AS c
USING (
    SELECT o.box_id, o.chat_id
    FROM shard.secret_chats AS o
    WHERE o.state = 2 AND o.changed_at < $1
    ORDER BY o.changed_at ASC
    LIMIT $2
) AS gone
WHERE c.box_id = gone.box_id AND c.chat_id = gone.chat_id;
