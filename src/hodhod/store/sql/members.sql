-- name: members_by_ids
-- What some people are in a chat.
SELECT m.*
FROM shard.members AS m
WHERE m.peer_id = $1 AND m.user_id = ANY($2::bigint[]);

-- name: member_ids
-- Who is in a chat: basic groups, whose members are few.
SELECT m.user_id
FROM shard.members AS m
WHERE m.peer_id = $1 AND m.joined
ORDER BY m.date ASC, m.user_id ASC
LIMIT $2;

-- name: write_member
-- Write what somebody is in a chat. The chat's row is locked, or its box is.
INSERT INTO shard.members (
    peer_id, user_id, role, joined, date, inviter_id, admin, rank, promoted_by, ban, until,
    banned_by, min_id, read_max, last_sent, via_request
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
ON CONFLICT (peer_id, user_id) DO UPDATE SET
    role = excluded.role, joined = excluded.joined, date = excluded.date,
    inviter_id = excluded.inviter_id, admin = excluded.admin, rank = excluded.rank,
    promoted_by = excluded.promoted_by, ban = excluded.ban, until = excluded.until,
    banned_by = excluded.banned_by, min_id = excluded.min_id, read_max = excluded.read_max,
    last_sent = excluded.last_sent, via_request = excluded.via_request;

-- name: drop_member
-- Somebody has left, and nothing is held against them.
DELETE FROM shard.members
WHERE peer_id = $1 AND user_id = $2;

-- name: members_recent
-- Who is in a chat, who came last first.
SELECT m.*
FROM shard.members AS m
WHERE m.peer_id = $1 AND m.joined
ORDER BY m.date DESC, m.user_id ASC
LIMIT $3 OFFSET $2;

-- name: members_of_roles
-- Those of some roles; a null for joined takes both.
SELECT m.*
FROM shard.members AS m
WHERE
    m.peer_id = $1 AND m.role = ANY($2::smallint[]) AND m.role <> 1
    AND ($3::boolean IS NULL OR m.joined = $3)
ORDER BY m.role DESC, m.date ASC, m.user_id ASC
LIMIT $5 OFFSET $4;

-- name: count_members_of_roles
-- How many there are of each role but plain members.
SELECT m.role, count(*)::int AS count
FROM shard.members AS m
WHERE m.peer_id = $1 AND m.role <> 1
GROUP BY m.role;

-- name: read_member
-- Somebody has read a chat up to a message. Returns where they are if that is new.
UPDATE shard.members AS m
SET read_max = $3
WHERE m.peer_id = $1 AND m.user_id = $2 AND m.read_max < $3
RETURNING m.read_max;

-- name: note_sent
-- Somebody has written: slow mode counts from now.
UPDATE shard.members
SET last_sent = $3
WHERE peer_id = $1 AND user_id = $2;

-- name: hide_from_member
-- Messages up to one are not shown to somebody any more.
UPDATE shard.members AS m
SET min_id = greatest(m.min_id, $3), read_max = greatest(m.read_max, $3)
WHERE m.peer_id = $1 AND m.user_id = $2
RETURNING m.min_id;

-- name: write_membership
-- A chat is among those that somebody is in.
INSERT INTO shard.memberships (box_id, peer_id, date)
VALUES ($1, $2, $3)
ON CONFLICT (box_id, peer_id) DO NOTHING;

-- name: drop_membership
-- A chat is no longer among those that somebody is in.
DELETE FROM shard.memberships
WHERE box_id = $1 AND peer_id = $2;

-- name: memberships_of
-- The chats that people are in.
SELECT s.box_id, s.peer_id
FROM shard.memberships AS s
WHERE s.box_id = ANY($1::bigint[])
ORDER BY s.date ASC, s.peer_id DESC;

-- name: channel_dialogs
-- How members see the boxes of supergroups and channels: the newest message, how much is unread.
-- Counts are read from indexes alone; who is no member has read nothing and has nothing unread.
SELECT
    w.peer_id, w.user_id, d.top_message, d.top_date, d.messages, b.pts,
    m.read_max, m.min_id, m.joined,
    (
        SELECT count(*) FROM shard.messages AS x
        WHERE x.box_id = w.peer_id AND x.msg_id > greatest(m.read_max, m.min_id)
    )::int AS newer,
    (
        SELECT count(*) FROM shard.messages AS x
        WHERE
            x.box_id = w.peer_id AND x.author_id = w.user_id
            AND x.msg_id > greatest(m.read_max, m.min_id)
    )::int AS own,
    (
        SELECT count(*) FROM shard.marks AS k
        WHERE k.box_id = w.peer_id AND k.user_id = w.user_id AND k.kind = 1 AND NOT k.seen
    )::int AS mentions,
    (
        SELECT count(*) FROM shard.marks AS k
        WHERE k.box_id = w.peer_id AND k.user_id = w.user_id AND k.kind = 2 AND NOT k.seen
    )::int AS reactions
FROM unnest($1::bigint[], $2::bigint[]) AS w (peer_id, user_id)
INNER JOIN shard.boxes AS b ON w.peer_id = b.box_id
LEFT JOIN shard.dialogs AS d ON w.peer_id = d.box_id AND w.peer_id = d.peer_id
LEFT JOIN shard.members AS m ON w.peer_id = m.peer_id AND w.user_id = m.user_id;

-- name: channel_tops
-- The newest messages of boxes.
SELECT d.box_id, d.top_message, d.top_date
FROM shard.dialogs AS d
WHERE d.box_id = ANY($1::bigint[]) AND d.peer_id = d.box_id;

-- name: moved_since
-- Which boxes have changed since a moment, and where they are now.
SELECT b.box_id, b.pts
FROM shard.boxes AS b
WHERE
    b.box_id = ANY($1::bigint[])
    AND (
        SELECT u.date FROM shard.update_log AS u
        WHERE u.box_id = b.box_id
        ORDER BY u.pts DESC, u.n DESC
        LIMIT 1
    ) >= $2;

-- name: write_marks
-- Messages that people have not seen yet although they concern them.
INSERT INTO shard.marks (box_id, user_id, msg_id, kind)
SELECT t.box_id, t.user_id, t.msg_id, $4
FROM unnest($1::bigint[], $2::bigint[], $3::int[]) AS t (box_id, user_id, msg_id)
ON CONFLICT (box_id, user_id, kind, msg_id) DO UPDATE SET seen = false;

-- name: see_marks
-- Somebody has seen messages of a box. Returns those that waited for it.
UPDATE shard.marks AS k
SET seen = true
WHERE
    k.box_id = $1 AND k.user_id = $2 AND k.kind = $3 AND k.msg_id = ANY($4::int[])
    AND NOT k.seen
RETURNING k.msg_id;

-- name: see_marks_until
-- Messages up to one are hidden from somebody, who need not see them any more.
UPDATE shard.marks AS k
SET seen = true
WHERE k.box_id = $1 AND k.user_id = $2 AND k.msg_id <= $3 AND NOT k.seen;

-- name: marks_of
-- What waits to be seen by somebody in a box, of a kind, around an id.
SELECT k.msg_id
FROM shard.marks AS k
WHERE
    k.box_id = $1 AND k.user_id = $2 AND k.kind = $3 AND k.msg_id < $4 AND k.msg_id > $5
    AND NOT k.seen
ORDER BY k.msg_id DESC
LIMIT $6;

-- name: marks_on
-- Which of some messages concern people, and whether they have seen them.
SELECT k.box_id, k.user_id, k.msg_id, k.kind, k.seen
FROM unnest($1::bigint[], $2::bigint[], $3::int[]) AS t (box_id, user_id, msg_id)
INNER JOIN shard.marks AS k
    ON t.box_id = k.box_id AND t.user_id = k.user_id AND t.msg_id = k.msg_id;

-- name: mentioned_in
-- Whom messages of a box concern, of a kind.
SELECT k.msg_id, k.user_id
FROM shard.marks AS k
WHERE k.box_id = $1 AND k.msg_id = ANY($2::int[]) AND k.kind = $3
ORDER BY k.msg_id ASC, k.user_id ASC;

-- name: drop_marks
-- A message does not concern some people any more.
DELETE FROM shard.marks AS k
WHERE
    k.box_id = $1 AND k.msg_id = $2 AND k.user_id = ANY($3::bigint[]) AND k.kind = $4;

-- name: forget_marks
-- Messages are gone, and with them what waited to be seen.
DELETE FROM shard.marks AS k
USING unnest($1::bigint[], $2::int[]) AS t (box_id, msg_id)
WHERE k.box_id = t.box_id AND k.msg_id = t.msg_id;
