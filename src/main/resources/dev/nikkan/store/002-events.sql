-- What announcements other than drafts and RFCs say, field by field. Rows from before have NULL in the new columns.

ALTER TABLE event ADD COLUMN detail TEXT;        -- in a few words: level, verdict, what became of a group, days and place
ALTER TABLE event ADD COLUMN deadline TEXT;      -- the last day for comments
ALTER TABLE event ADD COLUMN url TEXT;           -- as announced
ALTER TABLE event ADD COLUMN topic TEXT;         -- of kind announcement only; NULL: of no known topic
ALTER TABLE event ADD COLUMN text TEXT;          -- the mail's text without the list's footer; NULL: never read
ALTER TABLE event ADD COLUMN group_name TEXT;
ALTER TABLE event ADD COLUMN group_acronym TEXT;
ALTER TABLE event ADD COLUMN group_type TEXT;
ALTER TABLE event ADD COLUMN area TEXT;
ALTER TABLE event ADD COLUMN action TEXT;        -- of charters and meetings: formed, rechartered, new, cancelled
ALTER TABLE event ADD COLUMN verdict TEXT;       -- of conflict reviews
ALTER TABLE event ADD COLUMN sessions TEXT;      -- of meetings, one a line: the day, a blank, the time as worded
ALTER TABLE event ADD COLUMN virtual INTEGER CHECK (virtual IN (0, 1));
ALTER TABLE event ADD COLUMN place TEXT;
ALTER TABLE event ADD COLUMN contacts TEXT;      -- lists are one entry a line
ALTER TABLE event ADD COLUMN ipr TEXT;
ALTER TABLE event ADD COLUMN downrefs TEXT;
ALTER TABLE event ADD COLUMN links TEXT;
ALTER TABLE event ADD COLUMN abstract TEXT;

CREATE INDEX event_wg ON event (wg) WHERE wg IS NOT NULL;

-- The drafts that an event is about, each at its own level.
CREATE TABLE event_draft (
  message  INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
  position INTEGER NOT NULL,   -- in the mail's order, from 0
  draft    TEXT NOT NULL,
  revision INTEGER,
  title    TEXT,
  level    TEXT,
  PRIMARY KEY (message, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_draft_draft ON event_draft (draft);

-- The RFCs whose status an event is about.
CREATE TABLE event_rfc (
  message  INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
  position INTEGER NOT NULL,
  rfc      INTEGER NOT NULL,
  title    TEXT,
  level    TEXT,
  PRIMARY KEY (message, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_rfc_rfc ON event_rfc (rfc);

UPDATE event SET detail = status WHERE status IS NOT NULL;
INSERT INTO event_draft (message, position, draft, revision, title, level)
SELECT message, 0, draft, revision, title, status FROM event WHERE draft IS NOT NULL;
INSERT INTO event_rfc (message, position, rfc, level)
SELECT message, 0, rfc, status FROM event WHERE rfc IS NOT NULL;
