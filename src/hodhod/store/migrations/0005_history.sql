-- Reading messages by what they are about.

-- Find messages of a chat (p_peer), or of the whole box when it is null, by any of: words,
-- sender, kinds of media, dates, being pinned, having an unseen mention or reaction, topic. What
-- is null does not matter. Ids are between p_min and p_max, both exclusive. p_newer > 0: that
-- many with the lowest ids, ascending, after p_skip of them; else p_older with the highest,
-- descending.
CREATE FUNCTION shard.find_messages(
    p_box bigint, p_peer bigint, p_words tsquery, p_from bigint, p_kinds smallint[],
    p_since int, p_until int, p_pinned boolean, p_mentioned boolean, p_reacted boolean,
    p_topic int, p_min int, p_max int, p_ascending boolean, p_skip int, p_limit int
) RETURNS SETOF shard.messages
LANGUAGE plpgsql STABLE
-- The arguments decide which index serves, so each call is planned for its own.
SET plan_cache_mode = force_custom_plan
AS $$
BEGIN
    IF p_ascending THEN
        RETURN QUERY
        SELECT m.* FROM shard.messages AS m
        WHERE
            m.box_id = p_box
            AND (p_peer IS NULL OR m.peer_id = p_peer)
            AND (p_words IS NULL OR m.tokens @@ p_words)
            AND (p_from IS NULL OR m.from_id = p_from)
            AND (p_kinds IS NULL OR m.media_kind = ANY(p_kinds))
            AND (p_since IS NULL OR m.date >= p_since)
            AND (p_until IS NULL OR m.date <= p_until)
            AND (p_pinned IS NULL OR m.pinned)
            AND (p_mentioned IS NULL OR (m.mentioned AND m.media_unread))
            AND (p_reacted IS NULL OR m.reactions_unread)
            AND (p_topic IS NULL OR m.topic_id = p_topic)
            AND m.msg_id > p_min AND m.msg_id < p_max
        ORDER BY m.msg_id ASC
        LIMIT p_limit OFFSET p_skip;
    ELSE
        RETURN QUERY
        SELECT m.* FROM shard.messages AS m
        WHERE
            m.box_id = p_box
            AND (p_peer IS NULL OR m.peer_id = p_peer)
            AND (p_words IS NULL OR m.tokens @@ p_words)
            AND (p_from IS NULL OR m.from_id = p_from)
            AND (p_kinds IS NULL OR m.media_kind = ANY(p_kinds))
            AND (p_since IS NULL OR m.date >= p_since)
            AND (p_until IS NULL OR m.date <= p_until)
            AND (p_pinned IS NULL OR m.pinned)
            AND (p_mentioned IS NULL OR (m.mentioned AND m.media_unread))
            AND (p_reacted IS NULL OR m.reactions_unread)
            AND (p_topic IS NULL OR m.topic_id = p_topic)
            AND m.msg_id > p_min AND m.msg_id < p_max
        ORDER BY m.msg_id DESC
        LIMIT p_limit OFFSET p_skip;
    END IF;
END
$$;

-- Count what find_messages would find.
CREATE FUNCTION shard.count_messages(
    p_box bigint, p_peer bigint, p_words tsquery, p_from bigint, p_kinds smallint[],
    p_since int, p_until int, p_pinned boolean, p_mentioned boolean, p_reacted boolean,
    p_topic int, p_min int, p_max int
) RETURNS int
LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_custom_plan
AS $$
BEGIN
    RETURN (
        SELECT count(*) FROM shard.messages AS m
        WHERE
            m.box_id = p_box
            AND (p_peer IS NULL OR m.peer_id = p_peer)
            AND (p_words IS NULL OR m.tokens @@ p_words)
            AND (p_from IS NULL OR m.from_id = p_from)
            AND (p_kinds IS NULL OR m.media_kind = ANY(p_kinds))
            AND (p_since IS NULL OR m.date >= p_since)
            AND (p_until IS NULL OR m.date <= p_until)
            AND (p_pinned IS NULL OR m.pinned)
            AND (p_mentioned IS NULL OR (m.mentioned AND m.media_unread))
            AND (p_reacted IS NULL OR m.reactions_unread)
            AND (p_topic IS NULL OR m.topic_id = p_topic)
            AND m.msg_id > p_min AND m.msg_id < p_max
    );
END
$$;

-- The lowest id from which on all messages of a chat (or of the whole box) are from p_date or
-- later. Messages are in the order of their dates, so it halves the ids that are left until it is
-- there.
CREATE FUNCTION shard.first_id_since(p_box bigint, p_peer bigint, p_date int) RETURNS int
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    v_low int := 1;
    v_high int;
    v_middle int;
    v_date int;
BEGIN
    SELECT b.top_message + 1 INTO v_high FROM shard.boxes AS b WHERE b.box_id = p_box;
    WHILE v_low < v_high LOOP
        v_middle := v_low + (v_high - v_low) / 2;
        IF p_peer IS NULL THEN
            SELECT m.date INTO v_date FROM shard.messages AS m
            WHERE m.box_id = p_box AND m.msg_id >= v_middle
            ORDER BY m.msg_id ASC LIMIT 1;
        ELSE
            SELECT m.date INTO v_date FROM shard.messages AS m
            WHERE m.box_id = p_box AND m.peer_id = p_peer AND m.msg_id >= v_middle
            ORDER BY m.msg_id ASC LIMIT 1;
        END IF;
        IF v_date IS NULL OR v_date >= p_date THEN
            v_high := v_middle;
        ELSE
            v_low := v_middle + 1;
        END IF;
    END LOOP;
    RETURN coalesce(v_high, 1);
END
$$;
