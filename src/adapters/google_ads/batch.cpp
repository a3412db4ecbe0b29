#include "adapters/google_ads/batch.h"

#include <algorithm>
#include <array>
#include <utility>

#include "adapters/google_ads/entity.h"

namespace gv::google_ads {
namespace {

using app::AppliedOperation;
using app::EntityLevel;
using execute::ErrorClass;
using execute::PlatformError;

constexpr std::string_view kBudgets = "campaignBudgets";
constexpr std::array<std::string_view, 3> kThings{"campaigns", "adGroups", "adGroupAds"};
constexpr int kWhole = -1;  ///< the place of a failure that names no operation

PlatformError refused_before(const Error& error) {
  const bool missing = error.code == ErrorCode::NotFound;
  return {.error_class = missing ? ErrorClass::Missing : ErrorClass::Invalid,
          .message = to_string(error),
          .field = error.where};
}

PlatformError not_reached() {
  return {.error_class = ErrorClass::Transient,
          .message = "was not sent: an earlier request of its batch failed"};
}

/// An answer that says yes and tells no name leaves open what was done.
PlatformError unnamed() {
  return {.error_class = ErrorClass::Transient,
          .message = "the answer names nothing that was done",
          .maybe_applied = true};
}

}  // namespace

Result<void> Batch::file(std::size_t place, const app::UpdateEntity& update) {
  boost::json::object budget;
  boost::json::object status;
  const bool pauses = update.status == app::EntityStatus::Paused;
  const bool unplaced = update.daily_budget && !budgets_;
  if (unplaced) refuse(place, budgets_.error());
  if (update.daily_budget && !unplaced) {
    GV_TRY(budget, of_budget(update));
  }
  if (update.status) {
    GV_TRY(status, status_operation(rest_, update));
  }
  if (!budget.empty()) add({kBudgets}, place, std::move(budget));
  const bool sent = !status.empty() && (pauses || !unplaced);
  if (sent) add({resources_of(update.entity.level), pauses}, place, std::move(status));
  return {};
}

Result<boost::json::object> Batch::of_budget(const app::UpdateEntity& update) const {
  if (update.entity.level != EntityLevel::Campaign) {
    return fail(ErrorCode::InvalidInput, "daily_budget", "is the campaign's on Google");
  }
  const auto found = budgets_->find(update.entity.id);
  if (found == budgets_->end() || found->second.resource.empty()) {
    return fail(ErrorCode::NotFound, "campaign", "Google has no campaign " + update.entity.id);
  }
  return budget_operation(found->second, *update.daily_budget, currency_);
}

void Batch::add(const Kind& kind, std::size_t place, boost::json::object operation) {
  auto& waiting = kinds_[kind];
  waiting.operations.push_back(std::move(operation));
  waiting.places.push_back(place);
}

Result<void> Batch::file(std::size_t place, const app::CreateEntity& create) {
  makes_[place] = true;
  if (create.level == EntityLevel::Campaign || brings_assets(create)) return {};  // made apart
  GV_TRY(auto operation, create_operation(rest_, create));
  add({resources_of(create.level)}, place, std::move(operation));
  return {};
}

/// Of an operation in two parts the first error counts.
void Batch::refuse(std::size_t place, PlatformError error) {
  auto& result = replies_[place].result;
  const bool maybe = error.maybe_applied || begun_[place];
  if (result) result = tl::unexpected(std::move(error));
  result.error().maybe_applied = result.error().maybe_applied || maybe;
}

void Batch::take(std::size_t place, const std::string& resource, const std::string& trace_id) {
  auto& result = replies_[place].result;
  begun_[place] = mode_ == app::ApplyMode::Apply;
  if (!result) {
    result.error().maybe_applied = begun_[place];
    return;
  }
  if (makes_[place]) result->id = id_of_resource(resource);
  result->trace_id = trace_id;
}

void Batch::send_kind(const Kind& kind) {
  const auto found = kinds_.find(kind);
  if (found == kinds_.end()) return;
  auto& [operations, places] = found->second;
  if (broken_) {
    for (const auto place : places) refuse(place, not_reached());
    return;
  }
  const auto sent = rest_.mutate(kind.resources, std::move(operations), mode_);
  if (!sent.result) broken_ = true;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!sent.result) {
      refuse(places[i], sent.result.error());
      continue;
    }
    const auto& [names, failed, trace_id] = *sent.result;
    const auto own = failed.find(static_cast<int>(i));
    const auto whole = failed.find(kWhole);
    const bool applies = mode_ == app::ApplyMode::Apply;
    if (own != failed.end()) {
      refuse(places[i], own->second);
    } else if (names[i].empty() && whole != failed.end()) {
      refuse(places[i], whole->second);
    } else if (names[i].empty() && applies) {
      refuse(places[i], unnamed());
    } else {
      take(places[i], names[i], trace_id);
    }
  }
}

void Batch::make_apart(std::size_t place, Result<Together> all) {
  if (broken_) return refuse(place, not_reached());
  if (!all) return refuse(place, refused_before(all.error()));
  const auto sent = rest_.mutate_together(std::move(all->operations), mode_);
  if (!sent.result) return refuse(place, sent.result.error());
  const auto& made = sent.result->resources.at(all->made);
  if (made.empty() && mode_ == app::ApplyMode::Apply) return refuse(place, unnamed());
  take(place, made, sent.result->trace_id);
}

std::vector<app::PlatformReply<AppliedOperation>> Batch::send(
    std::span<const app::Operation> operations) {
  replies_.assign(operations.size(), {AppliedOperation{}, std::nullopt});
  begun_.assign(operations.size(), false);
  makes_.assign(operations.size(), false);
  for (std::size_t i = 0; i < operations.size(); ++i) {
    if (const auto* const update = std::get_if<app::UpdateEntity>(&operations[i])) {
      replies_[i].result->id = update->entity.id;
    }
    const auto filed = std::visit([&](const auto& one) { return file(i, one); }, operations[i]);
    if (!filed) refuse(i, refused_before(filed.error()));
  }
  for (const auto resources : kThings) send_kind({resources, true});
  send_kind({kBudgets});  // what runs again does so with its new one
  for (const auto resources : kThings) send_kind({resources});
  for (std::size_t i = 0; i < operations.size(); ++i) {
    const auto* const create = std::get_if<app::CreateEntity>(&operations[i]);
    if (create == nullptr) continue;
    if (create->level == EntityLevel::Campaign) {
      make_apart(i, campaign_operations(rest_, *create, currency_));
    } else if (brings_assets(*create)) {
      make_apart(i, ad_operations(rest_, *create));
    }
  }
  return std::move(replies_);
}

}  // namespace gv::google_ads
