-- name: set_online
-- The owners of these boxes are connected to a node. Locks nothing but its own new rows.
INSERT INTO shard.online (box_id, node)
SELECT DISTINCT t.box_id, t.node
FROM unnest($1::bigint[], $2::text[]) AS t (box_id, node)
ORDER BY t.box_id ASC, t.node ASC
ON CONFLICT DO NOTHING;

-- name: set_offline
-- The owners of these boxes are no longer connected to a node.
DELETE FROM shard.online AS o
USING unnest($1::bigint[], $2::text[]) AS t (box_id, node)
WHERE o.box_id = t.box_id AND o.node = t.node;

-- name: forget_node
-- A node starts, or is gone: nobody is connected to it.
DELETE FROM shard.online
WHERE node = $1;

-- name: nodes_of
-- Where the owners of these boxes are connected.
SELECT box_id, array_agg(node) AS nodes
FROM shard.online
WHERE box_id = ANY($1::bigint[])
GROUP BY box_id;
