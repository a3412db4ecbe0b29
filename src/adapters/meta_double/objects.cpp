#include "adapters/meta_double/objects.h"

#include <algorithm>

#include "base/check.h"

namespace gv::meta_double {
namespace {

bool is_gone(std::string_view status) { return status == "DELETED" || status == "ARCHIVED"; }

/// Why an object below `parent` does not run; empty: nothing up there stops it.
std::string stopped_above(const Platform& platform, const Object& object) {
  if (object.parent.empty()) return {};
  const Object* const parent = find_object(platform, object.parent);
  GV_CHECK(parent != nullptr);
  if (auto above = stopped_above(platform, *parent); !above.empty()) return above;
  const auto status = parent->text("status");
  if (is_gone(status)) return status;
  if (status != "PAUSED") return {};
  return parent->kind == Kind::Campaign ? "CAMPAIGN_PAUSED" : "ADSET_PAUSED";
}

}  // namespace

const Object* find_object(const Platform& platform, std::string_view id) {
  const auto found = platform.objects.find(id);
  return found == platform.objects.end() ? nullptr : &found->second;
}

Object* find_object(Platform& platform, std::string_view id) {
  const auto found = platform.objects.find(id);
  return found == platform.objects.end() ? nullptr : &found->second;
}

Account* find_account(Platform& platform, std::string_view id) {
  const auto found = std::find_if(platform.accounts.begin(), platform.accounts.end(),
                                  [&](const Account& one) { return one.id == id; });
  return found == platform.accounts.end() ? nullptr : &*found;
}

Object& add_object(Platform& platform, std::size_t account, Kind kind, std::string parent,
                   boost::json::object fields) {
  const auto id = platform.new_id();
  platform.accounts[account].object_ids.push_back(id);
  return platform.objects[id] = {.id = id,
                                 .kind = kind,
                                 .account = account,
                                 .parent = std::move(parent),
                                 .fields = fields,
                                 .fields_before = std::move(fields),
                                 .created = platform.now,
                                 .updated = platform.now};
}

std::string effective_status(const Platform& platform, const Object& object, TimePoint at) {
  const auto own = object.text("status");
  if (is_gone(own)) return own;
  if (object.reviewed_at && at < *object.reviewed_at) return "PENDING_REVIEW";
  if (object.disapproved) return "DISAPPROVED";
  if (own == "PAUSED") return own;
  const auto above = stopped_above(platform, object);
  return above.empty() ? own : above;
}

const Object& campaign_of(const Platform& platform, const Object& object) {
  const Object* one = &object;
  while (!one->parent.empty()) {
    one = find_object(platform, one->parent);
    GV_CHECK(one != nullptr);
  }
  return *one;
}

std::vector<const Object*> objects_of(const Platform& platform, std::size_t account, Kind kind) {
  std::vector<const Object*> list;
  for (const auto& id : platform.accounts[account].object_ids) {
    const Object* const object = find_object(platform, id);
    if (object != nullptr && object->kind == kind) list.push_back(object);
  }
  return list;
}

}  // namespace gv::meta_double
