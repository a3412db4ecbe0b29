"""Golden values of src/core/stats, by slow and independent means (standard library only).

Distribution functions as sums term by term, quantiles by bisection of them.
Run: python3 scripts/golden/stats.py
"""

import math


def bisect(cdf, p, lo, hi):
    for _ in range(60):
        middle = (lo + hi) / 2
        lo, hi = (middle, hi) if cdf(middle) < p else (lo, middle)
    return (lo + hi) / 2


def normal_cdf(z):
    return 0.5 * math.erfc(-z / math.sqrt(2))


def beta_cdf(a, b, x):  # whole a, b: a binomial tail
    n = a + b - 1
    return math.fsum(
        math.exp(math.log(math.comb(n, j)) + j * math.log(x) + (n - j) * math.log1p(-x))
        for j in range(a, n + 1)
    )


def gamma_p(shape, x):  # power series: x^s e^-x sum x^j / Gamma(s + j + 1)
    return math.fsum(x ** (shape + j) * math.exp(-x) / math.gamma(shape + j + 1) for j in range(120))


def poisson_cdf(k, mean):
    return sum(math.exp(-mean + j * math.log(mean) - math.lgamma(j + 1)) for j in range(k + 1))


def main():
    print("log_gamma(0.1)", math.lgamma(0.1), "log_gamma(1001.5)", math.lgamma(1001.5))
    step = 1e-4
    print("digamma(3.5)", (math.lgamma(3.5 + step) - math.lgamma(3.5 - step)) / (2 * step))
    print("normal_cdf(-8)", normal_cdf(-8), "normal_cdf(1.645)", normal_cdf(1.645))
    print("normal_quantile(.975)", bisect(normal_cdf, 0.975, 0, 4))
    print("beta_cdf(3, 9, .2)", beta_cdf(3, 9, 0.2))
    print("beta_quantile(56, 946, .025)", bisect(lambda x: beta_cdf(56, 946, x), 0.025, 0, 0.2))
    print("gamma_p(2.5, 1.7)", gamma_p(2.5, 1.7), "gamma_p(.75, .3)", gamma_p(0.75, 0.3))
    print("gamma_quantile(2.5, .9)", bisect(lambda x: gamma_p(2.5, x), 0.9, 0, 20))
    print("poisson_cdf(3, 5.5)", poisson_cdf(3, 5.5), "poisson_cdf(110, 100)", poisson_cdf(110, 100))


if __name__ == "__main__":
    main()
