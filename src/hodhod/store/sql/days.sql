-- name: count_day_views
-- Add views and forwards of posts to the days of their channels.
INSERT INTO shard.channel_days AS d (box_id, day, views, shares)
SELECT t.box_id, $4, sum(t.views)::int, sum(t.shares)::int
FROM unnest($1::bigint[], $2::int[], $3::int[]) AS t (box_id, views, shares)
GROUP BY t.box_id
ORDER BY t.box_id
ON CONFLICT (box_id, day) DO UPDATE SET
    views = d.views + excluded.views, shares = d.shares + excluded.shares;

-- name: count_day_members
-- Count those who came and went on a day.
INSERT INTO shard.channel_days AS d (box_id, day, came, gone)
VALUES ($1, $2, $3, $4)
ON CONFLICT (box_id, day) DO UPDATE SET
    came = d.came + excluded.came, gone = d.gone + excluded.gone;

-- name: days_of
-- Some days of a supergroup or channel.
SELECT d.day, d.views, d.shares, d.came, d.gone
FROM shard.channel_days AS d
WHERE d.box_id = $1 AND d.day >= $2
ORDER BY d.day ASC;

-- name: message_days
-- How many messages were written on each of some days, and by how many.
SELECT
    (m.date / 86400)::int AS day, count(*)::int AS messages,
    count(DISTINCT m.author_id)::int AS posters
FROM shard.messages AS m
WHERE m.box_id = $1 AND m.msg_id >= $2
GROUP BY m.date / 86400
ORDER BY day ASC;

-- name: top_posters
-- Who wrote most since a message, and how much.
SELECT m.author_id, count(*)::int AS messages, sum(octet_length(m.content))::int AS size
FROM shard.messages AS m
WHERE m.box_id = $1 AND m.msg_id >= $2 AND m.author_id > 0
GROUP BY m.author_id
ORDER BY messages DESC, m.author_id ASC
LIMIT 10;
