-- name: next_sticker_set_id
-- An id for a new set.
SELECT nextval('main.sticker_set_ids');

-- name: sticker_sets_by_ids
-- Sets without their stickers.
SELECT
    set_id, owner_id, maker_id, created_at, cover_id, thumb_file_id, thumb_document_id, version,
    stickers, thumb_side, thumb_size, thumb_version, kind, text_color, short_name, title,
    thumb_type, mime_types
FROM main.sticker_sets
WHERE set_id = ANY($1::bigint[]);

-- name: lock_sticker_set
-- A set, locked until the end of the change.
SELECT
    set_id, owner_id, maker_id, created_at, cover_id, thumb_file_id, thumb_document_id, version,
    stickers, thumb_side, thumb_size, thumb_version, kind, text_color, short_name, title,
    thumb_type, mime_types
FROM main.sticker_sets
WHERE set_id = $1
FOR UPDATE;

-- name: sticker_set_by_name
-- The set of a short name in lower case.
SELECT set_id FROM main.sticker_set_names
WHERE name = $1;

-- name: occupy_sticker_set_name
-- Take a short name for a set; no row when it is taken.
INSERT INTO main.sticker_set_names (name, set_id)
VALUES ($1, $2)
ON CONFLICT DO NOTHING
RETURNING set_id;

-- name: insert_sticker_set
-- Make a set.
INSERT INTO main.sticker_sets (
    set_id, owner_id, maker_id, created_at, kind, text_color, short_name, title, tokens
)
VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, array_to_tsvector(string_to_array(nullif($9::text, ''), ' '))
);

-- name: rename_sticker_set
-- Give a set another title. The set is locked.
UPDATE main.sticker_sets
SET title = $2, tokens = array_to_tsvector(string_to_array(nullif($3::text, ''), ' '))
WHERE set_id = $1;

-- name: set_sticker_set_thumb
-- Give a set another picture, or none. The set is locked.
UPDATE main.sticker_sets
SET
    thumb_file_id = $2, thumb_type = $3, thumb_side = $4, thumb_size = $5,
    thumb_version = thumb_version + 1, thumb_document_id = $6
WHERE set_id = $1;

-- name: touch_sticker_set
-- Count a set's stickers anew after a change. The set is locked.
UPDATE main.sticker_sets AS s
SET
    version = s.version + 1,
    stickers = (SELECT count(*) FROM main.stickers AS m WHERE m.set_id = s.set_id),
    mime_types = ARRAY(
        SELECT DISTINCT m.mime_type FROM main.stickers AS m WHERE m.set_id = s.set_id
    ),
    cover_id = (
        SELECT m.document_id FROM main.stickers AS m
        WHERE m.set_id = s.set_id
        ORDER BY m.position ASC
        LIMIT 1
    )
WHERE s.set_id = $1
RETURNING
    set_id, owner_id, maker_id, created_at, cover_id, thumb_file_id, thumb_document_id, version,
    stickers, thumb_side, thumb_size, thumb_version, kind, text_color, short_name, title,
    thumb_type, mime_types;

-- name: delete_sticker_set
-- Take a set away, with its name and its stickers. The set is locked.
WITH named AS (
    DELETE FROM main.sticker_set_names WHERE set_id = $1 AND name = $2
),

held AS (
    DELETE FROM main.stickers WHERE set_id = $1
),

shown AS (
    DELETE FROM main.featured_sets WHERE set_id = $1
)

DELETE FROM main.sticker_sets
WHERE set_id = $1;

-- name: stickers_of_set
-- The stickers of a set, in order.
SELECT document_id, emoji, keywords, mime_type, mask
FROM main.stickers
WHERE set_id = $1
ORDER BY position ASC, document_id ASC;

-- name: put_stickers
-- Write stickers of a set in their order, new ones and old ones. The set is locked.
INSERT INTO main.stickers AS s (
    set_id, document_id, position, kind, mime_type, emoji, keywords, found_by, mask
)
SELECT
    $1, t.document_id, t.position, $2, t.mime_type,
    string_to_array(t.emoji, ' '),
    string_to_array(t.keywords, ','),
    string_to_array(t.found_by, ' '),
    t.mask
FROM
    unnest(
        $3::bigint[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bytea[]
    ) AS t (document_id, position, mime_type, emoji, keywords, found_by, mask)
ON CONFLICT (set_id, document_id) DO UPDATE
    SET
        position = excluded.position, mime_type = excluded.mime_type, emoji = excluded.emoji,
        keywords = excluded.keywords, found_by = excluded.found_by, mask = excluded.mask;

-- name: delete_stickers
-- Take stickers out of a set. The set is locked.
DELETE FROM main.stickers
WHERE set_id = $1 AND document_id = ANY($2::bigint[]);

-- name: set_file_values
-- Write what documents are, anew.
UPDATE main.files AS f
SET value = t.value
FROM unnest($1::bigint[], $2::bytea[]) AS t (file_id, value)
WHERE f.file_id = t.file_id;

-- name: owned_sticker_sets
-- The sets of an owner, newest first, before an id.
SELECT set_id FROM main.sticker_sets
WHERE owner_id = $1 AND ($2::bigint = 0 OR set_id < $2)
ORDER BY set_id DESC
LIMIT $3;

-- name: count_owned_sticker_sets
-- How many sets somebody owns.
SELECT count(*) FROM main.sticker_sets
WHERE owner_id = $1;

-- name: search_sticker_sets
-- Sets of a kind by words of their title or short name; of too many any.
SELECT set_id FROM main.sticker_sets
WHERE tokens @@ $1::text::tsquery AND kind = $2 AND stickers > 0
LIMIT $3;

-- name: find_stickers
-- Stickers of a kind by emoji and words, those of certain sets first; of too many any.
SELECT document_id
FROM (
    SELECT s.document_id, s.set_id, s.position
    FROM main.stickers AS s
    WHERE s.found_by && $1::text[] AND s.kind = $2
    LIMIT $4
) AS t
ORDER BY coalesce(array_position($3::bigint[], set_id), 2147483647) ASC, set_id DESC, position ASC;

-- name: find_stickers_in_sets
-- Stickers of certain sets by emoji and words.
SELECT document_id
FROM main.stickers
WHERE set_id = ANY($2::bigint[]) AND found_by && $1::text[]
ORDER BY array_position($2::bigint[], set_id) ASC, position ASC;

-- name: put_attached_stickers
-- Keep which stickers are on a photo or a video.
INSERT INTO main.attached_stickers (file_id, document_ids)
VALUES ($1, $2)
ON CONFLICT DO NOTHING;

-- name: attached_stickers
-- Which stickers are on a photo or a video.
SELECT document_ids FROM main.attached_stickers
WHERE file_id = $1;

-- name: featured_sets
-- Sets of a kind that the operator shows, the newest first.
SELECT f.set_id
FROM main.featured_sets AS f
INNER JOIN main.sticker_sets AS s ON f.set_id = s.set_id
WHERE s.kind = $1
ORDER BY f.featured_at DESC, f.set_id DESC
LIMIT $2;

-- name: feature_set
-- Show a set to everybody, first.
INSERT INTO main.featured_sets (set_id, featured_at)
VALUES ($1, $2)
ON CONFLICT (set_id) DO UPDATE SET featured_at = excluded.featured_at;

-- name: unfeature_set
-- Show a set no more.
DELETE FROM main.featured_sets
WHERE set_id = $1;
