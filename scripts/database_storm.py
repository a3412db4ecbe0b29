#!/usr/bin/env python3
"""Takes the database away from a server under load, in five ways, and counts what the server had
acknowledged and lost, or counted twice, and how soon it is as fast again.

usage: database_storm.py PROGRAM ROUNDS [--pause S] [--share R] [--seed N]

A private PostgreSQL that flushes what it commits is restarted without warning (`pg_ctl -m
immediate`), loses a process that serves the program to SIGKILL, has all of them stand still (SIGSTOP)
for --pause seconds, is behind a line that hangs for as long and then breaks, and behind one that loses
every packet for as long (a network namespace; left out where none may be made). Senders are those of
kill_storm.py. Within ten seconds after each round the rate has to be --share of the one before. In the
end the jobs run dry, and the store is compared with what was acknowledged. Exit code 1 when anything
was lost or doubled, or was too slow to come back; 77: there is no PostgreSQL here.
"""

import argparse
import os
import pathlib
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

from kill_storm import ACCOUNT, WORKERS, Sender, Told, compare, run_dry
from served import Server, connect_portal, make_key, set_up

SKIPPED = 77
HEAL_S = 10.0  # after which the rate has to be what it was
SPAN_S = 2.0  # over which a rate is taken
POSTGRES = pathlib.Path(__file__).parent.parent / "tests/postgres"


class Counted(Told):
    """What was told, and when it was acknowledged."""

    def __init__(self):
        super().__init__()
        self.times = []

    def note(self, kind, ids, status):
        super().note(kind, ids, status)
        if status in (200, 201, 202):
            self.times.append(time.monotonic())

    def rate(self, begin, end):
        return sum(1 for at in self.times if begin <= at < end) / (end - begin)


class Postgres:
    """A private server, reached through its socket."""

    def __init__(self, folder):
        self.folder = folder / "postgres"
        subprocess.run([POSTGRES, "start", self.folder, "durable"], check=True, stdout=subprocess.DEVNULL)
        if not (self.folder / "url").exists():
            print("skipped: there is no PostgreSQL here")
            sys.exit(SKIPPED)
        self.home = pathlib.Path((self.folder / "home").read_text(encoding="utf-8").strip())
        self.socket = str(self.home / ".s.PGSQL.5432")

    def process(self):
        return int((self.home / "data/postmaster.pid").read_text(encoding="utf-8").split("\n")[0])

    def processes(self):
        """Those that serve a connection."""
        listed = subprocess.run(["ps", "--ppid", str(self.process()), "-o", "pid=,args="],
                                check=True, capture_output=True, text=True).stdout.splitlines()
        return [int(line.split()[0]) for line in listed if "postgres: postgres postgres" in line]

    def restart(self):
        programs = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))[-1]
        command = [programs / "pg_ctl", f"--pgdata={self.home}/data", f"--log={self.home}/log", "--wait"]
        if os.geteuid() == 0:
            command = ["runuser", "--user=postgres", "--", *command]
        subprocess.run([*command, "--mode=immediate", "restart"], check=True, stdout=subprocess.DEVNULL)

    def stop(self):
        subprocess.run([POSTGRES, "stop", self.folder], check=False)


class Line:
    """Between the program and the database: a process that carries bytes, beyond a network of its own
    where one may be made."""

    def __init__(self, to):
        self.to, self.process = to, None
        self.space = f"gv{os.getpid()}"
        self.near = f"{self.space}a"[-15:]
        self.apart = self.make_space()
        self.host = self.address(2) if self.apart else "127.0.0.1"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"postgresql://postgres@{self.host}:{self.port}/postgres"
        self.mend()

    def address(self, last):
        return f"10.{200 + os.getpid() % 50}.{os.getpid() // 50 % 256}.{last}"

    def make_space(self):
        return all(quiet(*command.split()) for command in (
            f"ip netns add {self.space}",
            f"ip link add {self.near} type veth peer name far netns {self.space}",
            f"ip address add {self.address(1)}/30 dev {self.near}",
            f"ip -netns {self.space} address add {self.address(2)}/30 dev far",
            f"ip link set {self.near} up",
            f"ip -netns {self.space} link set far up"))

    def mend(self):
        """Anew, when it was cut."""
        prefix = ["ip", "netns", "exec", self.space] if self.apart else []
        command = [*prefix, sys.executable, __file__, "--carry", self.to, self.host, str(self.port)]
        self.process = subprocess.Popen(command)
        end = time.monotonic() + 10
        while time.monotonic() < end:
            try:
                socket.create_connection((self.host, self.port)).close()
                return
            except OSError:
                time.sleep(0.01)
        raise SystemExit("the line to the database does not stand")

    def hang(self):
        self.process.send_signal(signal.SIGSTOP)

    def cut(self):
        self.process.kill()
        self.process.wait()

    def lose_packets(self, lost):
        """Frames go to a card that nobody has, in both directions."""
        wrong = "lladdr 02:00:00:00:00:99 nud permanent"
        for where, last, device in (("", 2, self.near), (f"-netns {self.space}", 1, "far")):
            neighbour = f"{self.address(last)} dev {device}"
            done = f"replace {neighbour} {wrong}" if lost else f"delete {neighbour}"
            quiet(*f"ip {where} neighbour {done}".split())

    def close(self):
        self.cut()
        quiet("ip", "netns", "delete", self.space)


