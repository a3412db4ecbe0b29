#!/usr/bin/env python3
"""Kills the server again and again while it is told of clicks, deals and results and given files, and
counts what it had acknowledged and lost, or counted twice.

usage: kill_storm.py PROGRAM KILLS [--seed N] [--db URL]

Without --db on SQLite in a temporary folder. Each round the server runs for a random while and gets
SIGKILL; clients repeat some requests, as senders do. In the end the jobs run dry, the store is read
(`db copy` of it, on PostgreSQL) and compared with what was acknowledged. Prints one line of counts;
exit code 1 when anything was lost or doubled.
"""

import argparse
import collections
import hashlib
import json
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import struct
import subprocess
import tempfile
import threading
import time
import zlib

from served import PORTAL, Client, Server, connect_portal, make_key, must, set_up, signed

ACCOUNT = "storm"
WORKERS = 4
BOUNDARY = "a-line-that-no-file-has"


def png(text):
    """A small picture that is like no other."""

    def chunk(kind, data):
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    rows = (b"\0" + b"\x40\x80\xc0" * 16) * 16
    parts = [(b"IHDR", struct.pack(">IIBBBBB", 16, 16, 8, 2, 0, 0, 0)),
             (b"tEXt", b"Comment\0" + text.encode()), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in parts)


class Told:
    """What was sent, and what of it was acknowledged, by kind."""

    def __init__(self):
        self.lock = threading.Lock()
        self.sent = collections.defaultdict(set)
        self.acknowledged = collections.defaultdict(set)
        self.refused = collections.Counter()

    def note(self, kind, ids, status):
        with self.lock:
            if status in (200, 201, 202):
                self.acknowledged[kind].update(ids)
            else:
                self.refused[f"{kind} {status}"] += 1


