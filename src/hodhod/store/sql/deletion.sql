-- name: erase_account
-- Take from an account everything that says who it was; the row stays as the sender of messages.
UPDATE main.users
SET
    deleted = true, phone = NULL, first_name = '', last_name = '', username = NULL, about = '',
    photo = NULL, fallback_photo = NULL,
    birthday = NULL, emoji_status = NULL, color = NULL, profile_color = NULL,
    global_privacy = NULL, archives_strangers = false, verified = false
WHERE user_id = $1;

-- name: erase_phones
-- Give an account's number back.
DELETE FROM main.phones WHERE user_id = $1;

-- name: erase_usernames
-- Give an account's public names back.
DELETE FROM main.usernames WHERE peer_id = $1;

-- name: forget_contact_everywhere
-- Nobody has the account among their contacts any more; whoever had its number keeps that.
WITH gone AS (
    DELETE FROM main.contacts
    WHERE contact_id = $1
    RETURNING user_id, phone, first_name, last_name, added_at
)

INSERT INTO main.phonebook (user_id, phone, first_name, last_name, added_at)
SELECT g.user_id, g.phone, g.first_name, g.last_name, g.added_at
FROM gone AS g
WHERE g.phone <> ''
ON CONFLICT DO NOTHING;

-- name: erase_contacts
-- Forget whom an account knew.
DELETE FROM main.contacts WHERE user_id = $1;

-- name: erase_phonebook
-- Forget the numbers in an account's address book.
DELETE FROM main.phonebook WHERE user_id = $1;

-- name: erase_blocks
-- Forget whom an account blocked.
DELETE FROM main.blocks WHERE user_id = $1;

-- name: erase_privacy
-- Forget an account's rules.
DELETE FROM main.privacy WHERE user_id = $1;

-- name: erase_preferences
-- Forget an account's settings.
DELETE FROM main.preferences WHERE user_id = $1;

-- name: erase_chatlists
-- Forget the links to an account's folders, and which of its folders came by links.
WITH links AS (
    DELETE FROM main.chatlists WHERE user_id = $1
)

DELETE FROM main.chatlist_joins WHERE user_id = $1;

-- name: erase_presence
-- Forget when an account was here.
DELETE FROM main.presence WHERE user_id = $1;

-- name: erase_password
-- Forget an account's password and the address to recover it by.
WITH emails AS (
    DELETE FROM main.pending_emails WHERE user_id = $1
),

codes AS (
    DELETE FROM main.recovery_codes WHERE user_id = $1
)

DELETE FROM main.passwords WHERE user_id = $1;

-- name: erase_passkeys
-- Forget an account's passkeys.
DELETE FROM main.passkeys WHERE user_id = $1;

-- name: erase_profile_photos
-- Forget an account's photos.
DELETE FROM main.profile_photos WHERE user_id = $1;

-- name: erase_ratings
-- Forget whom an account took out of its frequent partners, and its exports.
WITH takeouts AS (
    DELETE FROM main.takeouts WHERE user_id = $1
)

DELETE FROM main.rating_resets WHERE user_id = $1;

-- name: erase_stories
-- Take away what an account posted. Its numbers stay, so that none is given out twice.
WITH albums AS (
    DELETE FROM main.story_albums WHERE peer_id = $1
),

tags AS (
    DELETE FROM main.story_tags WHERE peer_id = $1
),

peer AS (
    UPDATE main.story_peers SET active_until = 0, pinned_to_top = '{}' WHERE peer_id = $1
)

DELETE FROM main.stories WHERE peer_id = $1;

-- name: erase_story_viewers
-- Forget who saw what an account posted.
WITH reactions AS (
    DELETE FROM main.story_reactions WHERE peer_id = $1
)

DELETE FROM main.story_views WHERE peer_id = $1;

-- name: erase_story_reads
-- Forget whose stories an account has seen and hidden.
WITH hidden AS (
    DELETE FROM main.story_hidden WHERE viewer_id = $1
)

DELETE FROM main.story_reads WHERE viewer_id = $1;

-- name: forget_owed_password
-- Keys that owe an account its password owe nothing any more.
UPDATE main.authorizations
SET pending_user_id = NULL
WHERE pending_user_id = $1
RETURNING auth_key_id;

-- name: erase_messages
-- Take messages out of a box whose owner is gone, some at a time. The copies of others stay.
DELETE FROM shard.messages
WHERE box_id = $1 AND msg_id IN (
    SELECT m.msg_id FROM shard.messages AS m
    WHERE m.box_id = $1
    ORDER BY m.msg_id
    LIMIT $2
);

-- name: erase_box
-- Take the rest out of a box. Its counters stay, so that no pts is given out twice.
WITH dialogs AS (
    DELETE FROM shard.dialogs WHERE box_id = $1
),

scheduled AS (
    DELETE FROM shard.scheduled WHERE box_id = $1
),

expiring AS (
    DELETE FROM shard.expiring WHERE box_id = $1
),

reads AS (
    DELETE FROM shard.outbox_reads WHERE box_id = $1
),

places AS (
    DELETE FROM shard.online WHERE box_id = $1
),

sticker_sets AS (
    DELETE FROM shard.installed_sets WHERE box_id = $1
),

kept AS (
    DELETE FROM shard.kept_documents WHERE box_id = $1
),

seen AS (
    DELETE FROM shard.featured_seen WHERE box_id = $1
),

topics AS (
    DELETE FROM shard.topic_settings WHERE box_id = $1
),

choices AS (
    DELETE FROM shard.chat_choices WHERE box_id = $1
),

counters AS (
    UPDATE shard.boxes SET lowest_pts = pts WHERE box_id = $1
)

DELETE FROM shard.update_log WHERE box_id = $1;

-- name: silent_users
-- Accounts without a sign of life for as long as their owners said. Reads the whole table.
SELECT u.user_id
FROM main.users AS u
WHERE
    NOT u.deleted AND NOT u.support AND NOT u.is_bot
    AND greatest(u.active_at, u.created_at) < $1 - u.ttl_days * 86400
    AND NOT EXISTS (
        SELECT FROM main.authorizations AS a
        WHERE a.user_id = u.user_id AND a.active_at >= $1 - u.ttl_days * 86400
    )
LIMIT $2;

-- name: put_reset
-- Let something happen to an account at a time unless somebody objects; what is set already stays.
INSERT INTO main.pending_resets (user_id, kind, due_at, hash)
VALUES ($1, $2, $3, $4)
ON CONFLICT (user_id, kind) DO NOTHING;

-- name: pending_reset
-- When something will happen to an account.
SELECT user_id, kind, due_at, hash
FROM main.pending_resets
WHERE user_id = $1 AND kind = $2;

-- name: reset_by_hash
-- What a link stops.
SELECT user_id, kind, due_at, hash
FROM main.pending_resets
WHERE hash = $1 AND hash <> '';

-- name: drop_reset
-- It will not happen, or it has.
DELETE FROM main.pending_resets
WHERE user_id = $1 AND kind = $2;

-- name: due_resets
-- What has waited long enough.
SELECT user_id, kind, due_at, hash
FROM main.pending_resets
WHERE kind = $1 AND due_at <= $2
ORDER BY due_at
LIMIT $3;
