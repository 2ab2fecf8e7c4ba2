-- name: record_story_views
-- Note who saw which stories, and count those who had not. Locks the stories in order.
WITH seen AS (
    SELECT s.peer_id, s.story_id FROM main.stories AS s
    WHERE (s.peer_id, s.story_id) IN (SELECT * FROM unnest($1::bigint[], $2::int[]))
    ORDER BY s.peer_id ASC, s.story_id ASC
    FOR UPDATE
),

added AS (
    INSERT INTO main.story_views (peer_id, story_id, viewer_id, date)
    SELECT DISTINCT ON (t.peer_id, t.story_id, t.viewer_id)
        t.peer_id, t.story_id, t.viewer_id, t.date
    FROM
        unnest($1::bigint[], $2::int[], $3::bigint[], $4::int[])
            AS t (peer_id, story_id, viewer_id, date)
    INNER JOIN seen AS s ON t.peer_id = s.peer_id AND t.story_id = s.story_id
    ON CONFLICT DO NOTHING
    RETURNING peer_id, story_id
)

UPDATE main.stories AS s
SET views = s.views + n.count
FROM (
    SELECT a.peer_id, a.story_id, count(*) AS count FROM added AS a
    GROUP BY a.peer_id, a.story_id
) AS n
WHERE s.peer_id = n.peer_id AND s.story_id = n.story_id;

-- name: unsee_stories
-- Take back what somebody saw of others since a moment, unless they reacted. Locks the stories.
WITH gone AS (
    DELETE FROM main.story_views
    WHERE viewer_id = $1 AND date >= $2 AND reaction IS NULL
    RETURNING peer_id, story_id
)

UPDATE main.stories AS s
SET views = s.views - 1
FROM gone AS g
WHERE s.peer_id = g.peer_id AND s.story_id = g.story_id;

-- name: lock_story
-- A story's row, locked: its reactions change one after the other.
SELECT story_id FROM main.stories
WHERE peer_id = $1 AND story_id = $2
FOR UPDATE;

-- name: story_view
-- What somebody felt about a story; nothing when they never saw it.
SELECT reaction FROM main.story_views
WHERE peer_id = $1 AND story_id = $2 AND viewer_id = $3;

-- name: put_story_reaction
-- Write what somebody feels about a story, seen by now. The story is locked.
INSERT INTO main.story_views (peer_id, story_id, viewer_id, date, reaction)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (peer_id, story_id, viewer_id) DO UPDATE SET reaction = excluded.reaction;

-- name: count_story_reaction
-- Count one reaction of a story up or down. The story is locked.
INSERT INTO main.story_reactions AS r (peer_id, story_id, reaction, count)
VALUES ($1, $2, $3, $4)
ON CONFLICT (peer_id, story_id, reaction) DO UPDATE SET count = r.count + $4;

-- name: count_story
-- Add to what a story counts of views and reactions. The story is locked.
UPDATE main.stories
SET views = views + $3, reactions = reactions + $4
WHERE peer_id = $1 AND story_id = $2;

-- name: story_reaction_counts
-- How often each reaction was given to some stories.
SELECT r.peer_id, r.story_id, r.reaction, r.count
FROM unnest($1::bigint[], $2::int[]) AS t (peer_id, story_id)
INNER JOIN main.story_reactions AS r ON t.peer_id = r.peer_id AND t.story_id = r.story_id
WHERE r.count > 0
ORDER BY r.count DESC, r.reaction ASC;

-- name: recent_story_viewers
-- The last few who saw each of some stories.
WITH wanted AS (
    SELECT u.peer_id, u.story_id FROM unnest($1::bigint[], $2::int[]) AS u (peer_id, story_id)
)

SELECT t.peer_id, t.story_id, v.viewer_id
FROM wanted AS t
LEFT JOIN LATERAL (
    SELECT w.viewer_id, w.date FROM main.story_views AS w
    WHERE w.peer_id = t.peer_id AND w.story_id = t.story_id
    ORDER BY w.date DESC, w.viewer_id DESC
    LIMIT $3
) AS v ON true
WHERE v.viewer_id IS NOT NULL
ORDER BY t.peer_id ASC, t.story_id ASC, v.date DESC, v.viewer_id DESC;

-- name: sent_story_reactions
-- What somebody felt about some stories.
SELECT v.peer_id, v.story_id, v.reaction
FROM unnest($2::bigint[], $3::int[]) AS t (peer_id, story_id)
INNER JOIN main.story_views AS v
    ON t.peer_id = v.peer_id AND t.story_id = v.story_id AND v.viewer_id = $1
WHERE v.reaction IS NOT NULL;

-- name: story_viewers
-- Who saw a story, after a place: those who reacted first if wanted, then the latest. With a list
-- of people, of those; with a reaction, who felt so; with the last argument, who felt anything.
SELECT viewer_id, date, reaction
FROM main.story_views
WHERE
    peer_id = $1 AND story_id = $2
    AND ($3::bigint[] IS NULL OR viewer_id = ANY($3::bigint[]))
    AND ($4::bytea IS NULL OR reaction = $4)
    AND (NOT $10::boolean OR reaction IS NOT NULL)
    AND (
        ($5::boolean AND reaction IS NOT NULL)::int, date, viewer_id
    ) < ($6::int, $7::int, $8::bigint)
ORDER BY ($5::boolean AND reaction IS NOT NULL)::int DESC, date DESC, viewer_id DESC
LIMIT $9;

-- name: story_viewers_count
-- How many that are.
SELECT count(*)
FROM main.story_views
WHERE
    peer_id = $1 AND story_id = $2
    AND ($3::bigint[] IS NULL OR viewer_id = ANY($3::bigint[]))
    AND ($4::bytea IS NULL OR reaction = $4)
    AND (NOT $5::boolean OR reaction IS NOT NULL);

-- name: story_viewers_all
-- The ids of those who saw a story, so many at most.
SELECT viewer_id FROM main.story_views
WHERE peer_id = $1 AND story_id = $2
ORDER BY date DESC, viewer_id DESC
LIMIT $3;

-- name: blocked_viewers
-- Whom somebody blocks among some people, at all or from their stories.
SELECT peer_id, stories FROM main.blocks
WHERE user_id = $1 AND peer_id = ANY($2::bigint[]);

-- name: story_repeats
-- Stories that repeat one, the latest first.
SELECT peer_id, story_id FROM main.stories
WHERE fwd_peer = $1 AND fwd_story = $2
ORDER BY date DESC, peer_id DESC, story_id DESC
LIMIT $3;
