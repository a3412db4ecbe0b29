#!/usr/bin/env python3
"""Writes down a store of today's schema with something in most tables, for later programs to upgrade.

usage: schema_dump.py PROGRAM

Serves an SQLite store in a temporary folder, tells it of an account's day, and writes the rows as SQL
to tests/data/schema/VERSION.sql. Run it when a version is released; what is there stays as it is.
"""

import json
import pathlib
import signal
import sqlite3
import sys
import tempfile
import time

from served import PORTAL, Client, Server, connect_portal, make_key, must, set_up, signed

SCHEMAS = pathlib.Path(__file__).resolve().parent.parent / "tests" / "data" / "schema"
ACCOUNT = "gym"


def tell_of_clicks(client):
    for number in range(3):
        click = {
            "ad_id": "ad_1",
            "campaign_id": "c_1",
            "click_id": f"click-{number}",
            "visitor_id": f"visitor-{number}",
            "consent": {"ads": True, "source": "banner"},
        }
        must(client.ask("POST", "/api/ml/attribution/track-click", json.dumps(click)), 202)
    sale = {
        "conversion_id": "order-1",
        "conversion_type": "purchase",
        "conversion_value": 120.5,
        "conversion_timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "click_id": "click-1",
        "email": "jane@example.com",
    }
    must(client.ask("POST", "/api/ml/attribution/attribute", json.dumps(sale)), 200)


def tell_of_deals(client, port):
    now = int(time.time() * 1000)
    events = [
        {
            "eventId": deal * 10 + step,
            "portalId": PORTAL,
            "occurredAt": now - 1000 + step,
            "subscriptionType": "deal.propertyChange",
            "attemptNumber": 0,
            "objectId": deal,
            "propertyName": name,
            "propertyValue": value,
        }
        for deal in (1, 2, 3)
        for step, (name, value) in enumerate((("amount", "7000"), ("dealstage", "closed_won")))
    ]
    body = json.dumps(events)
    must(client.ask("POST", "/api/webhook/hubspot", body, signed(port, body)), 200)
    foreign = body.replace(str(PORTAL), "99")
    must(client.ask("POST", "/api/webhook/hubspot", foreign, signed(port, foreign)), 200)


def tell_of_results(client):
    for ad in (1, 2, 3):
        day = {
            "ad_id": f"ad_{ad}",
            "event_id": f"day-1-{ad}",
            "actual_impressions": 20000,
            "actual_clicks": 300,
            "actual_spend": 900,
            "actual_conversions": ad,
            "actual_pipeline_value": 1200 * ad,
        }
        must(client.ask("POST", "/api/ml/battle-hardened/feedback", json.dumps(day)), 200)
    budget = {"total_budget": {"amount_minor": 300000, "currency": "USD"}, "dry_run": False}
    must(client.ask("POST", "/api/v1/decisions/run", json.dumps(budget)), 200)
    must(client.ask("POST", "/api/ml/ab/register-variant", json.dumps({"variant_id": "hook_a"})), 200)
    patch = json.dumps({"decision": {"min_roas": 1.2}})
    path = f"/api/v1/accounts/{ACCOUNT}/config"
    must(client.ask("PATCH", path, patch, {"If-Match": "*"}), 200)


def wait_for_jobs(client):
    for _ in range(200):
        queues = must(client.ask("GET", "/api/v1/queues"), 200)["queues"]
        events = [queue for queue in queues if queue["name"] == "hubspot-webhook-events"]
        if all(queue["waiting"] == 0 and queue["active"] == 0 for queue in events):
            return
        time.sleep(0.05)
    raise SystemExit("the jobs do not end")


def fill(server):
    server.start()
    session = set_up(server, ACCOUNT)
    connect_portal(server, session, ACCOUNT)
    scopes = ["read", "ingest", "learn", "predict", "decide", "config"]
    client = Client(server.port, make_key(server, session, scopes))
    tell_of_clicks(client)
    tell_of_deals(client, server.port)
    tell_of_results(client)
    wait_for_jobs(client)
    server.end(signal.SIGTERM)


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        server = Server(sys.argv[1], pathlib.Path(folder), "")
        fill(server)
        with sqlite3.connect(server.data / "geminivideo.db") as store:
            (version,) = store.execute("SELECT max(version) FROM schema_migrations").fetchone()
            path = SCHEMAS / f"{version:04}.sql"
            if path.exists():
                raise SystemExit(f"{path.name} is there already, and released schemas do not change")
            SCHEMAS.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(store.iterdump()) + "\n", encoding="utf-8")
    print(f"wrote {path}")


if __name__ == "__main__":
    main()
