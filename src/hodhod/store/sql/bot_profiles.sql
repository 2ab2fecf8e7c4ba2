-- name: put_bot_commands
-- The commands of a bot for those of a scope, in a language.
INSERT INTO main.bot_commands (bot_id, scope, lang, commands)
VALUES ($1, $2, $3, $4)
ON CONFLICT (bot_id, scope, lang) DO UPDATE SET commands = excluded.commands;

-- name: drop_bot_commands
-- No commands of their own for those of a scope, in a language.
DELETE FROM main.bot_commands
WHERE bot_id = $1 AND scope = $2 AND lang = $3;

-- name: count_bot_commands
-- How many lists of commands a bot has.
SELECT count(*) FROM main.bot_commands
WHERE bot_id = $1;

-- name: bot_commands
-- The commands of bots for any of some scopes, in any of some languages.
SELECT bot_id, scope, lang, commands
FROM main.bot_commands
WHERE bot_id = ANY($1::bigint[]) AND scope = ANY($2::text[]) AND lang = ANY($3::text[]);

-- name: put_bot_texts
-- What a bot says of itself in a language.
INSERT INTO main.bot_texts (bot_id, lang, name, about, description)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (bot_id, lang)
DO UPDATE SET name = excluded.name, about = excluded.about, description = excluded.description;

-- name: bot_texts
-- What bots say of themselves in any of some languages.
SELECT bot_id, lang, name, about, description
FROM main.bot_texts
WHERE bot_id = ANY($1::bigint[]) AND lang = ANY($2::text[]);

-- name: set_bot_menu_button
-- The button beside the field where people write to a bot.
UPDATE main.bots
SET menu_button = $2
WHERE bot_id = $1;

-- name: set_bot_group_rights
-- The rights that a bot asks for in groups.
UPDATE main.bots
SET group_rights = $2
WHERE bot_id = $1;

-- name: set_bot_channel_rights
-- The rights that a bot asks for in channels.
UPDATE main.bots
SET channel_rights = $2
WHERE bot_id = $1;

-- name: bot_choices
-- What bots have chosen.
SELECT bot_id, menu_button, group_rights, channel_rights
FROM main.bots
WHERE bot_id = ANY($1::bigint[]);
