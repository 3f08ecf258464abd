-- What became of mails that announce nothing and came by the mailbox: requests, reports, and all that is left alone.
CREATE TABLE letter (
  message INTEGER PRIMARY KEY REFERENCES message,
  at      TEXT NOT NULL,
  outcome TEXT NOT NULL
) STRICT;

-- What came before this version is not answered any more.
INSERT INTO meta (key, value) SELECT 'letters_read', CAST(coalesce(max(id), 0) AS TEXT) FROM message;

-- A wish that anybody could have written: it waits until who reads the address's mail confirms it.
CREATE TABLE request (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  address  TEXT NOT NULL COLLATE NOCASE,
  wish     TEXT NOT NULL CHECK (wish IN ('subscribe', 'unsubscribe', 'settings')),
  language TEXT NOT NULL CHECK (language IN ('ja', 'en')),
  settings TEXT NOT NULL,   -- one a line
  nonce    TEXT NOT NULL,
  asked_at TEXT NOT NULL
) STRICT;
CREATE INDEX request_address ON request (address);
CREATE INDEX request_asked ON request (asked_at);

-- The ledger of our answers, apart from that of the digests. The octets are fixed when the answer is planned, in the
-- transaction that does what was asked: a crash neither loses nor doubles one.
CREATE TABLE answer (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  message         INTEGER REFERENCES message,     -- what it answers; NULL: a mail that looks whether an address works
  subscriber      INTEGER REFERENCES subscriber,  -- who is known to be meant; NULL where anybody could have asked
  address         TEXT NOT NULL COLLATE NOCASE,
  kind            TEXT NOT NULL,
  state           TEXT NOT NULL CHECK (state IN ('planned', 'sending', 'sent', 'deferred', 'failed', 'unsure')),
  attempts        INTEGER NOT NULL DEFAULT 0,
  planned_at      TEXT NOT NULL,
  next_attempt_at TEXT,
  sent_at         TEXT,
  message_id      TEXT NOT NULL UNIQUE,
  sender          TEXT,
  octets          BLOB NOT NULL,
  reply           TEXT,
  CHECK ((next_attempt_at IS NOT NULL) = (state IN ('planned', 'deferred')))
) STRICT;
CREATE INDEX answer_due ON answer (next_attempt_at, id) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX answer_state ON answer (state);
CREATE INDEX answer_address ON answer (address, planned_at);
CREATE INDEX answer_planned ON answer (planned_at);

ALTER TABLE delivery ADD COLUMN sender TEXT;  -- the envelope's; NULL: the configuration's

-- Mails that came back, once a day and kind: refused in the SMTP dialogue, or reported later.
CREATE TABLE bounce (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  subscriber INTEGER NOT NULL REFERENCES subscriber,
  day        TEXT NOT NULL,
  at         TEXT NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('hard', 'soft', 'ours')),
  words      TEXT NOT NULL,
  message    INTEGER REFERENCES message,   -- the report; NULL: the server refused it at once
  UNIQUE (subscriber, day, kind)
) STRICT;
CREATE INDEX bounce_day ON bounce (day);

ALTER TABLE subscriber ADD COLUMN bounces_since TEXT;  -- earlier ones are forgiven
