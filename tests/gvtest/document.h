#pragma once

#include <string>

#include "adapters/analysis/document.h"
#include "base/result.h"

namespace gv::gvtest {

struct LookClosely {
  bool faces{true};
  bool text{true};
  int decoder_threads{1};
};

/// The whole document of a file, as the program makes it, in this process.
/// Errors: those of `analysis::analyze_file`; UnusableInput when it stopped before the end;
/// NotAvailable without a detector asked for.
[[nodiscard]] Result<analysis::Document> document_of(const std::string& path,
                                                     const LookClosely& how = {});

}  // namespace gv::gvtest
