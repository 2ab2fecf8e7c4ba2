-- name: writing_rates
-- How much a box's owner writes in each of its chats: a message counts the less the older it is.
-- Only the newest messages are read, and of those only what came after a rating was reset.
SELECT recent.peer_id, sum(exp((recent.date - $2::int) / $3::float8)) AS rating
FROM (
    SELECT m.peer_id, m.date, m.out
    FROM shard.messages AS m
    WHERE m.box_id = $1
    ORDER BY m.msg_id DESC
    LIMIT $4
) AS recent
LEFT JOIN unnest($5::bigint[], $6::bigint[]) AS reset (peer_id, date)
    ON recent.peer_id = reset.peer_id
WHERE recent.out AND (reset.date IS NULL OR recent.date > reset.date)
GROUP BY recent.peer_id
ORDER BY rating DESC, recent.peer_id ASC;

-- name: rating_resets
-- Since when ratings of somebody's partners count anew.
SELECT peer_id, date
FROM main.rating_resets
WHERE user_id = $1 AND category = $2;

-- name: put_rating_reset
-- Count a partner's rating anew from now on.
INSERT INTO main.rating_resets (user_id, category, peer_id, date)
VALUES ($1, $2, $3, $4)
ON CONFLICT (user_id, category, peer_id) DO UPDATE SET date = excluded.date;
