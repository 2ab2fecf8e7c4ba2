-- name: newest_web_page
-- What an address was last known to lead to.
SELECT page_id, url, created_at, fetched_at, value
FROM main.web_pages
WHERE url = $1
ORDER BY page_id DESC
LIMIT 1;

-- name: web_page
-- A page by its id.
SELECT page_id, url, created_at, fetched_at, value
FROM main.web_pages
WHERE page_id = $1;

-- name: insert_web_page
-- A page that is going to be read.
INSERT INTO main.web_pages (url, created_at)
VALUES ($1, $2)
RETURNING page_id, url, created_at, fetched_at, value;

-- name: put_web_page
-- Keep what was read of a page, unless that was done meanwhile.
UPDATE main.web_pages
SET fetched_at = $2, value = $3
WHERE page_id = $1 AND fetched_at IS NULL;

-- name: insert_web_page_waits
-- Note that messages wait for a page.
INSERT INTO main.web_page_waits (page_id, box_id, random_id, created_at)
SELECT w.page_id, w.box_id, w.random_id, $4
FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS w (page_id, box_id, random_id)
ON CONFLICT DO NOTHING;

-- name: web_page_waits
-- Messages that wait for a page, after one of them.
SELECT page_id, box_id, random_id, created_at
FROM main.web_page_waits
WHERE page_id = $1 AND (box_id, random_id) > ($2::bigint, $3::bigint)
ORDER BY box_id ASC, random_id ASC
LIMIT $4;

-- name: drop_web_page_waits
-- Messages that wait no more.
DELETE FROM main.web_page_waits AS w
USING unnest($2::bigint[], $3::bigint[]) AS gone (box_id, random_id)
WHERE w.page_id = $1 AND w.box_id = gone.box_id AND w.random_id = gone.random_id;

-- name: forgotten_web_pages
-- Pages that messages have been waiting for since before a moment.
SELECT DISTINCT w.page_id
FROM main.web_page_waits AS w
WHERE w.created_at < $1
LIMIT $2;

-- name: sweep_web_pages
-- Forget old pages that nobody waits for; messages keep what they show of them.
DELETE FROM main.web_pages AS p
WHERE
    p.created_at < $1
    AND NOT EXISTS (SELECT FROM main.web_page_waits AS w WHERE w.page_id = p.page_id);

-- name: shared_id_by_random
-- What the copies of a message share, by its sender's own number for it.
SELECT shared_id
FROM shard.messages
WHERE box_id = $1 AND random_id = $2;

-- name: boxes_by_shared
-- The boxes that hold a copy of a message.
SELECT box_id
FROM shard.messages
WHERE shared_id = $1;

-- name: set_message_contents
-- Give all copies of a message another content, found by the same words. The boxes are locked.
UPDATE shard.messages
SET content = $2, layer = $3
WHERE shared_id = $1;
