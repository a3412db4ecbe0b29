#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include <boost/json/value.hpp>

#include "adapters/scenario_file/fields.h"
#include "adapters/scenario_file/scenario_file.h"
#include "io/json/field.h"
#include "io/json/serialize.h"

namespace gv::scenario_file {
namespace {

/// Fills the fields that the object has; keeps the first error.
class Reader {
 public:
  explicit Reader(const json::Field& object) : object_(object) {}

  void text(const char* name, std::string& into) {
    with(name, [&](const json::Field& field) -> Result<void> {
      GV_TRY(const auto text, field.text());
      if (text.empty() || text.size() > 100) return field.refuse("a text of 1 to 100 bytes");
      into = std::string(text);
      return {};
    });
  }
  void time(const char* name, TimePoint& into) {
    with(name, [&](const json::Field& field) -> Result<void> {
      GV_TRY(const auto text, field.text());
      GV_TRY(into, parse_time(text, field.path()));
      return {};
    });
  }
  void flag(const char* name, bool& into) {
    with(name, [&](const json::Field& field) -> Result<void> {
      GV_TRY(into, field.boolean());
      return {};
    });
  }
  template <class Integer>
  void whole(const char* name, Integer& into, std::int64_t lo, std::int64_t hi) {
    with(name, [&](const json::Field& field) -> Result<void> {
      GV_TRY(const auto number, field.whole());
      if (number < lo || number > hi) return out_of_range(field, double(lo), double(hi));
      into = static_cast<Integer>(number);
      return {};
    });
  }
  void real(const char* name, double& into, double lo, double hi) {
    with(name, [&](const json::Field& field) -> Result<void> {
      GV_TRY(const auto number, field.number());
      if (!(number >= lo && number <= hi)) return out_of_range(field, lo, hi);
      into = number;
      return {};
    });
  }
  void mode(const char* name, belief::Mode& into) {
    choice(name, "direct", "pipeline",
           [&](bool first) { into = first ? belief::Mode::Direct : belief::Mode::Pipeline; });
  }
  void delay(const char* name, market::DelayKind& into) {
    choice(name, "exponential", "log_normal", [&](bool first) {
      into = first ? market::DelayKind::Exponential : market::DelayKind::LogNormal;
    });
  }
  void archetypes(const char* name, std::array<market::ArchetypeShape, market::kArchetypes>& into) {
    with(name, [&](const json::Field& field) -> Result<void> {
      std::vector<std::string_view> names;
      for (std::size_t i = 0; i < into.size(); ++i) {
        names.push_back(market::to_text(static_cast<market::Archetype>(i)));
      }
      GV_TRY(field.allow_only(names));
      for (std::size_t i = 0; i < into.size(); ++i) {
        GV_TRY(const auto shape, field.member_if(names[i]));
        if (!shape) continue;
        Reader reader(*shape);
        each_shape_field(into[i], reader);
        GV_TRY(reader.finish());
      }
      return {};
    });
  }
  void weekday(const char* name, std::array<double, 7>& into) {
    with(name, [&](const json::Field& field) -> Result<void> {
      GV_TRY(const auto elements, field.elements());
      if (elements.size() != into.size()) return field.refuse("7 numbers, Monday first");
      for (std::size_t i = 0; i < into.size(); ++i) {
        GV_TRY(into[i], elements[i].number());
        if (!(into[i] >= 0.01 && into[i] <= 100.0)) return out_of_range(elements[i], 0.01, 100.0);
      }
      return {};
    });
  }

  Result<void> finish() {
    GV_TRY(object_.allow_only(known_));
    if (error_) return tl::unexpected<Error>(*error_);
    return {};
  }

 private:
  template <class Read>
  void with(const char* name, const Read& read) {
    known_.emplace_back(name);
    if (error_) return;
    const auto field = object_.member_if(name);
    if (!field) {
      error_ = field.error();
    } else if (*field) {
      if (const auto done = read(**field); !done) error_ = done.error();
    }
  }
  template <class Set>
  void choice(const char* name, std::string_view first, std::string_view second, const Set& set) {
    with(name, [&](const json::Field& field) -> Result<void> {
      GV_TRY(const auto text, field.text());
      if (text != first && text != second) {
        return field.refuse("\"" + std::string(first) + "\" or \"" + std::string(second) + "\"");
      }
      set(text == first);
      return {};
    });
  }
  static tl::unexpected<Error> out_of_range(const json::Field& field, double lo, double hi) {
    return field.refuse("in [" + json::number_text(lo) + ", " + json::number_text(hi) + "]",
                        ErrorCode::ConfigRange);
  }

  const json::Field& object_;
  std::vector<std::string_view> known_;
  std::optional<Error> error_;
};

Result<void> check_whole(const market::Scenario& s) {
  double shares = 0.0;
  for (const auto& shape : s.archetypes) shares += shape.share;
  if (std::abs(shares - 1.0) > 1e-6) {
    return fail(ErrorCode::ConfigRange, "archetypes",
                "the shares must sum to 1, got " + json::number_text(shares));
  }
  const auto ordered = [](double lo, double hi, const char* name) -> Result<void> {
    if (lo <= hi) return {};
    return fail(ErrorCode::ConfigRange, name, "the minimum must not exceed the maximum");
  };
  GV_TRY(ordered(s.audience_min, s.audience_max, "audience_min"));
  GV_TRY(ordered(s.saturation_min_minor, s.saturation_max_minor, "saturation_min_minor"));
  const auto minimum = static_cast<double>(s.min_budget_minor) * (s.ads + s.creative_supply);
  if (minimum > static_cast<double>(s.total_minor)) {
    return fail(ErrorCode::ConfigRange, "total_minor",
                "must cover the minimum budget of every ad, " + json::number_text(minimum) +
                    ", got " + std::to_string(s.total_minor));
  }
  // Ad-hours of one account; keeps a mistyped file from running for days.
  if (static_cast<double>(s.hours()) * s.ads * s.accounts > 1e9) {
    return fail(ErrorCode::ConfigRange, "ads", "days x ads x accounts is more than 1e9 ad-hours");
  }
  return {};
}

}  // namespace

Result<market::Scenario> read_scenario(std::string_view text, const std::string& name) {
  GV_TRY(const auto tree, json::parse(text, name));
  const json::Field root(tree);
  if (!tree.is_object()) return root.refuse("an object with the fields of a scenario");
  market::Scenario scenario;
  Reader reader(root);
  each_field(scenario, reader);
  GV_TRY(reader.finish());
  GV_TRY(check_whole(scenario));
  return scenario;
}

}  // namespace gv::scenario_file
