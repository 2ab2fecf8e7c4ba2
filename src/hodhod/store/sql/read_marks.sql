-- name: read_inbox
-- Read a chat up to a message. The box is locked.
SELECT read_max, unread, last_shared
FROM shard.read_inbox($1, $2, $3);

-- name: read_outbox
-- The other side has read up to a message, by its shared id. The box is locked.
SELECT shard.read_outbox($1, $2, $3);
