#!/usr/bin/env python3
"""Kills the server again and again while it changes ads on a simulated platform that loses answers, and
counts what was done twice, not at all, or otherwise than asked for.

usage: executor_storm.py PROGRAM KILLS [--platform P] [--seed N] [--db URL] [--clip FILE]

Without --db on SQLite in a temporary folder. Each round simulated minutes pass, the platform gets ready
to fail, the server runs for a random while and gets SIGKILL; meanwhile budgets, pauses, activations and
publications are asked for, approved and taken back, and what got no answer is asked for once more. In
the end the platform is kind again and time passes until nothing waits. Then, of the store (`db copy` of
it, on PostgreSQL) and of the platform:

  lost        an acknowledged change is no row, or did not end
  mute        a change that did not happen says no reason
  other       the platform has something else than the last completed change of a field
  doubled     a thing to make is there twice, or is missing
  unrecorded  more writes came to a thing than the ledger of sends knows of
  crowded     sends beyond the limits of an hour or a day
  jump        a budget moved further within six hours or a day than it may

Prints one line of counts; exit code 1 unless all of these are 0.
"""

import argparse
import collections
import hashlib
import json
import os
import pathlib
import queue
import random
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import threading
import time

from platform_doubles import double_of
from served import Client, Server, make_key, must, set_up

ACCOUNT = "storm"
SCOPES = ["read", "media", "publish", "execute", "approve", "config"]
CLIP = pathlib.Path(__file__).parent.parent / "tests/fuzz/probe_fuzz/sound.mp4"
BOUNDARY = "a-line-that-no-file-has"
HOUR_US, DAY_US = 3_600_000_000, 86_400_000_000
PER_HOUR, PER_DAY = 15, 100
PATIENCE_US = 600_000_000  # after which what is due has been looked at
VELOCITY = {6 * HOUR_US: 0.20, DAY_US: 0.50}
DRAIN_HOURS = 96
ENDED = {"completed", "rejected", "superseded", "expired", "cancelled", "conflict", "dead_letter"}
SAYS_WHY = {"expired", "conflict", "dead_letter"}  # the others were somebody's word


class Asker:
    """Asks for changes, one after another, each until it is answered."""

    def __init__(self, port, key, double, creative, seed):
        self.client = Client(port, key)
        self.platform = double.name
        things = double.things()
        self.random = random.Random(f"{seed} asks")
        self.first = {(thing["level"], thing["id"]): thing["budget"] for thing in things if thing["budget"]}
        self.budgets = dict(self.first)
        self.statuses = {(thing["level"], thing["id"]): thing["status"] for thing in things
                         if thing["level"] in ("campaign", "adset", "ad")}
        self.creative = creative
        self.asks = queue.Queue()
        self.acknowledged = set()
        self.refused = collections.Counter()
        self.published = 0
        self.thread = threading.Thread(target=self.work)

    def work(self):
        for ask in iter(self.asks.get, None):
            ask()
            self.asks.task_done()

    def post(self, path, body=None, headers=None):
        """The answer, whenever it comes."""
        while True:
            try:
                status, said = self.client.ask("POST", path, json.dumps(body or {}), headers)
            except OSError:
                time.sleep(0.005)
                continue
            if status not in (429, 503):
                return status, said
            time.sleep(0.05)

    def one(self):
        kinds = (self.budget, self.status, self.retry, self.publish)
        self.asks.put(self.random.choices(kinds, (10, 8, 1, 2))[0])

    def change(self, body):
        status, said = self.post("/api/v1/changes", {"reason": "storm", **body})
        if status != 201:
            self.refused[f"change {status}"] += 1
            return
        self.acknowledged.add(said["id"])
        if said["status"] == "awaiting_approval":
            self.judge(said["id"])

    def judge(self, change):
        """Most changes are let go, some are not, some wait until they expire."""
        verdict = self.random.choices(("approve", "reject", "cancel", None), (16, 1, 1, 2))[0]
        if verdict:
            self.post(f"/api/v1/changes/{change}/{verdict}")

    def budget(self):
        unit = level, thing = self.random.choice(sorted(self.budgets))
        far = self.random.random() < 0.1
        share = self.random.uniform(1.3, 1.6) if far else self.random.uniform(0.85, 1.19)
        # Within a day's way of where it began, or it would be on its way for weeks.
        least, most = round(self.first[unit] * 0.7), round(self.first[unit] * 1.4)
        target = min(max(least, round(self.budgets[unit] * share)), most)
        self.budgets[unit] = target
        self.change({"ad_entity_id": f"{self.platform}:{thing}", "entity_type": level,
                     "daily_budget": {"amount_minor": target, "currency": "USD"}})

    def status(self):
        level, thing = self.random.choice(sorted(self.statuses))
        wanted = "paused" if self.statuses[level, thing] == "active" else "active"
        self.statuses[level, thing] = wanted
        self.change({"ad_entity_id": f"{self.platform}:{thing}", "entity_type": level, "status": wanted})

    def publish(self):
        self.published += 1
        body = {"creative_id": self.creative, "name": f"Storm {self.published}", "objective": "leads",
                "budget": {"amount_minor": 5_000, "currency": "USD"}, "targeting": {"countries": ["AE"]}}
        status, said = self.post(f"/api/v1/publish/{self.platform}", body,
                                 {"Idempotency-Key": f"storm-{self.published}"})
        if status != 202:
            self.refused[f"publish {status}"] += 1
            return
        for step in said["steps"]:
            self.acknowledged.add(step["change_id"])
            self.post(f"/api/v1/changes/{step['change_id']}/approve")

    def retry(self):
        try:
            _, page = self.client.ask("GET", "/api/v1/changes?status=dead_letter&limit=1")
        except OSError:
            return
        for change in page.get("items", []):
            self.post(f"/api/v1/changes/{change['id']}/retry")


