-- How far files of many messages have been imported, so that an import that was ended goes on where it was.
CREATE TABLE archive (
  path        TEXT PRIMARY KEY,
  size        INTEGER NOT NULL,
  modified_at TEXT NOT NULL,      -- to the nanosecond
  head        BLOB NOT NULL CHECK (length(head) = 32),  -- the SHA-256 of its first octets
  list        TEXT,               -- assumed for mails that name none
  messages    INTEGER NOT NULL,   -- the first so many are stored
  octet       INTEGER NOT NULL,   -- where the next one begins; 0: the file has to be read from its beginning
  finished    INTEGER NOT NULL CHECK (finished IN (0, 1))
) STRICT, WITHOUT ROWID;
