#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "io/csv/reader.h"

namespace gv::csv {

/// Hands `text` out in pieces of at most `piece` bytes, as pipes and sockets do.
class PiecewiseSource final : public file::ByteSource {
 public:
  PiecewiseSource(std::string text, std::size_t piece) : text_(std::move(text)), piece_(piece) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    const std::size_t count = std::min({buffer.size(), piece_, text_.size() - used_});
    std::copy_n(text_.data() + used_, count, buffer.data());
    used_ += count;
    return count;
  }

 private:
  std::string text_;
  std::size_t piece_;
  std::size_t used_{0};
};

/// A row that outlives the reader.
struct KeptRow {
  std::uint64_t line{0};
  std::vector<std::string> fields;
  std::string error;

  friend bool operator==(const KeptRow&, const KeptRow&) = default;
};

struct Table {
  std::vector<std::string> header;
  std::vector<KeptRow> rows;
  std::string failure;  ///< why reading stopped before the end, empty when it did not

  friend bool operator==(const Table&, const Table&) = default;
};

/// Everything `Reader` says about `text`.
inline Table read_table(std::string text, std::size_t piece = 1 << 16, const Limits& limits = {}) {
  Table table;
  auto reader =
      Reader::open(std::make_unique<PiecewiseSource>(std::move(text), piece), "t.csv", limits);
  if (!reader) return {{}, {}, to_string(reader.error())};
  table.header = reader->header();
  Row row;
  while (true) {
    const auto more = reader->next(row);
    if (!more) table.failure = to_string(more.error());
    if (!more || !*more) return table;
    table.rows.push_back({row.line,
                          {row.fields.begin(), row.fields.end()},
                          row.error ? row.error->reason : std::string{}});
  }
}

}  // namespace gv::csv
