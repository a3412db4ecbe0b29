#include "adapters/analysis/measurement.h"

#include <fmt/format.h>

#include "base/hash.h"
#include "io/json/described.h"
#include "io/json/serialize.h"

namespace gv::analysis {
namespace {

/// Beside the measurement what the audio group keeps out of documents.
struct StoredMeasurement {
  Measurement measurement;
  audio::AudioSeries audio_series;
};
BOOST_DESCRIBE_STRUCT(StoredMeasurement, (), (measurement, audio_series))

constexpr json::ParseLimits kWholeMeasurement{.bytes_max = 1ULL << 30};

std::string digest_line(std::string_view json) { return fmt::format("{:016x}\n", xxh64(json)); }

}  // namespace

std::string measurement_text(const Measurement& measurement) {
  const StoredMeasurement stored{measurement, measurement.measured.audio.series};
  const auto json = json::compact(json::to_value<json::AllBits>(stored));
  return digest_line(json) + json;
}

Result<Measurement> measurement_from(std::string_view text) {
  const auto end = text.find('\n');
  const auto json = end == std::string_view::npos ? text : text.substr(end + 1);
  // What computes with it trusts its sizes and orders: only what was written here is read.
  if (!text.starts_with(digest_line(json))) {
    return fail(ErrorCode::UnusableInput, "measurement", "is damaged");
  }
  GV_TRY(const auto tree, json::parse(json, "measurement", kWholeMeasurement));
  StoredMeasurement stored;
  GV_TRY(json::read_into<json::AllBits>(json::Field(tree), stored));
  stored.measurement.measured.audio.series = std::move(stored.audio_series);
  return std::move(stored.measurement);
}

const std::string& measurement_layout() {
  static const std::string layout = sha256_hex(json::compact(json::schema_of<StoredMeasurement>()));
  return layout;
}

}  // namespace gv::analysis
