#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <boost/describe/enum_to_string.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/json/value.hpp>
#include <boost/mp11/algorithm.hpp>

#include "base/result.h"
#include "io/json/field.h"

/// JSON of structs described by Boost.Describe: a member is a key of the same name, an enumerator
/// its name in snake_case, an empty optional null, a map an object, a variant what it holds. A
/// trailing '_' of a member's name, which keeps it from being a word of C++, is left out. Keys are
/// sorted.
namespace gv::json {

/// "template_" -> "template".
[[nodiscard]] std::string_view key_of_member(std::string_view member);

/// "FaceHook" -> "face_hook".
[[nodiscard]] std::string snake_case(std::string_view pascal);

/// Six digits after the point, half to even, no minus zero; null unless finite.
[[nodiscard]] boost::json::value rounded(double number);

/// How documents hold numbers: `rounded`, and nothing where null stands.
struct SixDigits {
  [[nodiscard]] static boost::json::value write(double number) { return rounded(number); }
  [[nodiscard]] static Result<std::optional<double>> read(const Field& field);
};

/// All bits of a number, as a whole one: for what is read back to be computed with.
struct AllBits {
  [[nodiscard]] static boost::json::value write(double number) {
    return std::bit_cast<std::int64_t>(number);
  }
  [[nodiscard]] static Result<std::optional<double>> read(const Field& field);
};

/// `object` with its members in order of their keys.
[[nodiscard]] boost::json::object sorted(boost::json::object object);

namespace detail {

template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;
template <class T>
inline constexpr bool kIsVector = false;
template <class T>
inline constexpr bool kIsVector<std::vector<T>> = true;
template <class T>
inline constexpr bool kIsArray = false;
template <class T, std::size_t n>
inline constexpr bool kIsArray<std::array<T, n>> = true;
template <class T>
inline constexpr bool kIsMap = false;
template <class T>
inline constexpr bool kIsMap<std::map<std::string, T>> = true;

template <class T>
inline constexpr bool kIsVariant = false;
template <class... T>
inline constexpr bool kIsVariant<std::variant<T...>> = true;

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public |
                                                         boost::describe::mod_inherited>;

template <class T>
using Enumerators = boost::describe::describe_enumerators<T>;

}  // namespace detail

template <class Numbers = SixDigits, class T>
[[nodiscard]] boost::json::value to_value(const T& value) {
  if constexpr (std::is_same_v<T, boost::json::value>) {
    return value;
  } else if constexpr (std::is_same_v<T, bool>) {
    return value;
  } else if constexpr (std::is_same_v<T, std::monostate>) {
    return nullptr;
  } else if constexpr (detail::kIsVariant<T>) {
    return std::visit([](const auto& held) { return to_value<Numbers>(held); }, value);
  } else if constexpr (std::is_floating_point_v<T>) {
    return Numbers::write(static_cast<double>(value));
  } else if constexpr (std::is_integral_v<T>) {
    return static_cast<std::int64_t>(value);
  } else if constexpr (std::is_enum_v<T>) {
    return boost::json::string(snake_case(boost::describe::enum_to_string(value, "unknown")));
  } else if constexpr (std::is_convertible_v<T, std::string_view>) {
    return boost::json::string(std::string_view(value));
  } else if constexpr (detail::kIsOptional<T>) {
    return value ? to_value<Numbers>(*value) : boost::json::value(nullptr);
  } else if constexpr (detail::kIsVector<T> || detail::kIsArray<T>) {
    boost::json::array list;
    list.reserve(value.size());
    for (const auto& element : value) list.push_back(to_value<Numbers>(element));
    return list;
  } else if constexpr (detail::kIsMap<T>) {
    boost::json::object object;
    for (const auto& [key, element] : value) object.emplace(key, to_value<Numbers>(element));
    return object;
  } else {
    boost::json::object object;
    boost::mp11::mp_for_each<detail::Members<T>>([&](auto member) {
      object.emplace(key_of_member(member.name), to_value<Numbers>(value.*member.pointer));
    });
    return sorted(std::move(object));
  }
}

/// Reads what `to_value` wrote. Unknown members are ignored, so that a reader accepts documents of
/// a later minor version; a missing member keeps its default. Errors: InvalidInput with the path.
template <class Numbers = SixDigits, class T>
[[nodiscard]] Result<void> read_into(const Field& field, T& out) {
  if constexpr (std::is_same_v<T, boost::json::value>) {
    out = field.value();
  } else if constexpr (std::is_same_v<T, bool>) {
    GV_TRY(out, field.boolean());
  } else if constexpr (std::is_same_v<T, std::monostate>) {
    if (!field.is_null()) return field.refuse("null");
  } else if constexpr (detail::kIsVariant<T>) {
    bool found = false;
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, T>>([&](auto one) {
      typename decltype(one)::type held{};
      if (found || !read_into<Numbers>(field, held)) return;
      out = std::move(held);
      found = true;
    });
    if (!found) return field.refuse("one of the known kinds");
  } else if constexpr (std::is_floating_point_v<T>) {
    GV_TRY(const auto number, Numbers::read(field));
    if (number) out = static_cast<T>(*number);
  } else if constexpr (std::is_integral_v<T>) {
    GV_TRY(const std::int64_t whole, field.whole());
    if constexpr (sizeof(T) < sizeof(whole)) {
      if (!std::in_range<T>(whole)) return field.refuse("a smaller whole number");
    }
    out = static_cast<T>(whole);
  } else if constexpr (std::is_enum_v<T>) {
    GV_TRY(const std::string_view text, field.text());
    bool known = false;
    boost::mp11::mp_for_each<detail::Enumerators<T>>([&](auto one) {
      if (snake_case(one.name) == text) out = one.value, known = true;
    });
    if (!known) return field.refuse("a known name");
  } else if constexpr (std::is_same_v<T, std::string>) {
    GV_TRY(const std::string_view text, field.text());
    out = std::string(text);
  } else if constexpr (detail::kIsOptional<T>) {
    out.reset();
    if (!field.is_null()) GV_TRY(read_into<Numbers>(field, out.emplace()));
  } else if constexpr (detail::kIsVector<T>) {
    GV_TRY(const auto elements, field.elements());
    out.clear();
    out.resize(elements.size());
    for (std::size_t i = 0; i < elements.size(); ++i)
      GV_TRY(read_into<Numbers>(elements[i], out[i]));
  } else if constexpr (detail::kIsArray<T>) {
    GV_TRY(const auto elements, field.elements());
    if (elements.size() != out.size()) {
      return field.refuse("a list of " + std::to_string(out.size()) + " elements");
    }
    for (std::size_t i = 0; i < elements.size(); ++i)
      GV_TRY(read_into<Numbers>(elements[i], out[i]));
  } else if constexpr (detail::kIsMap<T>) {
    GV_TRY(const auto members, field.members());
    for (const auto& [key, member] : members)
      GV_TRY(read_into<Numbers>(member, out[std::string(key)]));
  } else {
    Result<void> read;
    boost::mp11::mp_for_each<detail::Members<T>>([&](auto member) {
      if (!read) return;
      const auto found = field.member_if(key_of_member(member.name));
      if (!found) {
        read = tl::unexpected<Error>(found.error());
      } else if (*found) {
        read = read_into<Numbers>(**found, out.*member.pointer);
      }
    });
    return read;
  }
  return {};
}

/// A JSON Schema (draft 2020-12) of what `to_value` writes for T.
template <class T>
[[nodiscard]] boost::json::value schema_of() {
  using boost::json::array;
  using boost::json::object;
  if constexpr (std::is_same_v<T, boost::json::value>) {
    return object{};
  } else if constexpr (std::is_same_v<T, bool>) {
    return object{{"type", "boolean"}};
  } else if constexpr (std::is_same_v<T, std::monostate>) {
    return object{{"type", "null"}};
  } else if constexpr (detail::kIsVariant<T>) {
    array kinds;
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, T>>(
        [&](auto one) { kinds.push_back(schema_of<typename decltype(one)::type>()); });
    return object{{"anyOf", kinds}};
  } else if constexpr (std::is_floating_point_v<T>) {
    return object{{"type", "number"}};
  } else if constexpr (std::is_integral_v<T>) {
    return object{{"type", "integer"}};
  } else if constexpr (std::is_enum_v<T>) {
    array names;
    boost::mp11::mp_for_each<detail::Enumerators<T>>(
        [&](auto one) { names.emplace_back(boost::json::string(snake_case(one.name))); });
    return object{{"enum", names}};
  } else if constexpr (std::is_convertible_v<T, std::string_view>) {
    return object{{"type", "string"}};
  } else if constexpr (detail::kIsOptional<T>) {
    return object{{"anyOf", array{schema_of<typename T::value_type>(), object{{"type", "null"}}}}};
  } else if constexpr (detail::kIsVector<T> || detail::kIsArray<T>) {
    return object{{"items", schema_of<typename T::value_type>()}, {"type", "array"}};
  } else if constexpr (detail::kIsMap<T>) {
    return object{{"additionalProperties", schema_of<typename T::mapped_type>()},
                  {"type", "object"}};
  } else {
    object properties;
    array required;
    boost::mp11::mp_for_each<detail::Members<T>>([&](auto member) {
      using Member = std::remove_cvref_t<decltype(std::declval<T&>().*member.pointer)>;
      properties.emplace(key_of_member(member.name), schema_of<Member>());
      required.emplace_back(boost::json::string(key_of_member(member.name)));
    });
    return object{
        {"properties", sorted(std::move(properties))}, {"required", required}, {"type", "object"}};
  }
}

}  // namespace gv::json
