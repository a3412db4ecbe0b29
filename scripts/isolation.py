#!/usr/bin/env python3
"""Asks every route of the interface for what is another account's, and expects to get nothing of it.

usage: isolation.py PROGRAM [--db URL]

Two accounts are filled through the interface; everything of the other one carries a word that must
not be seen. Every operation of /openapi.json is then asked without a credential, with a revoked one,
with one that lacks its scope, and with one of the first account in every place where the id of an
account or of an object can stand: path, header, query, body. An object of the other account must be
refused exactly like one that does not exist. In the end the other account must be as it was.
"""

import argparse
import json
import pathlib
import re
import shutil
import signal
import sys
import tempfile
import threading
import uuid

from served import Client, Server, must, open_account, set_up

WORD = "canaryzebra"
SCOPES = ["read", "ingest", "predict", "media", "decide", "approve", "execute", "publish", "learn",
          "config", "admin"]
# Whom these concern follows from the signature, from the session or from nobody, not from an account.
APART = {"/api/webhook/hubspot", "/metrics", "/status", "/api/v1/accounts"}
APART_BELOW = "/api/v1/auth/"
# Does not end by itself: `check_stream` listens to it.
STREAM = "/api/v1/stream"
# Using a key is noted in it, refusals in the log; impact, suggestions and the executor reach to the
# present instant, and schedules fire meanwhile.
CHANGING = {"/api/v1/api-keys", "/api/v1/attribution/summary", "/api/v1/audit-log",
            "/api/v1/executor", "/api/v1/impact", "/api/v1/loop", "/api/v1/schedules",
            "/api/v1/synthetic-revenue/stages/suggestions"}
NOBODY = str(uuid.UUID(int=0))
ACCOUNT_MEMBERS = ("tenant_id", "account_id", "account")


class Matrix:
    """The operations, the ids that may stand in their paths, and what went wrong."""

    def __init__(self, server, mine, theirs):
        self.server, self.mine, self.theirs = server, mine, theirs
        self.document = Client(server.port).ask("GET", "/openapi.json")[1]
        self.ids = {}
        # Objects that people name themselves.
        self.named = {"/api/ml/ab/variant-stats": f"{WORD}-variant", "/api/v1/ab/variant-stats":
                      f"{WORD}-variant", "/api/v1/deals": f"{WORD}-deal"}
        self.asked = 0
        self.wrong = []

    def operations(self):
        for path, methods in sorted(self.document["paths"].items()):
            for method, operation in sorted(methods.items()):
                scope = operation.get("x-scope")
                apart = path in APART or path.startswith(APART_BELOW)
                if method in ("get", "post", "put", "patch", "delete") and scope and not apart:
                    yield path, method.upper(), operation, scope

    def learn_ids(self):
        """Ids of the other account's objects, by the collection that lists them."""
        client = Client(self.server.port, self.theirs)
        for path, method, _, _ in self.operations():
            if method == "GET" and "{" not in path and path != STREAM:
                status, body = client.ask("GET", path)
                if status == 200 and isinstance(body, dict):
                    for items in body.values():
                        found = [item["id"] for item in items if "id" in item] if is_rows(items) else []
                        if found:
                            self.ids[path] = found[-1]  # the first user is of both accounts

    def id_for(self, path):
        collection = path.split("/{")[0]
        if collection == "/api/v1/accounts":
            return "theirs"
        return self.ids.get(collection) or self.named.get(collection) or NOBODY

    def state(self):
        """What the other account sees of itself."""
        client = Client(self.server.port, self.theirs)
        seen = {}
        for path, method, _, _ in self.operations():
            if method == "GET" and path not in CHANGING and path != STREAM:
                status, body = client.ask("GET", fill(path, self.id_for(path)))
                seen[path] = body if status == 200 else status
        return seen

    def ask(self, key, method, path, body=None, headers=None):
        client = Client(self.server.port, key)
        text = json.dumps(body) if body is not None else None
        status, answer = client.ask(method, path, text, headers)
        client.close()
        self.asked += 1
        shown = json.dumps(answer) if not isinstance(answer, str) else answer
        for echoed in [part for part in re.split(r"[/?=]", path) if WORD in part]:
            shown = shown.replace(echoed, "")
        if WORD in shown:
            self.wrong.append(f"{method} {path} tells of the other account: {shown[:200]}")
        return status, answer

    def expect(self, accepted, what, status, method, path):
        if status not in accepted:
            self.wrong.append(f"{method} {path} {what}: {status}")


def is_rows(value):
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def fill(path, name):
    return re.sub(r"\{\w+\}", name, path)


def example_of(operation):
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    return dict(content["example"]) if content and isinstance(content.get("example"), dict) else None


def without_names(answer):
    """A problem without what differs from request to request."""
    if not isinstance(answer, dict):
        return answer
    return {key: answer.get(key) for key in ("type", "title", "status", "code")}


def check_credentials(matrix, keys):
    for path, method, operation, scope in matrix.operations():
        body = example_of(operation)
        filled = fill(path, matrix.id_for(path))
        status, _ = matrix.ask(None, method, filled, body)
        matrix.expect((401,), "without a credential", status, method, path)
        status, _ = matrix.ask(keys["revoked"], method, filled, body)
        matrix.expect((401,), "with a revoked key", status, method, path)
        if scope not in ("metrics", "session"):
            status, _ = matrix.ask(keys["weak"], method, filled, body)
            matrix.expect((403,), "without its scope", status, method, path)


