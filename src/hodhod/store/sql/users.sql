-- name: insert_user
-- Make an account. Locks nothing but its own new row.
INSERT INTO main.users (phone, first_name, last_name, lang, is_bot, created_at)
VALUES ($1, $2, $3, $4, $5, $6)
RETURNING user_id;

-- name: erase_user
-- Take back an account that was made in this transaction.
DELETE FROM main.users
WHERE user_id = $1;

-- name: lock_user
-- The account's row, locked: its number and names are about to change.
SELECT user_id, phone, username
FROM main.users
WHERE user_id = $1
FOR UPDATE;

-- name: insert_user_with_id
-- Make an account under a given id: the service account. Does nothing when it is there.
INSERT INTO main.users (user_id, first_name, last_name, verified, support, created_at)
VALUES ($1, $2, $3, true, true, $4)
ON CONFLICT (user_id) DO NOTHING;

-- name: claim_phone
-- Take a phone number for an account; returns nothing when somebody has it.
INSERT INTO main.phones (phone, user_id)
VALUES ($1, $2)
ON CONFLICT (phone) DO NOTHING
RETURNING user_id;

-- name: release_phone
-- Give a phone number back.
DELETE FROM main.phones
WHERE phone = $1 AND user_id = $2;

-- name: set_phone
-- Write the number into the account; the claim is claim_phone's.
UPDATE main.users
SET phone = $2
WHERE user_id = $1;

-- name: users_by_phones
-- Who has these numbers.
SELECT phone, user_id
FROM main.phones
WHERE phone = ANY($1::text[]);

-- name: users_by_ids
-- The accounts themselves.
SELECT
    user_id, phone, first_name, last_name, username, about, photo, birthday, emoji_status,
    is_bot, verified, support, deleted, lang, ttl_days, created_at, color, profile_color,
    bot_modes, inline_placeholder
FROM main.users
WHERE user_id = ANY($1::bigint[]);

-- name: users_after
-- A page of all accounts, in the order of their ids.
SELECT
    user_id, phone, first_name, last_name, username, about, photo, birthday, emoji_status,
    is_bot, verified, support, deleted, lang, ttl_days, created_at, color, profile_color,
    bot_modes, inline_placeholder
FROM main.users
WHERE user_id > $1
ORDER BY user_id
LIMIT $2;

-- name: users_as_seen
-- Accounts with what they grant to each viewer. All joins are on the seen account's own key.
SELECT
    pair.viewer_id, u.user_id, u.phone, u.first_name, u.last_name, u.username, u.about, u.photo,
    u.birthday, u.emoji_status, u.is_bot, u.verified, u.support, u.deleted, u.lang, u.ttl_days,
    u.created_at, u.color, u.profile_color, u.fallback_photo, u.bot_modes, u.inline_placeholder,
    p.online_until, p.last_seen,
    c.contact_id IS NOT NULL AS knows_viewer,
    coalesce(c.close_friend, false) AS viewer_is_close_friend,
    b.peer_id IS NOT NULL AS blocks_viewer,
    ps.rules AS status_rules, pp.rules AS phone_rules, ph.rules AS photo_rules,
    coalesce(sp.active_until, 0) AS stories_until
FROM unnest($1::bigint[], $2::bigint[]) AS pair (viewer_id, user_id)
INNER JOIN main.users AS u ON pair.user_id = u.user_id
LEFT JOIN main.presence AS p ON pair.user_id = p.user_id
LEFT JOIN main.contacts AS c ON pair.user_id = c.user_id AND pair.viewer_id = c.contact_id
LEFT JOIN main.blocks AS b
    ON pair.user_id = b.user_id AND pair.viewer_id = b.peer_id AND NOT b.stories
LEFT JOIN main.privacy AS ps ON pair.user_id = ps.user_id AND ps.key = 'status'
LEFT JOIN main.privacy AS pp ON pair.user_id = pp.user_id AND pp.key = 'phone'
LEFT JOIN main.privacy AS ph ON pair.user_id = ph.user_id AND ph.key = 'photo'
LEFT JOIN main.story_peers AS sp ON pair.user_id = sp.peer_id;

-- name: standing
-- What decides whether each of some people may write to another, and for how long it stays; the
-- two blocks are keyed by either side.
SELECT
    pair.user_id, pair.other_id, u.deleted, u.support, u.is_bot, u.archives_strangers,
    EXISTS(
        SELECT 1 FROM main.blocks AS b
        WHERE b.user_id = pair.user_id AND b.peer_id = pair.other_id AND NOT b.stories
    ) AS blocked_by_me,
    EXISTS(
        SELECT 1 FROM main.blocks AS b
        WHERE b.user_id = pair.other_id AND b.peer_id = pair.user_id AND NOT b.stories
    ) AS blocks_me,
    EXISTS(
        SELECT 1 FROM main.contacts AS c
        WHERE c.user_id = pair.other_id AND c.contact_id = pair.user_id
    ) AS knows_me,
    (SELECT w.created_at FROM main.users AS w WHERE w.user_id = pair.user_id) AS my_created_at,
    t.period AS ttl_period,
    (
        SELECT p.value FROM main.preferences AS p
        WHERE p.user_id = pair.user_id AND p.name = 'history_ttl'
    ) AS default_ttl