def ready(server, double):
    """An account in mode auto whose ads are those of the platform, and an approved creative."""
    server.start()
    session = set_up(server, ACCOUNT)
    ask = Client(server.port).ask
    path = f"/api/v1/accounts/{ACCOUNT}"
    must(ask("PATCH", f"{path}/config", json.dumps({"executor": {"mode": "auto"}}),
             {**session, "If-Match": "*"}), 200)
    must(ask("PUT", f"{path}/connections/{double.name}/{double.account}", json.dumps(double.connection),
             session), 200, 201)
    return make_key(server, session, SCOPES)


def make_creative(server, key, clip):
    ask = Client(server.port, key).ask
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{clip.name}"\r\n\r\n'
    body = head.encode() + clip.read_bytes() + f"\r\n--{BOUNDARY}--\r\n".encode()
    asset = must(ask("POST", "/api/v1/assets", body,
                     {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}), 201)["asset_id"]
    draft = {"asset_id": asset, "name": "Clip", "message": "Six weeks.", "headline": "Start",
             "link": "https://gym.example/start", "call_to_action": "SIGN_UP",
             "youtube_video_id": "dQw4w9WgXcQ"}
    creative = must(ask("POST", "/api/v1/creatives", json.dumps(draft)), 201)["id"]
    must(ask("POST", f"/api/v1/creatives/{creative}/approve"), 200)
    return creative


def storm(server, double, kills, seed, clip):
    """The rounds; returns who asked."""
    key = ready(server, double)
    asker = Asker(server.port, key, double, make_creative(server, key, clip), seed)
    chance = random.Random(f"{seed} kills")
    asker.thread.start()
    try:
        for _ in range(kills):
            server.end(signal.SIGKILL)
            double.pass_time(chance.choice((2_000, 20_000, 300_000, 1_200_000, 1_800_000)))
            double.trouble(chance)
            for _ in range(chance.choice((0, 1, 1, 2))):
                asker.one()
            server.start()
            time.sleep(chance.uniform(0.0, 0.15))
            if chance.random() < 0.15:  # long enough for a second look
                for _ in range(6):
                    double.pass_time(chance.choice((1_000, 1_500, 4_000)))
                    time.sleep(0.1)
    finally:
        double.be_kind()
        asker.asks.put(None)
        asker.thread.join()
    run_dry(server, double, key)
    server.end(signal.SIGTERM)
    return asker


def run_dry(server, double, key):
    """Time passes until every change has ended."""
    ask = Client(server.port, key).ask
    end = double.now_ms() + DRAIN_HOURS * 3_600_000
    left = ENDED
    while double.now_ms() < end:
        state = must(ask("GET", "/api/v1/executor"), 200)["changes"]
        left = {name: count for name, count in state.items() if count and name not in ENDED}
        if not left:
            return
        moving = set(left) - {"pending", "awaiting_approval"}
        double.pass_time(2_000 if moving else 1_200_000)
        time.sleep(0.3)
    print(f"storm: after {DRAIN_HOURS} hours there are still {left}")


class Rows:
    """What the store has."""

    def __init__(self, path, platform):
        self.database = sqlite3.connect(path)
        self.database.row_factory = sqlite3.Row
        self.changes = self.all("SELECT * FROM pending_ad_changes WHERE platform = ?", platform)
        self.sent = self.all("SELECT * FROM mutation_ledger WHERE platform = ? ORDER BY sent_at", platform)
        self.records = self.all(
            "SELECT * FROM ad_change_history WHERE platform = ? ORDER BY completed_at, id", platform)
        self.budgets = self.all(
            "SELECT * FROM budget_history WHERE platform = ? ORDER BY valid_from", platform)

    def all(self, statement, platform):
        return [dict(row) for row in self.database.execute(statement, (platform,))]


def token_of(change):
    return "gv:" + hashlib.sha256(change["idem_key"].encode()).hexdigest()[:12]


def window_excess(times, span, most):
    """How often more than `most` lie within a span."""
    return sum(1 for first, last in zip(times, times[most:]) if last - first < span)