def quiet(*command):
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def carry(to, host, port):
    """Takes connections at a port on to a socket, until it is killed."""

    def pump(source, sink):
        try:
            while taken := source.recv(65536):
                sink.sendall(taken)
        except OSError:
            pass
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    listener = socket.create_server((host, port), reuse_port=True)
    while True:
        near, _ = listener.accept()
        near.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        far = socket.socket(socket.AF_UNIX)
        try:
            far.connect(to)
        except OSError:
            near.close()
            continue
        for pair in ((near, far), (far, near)):
            threading.Thread(target=pump, args=pair, daemon=True).start()


class Storm:
    """The ways in which the database goes away and comes back."""

    def __init__(self, postgres, line, pause):
        self.postgres, self.line, self.pause = postgres, line, pause

    def scenarios(self):
        all_of_them = [self.restart, self.kill, self.freeze, self.hang]
        return [*all_of_them, self.drop] if self.line.apart else all_of_them

    def restart(self):
        self.postgres.restart()

    def kill(self):
        os.kill(self.postgres.processes()[0], signal.SIGKILL)

    def freeze(self):
        frozen = self.postgres.processes()
        for process in frozen:
            os.kill(process, signal.SIGSTOP)
        time.sleep(self.pause)
        for process in frozen:
            quiet("kill", "-CONT", str(process))

    def hang(self):
        self.line.hang()
        time.sleep(self.pause)
        self.line.cut()
        self.line.mend()

    def drop(self):
        self.line.lose_packets(True)
        time.sleep(self.pause)
        self.line.lose_packets(False)


def healed(told, returned, wanted):
    """Seconds until the rate is what is wanted; none when that takes too long."""
    while time.monotonic() < returned + HEAL_S + SPAN_S:
        now = time.monotonic()
        if now - SPAN_S >= returned and told.rate(now - SPAN_S, now) >= wanted:
            return now - SPAN_S - returned
        time.sleep(0.1)
    return None


def rounds(storm, told, count, share):
    """Seconds until each round was over, by way."""
    took = {way.__name__: [] for way in storm.scenarios()}
    for _ in range(count):
        for way in storm.scenarios():
            began = time.monotonic()
            time.sleep(2 * SPAN_S)
            before = told.rate(began, time.monotonic())
            way()
            took[way.__name__].append(healed(told, time.monotonic(), share * before))
    return took


def run(server, storm, asked):
    server.start()
    session = set_up(server, ACCOUNT)
    connect_portal(server, session, ACCOUNT)
    key = make_key(server, session, ["read", "ingest", "learn", "media", "predict"])
    told, stop = Counted(), threading.Event()
    senders = [Sender(n, server.port, key, told, asked.seed) for n in range(1, WORKERS + 1)]
    threads = [threading.Thread(target=sender.run, args=(stop,)) for sender in senders]
    for thread in threads:
        thread.start()
    try:
        took = rounds(storm, told, asked.rounds, asked.share)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    run_dry(server, key)
    if server.end(signal.SIGTERM) != 0:
        raise SystemExit("the server did not end well")
    return told, took


def judge(server, told, took, asked, folder):
    copy = [asked.program, "db", "copy", "--from", server.url, "--to", f"sqlite:{folder / 'copy.db'}"]
    subprocess.run(copy, check=True, stdout=subprocess.DEVNULL)
    lost, doubled = compare(told, folder / "copy.db", server.data)
    late = 0
    for way, seconds in took.items():
        fine = [one for one in seconds if one is not None]
        late += len(seconds) - len(fine)
        shown = f"median {statistics.median(fine):.1f} s, longest {max(fine):.1f} s" if fine else ""
        print(f"storm: {way}: {len(fine)} of {len(seconds)} healed in {HEAL_S:.0f} s, {shown}")
    acknowledged = {kind: len(names) for kind, names in sorted(told.acknowledged.items())}
    print(f"storm: acknowledged {acknowledged}, refused {dict(told.refused)}, "
          f"lost {sum(lost.values())} {dict(+lost)}, doubled {sum(doubled.values())} {dict(+doubled)}")
    bugs = sum(count for kind, count in told.refused.items() if kind.endswith(" 500"))
    return not (late or bugs or sum(lost.values()) or sum(doubled.values()))


def main():
    if sys.argv[1] == "--carry":
        return carry(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("rounds", type=int)
    parser.add_argument("--pause", type=float, default=10)
    parser.add_argument("--share", type=float, default=0.95)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp())
    postgres = Postgres(folder)
    line = Line(postgres.socket)
    server = Server(asked.program, folder, line.url)
    try:
        told, took = run(server, Storm(postgres, line, asked.pause), asked)
        good = judge(server, told, took, asked, folder)
    finally:
        if server.process and server.process.poll() is None:
            server.process.kill()
        line.close()
        postgres.stop()
    if not good:
        sys.exit(f"storm: what it was is in {folder}")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