def check_accounts(matrix):
    """The other account, named in every place where one can be."""
    for path, method, operation, _ in matrix.operations():
        body = example_of(operation)
        filled = fill(path, "mine" if path.startswith("/api/v1/accounts/{") else str(uuid.uuid4()))
        status, _ = matrix.ask(matrix.mine, method, filled, body, {"X-Account-Id": "theirs"})
        refused = (400, 403, 404, 410, 422, 428)
        matrix.expect(refused, "with the other account in its header", status, method, path)
        for member in ACCOUNT_MEMBERS:
            named = f"{filled}?{member}=theirs"
            status, _ = matrix.ask(matrix.mine, method, named, body)
            matrix.expect(refused, f"with {member} in its query", status, method, path)
            if body is not None:
                status, _ = matrix.ask(matrix.mine, method, filled, {**body, member: "theirs"})
                matrix.expect(refused, f"with {member} in its body", status, method, path)


def check_objects(matrix):
    """An object of the other account is refused like one that does not exist."""
    for path, method, operation, _ in matrix.operations():
        if "{" not in path:
            continue
        body = example_of(operation)
        nobody = "nobody" if path.startswith("/api/v1/accounts/{") else str(uuid.uuid4())
        theirs = matrix.ask(matrix.mine, method, fill(path, matrix.id_for(path)), body)
        none = matrix.ask(matrix.mine, method, fill(path, nobody), body)
        if theirs[0] != none[0] or without_names(theirs[1]) != without_names(none[1]):
            matrix.wrong.append(f"{method} {path}: {theirs[0]} for theirs, {none[0]} for nobody's")
        if theirs[0] < 300:
            matrix.wrong.append(f"{method} {path} gives what is theirs: {theirs[1]}")


def check_stream(matrix):
    """Everything the other account's log has, and what it records meanwhile, is told to it alone."""
    path = STREAM + "?last_event_id=0"
    listener = threading.Thread(target=populate, args=(matrix.server.port, matrix.theirs, f"{WORD}new"))
    listener.start()
    for key, wanted in ((matrix.theirs, True), (matrix.mine, False)):
        status, said = Client(matrix.server.port, key).listen(path, seconds=3, until=f"{WORD}new2")
        matrix.asked += 1
        matrix.expect((200,), "by its own account", status, "GET", STREAM)
        if (WORD in said) != wanted:
            matrix.wrong.append(f"GET {STREAM} tells of the other account: {said[:200]}")
    listener.join()


def populate(port, key, word):
    """Ads with results, a decision run, a click, a variant: whatever the interface takes so far."""
    client = Client(port, key)
    for number in range(3):
        result = {"ad_id": f"{word}{number}", "actual_pipeline_value": 300, "actual_spend": 100,
                  "actual_impressions": 10000, "actual_clicks": 200, "event_id": f"{word}-{number}"}
        must(client.ask("POST", "/api/v1/battle-hardened/feedback", json.dumps(
            {**result, "actual_pipeline_value": {"amount_minor": 30000, "currency": "USD"},
             "actual_spend": {"amount_minor": 10000, "currency": "USD"}})), 200)
    budget = {"total_budget": {"amount_minor": 30000, "currency": "USD"}}
    must(client.ask("POST", "/api/v1/decisions/run", json.dumps(budget)), 200, 201)
    client.ask("POST", "/api/ml/attribution/track-click", json.dumps(
        {"tenant_id": None, "click_id": f"{word}-click", "ad_id": f"{word}1",
         "campaign_id": f"{word}-campaign"}))
    must(client.ask("POST", "/api/v1/users", json.dumps(
        {"email": f"{word}@example.com", "role": "viewer", "name": f"{word} user"})), 201)
    client.ask("POST", "/api/ml/ab/register-variant", json.dumps({"variant_id": f"{word}-variant"}))


def keys_of(session, port, account):
    made = {}
    for name, scopes in (("all", SCOPES), ("weak", ["metrics"]), ("revoked", SCOPES)):
        body = json.dumps({"name": f"{name} key", "scopes": scopes, "account_id": account})
        answer = must(Client(port).ask("POST", "/api/v1/api-keys", body, session), 201)
        made[name] = answer["key"]
    gone = f"/api/v1/api-keys/{answer['id']}?account_id={account}"
    must(Client(port).ask("DELETE", gone, None, session), 204)
    return made


def run(server):
    server.start()
    session = set_up(server, "mine")
    open_account(server, session, "theirs", f"{WORD} account")
    mine = keys_of(session, server.port, "mine")
    theirs = keys_of(session, server.port, "theirs")
    populate(server.port, mine["all"], "own")
    populate(server.port, theirs["all"], WORD)
    matrix = Matrix(server, mine["all"], theirs["all"])
    matrix.learn_ids()
    before = matrix.state()
    check_credentials(matrix, mine)
    check_accounts(matrix)
    check_objects(matrix)
    after = matrix.state()
    check_stream(matrix)
    matrix.wrong += [f"{path} of the other account changed" for path in before
                     if before[path] != after[path]]
    server.end(signal.SIGTERM)
    return matrix


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--db", default="")
    asked = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp())
    server = Server(asked.program, folder, asked.db)
    try:
        matrix = run(server)
    finally:
        if server.process and server.process.poll() is None:
            server.process.kill()
        shutil.rmtree(folder)
    operations = sum(1 for _ in matrix.operations())
    print(f"isolation: {operations} operations, {matrix.asked} requests, "
          f"ids of {len(matrix.ids)} collections, {len(matrix.wrong)} wrong")
    print("\n".join(matrix.wrong))
    sys.exit(1 if matrix.wrong else 0)


if __name__ == "__main__":
    main()
