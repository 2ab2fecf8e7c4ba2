-- name: next_story_id
-- Give out a peer's next story id, and note until when it has stories. Locks the peer's row.
INSERT INTO main.story_peers AS p (peer_id, last_id, active_until)
VALUES ($1, 1, $2)
ON CONFLICT (peer_id) DO UPDATE
    SET last_id = p.last_id + 1, active_until = greatest(p.active_until, $2)
RETURNING last_id;

-- name: insert_story
-- Keep a story. The peer's row is locked.
INSERT INTO main.stories (
    peer_id, story_id, random_id, from_id, date, expire_date, pinned, noforwards, rules, content,
    fwd_peer, fwd_story, albums
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- name: lock_story_peer
-- A peer's row, locked: whoever changes its stories does it one after the other.
SELECT last_id, active_until, last_album, pinned_to_top FROM main.story_peers
WHERE peer_id = $1
FOR UPDATE;

-- name: story_peer
-- What is known of a peer that ever posted.
SELECT last_id, active_until, last_album, pinned_to_top FROM main.story_peers
WHERE peer_id = $1;

-- name: story_by_random
-- The story that was sent with a number before.
SELECT
    peer_id, story_id, from_id, date, expire_date, pinned, noforwards, edited, rules, content,
    views, forwards, reactions, albums, changes
FROM main.stories
WHERE peer_id = $1 AND random_id = $2;

-- name: stories_by_ids
-- Stories by peer and id.
SELECT
    s.peer_id, s.story_id, s.from_id, s.date, s.expire_date, s.pinned, s.noforwards, s.edited,
    s.rules, s.content, s.views, s.forwards, s.reactions, s.albums,
    s.changes
FROM unnest($1::bigint[], $2::int[]) AS wanted (peer_id, story_id)
INNER JOIN main.stories AS s
    ON wanted.peer_id = s.peer_id AND wanted.story_id = s.story_id
ORDER BY s.peer_id ASC, s.story_id ASC;

-- name: active_stories
-- The stories of some peers whose time is not over, without what they show.
SELECT
    s.peer_id, s.story_id, s.date, s.expire_date, s.pinned, s.edited, s.rules, s.changes
FROM main.stories AS s
WHERE s.peer_id = ANY($1::bigint[]) AND NOT s.archived AND s.expire_date > $2
ORDER BY s.peer_id ASC, s.story_id ASC;

-- name: pinned_stories
-- The stories of a peer's profile, newest first, without what they show.
SELECT peer_id, story_id, date, expire_date, pinned, edited, rules, changes
FROM main.stories
WHERE peer_id = $1 AND pinned
ORDER BY story_id DESC
LIMIT $2;

-- name: archived_stories
-- Any story of a peer, newest first.
SELECT
    peer_id, story_id, from_id, date, expire_date, pinned, noforwards, edited, rules, content,
    views, forwards, reactions, albums, changes
FROM main.stories
WHERE peer_id = $1 AND ($2::int = 0 OR story_id < $2)
ORDER BY story_id DESC
LIMIT $3;

-- name: stories_count
-- How many stories a peer has.
SELECT count(*) FROM main.stories
WHERE peer_id = $1;

-- name: active_stories_count
-- How many stories of a peer are active.
SELECT count(*) FROM main.stories
WHERE peer_id = $1 AND NOT archived AND expire_date > $2;

-- name: edit_story
-- Give a story other contents or rules. The peer's row is locked.
UPDATE main.stories
SET content = $3, rules = $4, edited = edited OR $5, changes = changes + 1
WHERE peer_id = $1 AND story_id = $2
RETURNING
    peer_id, story_id, from_id, date, expire_date, pinned, noforwards, edited, rules, content,
    views, forwards, reactions, albums, changes;

-- name: pin_stories
-- Put stories into the profile or take them out; returns those that changed.
UPDATE main.stories
SET pinned = $3, changes = changes + 1
WHERE peer_id = $1 AND story_id = ANY($2::int[]) AND pinned <> $3
RETURNING
    peer_id, story_id, from_id, date, expire_date, pinned, noforwards, edited, rules, content,
    views, forwards, reactions, albums, changes;

-- name: pin_stories_to_top
-- Say which stories a profile begins with.
UPDATE main.story_peers
SET pinned_to_top = $2
WHERE peer_id = $1;

-- name: delete_stories
-- Take stories away; returns those that were there. The peer's row is locked.
DELETE FROM main.stories
WHERE peer_id = $1 AND story_id = ANY($2::int[])
RETURNING
    peer_id, story_id, from_id, date, expire_date, pinned, noforwards, edited, rules, content,
    views, forwards, reactions, albums, changes;

-- name: delete_story_views
-- Forget who saw stories.
DELETE FROM main.story_views
WHERE peer_id = $1 AND story_id = ANY($2::int[]);

-- name: delete_story_reactions
-- Forget how stories were liked.
DELETE FROM main.story_reactions
WHERE peer_id = $1 AND story_id = ANY($2::int[]);

-- name: settle_story_peer
-- Note until when a peer has active stories, and what its profile still begins with.
UPDATE main.story_peers AS p
SET
    active_until = coalesce((
        SELECT max(s.expire_date) FROM main.stories AS s
        WHERE s.peer_id = $1 AND NOT s.archived
    ), 0),
    pinned_to_top = ARRAY(
        SELECT t.story_id
        FROM unnest(p.pinned_to_top) WITH ORDINALITY AS t (story_id, place)
        INNER JOIN main.stories AS s
            ON s.peer_id = $1 AND t.story_id = s.story_id AND s.pinned
        ORDER BY t.place
    )
WHERE p.peer_id = $1;

-- name: archive_stories
-- Put stories whose time is over into the archive, so many at once; returns whose they are.
WITH over AS (
    SELECT peer_id, story_id FROM main.stories
    WHERE NOT archived AND expire_date <= $1
    ORDER BY expire_date ASC
    LIMIT $2
    FOR UPDATE SKIP LOCKED
)

UPDATE main.stories AS s
SET archived = true
FROM over AS o
WHERE s.peer_id = o.peer_id AND s.story_id = o.story_id
RETURNING s.peer_id;

-- name: count_story_forward
-- A story was shared once more.
UPDATE main.stories
SET forwards = forwards + 1
WHERE peer_id = $1 AND story_id = $2;

-- name: story_relations
-- What each peer's owner is to each viewer. All joins are on the peer's own key.
SELECT
    pair.peer_id, pair.viewer_id,
    c.contact_id IS NOT NULL AS knows_viewer,
    coalesce(c.close_friend, false) AS close_friend,
    EXISTS(
        SELECT 1 FROM main.blocks AS b
        WHERE b.user_id = pair.peer_id AND b.peer_id = pair.viewer_id
    ) AS blocks_viewer
FROM unnest($1::bigint[], $2::bigint[]) AS pair (peer_id, viewer_id)
LEFT JOIN main.contacts AS c
    ON pair.peer_id = c.user_id AND pair.viewer_id = c.contact_id;

-- name: story_marks
-- How far a viewer has seen the stories of some peers, and whose they hide.
SELECT
    t.peer_id, coalesce(r.max_id, 0) AS max_id, h.peer_id IS NOT NULL AS hidden,
    EXISTS(
        SELECT 1 FROM main.blocks AS b
        WHERE b.user_id = $1 AND b.peer_id = t.peer_id AND NOT b.stories
    ) AS blocked
FROM unnest($2::bigint[]) AS t (peer_id)
LEFT JOIN main.story_reads AS r ON r.viewer_id = $1 AND t.peer_id = r.peer_id
LEFT JOIN main.story_hidden AS h ON h.viewer_id = $1 AND t.peer_id = h.peer_id;

-- name: read_stories
-- A viewer has seen a peer's stories up to one; returns nothing when that was known.
INSERT INTO main.story_reads AS r (viewer_id, peer_id, max_id)
VALUES ($1, $2, $3)
ON CONFLICT (viewer_id, peer_id) DO UPDATE
    SET max_id = excluded.max_id
    WHERE r.max_id < excluded.max_id
RETURNING max_id;

-- name: hide_stories
-- Keep the stories of some peers out of a viewer's sight; returns those where that is new.
INSERT INTO main.story_hidden (viewer_id, peer_id)
SELECT $1, t.peer_id FROM unnest($2::bigint[]) AS t (peer_id)
ON CONFLICT DO NOTHING
RETURNING peer_id;

-- name: unhide_stories
-- Show the stories of some peers again; returns those that were hidden.
DELETE FROM main.story_hidden
WHERE viewer_id = $1 AND ($2::bigint[] IS NULL OR peer_id = ANY($2::bigint[]))
RETURNING peer_id;
