#!/usr/bin/env python3
"""Writes attacks into every field of every route, and looks for what they did.

usage: intrusion.py PROGRAM [--payloads N] [--each M]

Every operation of /openapi.json is asked with M of N texts (see payloads.py) in each place that holds
text: members of its body's example, query, path, file names, paths of pages; the next place gets the
next M. Objects that paths name are real ones, but where the path itself is attacked or something would
be deleted. No answer may be a 5xx, break off, tell of a database's errors or of a file of the machine;
nothing may be written outside of the data folder; what was there before is there afterwards. Secrets
that were handed out or stored carry words of their own, which may stand in no answer but the one that
hands them out, and in no byte that the program writes: log, data folder, metrics.
"""

import argparse
import copy
import http.client
import itertools
import json
import pathlib
import re
import shutil
import signal
import sys
import tempfile
import urllib.parse
import uuid

from isolation import NOBODY, SCOPES, example_of, populate
from payloads import payloads
from served import PASSWORD, Client, Server, make_key, must, set_up

SEED = 7
ACCOUNT = "mine"
KEPT = "keptword"  # in what is stored before, and must be there after
# Ends the session or the account that asks, stops what the rest needs, or never ends.
LEFT_OUT = {("POST", "/api/v1/auth/logout"), ("DELETE", "/api/v1/accounts/{id}"),
            ("GET", "/api/v1/stream"), ("POST", "/api/v1/accounts/{id}/archive")}
LEAKS = ("root:x:0:", "sqlite", "syntax error", "pg_", "SQLSTATE", 'near "', 'near \\"',
         "unrecognized token", "std::")
# Told of themselves, not of anybody's data.
TEXTS_OF_OURS = ("/openapi.json", "/docs", "/")
STORED_SECRETS = {"access_token": "canary-access-token-1a2b", "app_secret": "canary-app-secret-3c4d"}


class Campaign:
    """A server under attack: what was asked of it, and what went wrong."""

    def __init__(self, server, key, session, texts, each):
        self.port, self.key, self.session, self.texts = server.port, key, session, texts
        self.each, self.next = each, itertools.cycle(texts)
        self.connection = None
        self.document = json.loads(self.fetch("GET", "/openapi.json", None, {})[1])
        self.ids = {}  # of objects there are, by the collection that lists them
        self.secrets = {}  # word: what it is
        self.asked, self.fields, self.reached, self.wrong = 0, 0, 0, []

    def operations(self):
        for path, methods in sorted(self.document["paths"].items()):
            for method, operation in sorted(methods.items()):
                one = (method.upper(), path)
                if method in ("get", "post", "put", "patch", "delete") and one not in LEFT_OUT:
                    yield path, method.upper(), operation

    def learn_ids(self):
        for path, method, _ in self.operations():
            if method == "GET" and "{" not in path:
                status, text = self.fetch("GET", path, None, self.headers_for(path, "GET", {}))
                items = json.loads(text).get("items", []) if status == 200 and text[:1] == "{" else []
                if items and "id" in items[-1]:
                    self.ids[path] = str(items[-1]["id"])

    def named(self, path):
        """The path with the id of an object that there is."""
        collection = path.split("/{")[0]
        name = ACCOUNT if collection == "/api/v1/accounts" else self.ids.get(collection, NOBODY)
        return re.sub(r"\{\w+\}", name, path)

    def headers_for(self, path, method, operation):
        headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4())}
        if operation.get("x-scope") == "session":
            return {**headers, **self.session}
        headers["Authorization"] = f"Bearer {self.key}"
        if path.endswith("/config") and method == "PATCH":
            text = self.fetch("GET", path, None, headers)[1]
            headers["If-Match"] = f'"{json.loads(text).get("version", 1)}"'
        return headers

    def fetch(self, method, path, body, headers):
        """Status and text of the answer; 0 when there is none."""
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as error:
            self.connection.close()
            self.connection = None
            return 0, repr(error)

    def ask(self, method, path, body=None, headers=None, operation=None):
        self.asked += 1
        if headers is None:
            headers = self.headers_for(path, method, operation or {})
        status, text = self.fetch(method, path, body, headers)
        self.judge(method, path, body, status, text)
        return status

    def judge(self, method, path, body, status, shown):
        sent = urllib.parse.unquote(path) + (body or "")
        if status == 0 or (status >= 500 and status != 501):
            self.wrong.append(f"{method} {path} {body}: {status} {shown[:200]}")
        for leak in LEAKS:
            if leak in shown and leak not in sent and path not in TEXTS_OF_OURS:
                self.wrong.append(f"{method} {path} {body}: tells of {leak!r}: {shown[:200]}")
        for word, name in self.secrets.items():
            if word in shown:
                self.wrong.append(f"{method} {path}: tells the {name}")

    def everywhere(self):
        """Each place of each operation, with a function that puts a text there: path and body."""
        for path, method, operation in self.operations():
            body = example_of(operation)
            plain = json.dumps(body) if body is not None else None
            named = self.named(path)
            if method != "DELETE":
                for member in places(body) if body is not None else []:
                    yield method, operation, lambda text, m=member, b=body, p=named: (
                        p, json.dumps(put(b, m, text)))
                for one in operation.get("parameters", []):
                    if one.get("in") == "query":
                        yield method, operation, lambda text, n=one["name"], b=plain, p=named: (
                            f"{p}?{n}={quote(text)}", b)
            if "{" in path:
                yield method, operation, lambda text, b=plain, p=path: (
                    re.sub(r"\{\w+\}", quote(text), p), b)

    def some(self):
        return itertools.islice(self.next, self.each)

    def attack(self):
        for method, operation, form in self.everywhere():
            self.fields += 1
            taken = False
            for text in self.some():
                path, body = form(text)
                status = self.ask(method, path, body, None, operation)
                taken = taken or status not in (401, 403, 404, 428, 429)
            self.reached += taken

    def attack_pages(self):
        for text, form in itertools.product(self.texts, ("/{}", "/assets/{}", "/api/v1/{}")):
            for written in (quote(text), text.encode("ascii", "ignore").decode()):
                asked = form.format(written)
                if written.isprintable() and " " not in written and not asked.startswith("//"):
                    self.ask("GET", asked, None, {})

    def attack_file_names(self):
        for text in self.texts:
            name = text.replace("\r", "").replace("\n", "").replace('"', "%22")
            form = (f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
                    "Content-Type: video/mp4\r\n\r\nno video\r\n--b--\r\n")
            headers = {**self.headers_for("/api/v1/assets", "POST", {}),
                       "Content-Type": "multipart/form-data; boundary=b"}
            self.ask("POST", "/api/v1/assets", form.encode().decode("latin-1"), headers)


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


