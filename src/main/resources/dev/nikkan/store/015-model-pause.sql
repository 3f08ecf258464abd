-- Models that nobody asks for a while, because they do not answer or said no. The daemon knows it itself; this is for
-- `status`.
CREATE TABLE model_pause (
  engine TEXT NOT NULL,
  model  TEXT NOT NULL,
  until  TEXT NOT NULL,
  why    TEXT NOT NULL,
  PRIMARY KEY (engine, model)
) STRICT, WITHOUT ROWID;
