#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

#include "base/time.h"

namespace gv::log {

enum class Level {
  Debug,
  Info,   ///< a rare milestone, a request
  Warn,   ///< degraded
  Error,  ///< someone must act
};

/// One fact of an event. Looks at its text, which outlives the call.
struct Field {
  std::string_view name;
  std::variant<std::string_view, std::int64_t, double, bool> value;
};

/// `text` without what must not be read by others: our own keys ("gv_..."), bearer tokens, and the
/// values of parameters called like secrets ("access_token=...").
[[nodiscard]] std::string redacted(std::string_view text);
/// True for a name whose value is a secret whatever it is: "authorization", "hub.verify_token".
[[nodiscard]] bool is_secret_name(std::string_view name);

/// Writes one JSON object a line: time, level, message, then the fields in their order. The message
/// is constant for a kind of event; what varies is a field. Values are redacted. Thread-safe.
class Logger {
 public:
  using Sink = std::function<void(std::string_view line)>;

  /// `clock` outlives it.
  Logger(const Clock& clock, Level least, Sink sink)
      : clock_(clock), least_(least), sink_(std::move(sink)) {}

  void write(Level level, std::string_view message, std::initializer_list<Field> fields) const;
  [[nodiscard]] bool writes(Level level) const { return level >= least_; }

 private:
  const Clock& clock_;
  Level least_;
  Sink sink_;
};

/// Lines to standard error, whole even where threads write at once.
[[nodiscard]] Logger::Sink standard_error();

}  // namespace gv::log
