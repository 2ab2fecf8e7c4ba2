-- name: story_albums
-- A peer's albums in order.
SELECT album_id, title, stories FROM main.story_albums
WHERE peer_id = $1
ORDER BY position ASC, album_id ASC;

-- name: story_album
-- One album.
SELECT album_id, title, stories FROM main.story_albums
WHERE peer_id = $1 AND album_id = $2;

-- name: next_album_id
-- Give out a peer's next album id. Locks the peer's row.
INSERT INTO main.story_peers AS p (peer_id, last_album)
VALUES ($1, 1)
ON CONFLICT (peer_id) DO UPDATE SET last_album = p.last_album + 1
RETURNING last_album;

-- name: insert_story_album
-- Make an empty album, the last one.
INSERT INTO main.story_albums (peer_id, album_id, position, title, stories)
SELECT $1, $2, coalesce(max(position), 0) + 1, $3, '{}'::int[]
FROM main.story_albums
WHERE peer_id = $1;

-- name: update_story_album
-- Write an album's title and stories.
UPDATE main.story_albums
SET title = $3, stories = $4
WHERE peer_id = $1 AND album_id = $2;

-- name: file_into_album
-- Write into stories that they are in an album, and into all others that they are not.
UPDATE main.stories
SET
    albums = CASE
        WHEN story_id = ANY($3::int[]) THEN array_append(albums, $2) ELSE array_remove(albums, $2)
    END
WHERE
    peer_id = $1
    AND ($2 = ANY(albums) OR story_id = ANY($3::int[]))
    AND ($2 = ANY(albums)) <> (story_id = ANY($3::int[]));

-- name: add_to_story_albums
-- Put a story at the head of some albums.
UPDATE main.story_albums
SET stories = array_prepend($3, stories)
WHERE peer_id = $1 AND album_id = ANY($2::int[]);

-- name: remove_from_story_albums
-- Deleted stories are in no album.
UPDATE main.story_albums
SET
    stories = ARRAY(
        SELECT t.story_id FROM unnest(stories) WITH ORDINALITY AS t (story_id, place)
        WHERE t.story_id <> ALL($2::int[])
        ORDER BY t.place
    )
WHERE peer_id = $1 AND stories && $2::int[];

-- name: delete_story_album
-- Take an album away.
DELETE FROM main.story_albums
WHERE peer_id = $1 AND album_id = $2;

-- name: order_story_albums
-- Write the order of albums; those that are not named come after.
UPDATE main.story_albums
SET position = coalesce(array_position($2::int[], album_id), cardinality($2::int[]) + position)
WHERE peer_id = $1;
