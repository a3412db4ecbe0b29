#pragma once

#include <algorithm>
#include <concepts>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/describe/enum_to_string.hpp>
#include <boost/json/value.hpp>
#include <boost/mp11/algorithm.hpp>

#include "adapters/api/binder.h"
#include "io/json/described.h"

/// How requests and answers look as JSON: one Codec a kind of type, with
///
///   static void read(const value&, T& out, Binder&)  complains to the binder
///   static value write(const T&, const Form&)
///   static object schema(Family)                     JSON Schema 2020-12 without descriptions
///
/// A struct described by Boost.Describe is an object of its members, in the order of declaration. A
/// member of a request is required unless it is an optional, for which null means absent. Members
/// of an answer are always there; an empty optional is null. A trailing '_' of a member's name is
/// left out. What a type cannot say (ranges, members that exclude each other) a function `void
/// check(const T&, Binder&)` beside the struct says.
namespace gv::api {

using boost::json::object;
using boost::json::value;

/// True for enums whose names are written in capitals: "AUDIENCE_EXHAUSTED".
template <class T>
inline constexpr bool kInCapitals = false;

[[nodiscard]] std::string in_capitals(std::string snake);

/// Whether a schema is of something that is read or of something that is written: they differ in
/// which members are required.
enum class Side { Request, Response };

template <class T>
struct Codec;

template <>
struct Codec<bool> {
  static void read(const value& in, bool& out, Binder& binder) {
    static_cast<void>(binder.boolean(in, out));
  }
  static value write(bool in, const Form&) { return in; }
  static object schema(Family, Side) { return {{"type", "boolean"}}; }
};

template <std::integral T>
struct Codec<T> {
  static void read(const value& in, T& out, Binder& binder) {
    constexpr auto kMax = static_cast<std::uint64_t>(std::numeric_limits<T>::max());
    constexpr auto kWholeMax = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    std::int64_t whole = 0;
    if (binder.whole(in, static_cast<std::int64_t>(std::numeric_limits<T>::min()),
                     static_cast<std::int64_t>(kMax < kWholeMax ? kMax : kWholeMax), whole)) {
      out = static_cast<T>(whole);
    }
  }
  static value write(T in, const Form&) { return in; }
  static object schema(Family, Side) { return {{"type", "integer"}}; }
};

template <>
struct Codec<double> {
  static void read(const value& in, double& out, Binder& binder) {
    static_cast<void>(binder.number(in, out));
  }
  /// Null unless finite.
  static value write(double in, const Form&);
  static object schema(Family, Side) { return {{"type", "number"}}; }
};

template <>
struct Codec<std::string> {
  static void read(const value& in, std::string& out, Binder& binder) {
    static_cast<void>(binder.text(in, out));
  }
  static value write(const std::string& in, const Form&) { return value(in); }
  static object schema(Family, Side) { return {{"type", "string"}}; }
};

/// Any JSON.
template <>
struct Codec<value> {
  static void read(const value& in, value& out, Binder&) { out = in; }
  static value write(const value& in, const Form&) { return in; }
  static object schema(Family, Side) { return {}; }
};

template <class T>
requires std::is_enum_v<T>
struct Codec<T> {
  static std::string name(std::string_view pascal) {
    auto snake = json::snake_case(pascal);
    return kInCapitals<T> ? in_capitals(std::move(snake)) : snake;
  }
  static void read(const value& in, T& out, Binder& binder) {
    std::string text;
    if (!binder.text(in, text)) return;
    std::string known;
    bool found = false;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto one) {
      if (name(one.name) == text) out = one.value, found = true;
      known += (known.empty() ? "" : ", ") + name(one.name);
    });
    if (!found) binder.refuse(in, "one of " + known);
  }
  static value write(T in, const Form&) {
    return value(name(boost::describe::enum_to_string(in, "Unknown")));
  }
  static object schema(Family, Side) {
    boost::json::array names;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
        [&](auto one) { names.emplace_back(name(one.name)); });
    return {{"enum", std::move(names)}, {"type", "string"}};
  }
};

template <class T>
struct Codec<std::optional<T>> {
  static void read(const value& in, std::optional<T>& out, Binder& binder) {
    out.reset();
    if (!in.is_null()) Codec<T>::read(in, out.emplace(), binder);
  }
  static value write(const std::optional<T>& in, const Form& form) {
    return in ? Codec<T>::write(*in, form) : value(nullptr);
  }
  static object schema(Family family, Side side) {
    return {
        {"anyOf", boost::json::array{Codec<T>::schema(family, side), object{{"type", "null"}}}}};
  }
};

