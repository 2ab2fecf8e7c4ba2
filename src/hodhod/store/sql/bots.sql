-- name: insert_bot
-- Note who made a bot. Locks nothing but its own new row.
INSERT INTO main.bots (bot_id, owner_id, nonce, created_at)
VALUES ($1, $2, $3, $4);

-- name: bot
-- A bot, unless its account was deleted.
SELECT b.bot_id, b.owner_id, b.nonce, b.created_at
FROM main.bots AS b
INNER JOIN main.users AS u ON b.bot_id = u.user_id
WHERE b.bot_id = $1 AND NOT u.deleted;

-- name: bots_of
-- The bots of an owner, the oldest first.
SELECT b.bot_id, b.owner_id, b.nonce, b.created_at
FROM main.bots AS b
INNER JOIN main.users AS u ON b.bot_id = u.user_id
WHERE b.owner_id = $1 AND NOT u.deleted
ORDER BY b.bot_id;

-- name: bots_after
-- A page of all bots, in the order of their ids.
SELECT b.bot_id, b.owner_id, b.nonce, b.created_at
FROM main.bots AS b
INNER JOIN main.users AS u ON b.bot_id = u.user_id
WHERE b.bot_id > $1 AND NOT u.deleted
ORDER BY b.bot_id
LIMIT $2;

-- name: set_bot_nonce
-- Give a bot another token.
UPDATE main.bots
SET nonce = $2
WHERE bot_id = $1;

-- name: note_ended_logins
-- Let the servers know of keys that were logged out beside them.
INSERT INTO main.ended_logins (auth_key_id, ended_at)
SELECT
    key_id,
    $2
FROM unnest($1::bigint[]) AS key_id;

-- name: ended_logins_after
-- What was noted since, in order.
SELECT
    number,
    auth_key_id
FROM main.ended_logins
WHERE number > $1
ORDER BY number
LIMIT $2;

-- name: last_ended_login
-- The newest note, 0 if there is none.
SELECT coalesce(max(number), 0) FROM main.ended_logins;

-- name: forget_ended_logins
-- Notes that every server has read by now.
DELETE FROM main.ended_logins
WHERE ended_at < $1;

-- name: set_bot_modes
-- How a bot behaves.
UPDATE main.users
SET bot_modes = $2
WHERE user_id = $1;

-- name: set_inline_placeholder
-- What is shown to whoever writes a bot's name; nothing where it is not asked so.
UPDATE main.users
SET inline_placeholder = $2
WHERE user_id = $1;

-- name: set_inline_feedback
-- Of how many of a hundred results that were sent a bot hears.
UPDATE main.bots
SET inline_feedback = $2
WHERE bot_id = $1;

-- name: inline_feedback
-- Of how many of a hundred results that were sent a bot hears.
SELECT inline_feedback
FROM main.bots
WHERE bot_id = $1;
