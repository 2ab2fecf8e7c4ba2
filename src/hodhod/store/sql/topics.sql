-- name: insert_topic
-- A topic begins. The forum's box is locked.
INSERT INTO shard.topics (
    box_id, topic_id, title, color, emoji_id, creator_id, from_id, date
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (box_id, topic_id) DO NOTHING;

-- name: topics_by_ids
-- Topics of a forum by their numbers.
SELECT t.*, coalesce(h.last_id, 0) AS last_id
FROM shard.topics AS t
LEFT JOIN shard.threads AS h ON t.box_id = h.box_id AND t.topic_id = h.top_id
WHERE t.box_id = $1 AND t.topic_id = ANY($2::int[]);

-- name: topics_of
-- Topics of a forum: the pinned ones, or the others by their newest message after one of them.
SELECT t.*, coalesce(h.last_id, 0) AS last_id
FROM shard.topics AS t
LEFT JOIN shard.threads AS h ON t.box_id = h.box_id AND t.topic_id = h.top_id
WHERE
    t.box_id = $1 AND (t.pinned_order IS NOT NULL) = $2
    AND greatest(h.last_id, t.topic_id) < $3
ORDER BY t.pinned_order ASC, greatest(h.last_id, t.topic_id) DESC
LIMIT $4;

-- name: count_topics
-- How many topics a forum has.
SELECT count(*)::int
FROM shard.topics AS t
WHERE t.box_id = $1;

-- name: write_topic
-- Write what people change of a topic. The forum's box is locked.
UPDATE shard.topics
SET title = $3, emoji_id = $4, closed = $5, hidden = $6
WHERE box_id = $1 AND topic_id = $2;

-- name: pin_topics
-- Pin these topics of a forum in this order, and no others. The forum's box is locked.
UPDATE shard.topics AS t
SET pinned_order = w.place
FROM shard.topics AS o
LEFT JOIN unnest($2::int[]) WITH ORDINALITY AS w (topic_id, place) ON o.topic_id = w.topic_id
WHERE
    t.box_id = $1 AND o.box_id = $1 AND t.topic_id = o.topic_id
    AND t.pinned_order IS DISTINCT FROM w.place::int;

-- name: drop_topic
-- A topic is gone. The forum's box is locked.
WITH thread AS (
    DELETE FROM shard.threads WHERE box_id = $1 AND top_id = $2
)

DELETE FROM shard.topics
WHERE box_id = $1 AND topic_id = $2;

-- name: newest_of_general
-- What was said last in General: messages from before there were topics are in it too.
UPDATE shard.threads AS t
SET last_id = coalesce(shard.newest_in_general(t.box_id), 0)
WHERE t.box_id = $1 AND t.top_id = 1;

-- name: newest_in_topic
-- The newest messages of a topic, a bounded number.
SELECT m.msg_id
FROM shard.messages AS m
WHERE m.box_id = $1 AND m.topic_id = $2
ORDER BY m.msg_id DESC
LIMIT $3;

-- name: unread_topic
-- Whether anything in the topics of a forum is unread by a member.
SELECT t.topic_id
FROM shard.topics AS t
INNER JOIN shard.threads AS h ON t.box_id = h.box_id AND t.topic_id = h.top_id
INNER JOIN shard.members AS m ON t.box_id = m.peer_id AND m.user_id = $2
LEFT JOIN shard.thread_reads AS r
    ON t.box_id = r.box_id AND r.user_id = $2 AND t.topic_id = r.top_id
WHERE t.box_id = $1 AND h.last_id > greatest(r.read_max, m.read_max, m.min_id)
LIMIT 1;

-- name: topic_settings_of
-- What somebody set for topics of a forum, or where they have drafts at all.
SELECT s.peer_id, s.topic_id, s.draft, s.draft_date, s.notify
FROM shard.topic_settings AS s
WHERE
    s.box_id = $1
    AND ($2::bigint IS NULL OR (s.peer_id = $2 AND s.topic_id = ANY($3::int[])))
    AND ($2::bigint IS NOT NULL OR s.draft IS NOT NULL);

-- name: set_topic_draft
-- Keep a draft, or forget it (null). The owner's box is locked.
INSERT INTO shard.topic_settings AS s (box_id, peer_id, topic_id, draft, draft_date)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (box_id, peer_id, topic_id) DO UPDATE SET
    draft = excluded.draft, draft_date = excluded.draft_date;

-- name: set_topic_notify
-- Keep what makes a sound, or forget it (null). The owner's box is locked.
INSERT INTO shard.topic_settings AS s (box_id, peer_id, topic_id, notify)
VALUES ($1, $2, $3, $4)
ON CONFLICT (box_id, peer_id, topic_id) DO UPDATE SET notify = excluded.notify;

-- name: clear_topic_drafts
-- Forget all drafts in topics. The owner's box is locked.
UPDATE shard.topic_settings
SET draft = NULL, draft_date = NULL
WHERE box_id = $1 AND draft IS NOT NULL
RETURNING peer_id, topic_id;

-- name: clear_topic_notify
-- Forget all settings of topics. The owner's box is locked.
UPDATE shard.topic_settings
SET notify = NULL
WHERE box_id = $1 AND notify IS NOT NULL
RETURNING peer_id, topic_id;
