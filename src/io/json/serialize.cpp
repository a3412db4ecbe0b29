#include "io/json/serialize.h"

#include <algorithm>
#include <vector>

#include <boost/json/value.hpp>
#include <fmt/format.h>

namespace gv::json {
namespace {

enum class Style { Canonical, Pretty, Compact };

void append_string(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

/// A byte's place in the order of UTF-16 code units. Bytes of UTF-8 sort like code points; UTF-16
/// differs in one thing: characters above U+FFFF (lead bytes F0 to F4) are written with surrogates
/// (D800 to DFFF) and so come before U+E000 to U+FFFF (lead bytes EE and EF).
int utf16_weight(char c) {
  const int byte = static_cast<unsigned char>(c);
  return byte == 0xEE || byte == 0xEF ? byte + 0x10 : byte;
}

bool utf16_less(std::string_view a, std::string_view b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    return utf16_weight(x) < utf16_weight(y);
  });
}

std::vector<const boost::json::key_value_pair*> members_of(const boost::json::object& object,
                                                           Style style) {
  std::vector<const boost::json::key_value_pair*> members;
  for (const auto& member : object) members.push_back(&member);
  if (style == Style::Canonical) {
    std::sort(members.begin(), members.end(),
              [](const auto* a, const auto* b) { return utf16_less(a->key(), b->key()); });
  }
  return members;
}

class Writer {
 public:
  explicit Writer(Style style) : style_(style) {}

  void write(const Value& value) {
    switch (value.kind()) {
      case boost::json::kind::null:
        out_ += "null";
        return;
      case boost::json::kind::bool_:
        out_ += value.get_bool() ? "true" : "false";
        return;
      case boost::json::kind::int64:
        write_whole(value.get_int64());
        return;
      case boost::json::kind::uint64:
        write_whole(value.get_uint64());
        return;
      case boost::json::kind::double_:
        out_ += number_text(value.get_double());
        return;
      case boost::json::kind::string:
        append_string(out_, value.get_string());
        return;
      case boost::json::kind::array:
        write_list(value.get_array());
        return;
      case boost::json::kind::object:
        write_object(value.get_object());
        return;
    }
  }

  std::string take() { return std::move(out_); }

 private:
  template <class Whole>
  void write_whole(Whole number) {
    out_ += style_ == Style::Canonical ? number_text(static_cast<double>(number))
                                       : std::to_string(number);
  }

  void write_list(const boost::json::array& list) {
    if (list.empty()) {
      out_ += "[]";
      return;
    }
    open('[');
    bool first = true;
    for (const Value& element : list) {
      begin_item(first);
      write(element);
    }
    close(']');
  }

  void write_object(const boost::json::object& object) {
    if (object.empty()) {
      out_ += "{}";
      return;
    }
    open('{');
    bool first = true;
    for (const auto* const member : members_of(object, style_)) {
      begin_item(first);
      append_string(out_, member->key());
      out_ += style_ == Style::Pretty ? ": " : ":";
      write(member->value());
    }
    close('}');
  }

  void open(char bracket) {
    out_ += bracket;
    ++depth_;
  }
  void begin_item(bool& first) {
    if (!first) out_ += ',';
    first = false;
    break_line();
  }
  void close(char bracket) {
    --depth_;
    break_line();
    out_ += bracket;
  }
  void break_line() {
    if (style_ == Style::Pretty) out_ += '\n' + std::string(2 * depth_, ' ');
  }

  Style style_;
  std::string out_;
  std::size_t depth_{0};
};

std::string written(const Value& value, Style style) {
  Writer writer(style);
  writer.write(value);
  return writer.take();
}

}  // namespace

std::string canonical(const Value& value) { return written(value, Style::Canonical); }
std::string pretty(const Value& value) { return written(value, Style::Pretty); }
std::string compact(const Value& value) { return written(value, Style::Compact); }

}  // namespace gv::json
