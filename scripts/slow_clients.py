#!/usr/bin/env python3
"""Holds many connections that hardly send or take anything, for the proof that they starve nobody.

usage: slow_clients.py PORT SECONDS [COUNT, default 2000]

A third each send one byte of a request's head every ten seconds, one byte of its body every ten
seconds, and read one byte of a large answer every ten seconds. They come from 127.0.1.1 to
127.0.1.200, and come back when the server drops them. Prints how many connections were held and how
many had to be made again.
"""

import random
import socket
import sys
import time

INTERVAL = 10.0
HEAD = b"GET /health HTTP/1.1\r\nHost: test\r\nX-Slow: "
BODY = b"POST /api/v1/predict/roas HTTP/1.1\r\nHost: test\r\nContent-Length: 100000\r\n\r\n{"
READ = b"GET /openapi.json HTTP/1.1\r\nHost: test\r\n\r\n"


def connect(port, number):
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    client.bind((f"127.0.1.{1 + number % 200}", 0))
    client.connect(("127.0.0.1", port))
    client.sendall((HEAD, BODY, READ)[number % 3])
    return client


def received(client, size):
    """What has come, None when nothing has; empty when the server has ended the connection."""
    try:
        return client.recv(size, socket.MSG_DONTWAIT)
    except BlockingIOError:
        return None


def step(client, number):
    """One byte of traffic; False when the server has ended the connection."""
    try:
        if number % 3 == 2:
            return received(client, 1) != b""
        if received(client, 4096) == b"":
            return False
        client.sendall(b"a")
        return True
    except OSError:
        return False


def main():
    port, seconds = int(sys.argv[1]), float(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 2000
    clients = [connect(port, number) for number in range(count)]
    print(f"slow_clients: holding {count}", flush=True)
    due = [time.monotonic() + random.uniform(0, INTERVAL) for _ in clients]
    again = 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        now = time.monotonic()
        for number in range(count):
            if due[number] > now:
                continue
            due[number] = now + INTERVAL
            if not step(clients[number], number):
                clients[number].close()
                clients[number] = connect(port, number)
                again += 1
        time.sleep(0.05)
    print(f"slow_clients: {again} had to come back", flush=True)


if __name__ == "__main__":
    main()
