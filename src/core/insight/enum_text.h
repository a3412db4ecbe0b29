#pragma once

#include <string>

#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>

namespace gv::insight {

/// The name of a described enumerator as the document writes it: FaceHook is "face_hook".
template <class Enum>
[[nodiscard]] std::string name_of(Enum value) {
  std::string name;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto each) {
    if (each.value != value) return;
    for (const char* c = each.name; *c != '\0'; ++c) {
      const bool upper = *c >= 'A' && *c <= 'Z';
      if (upper && !name.empty()) name += '_';
      name += upper ? static_cast<char>(*c - 'A' + 'a') : *c;
    }
  });
  return name;
}

}  // namespace gv::insight
