#!/usr/bin/env python3
"""Writes attacks into every field of every route, and looks for what they did.

usage: intrusion.py PROGRAM [--payloads N] [--each M] [--db URL]

Every operation of /openapi.json is asked with M of N texts (see payloads.py) in each place that holds
text: members of its body's example, query, path, file names, paths of pages; the next place gets the
next M. Nothing may answer 5xx, tell of
a database's errors or of a file of the machine, or run a command; nothing may be written outside the
data folder; what was there before is there afterwards. Secrets that were handed out or stored carry
words of their own, which may stand in no answer but the one that hands them out, and in no byte that the
program writes: log, data folder, metrics.
"""

import argparse
import copy
import itertools
import json
import os
import pathlib
import shutil
import signal
import sys
import tempfile
import urllib.parse

from isolation import SCOPES, example_of, populate
from payloads import payloads
from served import PASSWORD, Client, Server, make_key, must, set_up

SEED = 7
ACCOUNT = "mine"
KEPT = "keptword"  # in what is stored before, and must be there after
# Ends the session or the account that asks, stops what the rest needs, or never ends.
LEFT_OUT = {("POST", "/api/v1/auth/logout"), ("DELETE", "/api/v1/accounts/{id}"),
            ("GET", "/api/v1/stream"), ("POST", "/api/v1/accounts/{id}/archive")}
LEAKS = ("root:x:0:", "sqlite", "syntax error", "pg_", "SQLSTATE", "near \"", "unrecognized token",
         "at /", "std::")
STORED_SECRETS = {"access_token": "canary-access-token-1a2b", "app_secret": "canary-app-secret-3c4d"}


class Campaign:
    """A server under attack: what was asked of it, and what went wrong."""

    def __init__(self, server, key, texts, each):
        self.key, self.texts, self.port = key, texts, server.port
        self.each, self.next = each, itertools.cycle(texts)
        self.client = Client(server.port, key)
        self.document = Client(server.port).ask("GET", "/openapi.json")[1]
        self.secrets = {}  # word: what it is
        self.asked, self.fields, self.wrong = 0, 0, []

    def operations(self):
        for path, methods in sorted(self.document["paths"].items()):
            for method, operation in sorted(methods.items()):
                one = (method.upper(), path)
                if method in ("get", "post", "put", "patch", "delete") and one not in LEFT_OUT:
                    yield path, method.upper(), operation

    def ask(self, method, path, body=None, headers=None):
        self.asked += 1
        try:
            status, answer = self.client.ask(method, path, body, headers)
        except (OSError, ValueError) as error:  # refused without an answer, or not JSON
            self.client = Client(self.port, self.key)
            status, answer = 0, str(error)
        self.judge(method, path, body, status, json.dumps(answer))
        return status, answer

    def judge(self, method, path, body, status, shown):
        sent = json.dumps(urllib.parse.unquote(path)) + (body or "")
        if status >= 500 and status != 501:
            self.wrong.append(f"{method} {path} {body}: {status} {shown[:200]}")
        for leak in LEAKS:
            if leak in shown and leak not in sent:
                self.wrong.append(f"{method} {path} {body}: tells of {leak!r}: {shown[:200]}")
        for word, name in self.secrets.items():
            if word in shown:
                self.wrong.append(f"{method} {path}: tells the {name}")

    def everywhere(self):
        """Each place of each operation, with a function that puts a text there."""
        for path, method, operation in self.operations():
            body = example_of(operation)
            plain = json.dumps(body) if body is not None else None
            filled = path.replace("{", "").replace("}", "")
            for member in places(body) if body is not None else []:
                yield method, filled, lambda text, m=member, b=body: (None, json.dumps(put(b, m, text)))
            for one in operation.get("parameters", []):
                if one.get("in") == "query":
                    yield method, filled, lambda text, n=one["name"], b=plain: (f"{n}={quote(text)}", b)
            if "{" in path:
                yield method, path, lambda text, b=plain: (None, b)

    def some(self):
        return itertools.islice(self.next, self.each)

    def attack(self):
        for method, path, form in self.everywhere():
            self.fields += 1
            for text in self.some():
                query, body = form(text)
                asked = path
                for name in ("id", "provider", "ext", "name", "n", "variant_id", "stage_name", "type",
                             "value"):
                    asked = asked.replace("{" + name + "}", quote(text))
                self.ask(method, asked + (f"?{query}" if query else ""), body)

    def attack_pages(self):
        for text, form in itertools.product(self.texts, ("/{}", "/assets/{}", "/api/v1/{}")):
            for written in (quote(text), text.encode("ascii", "ignore").decode()):
                if written.isprintable() and " " not in written:
                    self.ask("GET", form.format(written))

    def attack_file_names(self):
        for text in self.texts:
            name = text.replace("\r", "").replace("\n", "").replace('"', "%22")
            form = (f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
                    "Content-Type: video/mp4\r\n\r\nno video\r\n--b--\r\n")
            self.ask("POST", "/api/v1/assets", form.encode("utf-8", "surrogatepass").decode("latin-1"),
                     {"Content-Type": "multipart/form-data; boundary=b"})


