#include "core/execute/supersession.h"

namespace gv::execute {

Precedence precedence(const Rival& newer, const Rival& older) {
  if (newer.field != older.field) {
    const bool kill = newer.priority <= Priority::Kill;
    return kill && older.priority >= Priority::Increase ? Precedence::Newer : Precedence::Both;
  }
  const bool pushes = newer.priority >= Priority::Increase && older.priority <= Priority::Reduce;
  return pushes && !newer.by_person ? Precedence::Older : Precedence::Newer;
}

}  // namespace gv::execute
