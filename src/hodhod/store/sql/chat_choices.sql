-- name: chat_choices_of
-- How somebody uses supergroups and channels.
SELECT c.peer_id, c.send_as, c.as_messages
FROM shard.chat_choices AS c
WHERE c.box_id = $1 AND c.peer_id = ANY($2::bigint[]);

-- name: choose_send_as
-- In whose name somebody writes in a chat. The owner's box is locked.
INSERT INTO shard.chat_choices AS c (box_id, peer_id, send_as)
VALUES ($1, $2, $3)
ON CONFLICT (box_id, peer_id) DO UPDATE SET send_as = excluded.send_as;

-- name: choose_as_messages
-- Whether a forum is shown as one chat. The owner's box is locked. Returns a row if that is new.
INSERT INTO shard.chat_choices AS c (box_id, peer_id, as_messages)
VALUES ($1, $2, $3)
ON CONFLICT (box_id, peer_id) DO UPDATE
    SET as_messages = excluded.as_messages
    WHERE c.as_messages <> excluded.as_messages
RETURNING c.peer_id;
