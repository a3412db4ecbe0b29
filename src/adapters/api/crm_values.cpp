#include "adapters/api/crm_values.h"

#include <fmt/format.h>

#include "adapters/api/binder.h"

namespace gv::api {
namespace {

constexpr std::size_t kValuesMax = 5'000;

}  // namespace

void check(const CrmValuesRequest& request, Binder& binder) {
  const auto count = request.ad_performances.size();
  if (count == 0 || count > kValuesMax) {
    binder.complain_at("ad_performances",
                       fmt::format("must name 1 to {} ads, got {}", kValuesMax, count));
  }
  for (const auto& [ad, value] : request.ad_performances) {
    if (value.minor < 0) {
      binder.below("ad_performances", [&, &ad = ad] { binder.complain_at(ad, "must be >= 0"); });
    }
  }
}

Result<CrmValuesAnswer> IngestCrmData::operator()(const Context& context,
                                                  const CrmValuesRequest& request) const {
  std::map<std::string, std::int64_t> values;
  for (const auto& [ad, value] : request.ad_performances) values.emplace(ad, value.minor);
  GV_TRY(const auto scope, services.scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(auto outcome, services.crm_values.run(scope, values));
  return CrmValuesAnswer{.status = "ok",
                         .updated_ads = outcome.updated,
                         .total_received = static_cast<std::int64_t>(values.size()),
                         .unknown_ads = std::move(outcome.unknown)};
}

}  // namespace gv::api
