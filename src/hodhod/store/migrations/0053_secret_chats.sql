-- Secret chats: what the server must know to relay them, which is nothing of what is said.

-- One row a side, in the shard of that side's box. auth_key_id is the permanent key of the one
-- device that the side speaks through, null while the chat is offered to all of them; answered_at
-- is when that ended. state: 0 requested, 1 open, 2 discarded. folder_id: where the chat is shown
-- first. read_max is up to which date the other side has read what this one sent. told_at is when
-- this side last had something to learn.
CREATE TABLE shard.secret_chats (
    box_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    auth_key_id bigint,
    key_fingerprint bigint NOT NULL DEFAULT 0,
    created_at bigint NOT NULL,
    changed_at bigint NOT NULL,
    told_at bigint NOT NULL,
    answered_at bigint,
    read_at bigint,
    chat_id int NOT NULL,
    read_max int NOT NULL DEFAULT 0,
    state smallint NOT NULL DEFAULT 0,
    folder_id smallint NOT NULL DEFAULT 0,
    is_admin boolean NOT NULL,
    history_deleted boolean NOT NULL DEFAULT false,
    g_a bytea NOT NULL,
    g_b bytea,
    PRIMARY KEY (box_id, chat_id)
);
CREATE INDEX secret_chats_told ON shard.secret_chats (box_id, told_at);
CREATE INDEX secret_chats_key ON shard.secret_chats (auth_key_id, box_id)
WHERE auth_key_id IS NOT NULL AND state < 2;
CREATE INDEX secret_chats_over ON shard.secret_chats (changed_at) WHERE state = 2;

-- How far each device has been numbered: the device first, since it is forgotten as a whole. The
-- row's lock orders what is sent to the device, so that qts has no holes.
CREATE TABLE shard.secret_devices (
    box_id bigint NOT NULL,
    auth_key_id bigint NOT NULL,
    qts int NOT NULL DEFAULT 2,
    PRIMARY KEY (auth_key_id, box_id)
);

-- What waits for a device. data is null once the device has it; the rest stays for a while, so that
-- what is sent again is known. file: the TL encryptedFile, without what is computed.
CREATE TABLE shard.secret_messages (
    box_id bigint NOT NULL,
    auth_key_id bigint NOT NULL,
    random_id bigint NOT NULL,
    date bigint NOT NULL,
    qts int NOT NULL,
    chat_id int NOT NULL,
    service boolean NOT NULL,
    file bytea,
    data bytea,
    PRIMARY KEY (auth_key_id, box_id, qts)
);
CREATE UNIQUE INDEX secret_messages_random ON shard.secret_messages (box_id, chat_id, random_id);
CREATE INDEX secret_messages_waiting ON shard.secret_messages (auth_key_id, box_id, qts)
WHERE data IS NOT NULL;
CREATE INDEX secret_messages_taken ON shard.secret_messages (date) WHERE data IS NULL;

-- Number a message and let it wait for the device that a side of a chat speaks through.
-- outcome: 0 it waits, 1 it was sent before, 2 the chat is not open, 3 too much waits already.
-- The side is locked against being discarded, then the device; nothing else is locked after them.
CREATE FUNCTION shard.send_secret(
    p_box bigint, p_chat int, p_random bigint, p_date bigint, p_service boolean, p_file bytea,
    p_data bytea, p_most int
) RETURNS TABLE (
    outcome int, auth_key_id bigint, qts int, date bigint, file bytea, nodes text[]
)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    v_key bigint;
    v_qts int;
    v_nodes text[];
BEGIN
    SELECT c.auth_key_id INTO v_key
    FROM shard.secret_chats AS c
    WHERE c.box_id = p_box AND c.chat_id = p_chat AND c.state = 1
    FOR SHARE;
    IF v_key IS NULL THEN
        RETURN QUERY SELECT 2, NULL::bigint, 0, p_date, NULL::bytea, '{}'::text[];
        RETURN;
    END IF;

    INSERT INTO shard.secret_devices (box_id, auth_key_id) VALUES (p_box, v_key)
    ON CONFLICT DO NOTHING;
    SELECT d.qts INTO v_qts
    FROM shard.secret_devices AS d
    WHERE d.box_id = p_box AND d.auth_key_id = v_key
    FOR UPDATE;

    -- Statements of their own, so they see what was committed while we waited.
    RETURN QUERY
    SELECT 1, m.auth_key_id, m.qts, m.date, m.file, '{}'::text[]
    FROM shard.secret_messages AS m
    WHERE m.box_id = p_box AND m.chat_id = p_chat AND m.random_id = p_random;
    IF found THEN
        RETURN;
    END IF;
    -- What a device has is always a beginning of the queue, so two numbers tell how much waits.
    IF v_qts - (
        SELECT min(m.qts) FROM shard.secret_messages AS m
        WHERE m.box_id = p_box AND m.auth_key_id = v_key AND m.data IS NOT NULL
    ) + 1 >= p_most THEN
        RETURN QUERY SELECT 3, v_key, v_qts, p_date, NULL::bytea, '{}'::text[];
        RETURN;
    END IF;

    UPDATE shard.secret_devices AS d SET qts = d.qts + 1
    WHERE d.box_id = p_box AND d.auth_key_id = v_key
    RETURNING d.qts INTO v_qts;
    INSERT INTO shard.secret_messages (
        box_id, auth_key_id, random_id, date, qts, chat_id, service, file, data
    )
    VALUES (p_box, v_key, p_random, p_date, v_qts, p_chat, p_service, p_file, p_data);
    v_nodes := ARRAY(SELECT o.node FROM shard.online AS o WHERE o.box_id = p_box);
    RETURN QUERY SELECT 0, v_key, v_qts, p_date, p_file, v_nodes;
END
$$;
