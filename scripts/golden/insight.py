"""Golden values of src/core/insight, by slow and independent means (standard library only).

Run: python3 scripts/golden/insight.py
"""

import math


def c(x, a, b):
    return min(1.0, max(0.0, (x - a) / (b - a)))


def patterns():
    product_focus = 0.6 * c(0.15, 0.05, 0.25) * (1 - 0.2)
    return {
        "text_heavy": c(0.15, 0.05, 0.25),
        "product_focus": product_focus,
        "product_demo": 0.6 * c(0.5, 0.2, 0.6) * (0.5 + 0.5 * c(0.2, 0.1, 0.4)),
        "action_motion": c(10, 5, 15),
        "fast_cuts": c(0.65, 0.5, 2),
        "lifestyle": 0.5 * max(0.4, 0.8) * (1 - product_focus),
        "tutorial_demo": 1 * (0.4 + 0.6 * c(0.2, 0.1, 0.5)),
        "ugc_style": (1 + c(0.9, 0.3, 1.5) + 1 - c(0.6, 0.5, 0.9)) / 3,
        "professional_studio": 0.5 * c(105, 60, 150),
        "cinematic": max(1, 0) * (1 - c(0.65, 0.3, 1)),
        "meme_format": 1 * c(1 - 10, 0, 1),
        "unboxing": 1 * c(0.6, 0.1, 0.5),
    }


def tail(m, n, p):
    return sum(math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(m, n + 1))


def main():
    for name, score in patterns().items():
        print(name, round(score, 6))
    print("significance of 2 of 3 at .32", tail(2, 3, 0.32))
    lengths = [2000, 4000, 4000]
    mean = sum(lengths) / 3
    print("scenes", mean, math.sqrt(sum((x - mean) ** 2 for x in lengths) / 3))


main()