def strangers(folder, server):
    """Everything in the folder that is no data of the server's and not its log."""
    return {path for path in folder.rglob("*")
            if server.data not in (path, *path.parents) and path.name != "serve.log"}


def run(server, folder, count, each):
    server.start()
    session = set_up(server, ACCOUNT)
    key = make_key(server, session, SCOPES)
    campaign = Campaign(server, key, session, payloads(count, str(folder / "ran"), SEED), each)
    populate(server.port, key, KEPT)
    before = kept(Client(server.port, key))
    store_secrets(campaign, session, server.port)
    campaign.learn_ids()
    outside = strangers(folder, server)
    campaign.attack()
    campaign.attack_pages()
    campaign.attack_file_names()
    if kept(Client(server.port, key)) != before or not before[0]:
        campaign.wrong.append("what was stored before is not there any more")
    campaign.ask("GET", "/metrics", None, {"Authorization": f"Bearer {key}"})
    server.end(signal.SIGTERM)
    campaign.wrong += [f"{path} appeared" for path in strangers(folder, server) - outside]
    campaign.wrong += written_secrets(folder, {**campaign.secrets, PASSWORD: "password"})
    return campaign


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--payloads", type=int, default=2000)
    parser.add_argument("--each", type=int, default=2000)
    asked = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp())
    server = Server(asked.program, folder, "", log_level="debug")
    try:
        campaign = run(server, folder, asked.payloads, asked.each)
    finally:
        if server.process and server.process.poll() is None:
            server.process.kill()
        shutil.rmtree(folder)
    print(f"intrusion: {len(campaign.texts)} texts, {asked.each} in each of {campaign.fields} fields, "
          f"{campaign.reached} of them reached, {campaign.asked} requests, {len(campaign.wrong)} wrong")
    print("\n".join(campaign.wrong[:100]))
    sys.exit(1 if campaign.wrong else 0)


if __name__ == "__main__":
    main()
