-- The wishes that were confirmed, for as long as their tokens are of use: who presses the button twice is told that it is
-- done. A row names nobody.
CREATE TABLE used_confirmation (
  request INTEGER PRIMARY KEY,   -- the number that the wish had
  nonce   TEXT NOT NULL,
  used_at TEXT NOT NULL
) STRICT;
CREATE INDEX used_confirmation_at ON used_confirmation (used_at);
