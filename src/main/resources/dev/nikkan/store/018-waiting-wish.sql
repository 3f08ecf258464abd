-- A wish that may not be asked back yet, because its address had a mail today or the hour had all of its own, waits
-- instead of being lost.
ALTER TABLE request ADD COLUMN waits INTEGER NOT NULL DEFAULT 0 CHECK (waits IN (0, 1));
ALTER TABLE request ADD COLUMN message INTEGER REFERENCES message;  -- that bore the wish; NULL: the web
CREATE INDEX request_waiting ON request (id) WHERE waits = 1;
