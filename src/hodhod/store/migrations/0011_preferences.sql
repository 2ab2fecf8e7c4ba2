-- Small settings of an account, each a TL value under a name.
CREATE TABLE main.preferences (
    user_id bigint NOT NULL,
    name text NOT NULL,
    value bytea NOT NULL,
    PRIMARY KEY (user_id, name)
);
