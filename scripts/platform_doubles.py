"""Simulated platforms for scripts that make them fail: their time, their troubles, what they have, and
what was written to them."""

import json
import re
import urllib.parse
import urllib.request

from served import Client, Meta, must

RECORDED_MAX = 20_000  # requests that a double remembers


def troubles_of(writes, reads):
    """What may happen to requests that match: the first five may have been carried out.

    Reads of what was hours ago are left out: they cannot be told from what somebody else did since.
    """
    written = {"method": "POST", "path_regex": writes}
    return (
        {"match": written, "action": "drop_after"},
        {"match": written, "action": "truncate"},
        {"match": written, "action": "status_after", "status": 502, "body": "<html>bad gateway"},
        {"match": {"method": "POST"}, "action": "drop_after"},
        {"match": {"method": "POST"}, "action": "delay", "delay_ms": 400},
        {"match": written, "action": "drop_before"},
        {"match": {"method": "POST"}, "action": "status", "status": 503, "body": "busy"},
        {"match": {"method": "POST"}, "action": "status", "status": 200, "body": "<html>sign in"},
        {"match": written, "action": "rate_limit"},
        {"match": reads, "action": "status", "status": 500},
        {"match": reads, "action": "truncate"},
    )


class Double(Meta):
    """What all of them share."""

    def __init__(self, program, folder):
        super().__init__(program, folder, ads=24, platform=self.name)
        self.client = Client(self.port)

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

    def posted(self):
        """Path and body of what came to be carried out, in order."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/__sim/requests") as answer:
            requests = json.loads(answer.read().decode(errors="replace"))  # pieces of videos are among them
        if len(requests) == RECORDED_MAX:
            raise SystemExit("storm: more requests came than the double remembers: fewer kills, more seeds")
        for request in requests:
            if request["method"] == "POST":
                yield urllib.parse.urlparse(request["target"]).path, request["body"]


CREATED = r"/(campaigns|adsets|ads|adcreatives|advideos)"
WRITTEN = f"({CREATED}|/[0-9]+)$"


class MetaDouble(Double):
    name, account = "meta", "1"
    levels = {"campaign": ("campaigns", "name,status,daily_budget"), "adset": ("adsets", "name,status,daily_budget"),
              "ad": ("ads", "name,status"), "creative": ("adcreatives", "name"), "video": ("advideos", "title")}
    connection = {"credentials": {"access_token": "EAAdouble", "app_secret": "app_secret_double"},
                  "settings": {"page_id": "5", "pixel_id": "9"}}
    troubles = (
        *troubles_of(WRITTEN, {"method": "GET", "path_regex": WRITTEN}),
        {"match": {"method": "POST", "path_regex": r"^/v[0-9.]+/?$"}, "action": "drop_after"},  # of batches
        {"match": {"method": "POST", "path_regex": WRITTEN}, "action": "error", "code": 2},
    )

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
        """Whom each write was to that came, and of what: an id, or the token of a thing to make."""
        for path, body in self.posted():
            form = urllib.parse.parse_qs(body)
            if "batch" not in form:
                yield from self.written(path, body)
                continue
            for item in json.loads(form["batch"][0]):
                if item["method"] == "POST":
                    yield from self.written("/" + item["relative_url"], item.get("body", ""))

    @staticmethod
    def written(path, body):
        # A video comes in many pieces.
        if not re.search(WRITTEN, path) or path.endswith("/advideos"):
            return
        token = re.search("gv:[0-9a-f]{12}", urllib.parse.unquote_plus(body))
        if re.search(CREATED, path) and token:
            yield token.group(), "create"
            return
        for field in ("daily_budget", "status"):
            if field + "=" in body:
                yield path.rsplit("/", 1)[1], field


class GoogleDouble(Double):
    name, account = "google", "1"
    connection = {"credentials": {"developer_token": "developer_double", "client_id": "client_double",
                                  "client_secret": "client_secret_double", "refresh_token": "refresh_double"},
                  "settings": {"business_name": "Gym", "logo_asset_id": "88", "location_AE": "2784"}}
    headers = {"Authorization": "Bearer ya29.double", "developer-token": "developer_double"}
    troubles = troubles_of(":mutate$", {"method": "POST", "path_regex": ":search"})
    queries = {
        "campaign": "SELECT campaign.resource_name, campaign.id, campaign.name, campaign.status, "
                    "campaign.campaign_budget, campaign_budget.amount_micros FROM campaign",
        "adset": "SELECT ad_group.resource_name, ad_group.id, ad_group.name, ad_group.status FROM ad_group",
        "ad": "SELECT ad_group_ad.resource_name, ad_group_ad.ad.id, ad_group_ad.ad.name, ad_group_ad.status "
              "FROM ad_group_ad",
    }
    tables = {"campaign": "campaign", "adset": "adGroup", "ad": "adGroupAd"}

    def rows(self, level):
        answer = must(self.client.ask("POST", "/v25/customers/1/googleAds:searchStream",
                                      json.dumps({"query": self.queries[level]}), self.headers), 200)
        return [row for page in answer for row in page.get("results", [])]

    def things(self, *levels):
        found = []
        for level in levels or self.queries:
            for row in self.rows(level):
                own = row[self.tables[level]]
                micros = row.get("campaignBudget", {}).get("amountMicros")
                found.append({"id": own["resourceName"].rsplit("/", 1)[1], "level": level,
                              "name": own.get("name") or own.get("ad", {}).get("name", ""),
                              "status": {"ENABLED": "active"}.get(own["status"], own["status"].lower()),
                              "budget": micros and int(micros) // 10_000})
        return found

    def writes(self):
        owners = {row["campaign"]["campaignBudget"]: row["campaign"]["resourceName"]
                  for row in self.rows("campaign")}
        for path, body in self.posted():
            if not path.endswith(":mutate"):
                continue
            sent = json.loads(body)
            together = [one for named in sent.get("mutateOperations", [])
                        for kind, one in named.items() if kind in ("campaignOperation", "adGroupAdOperation")]
            for operation in sent.get("operations", []) + together:
                token = re.search("gv:[0-9a-f]{12}", json.dumps(operation.get("create", {})))
                if token:
                    yield token.group(), "create"
                changed = operation.get("update", {})
                name = changed.get("resourceName", "")
                if name in owners:
                    yield owners[name].rsplit("/", 1)[1], "daily_budget"
                elif "status" in changed:
                    yield name.rsplit("/", 1)[1], "status"


class TikTokDouble(Double):
    name, account = "tiktok", "1"
    connection = {"credentials": {"access_token": "EAAdouble"},
                  "settings": {"identity_id": "55", "location_AE": "290557", "pixel_id": "9", "lead_event": "FORM"}}
    troubles = troubles_of("/(update|create|upload)/$", {"method": "GET", "path_regex": "/(get|info|search)/$"})
    words = {"campaign": "campaign", "adset": "adgroup", "ad": "ad"}

    def videos(self):
        """All pages of them."""
        page, pages = 0, 1
        while page < pages:
            page += 1
            path = f"/open_api/v1.3/file/video/ad/search/?advertiser_id=1&page_size=100&page={page}"
            data = must(self.client.ask("GET", path, None, {"Access-Token": "EAAdouble"}), 200)["data"]
            pages = data["page_info"]["total_page"]
            for one in data["list"]:
                yield {"id": one["video_id"], "level": "video", "name": one["file_name"], "status": "", "budget": None}

    def things(self, *levels):
        found = list(self.videos()) if not levels else []
        for level in levels or self.words:
            word = self.words[level]
            path = f"/open_api/v1.3/{word}/get/?advertiser_id=1&page_size=1000"
            page = must(self.client.ask("GET", path, None, {"Access-Token": "EAAdouble"}), 200)
            for one in page["data"]["list"]:
                budget = round(float(one.get("budget") or 0) * 100)
                found.append({"id": str(one[f"{word}_id"]), "level": level, "name": one[f"{word}_name"],
                              "status": "active" if one["operation_status"] == "ENABLE" else "paused",
                              "budget": budget or None})
        return found

    def writes(self):
        for path, text in self.posted():
            found = re.search(r"/(campaign|adgroup|ad)/(status/)?(update|create)/$", path)
            if not found:
                continue
            body = json.loads(text)
            if found.group(3) == "create":
                yield re.search("gv:[0-9a-f]{12}", text).group(), "create"
                continue
            if found.group(2):
                for thing in body[f"{found.group(1)}_ids"]:
                    yield str(thing), "status"
            elif "budget" in body:
                yield str(body[f"{found.group(1)}_id"]), "daily_budget"


def double_of(platform, program, folder):
    """A double of the platform, serving."""
    for kind in (MetaDouble, GoogleDouble, TikTokDouble):
        if kind.name == platform:
            return kind(program, folder)
    raise SystemExit(f"storm: there is no double of {platform}")
