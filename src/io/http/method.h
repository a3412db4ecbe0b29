#pragma once

#include <optional>
#include <string_view>

namespace gv::http {

enum class Method { Get, Head, Post, Put, Patch, Delete, Options };

/// "GET".
[[nodiscard]] std::string_view to_text(Method method);
/// Nothing for a method that no route can have (TRACE, CONNECT, anything of one's own making).
/// Methods are case-sensitive (RFC 9110 §9.1).
[[nodiscard]] std::optional<Method> method_of(std::string_view token);

}  // namespace gv::http
