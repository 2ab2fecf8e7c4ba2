-- What happens to messages later. Every function here wants the boxes locked (shard.lock_boxes),
-- and leaves the counters of their dialogs agreeing with the messages.

-- Delete messages by box and id; return those that were there.
CREATE FUNCTION shard.delete_messages(p_box bigint[], p_msg int[]) RETURNS TABLE (
    box_id bigint, peer_id bigint, msg_id int, shared_id bigint, outgoing boolean, pinned boolean
)
LANGUAGE sql AS $$
    WITH gone AS (
        DELETE FROM shard.messages AS m
        USING unnest(p_box, p_msg) AS wanted (box_id, msg_id)
        WHERE m.box_id = wanted.box_id AND m.msg_id = wanted.msg_id
        RETURNING
            m.box_id, m.peer_id, m.msg_id, m.shared_id, m.out, m.pinned, m.counts,
            m.mentioned AND m.media_unread AS mention, m.reactions_unread
    ),

    loss AS (
        SELECT
            g.box_id, g.peer_id, count(*) AS messages,
            count(*) FILTER (WHERE g.counts AND g.msg_id > d.read_inbox_max) AS unread,
            count(*) FILTER (WHERE g.mention) AS mentions,
            count(*) FILTER (WHERE g.reactions_unread) AS reactions,
            max(g.msg_id) AS newest
        FROM gone AS g
        INNER JOIN shard.dialogs AS d ON g.box_id = d.box_id AND g.peer_id = d.peer_id
        GROUP BY g.box_id, g.peer_id
    ),

    counted AS (
        UPDATE shard.dialogs AS d
        SET
            messages = d.messages - l.messages,
            unread_count = d.unread_count - l.unread,
            unread_mentions = d.unread_mentions - l.mentions,
            unread_reactions = d.unread_reactions - l.reactions,
            top_message = CASE WHEN d.top_message > l.newest THEN d.top_message ELSE top.msg_id END,
            top_date = CASE
                WHEN d.top_message > l.newest THEN d.top_date ELSE coalesce(top.date, d.top_date)
            END
        FROM loss AS l
        LEFT JOIN LATERAL (
            -- The statement still sees what it deletes.
            SELECT m.msg_id, m.date
            FROM shard.messages AS m
            WHERE
                m.box_id = l.box_id AND m.peer_id = l.peer_id
                AND NOT EXISTS (
                    SELECT FROM gone AS g WHERE g.box_id = m.box_id AND g.msg_id = m.msg_id
                )
            ORDER BY m.msg_id DESC
            LIMIT 1
        ) AS top ON true
        WHERE d.box_id = l.box_id AND d.peer_id = l.peer_id
    )

    SELECT g.box_id, g.peer_id, g.msg_id, g.shared_id, g.out, g.pinned
    FROM gone AS g
    ORDER BY g.box_id ASC, g.msg_id ASC
$$;

-- Read a chat up to a message. read_max is null when that was read already. last_shared is the
-- newest message of others among what is read now.
CREATE FUNCTION shard.read_inbox(p_box bigint, p_peer bigint, p_max int) RETURNS TABLE (
    read_max int, unread int, last_shared bigint
)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    v_old int;
    v_max int;
    v_unread int;
BEGIN
    -- least() passes over null, and a chat without messages has nothing to read.
    SELECT
        d.read_inbox_max,
        CASE WHEN d.top_message IS NOT NULL THEN least(p_max, d.top_message) END,
        d.unread_count
    INTO v_old, v_max, v_unread
    FROM shard.dialogs AS d
    WHERE d.box_id = p_box AND d.peer_id = p_peer;
    IF v_max IS NULL OR v_max <= v_old THEN
        RETURN QUERY SELECT NULL::int, coalesce(v_unread, 0), NULL::bigint;
        RETURN;
    END IF;
    UPDATE shard.dialogs AS d
    SET
        read_inbox_max = v_max,
        unread_count = (
            SELECT count(*) FROM shard.messages AS m
            WHERE m.box_id = p_box AND m.peer_id = p_peer AND m.msg_id > v_max AND m.counts
        )
    WHERE d.box_id = p_box AND d.peer_id = p_peer
    RETURNING d.unread_count INTO v_unread;
    RETURN QUERY
    SELECT
        v_max, v_unread,
        (
            SELECT m.shared_id FROM shard.messages AS m
            WHERE
                m.box_id = p_box AND m.peer_id = p_peer
                AND m.msg_id <= v_max AND m.msg_id > v_old AND NOT m.out
            ORDER BY m.msg_id DESC
            LIMIT 1
        );
END
$$;

