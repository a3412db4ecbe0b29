#include "adapters/api/configuration.h"

#include "adapters/api/access_routes.h"
#include "adapters/api/actor.h"
#include "adapters/api/endpoint.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

namespace gv::api {
namespace {

constexpr std::size_t kNoteBytesMax = 500;

std::string tag_of(std::int64_t version) { return '"' + std::to_string(version) + '"'; }

/// The version that a change is made to: the one that If-Match names must be in force. That it
/// still is when the change is stored, the transaction makes sure.
Result<std::int64_t> base_of(app::Access& access, const Context& context,
                             const app::AccountScope& scope) {
  GV_TRY(const auto current, access.configure.current(scope));
  switch (http::if_match(context.http, tag_of(current.version))) {
    case http::IfMatch::Fulfilled:
      return current.version;
    case http::IfMatch::Missing:
      return fail(ErrorCode::InvalidInput, "If-Match",
                  "is missing: send the ETag of the configuration that you change");
    case http::IfMatch::Stale:
      break;
  }
  return fail(ErrorCode::Stale, "If-Match",
              "Version " + std::to_string(current.version) +
                  " is in force. Read it, and make the change again.");
}

Judged<ConfigChangeAnswer> change_answer(app::ConfigurationChange change) {
  return {.body = {.version = change.version,
                   .changed = std::move(change.patched.changed),
                   .warnings = std::move(change.patched.warnings)},
          .errors = std::move(change.patched.errors)};
}

}  // namespace

void Codec<MergePatch>::read(const value& in, MergePatch& out, Binder& binder) {
  if (!in.is_object()) return binder.refuse(in, "an object");
  out.sections = in.get_object();
  const auto* const note = out.sections.if_contains("note");
  if (note == nullptr) return;
  binder.below("note", [&] {
    if (!note->is_null()) Codec<std::string>::read(*note, out.note.emplace(), binder);
    if (out.note && out.note->size() > kNoteBytesMax) {
      binder.complain(ErrorCode::InvalidInput, "must have at most 500 bytes");
    }
  });
  out.sections.erase("note");
}

Result<Tagged<ConfigAnswer>> ShowConfig::operator()(const Context& context,
                                                    const ConfigName&) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto stored, access.configure.current(scope));
  GV_TRY(const auto view, access.configure.effective(scope, stored));
  ConfigAnswer answer{.version = stored.version, .config = {}, .effective = {}, .sources = {}};
  GV_TRY(answer.config, json::parse(stored.document, "config"));
  GV_TRY(answer.effective, json::parse(view.effective, "effective"));
  GV_TRY(answer.sources, json::parse(view.sources, "sources"));
  return Tagged<ConfigAnswer>{std::move(answer), tag_of(stored.version)};
}

Result<value> ShowConfigSchema::operator()(const Context&, const ConfigName&) const {
  return json::parse(access.configure.rules().schema(), "schema");
}

Result<Judged<ConfigChangeAnswer>> PatchConfig::operator()(const Context& context,
                                                           const MergePatch& patch) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto base, base_of(access, context, scope));
  GV_TRY(auto change, access.configure.patch(scope, base, json::compact(patch.sections), patch.note,
                                             actor_of(context)));
  return change_answer(std::move(change));
}

http::Problem PatchConfig::problem(const Error& error) {
  auto problem = problem_of(error);
  if (error.where == "If-Match" && error.code == ErrorCode::InvalidInput) {
    problem.status = 428;
    problem.code = "precondition_required";
  }
  return problem;
}

Result<ConfigJudgement> ValidateConfig::operator()(const Context& context,
                                                   const MergePatch& patch) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(auto patched, access.configure.validate(scope, json::compact(patch.sections)));
  ConfigJudgement answer{
      .changed = std::move(patched.changed), .errors = {}, .warnings = std::move(patched.warnings)};
  for (const auto& error : patched.errors) {
    answer.errors.push_back(
        {pointer_of(error.where), std::string(to_text(error.code)), error.message});
  }
  return answer;
}

Result<Collection<ConfigVersionLine>> ListConfigHistory::operator()(
    const Context& context, const ConfigHistoryRequest& request) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto before, number_in(request.cursor));
  const auto limit = static_cast<int>(request.rows_max());
  GV_TRY(const auto versions, access.configure.history(scope, before, limit));
  Collection<ConfigVersionLine> page;
  for (const auto& [stored, changed] : versions) {
    GV_TRY(auto config, json::parse(stored.document, "config"));
    page.items.push_back({.version = stored.version,
                          .changed = changed,
                          .config = std::move(config),
                          .config_hash = stored.hash,
                          .changed_by = stored.changed_by,
                          .note = stored.note,
                          .created_at = stored.created_at});
  }
  const bool more = !page.items.empty() && page.items.back().version > 1;
  if (more) page.next_cursor = cursor_of({std::to_string(page.items.back().version)});
  return page;
}

Result<Judged<ConfigChangeAnswer>> RollbackConfig::operator()(const Context& context,
                                                              const RollbackBody& body) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto base, base_of(access, context, scope));
  GV_TRY(auto change, access.configure.rollback(scope, base, body.to_version, actor_of(context)));
  return change_answer(std::move(change));
}

void add_configuration_routes(Api& api, app::Access& access) {
  add(api, ShowConfig{access});
  add(api, ShowConfigSchema{access});
  add(api, PatchConfig{access});
  add(api, ValidateConfig{access});
  add(api, ListConfigHistory{access});
  add(api, RollbackConfig{access});
}

}  // namespace gv::api
