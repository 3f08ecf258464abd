-- The views that people query. Made anew at each opening for writing, so that they never lag behind the tables.

DROP VIEW IF EXISTS v_message;
CREATE VIEW v_message AS
SELECT id, list, kind, message_id, subject, sender, sent_at, arrived_at AS received_at, day, size,
       lower(hex(sha256)) AS sha256, status
FROM message;

DROP VIEW IF EXISTS v_draft_post;
CREATE VIEW v_draft_post AS
SELECT m.day, p.draft, printf('%02d', p.revision) AS revision, p.title, replace(p.authors, char(10), ', ') AS authors,
       p.wg, p.stream, p.pages, p.abstract, p.url, p.diff_url,
       (SELECT printf('%02d', q.revision) FROM draft_post q
        WHERE q.draft = p.draft AND q.revision < p.revision ORDER BY q.revision DESC LIMIT 1) AS previous_revision,
       (SELECT n.day FROM draft_post q JOIN message n ON n.id = q.message
        WHERE q.draft = p.draft AND q.revision < p.revision ORDER BY q.revision DESC LIMIT 1) AS previous_day,
       m.message_id
FROM draft_post p JOIN message m ON m.id = p.message;

DROP VIEW IF EXISTS v_succession;
CREATE VIEW v_succession AS
SELECT predecessor, successor, 'operator' AS source, CAST(NULL AS REAL) AS score, CAST(NULL AS TEXT) AS evidence
FROM succession_word WHERE holds = 1
UNION ALL
SELECT predecessor, successor, 'inferred', score, evidence
FROM succession_candidate WHERE chosen = 1;

DROP VIEW IF EXISTS v_draft;
CREATE VIEW v_draft AS
SELECT p.draft, p.title, printf('%02d', p.revision) AS latest_revision,
       (SELECT min(m.day) FROM draft_post q JOIN message m ON m.id = q.message WHERE q.draft = p.draft) AS first_day,
       (SELECT max(m.day) FROM draft_post q JOIN message m ON m.id = q.message WHERE q.draft = p.draft) AS latest_day,
       p.wg, p.stream,
       (SELECT s.successor FROM v_succession s WHERE s.predecessor = p.draft) AS replaced_by,
       (SELECT max(r.number) FROM rfc r WHERE r.draft = p.draft) AS rfc
FROM draft_post p
WHERE p.revision = (SELECT max(q.revision) FROM draft_post q WHERE q.draft = p.draft);

DROP VIEW IF EXISTS v_rfc;
CREATE VIEW v_rfc AS
SELECT r.number, r.title, replace(r.authors, char(10), ', ') AS authors, coalesce(r.maturity, r.status) AS status,
       r.stream, r.pages, m.day, r.draft, replace(r.obsoletes, char(10), ', ') AS obsoletes,
       replace(r.updates, char(10), ', ') AS updates, r.doi, r.url
FROM rfc r JOIN message m ON m.id = r.message;

DROP VIEW IF EXISTS v_event;
CREATE VIEW v_event AS
SELECT m.day, e.kind, e.draft, e.rfc, e.wg, coalesce(e.title, e.subject) AS title, e.detail, e.deadline,
       coalesce(e.url, m.archived_at) AS url, iif(e.revision IS NULL, NULL, printf('%02d', e.revision)) AS revision, e.status AS level, e.action,
       e.area, substr(e.sessions, 1, 10) AS meeting_date, e.place, e.virtual, e.text, m.archived_at, m.message_id,
       e.topic, replace(nullif(e.downrefs, ''), char(10), ', ') AS downrefs,
       replace(nullif(e.ipr, ''), char(10), ', ') AS ipr, replace(nullif(e.contacts, ''), char(10), ', ') AS contacts
FROM event e JOIN message m ON m.id = e.message;

DROP VIEW IF EXISTS v_event_draft;
CREATE VIEW v_event_draft AS
SELECT m.day, e.kind, d.draft, iif(d.revision IS NULL, NULL, printf('%02d', d.revision)) AS revision, CAST(NULL AS INTEGER) AS rfc, d.level,
       coalesce(d.title, e.title, e.subject) AS title, e.deadline, coalesce(e.url, m.archived_at) AS url, m.message_id
FROM event_draft d JOIN event e ON e.message = d.message JOIN message m ON m.id = d.message
UNION ALL
SELECT m.day, e.kind, NULL, NULL, r.rfc, r.level, coalesce(r.title, e.title, e.subject), e.deadline,
       coalesce(e.url, m.archived_at), m.message_id
