-- What the bot that makes bots is told next by somebody.
CREATE TABLE main.father_talks (
    user_id bigint PRIMARY KEY,
    step text NOT NULL,
    bot_id bigint,
    name text NOT NULL DEFAULT ''
);
