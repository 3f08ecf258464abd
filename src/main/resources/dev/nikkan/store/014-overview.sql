-- What language models wrote of whole days, also what was not fit to be printed. The source is a hash of the signals: when
-- they change, it is another row.
CREATE TABLE overview (
  id            INTEGER PRIMARY KEY,
  day           TEXT NOT NULL,
  language      TEXT NOT NULL,
  engine        TEXT NOT NULL,    -- the dialect: openai, anthropic
  model         TEXT NOT NULL,    -- as it was asked for
  prompt        TEXT NOT NULL,    -- the version of the instructions: the beginning of their hash
  source        BLOB NOT NULL CHECK (length(source) = 32),  -- the SHA-256 of the day's signals
  answered_by   TEXT NOT NULL,    -- the model as the endpoint names it; empty where it did not
  headline      TEXT NOT NULL,    -- empty where none passed
  text          TEXT NOT NULL,    -- of a rejected one the last answer, for the operator alone
  topics        TEXT NOT NULL,    -- a line for each topic: its id, a blank, the sentence
  verdict       TEXT NOT NULL CHECK (verdict IN ('accepted', 'rejected')),
  reasons       TEXT NOT NULL,    -- why pieces of an answer were rejected, one a line
  calls         INTEGER NOT NULL,
  input_tokens  INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  millis        INTEGER NOT NULL,
  written_at    TEXT NOT NULL,
  UNIQUE (day, language, engine, model, prompt, source)
) STRICT;
