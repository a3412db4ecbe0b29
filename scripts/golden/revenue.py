"""Golden numbers of src/core/revenue that the specification does not state.

Calibration line: logistic regression of the outcome on logit(p) for the sample of 20 section 15,
found by a plain gradient-free search so that it shares nothing with the Newton steps of the code.
"""

from math import exp, lgamma, log

P = [0.1, 0.1, 0.3, 0.3, 0.6, 0.6, 0.6, 0.9, 0.9, 0.9]
Y = [0, 0, 0, 1, 1, 0, 1, 1, 1, 1]


def score(intercept, slope):
    """Gradient of the log likelihood."""
    g0 = g1 = 0.0
    for p, y in zip(P, Y):
        x = log(p / (1 - p))
        miss = y - 1 / (1 + exp(-(intercept + slope * x)))
        g0 += miss
        g1 += miss * x
    return g0, g1


def root(function, low, high):
    """Bisection of a falling function."""
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if function(middle) > 0 else (low, middle)
    return (low + high) / 2


def intercept_for(slope):
    return root(lambda a: score(a, slope)[0], -20.0, 20.0)


slope = root(lambda b: score(intercept_for(b), b)[1], 0.0, 20.0)
print(f"calibration slope {slope:.12f} intercept {intercept_for(slope):.12f}")


def beta_cdf(a, b, x, steps=4000):
    """By the midpoint rule."""
    scale = lgamma(a + b) - lgamma(a) - lgamma(b)
    at = [(i + 0.5) * x / steps for i in range(steps)]
    return sum(exp(scale + (a - 1) * log(t) + (b - 1) * log(1 - t)) for t in at) * x / steps


# 30 of 100 won, drawn to 0.60 with the weight of 20 deals: 5 % and 95 % quantiles.
for p in (0.05, 0.95):
    quantile = root(lambda x: p - beta_cdf(42.0, 78.0, x), 0.0, 1.0)
    print(f"close rate {p:.2f} quantile {quantile:.6f}")
