-- name: history_window
-- Messages of a chat around an id: $4 of those from it on after skipping $5, and $6 of those
-- before it after skipping $7; ids between $8 and $9, exclusive. Newest first.
SELECT
    m.box_id, m.msg_id, m.peer_id, m.from_id, m.shared_id, m.pts, m.date, m.content, m.out,
    m.random_id, m.edit_date, m.reply_to, m.topic_id, m.grouped_id, m.media_kind, m.pinned,
    m.mentioned, m.media_unread, m.silent, m.views, m.forwards, m.reactions, m.author_id
FROM (
    (
        SELECT n.*
        FROM shard.messages AS n
        WHERE
            n.box_id = $1 AND n.peer_id = $2
            AND n.msg_id >= $3::int AND n.msg_id > $8::int AND n.msg_id < $9::int
        ORDER BY n.msg_id ASC
        LIMIT $4::int OFFSET $5::int
    )
    UNION ALL
    (
        SELECT o.*
        FROM shard.messages AS o
        WHERE
            o.box_id = $1 AND o.peer_id = $2
            AND o.msg_id < $3::int AND o.msg_id > $8::int AND o.msg_id < $9::int
        ORDER BY o.msg_id DESC
        LIMIT $6::int OFFSET $7::int
    )
) AS m
ORDER BY m.msg_id DESC;

-- name: find_messages
-- Messages by what they are about; see the function.
SELECT
    m.box_id, m.msg_id, m.peer_id, m.from_id, m.shared_id, m.pts, m.date, m.content, m.out,
    m.random_id, m.edit_date, m.reply_to, m.topic_id, m.grouped_id, m.media_kind, m.pinned,
    m.mentioned, m.media_unread, m.silent, m.views, m.forwards, m.reactions, m.author_id
FROM shard.find_messages(
    $1, $2, $3::text::tsquery, $4, $5::smallint[], $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
    $16
) AS m;

-- name: count_messages
-- How many messages find_messages would find without limits.
SELECT shard.count_messages(
    $1, $2, $3::text::tsquery, $4, $5::smallint[], $6, $7, $8, $9, $10, $11, $12, $13
);

-- name: first_id_since
-- The lowest id from which on the messages of a chat, or of the box, are from a moment or later.
SELECT shard.first_id_since($1, $2, $3);

-- name: history_dates
-- Days of a chat with messages of some kinds: how many, and the newest id of each; newest day
-- first.
SELECT
    m.date / 86400 AS day, count(*)::int AS count, max(m.msg_id) AS newest, max(m.date) AS date
FROM shard.messages AS m
WHERE m.box_id = $1 AND m.peer_id = $2 AND m.media_kind = ANY($3::smallint[]) AND m.msg_id < $4
GROUP BY m.date / 86400
ORDER BY day DESC
LIMIT $5;

-- name: find_in_boxes
-- Messages of several boxes by what they are about, the newest first; see the function.
SELECT
    m.box_id, m.msg_id, m.peer_id, m.from_id, m.shared_id, m.pts, m.date, m.content, m.out,
    m.random_id, m.edit_date, m.reply_to, m.topic_id, m.grouped_id, m.media_kind, m.pinned,
    m.mentioned, m.media_unread, m.silent, m.views, m.forwards, m.reactions, m.author_id
FROM shard.find_in_boxes(
    $1, $2::bigint[], $3::text::tsquery, $4::smallint[], $5, $6, $7, $8, $9, $10, $11, $12, $13,
    $14
) AS m;
