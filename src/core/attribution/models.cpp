#include "core/attribution/models.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "base/check.h"
#include "base/money.h"
#include "base/text.h"
#include "base/utf8.h"

namespace gv::attribution {
namespace {

constexpr std::int64_t kShareUnits = 1'000'000'000;
constexpr std::array kModels{Model::FirstTouch,  Model::LastTouch,     Model::Linear,
                             Model::TimeDecay,   Model::PositionBased, Model::Shapley,
                             Model::ShapleyRate, Model::Markov};

bool is_data_driven(Model model) {
  return model == Model::Shapley || model == Model::ShapleyRate || model == Model::Markov;
}

std::vector<Share> one_at(std::size_t at, std::size_t count) {
  std::vector<Share> shares(count, {0, 1});
  shares[at] = {1, 1};
  return shares;
}

std::vector<Share> time_decay(std::span<const Touch> touches, double half_life_days) {
  const auto real = time_decay_shares(touches, half_life_days);
  std::vector<Share> shares;
  for (const std::int64_t units : largest_remainder(kShareUnits, real)) {
    shares.push_back({units, kShareUnits});
  }
  return shares;
}

std::vector<Share> position_based(std::size_t n) {
  if (n <= 2) return std::vector<Share>(n, {1, static_cast<std::int64_t>(n)});
  std::vector<Share> shares(n, {1, 5 * static_cast<std::int64_t>(n - 2)});
  shares.front() = shares.back() = {2, 5};
  return shares;
}

Result<revenue::CreditSplit> split_by_touch(Model model, std::span<const Touch> touches,
                                            double half_life_days) {
  const auto shares = touch_shares(model, touches, half_life_days);
  std::vector<revenue::Credit> credits;
  for (std::size_t i = 0; i < touches.size(); ++i) {
    credits.push_back({touches[i].ad, shares[i].numerator, shares[i].denominator});
  }
  return revenue::CreditSplit::parse(credits);
}

Result<revenue::CreditSplit> split_equally(std::span<const AdId> ads) {
  std::vector<revenue::Credit> credits;
  for (const AdId& ad : ads) credits.push_back({ad, 1, static_cast<std::int64_t>(ads.size())});
  return revenue::CreditSplit::parse(credits);
}

Result<revenue::CreditSplit> split_by_value(std::span<const AdId> ads, const ModelData& data) {
  std::vector<double> values;
  for (const AdId& ad : ads) {
    const auto found = data.value.find(ad);
    values.push_back(found == data.value.end() ? 0.0 : found->second);
  }
  const bool some = std::any_of(values.begin(), values.end(), [](double v) { return v > 0.0; });
  return some ? revenue::CreditSplit::from_shares(ads, values) : split_equally(ads);
}

}  // namespace

std::string_view to_text(Model model) {
  switch (model) {
    case Model::FirstTouch:
      return "first_touch";
    case Model::LastTouch:
      return "last_touch";
    case Model::Linear:
      return "linear";
    case Model::TimeDecay:
      return "time_decay";
    case Model::PositionBased:
      return "position_based";
    case Model::Shapley:
      return "shapley";
    case Model::ShapleyRate:
      return "shapley_rate";
    case Model::Markov:
      return "markov";
  }
  return "";
}

Result<Model> parse_model(std::string_view name, std::string_view where) {
  std::string known;
  for (const Model model : kModels) {
    if (to_text(model) == name) return model;
    known += (known.empty() ? "" : ", ") + std::string(to_text(model));
  }
  return fail(ErrorCode::InvalidInput, std::string(where),
              fmt::format("must be one of {}, got \"{}\"", known, printable(excerpt(name, 60))));
}

std::vector<double> time_decay_shares(std::span<const Touch> touches, double half_life_days) {
  GV_CHECK(half_life_days > 0.0 && !touches.empty());
  std::vector<double> shares;
  double sum = 0.0;
  for (const Touch& touch : touches) {
    const double age = days_between(touch.at, touches.back().at);
    shares.push_back(std::exp2(-age / half_life_days));
    sum += shares.back();
  }
  for (double& share : shares) share /= sum;
  return shares;
}

std::vector<Share> touch_shares(Model model, std::span<const Touch> touches,
                                double half_life_days) {
  const std::size_t n = touches.size();
  GV_CHECK(n > 0 && !is_data_driven(model));
  switch (model) {
    case Model::FirstTouch:
      return one_at(0, n);
    case Model::LastTouch:
      return one_at(n - 1, n);
    case Model::TimeDecay:
      return time_decay(touches, half_life_days);
    case Model::PositionBased:
      return position_based(n);
    case Model::Linear:
    case Model::Shapley:
    case Model::ShapleyRate:
    case Model::Markov:
      break;
  }
  return std::vector<Share>(n, {1, static_cast<std::int64_t>(n)});
}

Result<JourneyCredit> credit_journey(Model model, std::span<const Touch> touches,
                                     const ModelData& data, double half_life_days) {
  if (touches.empty()) return JourneyCredit{.model = model};
  if (!is_data_driven(model)) {
    GV_TRY(auto split, split_by_touch(model, touches, half_life_days));
    return JourneyCredit{std::move(split), model, false};
  }
  if (!data.is_sufficient()) {
    GV_TRY(auto split, split_by_touch(Model::Linear, touches, half_life_days));
    return JourneyCredit{std::move(split), Model::Linear, true};
  }
  const auto ads = ads_of(touches);
  GV_TRY(auto split, model == Model::Shapley ? split_equally(ads) : split_by_value(ads, data));
  return JourneyCredit{std::move(split), model, false};
}

}  // namespace gv::attribution
