-- name: take_dropped_files
-- Take some of the files that a shard's messages stopped naming.
DELETE FROM shard.dropped_files
WHERE ctid = ANY(ARRAY(SELECT d.ctid FROM shard.dropped_files AS d LIMIT $1))
RETURNING file_id;

-- name: take_dropped_main_files
-- Take some of the files that something in main stopped naming.
DELETE FROM main.dropped_files
WHERE ctid = ANY(ARRAY(SELECT d.ctid FROM main.dropped_files AS d LIMIT $1))
RETURNING file_id;

-- name: check_files_by
-- Look at files at a moment, or when they would have been looked at before it.
INSERT INTO main.file_checks AS c (file_id, due_at)
SELECT f.file_id, $2
FROM main.files AS f
WHERE f.file_id = ANY($1::bigint[])
ON CONFLICT (file_id) DO UPDATE SET due_at = least(c.due_at, excluded.due_at);

-- name: due_file_checks
-- Files to look at: whether each is hidden already.
SELECT c.file_id, f.gone_at
FROM main.file_checks AS c
LEFT JOIN main.files AS f ON c.file_id = f.file_id
WHERE c.due_at <= $1
ORDER BY c.due_at ASC
LIMIT $2;

-- name: file_places
-- Columns of a schema that may name files: TL bytes, and ids by their names.
SELECT
    c.relname AS place, a.attname AS name,
    CASE a.atttypid
        WHEN 'bytea'::regtype THEN 'bytes' WHEN 'bigint'::regtype THEN 'id' ELSE 'ids'
    END AS form
FROM pg_catalog.pg_attribute AS a
INNER JOIN pg_catalog.pg_class AS c ON a.attrelid = c.oid
WHERE
    c.relnamespace = $1::text::regnamespace AND c.relkind IN ('r', 'p')
    AND a.attnum > 0 AND NOT a.attisdropped
    AND (
        a.atttypid = 'bytea'::regtype
        OR (
            a.atttypid IN ('bigint'::regtype, 'bigint[]'::regtype)
            AND a.attname
            ~ '(file|photo|document|sticker|emoji|thumb|cover|gif|sound|media|video|background)'
        )
    )
ORDER BY c.relname, a.attname;

-- name: used_files
-- Those of some files that a column names.
SELECT main.used_files($1, $2, $3, $4, $5) AS file_id;

-- name: keep_files
-- Files that are in use are not hidden, and looked at again later.
WITH kept AS (
    UPDATE main.files SET gone_at = NULL
    WHERE file_id = ANY($1::bigint[]) AND gone_at IS NOT NULL
)

UPDATE main.file_checks SET due_at = $2
WHERE file_id = ANY($1::bigint[]);

-- name: hide_files
-- Files that are not in use are hidden, and looked at again soon.
WITH hidden AS (
    UPDATE main.files SET gone_at = $2
    WHERE file_id = ANY($1::bigint[])
)

UPDATE main.file_checks SET due_at = $3
WHERE file_id = ANY($1::bigint[]);

-- name: remove_files
-- Files that were hidden and are still not in use are removed; their blobs are doomed, unless
-- another file leads to them.
WITH gone AS (
    DELETE FROM main.files
    WHERE file_id = ANY($1::bigint[]) AND gone_at IS NOT NULL
    RETURNING file_id, keys
),

attached AS (
    DELETE FROM main.attached_stickers AS a
    USING gone AS g
    WHERE a.file_id = g.file_id
),

checked AS (
    DELETE FROM main.file_checks
    WHERE file_id = ANY($1::bigint[])
)

INSERT INTO main.doomed_blobs AS d (key, due_at)
SELECT DISTINCT unnest(g.keys), $2::bigint
FROM gone AS g
ON CONFLICT (key) DO UPDATE SET due_at = excluded.due_at, deleted_at = NULL;

-- name: doom_orphans
-- Doom those of some blobs that no file leads to.
INSERT INTO main.doomed_blobs (key, due_at)
SELECT b.key, $2
FROM unnest($1::text[]) AS b (key)
WHERE NOT EXISTS (SELECT FROM main.files AS f WHERE f.keys @> ARRAY[b.key])
ON CONFLICT (key) DO NOTHING;

-- name: due_doomed_blobs
-- Blobs to delete.
SELECT key
FROM main.doomed_blobs
WHERE due_at <= $1 AND deleted_at IS NULL
ORDER BY due_at ASC
LIMIT $2;

-- name: lock_blob
-- Keep files from being added that lead to a blob, until the transaction ends.
SELECT pg_advisory_xact_lock(hashtextextended($1, 0));

-- name: blob_is_used
-- Whether a file leads to a blob.
SELECT count(*) > 0
FROM main.files
WHERE keys @> ARRAY[$1::text];

-- name: spare_blob
-- A blob is not deleted.
DELETE FROM main.doomed_blobs
WHERE key = $1;

-- name: note_deleted_blob
-- A blob was deleted.
UPDATE main.doomed_blobs SET deleted_at = $2
WHERE key = $1;

-- name: deleted_blobs
-- Those of some blobs that were deleted of late.
SELECT key
FROM main.doomed_blobs
WHERE key = ANY($1::text[]) AND deleted_at IS NOT NULL;

-- name: forget_deleted_blobs
-- Forget blobs that were deleted before a moment.
DELETE FROM main.doomed_blobs
WHERE deleted_at < $1;
