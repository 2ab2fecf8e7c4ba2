-- name: claim_invite_hash
-- A new link leads to a chat.
INSERT INTO main.invite_hashes (hash, peer_id)
VALUES ($1, $2);

-- name: peer_of_invite
-- Where a link leads.
SELECT h.peer_id
FROM main.invite_hashes AS h
WHERE h.hash = $1;

-- name: release_invite_hashes
-- Links are deleted.
DELETE FROM main.invite_hashes
WHERE hash = ANY($1::text[]);

-- name: insert_invite
-- Make a link. The chat's box is locked.
INSERT INTO shard.invites (
    peer_id, admin_id, date, expire_date, usage_limit, permanent, request_needed, hash, title
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: invites_by_hash
-- Links of a chat.
SELECT i.*
FROM shard.invites AS i
WHERE i.peer_id = $1 AND i.hash = ANY($2::text[]);

-- name: permanent_invite
-- The link that an admin always has.
SELECT i.*
FROM shard.invites AS i
WHERE i.peer_id = $1 AND i.admin_id = $2 AND i.permanent AND NOT i.revoked;

-- name: write_invite
-- Write what an admin changes of a link. The chat's box is locked.
UPDATE shard.invites
SET
    expire_date = $3, usage_limit = $4, request_needed = $5, title = $6, revoked = $7,
    start_date = $8
WHERE peer_id = $1 AND hash = $2;

-- name: listed_invites
-- Links of an admin, the newest first, after one that is named by its date and hash.
SELECT i.*
FROM shard.invites AS i
WHERE
    i.peer_id = $1 AND i.admin_id = $2 AND i.revoked = $3
    AND (i.date, i.hash) < ($4::int, $5::text)
ORDER BY i.date DESC, i.hash DESC
LIMIT $6;

-- name: count_invites
-- How many links each admin of a chat has, and how many are revoked.
SELECT
    i.admin_id,
    count(*) FILTER (WHERE NOT i.revoked)::int AS valid,
    count(*) FILTER (WHERE i.revoked)::int AS revoked
FROM shard.invites AS i
WHERE i.peer_id = $1 AND ($2::bigint IS NULL OR i.admin_id = $2)
GROUP BY i.admin_id
ORDER BY i.admin_id;

-- name: delete_invite
-- Delete a revoked link.
DELETE FROM shard.invites
WHERE peer_id = $1 AND hash = $2 AND revoked
RETURNING *;

-- name: delete_revoked_invites
-- Delete the revoked links of an admin but the newest few.
DELETE FROM shard.invites AS i
USING (
    SELECT r.hash
    FROM shard.invites AS r
    WHERE r.peer_id = $1 AND r.admin_id = $2 AND r.revoked
    ORDER BY r.date DESC, r.hash DESC
    OFFSET $3
) AS old
WHERE i.peer_id = $1 AND i.hash = old.hash
RETURNING i.*;

-- name: note_invite_use
-- Somebody has come by a link. The chat's box is locked.
WITH used AS (
    UPDATE shard.invites
    SET usage = usage + 1
    WHERE peer_id = $1 AND hash = $2
)

INSERT INTO shard.invite_joins (peer_id, user_id, approved_by, date, hash)
VALUES ($1, $3, $4, $5, $2)
ON CONFLICT (peer_id, user_id) DO UPDATE SET
    approved_by = excluded.approved_by, date = excluded.date, hash = excluded.hash;

-- name: drop_invite_use
-- Somebody has left: their place in a link is free again. The chat's box is locked.
WITH gone AS (
    DELETE FROM shard.invite_joins
    WHERE peer_id = $1 AND user_id = $2
    RETURNING hash
)

UPDATE shard.invites AS i
SET usage = i.usage - 1
FROM gone AS g
WHERE i.peer_id = $1 AND i.hash = g.hash;

-- name: joined_by_invite
-- Members who came by a link, who came last first, after one who is named.
SELECT j.user_id, j.date, j.approved_by
FROM shard.invite_joins AS j
WHERE j.peer_id = $1 AND j.hash = $2 AND (j.date, j.user_id) < ($3::int, $4::bigint)
ORDER BY j.date DESC, j.user_id DESC
LIMIT $5;

-- name: came_by_invite
-- By which link a member has come.
SELECT j.hash
FROM shard.invite_joins AS j
WHERE j.peer_id = $1 AND j.user_id = $2;

-- name: move_invites
-- A basic group has become a supergroup: its links lead there.
WITH joined AS (
    UPDATE shard.invite_joins SET peer_id = $2 WHERE peer_id = $1
),

waiting AS (
    UPDATE shard.join_requests SET peer_id = $2 WHERE peer_id = $1
),

counted AS (
    UPDATE shard.chats AS c
    SET requests = o.requests
    FROM (SELECT b.requests FROM shard.chats AS b WHERE b.peer_id = $1) AS o
    WHERE c.peer_id = $2
)

UPDATE shard.invites SET peer_id = $2
WHERE peer_id = $1;

-- name: move_invite_hashes
-- A basic group has become a supergroup: its links lead there.
UPDATE main.invite_hashes SET peer_id = $2
WHERE hash = ANY($1::text[]);

-- name: invite_hashes_of
-- All links of a chat.
SELECT i.hash
FROM shard.invites AS i
WHERE i.peer_id = $1;
