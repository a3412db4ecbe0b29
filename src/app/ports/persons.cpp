#include "app/ports/persons.h"

namespace gv::app {

std::string_view to_text(LinkKind kind) {
  switch (kind) {
    case LinkKind::Email:
      return "em";
    case LinkKind::Phone:
      return "ph";
    case LinkKind::Visitor:
      return "visitor";
  }
  return "";
}

}  // namespace gv::app
