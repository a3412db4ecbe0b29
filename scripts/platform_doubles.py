"""Simulated platforms for scripts that make them fail: their time, their troubles, what they have, and
what was written to them."""

import json
import re
import urllib.parse
import urllib.request

from served import Client, Meta, must

RECORDED_MAX = 20_000  # requests that the double remembers
CREATED = r"/(campaigns|adsets|ads|adcreatives|advideos)"
WRITTEN = f"({CREATED}|/[0-9]+)$"
BATCH = r"^/v[0-9.]+/?$"


class MetaDouble(Meta):
    """Meta, with what goes wrong between it and whoever writes to it."""

    name, account = "meta", "1"
    levels = {"campaign": ("campaigns", "name,status,daily_budget"), "adset": ("adsets", "name,status,daily_budget"),
              "ad": ("ads", "name,status"), "creative": ("adcreatives", "name"), "video": ("advideos", "title")}
    connection = {"credentials": {"access_token": "EAAdouble", "app_secret": "app_secret_double"},
                  "settings": {"page_id": "5", "pixel_id": "9"}}
    # What happens to the next requests. The first five may have been applied.
    troubles = (
        {"match": {"method": "POST", "path_regex": WRITTEN}, "action": "drop_after"},
        {"match": {"method": "POST", "path_regex": BATCH}, "action": "drop_after"},
        {"match": {"method": "POST"}, "action": "truncate"},
        {"match": {"method": "POST"}, "action": "status_after", "status": 502, "body": "<html>bad gateway"},
        {"match": {"method": "POST"}, "action": "delay", "delay_ms": 400},
        {"match": {"method": "POST", "path_regex": WRITTEN}, "action": "drop_before"},
        {"match": {"method": "POST"}, "action": "status", "status": 503, "body": "busy"},
        {"match": {"method": "POST"}, "action": "status", "status": 200, "body": "<html>sign in"},
        {"match": {"method": "POST", "path_regex": WRITTEN}, "action": "error", "code": 2},
        {"match": {"method": "POST", "path_regex": WRITTEN}, "action": "rate_limit"},
        {"match": {"method": "GET", "path_regex": WRITTEN}, "action": "stale_read"},
        {"match": {"method": "GET"}, "action": "status", "status": 500},
        {"match": {"method": "GET", "path_regex": CREATED}, "action": "truncate"},
    )

    def __init__(self, program, folder, seed):
        super().__init__(program, folder, ads=24)
        self.client = Client(self.port)
        self.seed = seed

    def control(self, method, path, body=None):
        return must(self.client.ask(method, f"/__sim/{path}", body and json.dumps(body)), 200)

    def pass_time(self, milliseconds):
        self.control("POST", "clock", {"advance_ms": milliseconds})

    def trouble(self, chance):
        """Some, most of the time."""
        if chance.random() < 0.3:
            self.be_kind()
        for fault in chance.choices(self.troubles, k=chance.choice((0, 1, 1, 2))):
            self.control("POST", "faults", {**fault, "times": chance.choice((1, 1, 2, 3))})

    def be_kind(self):
        self.control("DELETE", "faults")

    def things(self, *levels):
        """Everything there of these levels, or of all, however it came there."""
        found = []
        for level in levels or self.levels:
            edge, fields = self.levels[level]
            path = f"/v25.0/act_1/{edge}?limit=500&fields=id,{fields}&access_token=EAAdouble"
            while path:
                page = must(self.client.ask("GET", path), 200)
                for one in page["data"]:
                    budget = one.get("daily_budget")
                    found.append({"id": one["id"], "level": level, "name": one.get("name") or one.get("title", ""),
                                  "status": one.get("status", "").lower(), "budget": budget and int(budget)})
                after = page.get("paging", {}).get("next")
                path = after and after[after.index("/v25.0"):]
        return found

    def writes(self):
        """Whom each write was to that came: an id, or the token of a thing to make."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/__sim/requests") as answer:
            requests = json.loads(answer.read().decode(errors="replace"))  # pieces of videos are among them
        if len(requests) == RECORDED_MAX:
            raise SystemExit("storm: more requests came than the double remembers: fewer kills, more seeds")
        for request in requests:
            if request["method"] != "POST":
                continue
            path = urllib.parse.urlparse(request["target"]).path
            form = urllib.parse.parse_qs(request["body"])
            if "batch" not in form:
                yield from self.written(path, request["body"])
                continue
            for item in json.loads(form["batch"][0]):
                if item["method"] == "POST":
                    yield from self.written("/" + item["relative_url"], item.get("body", ""))

    @staticmethod
    def written(path, body):
        # A video comes in many pieces.
        if re.search(WRITTEN, path) and not path.endswith("/advideos"):
            token = re.search("gv:[0-9a-f]{12}", urllib.parse.unquote_plus(body))
            yield token.group() if re.search(CREATED, path) and token else path.rsplit("/", 1)[1]


def double_of(platform, program, folder, seed):
    """A double of the platform, serving."""
    if platform != "meta":
        raise SystemExit(f"storm: there is no double of {platform} yet that can be made to fail; "
                         "--platform meta has one")
    return MetaDouble(program, folder, seed)
