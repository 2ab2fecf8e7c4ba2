-- People: accounts, their names, contacts, blocks, privacy and presence.
-- Every table is keyed by the account that owns the row, so that it can be distributed by it.

CREATE SEQUENCE main.user_ids START 1000001;

CREATE TABLE main.users (
    user_id bigint PRIMARY KEY DEFAULT nextval('main.user_ids'),
    phone text,
    first_name text NOT NULL,
    last_name text NOT NULL DEFAULT '',
    username text,
    about text NOT NULL DEFAULT '',
    photo bytea,
    birthday bytea,
    emoji_status bytea,
    is_bot boolean NOT NULL DEFAULT false,
    verified boolean NOT NULL DEFAULT false,
    support boolean NOT NULL DEFAULT false,
    deleted boolean NOT NULL DEFAULT false,
    lang text NOT NULL DEFAULT '',
    ttl_days int NOT NULL DEFAULT 365,
    global_privacy bytea,
    created_at bigint NOT NULL
);

-- phone → user; its own key, so that a number is unique across shards.
CREATE TABLE main.phones (
    phone text PRIMARY KEY,
    user_id bigint NOT NULL
);

-- username (lower case) → peer: users and, with negative numbers, channels.
CREATE TABLE main.usernames (
    name text PRIMARY KEY,
    peer_id bigint NOT NULL,
    shown text NOT NULL
);
CREATE INDEX usernames_prefix ON main.usernames (name text_pattern_ops);

CREATE TABLE main.contacts (
    user_id bigint NOT NULL,
    contact_id bigint NOT NULL,
    phone text NOT NULL DEFAULT '',
    first_name text NOT NULL,
    last_name text NOT NULL DEFAULT '',
    close_friend boolean NOT NULL DEFAULT false,
    note bytea,
    added_at bigint NOT NULL,
    PRIMARY KEY (user_id, contact_id)
);
-- Whom to tell of presence, and who knows a newcomer.
CREATE INDEX contacts_reverse ON main.contacts (contact_id, user_id);

-- Numbers in somebody's address book that have no account yet.
CREATE TABLE main.phonebook (
    user_id bigint NOT NULL,
    phone text NOT NULL,
    first_name text NOT NULL,
    last_name text NOT NULL DEFAULT '',
    added_at bigint NOT NULL,
    PRIMARY KEY (user_id, phone)
);
CREATE INDEX phonebook_reverse ON main.phonebook (phone);

CREATE TABLE main.blocks (
    user_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    stories boolean NOT NULL DEFAULT false,
    date bigint NOT NULL,
    PRIMARY KEY (user_id, peer_id, stories)
);

-- One row a key that somebody changed; rules are a TL vector of PrivacyRule.
CREATE TABLE main.privacy (
    user_id bigint NOT NULL,
    key text NOT NULL,
    rules bytea NOT NULL,
    PRIMARY KEY (user_id, key)
);

-- Lost after a crash on purpose: presence is a matter of minutes.
CREATE UNLOGGED TABLE main.presence (
    user_id bigint PRIMARY KEY,
    online_until bigint NOT NULL,
    last_seen bigint NOT NULL
);
