#include "app/execute/fake_platform.h"

#include <fmt/format.h>

#include "app/execute/no_platforms.h"

namespace gv::app {
namespace {

using execute::ErrorClass;
using execute::PlatformError;

PlatformError lost() {
  return {.error_class = ErrorClass::Transient, .message = "timed out", .maybe_applied = true};
}

/// What a fault that keeps the write from happening answers.
PlatformError refusal_of(PlatformFault fault) {
  switch (fault) {
    case PlatformFault::RateAccount:
      return {.error_class = ErrorClass::RateAccount,
              .code = 17,
              .message = "User request limit reached",
              .retry_after = Millis{120'000}};
    case PlatformFault::RateBudget:
      return {.error_class = ErrorClass::RateBudget,
              .code = 613,
              .subcode = 1487632,
              .message = "Budget edited too often",
              .retry_after = Millis{3'600'000}};
    case PlatformFault::Auth:
      return {.error_class = ErrorClass::Auth, .code = 190, .message = "Token expired"};
    case PlatformFault::Invalid:
      return {.error_class = ErrorClass::Invalid,
              .code = 100,
              .message = "Invalid parameter",
              .field = "daily_budget"};
    case PlatformFault::Transient:
      return {.error_class = ErrorClass::Transient, .code = 2, .message = "Service unavailable"};
    case PlatformFault::DropBefore:
    case PlatformFault::DropAfter:
    case PlatformFault::StaleRead:
    case PlatformFault::DieBefore:
    case PlatformFault::DieAfter:
      break;
  }
  return lost();
}

PlatformError missing(const std::string& id) {
  return {.error_class = ErrorClass::Missing,
          .code = 100,
          .subcode = 33,
          .message = "Object " + id + " does not exist"};
}

}  // namespace

void FakePlatform::add(PlatformEntity entity) {
  const std::scoped_lock lock(mutex_);
  entities_[entity.ref.id] = std::move(entity);
}

void FakePlatform::script(std::optional<PlatformFault> fault) {
  const std::scoped_lock lock(mutex_);
  if (fault == PlatformFault::StaleRead) {
    stale_.push_back(*fault);
  } else {
    faults_.push_back(fault);
  }
}

void FakePlatform::set_usage(execute::PlatformUsage usage) {
  const std::scoped_lock lock(mutex_);
  usage_ = usage;
}

void FakePlatform::edit(const std::string& id, const UpdateEntity& by_someone_else) {
  const std::scoped_lock lock(mutex_);
  auto& entity = entities_.at(id);
  if (by_someone_else.daily_budget) entity.daily_budget = by_someone_else.daily_budget;
  if (by_someone_else.status) entity.status = *by_someone_else.status;
}

void FakePlatform::remove(const std::string& id) {
  const std::scoped_lock lock(mutex_);
  entities_.erase(id);
}

std::optional<PlatformEntity> FakePlatform::find(const std::string& id) const {
  const std::scoped_lock lock(mutex_);
  const auto found = entities_.find(id);
  return found == entities_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<PlatformEntity> FakePlatform::all() const {
  const std::scoped_lock lock(mutex_);
  std::vector<PlatformEntity> out;
  for (const auto& [id, entity] : entities_) out.push_back(entity);
  return out;
}

std::vector<Operation> FakePlatform::applied() const {
  const std::scoped_lock lock(mutex_);
  return applied_;
}

int FakePlatform::reads() const {
  const std::scoped_lock lock(mutex_);
  return reads_;
}

int FakePlatform::writes() const {
  const std::scoped_lock lock(mutex_);
  return writes_;
}

int FakePlatform::validations() const {
  const std::scoped_lock lock(mutex_);
  return validations_;
}

template <class T>
PlatformReply<T> FakePlatform::reply(T value) const {
  return {.result = std::move(value), .usage = usage_};
}

template <class T>
PlatformReply<T> FakePlatform::reply(PlatformError error) const {
  return {.result = tl::unexpected(std::move(error)), .usage = usage_};
}

std::optional<PlatformFault> FakePlatform::next_fault() {
  if (faults_.empty()) return std::nullopt;
  const auto fault = faults_.front();
  faults_.pop_front();
  return fault;
}

bool FakePlatform::take_stale() {
  if (stale_.empty()) return false;
  stale_.pop_front();
  return true;
}

const PlatformEntity* FakePlatform::seen(const std::string& id, bool stale) const {
  if (stale) {
    const auto old = before_.find(id);
    if (old != before_.end()) return &old->second;
  }
  const auto found = entities_.find(id);
  return found == entities_.end() ? nullptr : &found->second;
}

PlatformReply<PlatformEntity> FakePlatform::read(const EntityRef& entity) {
  const std::scoped_lock lock(mutex_);
  ++reads_;
  const auto* found = seen(entity.id, take_stale());
  if (found == nullptr) return reply<PlatformEntity>(missing(entity.id));
  return reply(*found);
}

PlatformReply<std::vector<PlatformEntity>> FakePlatform::read_many(
    std::span<const EntityRef> entities) {
  const std::scoped_lock lock(mutex_);
  ++reads_;
  const bool stale = take_stale();
  std::vector<PlatformEntity> out;
  for (const auto& entity : entities) {
    if (const auto* found = seen(entity.id, stale); found != nullptr) out.push_back(*found);
  }
  return reply(std::move(out));
}

PlatformReply<std::vector<PlatformEntity>> FakePlatform::list_active(EntityLevel level) {
  const std::scoped_lock lock(mutex_);
  ++reads_;
  std::vector<PlatformEntity> out;
  for (const auto& [id, entity] : entities_) {
    if (entity.ref.level == level && entity.status == EntityStatus::Active) out.push_back(entity);
  }
  return reply(std::move(out));
}

PlatformReply<std::vector<PlatformEntity>> FakePlatform::find_by_name(EntityLevel level,
                                                                      std::string_view token) {
  const std::scoped_lock lock(mutex_);
  ++reads_;
  std::vector<PlatformEntity> out;
  if (take_stale()) return reply(std::move(out));
  for (const auto& [id, entity] : entities_) {
    const bool named = entity.name.find(token) != std::string::npos;
    const bool there = entity.status != EntityStatus::Deleted;
    if (entity.ref.level == level && named && there) out.push_back(entity);
  }
  return reply(std::move(out));
}

AppliedOperation FakePlatform::change(const UpdateEntity& update) {
  auto& entity = entities_.at(update.entity.id);
  before_[update.entity.id] = entity;
  if (update.daily_budget) entity.daily_budget = update.daily_budget;
  if (update.status) entity.status = *update.status;
  applied_.emplace_back(update);
  return {.id = update.entity.id};
}

AppliedOperation FakePlatform::make(const CreateEntity& create) {
  const std::string id = fmt::format("9{:06}", ++made_);
  PlatformEntity entity{.ref = {create.level, id},
                        .name = create.name,
                        .status = EntityStatus::Paused,
                        .daily_budget = create.daily_budget};
  if (create.level == EntityLevel::AdSet) entity.campaign_id = create.parent_id;
  if (create.level == EntityLevel::Ad) {
    const auto set = entities_.find(create.parent_id);
    entity.adset_id = create.parent_id;
    if (set != entities_.end()) entity.campaign_id = set->second.campaign_id;
  }
  entities_[id] = std::move(entity);
  applied_.emplace_back(create);
  return {.id = id};
}

PlatformReply<AppliedOperation> FakePlatform::carry_out(const Operation& operation) {
  const auto fault = next_fault();
  if (fault == PlatformFault::DieBefore) throw ProcessDied{};
  const bool happens =
      !fault || fault == PlatformFault::DropAfter || fault == PlatformFault::DieAfter;
  if (!happens) return reply<AppliedOperation>(refusal_of(*fault));
  AppliedOperation done;
  if (const auto* update = std::get_if<UpdateEntity>(&operation)) {
    if (!entities_.contains(update->entity.id)) {
      return reply<AppliedOperation>(missing(update->entity.id));
    }
    done = change(*update);
  } else {
    done = make(std::get<CreateEntity>(operation));
  }
  if (fault == PlatformFault::DieAfter) throw ProcessDied{};
  if (fault == PlatformFault::DropAfter) return reply<AppliedOperation>(lost());
  return reply(std::move(done));
}

PlatformReply<AppliedOperation> FakePlatform::apply(const Operation& operation, ApplyMode mode) {
  const std::scoped_lock lock(mutex_);
  if (mode == ApplyMode::ValidateOnly) {
    ++validations_;
    return reply(AppliedOperation{});
  }
  ++writes_;
  return carry_out(operation);
}

std::vector<PlatformReply<AppliedOperation>> FakePlatform::apply_batch(
    std::span<const Operation> operations, ApplyMode mode) {
  const std::scoped_lock lock(mutex_);
  std::vector<PlatformReply<AppliedOperation>> out;
  if (mode == ApplyMode::ValidateOnly) {
    ++validations_;
    out.assign(operations.size(), reply(AppliedOperation{}));
    return out;
  }
  ++writes_;
  for (const auto& operation : operations) out.push_back(carry_out(operation));
  return out;
}

PlatformReply<AppliedOperation> FakePlatform::upload(const CreateEntity& video,
                                                     const VideoBytes& bytes) {
  const std::scoped_lock lock(mutex_);
  ++writes_;
  const auto whole = bytes.read(0, bytes.size);
  if (!whole) {
    return reply<AppliedOperation>(
        PlatformError{.error_class = ErrorClass::Transient, .message = to_string(whole.error())});
  }
  return carry_out(video);
}

Result<std::shared_ptr<AdPlatform>> FakePlatforms::of(const AccountScope& scope,
                                                      std::string_view platform) {
  if (refused_.contains(platform)) {
    return fail(ErrorCode::Forbidden, std::string(platform), "cannot be read");
  }
  if (platform_ && names_.contains(platform)) return platform_;
  return fail(
      ErrorCode::NotAvailable, "platform",
      fmt::format("Account \"{}\" has no connection to {}.", scope.account().text(), platform));
}

}  // namespace gv::app
