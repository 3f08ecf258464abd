-- What a subscriber chose, and mails made once for all who chose the same.
ALTER TABLE subscriber ADD COLUMN text_only INTEGER NOT NULL DEFAULT 0 CHECK (text_only IN (0, 1));
ALTER TABLE subscriber ADD COLUMN one_mail INTEGER NOT NULL DEFAULT 0 CHECK (one_mail IN (0, 1));
ALTER TABLE subscriber ADD COLUMN quiet_days INTEGER NOT NULL DEFAULT 1 CHECK (quiet_days IN (0, 1));
ALTER TABLE subscriber ADD COLUMN filter TEXT NOT NULL DEFAULT 'all';

CREATE TABLE body (
  day      TEXT NOT NULL REFERENCES edition,
  part     INTEGER NOT NULL CHECK (part >= 1),
  variant  TEXT NOT NULL,   -- that of a plain one is its language
  quiet    INTEGER NOT NULL DEFAULT 0 CHECK (quiet IN (0, 1)),
  subject  TEXT NOT NULL,
  octets   BLOB NOT NULL,
  PRIMARY KEY (day, part, variant)
) STRICT;
INSERT INTO body (day, part, variant, subject, octets) SELECT day, part, language, subject, octets FROM edition_body;
DROP TABLE edition_body;
ALTER TABLE body RENAME TO edition_body;

ALTER TABLE delivery ADD COLUMN variant TEXT;  -- NULL: the language
