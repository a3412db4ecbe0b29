#include "adapters/analysis/analyze_file.h"

#include <algorithm>
#include <utility>

#include <boost/json/object.hpp>

#include "base/hash.h"
#include "io/json/described.h"
#include "io/json/serialize.h"

namespace gv::analysis {
namespace {

boost::json::object measuring_tree(const Plan& plan) {
  return {{"profile", json::to_value(plan.profile)},
          {"analyzers", json::to_value(plan.analyzers)},
          {"shot_detector", json::to_value(plan.shot_detector)},
          {"limits", json::to_value(plan.limits)},
          {"salvage", plan.salvage},
          {"audio_only", plan.audio_only}};
}

std::string identity_of(const std::string& sha256, const std::string& config,
                        const std::string& tools) {
  return sha256_hex(sha256 + "|" + config + "|" + kAnalyzerVersion + "|" + tools);
}

void merge_warnings(const Measurement& measurement, std::vector<std::string>& warnings) {
  for (const auto* more : {&measurement.source.warnings, &measurement.end.warnings}) {
    warnings.insert(warnings.end(), more->begin(), more->end());
  }
  std::sort(warnings.begin(), warnings.end());
  warnings.erase(std::unique(warnings.begin(), warnings.end()), warnings.end());
}

}  // namespace

std::string measuring_hash(const Plan& plan) {
  return sha256_hex(json::canonical(measuring_tree(plan)));
}

std::string config_hash(const Plan& plan) {
  auto tree = measuring_tree(plan);
  tree["goal"] = plan.aim.goal;
  tree["story"] = json::to_value(plan.aim.story);
  tree["story_s"] = plan.aim.story_s;
  tree["safety_terms"] = json::to_value(plan.aim.safety_terms);
  return sha256_hex(json::canonical(tree));
}

std::string names_of(const Tools& tools) {
  std::string text = tools.face_backend + "|" + tools.object_backend + "|" + tools.text_backend +
                     "|" + tools.speech_backend;
  for (const auto& hash : tools.weight_hashes) text += "|" + hash;
  return text;
}

std::string cache_key(const std::string& sha256, const Plan& plan, const Tools& tools) {
  return identity_of(sha256, config_hash(plan), names_of(tools));
}

std::string measurement_key(const std::string& sha256, const Plan& plan, const Tools& tools) {
  return identity_of(sha256, measuring_hash(plan), names_of(tools) + "|" + measurement_layout());
}

Document document_of(Measurement measurement, const Plan& plan) {
  Document document;
  static_cast<video::Findings&>(document) =
      video::interpret(std::move(measurement.measured), plan.aim);
  merge_warnings(measurement, document.warnings);
  document.frames.decoded = measurement.end.decoded;
  document.frames.dup = measurement.end.dup;
  document.frames.pts_repaired = measurement.end.pts_repaired;
  document.frames.decode_errors = measurement.end.decode_errors;
  document.frames.covered_s = measurement.covered_s;
  document.status = measurement.status;
  document.profile = plan.profile;
  document.config_hash = config_hash(plan);
  document.analysis_id =
      uuid_v5(identity_of(measurement.source.sha256, document.config_hash, measurement.tools));
  for (const char* part : {"media", "vision", "audio", "insight"}) {
    document.analyzer_versions.emplace(part, kAnalyzerVersion);
  }
  document.capabilities = std::move(measurement.capabilities);
  if (document.faces) document.faces->backend = document.capabilities.faces;
  document.errors = std::move(measurement.errors);
  document.source = std::move(measurement.source);
  return document;
}

Result<Document> analyze_file(const std::string& path, const Plan& plan, const Tools& tools,
                              const Workplace& workplace) {
  GV_TRY(auto measurement, measure_file(path, plan, tools, workplace));
  return document_of(std::move(measurement), plan);
}

}  // namespace gv::analysis
