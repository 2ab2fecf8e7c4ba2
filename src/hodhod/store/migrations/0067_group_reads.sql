-- Who has read what in basic groups, and members who are called by an edit.

-- A member has read everything up to a message by then; the message is named by what its copies
-- share, as each box numbers its own.
CREATE TABLE shard.group_reads (
    peer_id bigint NOT NULL,
    user_id bigint NOT NULL,
    shared_id bigint NOT NULL,
    date int NOT NULL,
    PRIMARY KEY (peer_id, user_id, shared_id)
);
CREATE INDEX group_reads_date ON shard.group_reads (date);

-- Let copies of messages mention the owners of their boxes, or not; return those that changed. The
-- boxes are locked.
CREATE FUNCTION shard.set_mentioned(p_box bigint[], p_msg int[], p_on boolean) RETURNS TABLE (
    box_id bigint, msg_id int
)
LANGUAGE sql AS $$
    WITH before AS (
        SELECT m.box_id, m.msg_id, m.mentioned AND m.media_unread AS waits
        FROM unnest(p_box, p_msg) AS wanted (box_id, msg_id)
        INNER JOIN shard.messages AS m
            ON wanted.box_id = m.box_id AND wanted.msg_id = m.msg_id AND m.mentioned <> p_on
    ),

    changed AS (
        UPDATE shard.messages AS m
        SET mentioned = p_on, media_unread = CASE WHEN p_on THEN true ELSE false END
        FROM before AS b
        WHERE m.box_id = b.box_id AND m.msg_id = b.msg_id
        RETURNING m.box_id, m.peer_id, m.msg_id, b.waits
    ),

    counted AS (
        UPDATE shard.dialogs AS d
        SET
            unread_mentions = d.unread_mentions
            + CASE WHEN p_on THEN n.all_of_them ELSE -n.waiting END
        FROM (
            SELECT
                c.box_id, c.peer_id, count(*) AS all_of_them,
                count(*) FILTER (WHERE c.waits) AS waiting
            FROM changed AS c
            GROUP BY c.box_id, c.peer_id
        ) AS n
        WHERE d.box_id = n.box_id AND d.peer_id = n.peer_id
    )

    SELECT c.box_id, c.msg_id FROM changed AS c
$$;
