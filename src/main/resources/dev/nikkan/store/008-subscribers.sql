-- Subscribers have a life: they ask, confirm, may bounce, and leave. Who was removed before this version is off.
ALTER TABLE subscriber ADD COLUMN standing TEXT NOT NULL DEFAULT 'pending'
  CHECK (standing IN ('pending', 'active', 'paused', 'off', 'suppressed'));
UPDATE subscriber SET standing = iif(state = 'active', 'active', 'off');
ALTER TABLE subscriber DROP COLUMN state;
ALTER TABLE subscriber RENAME COLUMN standing TO state;
ALTER TABLE subscriber ADD COLUMN consented_at TEXT;
ALTER TABLE subscriber ADD COLUMN consent_source TEXT;
CREATE INDEX subscriber_state ON subscriber (state, id);

-- Who changed what about a subscriber, and by what: a command, or the mail that asked for it.
CREATE TABLE subscriber_change (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  subscriber INTEGER NOT NULL REFERENCES subscriber,
  at         TEXT NOT NULL,
  who        TEXT NOT NULL CHECK (who IN ('operator', 'subscriber', 'bounce', 'complaint', 'daemon')),
  what       TEXT NOT NULL,
  was        TEXT NOT NULL,   -- state and settings; empty: there was none
  became     TEXT NOT NULL
) STRICT;
CREATE INDEX subscriber_change_subscriber ON subscriber_change (subscriber, id);

-- Whom no import may bring back: the SHA-256 of the address in lower case. The same stands in a file beside the store,
-- which a restored backup does not bring back to an earlier moment.
CREATE TABLE suppression (
  hash  BLOB PRIMARY KEY CHECK (length(hash) = 32),
  since TEXT NOT NULL,
  cause TEXT NOT NULL CHECK (cause IN ('left', 'removed', 'bounced', 'complained', 'forgotten'))
) STRICT, WITHOUT ROWID;

CREATE INDEX delivery_subscriber ON delivery (subscriber, id);
