-- What language models wrote of drafts, also what was not fit to be printed, so that the same is never asked twice. A row
-- is by all that goes into the question: another model, prompt or language is another row.
CREATE TABLE summary (
  id            INTEGER PRIMARY KEY,
  draft         TEXT NOT NULL,
  revision      INTEGER NOT NULL CHECK (revision BETWEEN 0 AND 99),
  language      TEXT NOT NULL,
  engine        TEXT NOT NULL,    -- the dialect: openai, anthropic
  model         TEXT NOT NULL,    -- as it was asked for
  prompt        TEXT NOT NULL,    -- the version of the instructions: the beginning of their hash
  source        BLOB NOT NULL CHECK (length(source) = 32),  -- the SHA-256 of title and abstract
  answered_by   TEXT NOT NULL,    -- the model as the endpoint names it; empty where it did not
  text          TEXT NOT NULL,    -- of a rejected one the last answer, for the operator alone
  verdict       TEXT NOT NULL CHECK (verdict IN ('accepted', 'rejected')),
  reasons       TEXT NOT NULL,    -- why answers were rejected, one a line; also of an accepted second answer
  calls         INTEGER NOT NULL, -- 0: the text of an earlier revision with the same title and abstract
  input_tokens  INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  millis        INTEGER NOT NULL,
  written_at    TEXT NOT NULL,
  UNIQUE (draft, revision, language, engine, model, prompt)
) STRICT;
CREATE INDEX summary_source ON summary (source);
CREATE INDEX summary_written ON summary (written_at);

-- What was spent on a UTC day, unanswered questions included: what the daily limits count.
CREATE TABLE summary_spent (
  day           TEXT NOT NULL,
  engine        TEXT NOT NULL,
  model         TEXT NOT NULL,
  calls         INTEGER NOT NULL,
  unanswered    INTEGER NOT NULL,
  input_tokens  INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  PRIMARY KEY (day, engine, model)
) STRICT, WITHOUT ROWID;
