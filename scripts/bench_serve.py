#!/usr/bin/env python3
"""Measures the server beside nginx: webhooks that are durable before they are answered, and reads.

usage: bench_serve.py PROGRAM [SECONDS]

The server has one core, wrk the other; nginx takes its turns on the same core, three rounds. Webhooks
carry ten events, each verified, read and stored with its job; nginx returns 200 for the same posts.
Sixty-four connections that send again at once wait for each other, whatever one answer takes: by
Little's law 64 connections at 2,000 posts a second wait 32 ms. So the webhooks' latency is measured once
more at a fixed rate (open_loop.py). Reads are of a deal's ledger with an API key; nginx serves a file of
that size. Each figure is the median of the rounds.
"""

import json
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

from served import PORTAL, Client, Server, connect_portal, free_port, make_key, must, set_up, signed

OPEN_LOOP = pathlib.Path(__file__).resolve().parent / "open_loop.py"
ROUNDS = 3
EVENTS = 10
CONNECTIONS = 64
POSTS_A_SECOND = 4_000  # more than are expected, so that no post is sent twice
FIXED_RATE = 1_000  # posts a second

FIGURES_LUA = """
function done(summary, latency, requests)
  io.write(string.format("figures %d %d %d %d\\n", summary.requests, summary.duration,
    latency:percentile(99), summary.errors.status + summary.errors.timeout + summary.errors.read))
end
"""

POST_LUA = FIGURES_LUA + """
local posts = {}
function init(args)
  for line in io.lines(args[1]) do
    local stamp, signature, body = line:match("^(%S+) (%S+) (.*)$")
    posts[#posts + 1] = wrk.format("POST", "/api/webhook/hubspot", {
      ["Content-Type"] = "application/json",
      ["X-HubSpot-Request-Timestamp"] = stamp,
      ["X-HubSpot-Signature-v3"] = signature}, body)
  end
end
local next_post = 0
function request()
  next_post = next_post % #posts + 1
  return posts[next_post]
end
"""

