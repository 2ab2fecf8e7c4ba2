-- Threads of supergroups: answers to a message, comments of a post, and topics of a forum.

-- One row a message that began a thread, or a forum's topic; in the shard of the supergroup.
-- replies, last_id: the messages of the thread and the newest of them, kept by the triggers below.
-- read_max, read_by, read_second: as in shard.chats.
CREATE TABLE shard.threads (
    box_id bigint NOT NULL,
    read_by bigint NOT NULL DEFAULT 0,
    top_id int NOT NULL,
    replies int NOT NULL DEFAULT 0,
    last_id int NOT NULL DEFAULT 0,
    read_max int NOT NULL DEFAULT 0,
    read_second int NOT NULL DEFAULT 0,
    PRIMARY KEY (box_id, top_id)
) WITH (fillfactor = 70);

-- Up to where somebody has read a thread, a member or not.
CREATE TABLE shard.thread_reads (
    box_id bigint NOT NULL,
    user_id bigint NOT NULL,
    top_id int NOT NULL,
    read_max int NOT NULL,
    PRIMARY KEY (box_id, user_id, top_id)
) WITH (fillfactor = 80);

-- Where the posts of a channel are in its discussion group, and which message their comments
-- answer: of an album the first.
CREATE TABLE shard.post_copies (
    post_box bigint NOT NULL,
    box_id bigint NOT NULL,
    post_id int NOT NULL,
    msg_id int NOT NULL,
    top_id int NOT NULL,
    PRIMARY KEY (post_box, post_id)
);
CREATE UNIQUE INDEX post_copies_copy ON shard.post_copies (box_id, msg_id);

-- The topics of a forum; 1 is General. from_id: who began it, as it was shown then.
-- pinned_order is null when the topic is not pinned.
CREATE TABLE shard.topics (
    box_id bigint NOT NULL,
    creator_id bigint NOT NULL,
    from_id bigint NOT NULL,
    emoji_id bigint,
    topic_id int NOT NULL,
    date int NOT NULL,
    color int NOT NULL,
    pinned_order int,
    closed boolean NOT NULL DEFAULT false,
    hidden boolean NOT NULL DEFAULT false,
    title text NOT NULL,
    PRIMARY KEY (box_id, topic_id)
);

-- What somebody has begun to write in a topic and what makes a sound there, in their own shard.
CREATE TABLE shard.topic_settings (
    box_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    topic_id int NOT NULL,
    draft_date int,
    draft bytea,
    notify bytea,
    PRIMARY KEY (box_id, peer_id, topic_id)
);

-- How somebody uses a supergroup or channel, in their own shard: in whose name they write there,
-- and whether a forum is shown as one chat.
CREATE TABLE shard.chat_choices (
    box_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    send_as bigint,
    as_messages boolean NOT NULL DEFAULT false,
    PRIMARY KEY (box_id, peer_id)
);

-- Keep the counters of threads: one statement a message of a thread, none for others.
CREATE FUNCTION shard.count_reply() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO shard.threads AS t (box_id, top_id, replies, last_id)
    VALUES (new.box_id, new.topic_id, 1, new.msg_id)
    ON CONFLICT (box_id, top_id) DO UPDATE SET
        replies = t.replies + 1, last_id = greatest(t.last_id, excluded.last_id);
    RETURN NULL;
END
$$;

CREATE FUNCTION shard.uncount_reply() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE shard.threads AS t
    SET
        replies = greatest(t.replies - 1, 0),
        last_id = CASE
            WHEN t.last_id <> old.msg_id THEN t.last_id
            ELSE coalesce((
                SELECT max(m.msg_id) FROM shard.messages AS m
                WHERE m.box_id = old.box_id AND m.topic_id = old.topic_id
            ), 0)
        END
    WHERE t.box_id = old.box_id AND t.top_id = old.topic_id;
    RETURN NULL;
END
$$;