def has_other(rows, things):
    """Fields whose last completed change is not what the platform has."""
    last = {}
    for record in rows.records:
        if record["status"] == "completed" and record["change_type"] != "create":
            last[record["entity_id"], record["change_type"]] = record
    other = []
    for (thing, field), record in last.items():
        wanted = json.loads(record["new_value"])
        has = things[thing]["budget" if field == "budget" else "status"] if thing in things else "nothing"
        if has != wanted:
            other.append(f"{field} of {thing} is {has}, change {record['change_id']} made it {wanted}")
    return other


def made_wrongly(rows, things):
    """Things to make that are there more than once, or not at all though they were completed."""
    wrong = []
    for change in rows.changes:
        if change["change_type"] != "create":
            continue
        found = [thing for thing in things.values() if thing["name"].endswith(token_of(change))]
        least = 1 if change["status"] == "completed" else 0
        if not least <= len(found) <= 1:
            wrong.append(f"{change['entity_type']} of {change['id']} ({change['status']}): {len(found)}")
    return wrong


def unrecorded(rows, double):
    """How often was what written, and fields that were written more often than the ledger says."""
    makers = {token_of(change): change["id"] for change in rows.changes if change["change_type"] == "create"}
    known = collections.Counter()
    for sent in rows.sent:
        known[sent["change_id"] if sent["entity_id"].startswith("new:") else sent["entity_id"]] += 1
    came = collections.Counter((makers.get(name, name), field) for name, field in double.writes())
    return came, [f"{field} of {name}: {count} writes, {known[name]} in the ledger"
                  for (name, field), count in came.items() if count > known[name]]


def jumps(rows):
    """Budgets that left the bounds of velocity, by what they were up to a day before."""
    ways = collections.defaultdict(list)
    for step in rows.budgets:
        ways[step["unit_id"]].append((step["valid_from"], step["daily_budget_minor"]))
    found = []
    for unit, way in ways.items():
        for i, (at, value) in enumerate(way):
            for span, share in VELOCITY.items():
                # Everything that was in force within the span before: its steps, and what they began from.
                before = [old for j, (_, old) in enumerate(way[:i]) if way[j + 1][0] > at - span]
                if any(abs(value - old) > share * old + 1 for old in before):
                    found.append(f"{unit}: {value} at {at} after {before}")
    return found


def compare(asker, rows, double):
    """What is wrong, by kind; and how often each thing was written to."""
    things = {thing["id"]: thing for thing in double.things()}
    by_id = {change["id"]: change for change in rows.changes}
    now_us = double.now_ms() * 1000
    open_rows = [change["id"] for change in rows.changes if change["status"] not in ENDED
                 and not (change["status"] == "pending" and change["earliest_execute_at"] > now_us - PATIENCE_US)]
    mute = [change["id"] for change in rows.changes
            if change["status"] in SAYS_WHY and not change["last_error"]]
    times = [sent["sent_at"] for sent in rows.sent for _ in range(sent["operations"])]
    came, beyond = unrecorded(rows, double)
    crowded = window_excess(times, HOUR_US, PER_HOUR) + window_excess(times, DAY_US, PER_DAY)
    return came, {
        "lost": [f"{change}: no row" for change in asker.acknowledged if change not in by_id] + open_rows,
        "mute": mute,
        "other": has_other(rows, things),
        "doubled": made_wrongly(rows, things),
        "unrecorded": beyond,
        "crowded": [f"{crowded} windows"] if crowded else [],
        "jump": jumps(rows),
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("kills", type=int)
    parser.add_argument("--platform", choices=("meta", "google", "tiktok"), default="meta")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--db", default="")
    parser.add_argument("--clip", type=pathlib.Path, default=CLIP)
    asked = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp())
    double = double_of(asked.platform, asked.program, folder)
    server = Server(os.path.abspath(asked.program), folder, asked.db, more=double.options)
    try:
        asker = storm(server, double, asked.kills, asked.seed, asked.clip)
        path = server.data / "geminivideo.db"
        if asked.db:
            path = folder / "copy.db"
            copy = [asked.program, "db", "copy", "--from", asked.db, "--to", f"sqlite:{path}"]
            subprocess.run(copy, check=True, stdout=subprocess.DEVNULL)
        rows = Rows(path, asked.platform)
        came, wrong = compare(asker, rows, double)
    finally:
        if server.process and server.process.poll() is None:
            server.process.kill()
        double.process.kill()
    states = dict(sorted(collections.Counter(change["status"] for change in rows.changes).items()))
    made = sum(change["change_type"] == "create" and change["status"] == "completed" for change in rows.changes)
    print(
        f"storm: {asked.kills} kills, {asked.platform}, acknowledged {len(asker.acknowledged)}, "
        f"refused {dict(asker.refused)}, rows {len(rows.changes)} {states}, made {made}, "
        f"in the ledger {len(rows.sent)} sends, writes that came {sum(came.values())}, "
        + ", ".join(f"{kind} {len(found)}" for kind, found in wrong.items())
    )
    if any(wrong.values()):
        for kind, found in wrong.items():
            for line in found[:20]:
                print(f"  {kind}: {line}")
        raise SystemExit(f"storm: what it was is in {folder}")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
