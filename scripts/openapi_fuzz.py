#!/usr/bin/env python3
"""Lets an independent client, schemathesis, ask the server for everything that its OpenAPI document
describes, right and wrong, and judge the answers by that document.

usage: openapi_fuzz.py PROGRAM FOLDER [--seconds N] [--seed S]

schemathesis is installed in FOLDER as tests/conformance/schemathesis.txt has it. The server has an
account with ads, results, decisions and a file; ids of what is there are among those that paths are
asked with. No answer may be a 5xx, or one that the document does not describe (status, content type,
headers, body). What an owner's key may ask is asked with one, what only a person may with a session.
Exit code 77: the registry of Python packages cannot be had.
"""

import argparse
import fcntl
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import urllib.parse

from isolation import SCOPES, populate
from kill_storm import BOUNDARY, png
from served import Client, beside_meta, connect_meta, make_key, must, set_up

ACCOUNT = "gym"  # of the examples
SKIPPED = 77
WANTED = pathlib.Path(__file__).parent.parent / "tests/conformance/schemathesis.txt"
CHECKS = ("not_a_server_error", "status_code_conformance", "content_type_conformance",
          "response_headers_conformance", "response_schema_conformance", "negative_data_rejection")
# Ends the session, the key or the account that asks, or never ends.
LEFT_OUT = {("post", "/api/v1/auth/logout"), ("delete", "/api/v1/auth/sessions"),
            ("post", "/api/v1/auth/password"), ("delete", "/api/v1/accounts/{id}"),
            ("delete", "/api/v1/api-keys/{id}"), ("post", "/api/v1/api-keys/{id}/rotate"),
            ("delete", "/api/v1/auth/sessions/{id}"), ("get", "/api/v1/stream")}


def install(folder):
    """The program, in a virtual environment that is made anew when what is wanted changes."""
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        home = folder / "environment"
        installed = home / "installed.txt"
        if not installed.exists() or installed.read_text() != WANTED.read_text():
            pip = [home / "bin/python", "-m", "pip", "install", "--quiet", "--retries", "1"]
            for command in ([sys.executable, "-m", "venv", "--clear", home], [*pip, "-r", WANTED]):
                if subprocess.run(command, check=False).returncode:
                    print("skipped: there is no venv here, or PyPI cannot be reached")
                    sys.exit(SKIPPED)
            shutil.copy(WANTED, installed)
    return home / "bin/schemathesis"


def operations(document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if method in ("get", "post", "put", "patch", "delete"):
                yield method, path, operation


def known_ids(document, client):
    """Ids of objects there are, by the collection that lists them."""
    known = {"/api/v1/accounts": [ACCOUNT]}
    for method, path, _ in operations(document):
        if method == "get" and path.startswith("/api/v1/") and "{" not in path and (
                method, path) not in LEFT_OUT:
            status, body = client.ask("GET", path)
            for rows in body.values() if status == 200 and isinstance(body, dict) else []:
                found = [row["id"] for row in rows if "id" in row] if is_rows(rows) else []
                if found:
                    known[path] = sorted({str(name) for name in found})[:5]
    return known


def is_rows(value):
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


def name_ids(document, known):
    """Puts ids of what is there among those that the paths take."""
    for _, path, operation in operations(document):
        for one in operation.get("parameters", []):
            names = known.get(path.split("/{")[0])
            if names and one["in"] == "path" and path.split("/{")[1].startswith(one["name"]):
                one["schema"] = {"anyOf": [{"enum": names}, one["schema"]]}
                one["example"] = names[0]


def loosen_forms(document):
    """In a form a number is text like any other."""
    for _, _, operation in operations(document):
        form = operation.get("requestBody", {}).get("content", {}).get("multipart/form-data")
        for field in form["schema"]["properties"].values() if form else []:
            if "format" not in field:
                field.pop("type", None)


def fuzz(program, document, folder, asked, port, headers, seconds):
    """Whether everything that was answered is as the document has it."""
    described = folder / "openapi.json"
    described.write_text(json.dumps(document), encoding="utf-8")
    command = [program, "run", described, "--url", f"http://127.0.0.1:{port}", "--no-color"]
    command += ["--checks", ",".join(CHECKS), "--max-time", str(seconds), "--seed", str(asked.seed)]
    command += ["--continue-on-failure", "--no-shrink", "--warnings", "off"]
    command += ["--suppress-health-check", "all", "--generation-database", "none"]
    for name, value in headers.items():
        command += ["--header", f"{name}: {value}"]
    return subprocess.run(command, check=False, cwd=folder).returncode == 0


def part(document, session):
    """The document with what only a session may ask, or with all else."""
    paths = {}
    for method, path, operation in operations(document):
        if (operation.get("x-scope") == "session") == session and (method, path) not in LEFT_OUT:
            paths.setdefault(path, {})[method] = operation
    return {**document, "paths": paths}


def fill(client):
    populate(client.port, client.key, "own")
    body = (f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'.encode()
            + png("own") + f"\r\n--{BOUNDARY}--\r\n".encode())
    kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    must(client.ask("POST", "/api/v1/assets", body, kind), 200, 201)


def run(program, server, folder, asked):
    server.start()
    session = set_up(server, ACCOUNT)
    client = Client(server.port, make_key(server, session, [*SCOPES, "metrics"]))
    connect_meta(server, session, ACCOUNT)
    fill(client)
    document = client.ask("GET", "/openapi.json")[1]
    name_ids(document, known_ids(document, client))
    loosen_forms(document)
    key = {"Authorization": f"Bearer {client.key}", "If-Match": "*", "Tus-Resumable": "1.0.0"}
    good = fuzz(program, part(document, False), folder, asked, server.port, key, asked.seconds)
    good &= fuzz(program, part(document, True), folder, asked, server.port, session,
                 max(1, asked.seconds // 10))
    # Else most of it was asked by nobody.
    must(Client(server.port, client.key).ask("GET", "/api/v1/ads"), 200)
    must(Client(server.port).ask("GET", "/api/v1/auth/me", None, session), 200)
    return good


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    program = install(asked.folder.resolve())
    with beside_meta(asked.program) as (folder, _, server):
        good = run(program, server, folder, asked)
        good &= server.end(signal.SIGTERM) == 0
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