-- What began a thread is gone: the thread is none any more, and a post has no comments. A topic
-- stays until it is deleted itself.
CREATE FUNCTION shard.end_thread() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM shard.threads AS t
    WHERE
        t.box_id = old.box_id AND t.top_id = old.msg_id
        AND NOT EXISTS (
            SELECT FROM shard.topics AS o
            WHERE o.box_id = old.box_id AND o.topic_id = old.msg_id
        );
    DELETE FROM shard.post_copies AS p WHERE p.box_id = old.box_id AND p.msg_id = old.msg_id;
    DELETE FROM shard.post_copies AS p WHERE p.post_box = old.box_id AND p.post_id = old.msg_id;
    RETURN NULL;
END
$$;

CREATE TRIGGER messages_reply AFTER INSERT ON shard.messages
FOR EACH ROW WHEN (new.topic_id IS NOT NULL) EXECUTE FUNCTION shard.count_reply();
CREATE TRIGGER messages_reply_gone AFTER DELETE ON shard.messages
FOR EACH ROW WHEN (old.topic_id IS NOT NULL) EXECUTE FUNCTION shard.uncount_reply();
CREATE TRIGGER messages_thread_gone AFTER DELETE ON shard.messages
FOR EACH ROW WHEN (old.author_id IS NOT NULL) EXECUTE FUNCTION shard.end_thread();

-- The newest messages of a thread: enough to know who wrote last.
CREATE FUNCTION shard.newest_replies(p_box bigint, p_top int) RETURNS TABLE (
    from_id bigint, msg_id int
)
LANGUAGE sql STABLE AS $$
    SELECT m.from_id, m.msg_id
    FROM shard.messages AS m
    WHERE m.box_id = p_box AND m.topic_id = p_top
    ORDER BY m.msg_id DESC
    LIMIT 30
$$;

-- Whether a message of a forum belongs to General: to no other topic.
CREATE FUNCTION shard.in_general(p_box bigint, p_msg int, p_topic int) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT NOT EXISTS (
        SELECT FROM shard.topics AS o
        WHERE o.box_id = p_box AND o.topic_id IN (p_msg, p_topic) AND o.topic_id > 1
    )
$$;

-- What was said last in General.
CREATE FUNCTION shard.newest_in_general(p_box bigint) RETURNS int
LANGUAGE sql STABLE AS $$
    SELECT m.msg_id
    FROM shard.messages AS m
    WHERE m.box_id = p_box AND shard.in_general(m.box_id, m.msg_id, m.topic_id)
    ORDER BY m.msg_id DESC
    LIMIT 1
$$;

-- The functions of 0005, where topic 0 is what belongs to no topic of a forum but General.

-- Find messages of a chat (p_peer), or of the whole box when it is null, by any of: words,
-- sender, kinds of media, dates, being pinned, having an unseen mention or reaction, topic. What
-- is null does not matter. Ids are between p_min and p_max, both exclusive. p_newer > 0: that
-- many with the lowest ids, ascending, after p_skip of them; else p_older with the highest,
-- descending.
CREATE OR REPLACE FUNCTION shard.find_messages(
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
            AND (
                p_topic IS NULL OR m.topic_id = p_topic
                OR (p_topic = 0 AND shard.in_general(m.box_id, m.msg_id, m.topic_id))
            )
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
            AND (
                p_topic IS NULL OR m.topic_id = p_topic
                OR (p_topic = 0 AND shard.in_general(m.box_id, m.msg_id, m.topic_id))
            )
            AND m.msg_id > p_min AND m.msg_id < p_max
        ORDER BY m.msg_id DESC
        LIMIT p_limit OFFSET p_skip;
    END IF;
END
$$;

-- Count what find_messages would find.
CREATE OR REPLACE FUNCTION shard.count_messages(
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
            AND (
                p_topic IS NULL OR m.topic_id = p_topic
                OR (p_topic = 0 AND shard.in_general(m.box_id, m.msg_id, m.topic_id))
            )
            AND m.msg_id > p_min AND m.msg_id < p_max
    );
END
$$;
