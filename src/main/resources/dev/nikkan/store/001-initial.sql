-- The schema of version 1. Instants are text YYYY-MM-DDTHH:MM:SSZ, days YYYY-MM-DD, both UTC, so that they compare
-- as text and read well in an ad hoc query. Applied in one transaction; never edited once released.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A mail received. The row comes with its octets, before anybody has looked at them.
CREATE TABLE message (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256       BLOB CHECK (length(sha256) = 32),  -- NULL: the octets never reached us (oversize, unfetchable)
  size         INTEGER NOT NULL,
  origin       TEXT NOT NULL CHECK (origin IN ('mailbox', 'import')),
  arrived_at   TEXT,
  stored_at    TEXT NOT NULL,
  day          TEXT NOT NULL,
  status       TEXT NOT NULL CHECK (status IN ('pending', 'parsed', 'duplicate', 'other', 'quarantined')),
  kind         TEXT,
  cause        TEXT CHECK (cause IN ('unreadable', 'oversize', 'unfetchable', 'unverified', 'unfinished')),
  reason       TEXT,
  duplicate_of INTEGER REFERENCES message,
  attempts     INTEGER NOT NULL DEFAULT 0,
  parser       INTEGER,
  list         TEXT,
  message_id   TEXT,
  subject      TEXT,
  sender       TEXT,
  sent_at      TEXT,
  archived_at  TEXT,
  damage       TEXT,
  CHECK ((status = 'quarantined') = (cause IS NOT NULL) AND (cause IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX message_sha256 ON message (sha256);
CREATE INDEX message_day ON message (day, status, kind);
CREATE INDEX message_pending ON message (id) WHERE status = 'pending';
CREATE INDEX message_quarantined ON message (id) WHERE status = 'quarantined';
CREATE INDEX message_list ON message (list, id);
CREATE INDEX message_stored ON message (stored_at);

-- The octets, deflated (RFC 1950): apart from message, so that a count does not read them.
CREATE TABLE raw_message (
  message INTEGER PRIMARY KEY REFERENCES message,
  octets  BLOB NOT NULL
) STRICT;

CREATE TABLE mailbox (
  id          INTEGER PRIMARY KEY,
  account     TEXT NOT NULL,
  folder      TEXT NOT NULL,
  uidvalidity INTEGER NOT NULL,
  UNIQUE (account, folder, uidvalidity)
) STRICT;

-- Where a mail lies. One mail may have several places.
CREATE TABLE place (
  mailbox       INTEGER NOT NULL REFERENCES mailbox,
  uid           INTEGER NOT NULL,
  message       INTEGER NOT NULL REFERENCES message,
  size_mismatch INTEGER NOT NULL DEFAULT 0 CHECK (size_mismatch IN (0, 1)),  -- RFC822.SIZE said otherwise
  PRIMARY KEY (mailbox, uid)
) STRICT, WITHOUT ROWID;
CREATE INDEX place_message ON place (message);

-- UIDs that could not be fetched yet, or were gone before we came.
CREATE TABLE fetch_trouble (
  mailbox  INTEGER NOT NULL REFERENCES mailbox,
  uid      INTEGER NOT NULL,
  state    TEXT NOT NULL CHECK (state IN ('failing', 'vanished')),
  attempts INTEGER NOT NULL,
  since    TEXT NOT NULL,
  error    TEXT NOT NULL,
  PRIMARY KEY (mailbox, uid)
) STRICT, WITHOUT ROWID;

-- An announced revision; one for ever per draft and revision.
CREATE TABLE draft_post (
  message       INTEGER PRIMARY KEY REFERENCES message,
  draft         TEXT NOT NULL,
  revision      INTEGER NOT NULL CHECK (revision BETWEEN 0 AND 99),
  title         TEXT,
  authors       TEXT NOT NULL,   -- one a line
  editors       TEXT NOT NULL,
  et_al         INTEGER NOT NULL CHECK (et_al IN (0, 1)),
  wg            TEXT,            -- from the name
  stream        TEXT,
  group_name    TEXT,            -- as the mail's sentence has it
  group_acronym TEXT,
  group_type    TEXT,
  pages         INTEGER,
  date          TEXT,
  abstract      TEXT,
  url           TEXT,
  html_url      TEXT,
  diff_url      TEXT,
  UNIQUE (draft, revision)
) STRICT;
CREATE INDEX draft_post_wg ON draft_post (wg);

CREATE TABLE rfc (
  message       INTEGER PRIMARY KEY REFERENCES message,
  number        INTEGER NOT NULL UNIQUE,
  subseries     TEXT NOT NULL,   -- lists are one entry a line
  title         TEXT,
  authors       TEXT NOT NULL,
  editors       TEXT NOT NULL,
  et_al         INTEGER NOT NULL CHECK (et_al IN (0, 1)),
  status        TEXT,
  maturity      TEXT,
  stream        TEXT,
  date          TEXT,
  mailboxes     TEXT NOT NULL,
  pages         INTEGER,
  characters    INTEGER,
  obsoletes     TEXT NOT NULL,
  updates       TEXT NOT NULL,
  see_also      TEXT NOT NULL,
  draft         TEXT,
  revision      INTEGER,
  url           TEXT,
  doi           TEXT,
  abstract      TEXT,
  group_name    TEXT,
  group_acronym TEXT,
  group_type    TEXT
) STRICT;
CREATE INDEX rfc_draft ON rfc (draft);

-- Any other announcement; its identity is the SHA-256 of kind, Message-ID and text.
CREATE TABLE event (
  message  INTEGER PRIMARY KEY REFERENCES message,
  kind     TEXT NOT NULL,
  identity BLOB NOT NULL UNIQUE CHECK (length(identity) = 32),
  subject  TEXT NOT NULL,
  title    TEXT,
  draft    TEXT,
  revision INTEGER,
  rfc      INTEGER,
  wg       TEXT,
  status   TEXT
) STRICT;

-- The days that the daemon has lived to see: a silent day is one of them.
CREATE TABLE opened_day (
  day TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE edition (
  day            TEXT PRIMARY KEY,
  state          TEXT NOT NULL CHECK (state IN ('built', 'sent', 'skipped')),
  cut_at         TEXT NOT NULL,
  cut_message    INTEGER NOT NULL,  -- the highest message row at the cut
  unread_sources TEXT NOT NULL,     -- one a line
  released       INTEGER NOT NULL DEFAULT 0 CHECK (released IN (0, 1))  -- to be sent though sending is held
) STRICT, WITHOUT ROWID;

-- What an edition holds. The key says that an announcement is in one edition at most.
CREATE TABLE edition_item (
  message INTEGER PRIMARY KEY REFERENCES message,
  day     TEXT NOT NULL REFERENCES edition
) STRICT;
CREATE INDEX edition_item_day ON edition_item (day);

-- The body that all recipients of a part and language share.
CREATE TABLE edition_body (
  day      TEXT NOT NULL REFERENCES edition,
  part     INTEGER NOT NULL CHECK (part >= 1),
  language TEXT NOT NULL,
  subject  TEXT NOT NULL,
  octets   BLOB NOT NULL,
  PRIMARY KEY (day, part, language)
) STRICT;

CREATE TABLE subscriber (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  address    TEXT NOT NULL UNIQUE COLLATE NOCASE,
  language   TEXT NOT NULL CHECK (language IN ('ja', 'en')),
  state      TEXT NOT NULL CHECK (state IN ('active', 'removed')),
  changed_at TEXT NOT NULL
) STRICT;

CREATE TABLE delivery (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  day             TEXT NOT NULL REFERENCES edition,
  part            INTEGER NOT NULL,
  subscriber      INTEGER NOT NULL REFERENCES subscriber,
  address         TEXT NOT NULL,
  language        TEXT NOT NULL,
  state           TEXT NOT NULL
                  CHECK (state IN ('planned', 'sending', 'sent', 'deferred', 'failed', 'unsure', 'suppressed')),
  attempts        INTEGER NOT NULL DEFAULT 0,
  planned_at      TEXT NOT NULL,
  next_attempt_at TEXT,
  sent_at         TEXT,
  message_id      TEXT NOT NULL UNIQUE,
  header          BLOB NOT NULL,
  reply           TEXT,
  UNIQUE (day, part, subscriber),
  CHECK ((next_attempt_at IS NOT NULL) = (state IN ('planned', 'deferred')))
) STRICT;
CREATE INDEX delivery_due ON delivery (next_attempt_at, id) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX delivery_state ON delivery (state);

CREATE TABLE attempt (
  delivery   INTEGER NOT NULL REFERENCES delivery,
  number     INTEGER NOT NULL,
  started_at TEXT NOT NULL,
  ended_at   TEXT,
  outcome    TEXT CHECK (outcome IN ('accepted', 'deferred', 'refused', 'unknown')),
  reply      TEXT,
  PRIMARY KEY (delivery, number)
) STRICT, WITHOUT ROWID;

-- What each watched folder was last seen doing.
CREATE TABLE source_state (
  account     TEXT NOT NULL,
  folder      TEXT NOT NULL,
  state       TEXT NOT NULL CHECK (state IN ('connecting', 'reading', 'idling', 'polling', 'failing', 'stopped')),
  since       TEXT NOT NULL,
  answered_at TEXT,   -- the server's last tagged answer
  passed_at   TEXT,   -- the last comparison of all UIDs
  error       TEXT,
  PRIMARY KEY (account, folder)
) STRICT, WITHOUT ROWID;