NGINX = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.err; worker_processes 1;
events {{ worker_connections 1024; }}
http {{
  access_log {folder}/nginx.log; client_body_temp_path {folder}; keepalive_requests 1000000000;
  server {{
    listen 127.0.0.1:{port};
    location /api {{ return 200; }}
    location /file {{ root {folder}; }}
  }}
}}
"""


def posts_file(path, port, first, count):
    """`count` signed posts of new events, a line each."""
    with open(path, "w", encoding="utf-8") as out:
        for post in range(count):
            now = int(time.time() * 1000)
            events = [
                {
                    "eventId": first + post * EVENTS + number,
                    "subscriptionId": 1,
                    "portalId": PORTAL,
                    "occurredAt": now,
                    "subscriptionType": "deal.propertyChange",
                    "attemptNumber": 0,
                    "objectId": first + post * EVENTS + number,
                    "propertyName": "dealstage",
                    "propertyValue": "show_up",
                }
                for number in range(EVENTS)
            ]
            body = json.dumps(events, separators=(",", ":"))
            head = signed(port, body)
            stamp, signature = head["X-HubSpot-Request-Timestamp"], head["X-HubSpot-Signature-v3"]
            out.write(f"{stamp} {signature} {body}\n")


def load(port, seconds, *arguments, path="/", connections=CONNECTIONS):
    """Requests a second, 99th percentile in ms, errors."""
    command = ["taskset", "-c", "1", "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency"]
    command += [*arguments[:2], f"http://127.0.0.1:{port}{path}", *arguments[2:]]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    line = next(line for line in said.splitlines() if line.startswith("figures"))
    requests, duration_us, p99_us, errors = map(int, line.split()[1:])
    return requests / duration_us * 1e6, p99_us / 1e3, errors


def load_at_fixed_rate(port, posts):
    """Posts a second, median, 99th percentile and longest time in ms, errors."""
    command = ["taskset", "-c", "1", sys.executable, str(OPEN_LOOP), str(port), str(posts)]
    command += [str(FIXED_RATE), str(CONNECTIONS)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return list(json.loads(said).values())


def medians(figures):
    return [statistics.median(column) for column in zip(*figures)]


def start_nginx(folder, port):
    path = folder / "nginx.conf"
    path.write_text(NGINX.format(folder=folder, port=port), encoding="utf-8")
    return subprocess.Popen(["taskset", "-c", "0", "nginx", "-c", str(path)])


def webhooks(server, nginx_port, folder, seconds):
    script = folder / "post.lua"
    script.write_text(POST_LUA, encoding="utf-8")
    ours, theirs, paced = [], [], []
    for turn in range(ROUNDS):
        posts = folder / "posts"
        count = POSTS_A_SECOND * seconds
        posts_file(posts, server.port, (2 * turn + 1) * 10**9, count)
        ours.append(load(server.port, seconds, "-s", str(script), "--", str(posts)))
        theirs.append(load(nginx_port, seconds, "-s", str(script), "--", str(posts)))
        posts_file(posts, server.port, (2 * turn + 2) * 10**9, FIXED_RATE * seconds)
        paced.append(load_at_fixed_rate(server.port, posts))
    rate, p99, errors = medians(ours)
    beside, beside_p99, _ = medians(theirs)
    print(f"webhooks, {EVENTS} events each: {rate * EVENTS:,.0f} events/s, p99 {p99:.1f} ms, "
          f"{errors:.0f} errors; nginx returning 200: {beside * EVENTS:,.0f} events/s, "
          f"p99 {beside_p99:.1f} ms; {100 * rate / beside:.0f} %")
    rate, p50, p99, longest, errors = medians(paced)
    print(f"the same at a fixed rate of {rate * EVENTS:,.0f} events/s: median {p50:.1f} ms, "
          f"p99 {p99:.1f} ms, longest {longest:.1f} ms, {errors:.0f} errors")


READ_LUA = FIGURES_LUA + """
wrk.headers["Authorization"] = "Bearer {key}"
"""


def reads(server, nginx_port, key, folder, seconds):
    posts_file(folder / "one", server.port, 1, 1)
    stamp, signature, body = (folder / "one").read_text(encoding="utf-8").strip().split(" ", 2)
    headers = {"X-HubSpot-Signature-v3": signature, "X-HubSpot-Request-Timestamp": stamp}
    must(Client(server.port).ask("POST", "/api/webhook/hubspot", body, headers), 200)
    path = "/api/v1/deals/1/ledger"
    client = Client(server.port, key)
    end = time.monotonic() + 120  # until its job has run
    while client.ask("GET", path)[0] == 404 and time.monotonic() < end:
        time.sleep(0.5)
    answer = json.dumps(must(client.ask("GET", path), 200), separators=(",", ":"))
    (folder / "file").write_text(answer, encoding="utf-8")
    script = folder / "read.lua"
    script.write_text(READ_LUA.replace("{key}", key), encoding="utf-8")
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(load(server.port, seconds, "-s", str(script), path=path))
        theirs.append(load(nginx_port, seconds, "-s", str(script), path="/file"))
    rate, p99, errors = medians(ours)
    beside, beside_p99, _ = medians(theirs)
    print(f"reads of {len(answer)} bytes: {rate:,.0f}/s, p99 {p99:.1f} ms, {errors:.0f} errors; nginx "
          f"serving a file: {beside:,.0f}/s, p99 {beside_p99:.1f} ms; {100 * rate / beside:.0f} %")


SELECT_LUA = FIGURES_LUA + """
wrk.method = "POST"
wrk.body = io.open("{body}"):read("*a")
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer {key}"
"""


def selects(server, key, folder, seconds):
    """Sharing a budget among a hundred ads, on one connection."""
    ads = [{"ad_id": f"ad{n}", "impressions": 10_000 + n, "clicks": 200 + n, "spend": 100 + n,
            "pipeline_value": 90.0 * (n % 7), "age_hours": 24 + 3 * n} for n in range(100)]
    body = folder / "select"
    body.write_text(json.dumps({"ad_states": ads, "total_budget": 10_000}), encoding="utf-8")
    path = "/api/ml/battle-hardened/select"
    must(Client(server.port, key).ask("POST", path, body.read_text(encoding="utf-8")), 200)
    script = folder / "select.lua"
    script.write_text(SELECT_LUA.replace("{key}", key).replace("{body}", str(body)), encoding="utf-8")
    taken = [load(server.port, seconds, "-s", str(script), path=path, connections=1)
             for _ in range(ROUNDS)]
    rate, p99, errors = medians(taken)
    print(f"select of 100 ads on one connection: {rate:,.0f}/s, p99 {p99:.1f} ms, {errors:.0f} errors")


def disk(folder):
    """How often a second the disk takes one written block for good."""
    descriptor = os.open(folder / "synced", os.O_CREAT | os.O_WRONLY)
    start, count = time.monotonic(), 0
    while time.monotonic() - start < 1.0:
        os.pwrite(descriptor, b"x" * 4096, 0)
        os.fdatasync(descriptor)
        count += 1
    os.close(descriptor)
    print(f"fdatasync: {count:,}/s")


def main():
    program = os.path.abspath(sys.argv[1])
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    folder = pathlib.Path(tempfile.mkdtemp())
    disk(folder)
    server = Server(program, folder, "")
    server.command = ["taskset", "-c", "0", *server.command]
    nginx_port = free_port()
    nginx = start_nginx(folder, nginx_port)
    try:
        server.start()
        session = set_up(server, "bench")
        connect_portal(server, session, "bench")
        key = make_key(server, session, ["read", "decide"])
        reads(server, nginx_port, key, folder, seconds)
        selects(server, key, folder, seconds)
        webhooks(server, nginx_port, folder, seconds)
        server.end(signal.SIGTERM)
    finally:
        nginx.terminate()
        nginx.wait()
        if server.process and server.process.poll() is None:
            server.process.kill()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
