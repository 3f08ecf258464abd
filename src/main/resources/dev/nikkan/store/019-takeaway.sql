-- What a model wrote of a day's takeaways: a line for each, its place (from 1), a blank, the sentence.
ALTER TABLE overview ADD COLUMN takeaways TEXT NOT NULL DEFAULT '';
