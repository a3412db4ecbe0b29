#!/usr/bin/env python3
"""Stands in for a server of speech recognition, on a loopback port of its own.

usage: speech_double.py PIPE LOG
Writes its port into PIPE, then a line of JSON a request into LOG. Below /down/ it answers 503 and asks
for no pause; elsewhere it hears "buy cheap cigars now".
"""
import email.parser
import email.policy
import http.server
import json
import sys

HEARD = {
    "text": "buy cheap cigars now",
    "language": "english",
    "segments": [{"start": 0.0, "end": 1.0, "text": "buy cheap cigars now"}],
    "words": [
        {"word": word, "start": 0.25 * i, "end": 0.25 * i + 0.2}
        for i, word in enumerate("buy cheap cigars now".split())
    ],
}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        head = b"Content-Type: " + self.headers["Content-Type"].encode() + b"\r\n\r\n"
        form = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + body)
        fields = [(part.get_param("name", header="content-disposition"), part.get_payload(decode=True))
                  for part in form.iter_parts()]
        record = {
            "path": self.path,
            "authorization": self.headers.get("Authorization"),
            "fields": [[name, value.decode()] for name, value in fields if name != "file"],
            "wave_bytes": sum(len(value) for name, value in fields if name == "file"),
        }
        with open(sys.argv[2], "a", encoding="utf-8") as log:
            log.write(json.dumps(record) + "\n")
        down = self.path.startswith("/down/")
        answer = json.dumps({"error": {"message": "busy"}} if down else HEARD).encode()
        self.send_response(503 if down else 200)
        self.send_header("Content-Length", str(len(answer)))
        if down:
            self.send_header("Retry-After", "0")
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
with open(sys.argv[1], "w", encoding="utf-8") as pipe:
    pipe.write(str(server.server_port))
server.serve_forever()
