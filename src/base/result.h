#pragma once

#include <utility>

#include <tl/expected.hpp>

#include "base/error.h"

namespace gv {

/// A value or the `Error` that kept it from being. Dropping one does not compile.
template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
};

/// Starts an error return: `return fail(ErrorCode::Nan, "row 3.spend", "must be a number");`
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string where,
                                                std::string message, std::string hint = {}) {
  return tl::unexpected<Error>(Error{code, std::move(where), std::move(message), std::move(hint)});
}

}  // namespace gv

#define GV_CONCAT_INNER(a, b) a##b
#define GV_CONCAT(a, b) GV_CONCAT_INNER(a, b)
#define GV_TRY_DROP(result)                                           \
  do {                                                                \
    if (auto&& gv_result = (result); !gv_result)                      \
      return tl::unexpected<gv::Error>(std::move(gv_result).error()); \
  } while (false)
#define GV_TRY_KEEP_INNER(temporary, declaration, result)                           \
  auto&& temporary = (result);                                                      \
  if (!(temporary)) return tl::unexpected<gv::Error>(std::move(temporary).error()); \
  declaration = *std::move(temporary)
#define GV_TRY_KEEP(declaration, result) \
  GV_TRY_KEEP_INNER(GV_CONCAT(gv_try_, __LINE__), declaration, result)
#define GV_TRY_PICK(one, two, name, ...) name

/// On error, return it to the caller. `GV_TRY(expression);` drops the value,
/// `GV_TRY(const auto name, expression);` keeps it. An expression with a bare comma at the top
/// level (template arguments) needs parentheses.
#define GV_TRY(...) GV_TRY_PICK(__VA_ARGS__, GV_TRY_KEEP, GV_TRY_DROP, unused)(__VA_ARGS__)
