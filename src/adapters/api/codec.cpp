#include "adapters/api/codec.h"

#include <algorithm>
#include <cmath>

namespace gv::api {

std::string in_capitals(std::string snake) {
  std::transform(snake.begin(), snake.end(), snake.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return snake;
}

value Codec<double>::write(double in, const Form&) {
  return std::isfinite(in) ? value(in) : value(nullptr);
}

value split_text(const value& text) {
  boost::json::array list;
  std::string_view rest = text.get_string();
  for (;;) {
    const auto comma = rest.find(',');
    if (comma != 0 && !rest.empty()) list.emplace_back(boost::json::string(rest.substr(0, comma)));
    if (comma == std::string_view::npos) return list;
    rest.remove_prefix(comma + 1);
  }
}

}  // namespace gv::api
