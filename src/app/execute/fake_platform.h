#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/ports/ad_platform.h"

namespace gv::app {

/// What goes wrong with one call.
enum class PlatformFault {
  DropBefore,  ///< the request is lost: nothing happened, and who asked cannot know
  DropAfter,   ///< the answer is lost: it happened, and who asked cannot know
  RateAccount,
  RateBudget,
  Auth,
  Transient,  ///< refused while busy: nothing happened
  Invalid,
  StaleRead,  ///< a read tells what was before the last write
  DieBefore,  ///< throws `ProcessDied` before the write happens
  DieAfter,   ///< throws it when the write has happened
};

/// Thrown where a test kills the process.
struct ProcessDied {};

/// A platform in memory, with faults on demand. Tests look inside it.
class FakePlatform final : public AdPlatform {
 public:
  void add(PlatformEntity entity);
  /// Of the coming writes (reads for StaleRead) each takes the next fault; none: it works.
  void script(std::optional<PlatformFault> fault);
  void set_usage(execute::PlatformUsage usage);
  /// Told to the executor when a write or an edit by someone else happens between two calls.
  void edit(const std::string& id, const UpdateEntity& by_someone_else);
  /// Somebody else deleted it.
  void remove(const std::string& id);

  [[nodiscard]] std::optional<PlatformEntity> find(const std::string& id) const;
  [[nodiscard]] std::vector<PlatformEntity> all() const;
  /// What happened, in order; validations and what was dropped before are not in it.
  [[nodiscard]] std::vector<Operation> applied() const;
  [[nodiscard]] int reads() const;   ///< requests
  [[nodiscard]] int writes() const;  ///< requests, whatever became of them
  [[nodiscard]] int validations() const;

  [[nodiscard]] std::string_view name() const override { return "meta"; }
  PlatformReply<PlatformEntity> read(const EntityRef& entity) override;
  PlatformReply<std::vector<PlatformEntity>> read_many(
      std::span<const EntityRef> entities) override;
  PlatformReply<std::vector<PlatformEntity>> list_active(EntityLevel level) override;
  PlatformReply<std::vector<PlatformEntity>> find_by_name(EntityLevel level,
                                                          std::string_view token) override;
  PlatformReply<AppliedOperation> apply(const Operation& operation, ApplyMode mode) override;
  std::vector<PlatformReply<AppliedOperation>> apply_batch(std::span<const Operation> operations,
                                                           ApplyMode mode) override;
  PlatformReply<AppliedOperation> upload(const CreateEntity& video,
                                         const VideoBytes& bytes) override;

 private:
  template <class T>
  PlatformReply<T> reply(T value) const;
  template <class T>
  PlatformReply<T> reply(execute::PlatformError error) const;
  PlatformReply<AppliedOperation> carry_out(const Operation& operation);
  AppliedOperation change(const UpdateEntity& update);
  AppliedOperation make(const CreateEntity& create);
  std::optional<PlatformFault> next_fault();
  [[nodiscard]] const PlatformEntity* seen(const std::string& id, bool stale) const;
  bool take_stale();

  mutable std::mutex mutex_;
  std::map<std::string, PlatformEntity> entities_;
  std::map<std::string, PlatformEntity> before_;  ///< as they were before their last write
  std::deque<std::optional<PlatformFault>> faults_;
  std::deque<PlatformFault> stale_;
  std::optional<execute::PlatformUsage> usage_;
  std::vector<Operation> applied_;
  int reads_{0};
  int writes_{0};
  int validations_{0};
  int made_{0};
};

/// The same client for every account, which is connected to meta alone at first.
class FakePlatforms final : public AdPlatforms {
 public:
  explicit FakePlatforms(std::shared_ptr<AdPlatform> platform) : platform_(std::move(platform)) {}
  /// From now on there is no connection.
  void disconnect() { platform_.reset(); }
  /// From now on it is that platform as well.
  void serve_as(std::string platform) { names_.insert(std::move(platform)); }
  /// From now on the credentials of that platform cannot be read.
  void refuse(std::string platform) { refused_.insert(std::move(platform)); }
  Result<std::shared_ptr<AdPlatform>> of(const AccountScope& scope,
                                         std::string_view platform) override;

 private:
  std::shared_ptr<AdPlatform> platform_;
  std::set<std::string, std::less<>> names_{"meta"};
  std::set<std::string, std::less<>> refused_{};
};

}  // namespace gv::app
