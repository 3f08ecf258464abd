-- A list's last mail is the one of its newest day: an archive that is imported comes later and is older.
DROP INDEX message_list;
CREATE INDEX message_list ON message (list, day, id);
