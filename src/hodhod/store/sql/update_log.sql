-- name: log_since
-- What a box's log says after a pts, in order; and, with n > 0, what was filed at that very pts
-- since a date. The bounds come with every row; a row without pts says that there is nothing.
SELECT
    b.box_id, b.pts AS box_pts, b.lowest_pts, u.pts, u.n, u.pts_count, u.date, u.kind, u.msg_id,
    u.update
FROM shard.boxes AS b
LEFT JOIN LATERAL (
    SELECT l.pts, l.n, l.pts_count, l.date, l.kind, l.msg_id, l.update
    FROM shard.update_log AS l
    WHERE
        l.box_id = b.box_id AND (l.pts, l.n) > ($2::int, 0)
        AND (l.pts > $2 OR l.date >= $3::int)
    ORDER BY l.pts ASC, l.n ASC
    LIMIT $4
) AS u ON true
WHERE b.box_id = $1
ORDER BY u.pts ASC, u.n ASC;

-- name: clear_log
-- Forget what was logged before a moment, in so many boxes; locks them in order.
SELECT shard.clear_log($1, $2);

-- name: unlog_update
-- Forget that an update was filed at the present pts of boxes, since it is filed there anew. The
-- boxes are locked.
DELETE FROM shard.update_log AS l
USING shard.boxes AS b
WHERE
    b.box_id = ANY($1::bigint[]) AND l.box_id = b.box_id AND l.pts = b.pts AND l.n > 0
    AND l.update = $2;