FROM unnest($1::bigint[], $2::bigint[]) AS pair (user_id, other_id)
INNER JOIN main.users AS u ON pair.other_id = u.user_id
LEFT JOIN main.history_ttl AS t
    ON pair.user_id = t.user_id AND pair.other_id = t.peer_id;

-- name: contacts_of_pairs
-- What each viewer calls the other, where the other is a contact. Keyed by the viewer.
SELECT c.user_id, c.contact_id, c.phone, c.first_name, c.last_name, c.close_friend, c.photo
FROM unnest($1::bigint[], $2::bigint[]) AS pair (user_id, contact_id)
INNER JOIN main.contacts AS c
    ON pair.user_id = c.user_id AND pair.contact_id = c.contact_id;

-- name: viewers
-- What those who look tell about themselves: whether they are bots, and who may see when they are
-- here, for nobody sees of others what they hide from them. Keyed by the viewer.
SELECT u.user_id, u.is_bot, p.rules AS status_rules
FROM main.users AS u
LEFT JOIN main.privacy AS p ON u.user_id = p.user_id AND p.key = 'status'
WHERE u.user_id = ANY($1::bigint[]);

-- name: set_archives_strangers
-- Write whether what strangers write first is archived.
UPDATE main.users
SET archives_strangers = $2
WHERE user_id = $1;

-- name: set_color
-- Write the colour of somebody's name (TL peerColor), or none.
UPDATE main.users
SET color = $2
WHERE user_id = $1;

-- name: set_profile_color
-- Write the colour of somebody's profile (TL peerColor), or none.
UPDATE main.users
SET profile_color = $2
WHERE user_id = $1;

-- name: set_name
-- Write the names of an account.
UPDATE main.users
SET first_name = $2, last_name = $3, about = $4
WHERE user_id = $1;

-- name: set_fallback_photo
-- Write what those see who may not see the profile photo (TL userProfilePhoto), or nothing.
UPDATE main.users
SET fallback_photo = $2
WHERE user_id = $1;

-- name: set_photo
-- Write the small form of the profile photo (TL userProfilePhoto), or none.
UPDATE main.users
SET photo = $2
WHERE user_id = $1;

-- name: set_emoji_status
-- Write the emoji behind a name (TL), or none.
UPDATE main.users
SET emoji_status = $2
WHERE user_id = $1;

-- name: set_birthday
-- Write a birthday (TL), or none.
UPDATE main.users
SET birthday = $2
WHERE user_id = $1;

-- name: set_lang
-- Write the language of service messages.
UPDATE main.users
SET lang = $2
WHERE user_id = $1 AND lang <> $2;

-- name: set_ttl_days
-- Write after how many silent days an account goes.
UPDATE main.users
SET ttl_days = $2
WHERE user_id = $1;

-- name: claim_username
-- Take a public name for a peer; returns nothing when another peer has it.
INSERT INTO main.usernames (name, peer_id, shown)
VALUES (lower($1), $2, $1)
ON CONFLICT (name) DO UPDATE
    SET shown = excluded.shown
    WHERE usernames.peer_id = excluded.peer_id
RETURNING peer_id;

-- name: release_usernames
-- Give back every public name of a peer but one.
DELETE FROM main.usernames
WHERE peer_id = $1 AND name <> lower($2);

-- name: set_username
-- Write the public name into the account; the claim is claim_username's.
UPDATE main.users
SET username = $2
WHERE user_id = $1;

-- name: peer_by_username
-- Who has this public name.
SELECT peer_id
FROM main.usernames
WHERE name = lower($1);

-- name: peers_by_usernames
-- Who has these public names, which are in small letters.
SELECT name, peer_id
FROM main.usernames
WHERE name = ANY($1::text[]);

-- name: usernames_by_prefix
-- Public names that begin so, in order.
SELECT name, peer_id
FROM main.usernames
WHERE name LIKE $1
ORDER BY name
LIMIT $2;

-- name: mark_online
-- Note that accounts are here until a time. A lost row is a matter of minutes: unlogged.
INSERT INTO main.presence (user_id, online_until, last_seen)
VALUES ($1, $2, $3)
ON CONFLICT (user_id) DO UPDATE
    SET online_until = excluded.online_until, last_seen = excluded.last_seen;

-- name: presence_of
-- When accounts were last here.
SELECT user_id, online_until, last_seen
FROM main.presence
WHERE user_id = ANY($1::bigint[]);
