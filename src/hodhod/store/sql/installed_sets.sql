-- name: installed_sets
-- The sets of a kind that a box has, the first one first.
SELECT set_id, kind, archived, rank, installed_at
FROM shard.installed_sets
WHERE box_id = $1 AND kind = $2 AND archived = $3
ORDER BY rank DESC, set_id DESC;

-- name: installs_of_sets
-- How a box has certain sets.
SELECT set_id, kind, archived, rank, installed_at
FROM shard.installed_sets
WHERE box_id = $1 AND set_id = ANY($2::bigint[]);

-- name: put_installed_sets
-- Write how a box has sets. The box is locked.
INSERT INTO shard.installed_sets (box_id, set_id, kind, archived, rank, installed_at)
SELECT $1, t.set_id, t.kind, t.archived, t.rank, t.installed_at
FROM
    unnest($2::bigint[], $3::smallint[], $4::boolean[], $5::int[], $6::int[])
        AS t (set_id, kind, archived, rank, installed_at)
ON CONFLICT (box_id, set_id) DO UPDATE
    SET archived = excluded.archived, rank = excluded.rank, installed_at = excluded.installed_at;

-- name: drop_installed_sets
-- Take sets out of a box; returns those that were there. The box is locked.
DELETE FROM shard.installed_sets
WHERE box_id = $1 AND set_id = ANY($2::bigint[])
RETURNING set_id, kind, archived, rank, installed_at;

-- name: kept_documents
-- A list of a box's documents (stickers, GIFs, music, sounds), the newest first.
SELECT document_id, date
FROM shard.kept_documents
WHERE box_id = $1 AND list = $2
ORDER BY rank DESC
LIMIT $3;

-- name: keep_document
-- Put a document first in a list of a box. The box is locked.
INSERT INTO shard.kept_documents (box_id, list, document_id, rank, date)
SELECT $1::bigint, $2::smallint, $3::bigint, coalesce(max(k.rank), 0) + 1, $4::int
FROM shard.kept_documents AS k
WHERE k.box_id = $1 AND k.list = $2
ON CONFLICT (box_id, list, document_id) DO UPDATE
    SET rank = excluded.rank, date = excluded.date;

-- name: trim_kept_documents
-- Let the last documents of a list go when it is longer than this. The box is locked.
DELETE FROM shard.kept_documents
WHERE
    box_id = $1
    AND list = $2
    AND rank <= (
        SELECT k.rank FROM shard.kept_documents AS k
        WHERE k.box_id = $1 AND k.list = $2
        ORDER BY k.rank DESC
        LIMIT 1 OFFSET $3
    );

-- name: drop_kept_documents
-- Take documents out of a list. The box is locked.
DELETE FROM shard.kept_documents
WHERE box_id = $1 AND list = $2 AND document_id = ANY($3::bigint[])
RETURNING document_id;

-- name: clear_kept_documents
-- Empty a list. The box is locked.
DELETE FROM shard.kept_documents
WHERE box_id = $1 AND list = $2
RETURNING document_id;

-- name: featured_seen
-- Those of some sets on display that the owner of a box has looked at.
SELECT set_id FROM shard.featured_seen
WHERE box_id = $1 AND set_id = ANY($2::bigint[]);

-- name: see_featured
-- Note that sets on display were looked at; returns those that had not been. The box is locked.
INSERT INTO shard.featured_seen (box_id, set_id)
SELECT $1, t.set_id FROM unnest($2::bigint[]) AS t (set_id)
ON CONFLICT DO NOTHING
RETURNING set_id;
