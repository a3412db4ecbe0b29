#include "app/publish/publish_desk.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/hash.h"
#include "core/execute/caps.h"

namespace gv::app {

Result<const PublicationForms*> PublishDesk::forms_of(std::string_view platform) const {
  std::vector<std::string_view> known;
  for (const auto* const one : ports_.forms) {
    if (one->platform() == platform) return one;
    known.push_back(one->platform());
  }
  return fail(ErrorCode::InvalidInput, "platform",
              fmt::format("must be one of {}, got \"{}\"", fmt::join(known, ", "), platform));
}

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
  return *creative;
}

Result<void> PublishDesk::check_video(Transaction& transaction, const Creative& creative,
                                      const PublicationForm& form, std::string_view platform) {
  if (!form.uploads_video) return {};
  GV_TRY(const auto asset, ports_.assets.find(transaction, creative.asset_id));
  if (!asset || asset->status != AssetStatus::Ready) {
    return fail(ErrorCode::InvalidInput, "creative_id", "must have its video, which is deleted");
  }
  if (asset->size_bytes <= form.video_bytes_max) return {};
  return fail(ErrorCode::InvalidInput, "creative_id",
              fmt::format("must have a video of at most {} bytes to be published on {}, got {}",
                          form.video_bytes_max, platform, asset->size_bytes));
}

Result<Connection> PublishDesk::connected(Transaction& transaction, const std::string& platform) {
  GV_TRY(auto all, ports_.connections.list(transaction, platform));
  if (!all.empty()) return std::move(all.front());
  return fail(ErrorCode::Conflict, "platform", "is not connected: " + platform,
              "PUT /api/v1/accounts/{id}/connections/" + platform + "/{ad account}");
}

Result<void> PublishDesk::check_holds(Transaction& transaction, const std::string& platform) {
  GV_TRY(const auto holds, execution_.holds.in_force(transaction));
  for (const auto& hold : holds) {
    if (!hold.stops(platform, "", "")) continue;
    return fail(ErrorCode::Held, "platform",
                fmt::format("A hold stops everything on {}: {}", platform, hold.reason));
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

Result<ShownPublication> PublishDesk::publish_in(Transaction& transaction,
                                                 const PublicationForms& forms,
                                                 const Order& order) {
  const auto& [settings, draft, key, actor] = order;
  const std::string platform(forms.platform());
  const auto& account = transaction.scope().account();
  Publication publication{
      .id = uuid_v5(fmt::format("publication|{}|{}|{}", account.text(), platform, key)),
      .creative_id = draft.creative_id,
      .platform = platform,
      .name = draft.name,
      .daily_budget_minor = draft.daily_budget_minor,
      .currency = std::string(settings.currency.code()),
      .created_by = actor.type + ":" + actor.id};
  GV_TRY(auto known, ports_.publications.find(transaction, publication.id));
  if (known) {
    GV_TRY(check_same(*known, publication));
    return shown(transaction, *std::move(known));
  }
  GV_TRY(check_holds(transaction, platform));
  GV_TRY(const auto creative, publishable(transaction, draft.creative_id));
  GV_TRY(execute::check_caps(draft.daily_budget_minor, draft.daily_budget_minor,
                             settings.execution.caps));
  GV_TRY(const auto connection, connected(transaction, platform));
  GV_TRY(const auto form, forms.form(creative, draft, connection, settings.currency));
  GV_TRY(check_video(transaction, creative, form, platform));
  GV_TRY(ports_.publications.add(transaction, publication));
  const auto steps = plan_publication(account, publication, creative, draft, form);
  GV_TRY(changes_.queue_in(transaction, settings.execution, steps, actor));
  auto entry = entry_by(actor, "publication.queued", "publication", publication.id);
  GV_TRY(execution_.audit.append(transaction, entry));
  publication.created_at = transaction.now();
  return shown(transaction, std::move(publication));
}

Result<std::vector<ShownPublication>> PublishDesk::publish(const AccountScope& scope,
                                                           std::span<const std::string> platforms,
                                                           const PublicationDraft& draft,
                                                           std::string_view key,
                                                           const Actor& actor) {
  std::vector<const PublicationForms*> asked;
  for (const auto& platform : platforms) {
    GV_TRY(const auto* const forms, forms_of(platform));
    asked.push_back(forms);
  }
  GV_TRY(const auto settings, execution_.settings.settings(scope.account()));
  const Order order{*settings, draft, key, actor};
  const auto work = [&](Transaction& transaction) -> Result<std::vector<ShownPublication>> {
    std::vector<ShownPublication> published;
    for (const auto* const forms : asked) {
      GV_TRY(auto one, publish_in(transaction, *forms, order));
      published.push_back(std::move(one));
    }
    return published;
  };
  return execution_.store.write(scope, work);
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
