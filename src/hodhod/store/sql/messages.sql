-- name: append_messages
-- Add messages to boxes: pts, ids, rows, dialogs and log. Locks the boxes in the order of their
-- ids. Of each copy it tells in which folder its chat is; one that is new is in none.
WITH appended AS (
    SELECT item, box_id, msg_id, pts, reply_to, shared_id, duplicate, nodes
    FROM shard.append_messages(
        $1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::int[], $6::bigint[], $7::int[],
        $8::int[], $9::smallint[], $10::smallint[], $11::boolean[], $12::bytea[], $13::text[],
        $14::bigint[], $15::int[], $16::bigint[], $17::bigint[], $18::boolean[], $19::boolean[],
        $20::boolean[], $21::boolean[]
    )
),

wanted AS (
    SELECT u.item, u.box_id, u.peer_id
    FROM unnest($15::int[], $16::bigint[], $17::bigint[]) AS u (item, box_id, peer_id)
)

SELECT
    a.item, a.box_id, a.msg_id, a.pts, a.reply_to, a.shared_id, a.duplicate, a.nodes,
    (
        SELECT d.folder_id FROM shard.dialogs AS d
        WHERE d.box_id = w.box_id AND d.peer_id = w.peer_id
    ) AS folder_id
FROM appended AS a
LEFT JOIN wanted AS w ON a.item = w.item AND a.box_id = w.box_id;

-- name: messages_by_ids
-- Messages by box and id.
SELECT
    m.box_id, m.msg_id, m.peer_id, m.from_id, m.shared_id, m.pts, m.date, m.content, m.out,
    m.random_id, m.edit_date, m.reply_to, m.topic_id, m.grouped_id, m.media_kind, m.pinned,
    m.mentioned, m.media_unread, m.silent, m.views, m.forwards, m.reactions, m.author_id
FROM unnest($1::bigint[], $2::int[]) AS wanted (box_id, msg_id)
INNER JOIN shard.messages AS m ON wanted.box_id = m.box_id AND wanted.msg_id = m.msg_id;

-- name: messages_by_shared
-- Copies of messages in given boxes, by what the copies share.
SELECT
    m.box_id, m.msg_id, m.peer_id, m.from_id, m.shared_id, m.pts, m.date, m.content, m.out,
    m.random_id, m.edit_date, m.reply_to, m.topic_id, m.grouped_id, m.media_kind, m.pinned,
    m.mentioned, m.media_unread, m.silent, m.views, m.forwards, m.reactions, m.author_id
FROM shard.messages AS m
WHERE m.shared_id = ANY($1::bigint[]) AND m.box_id = ANY($2::bigint[])
ORDER BY m.box_id ASC, m.msg_id ASC;

-- name: messages_of_album
-- The messages of an album in one chat. It is near the message it was found by.
SELECT
    m.box_id, m.msg_id, m.peer_id, m.from_id, m.shared_id, m.pts, m.date, m.content, m.out,
    m.random_id, m.edit_date, m.reply_to, m.topic_id, m.grouped_id, m.media_kind, m.pinned,
    m.mentioned, m.media_unread, m.silent, m.views, m.forwards, m.reactions, m.author_id
FROM shard.messages AS m
WHERE
    m.box_id = $1 AND m.peer_id = $2 AND m.msg_id BETWEEN $3::int - 30 AND $3::int + 30
    AND m.grouped_id = $4
ORDER BY m.msg_id ASC;

-- name: edit_messages
-- Give all copies of a message in given boxes a new content. The boxes are locked.
UPDATE shard.messages AS m
SET
    content = $3,
    layer = $4,
    tokens = array_to_tsvector(
        string_to_array(nullif($5::text, ''), ' ')
        || ARRAY(SELECT t.lexeme FROM unnest(m.tokens) AS t WHERE t.lexeme LIKE '#tag:%')
    ),
    media_kind = $6,
    edit_date = coalesce($7::int, m.edit_date)
WHERE m.shared_id = $1 AND m.box_id = ANY($2::bigint[])
RETURNING
    m.box_id, m.msg_id, m.peer_id, m.from_id, m.shared_id, m.pts, m.date, m.content, m.out,
    m.random_id, m.edit_date, m.reply_to, m.topic_id, m.grouped_id, m.media_kind, m.pinned,
    m.mentioned, m.media_unread, m.silent, m.views, m.forwards, m.reactions, m.author_id;

-- name: delete_messages
-- Delete messages by box and id and keep their dialogs right. The boxes are locked.
SELECT box_id, peer_id, msg_id, shared_id, outgoing, pinned
FROM shard.delete_messages($1::bigint[], $2::int[]);

-- name: pin_messages
-- Pin messages or let them go, by box and id; only those that were not so. The boxes are locked.
UPDATE shard.messages AS m
SET pinned = $3
FROM unnest($1::bigint[], $2::int[]) AS wanted (box_id, msg_id)
WHERE m.box_id = wanted.box_id AND m.msg_id = wanted.msg_id AND m.pinned <> $3
RETURNING m.box_id, m.peer_id, m.msg_id, m.shared_id, m.out AS outgoing, m.pinned;

-- name: set_message_reactions
-- Set what all copies of a message in given boxes say of reactions. The boxes are locked.
UPDATE shard.messages AS m
SET reactions = $3
WHERE m.shared_id = $1 AND m.box_id = ANY($2::bigint[])
RETURNING
    m.box_id, m.msg_id, m.peer_id, m.from_id, m.shared_id, m.pts, m.date, m.content, m.out,
    m.random_id, m.edit_date, m.reply_to, m.topic_id, m.grouped_id, m.media_kind, m.pinned,
    m.mentioned, m.media_unread, m.silent, m.views, m.forwards, m.reactions, m.author_id;

-- name: mark_message_reactions
-- Mark messages as having unseen reactions, or none. The boxes are locked.
SELECT box_id, peer_id, msg_id
FROM shard.mark_reactions($1::bigint[], $2::int[], $3);

-- name: read_message_contents
-- Mark mentions, voices and round videos as seen. The boxes are locked.
SELECT box_id, peer_id, msg_id, shared_id, outgoing, false AS pinned
FROM shard.read_contents($1::bigint[], $2::int[]);

-- name: count_seen
-- Add to the counters of channel posts. Locks their rows.
UPDATE shard.messages AS m
SET
    views = coalesce(m.views, 0) + seen.views,
    forwards = coalesce(m.forwards, 0) + seen.forwards
FROM unnest($1::bigint[], $2::int[], $3::int[], $4::int[]) AS seen (box_id, msg_id, views, forwards)
WHERE m.box_id = seen.box_id AND m.msg_id = seen.msg_id;

-- name: authors_between
-- Who wrote in a box of many between two messages, the first exclusive; no more than so many.
SELECT DISTINCT m.author_id
FROM shard.messages AS m
WHERE
    m.box_id = $1 AND m.msg_id > $2::int AND m.msg_id <= $3::int AND m.author_id > 0
LIMIT $4;
