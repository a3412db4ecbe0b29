#include "io/http/method.h"

#include <array>
#include <utility>

namespace gv::http {
namespace {

constexpr std::array<std::pair<Method, std::string_view>, 7> kMethods{
    {{Method::Get, "GET"},
     {Method::Head, "HEAD"},
     {Method::Post, "POST"},
     {Method::Put, "PUT"},
     {Method::Patch, "PATCH"},
     {Method::Delete, "DELETE"},
     {Method::Options, "OPTIONS"}}};

}  // namespace

std::string_view to_text(Method method) {
  for (const auto& [known, text] : kMethods) {
    if (known == method) return text;
  }
  return "";
}

std::optional<Method> method_of(std::string_view token) {
  for (const auto& [method, text] : kMethods) {
    if (text == token) return method;
  }
  return std::nullopt;
}

}  // namespace gv::http
