-- What an answer's end says about its address; NULL: nothing. Of the answers only the mail that looks whether an
-- address works is judged by it. One that had come back before this version says nothing: its subscriber goes on.
ALTER TABLE answer ADD COLUMN verdict TEXT CHECK (verdict IN ('hard', 'soft', 'ours'));
