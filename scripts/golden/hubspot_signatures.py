"""Writes tests/data/hubspot/signatures.json: signed deliveries of HubSpot's version 3.

From the description of the algorithm, with Python's hmac: method + address with its listed escapes
decoded + body + timestamp. The first four are the specification's own, checked here.
"""

import base64
import hashlib
import hmac
import json
import random
from pathlib import Path

ESCAPES = {"%3A": ":", "%2F": "/", "%3F": "?", "%40": "@", "%21": "!", "%24": "$", "%27": "'",
           "%28": "(", "%29": ")", "%2A": "*", "%2C": ",", "%3B": ";"}


def decoded(uri):
    out, i = "", 0
    while i < len(uri):
        escape = uri[i:i + 3].upper()
        if escape in ESCAPES:
            out, i = out + ESCAPES[escape], i + 3
        else:
            out, i = out + uri[i], i + 1
    return out


def signed(secret, method, uri, body, timestamp):
    source = (method + decoded(uri) + body + timestamp).encode()
    code = base64.b64encode(hmac.new(secret.encode(), source, hashlib.sha256).digest()).decode()
    return {"secret": secret, "method": method, "uri": uri, "body": body, "timestamp": timestamp,
            "signature": code}


SECRET = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy"
STAGE = ('[{"eventId":1,"subscriptionId":12345,"portalId":62515,"appId":54321,'
         '"occurredAt":1733581800000,"subscriptionType":"deal.propertyChange","attemptNumber":0,'
         '"objectId":12345,"propertyName":"dealstage","propertyValue":"appointmentscheduled",'
         '"changeSource":"CRM_UI"}]')
PLATFORM = ('[{"eventId":1,"subscriptionId":2,"portalId":3,"appId":4,"occurredAt":1700000000000,'
            '"subscriptionType":"deal.propertyChange","attemptNumber":0,"objectId":123,'
            '"propertyName":"dealstage","propertyValue":"appointmentscheduled"}]')
HOOK = "https://hooks.example.com/api/webhook/hubspot"
stated = [
    (signed(SECRET, "POST", "https://www.example.com/webhook_uri",
            '{"example_field":"example_value"}', "1700000000000"),
     "rQEKkaNUiu+1qGF//O/pw4BCzstSqO1PyUnGICmf+7o="),
    (signed(SECRET, "POST", HOOK, STAGE, "1733581801000"),
     "OoNBuUCe5RDSIrDEc8ByFGaYRtIYxbRYqtxMGoObOn8="),
    (signed(SECRET, "POST", HOOK + "?src=a%2Fb%40c&x=1%202", STAGE, "1733581801000"),
     "2E50addzqPvgkaE1JBMcoWC5Xt2upr1SEBMrH+LGLDU="),
    (signed("gv-test-secret", "POST", "https://gv.example.test/api/webhook/hubspot", PLATFORM,
            "1700000000000"),
     "Rta20/HhP9/WATlm9BfU5+CTxjciXclstYUOZTarL6c="),
]
for vector, signature in stated:
    assert vector["signature"] == signature, vector
assert len(PLATFORM) == 224

rng = random.Random(20250101)
PIECES = list(ESCAPES) + [e.lower() for e in ESCAPES] + ["%20", "%25", "%2", "%", "%zz", "a", "=",
                                                          "&", "%252F", "é", "%C3%A9", "-", "+"]
vectors = [vector for vector, _ in stated]
for _ in range(60):
    query = "".join(rng.choice(PIECES) for _ in range(rng.randrange(0, 12)))
    body = rng.choice(["", "[]", STAGE, '[{"propertyValue":"Größe 🎬 \\u0000"}]', " \n[1]\n"])
    secret = "".join(rng.choice("abcdef0123456789-") for _ in range(rng.choice([1, 36, 64, 65])))
    vectors.append(signed(secret, rng.choice(["POST", "GET", "PUT"]),
                          HOOK + ("?" + query if query else ""), body,
                          str(rng.randrange(1_600_000_000_000, 1_800_000_000_000))))

out = Path(__file__).parents[2] / "tests/data/hubspot/signatures.json"
out.write_text(json.dumps(vectors, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
print(f"{out.relative_to(Path.cwd())}: {len(vectors)} vectors")
