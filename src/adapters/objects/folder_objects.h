#pragma once

#include <atomic>
#include <string>
#include <utility>

#include "app/ports/object_store.h"

namespace gv::objects {

/// Objects as files below a folder, on one file system: "<account>/..." by their keys, drafts in
/// "<account>/drafts". An object appears under its name only when its bytes are on disk.
class FolderObjects final : public app::ObjectStore {
 public:
  /// The folder is made when something is stored.
  explicit FolderObjects(std::string root) : root_(std::move(root)) {}

  Result<std::unique_ptr<app::Draft>> draft(const AccountId& account) override;
  Result<std::unique_ptr<app::Draft>> named_draft(const AccountId& account, std::string_view name,
                                                  const app::DraftSize& size) override;
  void discard(const AccountId& account, std::string_view name) override;
  Result<void> place(const app::Draft& draft, std::string_view key) override;
  Result<void> put(std::string_view key, std::string_view bytes) override;
  [[nodiscard]] bool has(std::string_view key) const override;
  Result<std::unique_ptr<app::ObjectReader>> open(std::string_view key) override;
  [[nodiscard]] std::string path_of(std::string_view key) const override;
  void remove(std::string_view key) override;
  Result<std::int64_t> sweep(
      TimePoint before, const std::function<Result<bool>(std::string_view key)>& wanted) override;

 private:
  Result<std::string> draft_path(const AccountId& account, std::string_view name);
  [[nodiscard]] std::string new_name();

  const std::string root_;
  std::atomic<std::uint64_t> drafts_{0};
};

}  // namespace gv::objects
