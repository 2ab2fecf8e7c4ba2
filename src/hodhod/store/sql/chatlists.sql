-- name: chatlist_by_slug
-- Where a link to a folder leads.
SELECT c.*
FROM main.chatlists AS c
WHERE c.slug = $1;

-- name: chatlists_of
-- The links of one folder, the oldest first.
SELECT c.*
FROM main.chatlists AS c
WHERE c.user_id = $1 AND c.folder_id = $2
ORDER BY c.date, c.slug;

-- name: put_chatlist
-- Make a link to a folder, or change its name and chats. The box of its owner is locked.
INSERT INTO main.chatlists (user_id, folder_id, date, slug, title, peers)
VALUES ($1, $2, $3, $4, $5, $6::bigint[])
ON CONFLICT (slug) DO UPDATE SET title = excluded.title, peers = excluded.peers;

-- name: drop_chatlist
-- Delete a link to a folder. The box of its owner is locked.
DELETE FROM main.chatlists
WHERE user_id = $1 AND folder_id = $2 AND slug = $3;

-- name: drop_shared_folder
-- A folder is gone: its links, and that it came by one. The box of its owner is locked.
WITH links AS (
    DELETE FROM main.chatlists
    WHERE user_id = $1 AND folder_id = $2
)

DELETE FROM main.chatlist_joins
WHERE user_id = $1 AND folder_id = $2;

-- name: chatlist_join
-- By what link a folder came.
SELECT j.*
FROM main.chatlist_joins AS j
WHERE j.user_id = $1 AND j.folder_id = $2;

-- name: chatlist_join_by_slug
-- Which folder came by a link.
SELECT j.*
FROM main.chatlist_joins AS j
WHERE j.user_id = $1 AND j.slug = $2;

-- name: put_chatlist_join
-- Note that a folder came by a link. The box of its owner is locked.
INSERT INTO main.chatlist_joins (user_id, folder_id, slug, came, hidden)
VALUES ($1, $2, $3, $4::bigint[], $5::bigint[])
ON CONFLICT (user_id, folder_id) DO UPDATE SET
    came = excluded.came, hidden = excluded.hidden;
