#include "app/receive_crm_events.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include "app/fold_deal.h"
#include "base/hash.h"

namespace gv::app {
namespace {

constexpr std::string_view kUnmapped = "unmapped_portal";
constexpr int kReplayedAtOnce = 20;

/// Its id sorts by time, so that the rows of a burst lie together.
NewJob job_for(const AccountId& account, const CrmEvent& event, TimePoint now) {
  const auto luck = xxh64(account.text() + "|" + event.key);
  return {.id = uuid_v7(now, luck >> 52U, luck),
          .name = std::string(kCrmQueue),
          .priority = 8,
          .retry_limit = 3,
          .backoff = Millis{60'000},
          .expire_in = Millis{120'000},
          .ordering_key = deal_key(event.crm, event.deal_id)};
}

}  // namespace

Result<CrmReceipt> ReceiveCrmEvents::run(CrmWebhook& webhook, const CrmDelivery& delivery) {
  auto batch = webhook.read(delivery, ports_.clock.now(), [&](std::string_view portal) {
    return owner_of(webhook.crm(), portal);
  });
  if (!batch) {
    const auto code = batch.error().code;
    if (code == ErrorCode::UnusableInput || code == ErrorCode::InvalidInput) {
      GV_TRY(keep("unreadable", std::string(webhook.crm()), delivery.body));
    }
    return tl::unexpected<Error>(batch.error());
  }
  CrmReceipt receipt{.ignored = static_cast<std::int64_t>(batch->ignored)};
  std::map<AccountId, std::vector<CrmNotice>> by_account;
  std::map<std::string, std::int64_t> unmapped;
  for (auto& notice : batch->notices) {
    if (notice.account) {
      by_account[*notice.account].push_back(std::move(notice));
    } else {
      ++unmapped[notice.portal];
    }
  }
  for (auto& [account, notices] : by_account) GV_TRY(take(account, notices, receipt));
  for (const auto& [portal, count] : unmapped) {
    GV_TRY(const bool added,
           keep(kUnmapped, std::string(webhook.crm()) + ":" + portal, delivery.body));
    (added ? receipt.accepted : receipt.duplicates) += count;
  }
  return receipt;
}

Result<std::optional<PortalOwner>> ReceiveCrmEvents::owner_of(std::string_view crm,
                                                              std::string_view portal) {
  GV_TRY(const auto account, ports_.portals.account_of(crm, portal));
  if (!account) return std::optional<PortalOwner>();
  GV_TRY(const auto settings, ports_.settings.settings(*account));
  return PortalOwner{*account, settings->pipeline.currency()};
}

Result<CrmReceipt> ReceiveCrmEvents::replay(CrmWebhook& webhook, std::string_view portal) {
  CrmReceipt receipt;
  GV_TRY(const auto owner, owner_of(webhook.crm(), portal));
  if (!owner) return receipt;
  const auto source = std::string(webhook.crm()) + ":" + std::string(portal);
  for (;;) {
    GV_TRY(const auto waiting, ports_.store.read_shared([&](SharedTransaction& transaction) {
      return ports_.quarantine.waiting(transaction, source, kReplayedAtOnce);
    }));
    if (waiting.empty()) return receipt;
    for (const auto& item : waiting) GV_TRY(take_kept(webhook, portal, item, receipt));
  }
}

/// What else the delivery told waits under a portal of its own.
Result<void> ReceiveCrmEvents::take_kept(CrmWebhook& webhook, std::string_view portal,
                                         const QuarantinedItem& item, CrmReceipt& receipt) {
  const auto owner = [&](std::string_view told) { return owner_of(webhook.crm(), told); };
  GV_TRY(auto batch, webhook.read_kept(item.payload, ports_.clock.now(), owner));
  for (auto& notice : batch.notices) {
    if (notice.portal != portal || !notice.account) continue;
    GV_TRY(take(*notice.account, std::span(&notice, 1), receipt));
  }
  GV_TRY(ports_.store.write_shared([&](SharedTransaction& transaction) {
    return ports_.quarantine.resolve(transaction, item.id);
  }));
  return {};
}

/// A delivery is kept whole, once for each portal: what is replayed later drops what is not its.
Result<bool> ReceiveCrmEvents::keep(std::string_view reason, const std::string& source,
                                    std::string_view body) {
  const QuarantinedItem item{.id = uuid_v5("quarantine|" + source + "|" + sha256_hex(body)),
                             .kind = "crm_delivery",
                             .reason = std::string(reason),
                             .source_ref = source,
                             .payload = std::string(body)};
  return ports_.store.write_shared(
      [&](SharedTransaction& transaction) { return ports_.quarantine.add(transaction, item); });
}

/// Takes the events out of the notices.
Result<void> ReceiveCrmEvents::take(const AccountId& account, std::span<CrmNotice> notices,
                                    CrmReceipt& receipt) {
  std::vector<CrmEvent> events;
  std::vector<std::size_t> rows;  // of each notice: a merge is one event and several rows
  for (auto& notice : notices) {
    rows.push_back(notice.events.size());
    std::move(notice.events.begin(), notice.events.end(), std::back_inserter(events));
  }
  const auto store_all = [&](Transaction& transaction) -> Result<std::vector<bool>> {
    GV_TRY(auto fresh, ports_.revenue.add_events(transaction, events));
    std::vector<NewJob> jobs;
    for (std::size_t i = 0; i < events.size(); ++i) {
      if (fresh[i]) jobs.push_back(job_for(account, events[i], transaction.now()));
    }
    GV_TRY(ports_.jobs.enqueue(transaction, jobs));
    return fresh;
  };
  const auto scope = AccountScope::of_system(account, SystemTask::Webhook);
  GV_TRY(const auto added, ports_.store.write(scope, store_all));
  std::size_t row = 0;
  for (const std::size_t count : rows) {
    bool fresh = false;
    for (std::size_t i = 0; i < count; ++i) fresh = added[row++] || fresh;
    ++(fresh ? receipt.accepted : receipt.duplicates);
  }
  return {};
}

}  // namespace gv::app
