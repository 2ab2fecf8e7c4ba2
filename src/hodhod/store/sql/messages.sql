-- name: append_messages
-- Add messages to boxes: pts, ids, rows, dialogs and log. Locks the boxes in the order of their ids.
SELECT item, box_id, msg_id, pts, reply_to, shared_id, duplicate, nodes
FROM shard.append_messages(
    $1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::int[], $6::bigint[], $7::int[],
    $8::int[], $9::smallint[], $10::smallint[], $11::boolean[], $12::bytea[], $13::text[],
    $14::int[], $15::bigint[], $16::bigint[], $17::boolean[], $18::boolean[], $19::boolean[],
    $20::boolean[]
);

-- name: messages_by_ids
-- Messages by box and id.
SELECT
    m.box_id, m.msg_id, m.peer_id, m.from_id, m.shared_id, m.pts, m.date, m.content, m.out,
    m.random_id, m.edit_date, m.reply_to, m.topic_id, m.grouped_id, m.media_kind, m.pinned,
    m.mentioned, m.media_unread, m.silent, m.views, m.forwards, m.reactions
FROM unnest($1::bigint[], $2::int[]) AS wanted (box_id, msg_id)
INNER JOIN shard.messages AS m ON wanted.box_id = m.box_id AND wanted.msg_id = m.msg_id;
