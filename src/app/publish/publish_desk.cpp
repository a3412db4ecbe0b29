#include "app/publish/publish_desk.h"

#include <fmt/format.h>

#include "base/hash.h"
#include "core/execute/caps.h"

namespace gv::app {
namespace {

constexpr std::string_view kMeta = "meta";

}  // namespace

Result<Creative> PublishDesk::publishable(Transaction& transaction,
                                          const std::string& creative_id) {
  GV_TRY(const auto creative, ports_.creatives.find(transaction, creative_id));
  if (!creative) {
    return fail(ErrorCode::InvalidInput, "creative_id", "names no creative of this account");
  }
  if (creative->status != CreativeStatus::Approved) {
    return fail(ErrorCode::InvalidInput, "creative_id",
                "must be approved before it is published, and it is a draft",
                "POST /api/v1/creatives/" + creative_id + "/approve");
  }
  GV_TRY(const auto asset, ports_.assets.find(transaction, creative->asset_id));
  if (!asset || asset->status != AssetStatus::Ready) {
    return fail(ErrorCode::InvalidInput, "creative_id", "must have its video, which is deleted");
  }
  return *creative;
}

Result<Connection> PublishDesk::connected(Transaction& transaction, const std::string& platform) {
  GV_TRY(auto all, ports_.connections.list(transaction, platform));
  if (!all.empty()) return std::move(all.front());
  return fail(ErrorCode::Conflict, "platform", "is not connected: " + platform,
              "PUT /api/v1/accounts/{id}/connections/meta/{ad account}");
}

Result<void> PublishDesk::check_holds(Transaction& transaction, const std::string& platform) {
  GV_TRY(const auto holds, execution_.holds.in_force(transaction));
  for (const auto& hold : holds) {
    if (!hold.stops(platform, "", "")) continue;
    return fail(ErrorCode::Held, "platform", "A hold stops everything on it: " + hold.reason);
  }
  return {};
}

Result<ShownPublication> PublishDesk::shown(Transaction& transaction, Publication publication) {
  GV_TRY(auto steps, execution_.changes.list(transaction, {.plan_id = publication.id}));
  sort_steps(steps);
  return ShownPublication{std::move(publication), std::move(steps)};
}

namespace {

/// What a key stands for is not another thing the second time.
Result<void> check_same(const Publication& known, const Publication& asked) {
  const bool same = known.creative_id == asked.creative_id && known.name == asked.name &&
                    known.daily_budget_minor == asked.daily_budget_minor;
  if (same) return {};
  return fail(ErrorCode::Conflict, "Idempotency-Key",
              "It was used for another publication: \"" + known.name + "\".");
}

}  // namespace

Result<ShownPublication> PublishDesk::publish(const AccountScope& scope,
                                              const std::string& platform,
                                              const PublicationDraft& draft, std::string_view key,
                                              const Actor& actor) {
  if (platform != kMeta) {
    return fail(ErrorCode::NotAvailable, "platform",
                "not available yet: " + platform + "; meta is there");
  }
  GV_TRY(const auto settings, execution_.settings.settings(scope.account()));
  const auto& account = scope.account();
  const Publication publication{
      .id = uuid_v5(fmt::format("publication|{}|{}|{}", account.text(), platform, key)),
      .creative_id = draft.creative_id,
      .platform = platform,
      .name = draft.name,
      .daily_budget_minor = draft.daily_budget_minor,
      .currency = std::string(settings->currency.code()),
      .created_by = actor.type + ":" + actor.id};
  return execution_.store.write(scope, [&](Transaction& transaction) -> Result<ShownPublication> {
    GV_TRY(auto known, ports_.publications.find(transaction, publication.id));
    if (known) {
      GV_TRY(check_same(*known, publication));
      return shown(transaction, *std::move(known));
    }
    GV_TRY(check_holds(transaction, platform));
    GV_TRY(const auto creative, publishable(transaction, draft.creative_id));
    GV_TRY(execute::check_caps(draft.daily_budget_minor, draft.daily_budget_minor,
                               settings->execution.caps));
    GV_TRY(const auto connection, connected(transaction, platform));
    GV_TRY(const auto form, ports_.meta.form(creative, draft, connection, settings->currency));
    GV_TRY(ports_.publications.add(transaction, publication));
    const auto steps = plan_publication(account, publication, creative, draft, form);
    GV_TRY(changes_.queue_in(transaction, settings->execution, steps, actor));
    auto entry = entry_by(actor, "publication.queued", "publication", publication.id);
    GV_TRY(execution_.audit.append(transaction, entry));
    auto written = publication;
    written.created_at = transaction.now();
    return shown(transaction, std::move(written));
  });
}

Result<ShownPublication> PublishDesk::find(const AccountScope& scope, const std::string& id) {
  return execution_.store.read(scope, [&](Transaction& transaction) -> Result<ShownPublication> {
    GV_TRY(auto found, ports_.publications.find(transaction, id));
    if (!found) {
      return fail(ErrorCode::NotFound, "job_id", "There is no publication \"" + id + "\".");
    }
    return shown(transaction, *std::move(found));
  });
}

Result<std::vector<ShownPublication>> PublishDesk::list(
    const AccountScope& scope, const std::optional<PublicationCursor>& before, int limit) {
  const auto work = [&](Transaction& transaction) -> Result<std::vector<ShownPublication>> {
    GV_TRY(auto all, ports_.publications.list(transaction, before, limit));
    std::vector<ShownPublication> listed;
    for (auto& one : all) {
      GV_TRY(auto with_steps, shown(transaction, std::move(one)));
      listed.push_back(std::move(with_steps));
    }
    return listed;
  };
  return execution_.store.read(scope, work);
}

}  // namespace gv::app
