-- Appending as in 0003, with who wrote a message in a box that is not the writer's own. The older
-- form stays for programs that run beside this one.

-- Append messages, each as one copy or more, to boxes of this shard.
--
-- The first arrays have an element a message. p_origin is the box that random_id and reply_to
-- belong to: the sender's. p_shared is null unless copies of the message are elsewhere already.
-- p_author is who wrote it where the box is a channel's. The others have an element a copy; p_item
-- is the message it is of, counted from 1.
--
-- A message whose random_id the origin box has already is not written again: its copies are
-- returned as they are, with duplicate = true. No two messages of one call may have the same
-- origin and random_id. reply_to is found in each box through the shared id of the message
-- replied to, and is null where that message is absent.
CREATE FUNCTION shard.append_messages(
    p_origin bigint[], p_random bigint[], p_shared bigint[], p_from bigint[], p_date int[],
    p_grouped bigint[], p_reply int[], p_topic int[], p_layer smallint[], p_kind smallint[],
    p_silent boolean[], p_content bytea[], p_tokens text[], p_author bigint[],
    p_item int[], p_box bigint[], p_peer bigint[], p_out boolean[], p_unread boolean[],
    p_mentioned boolean[], p_media_unread boolean[]
) RETURNS TABLE (
    item int, box_id bigint, msg_id int, pts int, reply_to int, shared_id bigint,
    duplicate boolean, nodes text[]
)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
    PERFORM shard.lock_boxes(p_box || p_origin);

    -- This statement has a snapshot taken after the locks: it sees all that was committed before.
    RETURN QUERY
    WITH sent AS (
        SELECT *
        FROM unnest(
            p_origin, p_random, p_shared, p_from, p_date, p_grouped, p_reply, p_topic, p_layer,
            p_kind, p_silent, p_content, p_tokens, p_author
        ) WITH ORDINALITY AS t (
            origin, random_id, shared_id, from_id, date, grouped_id, reply, topic_id, layer,
            media_kind, silent, content, tokens, author_id, item
        )
    ),

    wanted AS (
        SELECT *
        FROM unnest(
            p_item, p_box, p_peer, p_out, p_unread, p_mentioned, p_media_unread
        ) WITH ORDINALITY AS t (
            item, box_id, peer_id, out, unread, mentioned, media_unread, place
        )
    ),

    known AS (
        SELECT s.item, m.shared_id
        FROM sent AS s
        INNER JOIN shard.messages AS m ON s.origin = m.box_id AND s.random_id = m.random_id
    ),

    fresh AS (
        SELECT
            s.*,
            coalesce(s.shared_id, nextval('shard.shared_ids')) AS shared,
            (
                SELECT r.shared_id FROM shard.messages AS r
                WHERE r.box_id = s.origin AND r.msg_id = s.reply
            ) AS reply_shared
        FROM sent AS s
        WHERE NOT EXISTS (SELECT FROM known AS k WHERE k.item = s.item)
    ),

    copy AS (
        SELECT
            f.*,
            w.box_id, w.peer_id, w.out, w.unread, w.mentioned, w.media_unread,
            b.top_message + row_number() OVER box AS msg_id,
            b.pts + row_number() OVER box AS pts,
            (
                SELECT r.msg_id FROM shard.messages AS r
                WHERE r.shared_id = f.reply_shared AND r.box_id = w.box_id
            ) AS reply_to
        FROM wanted AS w
        INNER JOIN fresh AS f ON w.item = f.item
        INNER JOIN shard.boxes AS b ON w.box_id = b.box_id
        WINDOW box AS (PARTITION BY w.box_id ORDER BY w.place)
    ),

    written AS (
        INSERT INTO shard.messages (
            box_id, peer_id, from_id, shared_id, random_id, grouped_id, msg_id, pts, date, reply_to,
            topic_id, layer, media_kind, out, mentioned, media_unread, silent, counts,
            content, tokens, author_id
        )
        SELECT
            c.box_id, c.peer_id, c.from_id, c.shared,
            CASE WHEN c.box_id = c.origin THEN c.random_id END,
            c.grouped_id, c.msg_id, c.pts, c.date, c.reply_to, c.topic_id, c.layer, c.media_kind,
            c.out, c.mentioned, c.media_unread, c.silent, c.unread, c.content,
            array_to_tsvector(string_to_array(nullif(c.tokens, ''), ' ')), c.author_id
        FROM copy AS c
    ),

    counted AS (
        UPDATE shard.boxes AS b
        SET pts = n.pts, top_message = n.msg_id, log_n = 0
        FROM (
            SELECT c.box_id, max(c.pts) AS pts, max(c.msg_id) AS msg_id
            FROM copy AS c
            GROUP BY c.box_id
        ) AS n
        WHERE b.box_id = n.box_id
    ),

    listed AS (
        INSERT INTO shard.dialogs AS d (
            box_id, peer_id, top_message, top_date, messages, unread_count, unread_mentions
        )
        SELECT
            c.box_id, c.peer_id, max(c.msg_id), max(c.date), count(*),
            count(*) FILTER (WHERE c.unread), 
            count(*) FILTER (WHERE c.mentioned AND c.media_unread)
        FROM copy AS c
        GROUP BY c.box_id, c.peer_id
        ON CONFLICT (box_id, peer_id) DO UPDATE SET
            top_message = excluded.top_message,
            top_date = excluded.top_date,
            messages = d.messages + excluded.messages,
            unread_count = d.unread_count + excluded.unread_count,
            unread_mentions = d.unread_mentions + excluded.unread_mentions
    ),

    logged AS (
        INSERT INTO shard.update_log (box_id, pts, n, pts_count, date, msg_id, kind, layer)
        SELECT c.box_id, c.pts, 0, 1, c.date, c.msg_id, 1, 0
        FROM copy AS c
    )

    SELECT
        c.item::int, c.box_id, c.msg_id::int, c.pts::int, c.reply_to, c.shared, false,
        ARRAY(SELECT o.node FROM shard.online AS o WHERE o.box_id = c.box_id)
    FROM copy AS c
    UNION ALL
    SELECT
        k.item::int, m.box_id, m.msg_id, m.pts, m.reply_to, m.shared_id, true,
        ARRAY(SELECT o.node FROM shard.online AS o WHERE o.box_id = m.box_id)
    FROM known AS k
    INNER JOIN wanted AS w ON k.item = w.item
    INNER JOIN shard.messages AS m ON k.shared_id = m.shared_id AND w.box_id = m.box_id;
END
$$;
