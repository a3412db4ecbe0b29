#!/usr/bin/env python3
"""Takes the time from an emergency stop until every campaign of an account is paused and read back.

usage: stop_time.py PROGRAM [--campaigns N] [--limit SECONDS]

A simulated Meta whose clock runs with the machine's, a server beside it, N active campaigns. Prints the
seconds until the platform shows none active and until the last pause is verified, and the writes that
came. Exit code 1 above --limit, or when a campaign is still active.
"""

import argparse
import json
import pathlib
import shutil
import tempfile
import time

from platform_doubles import double_of
from served import Client, Server, connect_meta, make_key, must, set_up

ACCOUNT = "stopped"
PATIENCE_S = 120.0


def make_campaigns(double, count):
    draft = json.dumps({"name": "c", "objective": "OUTCOME_LEADS", "status": "ACTIVE",
                        "special_ad_categories": []})
    for _ in range(count):
        must(double.client.ask("POST", "/v25.0/act_1/campaigns?access_token=EAAdouble", draft), 200)
        double.pass_time(100)
    double.pass_time(600_000)  # what was made counts against no quota any more


def active(double):
    return sum(thing["status"] == "active" for thing in double.things("campaign"))


def stop(server, double, key):
    """Seconds until nothing is active, and until all is verified."""
    ask = Client(server.port, key).ask
    begin = moved = looked = time.monotonic()
    asked = {"scope": "account", "reason": "proof", "pause_ads": True}
    must(ask("POST", "/api/v1/emergency-stop", json.dumps(asked)), 200)
    paused = None
    while time.monotonic() - begin < PATIENCE_S:
        now = time.monotonic()
        double.pass_time(round((now - moved) * 1000))
        moved = now
        if paused is None and now - looked > 0.5:  # looks count against the platform's quota
            looked = now
            paused = time.monotonic() - begin if active(double) == 0 else None
        states = must(ask("GET", "/api/v1/executor"), 200)["changes"]
        open_now = sum(count for state, count in states.items() if state in
                       ("pending", "claimed", "executing", "verifying"))
        if paused is not None and open_now == 0:
            return paused, time.monotonic() - begin, states.get("completed", 0)
        time.sleep(0.1)
    raise SystemExit(f"stop: {active(double)} campaigns are active after {PATIENCE_S:.0f} s")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--campaigns", type=int, default=500)
    parser.add_argument("--limit", type=float, default=15.0)
    asked = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp())
    double = double_of("meta", asked.program, folder)
    server = Server(asked.program, folder, "", more=double.options)
    try:
        make_campaigns(double, asked.campaigns)
        server.start()
        session = set_up(server, ACCOUNT)
        connect_meta(server, session, ACCOUNT)
        key = make_key(server, session, ["read", "admin"])
        paused, verified, count = stop(server, double, key)
        writes = sum(field == "status" for _, field in double.writes())
    finally:
        if server.process and server.process.poll() is None:
            server.process.kill()
        double.process.kill()
        shutil.rmtree(folder)
    print(f"stop: {count} campaigns, paused after {paused:.1f} s, verified after {verified:.1f} s, {writes} pauses")
    if verified > asked.limit:
        raise SystemExit(f"stop: took more than {asked.limit} s")


if __name__ == "__main__":
    main()
