-- name: begin_threads
-- Messages of a supergroup begin threads. Their box is locked.
INSERT INTO shard.threads (box_id, top_id)
SELECT $1, t.top_id
FROM unnest($2::int[]) AS t (top_id)
ON CONFLICT (box_id, top_id) DO NOTHING;

-- name: write_post_copies
-- Where posts of a channel are in its discussion group. Both boxes are locked.
INSERT INTO shard.post_copies (post_box, box_id, post_id, msg_id, top_id)
SELECT $1, $2, t.post_id, t.msg_id, t.top_id
FROM unnest($3::int[], $4::int[], $5::int[]) AS t (post_id, msg_id, top_id)
ON CONFLICT (post_box, post_id) DO UPDATE SET
    box_id = excluded.box_id, msg_id = excluded.msg_id, top_id = excluded.top_id;

-- name: copies_of_posts
-- Where posts are in discussion groups.
SELECT p.post_box, p.post_id, p.box_id, p.msg_id, p.top_id
FROM unnest($1::bigint[], $2::int[]) AS wanted (post_box, post_id)
INNER JOIN shard.post_copies AS p
    ON wanted.post_box = p.post_box AND wanted.post_id = p.post_id;

-- name: post_of_copy
-- The post that a message of a discussion group is a copy of.
SELECT p.post_box, p.post_id, p.box_id, p.msg_id, p.top_id
FROM shard.post_copies AS p
WHERE p.box_id = $1 AND p.msg_id = $2;

-- name: threads_on
-- What messages began, as a viewer has read it: answers in a supergroup, comments of a post as
-- long as the discussion group is the channel's.
SELECT
    w.box_id, w.msg_id, t.box_id AS thread_box, t.top_id, t.replies, t.last_id, b.pts,
    coalesce(r.read_max, 0) AS read_max, p.post_id IS NOT NULL AS comments,
    CASE
        WHEN p.post_id IS NULL OR t.replies = 0 THEN ARRAY[]::bigint[]
        ELSE ARRAY(
            SELECT n.from_id
            FROM shard.newest_replies(t.box_id, t.top_id) AS n
            GROUP BY n.from_id
            ORDER BY max(n.msg_id) DESC
            LIMIT 3
        )
    END AS recent
FROM unnest($1::bigint[], $2::int[]) AS w (box_id, msg_id)
LEFT JOIN shard.post_copies AS p
    ON w.box_id = p.post_box AND w.msg_id = p.post_id AND p.msg_id = p.top_id
LEFT JOIN shard.chats AS c ON p.post_box = c.peer_id
INNER JOIN shard.threads AS t
    ON coalesce(p.box_id, w.box_id) = t.box_id AND coalesce(p.msg_id, w.msg_id) = t.top_id
INNER JOIN shard.boxes AS b ON t.box_id = b.box_id
LEFT JOIN shard.thread_reads AS r
    ON t.box_id = r.box_id AND r.user_id = $3 AND t.top_id = r.top_id
WHERE p.post_id IS NULL OR c.linked_id = p.box_id;

-- name: threads_seen
-- Threads of a supergroup as somebody sees them: how far they and others have read, what is
-- unread, what waits to be seen.
SELECT
    t.top_id, t.replies, t.last_id, t.read_max AS others_max, t.read_by, t.read_second,
    greatest(r.read_max, CASE WHEN $4 THEN m.read_max END, 0) AS read_max,
    (
        SELECT count(*) FROM shard.messages AS x
        WHERE
            x.box_id = t.box_id AND x.topic_id = t.top_id
            AND x.msg_id > greatest(r.read_max, CASE WHEN $4 THEN m.read_max END, m.min_id, 0)
            AND x.author_id IS DISTINCT FROM $2
    )::int AS unread,
    (
        SELECT count(*) FROM shard.marks AS k
        INNER JOIN shard.messages AS x ON k.box_id = x.box_id AND k.msg_id = x.msg_id
        WHERE
            k.box_id = t.box_id AND k.user_id = $2 AND k.kind = 1 AND NOT k.seen
            AND x.topic_id = t.top_id
    )::int AS mentions,
    (
        SELECT count(*) FROM shard.marks AS k
        INNER JOIN shard.messages AS x ON k.box_id = x.box_id AND k.msg_id = x.msg_id
        WHERE
            k.box_id = t.box_id AND k.user_id = $2 AND k.kind = 2 AND NOT k.seen
            AND x.topic_id = t.top_id
    )::int AS reactions
FROM unnest($3::int[]) AS w (top_id)
INNER JOIN shard.threads AS t ON t.box_id = $1 AND w.top_id = t.top_id
LEFT JOIN shard.members AS m ON t.box_id = m.peer_id AND m.user_id = $2
LEFT JOIN shard.thread_reads AS r
    ON t.box_id = r.box_id AND r.user_id = $2 AND t.top_id = r.top_id;

-- name: read_thread
-- Somebody has read a thread up to a message. Returns a row if that is new.
INSERT INTO shard.thread_reads AS r (box_id, user_id, top_id, read_max)
VALUES ($1, $2, $3, $4)
ON CONFLICT (box_id, user_id, top_id) DO UPDATE
    SET read_max = excluded.read_max
    WHERE r.read_max < excluded.read_max
RETURNING r.read_max;

-- name: note_thread_read
-- Somebody has read a thread up to a message: keep the two that have come furthest, as with
-- note_chat_read. Returns what was known before.
UPDATE shard.threads AS t
SET
    read_second = CASE
        WHEN t.read_by = $3 THEN t.read_second
        ELSE greatest(t.read_second, least(t.read_max, $4))
    END,
    read_by = CASE WHEN $4 > t.read_max THEN $3 ELSE t.read_by END,
    read_max = greatest(t.read_max, $4)
FROM (SELECT o.* FROM shard.threads AS o WHERE o.box_id = $1 AND o.top_id = $2) AS old
WHERE
    t.box_id = $1 AND t.top_id = $2
    AND ($4 > t.read_max OR (t.read_by <> $3 AND $4 > t.read_second))
RETURNING old.read_max, old.read_second, old.read_by;

-- name: thread_authors_between
-- Who wrote in a thread between two messages, the first exclusive; no more than so many.
SELECT DISTINCT m.author_id
FROM shard.messages AS m
WHERE
    m.box_id = $1 AND m.topic_id = $2 AND m.msg_id > $3::int AND m.msg_id <= $4::int
    AND m.author_id > 0
LIMIT $5;

-- name: drop_thread_reads
-- Somebody is gone: forget how far they have read threads.
DELETE FROM shard.thread_reads
WHERE user_id = $1;
