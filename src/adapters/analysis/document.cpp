#include "adapters/analysis/document.h"

#include <boost/json/object.hpp>

#include "io/json/described.h"
#include "io/json/serialize.h"

namespace gv::analysis {

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
