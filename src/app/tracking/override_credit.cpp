#include "app/tracking/override_credit.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/tracking/credit_events.h"

namespace gv::app {
namespace {

constexpr std::size_t kReasonMax = 500;

/// The sets so far as the core keeps them.
Result<attribution::CreditHistory> history_of(const std::vector<RecordedCredits>& sets) {
  attribution::CreditHistory history;
  for (const auto& [set, evidence] : sets) {
    if (set.origin == attribution::CreditOrigin::Override) {
      GV_TRY(history.override_with(set.split.ads().front(), set.actor, set.reason, set.at,
                                   set.config_version));
    } else {
      GV_TRY(history.decide(set));
    }
  }
  return history;
}

}  // namespace

Result<void> OverrideCredit::run(const AccountScope& scope, const std::string& conversion_id,
                                 const AdId& ad, const std::string& reason, const Actor& actor) {
  if (reason.empty() || reason.size() > kReasonMax) {
    return fail(ErrorCode::InvalidInput, "reason",
                fmt::format("must be 1 to {} bytes, got {}", kReasonMax, reason.size()));
  }
  GV_TRY(const auto settings, ports_.settings.settings(scope.account()));
  GV_TRY(ports_.pipelines.pipelines(scope.account()));
  return ports_.store.write(scope, [&](Transaction& transaction) -> Result<void> {
    GV_TRY(const bool held, ports_.conversions.mark_attributed(transaction, conversion_id));
    GV_TRY(const auto conversion, ports_.conversions.find(transaction, conversion_id));
    if (!held || !conversion) {
      return fail(ErrorCode::NotFound, "id", "There is no conversion \"" + conversion_id + "\".");
    }
    GV_TRY(const auto known, ports_.clicks.known_ad(transaction, ad));
    if (!known) {
      return fail(ErrorCode::InvalidInput, "ad_id",
                  "must be an ad of this account, got \"" + ad.text() + "\"");
    }
    return replace(transaction, *conversion, *known, reason, actor, settings->version);
  });
}

Result<void> OverrideCredit::replace(Transaction& transaction, const ConversionRecord& conversion,
                                     const AdId& ad, const std::string& reason, const Actor& actor,
                                     std::int64_t version) {
  GV_TRY(const auto sets, ports_.conversions.credits(transaction, conversion.id));
  GV_TRY(auto history, history_of(sets));
  // Another process's clock may be ahead: knowledge never goes back.
  const auto* const before = history.current();
  const TimePoint now =
      std::max(transaction.now(), before != nullptr ? before->at : transaction.now());
  GV_TRY(history.override_with(ad, actor.type + ":" + actor.id, reason, now, version));
  const auto& set = *history.current();
  const auto evidence = sets.empty() ? attribution::Attribution() : sets.back().evidence;
  GV_TRY(ports_.conversions.add_credits(transaction, conversion.id, {set, evidence}));
  if (conversion.crm && conversion.deal_id) {
    GV_TRY(ports_.fold.fold(transaction, *conversion.crm, *conversion.deal_id));
  }
  auto entry = entry_by(actor, "attribution.override", "conversion", conversion.id);
  entry.after = fmt::format(R"({{"ad_id":{},"reason":{},"seq":{}}})", quoted(ad.text()),
                            quoted(reason), set.seq);
  GV_TRY(ports_.audit.append(transaction, entry));
  const auto fact = credited_event(conversion, set);
  GV_TRY(ports_.log.append(transaction, {&fact, 1}));
  return {};
}

}  // namespace gv::app
