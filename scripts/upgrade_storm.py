#!/usr/bin/env python3
"""Kills the upgrade of old stores again and again, and looks whether anything of them is lost.

usage: upgrade_storm.py PROGRAM KILLS [--seed N]

For every store below tests/data/schema: KILLS times, a copy is migrated and the program gets SIGKILL
at a random moment; then the migration is run to its end. Every row of every table must be there as it
was, the file sound, and every projection equal to its rebuild. Prints a line for each store; exit code
1 when anything is lost.
"""

import argparse
import pathlib
import random
import sqlite3
import subprocess
import tempfile
import time

SCHEMAS = pathlib.Path(__file__).resolve().parent.parent / "tests" / "data" / "schema"


def run(program, *arguments):
    subprocess.run([program, *arguments], check=True, capture_output=True)


def restore(dump, path):
    for leftover in path.parent.glob(path.name + "*"):
        leftover.unlink()
    with sqlite3.connect(path) as store:
        store.executescript(dump)
    store.close()


def columns_of(store, table):
    return [row[1] for row in store.execute(f'PRAGMA table_info("{table}")')]


def rows_of(store, tables):
    """The rows of each table, with the columns that it had, in a fixed order."""
    rows = {}
    for table, columns in tables.items():
        named = ", ".join(f'"{column}"' for column in columns)
        rows[table] = sorted(map(repr, store.execute(f'SELECT {named} FROM "{table}"')))
    return rows


def tables_of(store):
    names = store.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND name <> 'schema_migrations'"
    )
    return {name: columns_of(store, name) for (name,) in names.fetchall()}


def check_sound(store, name):
    # SQLite 3.40 looks for NULL in the wrong columns of tables WITHOUT ROWID.
    for (finding,) in store.execute("PRAGMA integrity_check(1000000)"):
        if finding != "ok" and not finding.startswith("NULL value in "):
            raise SystemExit(f"{name}: the file is damaged: {finding}")


def upgrade_killed(program, path, after_s):
    started = subprocess.Popen(
        [program, "migrate", "--db", f"sqlite:{path}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(after_s)
    started.kill()
    return started.wait() != 0


def storm(program, dump_path, kills, chance):
    """How many of the kills hit a running upgrade."""
    dump = dump_path.read_text(encoding="utf-8")
    hits = 0
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "old.db"
        restore(dump, path)
        with sqlite3.connect(path) as store:
            tables = tables_of(store)
            before = rows_of(store, tables)
        begun = time.monotonic()
        run(program, "migrate", "--db", f"sqlite:{path}")
        takes_s = time.monotonic() - begun
        for _ in range(kills):
            restore(dump, path)
            hits += upgrade_killed(program, path, chance.uniform(0, takes_s))
            run(program, "migrate", "--db", f"sqlite:{path}")
            with sqlite3.connect(path) as store:
                check_sound(store, dump_path.name)
                after = rows_of(store, tables)
            lost = [table for table in tables if before[table] != after[table]]
            if lost:
                raise SystemExit(f"{dump_path.name}: other rows in {', '.join(lost)}")
        run(program, "rebuild", "--check", "--db", f"sqlite:{path}")
    return hits


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("kills", type=int)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    for dump in sorted(SCHEMAS.glob("*.sql")):
        hits = storm(asked.program, dump, asked.kills, chance)
        print(f"{dump.name}: {asked.kills} kills, {hits} of a running upgrade, nothing lost")


if __name__ == "__main__":
    main()
