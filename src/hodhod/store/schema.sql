-- The database as the migrations leave it, with one shard (s0).
-- Written by `python -m hodhod.store.schema`; not used by the program.

CREATE SCHEMA main;

CREATE SCHEMA s0;

CREATE EXTENSION IF NOT EXISTS btree_gin WITH SCHEMA pg_catalog;

CREATE FUNCTION main.cast_votes(p_poll bigint[], p_voter bigint[], p_news boolean[], p_item integer[], p_option bytea[], p_now integer) RETURNS TABLE(item integer, outcome integer)
    LANGUAGE plpgsql
    AS $$
#variable_conflict use_column
BEGIN
    PERFORM FROM main.poll_tallies AS t
    WHERE t.poll_id = ANY(p_poll)
    ORDER BY t.poll_id
    FOR NO KEY UPDATE;

    -- This statement has a snapshot taken after the locks: it sees every vote before.
    RETURN QUERY
    WITH asked AS (
        SELECT t.poll_id, t.voter_id, t.news, t.item::int AS item
        FROM unnest(p_poll, p_voter, p_news) WITH ORDINALITY AS t (poll_id, voter_id, news, item)
    ),

    choice AS (
        SELECT a.item, a.poll_id, a.voter_id, c.option
        FROM unnest(p_item, p_option) AS c (item, option)
        INNER JOIN asked AS a ON c.item = a.item
    ),

    before AS (
        SELECT a.item, v.poll_id, v.voter_id, v.option
        FROM asked AS a
        INNER JOIN main.poll_votes AS v ON a.poll_id = v.poll_id AND a.voter_id = v.voter_id
    ),

    counted AS (
        SELECT
            a.item,
            (SELECT count(*) FROM choice AS c WHERE c.item = a.item) AS now_n,
            (SELECT count(*) FROM before AS b WHERE b.item = a.item) AS before_n,
            (
                SELECT count(*) FROM choice AS c
                INNER JOIN before AS b ON c.item = b.item AND c.option = b.option
                WHERE c.item = a.item
            ) AS kept_n,
            (
                SELECT count(*) FROM choice AS c
                INNER JOIN main.poll_options AS o
                    ON c.poll_id = o.poll_id AND c.option = o.option
                WHERE c.item = a.item
            ) AS known_n
        FROM asked AS a
    ),

    judged AS (
        SELECT
            a.item, a.poll_id, a.voter_id, a.news, n.now_n, n.before_n,
            CASE
                WHEN p.poll_id IS NULL OR p.closed OR p.closes_at <= p_now THEN 1
                WHEN p.final AND n.before_n > 0 THEN 2
                WHEN n.known_n < n.now_n THEN 3
                WHEN n.kept_n = n.now_n AND n.kept_n = n.before_n THEN 4
                ELSE 0
            END AS outcome
        FROM asked AS a
        INNER JOIN counted AS n ON a.item = n.item
        LEFT JOIN main.polls AS p ON a.poll_id = p.poll_id
    ),

    withdrawn AS (
        DELETE FROM main.poll_votes AS v
        USING judged AS j
        WHERE
            j.outcome = 0 AND v.poll_id = j.poll_id AND v.voter_id = j.voter_id
            AND NOT EXISTS (SELECT FROM choice AS c WHERE c.item = j.item AND c.option = v.option)
    ),

    written AS (
        INSERT INTO main.poll_votes (poll_id, voter_id, date, option)
        SELECT c.poll_id, c.voter_id, p_now, c.option
        FROM choice AS c
        INNER JOIN judged AS j ON c.item = j.item
        WHERE j.outcome = 0
        ON CONFLICT (poll_id, voter_id, option) DO UPDATE SET date = excluded.date
    ),

    by_option AS (
        UPDATE main.poll_options AS o
        SET voters = o.voters + d.change
        FROM (
            SELECT e.poll_id, e.option, sum(e.change) AS change
            FROM (
                SELECT c.item, c.poll_id, c.option, 1 AS change FROM choice AS c
                UNION ALL
                SELECT b.item, b.poll_id, b.option, -1 FROM before AS b
            ) AS e
            INNER JOIN judged AS j ON e.item = j.item
            WHERE j.outcome = 0
            GROUP BY e.poll_id, e.option
            HAVING sum(e.change) <> 0
        ) AS d
        WHERE o.poll_id = d.poll_id AND o.option = d.option
    ),

    in_all AS (
        UPDATE main.poll_tallies AS t
        SET voters = t.voters + d.change
        FROM (
            SELECT j.poll_id, sum(sign(j.now_n) - sign(j.before_n)) AS change
            FROM judged AS j
            WHERE j.outcome = 0
            GROUP BY j.poll_id
        ) AS d
        WHERE t.poll_id = d.poll_id AND d.change <> 0
    ),

    unread AS (
        INSERT INTO main.poll_unread (creator_id, peer_id, poll_id, msg_id, votes)
        SELECT p.creator_id, p.owner_peer, p.poll_id, p.owner_msg, count(*)
        FROM judged AS j
        INNER JOIN main.polls AS p ON j.poll_id = p.poll_id
        WHERE
            j.outcome = 0 AND j.now_n > 0 AND p.public AND p.owner_msg IS NOT NULL
            AND p.creator_id <> j.voter_id
        GROUP BY p.poll_id
        ON CONFLICT (creator_id, peer_id, poll_id)
        DO UPDATE SET votes = main.poll_unread.votes + excluded.votes
    ),

    news AS (
        INSERT INTO main.poll_news (poll_id)
        SELECT DISTINCT j.poll_id FROM judged AS j
        WHERE j.outcome = 0 AND j.news
        ON CONFLICT DO NOTHING
    )

    SELECT j.item, j.outcome FROM judged AS j;
END
$$;

CREATE FUNCTION main.drop_poll_option(p_poll bigint, p_option bytea) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE main.poll_tallies AS t
    SET
        voters = t.voters - (
            SELECT count(*) FROM main.poll_votes AS v
            WHERE
                v.poll_id = p_poll AND v.option = p_option
                AND NOT EXISTS (
                    SELECT FROM main.poll_votes AS other
                    WHERE
                        other.poll_id = p_poll AND other.voter_id = v.voter_id
                        AND other.option <> p_option
                )
        )
    WHERE t.poll_id = p_poll;

    DELETE FROM main.poll_votes AS v
    WHERE v.poll_id = p_poll AND v.option = p_option;

    DELETE FROM main.poll_options AS o
    WHERE o.poll_id = p_poll AND o.option = p_option;
    RETURN found;
END
$$;

CREATE FUNCTION main.drop_profile_photo() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO main.dropped_files (file_id) VALUES (old.file_id);
    RETURN NULL;
END
$$;

CREATE FUNCTION main.expect_file() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended(k, 0)) FROM unnest(new.keys) AS k;
    INSERT INTO main.file_checks (file_id, due_at)
    VALUES (
        new.file_id,
        new.created_at
        + CASE WHEN substring(new.value FROM 1 FOR 4) = '\xd88c00a8' THEN 15552000 ELSE 86400 END
    )
    ON CONFLICT DO NOTHING;
    RETURN new;
END
$$;

CREATE FUNCTION main.files_in(p_content bytea) RETURNS bigint[]
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
DECLARE
    -- photo, document, inputPhoto, inputDocument, messageEntityCustomEmoji, userProfilePhoto,
    -- chatPhoto, reactionCustomEmoji, emojiStatus, encryptedFile
    kinds CONSTANT bytea[] := ARRAY[
        '\x657a19fb', '\xd8c4d48f', '\x4ab9b33b', '\x75b5bf1a', '\xf805cfc8', '\x06f7d182',
        '\x111c6e1c', '\x73fc3589', '\x8a06ffe7', '\xd88c00a8'
    ];
    skips CONSTANT int[] := ARRAY[4, 4, 0, 0, 8, 4, 4, 0, 4, 0];
    found bigint[] := '{}';
    v_at int;
    v_place int;
    v_id bigint;
BEGIN
    FOR v_kind IN 1 .. array_length(kinds, 1) LOOP
        v_at := 0;
        LOOP
            v_place := position(kinds[v_kind] IN substring(p_content FROM v_at + 1));
            EXIT WHEN v_place = 0;
            v_at := v_at + v_place + 3;
            EXIT WHEN v_at + skips[v_kind] + 8 > octet_length(p_content);
            v_id := 0;
            FOR v_byte IN REVERSE 7 .. 0 LOOP
                v_id := (v_id << 8) | get_byte(p_content, v_at + skips[v_kind] + v_byte);
            END LOOP;
            found := found || v_id;
        END LOOP;
    END LOOP;
    RETURN found;
END
$$;

CREATE FUNCTION main.names_files(p_content bytea) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT
        position('\x657a19fb'::bytea IN p_content) > 0
        OR position('\xd8c4d48f'::bytea IN p_content) > 0
        OR position('\x4ab9b33b'::bytea IN p_content) > 0
        OR position('\x75b5bf1a'::bytea IN p_content) > 0
        OR position('\xf805cfc8'::bytea IN p_content) > 0
        OR position('\x06f7d182'::bytea IN p_content) > 0
        OR position('\x111c6e1c'::bytea IN p_content) > 0
        OR position('\x73fc3589'::bytea IN p_content) > 0
        OR position('\x8a06ffe7'::bytea IN p_content) > 0
        OR position('\xd88c00a8'::bytea IN p_content) > 0
$$;

CREATE FUNCTION main.used_files(p_schema text, p_table text, p_column text, p_form text, p_files bigint[]) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE
    AS $_$
BEGIN
    CASE p_form
        WHEN 'bytes' THEN
            RETURN QUERY EXECUTE format(
                'SELECT DISTINCT f FROM %1$I.%2$I AS t'
                ' CROSS JOIN LATERAL unnest(main.files_in(t.%3$I)) AS f'
                ' WHERE main.names_files(t.%3$I) AND main.files_in(t.%3$I) && $1 AND f = ANY($1)',
                p_schema, p_table, p_column
            ) USING p_files;

        WHEN 'id' THEN
            RETURN QUERY EXECUTE format(
                'SELECT DISTINCT t.%3$I FROM %1$I.%2$I AS t WHERE t.%3$I = ANY($1)',
                p_schema, p_table, p_column
            ) USING p_files;

        ELSE
            RETURN QUERY EXECUTE format(
                'SELECT DISTINCT f FROM %1$I.%2$I AS t'
                ' CROSS JOIN LATERAL unnest(t.%3$I) AS f WHERE t.%3$I && $1 AND f = ANY($1)',
                p_schema, p_table, p_column
            ) USING p_files;

    END CASE;

END
$_$;

CREATE FUNCTION s0.append_messages(p_origin bigint[], p_random bigint[], p_shared bigint[], p_from bigint[], p_date integer[], p_grouped bigint[], p_reply integer[], p_topic integer[], p_layer smallint[], p_kind smallint[], p_silent boolean[], p_content bytea[], p_tokens text[], p_item integer[], p_box bigint[], p_peer bigint[], p_out boolean[], p_unread boolean[], p_mentioned boolean[], p_media_unread boolean[]) RETURNS TABLE(item integer, box_id bigint, msg_id integer, pts integer, reply_to integer, shared_id bigint, duplicate boolean, nodes text[])
    LANGUAGE plpgsql
    AS $$
