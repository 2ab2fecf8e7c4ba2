-- Inline bots: asked by their names anywhere. modes: as `domain/bot_mode.py` numbers them.
-- inline_placeholder: shown to whoever writes such a name; NULL where a bot is not asked so.
ALTER TABLE main.users ADD COLUMN bot_modes smallint NOT NULL DEFAULT 0;
ALTER TABLE main.users ADD COLUMN inline_placeholder text;

-- inline_feedback: of a hundred results that were sent, of how many the bot hears.
ALTER TABLE main.bots ADD COLUMN inline_feedback smallint NOT NULL DEFAULT 0;

-- words: what was written behind the bot's name; NULL for a pressed button. asked_from: whose
-- answer it may be, see main.inline_answers.
ALTER TABLE main.bot_queries ADD COLUMN words text;
ALTER TABLE main.bot_queries ADD COLUMN asked_from bytea;

-- What bots have offered. asked_from: what was asked, and where, as a hash. user_id: who may be
-- offered it again, 0 for everybody. answer: TL messages.botResults. Lost in a crash, as what
-- people are writing is.
CREATE UNLOGGED TABLE main.inline_answers (
    query_id bigint PRIMARY KEY,
    bot_id bigint NOT NULL,
    user_id bigint NOT NULL,
    asked_from bytea NOT NULL,
    words text NOT NULL,
    answer bytea NOT NULL,
    fresh_until int NOT NULL,
    kept_until int NOT NULL
);
CREATE INDEX inline_answers_asked ON main.inline_answers (bot_id, asked_from, user_id, fresh_until);
CREATE INDEX inline_answers_kept ON main.inline_answers (kept_until);
