#include "adapters/settings/effective.h"

#include <array>
#include <optional>

#include <fmt/format.h>

#include "adapters/settings/exchange.h"
#include "adapters/settings/registry.h"
#include "adapters/settings/tree.h"
#include "core/revenue/presets.h"
#include "io/json/serialize.h"

namespace gv::settings {
namespace {

/// Thresholds that follow from the target CPA, as multiples of it.
struct Multiple {
  std::string_view path;
  double of_cpa;
};
constexpr std::array kFromCpa{Multiple{"decision.ignorance_zone.spend", 2.0},
                              Multiple{"decision.min_spend_for_kill", 4.0},
                              Multiple{"decision.min_spend", 1.0}};

/// Thresholds that follow from the target ROAS, as multiples of it.
struct Ratio {
  std::string_view path;
  double of_target;
};
constexpr std::array kFromTarget{Ratio{"decision.min_roas", 0.5},
                                 Ratio{"decision.scale_roas", 1.5}};

/// An amount in the currency it was written in, major units.
struct ForeignAmount {
  double major{0.0};
  Currency currency;
};

class Filler {
 public:
  Filler(const Values& given, Currency currency, std::optional<double> rate)
      : currency_(currency), rate_(rate) {
    filled_.values = given;
    note_sources("account");
  }

  Result<Effective> run() {
    derive_from_targets();
    note_sources("derived");
    GV_TRY(fill_order_value());
    note_sources("preset");
    for (const Key& key : keys()) {
      if (filled_.values.contains(key.path)) continue;
      const auto value = fallback_of(key.path);
      if (key.kind == Kind::Money && !value.is_null()) {
        convert(key.path, {value.to_number<double>(), Currency::usd()});
      } else {
        filled_.values.emplace(key.path, value);
      }
    }
    note_sources("default");
    if (missing_.empty()) return std::move(filled_);
    return fail(ErrorCode::ConfigRange, "currency",
                fmt::format("{} has no shipped exchange rate, so amounts have no default; set {}",
                            currency_.code(), fmt::join(missing_, ", ")));
  }

 private:
  std::optional<double> number(std::string_view path) const {
    const auto found = filled_.values.find(path);
    if (found == filled_.values.end()) return std::nullopt;
    return found->second.to_number<double>();
  }

  /// All values without a source are from `source`.
  void note_sources(std::string_view source) {
    for (const auto& [path, value] : filled_.values) filled_.sources.try_emplace(path, source);
  }

  void derive_from_targets() {
    if (const auto cpa = number("business.target_cpa")) {
      for (const auto& [path, of_cpa] : kFromCpa) {
        filled_.values.try_emplace(std::string(path), of_cpa * *cpa);
      }
    }
    if (const auto target = number("business.target_roas")) {
      for (const auto& [path, of_target] : kFromTarget) {
        filled_.values.try_emplace(std::string(path), of_target * *target);
      }
    }
  }

  /// The preset's own order value, where nobody told one.
  Result<void> fill_order_value() {
    if (filled_.values.contains("business.aov")) return {};
    const auto chosen = filled_.values.find("business.preset");
    const std::string name = chosen == filled_.values.end()
                                 ? std::string(fallback_of("business.preset").as_string())
                                 : std::string(chosen->second.as_string());
    // A preset knows its order value in its own currency only: dirhams or dollars.
    for (const auto* code : {"AED", "USD"}) {
      GV_TRY(const Currency own, Currency::parse(code, "preset"));
      const auto preset = revenue::preset(name, own, std::nullopt);
      if (!preset) continue;
      const auto minor = static_cast<double>(preset->spec().aov_minor);
      convert("business.aov", {minor / static_cast<double>(own.minor_per_major()), own});
      return {};
    }
    return fail(ErrorCode::ConfigRange, "business.aov",
                "must be set: preset " + name + " has no order value of its own");
  }

  void convert(std::string_view path, const ForeignAmount& amount) {
    if (amount.currency == currency_) {
      filled_.values.emplace(path, amount.major);
      return;
    }
    const auto from = units_per_usd(amount.currency);
    const auto into = rate_ ? rate_ : units_per_usd(currency_);
    if (!from || !into) {
      missing_.emplace_back(path);
      return;
    }
    const double major = two_digits(amount.major / *from * *into);
    filled_.values.emplace(path, major);
    filled_.warnings.push_back(fmt::format("{}: the default {} {} is taken as {} {}", path,
                                           json::number_text(amount.major), amount.currency.code(),
                                           json::number_text(major), currency_.code()));
  }

  Currency currency_;
  std::optional<double> rate_;
  Effective filled_;
  std::vector<std::string> missing_;
};

}  // namespace

Result<Effective> fill_in(const Values& given, Currency currency, std::optional<double> rate) {
  return Filler(given, currency, rate).run();
}

}  // namespace gv::settings
