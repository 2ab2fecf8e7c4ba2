-- name: reaction_of
-- What somebody feels about a message of a supergroup or channel.
SELECT r.reaction
FROM shard.reactions AS r
WHERE r.box_id = $1 AND r.msg_id = $2 AND r.user_id = $3;

-- name: put_reaction
-- Somebody reacts, or reacts otherwise than before. The box is locked.
INSERT INTO shard.reactions (box_id, msg_id, user_id, peer_id, date, big, reaction)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (box_id, msg_id, user_id) DO UPDATE SET
    peer_id = excluded.peer_id, date = excluded.date, big = excluded.big,
    reaction = excluded.reaction;

-- name: drop_reaction
-- Somebody takes a reaction back. The box is locked. Returns what it was.
DELETE FROM shard.reactions AS r
WHERE r.box_id = $1 AND r.msg_id = $2 AND r.user_id = $3
RETURNING r.reaction;

-- name: reactions_page
-- Who reacted to a message, the last first, after one of them; of one kind when it is given.
SELECT r.user_id, r.peer_id, r.date, r.big, r.reaction
FROM shard.reactions AS r
WHERE
    r.box_id = $1 AND r.msg_id = $2 AND ($3::bytea IS NULL OR r.reaction = $3)
    AND (r.date, r.user_id) < ($4::int, $5::bigint)
ORDER BY r.date DESC, r.user_id DESC
LIMIT $6;

-- name: own_reactions
-- What somebody feels about some messages.
SELECT r.box_id, r.msg_id, r.reaction
FROM unnest($1::bigint[], $2::int[]) AS t (box_id, msg_id)
INNER JOIN shard.reactions AS r ON t.box_id = r.box_id AND t.msg_id = r.msg_id
WHERE r.user_id = $3;

-- name: reacted_to
-- The newest messages that somebody reacted to in a supergroup or channel.
SELECT r.msg_id
FROM shard.reactions AS r
WHERE r.box_id = $1 AND r.user_id = $2
ORDER BY r.msg_id DESC
LIMIT $3;

-- name: forget_reactions
-- Messages are gone, and with them who reacted. The boxes are locked.
DELETE FROM shard.reactions AS r
USING unnest($1::bigint[], $2::int[]) AS t (box_id, msg_id)
WHERE r.box_id = t.box_id AND r.msg_id = t.msg_id;

-- name: messages_reacted_to
-- The newest messages of a basic group that anybody reacted to, in one member's box.
SELECT
    m.box_id, m.msg_id, m.peer_id, m.from_id, m.shared_id, m.pts, m.date, m.content, m.out,
    m.random_id, m.edit_date, m.reply_to, m.topic_id, m.grouped_id, m.media_kind, m.pinned,
    m.mentioned, m.media_unread, m.silent, m.views, m.forwards, m.reactions, m.author_id
FROM shard.messages AS m
WHERE m.box_id = $1 AND m.peer_id = $2 AND m.reactions IS NOT NULL
ORDER BY m.msg_id DESC
LIMIT $3;
