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

-- Find messages in several boxes at once: a person's own, and those of supergroups and channels,
-- without what is hidden from that person there. By words, kinds of media, dates, and who wrote
-- them in a channel's box. In the person's own box p_people and p_groups tell which chats are
-- wanted, p_folder in which folder. The newest first, after (p_date, p_last_box, p_last_msg).
CREATE FUNCTION shard.find_in_boxes(
    p_viewer bigint, p_boxes bigint[], p_words tsquery, p_kinds smallint[], p_since int,
    p_until int, p_author bigint, p_people boolean, p_groups boolean, p_folder int, p_date int,
    p_last_box bigint, p_last_msg int, p_limit int
) RETURNS SETOF shard.messages
LANGUAGE plpgsql STABLE
-- The arguments decide which index serves, so each call is planned for its own.
SET plan_cache_mode = force_custom_plan
AS $$
BEGIN
    RETURN QUERY
    SELECT found.*
    FROM unnest(p_boxes) AS w (box_id)
    LEFT JOIN shard.members AS me ON w.box_id = me.peer_id AND me.user_id = p_viewer
    CROSS JOIN LATERAL (
        SELECT m.* FROM shard.messages AS m
        WHERE
            m.box_id = w.box_id AND m.msg_id > coalesce(me.min_id, 0)
            AND (p_words IS NULL OR m.tokens @@ p_words)
            AND (p_kinds IS NULL OR m.media_kind = ANY(p_kinds))
            AND (p_since IS NULL OR m.date >= p_since)
            AND (p_until IS NULL OR m.date <= p_until)
            AND (p_author IS NULL OR m.author_id = p_author)
            AND (
                m.box_id < 0
                OR (
                    CASE WHEN m.peer_id > 0 THEN p_people ELSE p_groups END
                    AND (
                        p_folder IS NULL
                        OR EXISTS (
                            SELECT FROM shard.dialogs AS d
                            WHERE
                                d.box_id = m.box_id AND d.peer_id = m.peer_id
                                AND d.folder_id = p_folder
                        )
                    )
                )
            )
            AND (m.date, m.box_id, m.msg_id) < (p_date, p_last_box, p_last_msg)
        ORDER BY m.msg_id DESC
        LIMIT p_limit
    ) AS found
    ORDER BY found.date DESC, found.box_id DESC, found.msg_id DESC
    LIMIT p_limit;
END
$$;
