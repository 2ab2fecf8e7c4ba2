-- name: insert_poll
-- Keep a new poll; one that is there already stays as it is.
WITH made AS (
    INSERT INTO main.polls (
        poll_id, creator_id, created_at, closes_at, closed, final, public, poll, key, look_at
    )
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $3 + $11::int)
    ON CONFLICT DO NOTHING
    RETURNING poll_id
),

tally AS (
    INSERT INTO main.poll_tallies (poll_id)
    SELECT m.poll_id FROM made AS m
)

INSERT INTO main.poll_options (poll_id, option)
SELECT m.poll_id, t.option
FROM made AS m
CROSS JOIN unnest($10::bytea[]) AS t (option);

-- name: place_polls
-- Note whom polls were sent to.
INSERT INTO main.poll_places (poll_id, box_id)
SELECT t.poll_id, t.box_id
FROM unnest($1::bigint[], $2::bigint[]) AS t (poll_id, box_id)
ON CONFLICT DO NOTHING;

-- name: own_polls
-- Note where the creators of polls read them: where they were sent first.
UPDATE main.polls AS p
SET owner_peer = t.peer_id, owner_msg = t.msg_id
FROM
    unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::int[])
        AS t (poll_id, creator_id, peer_id, msg_id)
WHERE p.poll_id = t.poll_id AND p.creator_id = t.creator_id AND p.owner_msg IS NULL;

-- name: poll_places
-- Whom a poll was sent to: so many at most.
SELECT box_id FROM main.poll_places
WHERE poll_id = $1
ORDER BY box_id ASC
LIMIT $2;

-- name: polls_seen
-- Polls as their viewers see them: what they are, the counters, the viewer's own choices and,
-- where it is public, the latest voters of each option. Locks nothing.
SELECT
    asked.item, p.poll_id, p.creator_id, p.owner_peer, p.created_at, p.closes_at, p.closed, p.final,
    p.public, p.poll, p.key, t.voters, counts.options, counts.option_voters,
    ARRAY(
        SELECT v.option FROM main.poll_votes AS v
        WHERE v.poll_id = p.poll_id AND v.voter_id = asked.viewer_id
    ) AS chosen,
    latest.options AS latest_options, latest.voters AS latest_voters,
    EXISTS(
        SELECT FROM main.poll_unread AS u
        WHERE
            u.creator_id = p.creator_id AND u.peer_id = p.owner_peer AND u.poll_id = p.poll_id
            AND u.creator_id = asked.viewer_id
    ) AS unread
FROM unnest($1::bigint[], $2::bigint[]) WITH ORDINALITY AS asked (poll_id, viewer_id, item)
INNER JOIN main.polls AS p ON asked.poll_id = p.poll_id
INNER JOIN main.poll_tallies AS t ON asked.poll_id = t.poll_id
CROSS JOIN
    LATERAL (
        SELECT array_agg(o.option) AS options, array_agg(o.voters) AS option_voters
        FROM main.poll_options AS o
        WHERE o.poll_id = p.poll_id
    ) AS counts
CROSS JOIN LATERAL (
    SELECT
        array_agg(one.option ORDER BY one.date DESC, one.voter_id DESC) AS options,
        array_agg(one.voter_id ORDER BY one.date DESC, one.voter_id DESC) AS voters
    FROM main.poll_options AS o
    CROSS JOIN
        LATERAL (
            SELECT v.option, v.voter_id, v.date FROM main.poll_votes AS v
            WHERE v.poll_id = o.poll_id AND v.option = o.option
            ORDER BY v.date DESC, v.voter_id DESC
            LIMIT 3
        ) AS one
    WHERE o.poll_id = p.poll_id AND p.public
) AS latest;

-- name: cast_votes
-- Cast votes, many at once. Locks the tallies of their polls in order.
SELECT item, outcome
FROM main.cast_votes($1::bigint[], $2::bigint[], $3::boolean[], $4::int[], $5::bytea[], $6::int);

-- name: votes_for
-- Who chose an option, the latest first, those after a place in that order.
SELECT v.voter_id, v.date, ARRAY[v.option] AS options
FROM main.poll_votes AS v
WHERE v.poll_id = $1 AND v.option = $2 AND (v.date, v.voter_id) < ($3::int, $4::bigint)
ORDER BY v.date DESC, v.voter_id DESC
LIMIT $5;

-- name: votes_in
-- Who voted and how, the latest first, those after a place in that order.
SELECT v.voter_id, v.date, array_agg(v.option ORDER BY v.option) AS options
FROM main.poll_votes AS v
WHERE v.poll_id = $1 AND (v.date, v.voter_id) < ($2::int, $3::bigint)
GROUP BY v.date, v.voter_id
ORDER BY v.date DESC, v.voter_id DESC
LIMIT $4;

-- name: lock_poll
-- Lock a poll, so that nobody votes meanwhile.
SELECT poll_id FROM main.poll_tallies
WHERE poll_id = $1
FOR NO KEY UPDATE;

