#include <benchmark/benchmark.h>

#include "base/check.h"
#include "io/csv/reader.h"
#include "io/csv/writer.h"

namespace gv::csv {
namespace {

std::string rows_of_ads(int count) {
  std::string text = "ad_id,campaign_id,status,start,end,impressions,clicks,spend,name\n";
  for (int i = 0; i < count; ++i) {
    const std::string id = std::to_string(100'000 + i);
    append_record(text, {id, "campaign-7", "ACTIVE", "2025-01-01", "2025-01-02", "18234", "311",
                         "120.45", i % 10 == 0 ? "Spring, \"early\"" : "Spring"});
  }
  return text;
}

void read_rows(benchmark::State& state, int count) {
  const std::string text = rows_of_ads(count);
  for (auto step : state) {
    auto reader = Reader::open(file::from_text(text), "bench.csv");
    GV_CHECK(reader);
    Row row;
    int rows = 0;
    while (reader->next(row).value()) rows += row.fields.size() == 9 ? 1 : 0;
    GV_CHECK(rows == count);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) *
                          static_cast<std::int64_t>(state.iterations()));
}

BENCHMARK_CAPTURE(read_rows, smoke, 100);
BENCHMARK_CAPTURE(read_rows, ads, 200'000);

}  // namespace
}  // namespace gv::csv
