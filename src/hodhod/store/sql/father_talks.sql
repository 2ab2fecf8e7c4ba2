-- name: put_father_talk
-- What somebody tells the bot that makes bots next.
INSERT INTO main.father_talks (user_id, step, bot_id, name)
VALUES ($1, $2, $3, $4)
ON CONFLICT (user_id)
DO UPDATE SET step = excluded.step, bot_id = excluded.bot_id, name = excluded.name;

-- name: father_talk
-- Where a talk is.
SELECT step, bot_id, name
FROM main.father_talks
WHERE user_id = $1;

-- name: end_father_talk
-- Nothing is waited for any more.
DELETE FROM main.father_talks
WHERE user_id = $1;

-- name: insert_known_bot
-- The account of a bot that the server itself speaks for. Does nothing when it is there.
INSERT INTO main.users (user_id, first_name, last_name, is_bot, verified, created_at)
VALUES ($1, $2, '', true, true, $3)
ON CONFLICT (user_id) DO NOTHING
RETURNING user_id;
