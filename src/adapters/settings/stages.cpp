#include "adapters/settings/stages.h"

#include <array>
#include <utility>

#include <boost/json/value.hpp>

#include "base/check.h"
#include "base/money.h"
#include "io/json/serialize.h"

namespace gv::settings {
namespace {

using boost::json::array;
using boost::json::object;

constexpr double kValueMax = 1e12;
constexpr double kDaysMax = 3650;

constexpr std::array kKinds{std::pair{std::string_view("open"), revenue::StageKind::Open},
                            std::pair{std::string_view("won"), revenue::StageKind::Won},
                            std::pair{std::string_view("lost"), revenue::StageKind::Lost}};

Result<void> check_text(const json::Field& stage, std::string_view name, bool required) {
  if (!required) {
    GV_TRY(const auto field, stage.member_if(name));
    if (!field) return {};
  }
  GV_TRY(const auto field, stage.member(name));
  const auto text = field.text();
  if (text && !text->empty() && text->size() <= 200) return {};
  return field.refuse("a text of 1 to 200 bytes", ErrorCode::ConfigRange);
}

Result<void> check_number(const json::Field& stage, std::string_view name, double max) {
  GV_TRY(const auto field, stage.member_if(name));
  if (!field) return {};
  const auto value = field->number();
  if (value && *value >= 0.0 && *value <= max) return {};
  return field->refuse("a number in [0, " + json::number_text(max) + "]", ErrorCode::ConfigRange);
}

Result<void> check_kind(const json::Field& stage) {
  GV_TRY(const auto field, stage.member_if("kind"));
  if (!field) return {};
  const auto text = field->text();
  for (const auto& [name, kind] : kKinds) {
    if (text && *text == name) return {};
  }
  return field->refuse("open, won or lost", ErrorCode::ConfigRange);
}

Result<void> check_refs(const json::Field& stage) {
  GV_TRY(const auto field, stage.member_if("crm_refs"));
  if (!field) return {};
  GV_TRY(const auto refs, field->elements());
  for (const json::Field& ref : refs) {
    GV_TRY(ref.allow_only({"crm", "pipeline_id", "stage_id"}));
    GV_TRY(check_text(ref, "crm", true));
    GV_TRY(check_text(ref, "pipeline_id", false));
    GV_TRY(check_text(ref, "stage_id", true));
  }
  return {};
}

Result<void> check_stage(const json::Field& stage) {
  GV_TRY(stage.allow_only({"key", "label", "kind", "value", "win_probability", "confidence",
                           "days_to_close", "crm_refs"}));
  GV_TRY(check_text(stage, "key", true));
  GV_TRY(check_text(stage, "label", false));
  GV_TRY(check_kind(stage));
  GV_TRY(check_number(stage, "value", kValueMax));
  GV_TRY(check_number(stage, "win_probability", 1.0));
  GV_TRY(check_number(stage, "confidence", 1.0));
  GV_TRY(check_number(stage, "days_to_close", kDaysMax));
  return check_refs(stage);
}

std::string text_or(const object& from, std::string_view name, std::string_view fallback) {
  const auto* const value = from.if_contains(name);
  return std::string(value == nullptr || value->is_null() ? fallback
                                                          : std::string_view(value->as_string()));
}

double number_or(const object& from, std::string_view name, double fallback) {
  const auto* const value = from.if_contains(name);
  return value == nullptr || value->is_null() ? fallback : value->to_number<double>();
}

revenue::StageKind kind_of(const object& from) {
  const std::string text = text_or(from, "kind", "open");
  for (const auto& [name, kind] : kKinds) {
    if (name == text) return kind;
  }
  throw Bug("no kind of stage: " + text);
}

std::int64_t minor_of(double major, Currency currency) {
  const auto exact = Money::parse_major(json::number_text(major), currency, "value");
  if (exact) return exact->minor();
  return round_half_away(major * static_cast<double>(currency.minor_per_major()));
}

revenue::Stage stage_of(const object& from, int order, Currency currency) {
  revenue::Stage stage{.key = text_or(from, "key", ""), .order = order, .kind = kind_of(from)};
  stage.label = text_or(from, "label", stage.key);
  stage.value_minor = minor_of(number_or(from, "value", 0.0), currency);
  stage.win_probability =
      number_or(from, "win_probability", stage.kind == revenue::StageKind::Won ? 1.0 : 0.0);
  stage.confidence = number_or(from, "confidence", 1.0);
  stage.days_to_close_mean = number_or(from, "days_to_close", 0.0);
  if (const auto* const refs = from.if_contains("crm_refs"); refs != nullptr && refs->is_array()) {
    for (const auto& ref : refs->get_array()) {
      const object& names = ref.as_object();
      stage.crm_refs.push_back({text_or(names, "crm", ""), text_or(names, "pipeline_id", ""),
                                text_or(names, "stage_id", "")});
    }
  }
  return stage;
}

object text_schema() { return {{"type", "string"}, {"minLength", 1}, {"maxLength", 200}}; }

object number_schema(double max) { return {{"type", "number"}, {"minimum", 0}, {"maximum", max}}; }

}  // namespace

Result<boost::json::value> read_stages(const json::Field& field) {
  const auto stages = field.elements();
  if (!stages || stages->size() < 2 || stages->size() > 50) {
    return field.refuse("a list of 2 to 50 stages", ErrorCode::ConfigRange);
  }
  for (const json::Field& stage : *stages) GV_TRY(check_stage(stage));
  return field.value();
}

std::vector<revenue::Stage> stages_of(const boost::json::value& stages, Currency currency) {
  std::vector<revenue::Stage> result;
  for (const auto& stage : stages.as_array()) {
    result.push_back(stage_of(stage.as_object(), static_cast<int>(result.size()), currency));
  }
  return result;
}

json::Value stages_schema() {
  const object ref{{"type", "object"},
                   {"additionalProperties", false},
                   {"required", array{"crm", "stage_id"}},
                   {"properties", object{{"crm", text_schema()},
                                         {"pipeline_id", text_schema()},
                                         {"stage_id", text_schema()}}}};
  const object stage{
      {"type", "object"},
      {"additionalProperties", false},
      {"required", array{"key"}},
      {"properties", object{{"key", text_schema()},
                            {"label", text_schema()},
                            {"kind", object{{"enum", array{"open", "won", "lost"}}}},
                            {"value", number_schema(kValueMax)},
                            {"win_probability", number_schema(1)},
                            {"confidence", number_schema(1)},
                            {"days_to_close", number_schema(kDaysMax)},
                            {"crm_refs", object{{"type", "array"}, {"items", ref}}}}}};
  return object{{"type", "array"}, {"minItems", 2}, {"maxItems", 50}, {"items", stage}};
}

}  // namespace gv::settings
