#include <cstdint>

#include "base/check.h"
#include "io/csv/testing.h"
#include "io/csv/writer.h"

// Any bytes give rows or a sentence, however they are cut into pieces; good rows survive being
// written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gv::csv;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const Limits limits{.record_bytes_max = 200, .fields_max = 20};
  const Table table = read_table(text, 1 << 16, limits);
  GV_CHECK(table == read_table(text, 1, limits));
  GV_CHECK(table == read_table(text, 7, limits));

  std::string written;
  append_record(written, table.header);
  for (const KeptRow& row : table.rows) {
    GV_CHECK(row.error.empty() ? row.fields.size() == table.header.size() : row.fields.empty());
    if (row.error.empty()) append_record(written, row.fields);
  }
  if (table.header.empty()) return 0;
  const Table again = read_table(written);
  GV_CHECK(again.header == table.header);
  std::size_t index = 0;
  for (const KeptRow& row : table.rows) {
    if (row.error.empty()) GV_CHECK(again.rows.at(index++).fields == row.fields);
  }
  GV_CHECK(index == again.rows.size());
  return 0;
}
