-- Signing in: who is behind a key, codes under way, two-step passwords, login by QR, and limits.

-- A permanent key and who it is logged in as. user_id is null before login. pending_user_id gave a
-- right code and owes a password. parent_key is set where the login was carried over from another
-- key of the same client, which lists and resets it.
CREATE TABLE main.authorizations (
    auth_key_id bigint PRIMARY KEY,
    user_id bigint,
    pending_user_id bigint,
    parent_key bigint,
    is_bot boolean NOT NULL DEFAULT false,
    hash bigint NOT NULL,
    layer int NOT NULL DEFAULT 0,
    api_id int NOT NULL DEFAULT 0,
    device_model text NOT NULL DEFAULT '',
    system_version text NOT NULL DEFAULT '',
    app_version text NOT NULL DEFAULT '',
    system_lang_code text NOT NULL DEFAULT '',
    lang_pack text NOT NULL DEFAULT '',
    lang_code text NOT NULL DEFAULT '',
    ip text NOT NULL DEFAULT '',
    created_at bigint NOT NULL,
    active_at bigint NOT NULL
);
CREATE INDEX authorizations_user ON main.authorizations (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX authorizations_parent ON main.authorizations (parent_key)
WHERE parent_key IS NOT NULL;

-- The code that a number waits for. verified_by is the key that entered it rightly and may now
-- make the account.
CREATE TABLE main.login_codes (
    phone text PRIMARY KEY,
    code text NOT NULL,
    code_hash text NOT NULL,
    purpose text NOT NULL,
    auth_key_id bigint NOT NULL,
    created_at bigint NOT NULL,
    sends int NOT NULL DEFAULT 1,
    attempts int NOT NULL DEFAULT 0,
    verified_by bigint
);

CREATE TABLE main.passwords (
    user_id bigint PRIMARY KEY,
    salt1 bytea NOT NULL,
    salt2 bytea NOT NULL,
    verifier bytea NOT NULL,
    hint text NOT NULL DEFAULT '',
    changed_at bigint NOT NULL
);

-- Half an exchange: good once and briefly, so a crash may lose it.
CREATE UNLOGGED TABLE main.srp_challenges (
    srp_id bigint PRIMARY KEY,
    user_id bigint NOT NULL,
    secret bytea NOT NULL,
    public bytea NOT NULL,
    created_at bigint NOT NULL
);
CREATE INDEX srp_challenges_user ON main.srp_challenges (user_id);

CREATE UNLOGGED TABLE main.login_tokens (
    token bytea PRIMARY KEY,
    auth_key_id bigint NOT NULL,
    expires_at bigint NOT NULL,
    user_id bigint
);
CREATE INDEX login_tokens_key ON main.login_tokens (auth_key_id);

-- How often something was done in a window of time.
CREATE UNLOGGED TABLE main.limits (
    key text PRIMARY KEY,
    window_end bigint NOT NULL,
    used int NOT NULL
);