-- name: close_poll
-- Let nobody vote any more; returns the poll if that is new. The poll is locked.
UPDATE main.polls SET closed = true
WHERE poll_id = $1 AND NOT closed
RETURNING poll_id;

-- name: due_polls
-- Polls whose time is over. Locks nothing.
SELECT poll_id FROM main.polls
WHERE closes_at <= $1 AND NOT closed
ORDER BY closes_at ASC
LIMIT $2;

-- name: write_poll
-- Write what a poll says. The poll is locked.
UPDATE main.polls SET poll = $2
WHERE poll_id = $1;

-- name: add_poll_option
-- Add an option. The poll is locked.
INSERT INTO main.poll_options (poll_id, option)
VALUES ($1, $2);

-- name: drop_poll_option
-- Take an option away with the votes for it. The poll is locked.
SELECT main.drop_poll_option($1, $2);

-- name: mark_poll_news
-- Let the timer tell of a poll.
INSERT INTO main.poll_news (poll_id)
VALUES ($1)
ON CONFLICT DO NOTHING;

-- name: take_poll_news
-- Take polls that are to be told of; several nodes get different ones.
DELETE FROM main.poll_news
WHERE
    poll_id IN (
        SELECT n.poll_id FROM main.poll_news AS n
        ORDER BY n.poll_id ASC
        LIMIT $1
        FOR UPDATE SKIP LOCKED
    )
RETURNING poll_id;

-- name: unread_poll_votes
-- How many votes somebody has not seen, by chat.
SELECT peer_id, sum(votes)::int AS votes
FROM main.poll_unread
WHERE creator_id = $1 AND peer_id = ANY($2::bigint[])
GROUP BY peer_id;

-- name: unread_polls
-- Messages of a chat that show polls with votes that their creator has not seen.
SELECT msg_id FROM main.poll_unread
WHERE creator_id = $1 AND peer_id = $2
ORDER BY msg_id DESC
LIMIT $3;

-- name: read_poll_votes
-- Mark the votes in polls of a chat, or of some messages of it, as seen; returns the polls.
DELETE FROM main.poll_unread
WHERE
    creator_id = $1 AND peer_id = $2
    AND ($3::int[] IS NULL OR msg_id = ANY($3::int[]))
RETURNING poll_id;

-- name: drop_polls
-- Forget polls that were never sent.
WITH gone AS (
    DELETE FROM main.polls
    WHERE poll_id = ANY($1::bigint[]) AND owner_msg IS NULL AND creator_id = $2
    RETURNING poll_id
),

tallies AS (
    DELETE FROM main.poll_tallies
    WHERE poll_id IN (SELECT g.poll_id FROM gone AS g)
)

DELETE FROM main.poll_options
WHERE poll_id IN (SELECT g.poll_id FROM gone AS g);

-- name: polls_to_look_at
-- Polls of which it is to be looked whether any message shows them still.
SELECT poll_id FROM main.polls
WHERE look_at <= $1
ORDER BY look_at ASC
LIMIT $2;

-- name: look_at_polls
-- Say when polls are looked at next.
UPDATE main.polls SET look_at = $2
WHERE poll_id = ANY($1::bigint[]);

-- name: places_of_polls
-- Whom polls were sent to: so many of each at most.
WITH placed AS (
    SELECT poll_id, box_id, row_number() OVER (PARTITION BY poll_id) AS n
    FROM main.poll_places
    WHERE poll_id = ANY($1::bigint[])
)

SELECT poll_id, box_id FROM placed
WHERE n <= $2;

-- name: polls_in_boxes
-- Those of some polls that messages of their boxes show, or messages that wait for their time.
-- mark: the poll's id as TL writes it. Kind 11 is a poll.
SELECT DISTINCT p.poll_id
FROM unnest($1::bigint[], $2::bigint[], $3::bytea[]) AS p (poll_id, box_id, mark)
WHERE
    EXISTS (
        SELECT FROM shard.messages AS m
        WHERE m.box_id = p.box_id AND m.media_kind = 11 AND position(p.mark IN m.content) > 0
    )
    OR EXISTS (
        SELECT FROM shard.scheduled AS s
        WHERE s.box_id = p.box_id AND position(p.mark IN s.content) > 0
    );

-- name: forget_polls
-- Forget polls with all that belongs to them.
WITH votes AS (
    DELETE FROM main.poll_votes WHERE poll_id = ANY($1::bigint[])
),

options AS (
    DELETE FROM main.poll_options WHERE poll_id = ANY($1::bigint[])
),

tallies AS (
    DELETE FROM main.poll_tallies WHERE poll_id = ANY($1::bigint[])
),

places AS (
    DELETE FROM main.poll_places WHERE poll_id = ANY($1::bigint[])
),

unread AS (
    DELETE FROM main.poll_unread AS u
    USING main.polls AS p
    WHERE
        p.poll_id = ANY($1::bigint[]) AND u.creator_id = p.creator_id
        AND u.peer_id = p.owner_peer AND u.poll_id = p.poll_id
)

DELETE FROM main.polls
WHERE poll_id = ANY($1::bigint[]);
