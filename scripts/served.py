"""The program as a server for scripts that prove something about it: started, asked, killed."""

import base64
import contextlib
import hashlib
import hmac
import http.client
import json
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time

SECRET = "secret-of-the-crm"
PORTAL = 4711
EMAIL = "owner@example.com"
PASSWORD = "correct horse battery staple"
PATIENCE_S = 30.0

def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """The program, serving one store on one port, started and killed as often as asked."""

    def __init__(self, program, folder, url, log_level="error", more=()):
        self.port = free_port()
        self.data = folder / "data"
        self.folder, self.url = folder, url
        self.command = [os.path.abspath(program), "serve", "--port", str(self.port), "--data-dir", str(self.data)]
        self.command += ["--log-level", log_level, *more]
        for kind in ("standard", "heavy", "ingest", "webhook", "login"):
            self.command += ["--rate-limit", f"{kind}=1000000000"]
        if url:
            self.command += ["--db", url, "--auto-migrate"]
        self.log = open(folder / "serve.log", "ab")
        self.environment = dict(os.environ, HUBSPOT_CLIENT_SECRET=SECRET)
        self.process = None

    def start(self):
        self.process = subprocess.Popen(
            self.command, stdout=self.log, stderr=self.log, env=self.environment, cwd=self.folder
        )
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            try:
                if Client(self.port).ask("GET", "/health/ready")[0] == 200:
                    return
            except OSError:
                pass
            if self.process.poll() is not None:
                raise SystemExit(f"the server ended with {self.process.returncode}")
            time.sleep(0.01)
        raise SystemExit("the server does not get ready")

    def end(self, how):
        self.process.send_signal(how)
        return self.process.wait()


class Meta:
    """A simulated Meta, or another platform: its ads, its market, its time."""

    def __init__(self, program, folder, ads=6, platform="meta"):
        self.port = free_port()
        command = [os.path.abspath(program), "simulate", "--platform", platform, "--port", str(self.port)]
        command += ["--seed", "7", "--scenario", "S1", "--ads", str(ads), "--now", "2025-01-06T00:00:00Z"]
        self.log = open(folder / "meta.log", "ab")
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log, cwd=folder)
        url = f"http://127.0.0.1:{self.port}"
        self.options = ["--clock", f"sim:{url}", f"--{platform}-url", url]
        end = time.monotonic() + PATIENCE_S
        while self.process.poll() is None and time.monotonic() < end:
            try:
                return self.advance(50)
            except OSError:
                time.sleep(0.01)
        raise SystemExit("the simulated Meta does not get ready")

    def advance(self, hours):
        must(Client(self.port).ask("POST", "/__sim/advance", json.dumps({"hours": hours})), 200)

    def now_ms(self):
        return must(Client(self.port).ask("GET", "/__sim/clock"), 200)["now_ms"]


