-- name: insert_report
-- Keep a report for the operator.
INSERT INTO main.reports (
    reporter_id, peer_id, subject, ids, reason, comment, text, date
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
RETURNING report_id;

-- name: reports_after
-- A page of reports in their order; the closed ones only if wanted.
SELECT
    report_id, reporter_id, peer_id, subject, ids, reason, comment, text, date, closed_at
FROM main.reports
WHERE report_id > $1 AND ($2 OR closed_at IS NULL)
ORDER BY report_id
LIMIT $3;

-- name: close_report
-- The operator has done what there was to do.
UPDATE main.reports
SET closed_at = $2
WHERE report_id = $1 AND closed_at IS NULL;
