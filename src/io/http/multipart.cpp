#include "io/http/multipart.h"

#include <algorithm>

namespace gv::http {
namespace {

tl::unexpected<Error> malformed(std::string message) {
  return fail(ErrorCode::InvalidInput, "form", std::move(message));
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// The value of a parameter: `form-data; name="a"; filename="b.mp4"`. Nothing when it is not there.
std::optional<std::string> parameter(std::string_view field, std::string_view name) {
  for (auto at = field.find(';'); at != std::string_view::npos;) {
    field = trimmed(field.substr(at + 1));
    const auto equals = field.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const bool wanted = equal_ignoring_case(trimmed(field.substr(0, equals)), name);
    field = field.substr(equals + 1);
    std::string value;
    if (field.starts_with('"')) {
      std::size_t i = 1;
      for (; i < field.size() && field[i] != '"'; ++i) {
        if (field[i] == '\\' && i + 1 < field.size()) ++i;
        value += field[i];
      }
      if (i >= field.size()) return std::nullopt;
      field = field.substr(i + 1);
    } else {
      const auto end = std::min(field.find(';'), field.size());
      value = std::string(trimmed(field.substr(0, end)));
      field = field.substr(end);
    }
    if (wanted) return value;
    at = field.find(';');
  }
  return std::nullopt;
}

Result<PartHead> parse_head(std::string_view text) {
  PartHead head;
  bool named = false;
  while (!text.empty()) {
    const auto end = std::min(text.find("\r\n"), text.size());
    const auto line = text.substr(0, end);
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return malformed("has a part header without a colon");
    const auto name = line.substr(0, colon);
    const auto value = trimmed(line.substr(colon + 1));
    if (equal_ignoring_case(name, "Content-Disposition")) {
      const auto part = parameter(value, "name");
      named = part.has_value();
      head.name = part.value_or("");
      head.filename = parameter(value, "filename");
    } else if (equal_ignoring_case(name, "Content-Type")) {
      head.content_type = std::string(value);
    }
    text.remove_prefix(std::min(end + 2, text.size()));
  }
  if (!named) return malformed("has a part without a name");
  return head;
}

}  // namespace

Result<MultipartReader> MultipartReader::make(std::string_view content_type) {
  const auto type = trimmed(content_type.substr(0, content_type.find(';')));
  const auto boundary = parameter(content_type, "boundary");
  if (!equal_ignoring_case(type, "multipart/form-data") || !boundary || boundary->empty() ||
      boundary->size() > 70) {
    return fail(ErrorCode::InvalidInput, "Content-Type",
                "must be multipart/form-data with a boundary of 1 to 70 characters");
  }
  return MultipartReader(*boundary);
}

Result<void> MultipartReader::feed(std::string_view bytes, PartSink& sink) {
  waiting_ += bytes;
  for (;;) {
    GV_TRY(const bool more, step(sink));
    if (!more) return {};
  }
}

Result<void> MultipartReader::finish() const {
  if (state_ == State::Epilogue) return {};
  return malformed("ends before its last boundary");
}

/// One step on `waiting_`; false: more bytes are needed.
Result<bool> MultipartReader::step(PartSink& sink) {
  switch (state_) {
    case State::Preamble:
      return skip_preamble();
    case State::AfterDelimiter:
      return after_delimiter();
    case State::Head:
      return read_head(sink);
    case State::Data:
      return read_data(sink);
    case State::Epilogue:
      waiting_.clear();
      return false;
  }
  return false;
}

Result<bool> MultipartReader::skip_preamble() {
  const auto at = waiting_.find(delimiter_);
  if (at == std::string::npos) {
    if (waiting_.size() > kHeadBytesMax) return malformed("does not begin with its boundary");
    return false;
  }
  waiting_.erase(0, at + delimiter_.size());
  state_ = State::AfterDelimiter;
  return true;
}

Result<bool> MultipartReader::after_delimiter() {
  if (waiting_.size() < 2) return false;
  if (waiting_.starts_with("--")) {
    state_ = State::Epilogue;
    return true;
  }
  if (!waiting_.starts_with("\r\n")) return malformed("has bytes behind a boundary");
  if (++parts_ > kPartsMax) return malformed("has more than 100 parts");
  state_ = State::Head;
  return true;
}

Result<bool> MultipartReader::read_head(PartSink& sink) {
  // `waiting_` begins with the line end of the boundary, so that a head without lines ends alike.
  const auto end = waiting_.find("\r\n\r\n");
  if (std::min(end, waiting_.size()) > kHeadBytesMax)
    return malformed("has too long a part header");
  if (end == std::string::npos) return false;
  const auto lines = std::string_view(waiting_).substr(2, end < 2 ? 0 : end - 2);
  GV_TRY(const auto head, parse_head(lines));
  GV_TRY(sink.begin(head));
  waiting_.erase(0, end + 4);
  state_ = State::Data;
  return true;
}

Result<bool> MultipartReader::read_data(PartSink& sink) {
  const auto at = waiting_.find(delimiter_);
  const bool found = at != std::string::npos;
  // What may be the front of a delimiter has to wait for the rest of it.
  const std::size_t sure =
      found ? at : waiting_.size() - std::min(waiting_.size(), delimiter_.size() - 1);
  if (sure > 0) GV_TRY(sink.bytes(std::string_view(waiting_).substr(0, sure)));
  waiting_.erase(0, found ? at + delimiter_.size() : sure);
  if (!found) return false;
  GV_TRY(sink.end());
  state_ = State::AfterDelimiter;
  return true;
}

}  // namespace gv::http