-- The other side has read a chat up to a message, named by its shared id: return the newest
-- message of the box's owner up to there, or null if that was known already.
CREATE FUNCTION shard.read_outbox(p_box bigint, p_peer bigint, p_shared bigint) RETURNS int
LANGUAGE sql AS $$
    UPDATE shard.dialogs AS d
    SET read_outbox_max = last.msg_id
    FROM (
        SELECT m.msg_id
        FROM shard.messages AS m
        WHERE m.box_id = p_box AND m.peer_id = p_peer AND m.out AND m.shared_id <= p_shared
        ORDER BY m.msg_id DESC
        LIMIT 1
    ) AS last
    WHERE d.box_id = p_box AND d.peer_id = p_peer AND d.read_outbox_max < last.msg_id
    RETURNING d.read_outbox_max
$$;

-- Mark mentions, voices and round videos as seen; return those that were not.
CREATE FUNCTION shard.read_contents(p_box bigint[], p_msg int[]) RETURNS TABLE (
    box_id bigint, peer_id bigint, msg_id int, shared_id bigint, outgoing boolean
)
LANGUAGE sql AS $$
    WITH seen AS (
        UPDATE shard.messages AS m
        SET media_unread = false
        FROM unnest(p_box, p_msg) AS wanted (box_id, msg_id)
        WHERE m.box_id = wanted.box_id AND m.msg_id = wanted.msg_id AND m.media_unread
        RETURNING m.box_id, m.peer_id, m.msg_id, m.shared_id, m.out, m.mentioned
    ),

    counted AS (
        UPDATE shard.dialogs AS d
        SET unread_mentions = d.unread_mentions - n.mentions
        FROM (
            SELECT s.box_id, s.peer_id, count(*) AS mentions
            FROM seen AS s
            WHERE s.mentioned
            GROUP BY s.box_id, s.peer_id
        ) AS n
        WHERE d.box_id = n.box_id AND d.peer_id = n.peer_id
    )

    SELECT s.box_id, s.peer_id, s.msg_id, s.shared_id, s.out
    FROM seen AS s
    ORDER BY s.box_id ASC, s.msg_id ASC
$$;

-- Mark messages as having reactions that their owner has not seen (p_unread), or as having none;
-- return those that changed.
CREATE FUNCTION shard.mark_reactions(p_box bigint[], p_msg int[], p_unread boolean) RETURNS TABLE (
    box_id bigint, peer_id bigint, msg_id int
)
LANGUAGE sql AS $$
    WITH marked AS (
        UPDATE shard.messages AS m
        SET reactions_unread = p_unread
        FROM unnest(p_box, p_msg) AS wanted (box_id, msg_id)
        WHERE
            m.box_id = wanted.box_id AND m.msg_id = wanted.msg_id
            AND m.reactions_unread <> p_unread
        RETURNING m.box_id, m.peer_id, m.msg_id
    ),

    counted AS (
        UPDATE shard.dialogs AS d
        SET unread_reactions = d.unread_reactions + CASE WHEN p_unread THEN n.count ELSE -n.count END
        FROM (
            SELECT k.box_id, k.peer_id, count(*) AS count
            FROM marked AS k
            GROUP BY k.box_id, k.peer_id
        ) AS n
        WHERE d.box_id = n.box_id AND d.peer_id = n.peer_id
    )

    SELECT k.box_id, k.peer_id, k.msg_id
    FROM marked AS k
    ORDER BY k.box_id ASC, k.msg_id ASC
$$;

-- Forget what was logged before a moment, in up to so many boxes; return how many there were. Of
-- each box everything below one entry goes; lowest_pts says where the rest begins.
CREATE FUNCTION shard.clear_log(p_before int, p_boxes int) RETURNS int
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    v_boxes bigint[];
BEGIN
    v_boxes := ARRAY(
        SELECT DISTINCT u.box_id FROM shard.update_log AS u
        WHERE u.date < p_before AND u.n = 0
        LIMIT p_boxes
    );
    PERFORM shard.lock_boxes(v_boxes);
    WITH cut AS (
        SELECT u.box_id, max(u.pts) AS pts
        FROM shard.update_log AS u
        WHERE u.box_id = ANY(v_boxes) AND u.date < p_before AND u.n = 0
        GROUP BY u.box_id
    ),

    gone AS (
        DELETE FROM shard.update_log AS u
        USING cut AS c
        WHERE u.box_id = c.box_id AND (u.pts < c.pts OR (u.pts = c.pts AND u.n = 0))
    )

    UPDATE shard.boxes AS b
    SET lowest_pts = c.pts
    FROM cut AS c
    WHERE b.box_id = c.box_id;
    RETURN cardinality(v_boxes);
END
$$;
