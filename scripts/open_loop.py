#!/usr/bin/env python3
"""Posts at a fixed rate, whatever became of the posts before, and tells how long the answers took.

usage: open_loop.py PORT FILE RATE CONNECTIONS

FILE has a line `TIMESTAMP SIGNATURE BODY` for each webhook of HubSpot. Post k is due k / RATE seconds
after the first; its time counts from then on, also while it waits for one of the CONNECTIONS: a server
that stops for a moment has to answer for every post of that moment. Keeps one core busy. Prints JSON:
posts a second that were answered, the median, the 99th percentile and the longest time in ms, errors.
"""

import collections
import gc
import json
import select
import socket
import sys
import time

GIVE_UP_S = 10.0


def requests_of(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            stamp, signature, body = line.rstrip("\n").split(" ", 2)
            yield (
                "POST /api/webhook/hubspot HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                "Content-Type: application/json\r\n"
                f"X-HubSpot-Request-Timestamp: {stamp}\r\nX-HubSpot-Signature-v3: {signature}\r\n"
                f"Content-Length: {len(body)}\r\n\r\n{body}"
            ).encode()


def is_whole(answer):
    head, found, body = answer.partition(b"\r\n\r\n")
    if not found:
        return False
    length = next(
        int(line.split(b":")[1])
        for line in head.split(b"\r\n")
        if line.lower().startswith(b"content-length:")
    )
    return len(body) >= length


class Connection:
    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.due, self.answer = 0.0, b""


def run(port, requests, rate, count):
    """Seconds from due to answered, in the order of answers; errors; seconds in all."""
    poll = select.epoll()
    connections = [Connection(port) for _ in range(count)]
    by_number = {one.socket.fileno(): one for one in connections}
    for number in by_number:
        poll.register(number, select.EPOLLIN)
    free = collections.deque(connections)
    took, errors, sent = [], 0, 0
    start = time.perf_counter()
    while len(took) < len(requests):
        now = time.perf_counter()
        if now - start > len(requests) / rate + GIVE_UP_S:
            break
        while free and sent < len(requests) and now - start >= sent / rate:
            connection = free.popleft()
            connection.due, connection.answer = start + sent / rate, b""
            connection.socket.sendall(requests[sent])
            sent += 1
        for number, _ in poll.poll(0):
            connection = by_number[number]
            connection.answer += connection.socket.recv(65536)
            if is_whole(connection.answer):
                took.append(time.perf_counter() - connection.due)
                errors += not connection.answer.startswith(b"HTTP/1.1 200 ")
                free.append(connection)
    return took, errors + len(requests) - len(took), time.perf_counter() - start


def main():
    if len(sys.argv) != 5:
        raise SystemExit(__doc__)
    requests = list(requests_of(sys.argv[2]))
    gc.disable()  # its pauses would be the server's
    took, errors, seconds = run(int(sys.argv[1]), requests, float(sys.argv[3]), int(sys.argv[4]))
    took.sort()
    figures = {
        "rate": len(took) / seconds,
        "p50_ms": 1e3 * took[len(took) // 2],
        "p99_ms": 1e3 * took[len(took) * 99 // 100],
        "max_ms": 1e3 * took[-1],
        "errors": errors,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
