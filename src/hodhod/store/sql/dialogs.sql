-- name: dialogs_by_keys
-- Dialogs by box and peer.
SELECT
    d.box_id, d.peer_id, d.top_message, d.top_date, d.messages, d.read_inbox_max,
    d.read_outbox_max, d.unread_count, d.unread_mentions, d.unread_reactions, d.folder_id,
    d.pinned_order, d.ttl_period, d.unread_mark, d.draft, d.draft_date, d.notify
FROM unnest($1::bigint[], $2::bigint[]) AS wanted (box_id, peer_id)
INNER JOIN shard.dialogs AS d ON wanted.box_id = d.box_id AND wanted.peer_id = d.peer_id;

-- name: dialogs_page
-- A page of a folder, newest first, after (date, message, peer). Clients ask with the last
-- message's id plus one, so the dialog at the offset is left out by its peer as well.
SELECT
    box_id, peer_id, top_message, top_date, messages, read_inbox_max, read_outbox_max,
    unread_count, unread_mentions, unread_reactions, folder_id, pinned_order, ttl_period,
    unread_mark, draft, draft_date, notify
FROM shard.dialogs
WHERE
    box_id = $1 AND folder_id = $2 AND top_message IS NOT NULL
    AND (top_date, top_message, peer_id) < ($3::int, $4::int, $5::bigint)
    AND peer_id <> $5
    AND (pinned_order IS NULL OR NOT $6::boolean)
ORDER BY top_date DESC, top_message DESC, peer_id DESC
LIMIT $7;

-- name: dialogs_count
-- How many dialogs a folder has.
SELECT count(*)::int
FROM shard.dialogs
WHERE
    box_id = $1 AND folder_id = $2 AND top_message IS NOT NULL
    AND (pinned_order IS NULL OR NOT $3::boolean);

-- name: dialogs_pinned
-- The pinned dialogs of a folder in their order.
SELECT
    box_id, peer_id, top_message, top_date, messages, read_inbox_max, read_outbox_max,
    unread_count, unread_mentions, unread_reactions, folder_id, pinned_order, ttl_period,
    unread_mark, draft, draft_date, notify
FROM shard.dialogs
WHERE box_id = $1 AND folder_id = $2 AND pinned_order IS NOT NULL
ORDER BY pinned_order ASC;

-- name: dialogs_with_draft
-- Dialogs that have a draft.
SELECT
    box_id, peer_id, top_message, top_date, messages, read_inbox_max, read_outbox_max,
    unread_count, unread_mentions, unread_reactions, folder_id, pinned_order, ttl_period,
    unread_mark, draft, draft_date, notify
FROM shard.dialogs
WHERE box_id = $1 AND draft IS NOT NULL;

-- name: dialogs_marked_unread
-- Peers of the dialogs that their owner marked as unread.
SELECT peer_id
FROM shard.dialogs
WHERE box_id = $1 AND unread_mark;

-- name: pin_dialogs
-- Pin these dialogs of a folder in this order, and no others. The box is locked.
WITH wanted AS (
    SELECT peer_id, place
    FROM unnest($3::bigint[]) WITH ORDINALITY AS t (peer_id, place)
),

freed AS (
    UPDATE shard.dialogs AS d
    SET pinned_order = NULL
    WHERE
        d.box_id = $1 AND d.folder_id = $2 AND d.pinned_order IS NOT NULL
        AND NOT d.peer_id = ANY($3)
)

INSERT INTO shard.dialogs AS d (box_id, peer_id, folder_id, pinned_order)
SELECT $1, w.peer_id, $2, w.place
FROM wanted AS w
ON CONFLICT (box_id, peer_id) DO UPDATE SET
    pinned_order = excluded.pinned_order, folder_id = excluded.folder_id;

-- name: unpin_dialog
-- Let a pinned dialog go. The box is locked.
UPDATE shard.dialogs
SET pinned_order = NULL
WHERE box_id = $1 AND peer_id = $2 AND pinned_order IS NOT NULL;

-- name: move_dialogs
-- Put dialogs into a folder; those that come from another are not pinned there. The box is locked.
INSERT INTO shard.dialogs AS d (box_id, peer_id, folder_id)
SELECT $1, t.peer_id, $3
FROM unnest($2::bigint[]) AS t (peer_id)
ON CONFLICT (box_id, peer_id) DO UPDATE SET
    folder_id = excluded.folder_id,
    pinned_order = CASE WHEN d.folder_id = excluded.folder_id THEN d.pinned_order END;

-- name: set_dialog_draft
-- Keep a draft, or forget it (null). The box is locked. A draft alone makes a row, not a dialog.
INSERT INTO shard.dialogs AS d (box_id, peer_id, draft, draft_date)
VALUES ($1, $2, $3, $4)
ON CONFLICT (box_id, peer_id) DO UPDATE SET
    draft = excluded.draft, draft_date = excluded.draft_date;

-- name: clear_drafts
-- Forget all drafts of a box. The box is locked.
UPDATE shard.dialogs
SET draft = NULL, draft_date = NULL
WHERE box_id = $1 AND draft IS NOT NULL
RETURNING peer_id;

-- name: set_dialog_notify
-- Keep what makes a sound, or forget it (null). The box is locked.
INSERT INTO shard.dialogs AS d (box_id, peer_id, notify)
VALUES ($1, $2, $3)
ON CONFLICT (box_id, peer_id) DO UPDATE SET notify = excluded.notify;

-- name: dialogs_with_notify
-- Dialogs that have settings of their own.
SELECT
    box_id, peer_id, top_message, top_date, messages, read_inbox_max, read_outbox_max,
    unread_count, unread_mentions, unread_reactions, folder_id, pinned_order, ttl_period,
    unread_mark, draft, draft_date, notify
FROM shard.dialogs
WHERE box_id = $1 AND notify IS NOT NULL;

-- name: set_dialog_unread_mark
-- Mark a dialog as unread, or not. The box is locked. Returns a row if that is new. The dialog of a
-- supergroup or channel has no row before it is needed.
INSERT INTO shard.dialogs AS d (box_id, peer_id, unread_mark)
SELECT $1, $2, $3::boolean
WHERE
    $3 OR EXISTS (
        SELECT FROM shard.dialogs AS known
        WHERE known.box_id = $1 AND known.peer_id = $2
    )
ON CONFLICT (box_id, peer_id) DO UPDATE
    SET unread_mark = excluded.unread_mark
    WHERE d.unread_mark <> excluded.unread_mark
RETURNING d.peer_id;

-- name: set_dialog_ttl
-- Set after how many seconds new messages of a dialog delete themselves. The box is locked.
INSERT INTO shard.dialogs AS d (box_id, peer_id, ttl_period)
VALUES ($1, $2, $3)
ON CONFLICT (box_id, peer_id) DO UPDATE SET ttl_period = excluded.ttl_period;
