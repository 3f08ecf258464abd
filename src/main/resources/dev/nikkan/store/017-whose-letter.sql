-- Whose a mail is that announces nothing, as its token says, so that it goes when its subscriber is forgotten. NULL: nobody's,
-- or of somebody who is known by the address alone.
ALTER TABLE letter ADD COLUMN subscriber INTEGER REFERENCES subscriber;

UPDATE letter SET subscriber = w.subscriber FROM (
  SELECT message, subscriber FROM bounce WHERE message IS NOT NULL
  UNION ALL SELECT message, subscriber FROM answer WHERE message IS NOT NULL AND subscriber IS NOT NULL
  UNION ALL SELECT CAST(substr(what, 6) AS INTEGER), subscriber FROM subscriber_change WHERE what GLOB 'mail [0-9]*'
) AS w WHERE w.message = letter.message;

CREATE INDEX letter_subscriber ON letter (subscriber) WHERE subscriber IS NOT NULL;
