-- name: ask_to_join
-- Somebody asks to be let in; returns nothing if they asked before. The chat's box is locked.
WITH asked AS (
    INSERT INTO shard.join_requests (peer_id, user_id, date, hash)
    VALUES ($1, $2, $3, $4)
    ON CONFLICT (peer_id, user_id) DO NOTHING
    RETURNING hash
),

linked AS (
    UPDATE shard.invites AS i
    SET requested = i.requested + 1
    FROM asked AS a
    WHERE i.peer_id = $1 AND i.hash = a.hash
)

UPDATE shard.chats AS c
SET requests = c.requests + 1
FROM asked AS a
WHERE c.peer_id = $1
RETURNING c.requests;

-- name: end_requests
-- Some people wait no more, whatever was decided. The chat's box is locked.
WITH gone AS (
    DELETE FROM shard.join_requests
    WHERE peer_id = $1 AND user_id = ANY($2::bigint[])
    RETURNING user_id, hash, date
),

linked AS (
    UPDATE shard.invites AS i
    SET requested = i.requested - n.count
    FROM (SELECT g.hash, count(*) AS count FROM gone AS g GROUP BY g.hash) AS n
    WHERE i.peer_id = $1 AND i.hash = n.hash
),

counted AS (
    UPDATE shard.chats AS c
    SET requests = c.requests - (SELECT count(*) FROM gone)
    WHERE c.peer_id = $1 AND EXISTS (SELECT FROM gone)
)

SELECT g.user_id, g.hash, g.date
FROM gone AS g
ORDER BY g.date, g.user_id;

-- name: waiting_to_join
-- Those who wait, by any link or by one, who came last first, after one who is named.
SELECT r.user_id, r.date, r.hash
FROM shard.join_requests AS r
WHERE
    r.peer_id = $1 AND ($2::text IS NULL OR r.hash = $2)
    AND (r.date, r.user_id) < ($3::int, $4::bigint)
ORDER BY r.date DESC, r.user_id DESC
LIMIT $5;
