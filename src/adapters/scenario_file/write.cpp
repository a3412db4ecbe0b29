#include <boost/json/value.hpp>

#include "adapters/scenario_file/fields.h"
#include "adapters/scenario_file/scenario_file.h"
#include "io/json/serialize.h"

namespace gv::scenario_file {
namespace {

class Writer {
 public:
  void text(const char* name, const std::string& value) { out[name] = value; }
  void time(const char* name, TimePoint value) { out[name] = format_time(value); }
  void flag(const char* name, bool value) { out[name] = value; }
  template <class Integer>
  void whole(const char* name, Integer value, std::int64_t, std::int64_t) {
    out[name] = static_cast<std::int64_t>(value);
  }
  void real(const char* name, double value, double, double) { out[name] = value; }
  void mode(const char* name, belief::Mode mode) {
    out[name] = mode == belief::Mode::Direct ? "direct" : "pipeline";
  }
  void delay(const char* name, market::DelayKind kind) {
    out[name] = kind == market::DelayKind::Exponential ? "exponential" : "log_normal";
  }
  void archetypes(const char* name,
                  const std::array<market::ArchetypeShape, market::kArchetypes>& shapes) {
    boost::json::object all;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
      Writer one;
      each_shape_field(shapes[i], one);
      all[market::to_text(static_cast<market::Archetype>(i))] = std::move(one.out);
    }
    out[name] = std::move(all);
  }
  void weekday(const char* name, const std::array<double, 7>& weights) {
    boost::json::array all;
    for (const double weight : weights) all.emplace_back(weight);
    out[name] = std::move(all);
  }

  boost::json::object out;
};

}  // namespace

std::string write_scenario(const market::Scenario& scenario) {
  Writer writer;
  each_field(scenario, writer);
  return json::pretty(boost::json::value(std::move(writer.out))) + "\n";
}

}  // namespace gv::scenario_file
