#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "io/http/headers.h"

namespace gv::http {

/// What one part says about itself. `filename` is what a client calls its file: never a path.
struct PartHead {
  std::string name;
  std::optional<std::string> filename;
  std::string content_type;  ///< empty: not told
};

/// Takes the parts of a form as they arrive.
class PartSink {
 public:
  virtual ~PartSink() = default;
  [[nodiscard]] virtual Result<void> begin(const PartHead& head) = 0;
  [[nodiscard]] virtual Result<void> bytes(std::string_view piece) = 0;
  [[nodiscard]] virtual Result<void> end() = 0;
};

/// Reads multipart/form-data (RFC 7578) piece by piece, in memory that does not depend on the size
/// of the parts. The same parts come out however the bytes are cut.
class MultipartReader {
 public:
  static constexpr std::size_t kHeadBytesMax = 8u << 10;
  static constexpr std::size_t kPartsMax = 100;

  /// From a Content-Type. Errors: InvalidInput unless it is multipart/form-data with a boundary of
  /// 1 to 70 characters.
  static Result<MultipartReader> make(std::string_view content_type);

  /// Errors: InvalidInput for a form that is malformed or beyond the limits; those of the sink.
  /// After one the reader is of no more use.
  [[nodiscard]] Result<void> feed(std::string_view bytes, PartSink& sink);
  /// After the last piece. Errors: InvalidInput when the form is not complete.
  [[nodiscard]] Result<void> finish() const;

 private:
  enum class State { Preamble, AfterDelimiter, Head, Data, Epilogue };

  explicit MultipartReader(std::string boundary)
      : delimiter_("\r\n--" + std::move(boundary)), waiting_("\r\n") {}
  Result<bool> step(PartSink& sink);
  Result<bool> skip_preamble();
  Result<bool> after_delimiter();
  Result<bool> read_head(PartSink& sink);
  Result<bool> read_data(PartSink& sink);

  std::string delimiter_;
  std::string waiting_;  ///< seen, not yet understood; begins as the line end that may be left out
  State state_{State::Preamble};
  std::size_t parts_{0};
};

}  // namespace gv::http
