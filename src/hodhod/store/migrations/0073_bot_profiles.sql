-- What bots say of themselves: commands by scope and language, texts by language, the button beside
-- the field where people write (TL botMenuButton), rights they ask for (TL chatAdminRights).
ALTER TABLE main.bots ADD COLUMN menu_button bytea;
ALTER TABLE main.bots ADD COLUMN group_rights bytea;
ALTER TABLE main.bots ADD COLUMN channel_rights bytea;

-- scope: as `domain/bot_scope.py` names it. commands: TL botInfo with nothing but these.
CREATE TABLE main.bot_commands (
    bot_id bigint NOT NULL REFERENCES main.bots (bot_id) ON DELETE CASCADE,
    scope text NOT NULL,
    lang text NOT NULL,
    commands bytea NOT NULL,
    PRIMARY KEY (bot_id, scope, lang)
);

CREATE TABLE main.bot_texts (
    bot_id bigint NOT NULL REFERENCES main.bots (bot_id) ON DELETE CASCADE,
    lang text NOT NULL,
    name text NOT NULL,
    about text NOT NULL,
    description text NOT NULL,
    PRIMARY KEY (bot_id, lang)
);
