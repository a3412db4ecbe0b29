#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>

#include "base/error.h"

namespace gv::media {

// Messages between a process and its child, both of one build: the fields of described structs one
// after another, lengths as 32 bits. The reader believes nothing: every length is checked.

template <class T>
concept Described = boost::describe::has_describe_members<T>::value;

class WireWriter {
 public:
  template <class T>
  void put(const T& value) {
    if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
      bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
    } else {
      boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>(
          [&](auto field) { put(value.*field.pointer); });
    }
  }
  void put(const std::string& text) {
    put(static_cast<std::uint32_t>(text.size()));
    bytes_ += text;
  }
  template <class T>
  void put(const std::optional<T>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  template <class T>
  void put(const std::vector<T>& values) {
    put(static_cast<std::uint32_t>(values.size()));
    for (const auto& value : values) put(value);
  }

  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

class WireReader {
 public:
  explicit WireReader(std::string_view bytes) : bytes_(bytes) {}

  /// False once something was missing or too long; what was read is then worthless.
  [[nodiscard]] bool ok() const { return ok_; }
  /// Whether everything was read, and nothing is left.
  [[nodiscard]] bool done() const { return ok_ && bytes_.empty(); }

  template <class T>
  void get(T& value) {
    if constexpr (std::is_same_v<T, bool>) {
      std::uint8_t byte = 0;
      get(byte);
      value = byte != 0;
    } else if constexpr (std::is_arithmetic_v<T>) {
      const auto part = take(sizeof value);
      if (ok_) std::memcpy(&value, part.data(), sizeof value);
    } else {
      boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>(
          [&](auto field) { get(value.*field.pointer); });
    }
  }
  void get(ErrorCode& code) {
    std::underlying_type_t<ErrorCode> number{};
    get(number);
    if (number < 0 || number > static_cast<int>(ErrorCode::Cancelled)) ok_ = false;
    if (ok_) code = static_cast<ErrorCode>(number);
  }
  void get(std::string& text) { text = take(length()); }
  template <class T>
  void get(std::optional<T>& value) {
    bool there = false;
    get(there);
    if (there) get(value.emplace());
  }
  template <class T>
  void get(std::vector<T>& values) {
    values.clear();
    const auto count = length();
    for (std::uint32_t i = 0; i < count && ok_; ++i) get(values.emplace_back());
  }

 private:
  std::uint32_t length() {
    std::uint32_t count = 0;
    get(count);
    if (count > bytes_.size()) ok_ = false;  // every element has at least one byte
    return ok_ ? count : 0;
  }

  std::string_view take(std::size_t count) {
    if (count > bytes_.size()) ok_ = false;
    if (!ok_) return {};
    const auto part = bytes_.substr(0, count);
    bytes_.remove_prefix(count);
    return part;
  }

  std::string_view bytes_;
  bool ok_{true};
};

}  // namespace gv::media