FROM event_rfc r JOIN event e ON e.message = r.message JOIN message m ON m.id = r.message;

DROP VIEW IF EXISTS v_day;
CREATE VIEW v_day AS
-- Days with mail and silent days apart: of `WHERE day = ...` SQLite then counts that day's mails only.
WITH RECURSIVE
  span(first, last) AS (
    SELECT (SELECT min(day) FROM message),
           max((SELECT max(day) FROM message), coalesce((SELECT max(day) FROM opened_day), ''),
               coalesce((SELECT max(day) FROM edition), ''))),
  calendar(day) AS (
    SELECT first FROM span WHERE first IS NOT NULL
    UNION ALL
    SELECT date(day, '+1 day') FROM calendar, span WHERE day < last),
  tally AS (
    SELECT m.day,
           count(*) AS messages,
           count(p.message) AS posts,
           count(DISTINCT p.draft) AS drafts,
           count(r.message) AS rfcs,
           count(e.message) AS events,
           sum(m.status = 'duplicate') AS duplicates,
           sum(m.status = 'other') AS other,
           sum(m.status = 'quarantined') AS quarantined
    FROM message m
    LEFT JOIN draft_post p ON p.message = m.id
    LEFT JOIN rfc r ON r.message = m.id
    LEFT JOIN event e ON e.message = m.id
    GROUP BY m.day)
SELECT t.day, t.messages, t.posts, t.drafts, t.rfcs, t.events, t.duplicates, t.other, t.quarantined,
       t.messages = t.posts + t.rfcs + t.events + t.duplicates + t.other + t.quarantined AS balanced,
       coalesce((SELECT d.state FROM edition d WHERE d.day = t.day), 'open') AS edition
FROM tally t
UNION ALL
SELECT c.day, 0, 0, 0, 0, 0, 0, 0, 0, 1, coalesce((SELECT d.state FROM edition d WHERE d.day = c.day), 'open')
FROM calendar c WHERE NOT EXISTS (SELECT 1 FROM message m WHERE m.day = c.day)
ORDER BY 1;

DROP VIEW IF EXISTS v_delivery;
CREATE VIEW v_delivery AS
SELECT day, part, address AS subscriber, language, state, attempts, sent_at, message_id, reply
FROM delivery;

DROP VIEW IF EXISTS v_subscriber;
CREATE VIEW v_subscriber AS
SELECT address, state, language, filter, text_only, one_mail, quiet_days, consented_at, consent_source, changed_at
FROM subscriber WHERE address NOT LIKE '%@forgotten.invalid';

DROP VIEW IF EXISTS v_subscriber_change;
CREATE VIEW v_subscriber_change AS
SELECT c.at, s.address AS subscriber, c.who, c.what, c.was, c.became
FROM subscriber_change c JOIN subscriber s ON s.id = c.subscriber;

DROP VIEW IF EXISTS v_letter;
CREATE VIEW v_letter AS
SELECT l.at, m.sender, m.subject, l.outcome, l.message FROM letter l JOIN message m ON m.id = l.message;

DROP VIEW IF EXISTS v_answer;
CREATE VIEW v_answer AS
SELECT address, kind, state, attempts, planned_at, sent_at, message_id, reply, message FROM answer;

DROP VIEW IF EXISTS v_bounce;
CREATE VIEW v_bounce AS
SELECT b.day, b.at, s.address AS subscriber, b.kind, b.words, b.message
FROM bounce b JOIN subscriber s ON s.id = b.subscriber;

DROP VIEW IF EXISTS v_summary;
CREATE VIEW v_summary AS
SELECT (SELECT m.day FROM draft_post p JOIN message m ON m.id = p.message
        WHERE p.draft = s.draft AND p.revision = s.revision) AS day,
       s.draft, printf('%02d', s.revision) AS revision, s.language, s.engine, s.model, s.answered_by, s.prompt, s.text,
       s.verdict, s.reasons, s.calls, s.input_tokens, s.output_tokens, s.millis, s.written_at
FROM summary s;

DROP VIEW IF EXISTS v_overview;
CREATE VIEW v_overview AS
SELECT day, language, engine, model, answered_by, prompt, headline, text, topics, takeaways, verdict, reasons, calls,
       input_tokens, output_tokens, millis, written_at
FROM overview;