def quote(text):
    return urllib.parse.quote(text, safe="")


def places(value, at=()):
    """Paths of the texts in an example."""
    if isinstance(value, str):
        yield at
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, member in members:
        yield from places(member, (*at, name))


def put(example, at, text):
    if not at:
        return text
    changed = copy.deepcopy(example)
    inner = changed
    for name in at[:-1]:
        inner = inner[name]
    inner[at[-1]] = text
    return changed


def store_secrets(campaign, session, port):
    """A connection whose credentials are words, and what else is secret."""
    path = f"/api/v1/accounts/{ACCOUNT}/connections/hubspot/77"
    asked = json.dumps({"credentials": STORED_SECRETS})
    must(Client(port).ask("PUT", path, asked, session), 200, 201)
    campaign.secrets = {word: f"stored {name}" for name, word in STORED_SECRETS.items()}
    campaign.secrets[campaign.key] = "API key"
    campaign.secrets[session["Cookie"].split("=", 1)[1]] = "session"


def written_secrets(folder, secrets):
    """Secrets in files of the folder, found byte by byte."""
    found = []
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            text = file.read_bytes()
            found += [f"{file.name} holds the {name}" for word, name in secrets.items()
                      if word.encode() in text]
    return found


def kept(client):
    decisions = client.ask("GET", "/api/v1/decisions?limit=200")[1]
    ads = {row["ad_id"] for row in decisions["items"] if KEPT in row["ad_id"]}
    users = client.ask("GET", "/api/v1/users")[1]
    return ads, KEPT in json.dumps(users)


def run(server, folder, count, each):
    server.start()
    session = set_up(server, ACCOUNT)
    key = make_key(server, session, SCOPES)
    campaign = Campaign(server, key, payloads(count, str(folder / "ran"), SEED), each)
    populate(server.port, key, KEPT)
    before = kept(Client(server.port, key))
    store_secrets(campaign, session, server.port)
    outside = {path for path in folder.iterdir()}
    campaign.attack()
    campaign.attack_pages()
    campaign.attack_file_names()
    if kept(Client(server.port, key)) != before or not before[0]:
        campaign.wrong.append("what was stored before is not there any more")
    campaign.ask("GET", "/metrics")
    server.end(signal.SIGTERM)
    campaign.wrong += [f"{path} appeared" for path in folder.iterdir() if path not in outside]
    campaign.wrong += written_secrets(folder, {**campaign.secrets, PASSWORD: "password"})
    return campaign


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--payloads", type=int, default=2000)
    parser.add_argument("--each", type=int, default=2000)
    parser.add_argument("--db", default="")
    asked = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp())
    server = Server(os.path.abspath(asked.program), folder, asked.db, log_level="debug")
    try:
        campaign = run(server, folder, asked.payloads, asked.each)
    finally:
        if server.process and server.process.poll() is None:
            server.process.kill()
        shutil.rmtree(folder)
    print(f"intrusion: {len(campaign.texts)} texts, {asked.each} in each of {campaign.fields} fields, {campaign.asked} requests, "
          f"{len(campaign.wrong)} wrong")
    print("\n".join(campaign.wrong[:100]))
    sys.exit(1 if campaign.wrong else 0)


if __name__ == "__main__":
    main()
