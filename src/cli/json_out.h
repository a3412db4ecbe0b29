#pragma once

#include <functional>
#include <string>
#include <string_view>

#include <boost/json/value.hpp>

namespace gv::cli {

/// Takes the next piece of a text: standard output, a file, a string.
using Sink = std::function<void(std::string_view)>;

/// Standard output, gathered into large writes. `flush` before the program ends.
[[nodiscard]] Sink standard_output();

/// A finite number, else null: JSON has no infinity.
[[nodiscard]] boost::json::value number(double value);
/// The value, or null.
template <class T>
[[nodiscard]] boost::json::value or_null(const T& optional) {
  if (!optional) return nullptr;
  return boost::json::value(*optional);
}

/// Writes one JSON object piece by piece, so that a list of 100,000 items never stands in memory at
/// once. Members of the object each on a line, items of a list each on a line of their own.
class JsonOut {
 public:
  explicit JsonOut(Sink sink);

  void member(std::string_view key, const boost::json::value& value);
  void begin_list(std::string_view key);
  void item(const boost::json::value& value);
  void end_list();
  /// Ends the object. Nothing may follow.
  void close();

 private:
  void key(std::string_view key);

  Sink sink_;
  bool first_member_{true};
  bool first_item_{true};
};

}  // namespace gv::cli
