#!/usr/bin/env python3
"""Serves an account with a simulated Meta for many simulated hours, and sees whether anything grows.

usage: soak.py PROGRAM [--hours N] [--events N] [--decisions N] [--files N] [--strict]

Each simulated hour the account gets its share of the events of deals and clicks, the decisions on ads
that clients tell of, the files and the pages that people look at; the hourly runs, looks at Meta and
changes of budgets happen by themselves. At its end, when the jobs are done, memory, descriptors and
the log ahead of the database are measured, and the 99th percentile of its requests; after each quarter
of the hours memory also at rest, when the server has given back what is free. From the first of these
on it may grow by 1 MB an hour. Descriptors come and go with connections, so what counts is the fewest of
each quarter: those may not grow. With --strict the last hour's 99th percentile may be 1.2 times the first's.
"""

import argparse
import json
import os
import pathlib
import signal
import statistics
import sys
import time

from kill_storm import BOUNDARY, png
from served import (PORTAL, Client, beside_meta, connect_meta, connect_portal, make_key, must, set_up,
                    signed)

ACCOUNT = "soak"
SCOPES = ["read", "ingest", "predict", "media", "decide", "approve", "execute", "learn", "config"]
EVENTS_IN_POST = 100
ADS_IN_SELECT = 100
STAGES = ("appointment_scheduled", "show_up", "quote_sent", "closed_won")
PAGES = ("/api/v1/ads", "/api/v1/campaigns", "/api/v1/analytics/summary", "/api/v1/decisions",
         "/api/v1/changes", "/api/v1/executor", "/api/v1/impact", "/api/v1/queues", "/metrics")
MEMORY_SLOPE = 1.0  # MB a simulated hour
REST_S = 17  # the server gives memory back every 15 seconds
SETTLE_S = 0.5  # between looks at the queues, which count every job there was
QUARTERS = 4
LOG_MAX_MB = 64  # of the write-ahead log


class Account:
    """What happens to the account in an hour, and how long each answer took."""

    def __init__(self, server, meta, key):
        self.meta, self.port = meta, server.port
        self.client = Client(server.port, key)
        self.told, self.seconds = 0, []

    def ask(self, method, path, body=None, headers=None):
        began = time.perf_counter()
        answer = self.client.ask(method, path, body, headers)
        self.seconds.append(time.perf_counter() - began)
        return must(answer, 200, 201, 202)

    def events(self, count):
        now = self.meta.now_ms()
        for first in range(0, count, EVENTS_IN_POST):
            events = [self.event(now) for _ in range(min(EVENTS_IN_POST, count - first))]
            body = json.dumps(events)
            self.ask("POST", "/api/webhook/hubspot", body, signed(self.port, body, now))

    def event(self, now):
        self.told += 1
        return {"eventId": self.told, "subscriptionId": 1, "portalId": PORTAL, "occurredAt": now,
                "subscriptionType": "deal.propertyChange", "attemptNumber": 0,
                "objectId": 1 + self.told // len(STAGES), "propertyName": "dealstage",
                "propertyValue": STAGES[self.told % len(STAGES)]}

    def clicks(self, count):
        for number in range(count):
            self.told += 1
            self.ask("POST", "/api/v1/track/click", json.dumps(
                {"click_id": f"click-{self.told}", "ad_id": f"ad{number % 7}", "campaign_id": "c1",
                 "consent": {"ads": True, "source": "banner"}, "ip_address": "203.0.113.7",
                 "user_agent": "Mozilla/5.0"}))

    def decisions(self, count):
        for first in range(0, count, ADS_IN_SELECT):
            ads = [{"ad_id": f"ad{number}", "impressions": 10000 + number, "clicks": 100 + number,
                    "spend": {"amount_minor": 30000, "currency": "USD"},
                    "pipeline_value": {"amount_minor": 40000 + 300 * number, "currency": "USD"},
                    "age_hours": 72, "conversions": 2}
                   for number in range(min(ADS_IN_SELECT, count - first))]
            budget = {"amount_minor": 1000000, "currency": "USD"}
            self.ask("POST", "/api/v1/battle-hardened/select",
                     json.dumps({"ad_states": ads, "total_budget": budget}))

    def files(self, count):
        for _ in range(count):
            self.told += 1
            head = (f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; '
                    'filename="a.png"\r\n\r\n')
            body = head.encode() + png(f"{self.told}") + f"\r\n--{BOUNDARY}--\r\n".encode()
            self.ask("POST", "/api/v1/assets", body,
                     {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"})

    def pages(self, times):
        for _ in range(times):
            for path in PAGES[:-1]:
                self.ask("GET", path)

    def settle(self):
        """Waits until no job is left that is due."""
        end = time.monotonic() + 600
        while time.monotonic() < end:
            queues = must(self.client.ask("GET", "/api/v1/queues"), 200)["queues"]
            if all(queue["active"] == 0 and (queue["waiting"] == 0 or queue["name"] != "hubspot-webhook-events")
                   for queue in queues):
                return
            time.sleep(SETTLE_S)
        raise SystemExit("the jobs do not end")


def memory_of(server):
    """Of its own, in MB: pages of files come and go as the machine likes."""
    status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("RssAnon")).split()[1]) / 1024


