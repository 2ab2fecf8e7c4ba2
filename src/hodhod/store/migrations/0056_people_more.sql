-- What people decide about themselves beyond their names, and what is kept for the operator.

-- archives_strangers: what is first heard from people whom one does not know is archived and muted.
-- color, profile_color: TL peerColor. session_ttl_days: null means the operator's choice.
-- active_at: the last sign of life that a login left behind when it ended.
ALTER TABLE main.users
ADD COLUMN archives_strangers boolean NOT NULL DEFAULT false,
ADD COLUMN color bytea,
ADD COLUMN profile_color bytea,
ADD COLUMN session_ttl_days int,
ADD COLUMN active_at bigint NOT NULL DEFAULT 0;
UPDATE main.users SET active_at = extract(EPOCH FROM now());

-- confirmed: its owner said so, or nobody objected for a while.
ALTER TABLE main.authorizations
ADD COLUMN confirmed boolean NOT NULL DEFAULT true,
ADD COLUMN secret_chats_off boolean NOT NULL DEFAULT false,
ADD COLUMN calls_off boolean NOT NULL DEFAULT false;

-- Where a forgotten password may be reset from; it is there once its owner has confirmed it.
ALTER TABLE main.passwords ADD COLUMN email text NOT NULL DEFAULT '';

-- An address that waits for its code, with the password that takes effect then, if a new one does.
CREATE TABLE main.pending_emails (
    user_id bigint PRIMARY KEY,
    email text NOT NULL,
    code text NOT NULL,
    created_at bigint NOT NULL,
    attempts int NOT NULL DEFAULT 0,
    salt1 bytea,
    salt2 bytea,
    verifier bytea,
    hint text NOT NULL DEFAULT ''
);

-- The code that was sent to somebody's address to let them in without their password.
CREATE TABLE main.recovery_codes (
    user_id bigint PRIMARY KEY,
    code text NOT NULL,
    created_at bigint NOT NULL,
    attempts int NOT NULL DEFAULT 0
);

-- What happens to an account unless somebody objects: "password" is taken away, "account" is gone.
-- hash: names it in the link by which it is stopped.
CREATE TABLE main.pending_resets (
    user_id bigint NOT NULL,
    kind text NOT NULL,
    due_at bigint NOT NULL,
    hash text NOT NULL DEFAULT '',
    PRIMARY KEY (user_id, kind)
);
CREATE INDEX pending_resets_hash ON main.pending_resets (hash);
CREATE INDEX pending_resets_due ON main.pending_resets (due_at);

-- Since when the rating of a frequent partner counts anew.
CREATE TABLE main.rating_resets (
    user_id bigint NOT NULL,
    category text NOT NULL,
    peer_id bigint NOT NULL,
    date bigint NOT NULL,
    PRIMARY KEY (user_id, category, peer_id)
);

-- What people reported, for the operator. peer_id: the chat. subject: "peer", "photo", "messages",
-- "spam" or "reaction". text: what was reported, as it was then. comment: what the reporter said.
CREATE TABLE main.reports (
    report_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    reporter_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    subject text NOT NULL,
    ids bigint[] NOT NULL,
    reason text NOT NULL,
    comment text NOT NULL,
    text text NOT NULL,
    date bigint NOT NULL,
    closed_at bigint
);
CREATE INDEX reports_open ON main.reports (report_id) WHERE closed_at IS NULL;

-- Exports of one's own data under way: what was asked for, and the only one at a time.
CREATE TABLE main.takeouts (
    user_id bigint PRIMARY KEY,
    takeout_id bigint NOT NULL,
    auth_key_id bigint NOT NULL,
    started_at bigint NOT NULL
);

-- Keys by which people sign in without a code. public_key: COSE.
CREATE TABLE main.passkeys (
    credential_id bytea PRIMARY KEY,
    user_id bigint NOT NULL,
    public_key bytea NOT NULL,
    sign_count bigint NOT NULL,
    name text NOT NULL,
    created_at bigint NOT NULL,
    used_at bigint
);
CREATE INDEX passkeys_user ON main.passkeys (user_id);

-- What a passkey has to sign: good once and briefly. user_id is null at a login.
CREATE UNLOGGED TABLE main.passkey_challenges (
    challenge bytea PRIMARY KEY,
    auth_key_id bigint NOT NULL,
    user_id bigint,
    expires_at bigint NOT NULL
);
