"""Golden values of src/core/ab in closed form (standard library only).

P(B > A) and expected loss of two Beta posteriors as finite sums, the value posterior by its
moments, the two-sample e-value from its definition.
Run: python3 scripts/golden/ab.py
"""

import math


def log_beta(a, b):
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def p_greater(a, b, c, d):
    """P(Beta(a, b) > Beta(c, d)) for whole a."""
    return math.fsum(
        math.exp(log_beta(c + i, b + d) - log_beta(1 + i, b) - log_beta(c, d)) / (b + i)
        for i in range(a)
    )


def expected_gain(a, b, c, d):
    """E[max(X - Y, 0)], X ~ Beta(a, b), Y ~ Beta(c, d)."""
    return a / (a + b) * p_greater(a + 1, b, c, d) - c / (c + d) * p_greater(a, b, c + 1, d)


def e_value(n1, s1, n2, s2, k=100):
    log_e = math.lgamma(k) - math.lgamma(k + s1 + s2)
    for n, s in ((n1, s1), (n2, s2)):
        p = n / (n1 + n2)
        log_e += math.lgamma(k * p + s) - math.lgamma(k * p) - s * math.log(p)
    return math.exp(log_e)


def main():
    a, b = (41, 961), (56, 946)
    print("means", 41 / 1002, 56 / 1002)
    print("P(B > A)", p_greater(*b, *a))
    print("loss of B", expected_gain(*a, *b), "of A", expected_gain(*b, *a))
    for s in (55, 70, 85):
        print("e", s, e_value(1000, 40, 1000, s))
    # Value: 30 deals in 1000 trials worth 450000, prior v = 10000, phi = .4, c_v = 50.
    shape, rate = 50 + 0.4 * 30, 10000 * 49 / 0.4 + 450000
    value = 0.4 * rate / (shape - 1)
    q = 31 / 1002
    spread = value * value / (shape - 2)
    var_q = q * (1 - q) / 1003
    sd = math.sqrt(var_q * (value**2 + spread) + q * q * spread)
    print("value mean", q * value, "sd", sd)
    lift = (0.05 / 0.04) * (0.06 / 0.05)
    se = math.sqrt((0.005 / 0.05) ** 2 + (0.004 / 0.04) ** 2 + (0.003 / 0.06) ** 2 + (0.002 / 0.05) ** 2)
    z = 1.959963984540054
    print("lift", lift, lift * math.exp(-z * se), lift * math.exp(z * se))


if __name__ == "__main__":
    main()
