#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/value.hpp>

#include "adapters/api/form.h"
#include "base/error.h"
#include "io/http/problem.h"
#include "io/json/json.h"

namespace gv::api {

/// Reads a JSON tree into structs and keeps every complaint, each with its RFC 6901 pointer, so
/// that a client learns of all bad fields at once. What cannot be read keeps its default.
class Binder {
 public:
  /// `from_text`: values came as text (a query string): "5" is a number, "a,b" a list.
  /// `first`: members that win over those of the document's root (what the path names).
  /// What is passed by reference outlives the binder.
  Binder(const Form& form, const json::LongNumbers& long_numbers, bool from_text,
         const boost::json::object& first)
      : form_(form), long_numbers_(long_numbers), from_text_(from_text), first_(first) {}

  [[nodiscard]] const Form& form() const { return form_; }
  [[nodiscard]] bool from_text() const { return from_text_; }
  [[nodiscard]] bool refuses_unknown() const { return form_.family == Family::V1; }

  /// The member of the object at hand; null when it has none.
  [[nodiscard]] const boost::json::value* find(const boost::json::object& members,
                                               std::string_view key) const;

  /// Calls `read` with everything it complains about below the member or element.
  template <class Read>
  void below(std::string_view key, Read read) {
    const std::size_t length = pointer_.size();
    descend(key);
    read();
    pointer_.resize(length);
  }
  template <class Read>
  void below(std::size_t index, Read read) {
    below(std::string_view(std::to_string(index)), read);
  }

  /// "must be `expected`, got ..." about the value at hand.
  void refuse(const boost::json::value& value, std::string_view expected);
  /// A complaint of one's own about the value at hand, or about a member below it.
  void complain(ErrorCode code, std::string message, std::string hint = {});
  void complain_at(std::string_view member, std::string message,
                   ErrorCode code = ErrorCode::InvalidInput);
  void missing(std::string_view member);
  void unknown(std::string_view member, const std::vector<std::string_view>& known);

  // Leaves. False: it is not one, and that has been said.
  [[nodiscard]] bool boolean(const boost::json::value& value, bool& out);
  [[nodiscard]] bool number(const boost::json::value& value, double& out);
  [[nodiscard]] bool whole(const boost::json::value& value, std::int64_t lo, std::int64_t hi,
                           std::int64_t& out);
  [[nodiscard]] bool text(const boost::json::value& value, std::string& out);
  /// The digits of a number as they came.
  [[nodiscard]] bool decimal(const boost::json::value& value, std::string& out);

  [[nodiscard]] const std::vector<http::FieldProblem>& complaints() const { return complaints_; }

 private:
  void descend(std::string_view key);
  /// `value` as the number it is or, from text, says it is.
  [[nodiscard]] boost::json::value numeric(const boost::json::value& value) const;

  const Form& form_;
  const json::LongNumbers& long_numbers_;
  bool from_text_;
  const boost::json::object& first_;
  std::string pointer_;
  std::vector<http::FieldProblem> complaints_;
};

}  // namespace gv::api
