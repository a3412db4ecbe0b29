#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <tl/expected.hpp>

#include "app/ports/account_scope.h"
#include "app/ports/video_files.h"
#include "base/money.h"
#include "base/result.h"
#include "base/time.h"
#include "core/execute/batch_plan.h"
#include "core/execute/entity.h"
#include "core/execute/platform_error.h"

namespace gv::app {

/// What a platform answered. Usage comes with errors too, and not with every answer.
template <class T>
struct PlatformReply {
  tl::expected<T, execute::PlatformError> result;
  std::optional<execute::PlatformUsage> usage{};
};

using execute::BatchRules;
using execute::EntityLevel;
using execute::EntityStatus;

/// One thing on a platform. `id` is the platform's own, without a prefix.
struct EntityRef {
  EntityLevel level{EntityLevel::Ad};
  std::string id;
  friend auto operator<=>(const EntityRef&, const EntityRef&) = default;
};

/// Whether a thing can be used. Only videos take time, and may turn out to be unusable.
enum class Readiness { Ready, Processing, Failed };

/// What the platform says of a thing. What it does not say is empty, never zero.
struct PlatformEntity {
  EntityRef ref;
  std::string name;
  EntityStatus status{EntityStatus::Paused};  ///< as set, whatever its parents are
  std::string effective_status{};             ///< the platform's word: "CAMPAIGN_PAUSED"
  std::optional<Money> daily_budget{};        ///< none: its budget lies elsewhere
  std::string campaign_id{};                  ///< empty for a campaign
  std::string adset_id{};                     ///< of an ad
  bool learning{false};                       ///< the platform's own learning phase
  std::optional<TimePoint> created_at{};
  Readiness readiness{Readiness::Ready};
};

/// Sets absolute values, so that doing it twice is doing it once. At least one of the two.
struct UpdateEntity {
  EntityRef entity;
  std::optional<Money> daily_budget{};
  std::optional<EntityStatus> status{};
  friend bool operator==(const UpdateEntity&, const UpdateEntity&) = default;
};

/// Makes a thing, always paused: doing it twice makes two, so `name` ends in a token to find it by.
struct CreateEntity {
  EntityLevel level{EntityLevel::Campaign};
  std::string name;
  std::string parent_id{};    ///< campaign of an ad set, ad set of an ad, video of a creative
  std::string creative_id{};  ///< of an ad
  std::optional<Money> daily_budget{};
  /// JSON object: the other fields of the platform's own create request, by their own names.
  std::string fields{"{}"};
  friend bool operator==(const CreateEntity&, const CreateEntity&) = default;
};

using Operation = std::variant<UpdateEntity, CreateEntity>;

/// A write that the platform said yes to. Not yet proof: that is what reading back is for.
struct AppliedOperation {
  std::string id;          ///< of the thing changed or made
  std::string trace_id{};  ///< empty: none came
};

enum class ApplyMode {
  Apply,
  ValidateOnly,  ///< the platform checks the request and does nothing; where it cannot, nothing is
                 ///< sent and the answer is yes
};

/// One account on one platform. Safe to use from many threads. A write is sent at most once for
/// every call: retrying is the queue's. Every call ends within the platform's time limit.
class AdPlatform {
 public:
  virtual ~AdPlatform() = default;

  /// "meta", "google", "tiktok".
  [[nodiscard]] virtual std::string_view name() const = 0;
  [[nodiscard]] virtual BatchRules batch_rules() const { return {}; }

  /// Errors: Missing when there is no such thing.
  virtual PlatformReply<PlatformEntity> read(const EntityRef& entity) = 0;
  /// Those that are there, in the order asked for; at most `entities_per_read`.
  virtual PlatformReply<std::vector<PlatformEntity>> read_many(
      std::span<const EntityRef> entities) = 0;
  /// Every thing of a level whose delivery is set to Active.
  virtual PlatformReply<std::vector<PlatformEntity>> list_active(EntityLevel level) = 0;
  /// Things whose name contains `token` and that are not deleted, oldest first.
  virtual PlatformReply<std::vector<PlatformEntity>> find_by_name(EntityLevel level,
                                                                  std::string_view token) = 0;

  /// Anything but making a video.
  virtual PlatformReply<AppliedOperation> apply(const Operation& operation, ApplyMode mode) = 0;
  /// Sends them together; the answers are in the order of the operations. An item that the
  /// platform did not get to is Transient and not `maybe_applied`. When the whole request fails,
  /// every item carries its error.
  virtual std::vector<PlatformReply<AppliedOperation>> apply_batch(
      std::span<const Operation> operations, ApplyMode mode) = 0;
  /// Makes a video, piece by piece. One that was not sent to its end is nothing that anybody sees.
  /// It may be processing for a while after that.
  virtual PlatformReply<AppliedOperation> upload(const CreateEntity& video,
                                                 const VideoBytes& bytes) = 0;
};

/// Finds the client of an account's connection.
class AdPlatforms {
 public:
  virtual ~AdPlatforms() = default;
  /// Errors: NotAvailable when the account has no connection to the platform or there is no client
  /// for it; Forbidden when its credentials cannot be read.
  virtual Result<std::shared_ptr<AdPlatform>> of(const AccountScope& scope,
                                                 std::string_view platform) = 0;
};

}  // namespace gv::app
