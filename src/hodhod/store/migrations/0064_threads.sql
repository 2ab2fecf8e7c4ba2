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

-- What began a thread is gone: the thread is none any more, and a post has no comments.
CREATE FUNCTION shard.end_thread() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM shard.threads AS t WHERE t.box_id = old.box_id AND t.top_id = old.msg_id;
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
