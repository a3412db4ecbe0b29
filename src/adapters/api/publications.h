#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "adapters/api/change_lines.h"
#include "adapters/api/collection.h"
#include "adapters/api/context.h"
#include "adapters/api/publish_routes.h"
#include "adapters/api/route_info.h"
#include "adapters/api/wire_types.h"

namespace gv::api {

enum class PublishObjective { Awareness, Traffic, Engagement, Leads, Sales };
BOOST_DESCRIBE_ENUM(PublishObjective, Awareness, Traffic, Engagement, Leads, Sales)

enum class PublishPlatform { Meta, Google, Tiktok };
BOOST_DESCRIBE_ENUM(PublishPlatform, Meta, Google, Tiktok)

enum class PublicationStatus { AwaitingApproval, Running, Completed, Failed };
BOOST_DESCRIBE_ENUM(PublicationStatus, AwaitingApproval, Running, Completed, Failed)

struct TargetingBody {
  std::vector<std::string> countries;   ///< ISO 3166-1 alpha-2
  std::optional<std::int64_t> age_min;  ///< 18 when absent
  std::optional<std::int64_t> age_max;  ///< 65, which is 65 and older, when absent
};
BOOST_DESCRIBE_STRUCT(TargetingBody, (), (countries, age_min, age_max))

struct PublishBody {
  std::string creative_id;
  std::string name;  ///< of the campaign
  PublishObjective objective{PublishObjective::Leads};
  Amount budget;  ///< a day, on each platform
  TargetingBody targeting;
  std::optional<bool> activate;  ///< false: what is made stays paused
  std::optional<bool> dry_run;
};
BOOST_DESCRIBE_STRUCT(PublishBody, (),
                      (creative_id, name, objective, budget, targeting, activate, dry_run))
void check(const PublishBody& body, Binder& binder);

struct PublishToOneBody : PublishBody {
  PublishPlatform platform{PublishPlatform::Meta};
};
BOOST_DESCRIBE_STRUCT(PublishToOneBody, (PublishBody), (platform))

struct PublishManyBody : PublishBody {
  std::vector<PublishPlatform> platforms;
};
BOOST_DESCRIBE_STRUCT(PublishManyBody, (PublishBody), (platforms))
void check(const PublishManyBody& body, Binder& binder);

/// One change of a publication.
struct PublishStep {
  std::string change_id;
  std::string step;  ///< "upload_video", "create_ad", "activate_campaign"
  ChangeStatus status{ChangeStatus::Pending};
  std::optional<std::string> outcome;      ///< as of a change
  std::optional<std::string> external_id;  ///< on the platform, once it is there
  std::optional<std::string> error;        ///< why it is not done yet, or never will be
};
BOOST_DESCRIBE_STRUCT(PublishStep, (), (change_id, step, status, outcome, external_id, error))

struct PublicationLine {
  std::string job_id;
  std::string creative_id;
  std::string platform;
  std::string name;
  Amount budget;
  PublicationStatus status{PublicationStatus::Running};
  std::string created_by;
  TimePoint created_at;
  std::vector<PublishStep> steps;
};
BOOST_DESCRIBE_STRUCT(PublicationLine, (),
                      (job_id, creative_id, platform, name, budget, status, created_by, created_at,
                       steps))

struct PublishedToMany {
  std::vector<PublicationLine> jobs;  ///< in the order of the platforms that were asked for
};
BOOST_DESCRIBE_STRUCT(PublishedToMany, (), (jobs))

struct PublicationRequest {
  std::string job_id;
};
BOOST_DESCRIBE_STRUCT(PublicationRequest, (), (job_id))

struct PublishToOne {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/publish/{platform}",
                                    .twin = "/api/v1/publish/{platform}",
                                    .scope = app::Scope::Publish,
                                    .needs_key = true,
                                    .blocking = true,
                                    .summary = "Publish an approved creative to a platform"};
  PublishServices services;
  Result<Accepted<PublicationLine>> operator()(const Context& context,
                                               const PublishToOneBody& body) const;
};

struct PublishToMany {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/publish/multi",
                                    .twin = "/api/v1/publish/multi",
                                    .scope = app::Scope::Publish,
                                    .needs_key = true,
                                    .blocking = true,
                                    .summary = "Publish an approved creative to several platforms"};
  PublishServices services;
  Result<Accepted<PublishedToMany>> operator()(const Context& context,
                                               const PublishManyBody& body) const;
};

struct ShowPublication {
  static constexpr RouteInfo kRoute{.path = "/api/publish/status/{job_id}",
                                    .twin = "/api/v1/publish/status/{job_id}",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "Where the steps of a publication stand"};
  PublishServices services;
  Result<PublicationLine> operator()(const Context& context,
                                     const PublicationRequest& request) const;
};

struct ListPublications {
  static constexpr RouteInfo kRoute{.path = "/api/publish/jobs",
                                    .twin = "/api/v1/publish/jobs",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "Publications, newest first"};
  PublishServices services;
  Result<Collection<PublicationLine>> operator()(const Context& context,
                                                 const PageRequest& request) const;
};

}  // namespace gv::api
