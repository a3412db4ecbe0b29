#pragma once

#include <string>

#include "base/result.h"

namespace gv::cli {

/// The folder of a demo's store, gone with the demo unless it is to be kept.
class DemoFolder {
 public:
  /// `keep`: a folder that is empty or not there yet, which stays; empty: a temporary one.
  /// Errors: InvalidInput (no folder, or one that cannot be made), Refused (not empty),
  /// NotAvailable (no temporary folder can be made).
  [[nodiscard]] static Result<DemoFolder> make(const std::string& keep);

  DemoFolder(DemoFolder&& other) noexcept;
  DemoFolder& operator=(DemoFolder&&) = delete;
  ~DemoFolder();

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  DemoFolder(std::string path, bool goes) : path_(std::move(path)), goes_(goes) {}

  std::string path_;
  bool goes_;
};

}  // namespace gv::cli
