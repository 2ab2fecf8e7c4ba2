-- name: put_story_tags
-- Write what a story is found by.
INSERT INTO main.story_tags (tag, peer_id, story_id, date)
SELECT t.tag, $1, $2, $3 FROM unnest($4::text[]) AS t (tag)
ON CONFLICT DO NOTHING;

-- name: delete_story_tags
-- Stories are found no more.
DELETE FROM main.story_tags
WHERE peer_id = $1 AND story_id = ANY($2::int[]);

-- name: tagged_stories
-- What is found by a tag after a place, the latest first; with a peer, of that peer.
SELECT peer_id, story_id, date FROM main.story_tags
WHERE
    tag = $1
    AND ($2::bigint IS NULL OR peer_id = $2)
    AND (date, peer_id, story_id) < ($3::int, $4::bigint, $5::int)
ORDER BY date DESC, peer_id DESC, story_id DESC
LIMIT $6;

-- name: tagged_stories_count
-- How many are found by a tag, as far as anybody pages.
SELECT count(*) FROM (
    SELECT 1 FROM main.story_tags
    WHERE tag = $1 AND ($2::bigint IS NULL OR peer_id = $2)
    LIMIT 1000
) AS found;