#variable_conflict use_column
BEGIN
    PERFORM s0.lock_boxes(p_box || p_origin);

    -- This statement has a snapshot taken after the locks: it sees all that was committed before.
    RETURN QUERY
    WITH sent AS (
        SELECT *
        FROM unnest(
            p_origin, p_random, p_shared, p_from, p_date, p_grouped, p_reply, p_topic, p_layer,
            p_kind, p_silent, p_content, p_tokens
        ) WITH ORDINALITY AS t (
            origin, random_id, shared_id, from_id, date, grouped_id, reply, topic_id, layer,
            media_kind, silent, content, tokens, item
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
        INNER JOIN s0.messages AS m ON s.origin = m.box_id AND s.random_id = m.random_id
    ),

    fresh AS (
        SELECT
            s.*,
            coalesce(s.shared_id, nextval('s0.shared_ids')) AS shared,
            (
                SELECT r.shared_id FROM s0.messages AS r
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
                SELECT r.msg_id FROM s0.messages AS r
                WHERE r.shared_id = f.reply_shared AND r.box_id = w.box_id
            ) AS reply_to
        FROM wanted AS w
        INNER JOIN fresh AS f ON w.item = f.item
        INNER JOIN s0.boxes AS b ON w.box_id = b.box_id
        WINDOW box AS (PARTITION BY w.box_id ORDER BY w.place)
    ),

    written AS (
        INSERT INTO s0.messages (
            box_id, peer_id, from_id, shared_id, random_id, grouped_id, msg_id, pts, date, reply_to,
            topic_id, layer, media_kind, out, mentioned, media_unread, silent, counts,
            content, tokens
        )
        SELECT
            c.box_id, c.peer_id, c.from_id, c.shared,
            CASE WHEN c.box_id = c.origin THEN c.random_id END,
            c.grouped_id, c.msg_id, c.pts, c.date, c.reply_to, c.topic_id, c.layer, c.media_kind,
            c.out, c.mentioned, c.media_unread, c.silent, c.unread, c.content,
            array_to_tsvector(string_to_array(nullif(c.tokens, ''), ' '))
        FROM copy AS c
    ),

    counted AS (
        UPDATE s0.boxes AS b
        SET pts = n.pts, top_message = n.msg_id, log_n = 0
        FROM (
            SELECT c.box_id, max(c.pts) AS pts, max(c.msg_id) AS msg_id
            FROM copy AS c
            GROUP BY c.box_id
        ) AS n
        WHERE b.box_id = n.box_id
    ),

    listed AS (
        INSERT INTO s0.dialogs AS d (
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
        INSERT INTO s0.update_log (box_id, pts, n, pts_count, date, msg_id, kind, layer)
        SELECT c.box_id, c.pts, 0, 1, c.date, c.msg_id, 1, 0
        FROM copy AS c
    )

    SELECT
        c.item::int, c.box_id, c.msg_id::int, c.pts::int, c.reply_to, c.shared, false,
        ARRAY(SELECT o.node FROM s0.online AS o WHERE o.box_id = c.box_id)
    FROM copy AS c
    UNION ALL
    SELECT
        k.item::int, m.box_id, m.msg_id, m.pts, m.reply_to, m.shared_id, true,
        ARRAY(SELECT o.node FROM s0.online AS o WHERE o.box_id = m.box_id)
    FROM known AS k
    INNER JOIN wanted AS w ON k.item = w.item
    INNER JOIN s0.messages AS m ON k.shared_id = m.shared_id AND w.box_id = m.box_id;
END
$$;

CREATE FUNCTION s0.append_messages(p_origin bigint[], p_random bigint[], p_shared bigint[], p_from bigint[], p_date integer[], p_grouped bigint[], p_reply integer[], p_topic integer[], p_layer smallint[], p_kind smallint[], p_silent boolean[], p_content bytea[], p_tokens text[], p_author bigint[], p_item integer[], p_box bigint[], p_peer bigint[], p_out boolean[], p_unread boolean[], p_mentioned boolean[], p_media_unread boolean[]) RETURNS TABLE(item integer, box_id bigint, msg_id integer, pts integer, reply_to integer, shared_id bigint, duplicate boolean, nodes text[])
    LANGUAGE plpgsql
    AS $$
#variable_conflict use_column
BEGIN
    PERFORM s0.lock_boxes(p_box || p_origin);

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
        INNER JOIN s0.messages AS m ON s.origin = m.box_id AND s.random_id = m.random_id
    ),

    fresh AS (
        SELECT
            s.*,
            coalesce(s.shared_id, nextval('s0.shared_ids')) AS shared,
            (
                SELECT r.shared_id FROM s0.messages AS r
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
                SELECT r.msg_id FROM s0.messages AS r
                WHERE r.shared_id = f.reply_shared AND r.box_id = w.box_id
            ) AS reply_to
        FROM wanted AS w
        INNER JOIN fresh AS f ON w.item = f.item
        INNER JOIN s0.boxes AS b ON w.box_id = b.box_id
        WINDOW box AS (PARTITION BY w.box_id ORDER BY w.place)
    ),

    written AS (
        INSERT INTO s0.messages (
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
        UPDATE s0.boxes AS b
        SET pts = n.pts, top_message = n.msg_id, log_n = 0
        FROM (
            SELECT c.box_id, max(c.pts) AS pts, max(c.msg_id) AS msg_id
            FROM copy AS c
            GROUP BY c.box_id
        ) AS n
        WHERE b.box_id = n.box_id
    ),

    listed AS (
        INSERT INTO s0.dialogs AS d (
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
        INSERT INTO s0.update_log (box_id, pts, n, pts_count, date, msg_id, kind, layer)
        SELECT c.box_id, c.pts, 0, 1, c.date, c.msg_id, 1, 0
        FROM copy AS c
    )

    SELECT
        c.item::int, c.box_id, c.msg_id::int, c.pts::int, c.reply_to, c.shared, false,
        ARRAY(SELECT o.node FROM s0.online AS o WHERE o.box_id = c.box_id)
    FROM copy AS c
    UNION ALL
    SELECT
        k.item::int, m.box_id, m.msg_id, m.pts, m.reply_to, m.shared_id, true,
        ARRAY(SELECT o.node FROM s0.online AS o WHERE o.box_id = m.box_id)
    FROM known AS k
    INNER JOIN wanted AS w ON k.item = w.item
    INNER JOIN s0.messages AS m ON k.shared_id = m.shared_id AND w.box_id = m.box_id;
END
$$;

CREATE FUNCTION s0.clear_log(p_before integer, p_boxes integer) RETURNS integer
    LANGUAGE plpgsql
    AS $$
#variable_conflict use_column
DECLARE
    v_boxes bigint[];
BEGIN
    v_boxes := ARRAY(
        SELECT DISTINCT u.box_id FROM s0.update_log AS u
        WHERE u.date < p_before AND u.n = 0
        LIMIT p_boxes
    );
    PERFORM s0.lock_boxes(v_boxes);
    WITH cut AS (
        SELECT u.box_id, max(u.pts) AS pts
        FROM s0.update_log AS u
        WHERE u.box_id = ANY(v_boxes) AND u.date < p_before AND u.n = 0
        GROUP BY u.box_id
    ),

    gone AS (
        DELETE FROM s0.update_log AS u
        USING cut AS c
        WHERE u.box_id = c.box_id AND (u.pts < c.pts OR (u.pts = c.pts AND u.n = 0))
    )

    UPDATE s0.boxes AS b
    SET lowest_pts = c.pts
    FROM cut AS c
    WHERE b.box_id = c.box_id;
    RETURN cardinality(v_boxes);
END
$$;

CREATE FUNCTION s0.count_messages(p_box bigint, p_peer bigint, p_words tsquery, p_from bigint, p_kinds smallint[], p_since integer, p_until integer, p_pinned boolean, p_mentioned boolean, p_reacted boolean, p_topic integer, p_min integer, p_max integer) RETURNS integer
    LANGUAGE plpgsql STABLE
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
BEGIN
    RETURN (
        SELECT count(*) FROM s0.messages AS m
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
                OR (p_topic = 0 AND s0.in_general(m.box_id, m.msg_id, m.topic_id))
            )
            AND m.msg_id > p_min AND m.msg_id < p_max
    );
END
$$;

CREATE FUNCTION s0.count_reply() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO s0.threads AS t (box_id, top_id, replies, last_id)
    VALUES (new.box_id, new.topic_id, 1, new.msg_id)
    ON CONFLICT (box_id, top_id) DO UPDATE SET
        replies = t.replies + 1, last_id = greatest(t.last_id, excluded.last_id);
    RETURN NULL;
END
$$;

CREATE FUNCTION s0.delete_messages(p_box bigint[], p_msg integer[]) RETURNS TABLE(box_id bigint, peer_id bigint, msg_id integer, shared_id bigint, outgoing boolean, pinned boolean)
    LANGUAGE sql
    AS $$
    WITH gone AS (
        DELETE FROM s0.messages AS m
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
        INNER JOIN s0.dialogs AS d ON g.box_id = d.box_id AND g.peer_id = d.peer_id
        GROUP BY g.box_id, g.peer_id
    ),

    counted AS (
        UPDATE s0.dialogs AS d
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
            FROM s0.messages AS m
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

CREATE FUNCTION s0.drop_files() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO s0.dropped_files (file_id) SELECT unnest(main.files_in(old.content));
    RETURN NULL;
END
$$;

CREATE FUNCTION s0.end_thread() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM s0.threads AS t
    WHERE
        t.box_id = old.box_id AND t.top_id = old.msg_id
        AND NOT EXISTS (
            SELECT FROM s0.topics AS o
            WHERE o.box_id = old.box_id AND o.topic_id = old.msg_id
        );
    DELETE FROM s0.post_copies AS p WHERE p.box_id = old.box_id AND p.msg_id = old.msg_id;
    DELETE FROM s0.post_copies AS p WHERE p.post_box = old.box_id AND p.post_id = old.msg_id;
    RETURN NULL;
END
$$;

CREATE TABLE s0.messages (
    box_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    from_id bigint NOT NULL,
    shared_id bigint NOT NULL,
    random_id bigint,
    grouped_id bigint,
    msg_id integer NOT NULL,
    pts integer NOT NULL,
    date integer NOT NULL,
    edit_date integer,
    reply_to integer,
    topic_id integer,
    views integer,
    forwards integer,
    layer smallint NOT NULL,
    media_kind smallint,
    "out" boolean NOT NULL,
    pinned boolean DEFAULT false NOT NULL,
    mentioned boolean DEFAULT false NOT NULL,
    media_unread boolean DEFAULT false NOT NULL,
    silent boolean DEFAULT false NOT NULL,
    counts boolean DEFAULT false NOT NULL,
    reactions_unread boolean DEFAULT false NOT NULL,
    content bytea NOT NULL,
    reactions bytea,
    tokens tsvector,
    author_id bigint
)
WITH (fillfactor='95');

CREATE FUNCTION s0.find_in_boxes(p_viewer bigint, p_boxes bigint[], p_words tsquery, p_kinds smallint[], p_since integer, p_until integer, p_author bigint, p_people boolean, p_groups boolean, p_folder integer, p_date integer, p_last_box bigint, p_last_msg integer, p_limit integer) RETURNS SETOF s0.messages
    LANGUAGE plpgsql STABLE
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
BEGIN
    RETURN QUERY
    SELECT found.*
    FROM unnest(p_boxes) AS w (box_id)
    LEFT JOIN s0.members AS me ON w.box_id = me.peer_id AND me.user_id = p_viewer
    CROSS JOIN LATERAL (
        SELECT m.* FROM s0.messages AS m
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
                            SELECT FROM s0.dialogs AS d
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

CREATE FUNCTION s0.find_messages(p_box bigint, p_peer bigint, p_words tsquery, p_from bigint, p_kinds smallint[], p_since integer, p_until integer, p_pinned boolean, p_mentioned boolean, p_reacted boolean, p_topic integer, p_min integer, p_max integer, p_ascending boolean, p_skip integer, p_limit integer) RETURNS SETOF s0.messages
    LANGUAGE plpgsql STABLE
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
BEGIN
    IF p_ascending THEN
        RETURN QUERY
        SELECT m.* FROM s0.messages AS m
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
                OR (p_topic = 0 AND s0.in_general(m.box_id, m.msg_id, m.topic_id))
            )
            AND m.msg_id > p_min AND m.msg_id < p_max
        ORDER BY m.msg_id ASC
        LIMIT p_limit OFFSET p_skip;
    ELSE
        RETURN QUERY
        SELECT m.* FROM s0.messages AS m
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
                OR (p_topic = 0 AND s0.in_general(m.box_id, m.msg_id, m.topic_id))
            )
            AND m.msg_id > p_min AND m.msg_id < p_max
        ORDER BY m.msg_id DESC
        LIMIT p_limit OFFSET p_skip;
    END IF;
END
$$;

CREATE FUNCTION s0.first_id_since(p_box bigint, p_peer bigint, p_date integer) RETURNS integer
    LANGUAGE plpgsql STABLE
    AS $$
DECLARE
    v_low int := 1;
    v_high int;
    v_middle int;
    v_date int;
BEGIN
    SELECT b.top_message + 1 INTO v_high FROM s0.boxes AS b WHERE b.box_id = p_box;
    WHILE v_low < v_high LOOP
        v_middle := v_low + (v_high - v_low) / 2;
        IF p_peer IS NULL THEN
            SELECT m.date INTO v_date FROM s0.messages AS m
            WHERE m.box_id = p_box AND m.msg_id >= v_middle
            ORDER BY m.msg_id ASC LIMIT 1;
        ELSE
            SELECT m.date INTO v_date FROM s0.messages AS m
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

CREATE FUNCTION s0.in_general(p_box bigint, p_msg integer, p_topic integer) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    SELECT NOT EXISTS (
        SELECT FROM s0.topics AS o
        WHERE o.box_id = p_box AND o.topic_id IN (p_msg, p_topic) AND o.topic_id > 1
    )
$$;

CREATE FUNCTION s0.lock_boxes(p_boxes bigint[]) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO s0.boxes (box_id)
    SELECT DISTINCT wanted.box_id
    FROM unnest(p_boxes) AS wanted (box_id)
    WHERE NOT EXISTS (SELECT FROM s0.boxes AS b WHERE b.box_id = wanted.box_id)
    ORDER BY wanted.box_id
    ON CONFLICT DO NOTHING;

    PERFORM FROM s0.boxes AS b
    WHERE b.box_id = ANY(p_boxes)
    ORDER BY b.box_id
    FOR NO KEY UPDATE;
END
$$;

CREATE FUNCTION s0.mark_reactions(p_box bigint[], p_msg integer[], p_unread boolean) RETURNS TABLE(box_id bigint, peer_id bigint, msg_id integer)
    LANGUAGE sql
    AS $$
    WITH marked AS (
        UPDATE s0.messages AS m
        SET reactions_unread = p_unread
        FROM unnest(p_box, p_msg) AS wanted (box_id, msg_id)
        WHERE
            m.box_id = wanted.box_id AND m.msg_id = wanted.msg_id
            AND m.reactions_unread <> p_unread
        RETURNING m.box_id, m.peer_id, m.msg_id
    ),

    counted AS (
        UPDATE s0.dialogs AS d
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

CREATE FUNCTION s0.newest_in_general(p_box bigint) RETURNS integer
    LANGUAGE sql STABLE
    AS $$
    SELECT m.msg_id
    FROM s0.messages AS m
    WHERE m.box_id = p_box AND s0.in_general(m.box_id, m.msg_id, m.topic_id)
    ORDER BY m.msg_id DESC
    LIMIT 1
$$;

CREATE FUNCTION s0.newest_replies(p_box bigint, p_top integer) RETURNS TABLE(from_id bigint, msg_id integer)
    LANGUAGE sql STABLE
    AS $$
    SELECT m.from_id, m.msg_id
    FROM s0.messages AS m
    WHERE m.box_id = p_box AND m.topic_id = p_top
    ORDER BY m.msg_id DESC
    LIMIT 30
$$;

CREATE FUNCTION s0.open_boxes(p_boxes bigint[]) RETURNS TABLE(box_id bigint, pts integer, log_n integer, nodes text[])
    LANGUAGE plpgsql
    AS $$
#variable_conflict use_column
BEGIN
    PERFORM s0.lock_boxes(p_boxes);
    -- A statement of its own, so it sees what was committed while we waited.
    RETURN QUERY
    SELECT
        b.box_id, b.pts, b.log_n,
        ARRAY(SELECT o.node FROM s0.online AS o WHERE o.box_id = b.box_id)
    FROM s0.boxes AS b
    WHERE b.box_id = ANY(p_boxes);
END
$$;

CREATE FUNCTION s0.read_contents(p_box bigint[], p_msg integer[]) RETURNS TABLE(box_id bigint, peer_id bigint, msg_id integer, shared_id bigint, outgoing boolean)
    LANGUAGE sql
    AS $$
    WITH seen AS (
        UPDATE s0.messages AS m
        SET media_unread = false
        FROM unnest(p_box, p_msg) AS wanted (box_id, msg_id)
        WHERE m.box_id = wanted.box_id AND m.msg_id = wanted.msg_id AND m.media_unread
        RETURNING m.box_id, m.peer_id, m.msg_id, m.shared_id, m.out, m.mentioned
    ),

    counted AS (
        UPDATE s0.dialogs AS d
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

CREATE FUNCTION s0.read_inbox(p_box bigint, p_peer bigint, p_max integer) RETURNS TABLE(read_max integer, unread integer, last_shared bigint)
    LANGUAGE plpgsql
    AS $$
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
    FROM s0.dialogs AS d
    WHERE d.box_id = p_box AND d.peer_id = p_peer;
    IF v_max IS NULL OR v_max <= v_old THEN
        RETURN QUERY SELECT NULL::int, coalesce(v_unread, 0), NULL::bigint;
        RETURN;
    END IF;
    UPDATE s0.dialogs AS d
    SET
        read_inbox_max = v_max,
        unread_count = (
            SELECT count(*) FROM s0.messages AS m
            WHERE m.box_id = p_box AND m.peer_id = p_peer AND m.msg_id > v_max AND m.counts
        )
    WHERE d.box_id = p_box AND d.peer_id = p_peer
    RETURNING d.unread_count INTO v_unread;
    RETURN QUERY
    SELECT
        v_max, v_unread,
        (
            SELECT m.shared_id FROM s0.messages AS m
            WHERE
                m.box_id = p_box AND m.peer_id = p_peer
                AND m.msg_id <= v_max AND m.msg_id > v_old AND NOT m.out
            ORDER BY m.msg_id DESC
            LIMIT 1
        );
END
$$;

CREATE FUNCTION s0.read_outbox(p_box bigint, p_peer bigint, p_shared bigint) RETURNS integer
    LANGUAGE sql
    AS $$
    UPDATE s0.dialogs AS d
    SET read_outbox_max = last.msg_id
    FROM (
        SELECT m.msg_id
        FROM s0.messages AS m
        WHERE m.box_id = p_box AND m.peer_id = p_peer AND m.out AND m.shared_id <= p_shared
        ORDER BY m.msg_id DESC
        LIMIT 1
    ) AS last
    WHERE d.box_id = p_box AND d.peer_id = p_peer AND d.read_outbox_max < last.msg_id
    RETURNING d.read_outbox_max
$$;

CREATE FUNCTION s0.send_secret(p_box bigint, p_chat integer, p_random bigint, p_date bigint, p_service boolean, p_file bytea, p_data bytea, p_most integer) RETURNS TABLE(outcome integer, auth_key_id bigint, qts integer, date bigint, file bytea, nodes text[])
    LANGUAGE plpgsql
    AS $$
#variable_conflict use_column
DECLARE
    v_key bigint;
    v_qts int;
    v_nodes text[];
BEGIN
    SELECT c.auth_key_id INTO v_key
    FROM s0.secret_chats AS c
    WHERE c.box_id = p_box AND c.chat_id = p_chat AND c.state = 1
    FOR SHARE;
    IF v_key IS NULL THEN
        RETURN QUERY SELECT 2, NULL::bigint, 0, p_date, NULL::bytea, '{}'::text[];
        RETURN;
    END IF;

    INSERT INTO s0.secret_devices (box_id, auth_key_id) VALUES (p_box, v_key)
    ON CONFLICT DO NOTHING;
    SELECT d.qts INTO v_qts
    FROM s0.secret_devices AS d
    WHERE d.box_id = p_box AND d.auth_key_id = v_key
    FOR UPDATE;

    -- Statements of their own, so they see what was committed while we waited.
    RETURN QUERY
    SELECT 1, m.auth_key_id, m.qts, m.date, m.file, '{}'::text[]
    FROM s0.secret_messages AS m
    WHERE m.box_id = p_box AND m.chat_id = p_chat AND m.random_id = p_random;
    IF found THEN
        RETURN;
    END IF;
    -- What a device has is always a beginning of the queue, so two numbers tell how much waits.
    IF v_qts - (
        SELECT min(m.qts) FROM s0.secret_messages AS m
        WHERE m.box_id = p_box AND m.auth_key_id = v_key AND m.data IS NOT NULL
    ) + 1 >= p_most THEN
        RETURN QUERY SELECT 3, v_key, v_qts, p_date, NULL::bytea, '{}'::text[];
        RETURN;
    END IF;

    UPDATE s0.secret_devices AS d SET qts = d.qts + 1
    WHERE d.box_id = p_box AND d.auth_key_id = v_key
    RETURNING d.qts INTO v_qts;
    INSERT INTO s0.secret_messages (
        box_id, auth_key_id, random_id, date, qts, chat_id, service, file, data
    )
    VALUES (p_box, v_key, p_random, p_date, v_qts, p_chat, p_service, p_file, p_data);
    v_nodes := ARRAY(SELECT o.node FROM s0.online AS o WHERE o.box_id = p_box);
    RETURN QUERY SELECT 0, v_key, v_qts, p_date, p_file, v_nodes;
END
$$;

CREATE FUNCTION s0.set_mentioned(p_box bigint[], p_msg integer[], p_on boolean) RETURNS TABLE(box_id bigint, msg_id integer)
    LANGUAGE sql
    AS $$
    WITH before AS (
        SELECT m.box_id, m.msg_id, m.mentioned AND m.media_unread AS waits
        FROM unnest(p_box, p_msg) AS wanted (box_id, msg_id)
        INNER JOIN s0.messages AS m
            ON wanted.box_id = m.box_id AND wanted.msg_id = m.msg_id AND m.mentioned <> p_on
    ),

    changed AS (
        UPDATE s0.messages AS m
        SET mentioned = p_on, media_unread = CASE WHEN p_on THEN true ELSE false END
        FROM before AS b
        WHERE m.box_id = b.box_id AND m.msg_id = b.msg_id
        RETURNING m.box_id, m.peer_id, m.msg_id, b.waits
    ),

    counted AS (
        UPDATE s0.dialogs AS d
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

CREATE FUNCTION s0.uncount_reply() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE s0.threads AS t
    SET
        replies = greatest(t.replies - 1, 0),
        last_id = CASE
            WHEN t.last_id <> old.msg_id THEN t.last_id
            ELSE coalesce((
                SELECT max(m.msg_id) FROM s0.messages AS m
                WHERE m.box_id = old.box_id AND m.topic_id = old.topic_id
            ), 0)
        END
    WHERE t.box_id = old.box_id AND t.top_id = old.topic_id;
    RETURN NULL;
END
$$;

CREATE TABLE main.attached_stickers (
    file_id bigint NOT NULL,
    document_ids bigint[] NOT NULL
);

CREATE TABLE main.auth_keys (
    auth_key_id bigint NOT NULL,
    first_salt bigint NOT NULL,
    made_at bigint NOT NULL,
    expires_at bigint,
    perm_key_id bigint,
    dc_id smallint DEFAULT 0 NOT NULL,
    sealed bytea NOT NULL
);

CREATE TABLE main.authorizations (
    auth_key_id bigint NOT NULL,
    user_id bigint,
    pending_user_id bigint,
    parent_key bigint,
    is_bot boolean DEFAULT false NOT NULL,
    hash bigint NOT NULL,
    layer integer DEFAULT 0 NOT NULL,
    api_id integer DEFAULT 0 NOT NULL,
    device_model text DEFAULT ''::text NOT NULL,
    system_version text DEFAULT ''::text NOT NULL,
    app_version text DEFAULT ''::text NOT NULL,
    system_lang_code text DEFAULT ''::text NOT NULL,
    lang_pack text DEFAULT ''::text NOT NULL,
    lang_code text DEFAULT ''::text NOT NULL,
    ip text DEFAULT ''::text NOT NULL,
    created_at bigint NOT NULL,
    active_at bigint NOT NULL,
    confirmed boolean DEFAULT true NOT NULL,
    secret_chats_off boolean DEFAULT false NOT NULL,
    calls_off boolean DEFAULT false NOT NULL
);

CREATE TABLE main.blocks (
    user_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    stories boolean DEFAULT false NOT NULL,
    date bigint NOT NULL
);

CREATE TABLE main.bot_commands (
    bot_id bigint NOT NULL,
    scope text NOT NULL,
    lang text NOT NULL,
    commands bytea NOT NULL
);

CREATE UNLOGGED TABLE main.bot_queries (
    query_id bigint NOT NULL,
    bot_id bigint NOT NULL,
    user_id bigint NOT NULL,
    node text NOT NULL,
    expires_at integer NOT NULL,
    words text,
    asked_from bytea
);

CREATE TABLE main.bot_texts (
    bot_id bigint NOT NULL,
    lang text NOT NULL,
    name text NOT NULL,
    about text NOT NULL,
    description text NOT NULL
);

CREATE TABLE main.bots (
    bot_id bigint NOT NULL,
    owner_id bigint NOT NULL,
    nonce bytea NOT NULL,
    created_at bigint NOT NULL,
    menu_button bytea,
    group_rights bytea,
    channel_rights bytea,
    inline_feedback smallint DEFAULT 0 NOT NULL
);

CREATE SEQUENCE main.channel_ids
    START WITH 2000000001
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE main.chatlist_joins (
    user_id bigint NOT NULL,
    folder_id integer NOT NULL,
    slug text NOT NULL,
    came bigint[] NOT NULL,
    hidden bigint[] NOT NULL
);

CREATE TABLE main.chatlists (
    user_id bigint NOT NULL,
    folder_id integer NOT NULL,
    date integer NOT NULL,
    slug text NOT NULL,
    title text NOT NULL,
    peers bigint[] NOT NULL
);

CREATE TABLE main.contacts (
    user_id bigint NOT NULL,
    contact_id bigint NOT NULL,
    phone text DEFAULT ''::text NOT NULL,
    first_name text NOT NULL,
    last_name text DEFAULT ''::text NOT NULL,
    close_friend boolean DEFAULT false NOT NULL,
    note bytea,
    added_at bigint NOT NULL,
    photo bytea
);

CREATE TABLE main.doomed_blobs (
    key text NOT NULL,
    due_at bigint NOT NULL,
    deleted_at bigint
);

CREATE TABLE main.dropped_files (
    file_id bigint NOT NULL
);

CREATE TABLE main.ended_logins (
    number bigint NOT NULL,
    auth_key_id bigint NOT NULL,
    ended_at bigint NOT NULL
);

ALTER TABLE main.ended_logins ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME main.ended_logins_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE main.father_talks (
    user_id bigint NOT NULL,
    step text NOT NULL,
    bot_id bigint,
    name text DEFAULT ''::text NOT NULL
);

CREATE TABLE main.featured_sets (
    set_id bigint NOT NULL,
    featured_at bigint NOT NULL
);

CREATE TABLE main.file_checks (
    file_id bigint NOT NULL,
    due_at bigint NOT NULL
);

CREATE SEQUENCE main.file_ids
    START WITH 1000001
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE main.files (
    file_id bigint DEFAULT nextval('main.file_ids'::regclass) NOT NULL,
    owner_id bigint NOT NULL,
    created_at bigint NOT NULL,
    value bytea NOT NULL,
    sizes text[] NOT NULL,
    keys text[] NOT NULL,
    lengths bigint[] NOT NULL,
    sha256 bytea,
    gone_at bigint
);

CREATE SEQUENCE main.group_ids
    START WITH 500000001
    INCREMENT BY 1
    NO MINVALUE
    MAXVALUE 1271266956
    CACHE 1;

CREATE TABLE main.history_ttl (
    user_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    period integer NOT NULL
);

CREATE UNLOGGED TABLE main.inline_answers (
    query_id bigint NOT NULL,
    bot_id bigint NOT NULL,
    user_id bigint NOT NULL,
    asked_from bytea NOT NULL,
    words text NOT NULL,
    answer bytea NOT NULL,
    fresh_until integer NOT NULL,
    kept_until integer NOT NULL
);

CREATE TABLE main.invite_hashes (
    hash text NOT NULL,
    peer_id bigint NOT NULL
);

CREATE UNLOGGED TABLE main.limits (
    key text NOT NULL,
    window_end bigint NOT NULL,
    used integer NOT NULL
);

CREATE TABLE main.login_codes (
    phone text NOT NULL,
    code text NOT NULL,
    code_hash text NOT NULL,
    purpose text NOT NULL,
    auth_key_id bigint NOT NULL,
    created_at bigint NOT NULL,
    sends integer DEFAULT 1 NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    verified_by bigint
);

CREATE UNLOGGED TABLE main.login_tokens (
    token bytea NOT NULL,
    auth_key_id bigint NOT NULL,
    expires_at bigint NOT NULL,
    user_id bigint
);

CREATE TABLE main.migrations (
    number integer NOT NULL,
    schema text NOT NULL,
    name text NOT NULL,
    digest text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE UNLOGGED TABLE main.passkey_challenges (
    challenge bytea NOT NULL,
    auth_key_id bigint NOT NULL,
    user_id bigint,
    expires_at bigint NOT NULL
);

CREATE TABLE main.passkeys (
    credential_id bytea NOT NULL,
    user_id bigint NOT NULL,
    public_key bytea NOT NULL,
    sign_count bigint NOT NULL,
    name text NOT NULL,
    created_at bigint NOT NULL,
    used_at bigint
);

CREATE TABLE main.passwords (
    user_id bigint NOT NULL,
    salt1 bytea NOT NULL,
    salt2 bytea NOT NULL,
    verifier bytea NOT NULL,
    hint text DEFAULT ''::text NOT NULL,
    changed_at bigint NOT NULL,
    email text DEFAULT ''::text NOT NULL
);

CREATE TABLE main.pending_emails (
    user_id bigint NOT NULL,
    email text NOT NULL,
    code text NOT NULL,
    created_at bigint NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    salt1 bytea,
    salt2 bytea,
    verifier bytea,
    hint text DEFAULT ''::text NOT NULL
);

CREATE TABLE main.pending_resets (
    user_id bigint NOT NULL,
    kind text NOT NULL,
    due_at bigint NOT NULL,
    hash text DEFAULT ''::text NOT NULL
);

CREATE TABLE main.phonebook (
    user_id bigint NOT NULL,
    phone text NOT NULL,
    first_name text NOT NULL,
    last_name text DEFAULT ''::text NOT NULL,
    added_at bigint NOT NULL
);

CREATE TABLE main.phones (
    phone text NOT NULL,
    user_id bigint NOT NULL
);

CREATE TABLE main.poll_news (
    poll_id bigint NOT NULL
);

CREATE TABLE main.poll_options (
    poll_id bigint NOT NULL,
    option bytea NOT NULL,
    voters integer DEFAULT 0 NOT NULL
)
WITH (fillfactor='50');

CREATE TABLE main.poll_places (
    poll_id bigint NOT NULL,
    box_id bigint NOT NULL
);

CREATE TABLE main.poll_tallies (
    poll_id bigint NOT NULL,
    voters integer DEFAULT 0 NOT NULL
)
WITH (fillfactor='50');

CREATE TABLE main.poll_unread (
    creator_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    poll_id bigint NOT NULL,
    msg_id integer NOT NULL,
    votes integer NOT NULL
);

CREATE TABLE main.poll_votes (
    poll_id bigint NOT NULL,
    voter_id bigint NOT NULL,
    date integer NOT NULL,
    option bytea NOT NULL
);

CREATE TABLE main.polls (
    poll_id bigint NOT NULL,
    creator_id bigint NOT NULL,
    owner_peer bigint,
    created_at integer NOT NULL,
    look_at integer NOT NULL,
    closes_at integer,
    owner_msg integer,
    closed boolean NOT NULL,
    final boolean NOT NULL,
    public boolean NOT NULL,
    poll bytea NOT NULL,
    key bytea NOT NULL
);

CREATE TABLE main.preferences (
    user_id bigint NOT NULL,
    name text NOT NULL,
    value bytea NOT NULL
);

CREATE UNLOGGED TABLE main.presence (
    user_id bigint NOT NULL,
    online_until bigint NOT NULL,
    last_seen bigint NOT NULL
);

CREATE TABLE main.privacy (
    user_id bigint NOT NULL,
    key text NOT NULL,
    rules bytea NOT NULL
);

CREATE TABLE main.profile_photos (
    user_id bigint NOT NULL,
    file_id bigint NOT NULL,
    date bigint NOT NULL
);

CREATE TABLE main.rating_resets (
    user_id bigint NOT NULL,
    category text NOT NULL,
    peer_id bigint NOT NULL,
    date bigint NOT NULL
);

CREATE TABLE main.recovery_codes (
    user_id bigint NOT NULL,
    code text NOT NULL,
    created_at bigint NOT NULL,
    attempts integer DEFAULT 0 NOT NULL
);

CREATE TABLE main.reports (
    report_id bigint NOT NULL,
    reporter_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    subject text NOT NULL,
    ids bigint[] NOT NULL,
    reason text NOT NULL,
    comment text NOT NULL,
    text text NOT NULL,
    date bigint NOT NULL,
    closed_at bigint
);

ALTER TABLE main.reports ALTER COLUMN report_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME main.reports_report_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE UNLOGGED TABLE main.srp_challenges (
    srp_id bigint NOT NULL,
    user_id bigint NOT NULL,
    secret bytea NOT NULL,
    public bytea NOT NULL,
    created_at bigint NOT NULL
);

CREATE SEQUENCE main.sticker_set_ids
    START WITH 10000000001
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE main.sticker_set_names (
    name text NOT NULL,
    set_id bigint NOT NULL
);

CREATE TABLE main.sticker_sets (
    set_id bigint NOT NULL,
    owner_id bigint NOT NULL,
    maker_id bigint NOT NULL,
    created_at bigint NOT NULL,
    cover_id bigint,
    thumb_file_id bigint,
    thumb_document_id bigint,
    version integer DEFAULT 1 NOT NULL,
    stickers integer DEFAULT 0 NOT NULL,
    thumb_side integer DEFAULT 0 NOT NULL,
    thumb_size integer DEFAULT 0 NOT NULL,
    thumb_version integer DEFAULT 0 NOT NULL,
    kind smallint NOT NULL,
    text_color boolean NOT NULL,
    short_name text NOT NULL,
    title text NOT NULL,
    thumb_type text DEFAULT ''::text NOT NULL,
    mime_types text[] DEFAULT '{}'::text[] NOT NULL,
    tokens tsvector NOT NULL
);

CREATE TABLE main.stickers (
    set_id bigint NOT NULL,
    document_id bigint NOT NULL,
    "position" integer NOT NULL,
    kind smallint NOT NULL,
    mime_type text NOT NULL,
    emoji text[] NOT NULL,
    keywords text[] NOT NULL,
    found_by text[] NOT NULL,
    mask bytea
);

CREATE TABLE main.stories (
    peer_id bigint NOT NULL,
    from_id bigint,
    random_id bigint NOT NULL,
    fwd_peer bigint,
    story_id integer NOT NULL,
    fwd_story integer,
    date integer NOT NULL,
    expire_date integer NOT NULL,
    views integer DEFAULT 0 NOT NULL,
    forwards integer DEFAULT 0 NOT NULL,
    reactions integer DEFAULT 0 NOT NULL,
    changes integer DEFAULT 0 NOT NULL,
    pinned boolean NOT NULL,
    noforwards boolean NOT NULL,
    edited boolean DEFAULT false NOT NULL,
    archived boolean DEFAULT false NOT NULL,
    albums integer[] DEFAULT '{}'::integer[] NOT NULL,
    rules bytea NOT NULL,
    content bytea NOT NULL
)
WITH (fillfactor='80');

CREATE TABLE main.story_albums (
    peer_id bigint NOT NULL,
    album_id integer NOT NULL,
    "position" integer NOT NULL,
    title text NOT NULL,
    stories integer[] NOT NULL
);

CREATE TABLE main.story_hidden (
    viewer_id bigint NOT NULL,
    peer_id bigint NOT NULL
);

CREATE TABLE main.story_peers (
    peer_id bigint NOT NULL,
    last_id integer DEFAULT 0 NOT NULL,
    active_until integer DEFAULT 0 NOT NULL,
    last_album integer DEFAULT 0 NOT NULL,
    pinned_to_top integer[] DEFAULT '{}'::integer[] NOT NULL
);

CREATE TABLE main.story_reactions (
    peer_id bigint NOT NULL,
    story_id integer NOT NULL,
    count integer NOT NULL,
    reaction bytea NOT NULL
);

CREATE TABLE main.story_reads (
    viewer_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    max_id integer NOT NULL
);

CREATE TABLE main.story_tags (
    tag text NOT NULL,
    peer_id bigint NOT NULL,
    story_id integer NOT NULL,
    date integer NOT NULL
);

CREATE TABLE main.story_views (
    peer_id bigint NOT NULL,
    viewer_id bigint NOT NULL,
    story_id integer NOT NULL,
    date integer NOT NULL,
    reaction bytea
);

CREATE TABLE main.takeouts (
    user_id bigint NOT NULL,
    takeout_id bigint NOT NULL,
    auth_key_id bigint NOT NULL,
    started_at bigint NOT NULL
);

CREATE SEQUENCE main.user_ids
    START WITH 1000001
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE main.usernames (
    name text NOT NULL,
    peer_id bigint NOT NULL,
    shown text NOT NULL
);

CREATE TABLE main.users (
    user_id bigint DEFAULT nextval('main.user_ids'::regclass) NOT NULL,
    phone text,
    first_name text NOT NULL,
    last_name text DEFAULT ''::text NOT NULL,
    username text,
    about text DEFAULT ''::text NOT NULL,
    photo bytea,
    birthday bytea,
    emoji_status bytea,
    is_bot boolean DEFAULT false NOT NULL,
    verified boolean DEFAULT false NOT NULL,
    support boolean DEFAULT false NOT NULL,
    deleted boolean DEFAULT false NOT NULL,
    lang text DEFAULT ''::text NOT NULL,
    ttl_days integer DEFAULT 365 NOT NULL,
    global_privacy bytea,
    created_at bigint NOT NULL,
    fallback_photo bytea,
    archives_strangers boolean DEFAULT false NOT NULL,
    color bytea,
    profile_color bytea,
    session_ttl_days integer,
    active_at bigint DEFAULT 0 NOT NULL,
    bot_modes smallint DEFAULT 0 NOT NULL,
    inline_placeholder text
);

CREATE SEQUENCE main.web_page_ids
    START WITH 1000001
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE main.web_page_waits (
    page_id bigint NOT NULL,
    box_id bigint NOT NULL,
    random_id bigint NOT NULL,
    created_at bigint NOT NULL
);

CREATE TABLE main.web_pages (
    page_id bigint DEFAULT nextval('main.web_page_ids'::regclass) NOT NULL,
    url text NOT NULL,
    created_at bigint NOT NULL,
    fetched_at bigint,
    value bytea
);

CREATE UNLOGGED TABLE main.web_views (
    query_id bigint NOT NULL,
    bot_id bigint NOT NULL,
    user_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    reply_to integer,
    topic_id integer,
    send_as bigint,
    silent boolean NOT NULL,
    kept_until integer NOT NULL
);

CREATE TABLE s0.admin_log (
    peer_id bigint NOT NULL,
    event_id bigint NOT NULL,
    user_id bigint NOT NULL,
    date integer NOT NULL,
    kind smallint NOT NULL,
    tokens tsvector,
    content bytea NOT NULL
);

CREATE SEQUENCE s0.admin_log_ids
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE s0.bot_cursors (
    bot_id bigint NOT NULL,
    box_id bigint NOT NULL,
    pts integer NOT NULL,
    n integer NOT NULL
);

CREATE TABLE s0.bot_queues (
    bot_id bigint NOT NULL,
    next_id bigint NOT NULL,
    allowed text[],
    webhook bytea,
    error text,
    error_at integer,
    node text,
    node_until integer DEFAULT 0 NOT NULL
);

CREATE TABLE s0.bot_updates (
    bot_id bigint NOT NULL,
    update_id bigint NOT NULL,
    date integer NOT NULL,
    body bytea NOT NULL
);

CREATE TABLE s0.boxes (
    box_id bigint NOT NULL,
    pts integer DEFAULT 1 NOT NULL,
    top_message integer DEFAULT 0 NOT NULL,
    qts integer DEFAULT 2 NOT NULL,
    log_n integer DEFAULT 0 NOT NULL,
    lowest_pts integer DEFAULT 1 NOT NULL
)
WITH (fillfactor='50');

CREATE TABLE s0.channel_days (
    box_id bigint NOT NULL,
    day integer NOT NULL,
    views integer DEFAULT 0 NOT NULL,
    shares integer DEFAULT 0 NOT NULL,
    came integer DEFAULT 0 NOT NULL,
    gone integer DEFAULT 0 NOT NULL
)
WITH (fillfactor='80');

CREATE TABLE s0.chat_choices (
    box_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    send_as bigint,
    as_messages boolean DEFAULT false NOT NULL
);

CREATE TABLE s0.chats (
    peer_id bigint NOT NULL,
    creator_id bigint NOT NULL,
    migrated_to bigint,
    migrated_from bigint,
    linked_id bigint,
    photo_id bigint,
    read_by bigint DEFAULT 0 NOT NULL,
    created_at integer NOT NULL,
    members integer DEFAULT 0 NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    default_ban integer DEFAULT 0 NOT NULL,
    migrated_max integer,
    slowmode_s integer DEFAULT 0 NOT NULL,
    reactions_limit integer,
    ttl_period integer,
    read_max integer DEFAULT 0 NOT NULL,
    read_second integer DEFAULT 0 NOT NULL,
    kind smallint NOT NULL,
    deleted boolean DEFAULT false NOT NULL,
    noforwards boolean DEFAULT false NOT NULL,
    signatures boolean DEFAULT false NOT NULL,
    profiles boolean DEFAULT false NOT NULL,
    prehistory_hidden boolean DEFAULT false NOT NULL,
    forum boolean DEFAULT false NOT NULL,
    join_to_send boolean DEFAULT false NOT NULL,
    join_request boolean DEFAULT false NOT NULL,
    members_hidden boolean DEFAULT false NOT NULL,
    antispam boolean DEFAULT false NOT NULL,
    title text NOT NULL,
    about text DEFAULT ''::text NOT NULL,
    username text,
    photo bytea,
    reactions bytea,
    stickers_id bigint,
    emoji_stickers_id bigint,
    color bytea,
    profile_color bytea,
    emoji_status bytea,
    requests integer DEFAULT 0 NOT NULL,
    stories_until integer DEFAULT 0 NOT NULL,
    main_tab bytea
)
WITH (fillfactor='70');

CREATE TABLE s0.dialogs (
    box_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    top_message integer,
    top_date integer DEFAULT 0 NOT NULL,
    messages integer DEFAULT 0 NOT NULL,
    read_inbox_max integer DEFAULT 0 NOT NULL,
    read_outbox_max integer DEFAULT 0 NOT NULL,
    unread_count integer DEFAULT 0 NOT NULL,
    unread_mentions integer DEFAULT 0 NOT NULL,
    unread_reactions integer DEFAULT 0 NOT NULL,
    folder_id smallint DEFAULT 0 NOT NULL,
    pinned_order integer,
    ttl_period integer,
    draft_date integer,
    unread_mark boolean DEFAULT false NOT NULL,
    draft bytea,
    notify bytea
)
WITH (fillfactor='70');

CREATE TABLE s0.dropped_files (
    file_id bigint NOT NULL
);

CREATE TABLE s0.ended_chats (
    peer_id bigint NOT NULL,
    ended_at integer NOT NULL
);

CREATE TABLE s0.expiring (
    box_id bigint NOT NULL,
    msg_id integer NOT NULL,
    expires_at integer NOT NULL
);

CREATE TABLE s0.featured_seen (
    box_id bigint NOT NULL,
    set_id bigint NOT NULL
);

CREATE TABLE s0.group_reads (
    peer_id bigint NOT NULL,
    user_id bigint NOT NULL,
    shared_id bigint NOT NULL,
    date integer NOT NULL
);

CREATE TABLE s0.heirs (
    peer_id bigint NOT NULL,
    owner_id bigint NOT NULL,
    heir_id bigint NOT NULL,
    due_at integer NOT NULL
);

CREATE TABLE s0.installed_sets (
    box_id bigint NOT NULL,
    set_id bigint NOT NULL,
    rank integer NOT NULL,
    installed_at integer NOT NULL,
    kind smallint NOT NULL,
    archived boolean NOT NULL
);

CREATE TABLE s0.invite_joins (
    peer_id bigint NOT NULL,
    user_id bigint NOT NULL,
    approved_by bigint DEFAULT 0 NOT NULL,
    date integer NOT NULL,
    hash text NOT NULL
);

CREATE TABLE s0.invites (
    peer_id bigint NOT NULL,
    admin_id bigint NOT NULL,
    date integer NOT NULL,
    start_date integer,
    expire_date integer,
    usage_limit integer,
    usage integer DEFAULT 0 NOT NULL,
    requested integer DEFAULT 0 NOT NULL,
    permanent boolean NOT NULL,
    request_needed boolean NOT NULL,
    revoked boolean DEFAULT false NOT NULL,
    hash text NOT NULL,
    title text
);

CREATE TABLE s0.join_requests (
    peer_id bigint NOT NULL,
    user_id bigint NOT NULL,
    date integer NOT NULL,
    hash text NOT NULL
);

CREATE TABLE s0.kept_documents (
    box_id bigint NOT NULL,
    document_id bigint NOT NULL,
    rank integer NOT NULL,
    date integer NOT NULL,
    list smallint NOT NULL
);

CREATE TABLE s0.left_chats (
    box_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    date integer NOT NULL
);

CREATE TABLE s0.marks (
    box_id bigint NOT NULL,
    user_id bigint NOT NULL,
    msg_id integer NOT NULL,
    kind smallint NOT NULL,
    seen boolean DEFAULT false NOT NULL
);

CREATE TABLE s0.member_names (
    peer_id bigint NOT NULL,
    user_id bigint NOT NULL,
    word text NOT NULL COLLATE pg_catalog."C"
);

CREATE TABLE s0.members (
    peer_id bigint NOT NULL,
    user_id bigint NOT NULL,
    inviter_id bigint DEFAULT 0 NOT NULL,
    promoted_by bigint DEFAULT 0 NOT NULL,
    banned_by bigint DEFAULT 0 NOT NULL,
    date integer NOT NULL,
    admin integer DEFAULT 0 NOT NULL,
    ban integer DEFAULT 0 NOT NULL,
    until integer DEFAULT 2147483647 NOT NULL,
    min_id integer DEFAULT 0 NOT NULL,
    read_max integer DEFAULT 0 NOT NULL,
    last_sent integer DEFAULT 0 NOT NULL,
    role smallint NOT NULL,
    joined boolean NOT NULL,
    via_request boolean DEFAULT false NOT NULL,
    rank text DEFAULT ''::text NOT NULL,
    is_bot boolean DEFAULT false NOT NULL
)
WITH (fillfactor='80');

CREATE TABLE s0.memberships (
    box_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    date integer NOT NULL
);

CREATE UNLOGGED TABLE s0.online (
    box_id bigint NOT NULL,
    node text NOT NULL
);

CREATE TABLE s0.outbox_reads (
    box_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    max_id integer NOT NULL,
    date integer NOT NULL
);

CREATE TABLE s0.post_copies (
    post_box bigint NOT NULL,
    box_id bigint NOT NULL,
    post_id integer NOT NULL,
    msg_id integer NOT NULL,
    top_id integer NOT NULL
);

CREATE TABLE s0.public_titles (
    peer_id bigint NOT NULL,
    tokens tsvector NOT NULL
);

CREATE TABLE s0.reactions (
    box_id bigint NOT NULL,
    user_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    msg_id integer NOT NULL,
    date integer NOT NULL,
    big boolean NOT NULL,
    reaction bytea NOT NULL
);

CREATE TABLE s0.scheduled (
    box_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    random_id bigint NOT NULL,
    msg_id integer NOT NULL,
    date integer NOT NULL,
    content bytea NOT NULL
);

CREATE TABLE s0.scheduled_ids (
    box_id bigint NOT NULL,
    last_id integer NOT NULL
);

CREATE TABLE s0.secret_chats (
    box_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    auth_key_id bigint,
    key_fingerprint bigint DEFAULT 0 NOT NULL,
    created_at bigint NOT NULL,
    changed_at bigint NOT NULL,
    told_at bigint NOT NULL,
    answered_at bigint,
    read_at bigint,
    chat_id integer NOT NULL,
    read_max integer DEFAULT 0 NOT NULL,
    state smallint DEFAULT 0 NOT NULL,
    folder_id smallint DEFAULT 0 NOT NULL,
    is_admin boolean NOT NULL,
    history_deleted boolean DEFAULT false NOT NULL,
    g_a bytea NOT NULL,
    g_b bytea
);

CREATE TABLE s0.secret_devices (
    box_id bigint NOT NULL,
    auth_key_id bigint NOT NULL,
    qts integer DEFAULT 2 NOT NULL
);

CREATE TABLE s0.secret_messages (
    box_id bigint NOT NULL,
    auth_key_id bigint NOT NULL,
    random_id bigint NOT NULL,
    date bigint NOT NULL,
    qts integer NOT NULL,
    chat_id integer NOT NULL,
    service boolean NOT NULL,
    file bytea,
    data bytea
);

CREATE SEQUENCE s0.shared_ids
    START WITH 1
    INCREMENT BY 4096
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE s0.thread_reads (
    box_id bigint NOT NULL,
    user_id bigint NOT NULL,
    top_id integer NOT NULL,
    read_max integer NOT NULL
)
WITH (fillfactor='80');

CREATE TABLE s0.threads (
    box_id bigint NOT NULL,
    read_by bigint DEFAULT 0 NOT NULL,
    top_id integer NOT NULL,
    replies integer DEFAULT 0 NOT NULL,
    last_id integer DEFAULT 0 NOT NULL,
    read_max integer DEFAULT 0 NOT NULL,
    read_second integer DEFAULT 0 NOT NULL
)
WITH (fillfactor='70');

CREATE TABLE s0.topic_settings (
    box_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    topic_id integer NOT NULL,
    draft_date integer,
    draft bytea,
    notify bytea
);

CREATE TABLE s0.topics (
    box_id bigint NOT NULL,
    creator_id bigint NOT NULL,
    from_id bigint NOT NULL,
    emoji_id bigint,
    topic_id integer NOT NULL,
    date integer NOT NULL,
    color integer NOT NULL,
    pinned_order integer,
    closed boolean DEFAULT false NOT NULL,
    hidden boolean DEFAULT false NOT NULL,
    title text NOT NULL
);

CREATE TABLE s0.update_log (
    box_id bigint NOT NULL,
    pts integer NOT NULL,
    n integer NOT NULL,
    pts_count integer NOT NULL,
    date integer NOT NULL,
    msg_id integer,
    kind smallint NOT NULL,
    layer smallint NOT NULL,
    update bytea
);

ALTER TABLE ONLY main.attached_stickers
    ADD CONSTRAINT attached_stickers_pkey PRIMARY KEY (file_id);

ALTER TABLE ONLY main.auth_keys
    ADD CONSTRAINT auth_keys_pkey PRIMARY KEY (auth_key_id);

ALTER TABLE ONLY main.authorizations
    ADD CONSTRAINT authorizations_pkey PRIMARY KEY (auth_key_id);

ALTER TABLE ONLY main.blocks
    ADD CONSTRAINT blocks_pkey PRIMARY KEY (user_id, peer_id, stories);

ALTER TABLE ONLY main.bot_commands
    ADD CONSTRAINT bot_commands_pkey PRIMARY KEY (bot_id, scope, lang);

ALTER TABLE ONLY main.bot_queries
    ADD CONSTRAINT bot_queries_pkey PRIMARY KEY (query_id);

ALTER TABLE ONLY main.bot_texts
    ADD CONSTRAINT bot_texts_pkey PRIMARY KEY (bot_id, lang);

ALTER TABLE ONLY main.bots
    ADD CONSTRAINT bots_pkey PRIMARY KEY (bot_id);

ALTER TABLE ONLY main.chatlist_joins
    ADD CONSTRAINT chatlist_joins_pkey PRIMARY KEY (user_id, folder_id);

ALTER TABLE ONLY main.chatlist_joins
    ADD CONSTRAINT chatlist_joins_user_id_slug_key UNIQUE (user_id, slug);

ALTER TABLE ONLY main.chatlists
    ADD CONSTRAINT chatlists_pkey PRIMARY KEY (slug);

ALTER TABLE ONLY main.contacts
    ADD CONSTRAINT contacts_pkey PRIMARY KEY (user_id, contact_id);

ALTER TABLE ONLY main.doomed_blobs
    ADD CONSTRAINT doomed_blobs_pkey PRIMARY KEY (key);

ALTER TABLE ONLY main.ended_logins
    ADD CONSTRAINT ended_logins_pkey PRIMARY KEY (number);

ALTER TABLE ONLY main.father_talks
    ADD CONSTRAINT father_talks_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY main.featured_sets
    ADD CONSTRAINT featured_sets_pkey PRIMARY KEY (set_id);

ALTER TABLE ONLY main.file_checks
    ADD CONSTRAINT file_checks_pkey PRIMARY KEY (file_id);

ALTER TABLE ONLY main.files
    ADD CONSTRAINT files_pkey PRIMARY KEY (file_id);

ALTER TABLE ONLY main.history_ttl
    ADD CONSTRAINT history_ttl_pkey PRIMARY KEY (user_id, peer_id);

ALTER TABLE ONLY main.inline_answers
    ADD CONSTRAINT inline_answers_pkey PRIMARY KEY (query_id);

ALTER TABLE ONLY main.invite_hashes
    ADD CONSTRAINT invite_hashes_pkey PRIMARY KEY (hash);

ALTER TABLE ONLY main.limits
    ADD CONSTRAINT limits_pkey PRIMARY KEY (key);

ALTER TABLE ONLY main.login_codes
    ADD CONSTRAINT login_codes_pkey PRIMARY KEY (phone);

ALTER TABLE ONLY main.login_tokens
    ADD CONSTRAINT login_tokens_pkey PRIMARY KEY (token);

ALTER TABLE ONLY main.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (number, schema);

ALTER TABLE ONLY main.passkey_challenges
    ADD CONSTRAINT passkey_challenges_pkey PRIMARY KEY (challenge);

ALTER TABLE ONLY main.passkeys
    ADD CONSTRAINT passkeys_pkey PRIMARY KEY (credential_id);

ALTER TABLE ONLY main.passwords
    ADD CONSTRAINT passwords_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY main.pending_emails
    ADD CONSTRAINT pending_emails_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY main.pending_resets
    ADD CONSTRAINT pending_resets_pkey PRIMARY KEY (user_id, kind);

ALTER TABLE ONLY main.phonebook
    ADD CONSTRAINT phonebook_pkey PRIMARY KEY (user_id, phone);

ALTER TABLE ONLY main.phones
    ADD CONSTRAINT phones_pkey PRIMARY KEY (phone);

ALTER TABLE ONLY main.poll_news
    ADD CONSTRAINT poll_news_pkey PRIMARY KEY (poll_id);

ALTER TABLE ONLY main.poll_options
    ADD CONSTRAINT poll_options_pkey PRIMARY KEY (poll_id, option);

ALTER TABLE ONLY main.poll_places
    ADD CONSTRAINT poll_places_pkey PRIMARY KEY (poll_id, box_id);

ALTER TABLE ONLY main.poll_tallies
    ADD CONSTRAINT poll_tallies_pkey PRIMARY KEY (poll_id);

ALTER TABLE ONLY main.poll_unread
    ADD CONSTRAINT poll_unread_pkey PRIMARY KEY (creator_id, peer_id, poll_id);

ALTER TABLE ONLY main.poll_votes
    ADD CONSTRAINT poll_votes_pkey PRIMARY KEY (poll_id, voter_id, option);

ALTER TABLE ONLY main.polls
    ADD CONSTRAINT polls_pkey PRIMARY KEY (poll_id);

ALTER TABLE ONLY main.preferences
    ADD CONSTRAINT preferences_pkey PRIMARY KEY (user_id, name);

ALTER TABLE ONLY main.presence
    ADD CONSTRAINT presence_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY main.privacy
    ADD CONSTRAINT privacy_pkey PRIMARY KEY (user_id, key);

ALTER TABLE ONLY main.profile_photos
    ADD CONSTRAINT profile_photos_pkey PRIMARY KEY (user_id, file_id);

ALTER TABLE ONLY main.rating_resets
    ADD CONSTRAINT rating_resets_pkey PRIMARY KEY (user_id, category, peer_id);

ALTER TABLE ONLY main.recovery_codes
    ADD CONSTRAINT recovery_codes_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY main.reports
    ADD CONSTRAINT reports_pkey PRIMARY KEY (report_id);

ALTER TABLE ONLY main.srp_challenges
    ADD CONSTRAINT srp_challenges_pkey PRIMARY KEY (srp_id);

ALTER TABLE ONLY main.sticker_set_names
    ADD CONSTRAINT sticker_set_names_pkey PRIMARY KEY (name);

ALTER TABLE ONLY main.sticker_sets
    ADD CONSTRAINT sticker_sets_pkey PRIMARY KEY (set_id);

ALTER TABLE ONLY main.stickers
    ADD CONSTRAINT stickers_pkey PRIMARY KEY (set_id, document_id);

ALTER TABLE ONLY main.stories
    ADD CONSTRAINT stories_pkey PRIMARY KEY (peer_id, story_id);

ALTER TABLE ONLY main.story_albums
    ADD CONSTRAINT story_albums_pkey PRIMARY KEY (peer_id, album_id);

ALTER TABLE ONLY main.story_hidden
    ADD CONSTRAINT story_hidden_pkey PRIMARY KEY (viewer_id, peer_id);

ALTER TABLE ONLY main.story_peers
    ADD CONSTRAINT story_peers_pkey PRIMARY KEY (peer_id);

ALTER TABLE ONLY main.story_reactions
    ADD CONSTRAINT story_reactions_pkey PRIMARY KEY (peer_id, story_id, reaction);

ALTER TABLE ONLY main.story_reads
    ADD CONSTRAINT story_reads_pkey PRIMARY KEY (viewer_id, peer_id);

ALTER TABLE ONLY main.story_tags
    ADD CONSTRAINT story_tags_pkey PRIMARY KEY (tag, peer_id, story_id);

ALTER TABLE ONLY main.story_views
    ADD CONSTRAINT story_views_pkey PRIMARY KEY (peer_id, story_id, viewer_id);

ALTER TABLE ONLY main.takeouts
    ADD CONSTRAINT takeouts_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY main.usernames
    ADD CONSTRAINT usernames_pkey PRIMARY KEY (name);

ALTER TABLE ONLY main.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY main.web_page_waits
    ADD CONSTRAINT web_page_waits_pkey PRIMARY KEY (page_id, box_id, random_id);

ALTER TABLE ONLY main.web_pages
    ADD CONSTRAINT web_pages_pkey PRIMARY KEY (page_id);

ALTER TABLE ONLY main.web_views
    ADD CONSTRAINT web_views_pkey PRIMARY KEY (query_id);

ALTER TABLE ONLY s0.admin_log
    ADD CONSTRAINT admin_log_pkey PRIMARY KEY (peer_id, event_id);

ALTER TABLE ONLY s0.bot_cursors
    ADD CONSTRAINT bot_cursors_pkey PRIMARY KEY (bot_id, box_id);

ALTER TABLE ONLY s0.bot_queues
    ADD CONSTRAINT bot_queues_pkey PRIMARY KEY (bot_id);

ALTER TABLE ONLY s0.bot_updates
    ADD CONSTRAINT bot_updates_pkey PRIMARY KEY (bot_id, update_id);

ALTER TABLE ONLY s0.boxes
    ADD CONSTRAINT boxes_pkey PRIMARY KEY (box_id);

ALTER TABLE ONLY s0.channel_days
    ADD CONSTRAINT channel_days_pkey PRIMARY KEY (box_id, day);

ALTER TABLE ONLY s0.chat_choices
    ADD CONSTRAINT chat_choices_pkey PRIMARY KEY (box_id, peer_id);

ALTER TABLE ONLY s0.chats
    ADD CONSTRAINT chats_pkey PRIMARY KEY (peer_id);

ALTER TABLE ONLY s0.dialogs
    ADD CONSTRAINT dialogs_pkey PRIMARY KEY (box_id, peer_id);

ALTER TABLE ONLY s0.ended_chats
    ADD CONSTRAINT ended_chats_pkey PRIMARY KEY (peer_id);

ALTER TABLE ONLY s0.expiring
    ADD CONSTRAINT expiring_pkey PRIMARY KEY (box_id, msg_id);

ALTER TABLE ONLY s0.featured_seen
    ADD CONSTRAINT featured_seen_pkey PRIMARY KEY (box_id, set_id);

ALTER TABLE ONLY s0.group_reads
    ADD CONSTRAINT group_reads_pkey PRIMARY KEY (peer_id, user_id, shared_id);

ALTER TABLE ONLY s0.heirs
    ADD CONSTRAINT heirs_pkey PRIMARY KEY (peer_id);

ALTER TABLE ONLY s0.installed_sets
    ADD CONSTRAINT installed_sets_pkey PRIMARY KEY (box_id, set_id);

ALTER TABLE ONLY s0.invite_joins
    ADD CONSTRAINT invite_joins_pkey PRIMARY KEY (peer_id, user_id);

ALTER TABLE ONLY s0.invites
    ADD CONSTRAINT invites_pkey PRIMARY KEY (peer_id, hash);

ALTER TABLE ONLY s0.join_requests
    ADD CONSTRAINT join_requests_pkey PRIMARY KEY (peer_id, user_id);

ALTER TABLE ONLY s0.kept_documents
    ADD CONSTRAINT kept_documents_pkey PRIMARY KEY (box_id, list, document_id);

ALTER TABLE ONLY s0.left_chats
    ADD CONSTRAINT left_chats_pkey PRIMARY KEY (box_id, peer_id);

ALTER TABLE ONLY s0.marks
    ADD CONSTRAINT marks_pkey PRIMARY KEY (box_id, user_id, kind, msg_id);

ALTER TABLE ONLY s0.member_names
    ADD CONSTRAINT member_names_pkey PRIMARY KEY (peer_id, word, user_id);

ALTER TABLE ONLY s0.members
    ADD CONSTRAINT members_pkey PRIMARY KEY (peer_id, user_id);

ALTER TABLE ONLY s0.memberships
    ADD CONSTRAINT memberships_pkey PRIMARY KEY (box_id, peer_id);

ALTER TABLE ONLY s0.messages
    ADD CONSTRAINT messages_pkey PRIMARY KEY (box_id, msg_id);

ALTER TABLE ONLY s0.online
    ADD CONSTRAINT online_pkey PRIMARY KEY (box_id, node);

ALTER TABLE ONLY s0.outbox_reads
    ADD CONSTRAINT outbox_reads_pkey PRIMARY KEY (box_id, peer_id, max_id);

ALTER TABLE ONLY s0.post_copies
    ADD CONSTRAINT post_copies_pkey PRIMARY KEY (post_box, post_id);

ALTER TABLE ONLY s0.public_titles
    ADD CONSTRAINT public_titles_pkey PRIMARY KEY (peer_id);

ALTER TABLE ONLY s0.reactions
    ADD CONSTRAINT reactions_pkey PRIMARY KEY (box_id, msg_id, user_id);

ALTER TABLE ONLY s0.scheduled_ids
    ADD CONSTRAINT scheduled_ids_pkey PRIMARY KEY (box_id);

ALTER TABLE ONLY s0.scheduled
    ADD CONSTRAINT scheduled_pkey PRIMARY KEY (box_id, msg_id);

ALTER TABLE ONLY s0.secret_chats
    ADD CONSTRAINT secret_chats_pkey PRIMARY KEY (box_id, chat_id);

ALTER TABLE ONLY s0.secret_devices
    ADD CONSTRAINT secret_devices_pkey PRIMARY KEY (auth_key_id, box_id);

ALTER TABLE ONLY s0.secret_messages
    ADD CONSTRAINT secret_messages_pkey PRIMARY KEY (auth_key_id, box_id, qts);

ALTER TABLE ONLY s0.thread_reads
    ADD CONSTRAINT thread_reads_pkey PRIMARY KEY (box_id, user_id, top_id);

ALTER TABLE ONLY s0.threads
    ADD CONSTRAINT threads_pkey PRIMARY KEY (box_id, top_id);

ALTER TABLE ONLY s0.topic_settings
    ADD CONSTRAINT topic_settings_pkey PRIMARY KEY (box_id, peer_id, topic_id);

ALTER TABLE ONLY s0.topics
    ADD CONSTRAINT topics_pkey PRIMARY KEY (box_id, topic_id);

ALTER TABLE ONLY s0.update_log
    ADD CONSTRAINT update_log_pkey PRIMARY KEY (box_id, pts, n);

CREATE INDEX attached_stickers_documents ON main.attached_stickers USING gin (document_ids);

CREATE INDEX auth_keys_bound ON main.auth_keys USING btree (perm_key_id) WHERE (perm_key_id IS NOT NULL);

CREATE INDEX auth_keys_expiry ON main.auth_keys USING btree (expires_at) WHERE (expires_at IS NOT NULL);

CREATE INDEX authorizations_parent ON main.authorizations USING btree (parent_key) WHERE (parent_key IS NOT NULL);

CREATE INDEX authorizations_user ON main.authorizations USING btree (user_id) WHERE (user_id IS NOT NULL);

CREATE INDEX bot_queries_expire ON main.bot_queries USING btree (expires_at);

CREATE INDEX bots_of_owner ON main.bots USING btree (owner_id, bot_id);

CREATE INDEX chatlists_of_user ON main.chatlists USING btree (user_id, folder_id, date, slug);

CREATE INDEX contacts_photo_files ON main.contacts USING gin (main.files_in(photo)) WHERE main.names_files(photo);

CREATE INDEX contacts_reverse ON main.contacts USING btree (contact_id, user_id);

CREATE INDEX doomed_blobs_due ON main.doomed_blobs USING btree (due_at);

CREATE INDEX file_checks_due ON main.file_checks USING btree (due_at);

CREATE INDEX files_keys ON main.files USING gin (keys);

CREATE INDEX files_sha256 ON main.files USING btree (sha256) WHERE (sha256 IS NOT NULL);

CREATE INDEX inline_answers_asked ON main.inline_answers USING btree (bot_id, asked_from, user_id, fresh_until);

CREATE INDEX inline_answers_kept ON main.inline_answers USING btree (kept_until);

CREATE INDEX login_tokens_key ON main.login_tokens USING btree (auth_key_id);

CREATE INDEX passkeys_user ON main.passkeys USING btree (user_id);

CREATE INDEX pending_resets_due ON main.pending_resets USING btree (due_at);

CREATE INDEX pending_resets_hash ON main.pending_resets USING btree (hash);

CREATE INDEX phonebook_reverse ON main.phonebook USING btree (phone);

CREATE INDEX poll_votes_date ON main.poll_votes USING btree (poll_id, date, voter_id);

CREATE INDEX poll_votes_option ON main.poll_votes USING btree (poll_id, option, date, voter_id);

CREATE INDEX polls_due ON main.polls USING btree (closes_at) WHERE ((closes_at IS NOT NULL) AND (NOT closed));

CREATE INDEX polls_look ON main.polls USING btree (look_at);

CREATE INDEX reports_open ON main.reports USING btree (report_id) WHERE (closed_at IS NULL);

CREATE INDEX srp_challenges_user ON main.srp_challenges USING btree (user_id);

CREATE INDEX sticker_sets_owner ON main.sticker_sets USING btree (owner_id, set_id);

CREATE INDEX sticker_sets_thumb ON main.sticker_sets USING btree (thumb_file_id) WHERE (thumb_file_id IS NOT NULL);

CREATE INDEX sticker_sets_tokens ON main.sticker_sets USING gin (tokens);

CREATE INDEX stickers_document ON main.stickers USING btree (document_id);

CREATE INDEX stickers_found_by ON main.stickers USING gin (found_by);

CREATE INDEX stories_active ON main.stories USING btree (peer_id, story_id) WHERE (NOT archived);

CREATE INDEX stories_expire ON main.stories USING btree (expire_date) WHERE (NOT archived);

CREATE INDEX stories_pinned ON main.stories USING btree (peer_id, story_id) WHERE pinned;

CREATE UNIQUE INDEX stories_random ON main.stories USING btree (peer_id, random_id);

CREATE INDEX stories_repeats ON main.stories USING btree (fwd_peer, fwd_story, story_id) WHERE (fwd_peer IS NOT NULL);

CREATE INDEX story_tags_order ON main.story_tags USING btree (tag, date, peer_id, story_id);

CREATE INDEX story_tags_story ON main.story_tags USING btree (peer_id, story_id);

CREATE INDEX story_views_date ON main.story_views USING brin (date);

CREATE INDEX story_views_order ON main.story_views USING btree (peer_id, story_id, date, viewer_id);

CREATE INDEX usernames_prefix ON main.usernames USING btree (name text_pattern_ops);

CREATE INDEX users_fallback_files ON main.users USING gin (main.files_in(fallback_photo)) WHERE main.names_files(fallback_photo);

CREATE INDEX web_page_waits_age ON main.web_page_waits USING btree (created_at);

CREATE INDEX web_pages_age ON main.web_pages USING btree (created_at);

CREATE INDEX web_pages_url ON main.web_pages USING btree (url, page_id);

CREATE INDEX web_views_kept ON main.web_views USING btree (kept_until);

CREATE INDEX admin_log_age ON s0.admin_log USING btree (date);

CREATE INDEX admin_log_files ON s0.admin_log USING gin (main.files_in(content)) WHERE main.names_files(content);

CREATE INDEX admin_log_kinds ON s0.admin_log USING btree (peer_id, kind, event_id DESC);

CREATE INDEX bot_updates_date ON s0.bot_updates USING brin (date);

CREATE INDEX dialogs_draft_files ON s0.dialogs USING gin (main.files_in(draft)) WHERE main.names_files(draft);

CREATE INDEX dialogs_order ON s0.dialogs USING btree (box_id, folder_id, top_date DESC, top_message DESC, peer_id DESC) WHERE (top_message IS NOT NULL);

CREATE INDEX expiring_at ON s0.expiring USING btree (expires_at);

CREATE INDEX group_reads_date ON s0.group_reads USING btree (date);

CREATE INDEX heirs_due ON s0.heirs USING btree (due_at);

CREATE INDEX invite_joins_listed ON s0.invite_joins USING btree (peer_id, hash, date DESC, user_id DESC);

CREATE INDEX invites_listed ON s0.invites USING btree (peer_id, admin_id, revoked, date DESC, hash DESC);

CREATE UNIQUE INDEX invites_permanent ON s0.invites USING btree (peer_id, admin_id) WHERE (permanent AND (NOT revoked));

CREATE INDEX join_requests_listed ON s0.join_requests USING btree (peer_id, date DESC, user_id DESC);

CREATE INDEX join_requests_of_link ON s0.join_requests USING btree (peer_id, hash, date DESC, user_id DESC);

CREATE INDEX kept_documents_document ON s0.kept_documents USING btree (document_id);

CREATE INDEX kept_documents_order ON s0.kept_documents USING btree (box_id, list, rank);

CREATE INDEX marks_message ON s0.marks USING btree (box_id, msg_id);

CREATE INDEX marks_unseen ON s0.marks USING btree (box_id, user_id, kind, msg_id) WHERE (NOT seen);

CREATE INDEX member_names_member ON s0.member_names USING btree (peer_id, user_id);

CREATE INDEX members_bots ON s0.members USING btree (peer_id, date DESC, user_id) WHERE is_bot;

CREATE INDEX members_recent ON s0.members USING btree (peer_id, date DESC, user_id) WHERE joined;

CREATE INDEX members_special ON s0.members USING btree (peer_id, role, date) WHERE (role <> 1);

CREATE INDEX messages_author ON s0.messages USING btree (box_id, author_id, msg_id) WHERE (author_id IS NOT NULL);

CREATE INDEX messages_files ON s0.messages USING gin (main.files_in(content)) WHERE main.names_files(content);

CREATE INDEX messages_media ON s0.messages USING btree (box_id, peer_id, media_kind, msg_id) WHERE (media_kind IS NOT NULL);

CREATE INDEX messages_mentioned ON s0.messages USING btree (box_id, peer_id, msg_id) WHERE (mentioned AND media_unread);

CREATE INDEX messages_peer ON s0.messages USING btree (box_id, peer_id, msg_id);

CREATE INDEX messages_pinned ON s0.messages USING btree (box_id, peer_id, msg_id) WHERE pinned;

CREATE UNIQUE INDEX messages_random ON s0.messages USING btree (box_id, random_id) WHERE (random_id IS NOT NULL);

CREATE INDEX messages_reacted ON s0.messages USING btree (box_id, peer_id, msg_id) WHERE reactions_unread;

CREATE UNIQUE INDEX messages_shared ON s0.messages USING btree (shared_id, box_id);

CREATE INDEX messages_tokens ON s0.messages USING gin (box_id, tokens);

CREATE INDEX messages_topic ON s0.messages USING btree (box_id, topic_id, msg_id) WHERE (topic_id IS NOT NULL);

CREATE INDEX messages_with_reactions ON s0.messages USING btree (box_id, peer_id, msg_id) WHERE (reactions IS NOT NULL);

CREATE INDEX online_node ON s0.online USING btree (node);

CREATE INDEX outbox_reads_date ON s0.outbox_reads USING brin (date);

CREATE UNIQUE INDEX post_copies_copy ON s0.post_copies USING btree (box_id, msg_id);

CREATE INDEX public_titles_tokens ON s0.public_titles USING gin (tokens);

CREATE INDEX reactions_kind ON s0.reactions USING btree (box_id, msg_id, reaction, date DESC, user_id DESC);

CREATE INDEX reactions_newest ON s0.reactions USING btree (box_id, msg_id, date DESC, user_id DESC);

CREATE INDEX reactions_user ON s0.reactions USING btree (box_id, user_id, msg_id DESC);

CREATE INDEX scheduled_date ON s0.scheduled USING btree (date);

CREATE INDEX scheduled_files ON s0.scheduled USING gin (main.files_in(content)) WHERE main.names_files(content);

CREATE INDEX scheduled_peer ON s0.scheduled USING btree (box_id, peer_id);

CREATE UNIQUE INDEX scheduled_random ON s0.scheduled USING btree (box_id, random_id);

CREATE INDEX secret_chats_key ON s0.secret_chats USING btree (auth_key_id, box_id) WHERE ((auth_key_id IS NOT NULL) AND (state < 2));

CREATE INDEX secret_chats_over ON s0.secret_chats USING btree (changed_at) WHERE (state = 2);

CREATE INDEX secret_chats_told ON s0.secret_chats USING btree (box_id, told_at);

CREATE UNIQUE INDEX secret_messages_random ON s0.secret_messages USING btree (box_id, chat_id, random_id);

CREATE INDEX secret_messages_taken ON s0.secret_messages USING btree (date) WHERE (data IS NULL);

CREATE INDEX secret_messages_waiting ON s0.secret_messages USING btree (auth_key_id, box_id, qts) WHERE (data IS NOT NULL);

CREATE INDEX update_log_date ON s0.update_log USING brin (date);

CREATE TRIGGER files_expected BEFORE INSERT ON main.files FOR EACH ROW EXECUTE FUNCTION main.expect_file();

CREATE TRIGGER profile_photos_dropped AFTER DELETE ON main.profile_photos FOR EACH ROW EXECUTE FUNCTION main.drop_profile_photo();

CREATE TRIGGER admin_log_dropped AFTER DELETE ON s0.admin_log FOR EACH ROW WHEN (main.names_files(old.content)) EXECUTE FUNCTION s0.drop_files();

CREATE TRIGGER messages_changed AFTER UPDATE OF content ON s0.messages FOR EACH ROW WHEN (((old.content IS DISTINCT FROM new.content) AND main.names_files(old.content))) EXECUTE FUNCTION s0.drop_files();

CREATE TRIGGER messages_dropped AFTER DELETE ON s0.messages FOR EACH ROW WHEN (main.names_files(old.content)) EXECUTE FUNCTION s0.drop_files();

CREATE TRIGGER messages_reply AFTER INSERT ON s0.messages FOR EACH ROW WHEN ((new.topic_id IS NOT NULL)) EXECUTE FUNCTION s0.count_reply();

CREATE TRIGGER messages_reply_gone AFTER DELETE ON s0.messages FOR EACH ROW WHEN ((old.topic_id IS NOT NULL)) EXECUTE FUNCTION s0.uncount_reply();

CREATE TRIGGER messages_thread_gone AFTER DELETE ON s0.messages FOR EACH ROW WHEN ((old.author_id IS NOT NULL)) EXECUTE FUNCTION s0.end_thread();

CREATE TRIGGER scheduled_dropped AFTER DELETE ON s0.scheduled FOR EACH ROW WHEN (main.names_files(old.content)) EXECUTE FUNCTION s0.drop_files();

ALTER TABLE ONLY main.bot_commands
    ADD CONSTRAINT bot_commands_bot_id_fkey FOREIGN KEY (bot_id) REFERENCES main.bots(bot_id) ON DELETE CASCADE;

ALTER TABLE ONLY main.bot_texts
    ADD CONSTRAINT bot_texts_bot_id_fkey FOREIGN KEY (bot_id) REFERENCES main.bots(bot_id) ON DELETE CASCADE;

ALTER TABLE ONLY main.bots
    ADD CONSTRAINT bots_bot_id_fkey FOREIGN KEY (bot_id) REFERENCES main.users(user_id) ON DELETE CASCADE;

ALTER TABLE ONLY s0.member_names
    ADD CONSTRAINT member_names_peer_id_user_id_fkey FOREIGN KEY (peer_id, user_id) REFERENCES s0.members(peer_id, user_id) ON DELETE CASCADE;
