#include "adapters/api/bulk_changes.h"

#include <fmt/format.h>

#include "adapters/api/actor.h"
#include "adapters/api/binder.h"
#include "adapters/api/row_cursor.h"

namespace gv::api {
namespace {

constexpr std::size_t kMovedMax = 200;

using DeskMove = Result<app::AdChange> (app::ChangeDesk::*)(const app::AccountScope&,
                                                            const std::string&, const app::Actor&);

DeskMove move_of(BulkAction action) {
  switch (action) {
    case BulkAction::Approve:
      return &app::ChangeDesk::approve;
    case BulkAction::Reject:
      return &app::ChangeDesk::reject;
    case BulkAction::Cancel:
      return &app::ChangeDesk::cancel;
    case BulkAction::Retry:
      break;
  }
  return &app::ChangeDesk::retry;
}

app::Scope scope_needed(BulkAction action) {
  const bool decides = action == BulkAction::Approve || action == BulkAction::Reject;
  return decides ? app::Scope::Approve : app::Scope::Execute;
}

}  // namespace

void check(const BulkBody& body, Binder& binder) {
  if (body.ids.empty() || body.ids.size() > kMovedMax) {
    binder.complain_at("ids", fmt::format("must be 1 to {}", kMovedMax));
  }
}

Result<BulkAnswer> MoveChanges::operator()(const Context& context, const BulkBody& body) const {
  GV_TRY(const auto scope, scope_of(context, scope_needed(body.action)));
  const auto move = move_of(body.action);
  BulkAnswer answer;
  for (const auto& id : body.ids) {
    const auto moved = is_uuid(id)
                           ? (services.changes.*move)(scope, id, actor_of(context))
                           : Result<app::AdChange>(fail(ErrorCode::NotFound, "id",
                                                        "There is no change \"" + id + "\"."));
    if (moved) {
      answer.changes.push_back(change_line(*moved));
    } else if (moved.error().code == ErrorCode::Unavailable) {
      return tl::unexpected<Error>(moved.error());  // what was done stays so: ask again
    } else {
      answer.refused.push_back(refused_line(id, moved.error()));
    }
  }
  return answer;
}

}  // namespace gv::api
