#include "cli/json_out.h"

#include <cmath>
#include <cstdio>
#include <utility>

#include "io/json/serialize.h"

namespace gv::cli {

Sink standard_output() {
  return [](std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); };
}

boost::json::value number(double value) {
  if (!std::isfinite(value)) return nullptr;
  return value;
}

JsonOut::JsonOut(Sink sink) : sink_(std::move(sink)) { sink_("{"); }

void JsonOut::key(std::string_view key) {
  sink_(first_member_ ? "\n  " : ",\n  ");
  first_member_ = false;
  sink_(json::compact(boost::json::value(key)));
  sink_(": ");
}

void JsonOut::member(std::string_view name, const boost::json::value& value) {
  key(name);
  sink_(json::compact(value));
}

void JsonOut::begin_list(std::string_view name) {
  key(name);
  sink_("[");
  first_item_ = true;
}

void JsonOut::item(const boost::json::value& value) {
  sink_(first_item_ ? "\n    " : ",\n    ");
  first_item_ = false;
  sink_(json::compact(value));
}

void JsonOut::end_list() { sink_(first_item_ ? "]" : "\n  ]"); }

void JsonOut::close() { sink_("\n}\n"); }

}  // namespace gv::cli