class Client:
    """One connection, made when it is needed."""

    def __init__(self, port, key=None):
        self.port, self.key, self.connection = port, key, None

    def ask(self, method, path, body=None, headers=None):
        """Status and JSON of the answer. Raises OSError when none came whole."""
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        sent = dict(headers or {})
        if self.key:
            sent["Authorization"] = f"Bearer {self.key}"
        if body is not None:
            sent.setdefault("Content-Type", "application/json")
        try:
            self.connection.request(method, path, body, sent)
            answer = self.connection.getresponse()
            text = answer.read()
        except http.client.HTTPException as error:
            self.close()
            raise OSError(str(error)) from error
        except OSError:
            self.close()
            raise
        return answer.status, json.loads(text) if text else None

    def listen(self, path, headers=None, seconds=10.0, until=""):
        """Status of a stream, and what it says until it ends, says `until` or the time is over."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        sent = dict(headers or {})
        if self.key:
            sent["Authorization"] = f"Bearer {self.key}"
        connection.request("GET", path, None, sent)
        answer = connection.getresponse()
        said, end = "", time.monotonic() + seconds
        try:
            while time.monotonic() < end and not (until and until in said):
                line = answer.readline()
                if not line:
                    break
                said += line.decode()
        except TimeoutError:
            pass
        connection.close()
        return answer.status, said

    def close(self):
        self.connection.close()
        self.connection = None


def signed(port, body, now_ms=None):
    """Headers with which HubSpot would post the body, now unless said otherwise."""
    now = str(now_ms or int(time.time() * 1000))
    base = f"POSThttp://127.0.0.1:{port}/api/webhook/hubspot{body}{now}"
    digest = hmac.new(SECRET.encode(), base.encode(), hashlib.sha256).digest()
    return {
        "X-HubSpot-Signature-v3": base64.b64encode(digest).decode(),
        "X-HubSpot-Request-Timestamp": now,
    }


def set_up(server, account):
    """The first user with an account; returns the headers of a session of that user."""
    token = (server.data / "setup_token").read_text(encoding="utf-8").strip()
    asked = {
        "setup_token": token,
        "email": EMAIL,
        "password": PASSWORD,
        "account": {"id": account, "name": account, "currency": "USD", "time_zone": "UTC"},
    }
    must(Client(server.port).ask("POST", "/api/v1/setup", json.dumps(asked)), 201)
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection.request(
        "POST",
        "/api/v1/auth/login",
        json.dumps({"email": EMAIL, "password": PASSWORD}),
        {"Content-Type": "application/json"},
    )
    answer = connection.getresponse()
    csrf = must((answer.status, json.loads(answer.read())), 200)["csrf_token"]
    return {
        "Cookie": answer.getheader("Set-Cookie").split(";")[0],
        "X-CSRF-Token": csrf,
        "Sec-Fetch-Site": "same-origin",
    }


def open_account(server, session, account, name):
    draft = {"id": account, "name": name, "currency": "USD", "time_zone": "UTC"}
    must(Client(server.port).ask("POST", "/api/v1/accounts", json.dumps(draft), session), 201)


def make_key(server, session, scopes):
    draft = {"name": "proof", "scopes": scopes}
    answer = Client(server.port).ask("POST", "/api/v1/api-keys", json.dumps(draft), session)
    return must(answer, 201)["key"]


def connect_portal(server, session, account):
    """Webhooks of the portal are the account's from now on."""
    path = f"/api/v1/accounts/{account}/connections/hubspot/{PORTAL}"
    granted = {"credentials": {"access_token": "unused"}}
    must(Client(server.port).ask("PUT", path, json.dumps(granted), session), 200, 201)


def connect_meta(server, session, account):
    """The ads of the simulated Meta are the account's, and have been looked at."""
    path = f"/api/v1/accounts/{account}/connections/meta/1"
    granted = {"credentials": {"access_token": "EAAdouble", "app_secret": "app_secret_double"}}
    must(Client(server.port).ask("PUT", path, json.dumps(granted), session), 200, 201)
    end = time.monotonic() + PATIENCE_S
    asked = f"/api/v1/jobs?name=platform-sync&state=completed&account_id={account}"
    while time.monotonic() < end:
        if must(Client(server.port).ask("GET", asked, None, session), 200)["items"]:
            return
        time.sleep(0.05)
    raise SystemExit("nobody looks at the ads")


def must(answer, *accepted):
    status, body = answer
    if status not in accepted:
        raise SystemExit(f"{status}: {json.dumps(body)}")
    return body


@contextlib.contextmanager
def beside_meta(program):
    """A folder, a simulated Meta, and a server that looks at it and is yet to be started."""
    folder = pathlib.Path(tempfile.mkdtemp())
    meta = Meta(program, folder)
    server = Server(program, folder, "", more=meta.options)
    try:
        yield folder, meta, server
    finally:
        if server.process and server.process.poll() is None:
            server.process.kill()
        meta.process.kill()
        shutil.rmtree(folder)
