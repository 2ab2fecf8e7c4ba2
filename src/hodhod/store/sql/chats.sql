-- name: next_group_id
-- The number of a new basic group.
SELECT nextval('main.group_ids');

-- name: next_channel_id
-- The number of a new supergroup or channel.
SELECT nextval('main.channel_ids');

-- name: insert_chat
-- Make a chat. Locks nothing but its own new row.
INSERT INTO shard.chats (peer_id, kind, title, about, creator_id, created_at)
VALUES ($1, $2, $3, $4, $5, $6);

-- name: chats_by_ids
-- Chats, regardless of who looks.
SELECT c.*
FROM shard.chats AS c
WHERE c.peer_id = ANY($1::bigint[]);

-- name: lock_chat
-- A chat that is about to change.
SELECT c.*
FROM shard.chats AS c
WHERE c.peer_id = $1
FOR NO KEY UPDATE;

-- name: write_chat
-- Write what people change of a chat. Its row is locked by lock_chat.
UPDATE shard.chats
SET
    creator_id = $2, migrated_to = $3, migrated_from = $4, linked_id = $5, photo_id = $6,
    version = $7, default_ban = $8, migrated_max = $9, slowmode_s = $10, reactions_limit = $11,
    ttl_period = $12, kind = $13, deleted = $14, noforwards = $15, signatures = $16,
    profiles = $17, prehistory_hidden = $18, forum = $19, join_to_send = $20, join_request = $21,
    members_hidden = $22, antispam = $23, title = $24, about = $25, username = $26, photo = $27,
    reactions = $28, stickers_id = $29, emoji_stickers_id = $30, color = $31, profile_color = $32,
    emoji_status = $33, main_tab = $34
WHERE peer_id = $1;

-- name: count_members
-- Count those who came and went. Locks the chat's row.
UPDATE shard.chats
SET members = members + $2
WHERE peer_id = $1
RETURNING members;

-- name: note_chat_read
-- Somebody has read a chat up to a message: keep the two that have come furthest. Returns up to
-- where others had read before, as its writers were told.
UPDATE shard.chats AS c
SET
    read_second = CASE
        WHEN c.read_by = $2 THEN c.read_second
        ELSE greatest(c.read_second, least(c.read_max, $3))
    END,
    read_by = CASE WHEN $3 > c.read_max THEN $2 ELSE c.read_by END,
    read_max = greatest(c.read_max, $3)
FROM (SELECT o.read_max, o.read_second, o.read_by FROM shard.chats AS o WHERE o.peer_id = $1) AS old
WHERE
    c.peer_id = $1
    AND ($3 > c.read_max OR (c.read_by <> $2 AND $3 > c.read_second))
RETURNING old.read_max, old.read_second, old.read_by;

-- name: chats_as_seen
-- Chats with what each viewer is in them.
SELECT
    pair.viewer_id, c.*,
    m.user_id, m.role, m.joined, m.date, m.inviter_id, m.admin, m.rank, m.promoted_by, m.ban,
    m.until, m.banned_by, m.min_id, m.read_max AS member_read_max, m.last_sent, m.via_request
FROM unnest($1::bigint[], $2::bigint[]) AS pair (viewer_id, peer_id)
INNER JOIN shard.chats AS c ON pair.peer_id = c.peer_id
LEFT JOIN shard.members AS m ON pair.peer_id = m.peer_id AND pair.viewer_id = m.user_id;

-- name: set_chat_ttl
-- Set after how many seconds new messages of a chat delete themselves.
UPDATE shard.chats
SET ttl_period = $2
WHERE peer_id = $1;

-- name: note_chat_stories
-- Note until when a chat has active stories.
UPDATE shard.chats
SET stories_until = $2
WHERE peer_id = $1;

-- name: file_public_title
-- Note what strangers find a public chat by. Its row is locked by lock_chat.
INSERT INTO shard.public_titles AS p (peer_id, tokens)
VALUES ($1, array_to_tsvector(string_to_array($2::text, ' ')))
ON CONFLICT (peer_id) DO UPDATE
    SET tokens = excluded.tokens
    WHERE p.tokens <> excluded.tokens;

-- name: drop_public_title
-- Strangers do not find a chat any more.
DELETE FROM shard.public_titles
WHERE peer_id = $1;

-- name: public_by_title
-- Public chats whose titles have some words, those with most members first.
SELECT c.peer_id, c.members
FROM shard.public_titles AS p
INNER JOIN shard.chats AS c ON p.peer_id = c.peer_id
WHERE p.tokens @@ $1::tsquery
ORDER BY c.members DESC, c.peer_id ASC
LIMIT $2;
