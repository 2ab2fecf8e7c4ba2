-- Bots: who made them, and what their tokens are made from. ended_logins: keys that a command of
-- the operator's logged out, for the server to hear of it; rows go after a while.
CREATE TABLE main.bots (
    bot_id bigint PRIMARY KEY REFERENCES main.users (user_id) ON DELETE CASCADE,
    owner_id bigint NOT NULL,
    nonce bytea NOT NULL,
    created_at bigint NOT NULL
);
CREATE INDEX bots_of_owner ON main.bots (owner_id, bot_id);

CREATE TABLE main.ended_logins (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    auth_key_id bigint NOT NULL,
    ended_at bigint NOT NULL
);
