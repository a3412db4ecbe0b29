#include "app/tracking/forget_expired.h"

#include <string>

#include "core/attribution/consent.h"

namespace gv::app {
namespace {

constexpr Days kAttemptsKept{90};
/// A page's clock may be this much ahead of ours.
constexpr std::chrono::seconds kClickAhead{60};

RetentionHorizons horizons_at(TimePoint now, const attribution::PrivacyConfig& privacy) {
  const TimePoint next = now + kForgetEvery + kClickAhead;
  return {.clicks = now,
          .touches = now - Days{privacy.click_ttl_days},
          .fingerprints = next - Days{privacy.fingerprint_ttl_days},
          .clients = next - Days{privacy.raw_ttl_days},
          .attempts = now - kAttemptsKept};
}

}  // namespace

Result<ErasedRows> ForgetExpired::forget(Transaction& transaction) {
  GV_TRY(const auto settings, settings_.settings(transaction.scope().account()));
  GV_TRY(auto rows,
         data_.forget(transaction, horizons_at(transaction.now(), settings->attribution.privacy)));
  GV_TRY(keys_.destroy_retired(transaction));
  return rows;
}

Result<JobEffects> ForgetExpired::work(const AccountScope&, const Job&, const JobPulse&) {
  return JobEffects([this](Transaction& transaction) -> Result<std::optional<std::string>> {
    GV_TRY(const auto rows, forget(transaction));
    GV_TRY(schedule_.plan(transaction));
    return R"({"forgotten":)" + std::to_string(rows.all()) + "}";
  });
}

}  // namespace gv::app
