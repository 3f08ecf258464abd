-- What the octets of mails are compressed with: Zstandard dictionaries (RFC 8878 §5), each learned from the announcements
-- stored before it. A store carries its own, so that the file alone gives back every mail.
CREATE TABLE dictionary (
  id           INTEGER PRIMARY KEY,
  octets       BLOB NOT NULL,     -- none of row 0: compressed without a dictionary
  learned_from INTEGER NOT NULL   -- the highest message row at the time
) STRICT;
INSERT INTO dictionary (id, octets, learned_from) VALUES (0, x'', 0);

ALTER TABLE raw_message ADD COLUMN dictionary INTEGER REFERENCES dictionary;  -- NULL: deflated instead (RFC 1950)
