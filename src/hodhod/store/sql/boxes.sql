-- name: open_boxes
-- Lock boxes in the order of their ids, making those that are not there, and tell where they are.
SELECT box_id, pts, log_n, nodes
FROM shard.open_boxes($1::bigint[]);

-- name: box_states
-- Where boxes are, and the nodes where their owners are online. Locks nothing.
SELECT
    b.box_id, b.pts, b.top_message, b.qts, b.lowest_pts,
    ARRAY(SELECT o.node FROM shard.online AS o WHERE o.box_id = b.box_id) AS nodes
FROM shard.boxes AS b
WHERE b.box_id = ANY($1::bigint[]);

-- name: write_log
-- File updates and write how far their boxes are now. The boxes are locked by open_boxes.
WITH entry AS (
    SELECT *
    FROM unnest(
        $1::bigint[], $2::int[], $3::int[], $4::int[], $5::int[], $6::smallint[], $7::bytea[]
    ) AS t (box_id, pts, n, pts_count, msg_id, kind, update)
),

counted AS (
    UPDATE shard.boxes AS b
    SET pts = last.pts, log_n = last.n
    FROM (
        SELECT DISTINCT ON (e.box_id) e.box_id, e.pts, e.n
        FROM entry AS e
        ORDER BY e.box_id ASC, e.pts DESC, e.n DESC
    ) AS last
    WHERE b.box_id = last.box_id
)

INSERT INTO shard.update_log (box_id, pts, n, pts_count, date, msg_id, kind, layer, update)
SELECT e.box_id, e.pts, e.n, e.pts_count, $8::int, e.msg_id, e.kind, $9::smallint, e.update
FROM entry AS e;

-- name: next_qts
-- Give out the next qts of a box. The box is locked by open_boxes.
UPDATE shard.boxes SET qts = qts + 1
WHERE box_id = $1
RETURNING qts;
