-- name: put_contacts
-- Write contacts; a later import overwrites names, and keeps a number it does not have.
INSERT INTO main.contacts (user_id, contact_id, phone, first_name, last_name, added_at)
SELECT $1, c.contact_id, c.phone, c.first_name, c.last_name, $6
FROM
    unnest($2::bigint[], $3::text[], $4::text[], $5::text[])
        AS c (contact_id, phone, first_name, last_name)
ON CONFLICT (user_id, contact_id) DO UPDATE SET
    phone = CASE WHEN excluded.phone = '' THEN contacts.phone ELSE excluded.phone END,
    first_name = excluded.first_name, last_name = excluded.last_name;

-- name: delete_contacts
-- Forget contacts; returns those that were there.
DELETE FROM main.contacts
WHERE user_id = $1 AND contact_id = ANY($2::bigint[])
RETURNING contact_id;

-- name: contacts_of
-- Somebody's contacts.
SELECT user_id, contact_id, phone, first_name, last_name, close_friend
FROM main.contacts
WHERE user_id = $1
ORDER BY contact_id;

-- name: known_by
-- Who has somebody among their contacts.
SELECT user_id
FROM main.contacts
WHERE contact_id = $1
ORDER BY user_id
LIMIT $2;

-- name: set_close_friends
-- Say which contacts are close friends, and that no others are; returns those that changed.
UPDATE main.contacts
SET close_friend = contact_id = ANY($2::bigint[])
WHERE user_id = $1 AND close_friend <> (contact_id = ANY($2::bigint[]))
RETURNING contact_id;

-- name: set_contact_note
-- Write what somebody notes about a contact (TL textWithEntities), or nothing.
UPDATE main.contacts
SET note = $3
WHERE user_id = $1 AND contact_id = $2;

-- name: set_contact_photo
-- Write what somebody sees of a contact instead of their photo (TL userProfilePhoto), or nothing.
UPDATE main.contacts
SET photo = $3
WHERE user_id = $1 AND contact_id = $2;

-- name: contact_note
-- What somebody notes about a contact.
SELECT note
FROM main.contacts
WHERE user_id = $1 AND contact_id = $2;

-- name: put_phonebook
-- Keep numbers that have no account yet.
INSERT INTO main.phonebook (user_id, phone, first_name, last_name, added_at)
SELECT $1, p.phone, p.first_name, p.last_name, $5
FROM unnest($2::text[], $3::text[], $4::text[]) AS p (phone, first_name, last_name)
ON CONFLICT (user_id, phone) DO UPDATE SET
    first_name = excluded.first_name, last_name = excluded.last_name;

-- name: phonebook_known
-- Which of these numbers are in somebody's address book already.
SELECT phone FROM main.phonebook
WHERE user_id = $1 AND phone = ANY($2::text[]);

-- name: delete_phonebook
-- Forget numbers, or with none given all of them.
DELETE FROM main.phonebook
WHERE user_id = $1 AND ($2::text[] IS NULL OR phone = ANY($2::text[]));

-- name: phonebook_of
-- Somebody's numbers without an account.
SELECT phone, first_name, last_name, added_at
FROM main.phonebook
WHERE user_id = $1
ORDER BY phone;

-- name: adopt_phonebook
-- A number has an account now: whoever had the number has a contact. Returns who that is.
WITH owners AS (
    DELETE FROM main.phonebook
    WHERE phone = $1
    RETURNING user_id, first_name, last_name
)

INSERT INTO main.contacts (user_id, contact_id, phone, first_name, last_name, added_at)
SELECT o.user_id, $2, $1, o.first_name, o.last_name, $3
FROM owners AS o
ON CONFLICT (user_id, contact_id) DO NOTHING
RETURNING user_id;

-- name: block
-- Block a peer.
INSERT INTO main.blocks (user_id, peer_id, stories, date)
VALUES ($1, $2, $3, $4)
ON CONFLICT DO NOTHING;

-- name: unblock
-- Let a blocked peer go.
DELETE FROM main.blocks
WHERE user_id = $1 AND peer_id = $2 AND stories = $3;

-- name: blocked_page
-- Whom somebody blocks, latest first.
SELECT peer_id, date
FROM main.blocks
WHERE user_id = $1 AND stories = $2
ORDER BY date DESC, peer_id ASC
LIMIT $4 OFFSET $3;

-- name: blocked_count
-- How many somebody blocks.
SELECT count(*) FROM main.blocks
WHERE user_id = $1 AND stories = $2;

-- name: put_privacy
-- Write the rules of a key.
INSERT INTO main.privacy (user_id, key, rules)
VALUES ($1, $2, $3)
ON CONFLICT (user_id, key) DO UPDATE SET rules = excluded.rules;

-- name: privacy
-- The rules of some keys, as far as they were changed.
SELECT key, rules FROM main.privacy
WHERE user_id = $1 AND key = ANY($2::text[]);

-- name: privacy_of_many
-- The rules of a key of several people, as far as they were changed.
SELECT user_id, rules FROM main.privacy
WHERE user_id = ANY($1::bigint[]) AND key = $2;
