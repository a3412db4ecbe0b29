"""Golden values of src/core/allocate, by slow and independent means (standard library only).

Plain bisection everywhere; no tables, no Newton.
Run: python3 scripts/golden/allocate.py
"""

import math


def marginal(t, e):
    z = 1 + t
    return z**-e * (1 - e * t / z)


def inverse(m, e):
    lo, hi = 0.0, 1.0
    while marginal(hi, e) > m:
        hi *= 2
    for _ in range(300):
        mid = (lo + hi) / 2
        lo, hi = (mid, hi) if marginal(mid, e) > m else (lo, mid)
    return (lo + hi) / 2


def allocate(rho0, halves, minimums, total, e):
    def budgets(lam):
        return [
            max(low, h * inverse(lam / r, e) if lam < r else 0.0)
            for r, h, low in zip(rho0, halves, minimums)
        ]

    lo, hi = 1e-9, max(rho0)
    for _ in range(200):
        mid = math.sqrt(lo * hi)
        lo, hi = (mid, hi) if sum(budgets(mid)) > total else (lo, mid)
    return hi, budgets(hi)


def project(weights, bounds, total):
    def clip(tau):
        return [min(max(tau * w, low), high) for w, (low, high) in zip(weights, bounds)]

    lo, hi = 0.0, 1e12
    for _ in range(400):
        mid = (lo + hi) / 2
        lo, hi = (mid, hi) if sum(clip(mid)) < total else (lo, mid)
    exact = clip(hi)
    plan = [math.floor(x + 1e-9) for x in exact]
    order = sorted(range(len(plan)), key=lambda i: (-round(exact[i] - plan[i], 6), i))
    for i in order:
        if sum(plan) < total and plan[i] < bounds[i][1]:
            plan[i] += 1
    return plan


def half(currents, share=0.5, least=1000):
    return [(math.ceil(max(least, (1 - share) * c)), math.floor((1 + share) * c)) for c in currents]


def main():
    def v(b, rho, h, e):
        return rho * b * (1 + b / h) ** -e

    print("D-9", v(10000, 2, 30000, 0.35), v(30000, 2, 30000, 0.35))
    print("D-9 marginals", 2 * marginal(1 / 3, 0.35), 2 * marginal(1, 0.35))
    for e in (0.05, 0.35, 0.95):
        print("t", e, [inverse(m, e) for m in (0.999, 0.7, 0.3)])
    print("D-10", allocate((3, 2, 1), [30000] * 3, [0] * 3, 100000, 0.35))
    print("D-10", allocate((3, 2.5, 1), [30000] * 3, [1000] * 3, 100000, 0.35))
    print("different H", allocate((3, 2.5, 2), [20000, 40000, 80000], [500] * 3, 90000, 0.35))
    for w, c, t in (
        ((1, 1, 1), (3334, 3333, 3333), 10000),
        ((0.7, 0.2, 0.1), (4000, 3500, 2500), 10000),
        ((0.9, 0.06, 0.04), (5000, 3000, 2000), 10000),
        ((8, 4, 2, 1), (2500, 2500, 2500, 2501), 10001),
    ):
        print("D-11", project(w, half(c), t))
    print("D-11", project((0.6, 0.3, 0.1), half((5000, 3000, 2000), 0.2), 10001))
    value = sum(v(10000, 2 * math.exp(-0.02 * d), 30000, 0.35) for d in range(7))
    print("D-31", value, value / 70000)
    # Cash of one day's value 100 under F(t) = 1 - exp(-t / 3), clicks evenly over the day.
    share = [1 - 3 * (math.exp(-(d - 1) / 3) - math.exp(-d / 3)) for d in range(1, 4)]
    print("cash shares", share)


main()
