#pragma once

#include <functional>
#include <optional>
#include <string>

#include "app/access/secrets.h"
#include "app/ports/assets.h"
#include "app/ports/object_store.h"
#include "app/ports/store.h"
#include "app/ports/video_analyzer.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// What became of a file that came.
struct KeptFile {
  std::string asset_id;
  AssetStatus status{AssetStatus::Ready};
  std::optional<std::string> error{};  ///< why it was rejected
  std::string sha256;
  bool duplicate{false};  ///< the account had these bytes already
};

/// Makes an asset of a file that has come whole. When it returns, file and row are on disk;
/// whatever breaks it off before leaves a file without a row at most, which the sweep takes.
class KeepFile {
 public:
  struct Ports {
    Store& store;
    Assets& assets;
    ObjectStore& objects;
    MediaReader& reader;
    RandomBytes random;
    const Clock& clock;
  };
  explicit KeepFile(Ports ports) : ports_(std::move(ports)) {}

  /// What else is to be true together with the asset.
  using Also = std::function<Result<void>(Transaction& transaction, const AddedAsset& added)>;

  /// `name` is what the sender calls it. A file that is no usable media is kept as rejected,
  /// without its bytes. Errors: those of the ports, and of `also`.
  Result<KeptFile> run(const AccountScope& scope, const std::string& name, Draft& draft,
                       const Also& also = {});

 private:
  enum class Place { Anew, WhereMissing };
  Result<Asset> look(const AccountScope& scope, Draft& draft, std::string& poster);
  Result<void> place(const Asset& asset, const Draft& draft, const std::string& poster, Place how);

  Ports ports_;
};

}  // namespace gv::app
