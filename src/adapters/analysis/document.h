#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "app/video/findings.h"
#include "app/video/picture_stage.h"
#include "app/video/profile.h"
#include "base/result.h"
#include "io/json/json.h"
#include "io/media/probe.h"

namespace gv::analysis {

enum class Status { Complete, Partial, Failed };
BOOST_DESCRIBE_ENUM(Status, Complete, Partial, Failed)

/// Which back end looked, or why none did: `off` (the profile), `unavailable` (not set up),
/// `absent` (nothing there to look at).
struct Capabilities {
  std::string audio{"absent"};
  std::string faces{"off"};
  std::string objects{"off"};
  std::string ocr{"off"};
  std::string asr{"off"};
  std::string patterns{"rules-1"};
};
BOOST_DESCRIBE_STRUCT(Capabilities, (), (audio, faces, objects, ocr, asr, patterns))

/// The versioned record of one analysis: the source, what was found, and by what.
struct Document : video::Findings {
  std::string schema{"geminivideo.video_analysis"};
  std::string schema_version{"1.0.0"};
  std::string analysis_id;  ///< UUIDv5 of the cache key
  std::optional<std::string> account_id;
  std::optional<std::string> asset_id;
  Status status{Status::Complete};
  std::optional<std::string> created_at;
  std::optional<std::int64_t> duration_ms;  ///< of the work; only when timing was asked for
  std::string config_hash;
  video::Profile profile{video::Profile::Standard};
  std::map<std::string, std::string> analyzer_versions;
  Capabilities capabilities;
  std::vector<video::Trouble> errors;
  media::ProbeResult source;
};
BOOST_DESCRIBE_STRUCT(Document, (video::Findings),
                      (schema, schema_version, analysis_id, account_id, asset_id, status,
                       created_at, duration_ms, config_hash, profile, analyzer_versions,
                       capabilities, errors, source))

/// On one line, keys sorted, doubles with six digits after the point.
[[nodiscard]] std::string to_json(const Document& document);
[[nodiscard]] json::Value to_tree(const Document& document);
/// The document without what is one value per frame; for terminals and lists.
[[nodiscard]] json::Value summary_tree(const Document& document);
/// Errors: UnusableInput: no JSON, another schema, a newer major version, shots or a frame rate of
/// no video.
[[nodiscard]] Result<Document> from_json(std::string_view text, std::string_view name);

/// The published JSON Schema of the document.
[[nodiscard]] std::string document_schema();

}  // namespace gv::analysis
