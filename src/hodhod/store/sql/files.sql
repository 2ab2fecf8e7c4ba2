-- name: next_file_id
-- An id for a new photo or document.
SELECT nextval('main.file_ids');

-- name: insert_file
-- Keep a photo or document.
INSERT INTO main.files (
    file_id, owner_id, created_at, value, sizes, keys, lengths, sha256
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: files_by_ids
-- Photos and documents.
SELECT file_id, owner_id, created_at, value, sizes, keys, lengths
FROM main.files
WHERE file_id = ANY($1::bigint[]) AND gone_at IS NULL;

-- name: document_by_hash
-- The newest document of these bytes and this length that somebody made, or that is a GIF: its name
-- and caption tell nothing of whoever made it.
SELECT file_id
FROM main.files
WHERE
    sha256 = $1 AND lengths @> ARRAY[$2::bigint] AND gone_at IS NULL
    AND (owner_id = $3 OR position('\x3989b511'::bytea IN value) > 0)
ORDER BY file_id DESC
LIMIT $4;

-- name: put_profile_photo
-- Make a photo somebody's profile photo, the newest.
INSERT INTO main.profile_photos (user_id, file_id, date)
VALUES ($1, $2, $3)
ON CONFLICT (user_id, file_id) DO UPDATE SET date = excluded.date;

-- name: has_profile_photo
-- Whether a photo is among somebody's.
SELECT count(*) > 0
FROM main.profile_photos
WHERE user_id = $1 AND file_id = $2;

-- name: contents_naming_file
-- The newest contents of a box that name a file.
SELECT content
FROM shard.messages
WHERE
    box_id = $1 AND main.names_files(content)
    AND main.files_in(content) @> ARRAY[$2::bigint]
ORDER BY msg_id DESC
LIMIT $3;

-- name: delete_profile_photos
-- Take profile photos away; returns those that were there.
DELETE FROM main.profile_photos
WHERE user_id = $1 AND file_id = ANY($2::bigint[])
RETURNING file_id;

-- name: profile_photos
-- Somebody's profile photos, newest first.
SELECT file_id FROM main.profile_photos
WHERE user_id = $1 AND ($2::bigint = 0 OR file_id < $2)
ORDER BY date DESC, file_id DESC
LIMIT $4 OFFSET $3;

-- name: profile_photos_count
-- How many profile photos somebody has.
SELECT count(*) FROM main.profile_photos
WHERE user_id = $1;
