-- The index of search: a row for each draft (that of its highest revision), each RFC and each other announcement. Its
-- texts are not kept (contentless): they are where they were, in draft_post, rfc and event.
--
-- The columns hold words that dev.nikkan.search.Words has folded already, one blank between two, so that the tokenizer
-- has nothing left to decide: what is not ASCII is all letters. Labels are `kind:rfc`, `wg:tls`, `stream:ietf` and, in each
-- row, `is:entry`; no word has a colon in it.
--
-- A row's id is its day, as the number of days since 1970, in the upper 32 bits, and its mail below: the order of the
-- index is that of time, so that the newest come first without sorting and a span of days is a span of ids.
CREATE VIRTUAL TABLE search USING fts5 (
  name, title, about, authors, wg, text, labels,
  content = '', contentless_delete = 1, tokenize = "ascii tokenchars ':-'", prefix = '1'
);

-- Which mails have a row, and which one: of a mail's day the id alone would not tell once that has changed.
CREATE TABLE search_entry (
  message INTEGER PRIMARY KEY REFERENCES message,
  id      INTEGER NOT NULL
) STRICT;

-- It is filled by dev.nikkan.store.SearchIndex, which this tells to.
DELETE FROM meta WHERE key = 'search';
