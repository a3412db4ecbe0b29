"""Golden numbers of src/core/attribution, from the definitions and in exact fractions.

Shapley values run over all orders of the players, removal effects rebuild the chain without the ad:
neither shares anything with the closed forms of the code.
"""

import hashlib
import hmac
from fractions import Fraction as F
from itertools import permutations
from math import log


def shapley_of(players, value):
    phi = dict.fromkeys(players, F(0))
    orders = list(permutations(players))
    for order in orders:
        met = frozenset()
        for player in order:
            phi[player] += value(met | {player}) - value(met)
            met |= {player}
    return {player: total / len(orders) for player, total in phi.items()}


GROUPS = {"A": (100, 10), "B": (100, 5), "C": (50, 1), "AB": (80, 20), "AC": (40, 6), "BC": (40, 4),
          "ABC": (20, 7)}


def within(players, column):
    return sum(row[column] for ads, row in GROUPS.items() if set(ads) <= players)


def conversions(players):
    return F(within(players, 1))


def rate(players):
    journeys = within(players, 0)
    return F(within(players, 1), journeys) if journeys else F(0)


two = {"": F(0), "A": F(10, 100), "B": F(5, 100), "AB": F(25, 100)}
print("two players", {k: float(v) for k, v in
                      shapley_of("AB", lambda s: two["".join(sorted(s))]).items()})
print("shapley", {k: f"{float(v):.9f}" for k, v in shapley_of("ABC", conversions).items()})
phi = shapley_of("ABC", rate)
total = sum(phi.values())
print("shapley_rate", {k: f"{float(v):.12f}" for k, v in phi.items()}, "sum", total)
print("  credits", {k: f"{float(v / total * 53):.9f}" for k, v in phi.items()})

PATHS = [("AB", True, 20), ("A", False, 40), ("B", True, 10), ("BC", False, 20), ("C", True, 10)]


def absorption(without=None):
    """P(conversion) of the chain, by exact elimination; edges into `without` lead to null."""
    moves = {}
    for ads, converted, count in PATHS:
        states = ["start", *ads, "conv" if converted else "null"]
        for a, b in zip(states, states[1:]):
            moves.setdefault(a, {}).setdefault(b, 0)
            moves[a][b] += count

    def at(state, depth=0):
        if state in ("conv", "null"):
            return F(state == "conv")
        if state == without:
            return F(0)
        whole = sum(moves[state].values())
        return sum(F(count, whole) * at(nxt) for nxt, count in moves[state].items())

    return at("start")  # these paths have no cycle


p0 = absorption()
effects = {ad: 1 - absorption(ad) / p0 for ad in "ABC"}
weight = sum(effects.values())
print("markov P0", p0, {k: str(v) for k, v in effects.items()})
print("  credits", {k: f"{float(v / weight * 40):.12f}" for k, v in effects.items()})

for ages in ([14, 7, 0], [10, 3.5, 1.9]):
    weights = [2 ** (-age / 7) for age in ages]
    print("time_decay", ages, [f"{w / sum(weights):.12f}" for w in weights])

print("weights", f"{log(.6 / .001):.9f} {log(.8 / .02):.9f}", "posterior", F(24, 25))
print("measured", F(18 + 180, 20 + 220), F(14 + 33, 20 + 60))
for ip, ua, hours in ((1, 1, 6), (1, 0, 1), (1, 0, 0), (0, 1, 0), (1, 1, 24)):
    print("layer 3", ip, ua, hours, f"{.5 * ip + .3 * ua + .2 * max(0, 1 - hours / 24):.9f}")

key = bytes(range(32))
for text in ("fp|v1|390|844|3|Asia/Dubai|240|mobile|ios|18|safari|18|en-ae", "ip|203.0.113.45",
             "em|john.doe@example.com", "ip|2001:db8:1:2::/64", "ipp|203.0.113.0/24"):
    print(text, hmac.new(key, text.encode(), hashlib.sha256).hexdigest())
