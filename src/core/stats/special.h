#pragma once

#include <cstdint>

namespace gv::stats {

// Special functions and distribution functions. All are pure, thread-safe and give the same
// bits on every call order and thread count (double precision throughout, no promotion to long
// double, no global sign of gamma). Each throws gv::Bug when its stated domain is broken; callers
// validate what came from outside first. Relative error is a few units in the last place, except
// where a result underflows. Source of the algorithms: Boost.Math.

/// ln |Gamma(x)|. x > 0, finite. The global `signgam` that std::lgamma writes is not touched.
[[nodiscard]] double log_gamma(double x);
/// d/dx ln Gamma(x). x > 0, finite.
[[nodiscard]] double digamma(double x);
/// ln B(a, b) = ln Gamma(a) + ln Gamma(b) - ln Gamma(a + b). a, b > 0.
[[nodiscard]] double log_beta(double a, double b);
/// ln binomial(n, k). 0 <= k <= n.
[[nodiscard]] double log_choose(std::int64_t n, std::int64_t k);

/// P(Z <= z), Z standard normal. Any z but NaN; accurate in both tails.
[[nodiscard]] double normal_cdf(double z);
/// The z with normal_cdf(z) = p. 0 < p < 1.
[[nodiscard]] double normal_quantile(double p);

/// P(X <= x), X ~ Beta(a, b): the regularised incomplete beta I_x(a, b). a, b > 0; x below 0
/// counts as 0, above 1 as 1.
[[nodiscard]] double beta_cdf(double a, double b, double x);
/// P(X > x) = 1 - I_x(a, b) without cancellation. Same domain.
[[nodiscard]] double beta_sf(double a, double b, double x);
/// Density of Beta(a, b) at x. a, b > 0; 0 outside (0, 1).
[[nodiscard]] double beta_pdf(double a, double b, double x);
/// The x with beta_cdf(a, b, x) = p. a, b > 0, 0 <= p <= 1.
[[nodiscard]] double beta_quantile(double a, double b, double p);

/// P(G <= x), G ~ Gamma(shape, rate 1): the regularised lower incomplete gamma. shape > 0, x >= 0.
[[nodiscard]] double gamma_p(double shape, double x);
/// P(G > x) = 1 - gamma_p without cancellation. shape > 0, x >= 0.
[[nodiscard]] double gamma_q(double shape, double x);
/// The x with gamma_p(shape, x) = p. shape > 0, 0 <= p < 1. Divide by a rate to get its quantile.
[[nodiscard]] double gamma_quantile(double shape, double p);

/// P(N <= k), N ~ Poisson(mean). mean >= 0; 0 for k < 0.
[[nodiscard]] double poisson_cdf(std::int64_t k, double mean);
/// P(N > k), N ~ Poisson(mean), without cancellation. mean >= 0; 1 for k < 0.
[[nodiscard]] double poisson_sf(std::int64_t k, double mean);

}  // namespace gv::stats
