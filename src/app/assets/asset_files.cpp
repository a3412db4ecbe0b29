#include "app/assets/asset_files.h"

#include <algorithm>
#include <vector>

namespace gv::app {
namespace {

constexpr std::string_view kPosterEnd = ".jpg";

std::vector<std::string_view> segments_of(std::string_view key) {
  std::vector<std::string_view> segments;
  for (;;) {
    const auto end = std::min(key.find('/'), key.size());
    segments.push_back(key.substr(0, end));
    if (end == key.size()) return segments;
    key.remove_prefix(end + 1);
  }
}

}  // namespace

std::string object_key(const AccountId& account, std::string_view sha256) {
  std::string key = account.text() + "/objects/";
  key.append(sha256.substr(0, 2)).append("/").append(sha256.substr(2, 2)).append("/");
  return key.append(sha256);
}

std::string poster_key(std::string_view storage_key) {
  return std::string(storage_key).append(kPosterEnd);
}

std::string analyses_key(const AccountId& account, std::string_view asset_id) {
  return (account.text() + "/analyses/").append(asset_id);
}

std::string artifact_key(const AccountId& account, std::string_view asset_id,
                         std::string_view params_hash) {
  return analyses_key(account, asset_id).append("/").append(params_hash);
}

std::string document_key(std::string_view artifact_key) {
  return std::string(artifact_key).append("/document.json");
}

std::string picture_key(std::string_view artifact_key, int place) {
  return std::string(artifact_key).append("/") + std::to_string(place) + ".jpg";
}

ObjectOwner owner_of(std::string_view key) {
  const auto segments = segments_of(key);
  if (segments.size() == 5 && segments[1] == "objects") {
    auto sha256 = segments[4];
    if (sha256.ends_with(kPosterEnd)) sha256.remove_suffix(kPosterEnd.size());
    return {std::string(segments[0]), std::string(sha256), {}};
  }
  if (segments.size() == 5 && segments[1] == "analyses") {
    return {std::string(segments[0]), {}, std::string(segments[2])};
  }
  return {};
}

}  // namespace gv::app
