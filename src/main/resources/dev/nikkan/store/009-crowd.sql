-- Surnames that more than 500 drafts of a year have (store.Crowds): they do not tell one draft from another. The year
-- is that of the draft's last announcement.
CREATE TABLE succession_crowd (
  surname TEXT NOT NULL,
  year    TEXT NOT NULL,
  PRIMARY KEY (surname, year)
) STRICT, WITHOUT ROWID;

INSERT INTO succession_crowd (surname, year)
SELECT surname, substr(last_day, 1, 4) FROM succession_key GROUP BY 1, 2 HAVING count(*) > 500;

INSERT INTO succession_due (draft)
SELECT DISTINCT k.draft FROM succession_key k
JOIN succession_crowd c ON c.surname = k.surname AND c.year = substr(k.last_day, 1, 4)
WHERE true ON CONFLICT DO NOTHING;
