-- What an edition says beside its announcements, as it was at the cut, so that it can be shown again.

-- The operator's closing words.
CREATE TABLE edition_note (
  day      TEXT NOT NULL REFERENCES edition,
  language TEXT NOT NULL CHECK (language IN ('ja', 'en')),
  text     TEXT NOT NULL,
  PRIMARY KEY (day, language)
) STRICT, WITHOUT ROWID;

-- When each watched folder had last been read to its end; NULL: never. Editions of older versions have no rows.
CREATE TABLE edition_source (
  day     TEXT NOT NULL REFERENCES edition,
  source  TEXT NOT NULL,
  read_at TEXT,
  PRIMARY KEY (day, source)
) STRICT, WITHOUT ROWID;

-- Last calls by the day they end.
CREATE INDEX event_call ON event (deadline) WHERE kind = 'last-call';
