#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "adapters/api/codec.h"
#include "adapters/api/collection.h"
#include "adapters/api/context.h"
#include "adapters/api/problems.h"
#include "adapters/api/route_info.h"
#include "adapters/api/wire_types.h"
#include "app/access/access.h"

namespace gv::api {

/// What a patched configuration may say is known by its rules alone: any object. `note`, which is
/// no section, says why.
struct MergePatch {
  object sections;
  std::optional<std::string> note;
};

template <>
struct Codec<MergePatch> {
  static void read(const value& in, MergePatch& out, Binder& binder);
  static object schema(Family, Side) { return {{"type", "object"}}; }
};

struct ConfigAnswer {
  std::int64_t version{0};
  value config;     ///< as stored
  value effective;  ///< every key with the value in use
  value sources;    ///< and where that comes from
};
BOOST_DESCRIBE_STRUCT(ConfigAnswer, (), (version, config, effective, sources))

struct ConfigName {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(ConfigName, (), (id))

struct ShowConfig {
  static constexpr RouteInfo kRoute{.path = "/api/v1/accounts/{id}/config",
                                    .scope = app::Scope::Read,
                                    .account_in_path = true,
                                    .blocking = true,
                                    .summary = "The configuration in force"};
  app::Access& access;
  Result<Tagged<ConfigAnswer>> operator()(const Context& context, const ConfigName& name) const;
};

struct ShowConfigSchema {
  static constexpr RouteInfo kRoute{.path = "/api/v1/accounts/{id}/config/schema",
                                    .scope = app::Scope::Read,
                                    .account_in_path = true,
                                    .blocking = true,
                                    .summary = "What a configuration may say, as JSON Schema"};
  app::Access& access;
  Result<value> operator()(const Context& context, const ConfigName& name) const;
};

struct ConfigChangeAnswer {
  std::int64_t version{0};
  std::vector<std::string> changed;
  std::vector<std::string> warnings;
};
BOOST_DESCRIBE_STRUCT(ConfigChangeAnswer, (), (version, changed, warnings))

/// A change to the version that If-Match names. Nothing of it is stored when anything is wrong.
struct PatchConfig {
  static constexpr RouteInfo kRoute{.method = http::Method::Patch,
                                    .path = "/api/v1/accounts/{id}/config",
                                    .scope = app::Scope::Config,
                                    .account_in_path = true,
                                    .blocking = true,
                                    .summary = "Change the configuration by a merge patch"};
  app::Access& access;
  Result<Judged<ConfigChangeAnswer>> operator()(const Context& context,
                                                const MergePatch& patch) const;
  /// 428 without If-Match.
  static http::Problem problem(const Error& error);
};

struct ConfigError {
  std::string pointer;
  std::string code;
  std::string message;
};
BOOST_DESCRIBE_STRUCT(ConfigError, (), (pointer, code, message))

struct ConfigJudgement {
  std::vector<std::string> changed;
  std::vector<ConfigError> errors;
  std::vector<std::string> warnings;
};
BOOST_DESCRIBE_STRUCT(ConfigJudgement, (), (changed, errors, warnings))

struct ValidateConfig {
  static constexpr RouteInfo kRoute{
      .method = http::Method::Post,
      .path = "/api/v1/accounts/{id}/config/validate",
      .scope = app::Scope::Config,
      .account_in_path = true,
      .blocking = true,
      .summary = "What a merge patch would change; nothing is stored"};
  app::Access& access;
  Result<ConfigJudgement> operator()(const Context& context, const MergePatch& patch) const;
};

struct ConfigHistoryRequest : PageRequest {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(ConfigHistoryRequest, (PageRequest), (id))

struct ConfigVersionLine {
  std::int64_t version{0};
  std::vector<std::string> changed;  ///< against the version before
  value config;
  std::string config_hash;
  std::string changed_by;
  std::optional<std::string> note;
  TimePoint created_at;
};
BOOST_DESCRIBE_STRUCT(ConfigVersionLine, (),
                      (version, changed, config, config_hash, changed_by, note, created_at))

struct ListConfigHistory {
  static constexpr RouteInfo kRoute{.path = "/api/v1/accounts/{id}/config/history",
                                    .scope = app::Scope::Read,
                                    .account_in_path = true,
                                    .blocking = true,
                                    .summary = "Versions of the configuration, newest first"};
  app::Access& access;
  Result<Collection<ConfigVersionLine>> operator()(const Context& context,
                                                   const ConfigHistoryRequest& request) const;
};

struct RollbackBody {
  std::string id;
  std::int64_t to_version{0};
};
BOOST_DESCRIBE_STRUCT(RollbackBody, (), (id, to_version))

struct RollbackConfig {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/accounts/{id}/config/rollback",
                                    .scope = app::Scope::Config,
                                    .account_in_path = true,
                                    .blocking = true,
                                    .summary = "Make a new version of an old one"};
  app::Access& access;
  Result<Judged<ConfigChangeAnswer>> operator()(const Context& context,
                                                const RollbackBody& body) const;
  static http::Problem problem(const Error& error) { return PatchConfig::problem(error); }
};

}  // namespace gv::api
