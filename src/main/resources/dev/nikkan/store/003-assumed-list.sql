-- The list that an import assumes for mails that name none: kept with each, so that an import that was killed before it
-- could read them loses nothing.
ALTER TABLE message ADD COLUMN assumed_list TEXT;
