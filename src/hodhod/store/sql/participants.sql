-- name: file_member_names
-- What members are found by, in place of what it was; and which of them are bots.
WITH named AS (
    SELECT *
    FROM unnest($2::bigint[], $3::text[]) AS t (user_id, word)
),

bots AS (
    UPDATE shard.members AS m
    SET is_bot = true
    WHERE m.peer_id = $1 AND m.user_id = ANY($5::bigint[]) AND NOT m.is_bot
),

gone AS (
    DELETE FROM shard.member_names AS n
    WHERE
        n.peer_id = $1 AND n.user_id = ANY($4::bigint[])
        AND NOT EXISTS (
            SELECT FROM named AS d
            WHERE d.user_id = n.user_id AND d.word = n.word
        )
)

INSERT INTO shard.member_names (peer_id, user_id, word)
SELECT $1, d.user_id, d.word
FROM named AS d
ON CONFLICT DO NOTHING;

-- name: rename_member
-- Somebody is called otherwise: in each chat of this shard that has them.
WITH places AS (
    SELECT m.peer_id
    FROM shard.members AS m
    WHERE m.user_id = $1 AND m.peer_id = ANY($2::bigint[])
),

gone AS (
    DELETE FROM shard.member_names AS n
    USING places AS p
    WHERE n.peer_id = p.peer_id AND n.user_id = $1 AND NOT n.word = ANY($3::text[])
)

INSERT INTO shard.member_names (peer_id, user_id, word)
SELECT p.peer_id, $1, w.word
FROM places AS p
CROSS JOIN unnest($3::text[]) AS w (word)
ON CONFLICT DO NOTHING;

-- name: members_called
-- Members whose names have all words of a query, each as one of some ranges; who came last first.
SELECT m.*, count(*) OVER () AS total
FROM shard.members AS m
WHERE
    m.peer_id = $1
    AND m.role = ANY($2::smallint[])
    AND ($3::boolean IS NULL OR m.joined = $3)
    AND (m.role NOT IN (4, 5) OR m.joined OR m.until IN (0, 2147483647) OR m.until > $4)
    AND m.user_id IN (
        SELECT n.user_id
        FROM unnest($5::int[], $6::text[], $7::text[]) AS t (place, low, high)
        INNER JOIN shard.member_names AS n
            ON n.peer_id = $1 AND t.low <= n.word AND t.high > n.word
        GROUP BY n.user_id
        HAVING count(DISTINCT t.place) = $8
    )
ORDER BY m.date DESC, m.user_id ASC
LIMIT $10 OFFSET $9;

-- name: members_held_against
-- Those who are banned, or restricted, as long as it lasts; the latest first.
SELECT m.*, count(*) OVER () AS total
FROM shard.members AS m
WHERE
    m.peer_id = $1 AND m.role = $2 AND m.role <> 1
    AND (m.until IN (0, 2147483647) OR m.until > $3)
ORDER BY m.date DESC, m.user_id ASC
LIMIT $5 OFFSET $4;

-- name: member_bots
-- Bots among the members.
SELECT m.*
FROM shard.members AS m
WHERE m.peer_id = $1 AND m.is_bot AND m.joined
ORDER BY m.date DESC, m.user_id ASC
LIMIT $2;

-- name: members_among
-- Those of some people who are in a chat, who came last first.
SELECT m.*
FROM shard.members AS m
WHERE m.peer_id = $1 AND m.user_id = ANY($2::bigint[]) AND m.joined
ORDER BY m.date DESC, m.user_id ASC;

-- name: authors_in_topic
-- Who wrote the newest messages of a topic or under a post.
SELECT t.author_id, max(t.msg_id) AS msg_id
FROM (
    SELECT x.author_id, x.msg_id
    FROM shard.messages AS x
    WHERE x.box_id = $1 AND x.topic_id = $2 AND x.author_id IS NOT NULL AND x.from_id > 0
    ORDER BY x.msg_id DESC
    LIMIT $3
) AS t
GROUP BY t.author_id
ORDER BY max(t.msg_id) DESC;

