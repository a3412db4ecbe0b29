#include "cli/demo_market.h"

#include <utility>

#include <fmt/format.h>

#include "cli/listening.h"

namespace gv::cli {

DemoMarket::DemoMarket(meta_double::Platform platform, std::uint16_t port)
    : server_(std::move(platform), {.port = port, .clock = nullptr}) {}

Result<std::unique_ptr<DemoMarket>> DemoMarket::start(const meta_double::Setting& setting,
                                                      TimePoint start) {
  GV_TRY(auto platform, meta_double::make_platform(setting, start));
  std::unique_ptr<DemoMarket> market(new DemoMarket(std::move(platform), 0));
  GV_TRY(market->server_.start());
  market->url_ = url_of("127.0.0.1", market->server_.port());
  market->control_ = std::make_unique<LoopbackJson>(market->url_);
  return market;
}

Result<void> DemoMarket::advance_to(TimePoint at) {
  GV_TRY(control_->post("/__sim/clock",
                        boost::json::object{{"now_ms", at.time_since_epoch().count()}}));
  return {};
}

Result<boost::json::array> DemoMarket::news() {
  GV_TRY(const auto answer,
         control_->get(fmt::format("/__sim/events?limit=10000&after={}", told_)));
  auto events = answer.at("events").as_array();
  told_ += static_cast<std::int64_t>(events.size());
  return events;
}

Result<boost::json::object> DemoMarket::score() {
  GV_TRY(const auto answer, control_->get("/__sim/score"));
  return answer.as_array().at(0).as_object();
}

Result<std::string> DemoMarket::conversions() {
  GV_TRY(const auto told, control_->get("/__sim/capi"));
  return fmt::format("conversions told {}, counted {}",
                     told.at("received").to_number<std::int64_t>(),
                     told.at("counted").to_number<std::int64_t>());
}

}  // namespace gv::cli
