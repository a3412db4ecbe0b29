#!/usr/bin/env python3
"""Prints the CREATE statements of tables of db/tables.txt in the form of both engines.

For writing a new migration: what has run is never generated again. A test compares every migrated
store with db/tables.txt.
Run: scripts/migration.py sqlite|postgres TABLE...
"""

import pathlib
import sys

TYPES = {
    "": ("TEXT", "TEXT"),
    "U": ("TEXT", "UUID"),
    "I": ("INTEGER", "INTEGER"),
    "L": ("INTEGER", "BIGINT"),
    "M": ("INTEGER", "BIGINT"),
    "F": ("REAL", "DOUBLE PRECISION"),
    "B": ("INTEGER", "BOOLEAN"),
    "S": ("INTEGER", "TIMESTAMPTZ"),
    "D": ("TEXT", "DATE"),
    "J": ("TEXT", "JSONB"),
    "X": ("BLOB", "BYTEA"),
}
SETTING = "(SELECT current_setting('gv.account_id', true))"
# Tables whose rows may belong to an account or to nobody, and the column that says so.
SHARED = {
    "jobs": "account_id",
    "job_execution_history": "account_id",
    "webhook_inbox": "account_id",
    "quarantine": "account_id",
    "model_registry": "account_id",
    "schedules": "account_key",
    "execution_holds": "account_id",
}
# Small rows that change all the time.
BUSY = ("jobs", "job_fairness", "leases", "account_event_heads")


def parse(line):
    name, key, columns, *references = [part.strip() for part in line.split("|")]
    name, _, flags = name.partition(" ")
    rows = []
    if "a" in flags:
        rows.append(("account_id", "", False))
    for column in columns.split(", "):
        words = column.split(" ")
        rows.append((words[0].rstrip("?"), words[1] if len(words) > 1 else "", words[0].endswith("?")))
    keys = [
        ["account_id" if part == "a" else part for part in clause.split(", ")]
        for clause in (piece.strip().removeprefix("uq(").rstrip(")") for piece in key.split(";"))
    ]
    return name, flags, keys, rows, references[0].split("; ") if references else []


def tables():
    path = pathlib.Path(__file__).resolve().parent.parent / "db/tables.txt"
    for line in path.read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            yield parse(line)


def column_text(column, engine):
    name, letter, nullable = column
    text = f"  {name} {TYPES[letter][engine]}" + ("" if nullable else " NOT NULL")
    if engine == 0 and letter == "B":
        text += f" CHECK ({name} IN (0, 1))"
    if engine == 0 and letter == "J":
        # json_valid(NULL) is 0 in SQLite 3.40, and not NULL as in later versions.
        text += f" CHECK ({name + ' IS NULL OR ' if nullable else ''}json_valid({name}))"
    return text


def reference_text(reference):
    columns, _, target = reference.partition(" -> ")
    table, _, key = target.partition("(")
    return f"  FOREIGN KEY ({columns}) REFERENCES {table} ({key.rstrip(')')})"


def security(name, flags):
    lines = []
    grants = f"GRANT SELECT, INSERT, UPDATE, DELETE ON {name} TO gv_app, gv_worker;"
    if "a" in flags or name in SHARED:
        lines += [
            f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY;",
            f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY;",
        ]
    if "a" in flags:
        lines += [
            f"CREATE POLICY account ON {name}\n  USING (account_id = {SETTING})"
            f"\n  WITH CHECK (account_id = {SETTING});"
        ]
    elif name in SHARED:
        column = SHARED[name]
        nobody = f"{column} IS NULL" if column == "account_id" else f"{column} = '*'"
        rule = f"{nobody} OR {column} = {SETTING}"
        lines += [
            f"CREATE POLICY account ON {name}\n  USING ({rule})\n  WITH CHECK ({rule});",
            f"CREATE POLICY worker ON {name} TO gv_worker USING (true) WITH CHECK (true);",
        ]
    return lines + [grants]


def create(table, engine):
    name, flags, keys, columns, references = table
    body = [column_text(column, engine) for column in columns]
    body.append(f"  PRIMARY KEY ({', '.join(keys[0])})")
    body += [f"  UNIQUE ({', '.join(key)})" for key in keys[1:]]
    body += [reference_text(reference) for reference in references]
    text = f"CREATE TABLE {name} (\n" + ",\n".join(body) + "\n)"
    if engine == 0:
        return text + (" STRICT, WITHOUT ROWID;" if len(keys[0]) > 1 else " STRICT;")
    if "p" in flags:
        when = keys[0][-1]
        text += f" PARTITION BY RANGE ({when});\nCREATE TABLE {name}_default PARTITION OF {name} DEFAULT"
    if name in BUSY:
        text += " WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01)"
    return "\n".join([text + ";"] + security(name, flags))


def main():
    engine = {"sqlite": 0, "postgres": 1}[sys.argv[1]]
    wanted = sys.argv[2:]
    by_name = {table[0]: table for table in tables()}
    print("\n\n".join(create(by_name[name], engine) for name in wanted))


if __name__ == "__main__":
    main()
