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

-- name: mentions_in_box
-- Messages of a chat in somebody's own box that mention them, seen or not, by what else they are
-- about: the newest. A query of its own, so that the index of what is not seen stays small.
SELECT
    m.box_id, m.msg_id, m.peer_id, m.from_id, m.shared_id, m.pts, m.date, m.content, m.out,
    m.random_id, m.edit_date, m.reply_to, m.topic_id, m.grouped_id, m.media_kind, m.pinned,
    m.mentioned, m.media_unread, m.silent, m.views, m.forwards, m.reactions, m.author_id
FROM shard.messages AS m
WHERE
    m.box_id = $1 AND m.peer_id = $2 AND m.mentioned
    AND ($3::text IS NULL OR m.tokens @@ $3::text::tsquery)
    AND ($4::bigint IS NULL OR m.from_id = $4)
    AND ($5::int IS NULL OR m.date >= $5)
    AND ($6::int IS NULL OR m.date <= $6)
    AND ($7::int IS NULL OR m.topic_id = $7)
    AND m.msg_id > $8 AND m.msg_id < $9
ORDER BY m.msg_id DESC
LIMIT $10;

-- name: mentions_in_channel
-- Messages of a supergroup that mention somebody, seen or not, by what else they are about: the
-- newest.
SELECT
    m.box_id, m.msg_id, m.peer_id, m.from_id, m.shared_id, m.pts, m.date, m.content, m.out,
    m.random_id, m.edit_date, m.reply_to, m.topic_id, m.grouped_id, m.media_kind, m.pinned,
    m.mentioned, m.media_unread, m.silent, m.views, m.forwards, m.reactions, m.author_id
FROM shard.marks AS k
INNER JOIN shard.messages AS m ON k.box_id = m.box_id AND k.msg_id = m.msg_id
WHERE
    k.box_id = $1 AND k.user_id = $11 AND k.kind = 1 AND m.peer_id = $2
    AND ($3::text IS NULL OR m.tokens @@ $3::text::tsquery)
    AND ($4::bigint IS NULL OR m.from_id = $4)
    AND ($5::int IS NULL OR m.date >= $5)
    AND ($6::int IS NULL OR m.date <= $6)
    AND (
        $7::int IS NULL OR m.topic_id = $7
        OR (nullif($7::int, 0) IS NULL AND shard.in_general(m.box_id, m.msg_id, m.topic_id))
    )
    AND k.msg_id > $8 AND k.msg_id < $9
ORDER BY k.msg_id DESC
LIMIT $10;

-- name: find_days
-- Days (UTC) with messages of a chat that fit a filter: how many each has, its first and its last;
-- the newest day first.
SELECT
    m.date / 86400 AS day, count(*)::int AS messages, min(m.msg_id) AS first, max(m.msg_id) AS last
FROM shard.messages AS m
WHERE
    m.box_id = $1 AND m.peer_id = $2
    AND ($3::text IS NULL OR m.tokens @@ $3::text::tsquery)
    AND ($4::smallint[] IS NULL OR m.media_kind = ANY($4::smallint[]))
    AND ($5::boolean IS NULL OR m.pinned)
    AND m.msg_id > $6 AND m.msg_id < $7
GROUP BY m.date / 86400
ORDER BY day DESC
LIMIT $8;

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

-- name: find_public_posts
-- Posts of this shard's public channels that have some words, the newest first.
SELECT
    m.box_id, m.msg_id, m.peer_id, m.from_id, m.shared_id, m.pts, m.date, m.content, m.out,
    m.random_id, m.edit_date, m.reply_to, m.topic_id, m.grouped_id, m.media_kind, m.pinned,
    m.mentioned, m.media_unread, m.silent, m.views, m.forwards, m.reactions, m.author_id
FROM shard.messages AS m
INNER JOIN shard.chats AS c ON m.box_id = c.peer_id
WHERE
    m.tokens @@ $1::text::tsquery AND m.box_id < 0
    AND c.kind = 3 AND c.username IS NOT NULL AND NOT c.deleted
    AND (m.date, m.box_id, m.msg_id) < ($2::int, $3::bigint, $4::int)
ORDER BY m.date DESC, m.box_id DESC, m.msg_id DESC
LIMIT $5;
