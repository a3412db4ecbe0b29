#pragma once

#include <map>
#include <string>
#include <vector>

#include <boost/json/value.hpp>

#include "base/result.h"
#include "io/json/field.h"
#include "io/yaml/yaml.h"

namespace gv::settings {

/// Key -> value, checked against the registry row of the key. Ordered, so that all that is made
/// from it comes in one order.
using Values = std::map<std::string, boost::json::value, std::less<>>;

/// The values a document sets, and all that is wrong with the others.
struct Given {
  Values values;
  std::vector<Error> errors;
};

/// Null means "not set" and is left out. Errors have the key in `where`: UnknownKey with the
/// nearest known key as hint, ConfigRange for a value of the wrong kind or out of range.
[[nodiscard]] Given read_all(const json::Field& document);
/// The same from a file. Errors: the first one.
[[nodiscard]] Result<Values> read_given(const yaml::Document& document);

}  // namespace gv::settings
