#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include <boost/json/basic_parser_impl.hpp>
#include <fmt/format.h>

#include "base/check.h"
#include "base/utf8.h"
#include "io/json/json.h"
#include "io/json/serialize.h"
#include "io/json/tree_builder.h"

namespace gv::json {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// A key is part of the path of every value below it (`Field`), so its length has to be bounded.
constexpr std::size_t kKeyBytesMax = 1'024;

/// The double nearest to `text`, a JSON number; none when it is beyond the largest one.
std::optional<double> nearest_double(std::string_view text, double estimate) {
  double number = 0.0;
  const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (trouble == std::errc()) return number;
  // from_chars reports too large and too small alike; the estimate tells which.
  if (std::abs(estimate) < 1.0) return std::copysign(0.0, estimate);
  return std::nullopt;
}

/// Decimals of up to 15 digits are told apart by doubles, so that the shortest digits which read
/// back as the double are the ones that were written.
bool is_lost_in_a_double(std::string_view number) {
  const auto mantissa = number.substr(0, number.find_first_of("eE"));
  const auto digits =
      std::count_if(mantissa.begin(), mantissa.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits > 15;
}

/// A double of the document, counted in the order of the text.
struct LongNumber {
  std::size_t index;
  std::string text;
};

/// What Boost.JSON's push parser calls, by names and signatures it prescribes.
class Handler {
 public:
  using ErrorCodeOut = boost::json::error_code&;
  using Text = boost::json::string_view;

  static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_key_size = kKeyBytesMax;
  static constexpr std::size_t max_string_size = std::numeric_limits<std::size_t>::max();

  bool on_document_begin(ErrorCodeOut) { return true; }
  bool on_document_end(ErrorCodeOut) { return true; }
  bool on_comment_part(Text, ErrorCodeOut) { return true; }
  bool on_comment(Text, ErrorCodeOut) { return true; }

  bool on_array_begin(ErrorCodeOut) { return tree_.begin_list(), true; }
  bool on_object_begin(ErrorCodeOut) { return tree_.begin_object(), true; }
  bool on_array_end(std::size_t, ErrorCodeOut) { return tree_.end(), true; }
  bool on_object_end(std::size_t, ErrorCodeOut) { return tree_.end(), true; }

  bool on_key_part(Text part, std::size_t, ErrorCodeOut) { return keep(part); }
  bool on_key(Text rest, std::size_t, ErrorCodeOut code) {
    keep(rest);
    if (has_nul()) return refuse("a key holds a NUL character", code);
    if (!tree_.key(text_)) return refuse(fmt::format("the key \"{}\" is given twice", text_), code);
    text_.clear();
    return true;
  }

  bool on_string_part(Text part, std::size_t, ErrorCodeOut) { return keep(part); }
  bool on_string(Text rest, std::size_t, ErrorCodeOut code) {
    keep(rest);
    if (has_nul()) return refuse("a text holds a NUL character", code);
    return add(boost::json::string(text_));
  }

  bool on_number_part(Text part, ErrorCodeOut) { return keep(part); }
  bool on_int64(std::int64_t number, Text, ErrorCodeOut) { return add(number); }
  bool on_uint64(std::uint64_t number, Text, ErrorCodeOut) { return add(number); }
  bool on_double(double estimate, Text rest, ErrorCodeOut code) {
    keep(rest);
    const auto number = nearest_double(text_, estimate);
    if (!number) return refuse("a number is beyond the range of a double", code);
    if (keeps_long_numbers && is_lost_in_a_double(text_)) long_numbers.push_back({doubles, text_});
    ++doubles;
    return add(*number);
  }

  bool on_bool(bool truth, ErrorCodeOut) { return add(truth); }
  bool on_null(ErrorCodeOut) { return add(nullptr); }

  bool refuses_nul{false};
  bool keeps_long_numbers{false};
  std::size_t doubles{0};
  std::vector<LongNumber> long_numbers;

  const std::string& refusal() const { return refusal_; }
  Value take_root() { return tree_.take_root(); }

 private:
  bool keep(Text part) {
    text_.append(part.data(), part.size());
    return true;
  }
  bool has_nul() const { return refuses_nul && text_.find('\0') != std::string::npos; }
  bool add(Value value) {
    text_.clear();
    tree_.add(std::move(value));
    return true;
  }
  bool refuse(std::string reason, ErrorCodeOut code) {
    refusal_ = std::move(reason);
    code = boost::json::error::exception;
    return false;
  }

  TreeBuilder tree_;
  std::string text_;  ///< of the key, string or number that is being read
  std::string refusal_;
};

std::string position(std::string_view name, std::string_view before) {
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const auto line_start = before.rfind('\n') + 1;  // npos + 1 = 0: the first line
  return fmt::format("{}:{}:{}", name, lines + 1, before.size() - line_start + 1);
}

std::string reason_for(const boost::json::error_code& code, const ParseLimits& limits) {
  if (code == boost::json::error::too_deep) {
    return fmt::format("nests deeper than {} levels", limits.depth_max);
  }
  if (code == boost::json::error::incomplete)
    return "is not complete JSON: the text ends too early";
  if (code == boost::json::error::extra_data) return "has text behind the end of the JSON value";
  if (code == boost::json::error::key_too_large) {
    return fmt::format("a key is longer than {} bytes", kKeyBytesMax);
  }
  if (code == boost::json::error::exponent_overflow) {
    return "a number is beyond the range of a double";
  }
  return "is not valid JSON: " + code.message();
}

Result<void> run(boost::json::basic_parser<Handler>& parser, std::string_view text,
                 std::string_view name, const ParseLimits& limits) {
  if (text.size() > limits.bytes_max) {
    return fail(ErrorCode::UnusableInput, std::string(name),
                fmt::format("is longer than {} bytes, the limit", limits.bytes_max));
  }
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  if (!is_utf8(text)) {
    return fail(ErrorCode::UnusableInput, std::string(name), "is not UTF-8 text");
  }
  parser.handler().refuses_nul = limits.refuses_nul;
  boost::json::error_code code;
  const std::size_t used = parser.write_some(false, text.data(), text.size(), code);
  if (!code && used < text.size()) code = boost::json::error::extra_data;
  if (!code) return {};
  const std::string& refusal = parser.handler().refusal();
  return fail(ErrorCode::UnusableInput, position(name, text.substr(0, used)),
              refusal.empty() ? reason_for(code, limits) : refusal);
}

boost::json::parse_options options_for(const ParseLimits& limits) {
  boost::json::parse_options options;
  options.max_depth = limits.depth_max;
  return options;
}

/// Finds the doubles of `wanted`, ordered by index, in a tree that was built in that order.
void place(const Value& value, std::size_t& doubles, std::vector<LongNumber>& wanted,
           std::size_t& next, LongNumbers& out) {
  if (next == wanted.size()) return;
  if (value.is_double()) {
    if (doubles++ == wanted[next].index) out.emplace(&value, std::move(wanted[next++].text));
  } else if (value.is_array()) {
    for (const Value& element : value.get_array()) place(element, doubles, wanted, next, out);
  } else if (value.is_object()) {
    for (const auto& m : value.get_object()) place(m.value(), doubles, wanted, next, out);
  }
}

}  // namespace

Result<Value> parse(std::string_view text, std::string_view name, const ParseLimits& limits) {
  boost::json::basic_parser<Handler> parser(options_for(limits));
  GV_TRY(run(parser, text, name, limits));
  return parser.handler().take_root();
}

Result<ExactDocument> parse_exact(std::string_view text, std::string_view name,
                                  const ParseLimits& limits) {
  boost::json::basic_parser<Handler> parser(options_for(limits));
  parser.handler().keeps_long_numbers = true;
  GV_TRY(run(parser, text, name, limits));
  ExactDocument document{std::make_unique<Value>(parser.handler().take_root()), {}};
  std::size_t doubles = 0;
  std::size_t next = 0;
  place(*document.root, doubles, parser.handler().long_numbers, next, document.long_numbers);
  return document;
}

std::string decimal_text(const Value& value, const LongNumbers& long_numbers) {
  if (value.is_int64()) return std::to_string(value.get_int64());
  if (value.is_uint64()) return std::to_string(value.get_uint64());
  GV_CHECK(value.is_double());
  const auto found = long_numbers.find(&value);
  return found != long_numbers.end() ? found->second : number_text(value.get_double());
}

}  // namespace gv::json
