#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "adapters/files/packed_rows.h"
#include "base/hash.h"

namespace gv::files {

/// Which of the candidate columns count.
struct ChosenColumns {
  std::optional<std::size_t> deals;
  std::optional<std::size_t> values;

  [[nodiscard]] double deals_of(const RowView& row) const {
    return deals ? row.deals[*deals] : 0.0;
  }
  [[nodiscard]] std::optional<std::int64_t> pipeline_of(const RowView& row) const {
    return values ? row.values[*values] : row.pipeline_minor;
  }
  [[nodiscard]] std::optional<std::int64_t> cash_of(const RowView& row) const {
    return values ? row.values[*values] : row.cash_minor;
  }
};

/// A row as it was understood, as text: equal for rows that mean the same.
[[nodiscard]] std::string canonical(const RowView& row, const ChosenColumns& chosen);

/// Adds the canonical rows of the store to `hash`, sorted as texts, so that the order in which the
/// rows came makes no difference. O(n log n); holds the texts of one ad at a time.
void add_canonical_rows(const PackedRows& rows, const ChosenColumns& chosen, Sha256& hash);

}  // namespace gv::files