-- name: written_as
-- The newest messages that somebody has written in a supergroup: a person under their own name, or
-- whoever wrote as a channel.
SELECT x.msg_id
FROM shard.messages AS x
WHERE x.box_id = $1 AND x.from_id = $2 AND ($2 < 0 OR x.author_id = $2)
ORDER BY x.msg_id DESC
LIMIT $3;

-- name: write_heir
-- Somebody's chat goes to somebody else at a time.
INSERT INTO shard.heirs (peer_id, owner_id, heir_id, due_at)
VALUES ($1, $2, $3, $4)
ON CONFLICT (peer_id) DO UPDATE SET
    owner_id = excluded.owner_id, heir_id = excluded.heir_id, due_at = excluded.due_at;

-- name: drop_heir
-- A chat keeps its owner.
DELETE FROM shard.heirs
WHERE peer_id = $1
RETURNING owner_id;

-- name: due_heirs
-- Chats that go to somebody else now.
SELECT h.peer_id, h.owner_id, h.heir_id
FROM shard.heirs AS h
WHERE h.due_at <= $1
ORDER BY h.due_at ASC
LIMIT $2;

-- name: end_chat
-- A chat was deleted: what it had is cleared away later.
INSERT INTO shard.ended_chats (peer_id, ended_at)
VALUES ($1, $2)
ON CONFLICT DO NOTHING;

-- name: ended_chats
-- Chats that were deleted and not cleared away yet.
SELECT e.peer_id, e.ended_at
FROM shard.ended_chats AS e
ORDER BY e.ended_at ASC, e.peer_id ASC
LIMIT $1;

-- name: drop_members
-- Forget some members of a chat that is gone; returns who that was.
DELETE FROM shard.members AS m
WHERE
    m.peer_id = $1
    AND m.user_id IN (
        SELECT o.user_id FROM shard.members AS o
        WHERE o.peer_id = $1
        LIMIT $2
    )
RETURNING m.user_id;

-- name: drop_memberships
-- A chat is no longer among those that some people are in.
DELETE FROM shard.memberships AS s
WHERE s.box_id = ANY($1::bigint[]) AND s.peer_id = $2;

-- name: chat_is_cleared
-- Nothing is left of a chat that was deleted.
DELETE FROM shard.ended_chats
WHERE peer_id = $1;

-- name: members_of_both
-- Those of some chats that somebody is in, too.
SELECT m.peer_id
FROM shard.members AS m
WHERE m.user_id = $1 AND m.peer_id = ANY($2::bigint[]) AND m.joined;

-- name: first_members
-- Those people who came to a chat first; with a role, of that role only.
SELECT m.*
FROM shard.members AS m
WHERE m.peer_id = $1 AND m.joined AND NOT m.is_bot AND m.role = $2 AND m.user_id <> $3
ORDER BY m.date ASC, m.user_id DESC
LIMIT $4;

-- name: online_among
-- How many of some people are here.
SELECT count(*)::int AS count
FROM main.presence AS p
WHERE p.user_id = ANY($1::bigint[]) AND p.online_until > $2;

-- name: keep_left
-- A supergroup or channel is among those that somebody has left.
INSERT INTO shard.left_chats (box_id, peer_id, date)
VALUES ($1, $2, $3)
ON CONFLICT (box_id, peer_id) DO UPDATE SET date = excluded.date;

-- name: forget_left
-- A supergroup or channel is not among those that somebody has left.
DELETE FROM shard.left_chats
WHERE box_id = $1 AND peer_id = $2;

-- name: left_chats
-- The supergroups and channels that somebody has left, the latest first.
SELECT l.peer_id, count(*) OVER () AS total
FROM shard.left_chats AS l
WHERE l.box_id = $1
ORDER BY l.date DESC, l.peer_id ASC
LIMIT $3 OFFSET $2;
