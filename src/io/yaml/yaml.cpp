#include "io/yaml/yaml.h"

#include <algorithm>
#include <sstream>
#include <utility>

#include <boost/json/value.hpp>
#include <fmt/format.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "base/utf8.h"
#include "io/yaml/builder.h"

namespace gv::yaml {
namespace {

Result<void> check_text(std::string_view text, std::string_view name, const ParseLimits& limits) {
  if (text.size() > limits.bytes_max) {
    return fail(ErrorCode::UnusableInput, std::string(name),
                fmt::format("is longer than {} bytes, the limit", limits.bytes_max));
  }
  if (!is_utf8(text)) {
    return fail(ErrorCode::UnusableInput, std::string(name), "is not UTF-8 text");
  }
  // yaml-cpp takes some control characters for the end of the text and would drop what follows.
  const auto control = std::find_if(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
  });
  if (control == text.end()) return {};
  return fail(ErrorCode::UnusableInput,
              fmt::format("{}:{}", name, std::count(text.begin(), control, '\n') + 1),
              fmt::format("holds the control character {:#04x}", static_cast<int>(*control)));
}

}  // namespace

Result<Document> parse(std::string_view text, std::string_view name, const ParseLimits& limits) {
  GV_TRY(check_text(text, name, limits));
  const auto failure = [&](ErrorCode code, int line, std::string message) {
    return fail(code, fmt::format("{}:{}", name, line), std::move(message));
  };
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    Builder builder(limits);
    parser.HandleNextDocument(builder);
    Builder rest(limits);
    if (parser.HandleNextDocument(rest)) {
      return fail(ErrorCode::ConfigRange, std::string(name),
                  "holds several documents, one is expected");
    }
    return Document(std::string(name), builder.take_root(), builder.take_lines());
  } catch (const Refusal& refusal) {
    return failure(refusal.code, refusal.line, refusal.message);
  } catch (const YAML::Exception& trouble) {
    return failure(ErrorCode::UnusableInput, trouble.mark.line + 1,
                   "is not valid YAML: " + trouble.msg);
  }
}

}  // namespace gv::yaml