/// The members of a list that came as text: "a,b".
[[nodiscard]] value split_text(const value& text);

template <class T>
struct Codec<std::vector<T>> {
  static void read(const value& in, std::vector<T>& out, Binder& binder) {
    if (binder.from_text() && in.is_string()) return read(split_text(in), out, binder);
    if (!in.is_array()) return binder.refuse(in, "a list");
    const auto& list = in.get_array();
    out.clear();
    out.reserve(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
      T element{};
      binder.below(i, [&] { Codec<T>::read(list[i], element, binder); });
      out.push_back(std::move(element));
    }
  }
  static value write(const std::vector<T>& in, const Form& form) {
    boost::json::array list;
    list.reserve(in.size());
    for (const auto& element : in) list.push_back(Codec<T>::write(element, form));
    return list;
  }
  static object schema(Family family, Side side) {
    return {{"items", Codec<T>::schema(family, side)}, {"type", "array"}};
  }
};

template <class T>
struct Codec<std::map<std::string, T>> {
  static void read(const value& in, std::map<std::string, T>& out, Binder& binder) {
    if (!in.is_object()) return binder.refuse(in, "an object");
    out.clear();
    for (const auto& member : in.get_object()) {
      const std::string_view key = member.key();
      binder.below(key, [&] { Codec<T>::read(member.value(), out[std::string(key)], binder); });
    }
  }
  static value write(const std::map<std::string, T>& in, const Form& form) {
    object members;
    for (const auto& [key, element] : in) members.emplace(key, Codec<T>::write(element, form));
    return members;
  }
  static object schema(Family family, Side side) {
    return {{"additionalProperties", Codec<T>::schema(family, side)}, {"type", "object"}};
  }
};

template <class T>
concept Described = boost::describe::has_describe_members<T>::value;

/// Calls `each(key, member pointer)` for every member.
template <Described T, class Each>
void for_each_member(Each each) {
  boost::mp11::mp_for_each<json::detail::Members<T>>(
      [&](auto member) { each(json::key_of_member(member.name), member.pointer); });
}

template <Described T>
struct Codec<T> {
  template <class M>
  using MemberType = std::remove_cvref_t<decltype(std::declval<T&>().*std::declval<M>())>;

  static void read(const value& in, T& out, Binder& binder) {
    if (!in.is_object()) return binder.refuse(in, "an object");
    const auto& members = in.get_object();
    const std::size_t complaints = binder.complaints().size();
    for_each_member<T>([&](std::string_view key, auto pointer) {
      using Member = MemberType<decltype(pointer)>;
      const value* const found = binder.find(members, key);
      if (found != nullptr) {
        binder.below(key, [&] { Codec<Member>::read(*found, out.*pointer, binder); });
      } else if (!json::detail::kIsOptional<Member>) {
        binder.missing(key);
      }
    });
    if (binder.refuses_unknown()) refuse_unknown(members, binder);
    if constexpr (requires { check(out, binder); }) {
      if (binder.complaints().size() == complaints) check(out, binder);
    }
  }

  static value write(const T& in, const Form& form) {
    object members;
    for_each_member<T>([&](std::string_view key, auto pointer) {
      using Member = MemberType<decltype(pointer)>;
      members.emplace(key, Codec<Member>::write(in.*pointer, form));
    });
    return members;
  }

  static object schema(Family family, Side side) {
    object properties;
    boost::json::array required;
    for_each_member<T>([&](std::string_view key, auto pointer) {
      using Member = MemberType<decltype(pointer)>;
      properties.emplace(key, Codec<Member>::schema(family, side));
      if (side == Side::Response || !json::detail::kIsOptional<Member>) {
        required.emplace_back(boost::json::string(key));
      }
    });
    object out{{"properties", std::move(properties)}, {"type", "object"}};
    if (!required.empty()) out["required"] = std::move(required);
    return out;
  }

 private:
  static void refuse_unknown(const object& members, Binder& binder) {
    std::vector<std::string_view> known;
    for_each_member<T>([&](std::string_view key, auto) { known.push_back(key); });
    for (const auto& member : members) {
      if (std::find(known.begin(), known.end(), std::string_view(member.key())) == known.end()) {
        binder.unknown(member.key(), known);
      }
    }
  }
};

}  // namespace gv::api