class Sender:
    """Tells the server of one thing after another until it is asked to stop."""

    def __init__(self, number, port, key, told, seed):
        self.client = Client(port, key)
        self.port, self.told = port, told
        self.random = random.Random(f"{seed} {number}")
        self.names = f"{number}-"
        self.count = 0
        self.last = None

    def run(self, stop):
        while not stop.is_set():
            # What got no answer is said again, and now and then what got one.
            if self.last is None or self.random.random() > 0.3:
                kinds = (self.click, self.deals, self.feedback, self.upload)
                self.last = self.random.choices(kinds, (4, 4, 4, 1))[0]()
            kind, ids, path, body = self.last
            with self.told.lock:
                self.told.sent[kind].update(ids)
            try:
                headers = self.headers_for(kind, body)
                status, _ = self.client.ask("POST", path, body, headers)
                self.told.note(kind, ids, status)
            except OSError:
                time.sleep(0.005)

    def headers_for(self, kind, body):
        if kind == "deal":
            return signed(self.port, body)
        return {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"} if kind == "upload" else None

    def name(self):
        self.count += 1
        return f"{self.names}{self.count}"

    def click(self):
        name = f"click-{self.name()}"
        body = {
            "tenant_id": ACCOUNT,
            "click_id": name,
            "ad_id": f"ad{self.random.randrange(5)}",
            "campaign_id": "c1",
            "consent": {"ads": True, "source": "banner"},
            "ip_address": "203.0.113.7",
            "user_agent": "Mozilla/5.0",
        }
        return "click", {name}, "/api/ml/attribution/track-click", json.dumps(body)

    def deals(self):
        made = [int(self.name().replace("-", "0")) for _ in range(self.random.randint(1, 5))]
        now = int(time.time() * 1000)
        events = [
            {
                "eventId": deal,
                "subscriptionId": 1,
                "portalId": PORTAL,
                "occurredAt": now,
                "subscriptionType": "deal.propertyChange",
                "attemptNumber": 0,
                "objectId": deal,
                "propertyName": "dealstage",
                "propertyValue": "show_up",
            }
            for deal in made
        ]
        return "deal", {str(deal) for deal in made}, "/api/webhook/hubspot", json.dumps(events)

    def feedback(self):
        name = f"result-{self.name()}"
        body = {
            "tenant_id": ACCOUNT,
            "ad_id": f"ad{self.random.randrange(5)}",
            "actual_pipeline_value": 10,
            "actual_spend": 1,
            "actual_impressions": 100,
            "actual_clicks": 2,
            "event_id": name,
        }
        return "feedback", {name}, "/api/ml/battle-hardened/feedback", json.dumps(body)

    def upload(self):
        picture = png(self.name())
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'
        body = head.encode() + picture + f"\r\n--{BOUNDARY}--\r\n".encode()
        return "upload", {hashlib.sha256(picture).hexdigest()}, "/api/v1/assets", body


def storm(server, kills, seed):
    """The rounds; returns what was told."""
    server.start()
    session = set_up(server, ACCOUNT)
    connect_portal(server, session, ACCOUNT)
    key = make_key(server, session, ["read", "ingest", "learn", "media", "predict"])
    told = Told()
    chance = random.Random(seed)
    stop = threading.Event()
    senders = [Sender(n, server.port, key, told, seed) for n in range(1, WORKERS + 1)]
    threads = [threading.Thread(target=sender.run, args=(stop,)) for sender in senders]
    for thread in threads:
        thread.start()
    try:
        for _ in range(kills):
            time.sleep(chance.uniform(0.01, 0.3))
            server.end(signal.SIGKILL)
            server.start()
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    run_dry(server, key)
    server.end(signal.SIGTERM)
    return told


def run_dry(server, key):
    """Waits until no job is left."""
    client = Client(server.port, key)
    end = time.monotonic() + 600
    while time.monotonic() < end:
        queues = must(client.ask("GET", "/api/v1/queues"), 200)["queues"]
        # What runs every hour is always waiting.
        left = [queue for queue in queues if queue["name"] == "hubspot-webhook-events"]
        if all(queue["waiting"] == 0 and queue["active"] == 0 for queue in left):
            return
        time.sleep(0.2)
    raise SystemExit("storm: the jobs do not end")


def counts(database, statement):
    return dict(database.execute(statement).fetchall())


def stored_files(database, data):
    """How often each file is an asset whose bytes are there, by SHA-256."""
    kept = collections.Counter()
    for key in database.execute("SELECT storage_key FROM assets WHERE status = 'ready'"):
        file = data / "media" / key[0]
        kept[hashlib.sha256(file.read_bytes()).hexdigest() if file.exists() else "gone"] += 1
    return kept


def compare(told, path, data):
    """Lost and doubled, by kind."""
    database = sqlite3.connect(path)
    facts = counts(
        database, "SELECT source_key, count(*) FROM events WHERE source_key LIKE 'ad|%' GROUP BY 1"
    )
    kept = {
        "click": counts(database, "SELECT click_id, count(*) FROM click_tracking GROUP BY 1"),
        "deal": counts(database, "SELECT deal_id, count(*) FROM crm_events GROUP BY 1"),
        "feedback": {key.rsplit("|", 1)[1]: count for key, count in facts.items()},
        "upload": stored_files(database, data),
    }
    entries = counts(database, "SELECT deal_id, count(*) FROM revenue_ledger GROUP BY 1")
    lost, doubled = collections.Counter(), collections.Counter()
    for kind, names in told.acknowledged.items():
        lost[kind] = sum(1 for name in names if name not in kept[kind])
    for kind, rows in kept.items():
        doubled[kind] = sum(1 for count in rows.values() if count > 1)
    lost["ledger"] = sum(1 for deal in kept["deal"] if deal not in entries)
    doubled["ledger"] = sum(1 for count in entries.values() if count > 1)
    return lost, doubled


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("kills", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--db", default="")
    asked = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp())
    server = Server(os.path.abspath(asked.program), folder, asked.db)
    try:
        told = storm(server, asked.kills, asked.seed)
        path = server.data / "geminivideo.db"
        place = ["--data-dir", str(server.data)]
        if asked.db:
            path, place = folder / "copy.db", ["--db", asked.db]
            copy = [asked.program, "db", "copy", "--from", asked.db, "--to", f"sqlite:{path}"]
            subprocess.run(copy, check=True, stdout=subprocess.DEVNULL)
        lost, doubled = compare(told, path, server.data)
        subprocess.run([asked.program, "rebuild", "--check", *place], check=True, stdout=subprocess.DEVNULL)
    finally:
        if server.process and server.process.poll() is None:
            server.process.kill()
    acknowledged = {kind: len(names) for kind, names in sorted(told.acknowledged.items())}
    print(
        f"storm: {asked.kills} kills, acknowledged {acknowledged}, refused {dict(told.refused)}, "
        f"lost {sum(lost.values())} {dict(+lost)}, doubled {sum(doubled.values())} {dict(+doubled)}"
    )
    if sum(lost.values()) or sum(doubled.values()):
        raise SystemExit(f"storm: what it was is in {folder}")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
