-- Keys that clients have agreed with the server, sealed with the server's own. expires_at is null
-- for permanent keys; perm_key_id is the permanent key that a temporary one stands for.
CREATE TABLE main.auth_keys (
    auth_key_id bigint PRIMARY KEY,
    first_salt bigint NOT NULL,
    made_at bigint NOT NULL,
    expires_at bigint,
    perm_key_id bigint,
    dc_id smallint NOT NULL DEFAULT 0,
    sealed bytea NOT NULL
);
CREATE INDEX auth_keys_expiry ON main.auth_keys (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX auth_keys_bound ON main.auth_keys (perm_key_id) WHERE perm_key_id IS NOT NULL;
