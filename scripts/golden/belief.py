#!/usr/bin/env python3
"""Golden values of src/core/belief, from the formulas, by brute force. Standard library only."""
import math
import random


def cdf(t, instant, mean, shape=1.0):
    if t < 0:
        return 0.0
    s = mean / math.gamma(1 + 1 / shape)
    return instant + (1 - instant) * (1 - math.exp(-((t / s) ** shape)))


def cdf_mean(near, far, instant, mean, shape=1.0, steps=200_000):
    h = (far - near) / steps
    return sum(cdf(near + (i + 0.5) * h, instant, mean, shape) for i in range(steps)) / steps


def weights(curve, h):
    if curve == "piecewise":
        if h <= 6:
            return 0.0
        if h <= 24:
            return 0.3 * (h - 6) / 18
        if h <= 72:
            return 0.3 + 0.4 * (h - 24) / 48
        return 1 - max(0.1, 0.3 * math.exp(-0.1 * (h - 72) / 24))
    if h <= 6:
        return 0.0
    if h >= 48:
        return 1 - 0.1 * math.exp(-(h - 48) / 24)
    u = (h - 6) / 42
    s = lambda x: 1 / (1 + math.exp(-x))
    g = {
        "sigmoid": (s(10 * (u - 0.5)) - s(-5)) / (s(5) - s(-5)),
        "linear": u,
        "cosine": (1 - math.cos(math.pi * u)) / 2,
        "exponential": (1 - math.exp(-3 * u)) / (1 - math.exp(-3)),
        "step": 0 if u < 0.5 else 1,
    }[curve]
    return 0.9 * g


def roas_draw(rng, n, spend, clicks, shown, a0, q, n_eff, deals, phi, cv, vbar, value):
    p = rng.betavariate(40 + clicks, 40 / 0.012 - 40 + shown - clicks)
    rate = rng.gammavariate(a0 + deals, 1 / (a0 / q + n_eff))
    nu = rng.gammavariate(cv + phi * deals, 1 / (vbar * (cv - 1) / phi + value))
    return p * shown / spend * rate * phi / nu


def main():
    print("Weibull k=0.7, m=5, pi=0.1: F(2)", cdf(2, 0.1, 5, 0.7))
    print("   mean of F over [1, 4]", cdf_mean(1, 4, 0.1, 5, 0.7))
    print("   mean of F over [-1, 2]", cdf_mean(0, 2, 0.1, 5, 0.7) * 2 / 3)
    print("k=1, m=3, pi=0: mean over [0, 1]", cdf_mean(0, 1, 0, 3), "[0, 28]", cdf_mean(0, 28, 0, 3))
    for curve in ("sigmoid", "linear", "cosine", "exponential", "step", "piecewise"):
        print(curve, [round(weights(curve, h), 6) for h in (12, 24, 27, 36, 48, 72, 96)])
    rng = random.Random(1)
    draws = sorted(
        roas_draw(rng, 0, 15000, 150, 12000, 1.5, 0.03, 92.5, 4, 1, 50, 8000, 35000)
        for _ in range(400_000)
    )
    n = len(draws)
    print("D-5 mean", sum(draws) / n, "quantiles", [draws[int(p * n)] for p in (0.05, 0.5, 0.95)])
    for level in (0.5, 1, 2, 3):
        print("   P(>=", level, ")", sum(d >= level for d in draws) / n)


if __name__ == "__main__":
    main()
