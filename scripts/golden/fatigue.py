"""Golden values of src/core/fatigue, by slow and independent means (standard library only).

Run: python3 scripts/golden/fatigue.py
"""

import math


def z(base_clicks, base_impressions, clicks, impressions, phi=1.5):
    fall = math.log((base_clicks / base_impressions) / (clicks / impressions))
    return fall / math.sqrt(phi * (1 / base_clicks + 1 / clicks))


def ols(y):
    n = len(y)
    mean_x, mean_y = (n - 1) / 2, sum(y) / n
    sxx = sum((x - mean_x) ** 2 for x in range(n))
    slope = sum((x - mean_x) * (v - mean_y) for x, v in enumerate(y)) / sxx
    rest = sum((v - mean_y - slope * (x - mean_x)) ** 2 for x, v in enumerate(y))
    return slope, slope / math.sqrt(rest / (n - 2) / sxx)


def main():
    print("D-18", 1 - (430 / 29000) / (1400 / 70000), z(1400, 70000, 430, 29000))
    print("D-19", z(1400, 70000, 12, 800))
    print("D-20", math.log(0.6 * 0.02 / 0.0148) / math.log(0.97))
    print("D-21", 13.2 / 10 / (10.5 / 10) - 1)
    print("D-22", 1 - math.exp(7 * -0.035))
    counts = [10000, 9700, 9200, 9100, 8600, 8500, 8000]
    print("impressions", *ols([math.log(c / 5000) for c in counts]))
    # z over the recent clicks, 1000 impressions expected to give 20: where it turns back.
    print("peak z", max(z(1400, 70000, c / 1000, 1000) for c in range(1, 20000)))


main()
