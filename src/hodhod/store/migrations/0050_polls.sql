-- Polls: each is kept once, whatever number of messages show it. What a vote changes is apart from
-- what the poll says, so that a vote writes small rows.

-- poll: the TL poll as its creator made it and as it is now, without what depends on the viewer.
-- key: TL pollResults with what is not for everybody: which answers are right, and why.
-- final: a vote cannot be changed. public: who voted can be seen. owner_peer, owner_msg: where its
-- creator reads it, null until it has been sent. look_at: when it is next looked whether a message
-- shows it still.
CREATE TABLE main.polls (
    poll_id bigint PRIMARY KEY,
    creator_id bigint NOT NULL,
    owner_peer bigint,
    created_at int NOT NULL,
    look_at int NOT NULL,
    closes_at int,
    owner_msg int,
    closed boolean NOT NULL,
    final boolean NOT NULL,
    public boolean NOT NULL,
    poll bytea NOT NULL,
    key bytea NOT NULL
);
CREATE INDEX polls_due ON main.polls (closes_at) WHERE closes_at IS NOT NULL AND NOT closed;
CREATE INDEX polls_look ON main.polls (look_at);

-- How many people voted. Its row lock orders everything that happens to the poll.
CREATE TABLE main.poll_tallies (
    poll_id bigint PRIMARY KEY,
    voters int NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

CREATE TABLE main.poll_options (
    poll_id bigint NOT NULL,
    option bytea NOT NULL,
    voters int NOT NULL DEFAULT 0,
    PRIMARY KEY (poll_id, option)
) WITH (fillfactor = 50);

-- A row a choice. All choices of one voter have the date of the last vote.
CREATE TABLE main.poll_votes (
    poll_id bigint NOT NULL,
    voter_id bigint NOT NULL,
    date int NOT NULL,
    option bytea NOT NULL,
    PRIMARY KEY (poll_id, voter_id, option)
);
CREATE INDEX poll_votes_option ON main.poll_votes (poll_id, option, date, voter_id);
CREATE INDEX poll_votes_date ON main.poll_votes (poll_id, date, voter_id);

-- Whom the poll was sent to: boxes of people, and channels.
CREATE TABLE main.poll_places (
    poll_id bigint NOT NULL,
    box_id bigint NOT NULL,
    PRIMARY KEY (poll_id, box_id)
);

-- Votes in public polls that the creator has not seen yet.
CREATE TABLE main.poll_unread (
    creator_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    poll_id bigint NOT NULL,
    msg_id int NOT NULL,
    votes int NOT NULL,
    PRIMARY KEY (creator_id, peer_id, poll_id)
);

-- Polls that many have, of whose votes they are told by the timer.
CREATE TABLE main.poll_news (
    poll_id bigint PRIMARY KEY
);

-- Cast votes, many at once; no two of one voter in one poll. The first arrays have an element a
-- vote, the others an element a choice: p_item is the vote it is of, counted from 1. A vote without
-- choices takes back what the voter said before.
--
-- outcome: 0 done, 1 the poll is closed or not there, 2 the vote before was final, 3 there is no
-- such option, 4 it was so before.
CREATE FUNCTION main.cast_votes(
    p_poll bigint[], p_voter bigint[], p_news boolean[], p_item int[], p_option bytea[], p_now int
) RETURNS TABLE (item int, outcome int)
LANGUAGE plpgsql AS $$
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

-- Take an option away with the votes for it; returns whether it was there. The poll is locked.
CREATE FUNCTION main.drop_poll_option(p_poll bigint, p_option bytea) RETURNS boolean
LANGUAGE plpgsql AS $$
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
