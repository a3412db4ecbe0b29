#include "adapters/analysis/document.h"

#include <boost/json/object.hpp>
#include <fmt/format.h>

#include "io/json/described.h"
#include "io/json/serialize.h"

namespace gv::analysis {
namespace {

constexpr std::int64_t kShotsMax = 1'000'000'000;
constexpr double kLongestS = 1e7;  ///< of a video: what is beyond is no time of one
constexpr double kRateMax = 1e6;   ///< frames a second

/// What lists of shots and the report count with.
Result<void> check_shots(const Document& document, std::string_view name) {
  const auto refuse = [&](const char* field, const char* bounds) {
    return fail(ErrorCode::UnusableInput, std::string(name),
                fmt::format("is no analysis document: {} must lie in {}", field, bounds));
  };
  for (const auto& shot : document.shots.shots) {
    if (shot.i < 0 || shot.i > kShotsMax) return refuse("shots.i", "[0, 10^9]");
    const bool in_order = 0.0 <= shot.start_s && shot.start_s <= shot.end_s;
    if (!in_order || shot.end_s > kLongestS) return refuse("shots.start_s, end_s", "[0, 10^7]");
  }
  const auto& video = document.source.video;
  if (video && !(video->fps_nominal >= 0.0 && video->fps_nominal <= kRateMax)) {
    return refuse("source.video.fps_nominal", "[0, 10^6]");
  }
  return {};
}

}  // namespace

json::Value to_tree(const Document& document) { return json::to_value(document); }

std::string to_json(const Document& document) { return json::compact(to_tree(document)); }

json::Value summary_tree(const Document& document) {
  auto tree = to_tree(document);
  auto& root = tree.as_object();
  root.at("frames").as_object().erase("series");
  root.at("frames").as_object().erase("timeline");
  root.at("shots").as_object().erase("per_frame");
  root.at("motion").as_object().erase("frames");
  return tree;
}

Result<Document> from_json(std::string_view text, std::string_view name) {
  GV_TRY(const auto tree, json::parse(text, name));
  Document document;
  const auto read = json::read_into(json::Field(tree), document);
  if (!read) {
    return fail(ErrorCode::UnusableInput, std::string(name),
                "is no analysis document: " + to_string(read.error()));
  }
  if (document.schema != Document().schema || !document.schema_version.starts_with("1.")) {
    return fail(ErrorCode::UnusableInput, std::string(name),
                "is of schema " + document.schema + " " + document.schema_version +
                    ", this program reads geminivideo.video_analysis 1");
  }
  GV_TRY(check_shots(document, name));
  return document;
}

std::string document_schema() {
  auto schema = json::schema_of<Document>();
  auto& root = schema.as_object();
  root.emplace("$schema", "https://json-schema.org/draft/2020-12/schema");
  root.emplace("title", "geminivideo video analysis 1.0.0");
  return json::pretty(json::sorted(std::move(root)));
}

}  // namespace gv::analysis
