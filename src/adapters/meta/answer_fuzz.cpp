#include <cstdint>
#include <string_view>

#include "adapters/meta/batch.h"
#include "adapters/meta/dataset.h"
#include "adapters/meta/entity.h"
#include "adapters/meta/graph_error.h"
#include "adapters/meta/insight.h"
#include "base/check.h"
#include "io/json/json.h"

// Whatever a platform answers is read as something, or as an error with a class.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gv;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto error = meta::graph_error(400, text, true);
  GV_CHECK(error.has_value());
  const auto usage = meta::usage_of(
      {{"x-app-usage", std::string(text)}, {"x-business-use-case-usage", std::string(text)}});
  GV_CHECK(!usage || usage->percent >= 0.0);
  meta::Dataset dataset({}, [&](const http_client::Request&) -> Result<http_client::Response> {
    return http_client::Response{.status = 200, .body = std::string(text)};
  });
  const app::ServerEvent event{.name = "Lead", .id = "1"};
  (void)dataset.send("1", std::span(&event, 1), "");
  const auto tree = json::parse(text, "answer");
  if (!tree) return 0;
  const auto items = meta::read_batch(*tree, 3);
  GV_CHECK(items.size() == 3);
  for (const auto& item : items) (void)meta::item_error(item, true);
  (void)meta::read_insight(*tree, Currency::usd());
  (void)meta::read_entity(*tree, app::EntityLevel::AdSet, Currency::usd());
  return 0;
}