def measured(server, account):
    """Memory in MB, descriptors, write-ahead log in MB, 99th percentile in ms."""
    process, memory = server.process.pid, memory_of(server)
    log = sum(file.stat().st_size for file in server.data.glob("*-wal")) / 2**20
    p99 = sorted(account.seconds)[len(account.seconds) * 99 // 100] * 1000
    return memory, len(os.listdir(f"/proc/{process}/fd")), log, p99


def slope(values):
    """Of the line of least squares, by step."""
    middle = (len(values) - 1) / 2
    mean = statistics.fmean(values)
    above = sum((i - middle) * (value - mean) for i, value in enumerate(values))
    return above / sum((i - middle) ** 2 for i in range(len(values)))


def share(total, hours, hour):
    return total * (hour + 1) // hours - total * hour // hours


def run(server, meta, asked):
    server.start()
    session = set_up(server, ACCOUNT)
    connect_portal(server, session, ACCOUNT)
    connect_meta(server, session, ACCOUNT)
    account = Account(server, meta, make_key(server, session, SCOPES))
    patch = {"business": {"daily_budget": 1000}, "executor": {"mode": "auto"}}
    must(Client(server.port).ask("PATCH", f"/api/v1/accounts/{ACCOUNT}/config", json.dumps(patch),
                                 {**session, "If-Match": "*"}), 200)
    rows, rests = [], []
    for hour in range(asked.hours):
        meta.advance(1)
        account.seconds = []
        account.events(share(asked.events, asked.hours, hour))
        account.clicks(share(asked.events // 50, asked.hours, hour))
        account.decisions(share(asked.decisions, asked.hours, hour))
        account.files(share(asked.files, asked.hours, hour))
        account.pages(5)
        account.settle()
        rows.append(measured(server, account))
        print("soak: hour {}: {:.1f} MB, {} descriptors, log {:.1f} MB, p99 {:.1f} ms".format(
            hour + 1, *rows[-1]), flush=True)
        if (hour + 1) % (asked.hours // QUARTERS) == 0:
            time.sleep(REST_S)
            rests.append(memory_of(server))
    client = Client(server.port, account.client.key)
    runs, changes = (must(client.ask("GET", f"/api/v1/{name}?limit=200"), 200)["items"]
                     for name in ("decision-runs", "changes"))
    print(f"soak: {len(runs)} of its own runs, {len(changes)} changes")
    if not runs:
        raise SystemExit("soak: the account does not decide by itself")
    if server.end(signal.SIGTERM) != 0:
        raise SystemExit("soak: the server did not end well")
    return rows, rests


def fewest_by_quarter(descriptors):
    each = len(descriptors) // QUARTERS
    return [min(descriptors[quarter * each:(quarter + 1) * each]) for quarter in range(QUARTERS)]


def judge(rows, rests, asked):
    _, descriptors, log, p99 = zip(*rows)
    growth, fewest = slope(rests) / (asked.hours // QUARTERS), fewest_by_quarter(descriptors)
    ratio = p99[-1] / p99[0]
    print(f"soak: {asked.hours} hours, {asked.events} events, {asked.decisions} decisions: "
          f"memory at rest {rests[0]:.1f} to {rests[-1]:.1f} MB, {growth:+.2f} an hour, "
          f"fewest descriptors by quarter {fewest}, log at most {max(log):.1f} MB, "
          f"p99 of the last hour {ratio:.2f} times the first's")
    good = growth <= MEMORY_SLOPE and fewest[-1] <= fewest[1] and max(log) <= LOG_MAX_MB
    return good and (ratio <= 1.2 or not asked.strict)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--hours", type=int, default=24)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--decisions", type=int, default=100_000)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--strict", action="store_true")
    asked = parser.parse_args()
    with beside_meta(asked.program) as (_, meta, server):
        good = judge(*run(server, meta, asked), asked)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
