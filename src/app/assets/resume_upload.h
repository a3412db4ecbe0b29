#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "app/assets/keep_file.h"
#include "app/ports/object_store.h"
#include "app/ports/uploads.h"
#include "base/result.h"

namespace gv::app {

/// The largest file that may be uploaded.
inline constexpr std::int64_t kUploadBytesMax = 4LL << 30;

/// An upload as it comes.
struct NewUpload {
  std::int64_t length{0};  ///< in [1, kUploadBytesMax]
  std::string name;
  std::string metadata;
  std::string created_by;
};

/// An upload whose next bytes may be written to `draft`. While it exists nobody else can.
struct OpenUpload {
  Upload upload{};
  std::unique_ptr<Draft> draft{};
  [[nodiscard]] std::uint64_t room() const {
    return static_cast<std::uint64_t>(upload.length) - draft->size();
  }
};

/// Files that come in pieces. A piece counts when `commit` returns: bytes and offset are on disk.
/// With the last piece the file becomes an asset, in the transaction that ends the upload: so an
/// upload that is whole has its asset, and one whose last commit broke off sends that piece again.
class ResumeUpload {
 public:
  struct Ports {
    Store& store;
    Uploads& uploads;
    ObjectStore& objects;
    KeepFile& keep;
    RandomBytes random;
    const Clock& clock;
  };
  explicit ResumeUpload(Ports ports) : ports_(std::move(ports)) {}

  /// Errors: InvalidInput, LimitSize.
  Result<Upload> begin(const AccountScope& scope, const NewUpload& asked);
  /// Errors: NotFound; Gone when it expired.
  Result<Upload> find(const AccountScope& scope, const std::string& id);
  /// Errors: as `find`; Conflict unless it is at `offset`, or while somebody else writes it; Gone
  /// when its bytes are lost.
  Result<OpenUpload> open(const AccountScope& scope, const std::string& id, std::int64_t offset);
  /// What was written to the draft counts now. Errors: Conflict, those of `KeepFile`.
  Result<Upload> commit(const AccountScope& scope, OpenUpload open);
  /// Errors: NotFound.
  Result<void> end(const AccountScope& scope, const std::string& id);

 private:
  Result<Upload> finish(const AccountScope& scope, OpenUpload open);

  Ports ports_;
};

}  // namespace gv::app
