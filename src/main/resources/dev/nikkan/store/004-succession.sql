-- Which draft went on under which other name. No mail says so: it is inferred, and the operator may overrule it.

-- Pairs that look alike enough. Of those that compete for a draft the likeliest is chosen.
CREATE TABLE succession_candidate (
  predecessor TEXT NOT NULL,
  successor   TEXT NOT NULL CHECK (successor <> predecessor),
  score       REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
  evidence    TEXT NOT NULL,
  chosen      INTEGER NOT NULL DEFAULT 0 CHECK (chosen IN (0, 1)),
  PRIMARY KEY (predecessor, successor)
) STRICT, WITHOUT ROWID;
CREATE INDEX succession_candidate_successor ON succession_candidate (successor);

-- The operator's word: a draft was replaced by another, or it was not.
CREATE TABLE succession_word (
  predecessor TEXT NOT NULL,
  successor   TEXT NOT NULL CHECK (successor <> predecessor),
  holds       INTEGER NOT NULL CHECK (holds IN (0, 1)),
  decided_at  TEXT NOT NULL,
  PRIMARY KEY (predecessor, successor)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX succession_word_holds ON succession_word (predecessor) WHERE holds = 1;
CREATE INDEX succession_word_successor ON succession_word (successor) WHERE holds = 1;

-- What of a draft is compared, ready to be: words and people, one a line, of its lowest and its highest revision.
CREATE TABLE succession_sketch (
  draft          TEXT PRIMARY KEY,
  first_day      TEXT NOT NULL,
  last_day       TEXT NOT NULL,
  from_start     INTEGER NOT NULL CHECK (from_start IN (0, 1)),  -- the lowest revision is 00
  published      INTEGER NOT NULL CHECK (published IN (0, 1)),   -- it became an RFC
  opening_words  TEXT NOT NULL,
  opening_people TEXT NOT NULL,
  closing_words  TEXT NOT NULL,
  closing_people TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- By what a sketch is found that may be of the same draft: a surname of an author, and the days it ran.
CREATE TABLE succession_key (
  surname   TEXT NOT NULL,
  last_day  TEXT NOT NULL,
  draft     TEXT NOT NULL,
  first_day TEXT NOT NULL,
  PRIMARY KEY (surname, last_day, draft)
) STRICT, WITHOUT ROWID;
CREATE INDEX succession_key_draft ON succession_key (draft);

-- Drafts to be looked at, again or for the first time. Triggers fill it, so that no way into the store forgets to.
CREATE TABLE succession_due (
  draft TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TRIGGER succession_post_added AFTER INSERT ON draft_post BEGIN
  INSERT INTO succession_due (draft) VALUES (NEW.draft) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER succession_post_gone AFTER DELETE ON draft_post BEGIN
  INSERT INTO succession_due (draft) VALUES (OLD.draft) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER succession_post_changed AFTER UPDATE OF draft, revision, title, authors ON draft_post BEGIN
  INSERT INTO succession_due (draft) VALUES (OLD.draft), (NEW.draft) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER succession_day_changed AFTER UPDATE OF day ON message WHEN OLD.day <> NEW.day BEGIN
  INSERT INTO succession_due (draft) SELECT draft FROM draft_post WHERE message = NEW.id ON CONFLICT DO NOTHING;
END;
-- What became an RFC went on under no other name.
CREATE TRIGGER succession_rfc_added AFTER INSERT ON rfc WHEN NEW.draft IS NOT NULL BEGIN
  INSERT INTO succession_due (draft) VALUES (NEW.draft) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER succession_rfc_gone AFTER DELETE ON rfc WHEN OLD.draft IS NOT NULL BEGIN
  INSERT INTO succession_due (draft) VALUES (OLD.draft) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER succession_rfc_changed AFTER UPDATE OF draft ON rfc BEGIN
  INSERT INTO succession_due (draft)
  SELECT d FROM (SELECT OLD.draft AS d UNION SELECT NEW.draft) WHERE d IS NOT NULL ON CONFLICT DO NOTHING;
END;

INSERT INTO succession_due (draft) SELECT DISTINCT draft FROM draft_post;
