#pragma once

#include "hostile_look.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "io/media/testing.h"

namespace gv::gvtest {

/// A case with what the whole program says to it.
struct HostileRow {
  HostileCase look;
  /// Exit code of `analyze`; none: the case needs limits or timing that no option sets.
  std::optional<int> exit_code{};
  std::string options{};  ///< of `analyze`, that `look.plan` says too
};

/// Rows of one group and the files they need.
class HostileRows {
 public:
  HostileRows(const media::TempFolder& folder, std::string group)
      : folder_(folder), group_(std::move(group)) {}

  /// The reference holds until the next row comes.
  HostileRow& add(const std::string& name, const std::string& path,
                  const std::vector<std::string>& may_give, std::optional<int> exit_code);
  HostileRow& add_bytes(const std::string& name, const std::string& bytes,
                        const std::vector<std::string>& may_give, std::optional<int> exit_code);
  [[nodiscard]] std::vector<HostileRow> take() { return std::move(rows_); }

 private:
  const media::TempFolder& folder_;
  std::string group_;
  std::vector<HostileRow> rows_;
};

/// The table of codes, row by row.
[[nodiscard]] Result<std::vector<HostileRow>> code_rows(const media::TempFolder& folder,
                                                        const Bait& bait);
/// Files that are odd and still good: each has to give a document that says so.
[[nodiscard]] Result<std::vector<HostileRow>> odd_rows(const media::TempFolder& folder);
/// Files that are built to be expensive or endless.
[[nodiscard]] Result<std::vector<HostileRow>> costly_rows(const media::TempFolder& folder);

/// "" or how the program answers otherwise than the row says: another exit code, or not one line of
/// error with its code.
[[nodiscard]] std::string fault_of_program(const std::string& program, const HostileRow& row);

}  // namespace gv::gvtest
