#!/usr/bin/env python3
"""What a few lines of Python do with an mbox: every message parsed by the standard library's `email`, stored whole in
SQLite with an index of its words (FTS5), one commit at the end.

    index.py ARCHIVE.mbox STORE.db
"""

import email
import email.policy
import mailbox
import sqlite3
import sys


def text(message):
    body = message.get_body(preferencelist=("plain",))
    try:
        return body.get_content() if body else ""
    except (LookupError, UnicodeError):
        return body.get_payload()


def main(archive, store):
    database = sqlite3.connect(store)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute(
        "CREATE TABLE message (id INTEGER PRIMARY KEY, message_id TEXT, list TEXT, sender TEXT, subject TEXT, date TEXT,"
        " raw BLOB NOT NULL)"
    )
    database.execute("CREATE VIRTUAL TABLE search USING fts5 (subject, text, content = '')")
    box = mailbox.mbox(archive, create=False)
    for number, key in enumerate(box.iterkeys(), 1):
        raw = box.get_bytes(key)
        message = email.message_from_bytes(raw, policy=email.policy.default)
        subject = str(message["Subject"])
        database.execute(
            "INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                str(message["Message-ID"]),
                str(message["List-Id"]),
                str(message["From"]),
                subject,
                str(message["Date"]),
                raw,
            ),
        )
        database.execute(
            "INSERT INTO search (rowid, subject, text) VALUES (?, ?, ?)", (number, subject, text(message))
        )
    database.commit()


if __name__ == "__main__":
    main(*sys.argv[1:])
