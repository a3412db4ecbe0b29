#include "peers.h"

#include "base/hash.h"
#include "io/file/file.h"
#include "io/json/described.h"
#include "io/json/serialize.h"

namespace gv::gvtest {

Result<Peers> read_peers(const std::string& path) {
  GV_TRY(const std::string text, file::read(path));
  GV_TRY(const json::Value value, json::parse(text, path));
  Peers peers;
  GV_TRY(json::read_into(json::Field(value), peers));
  return peers;
}

bool saw_clips(const Peers& peers, const std::string& set, const std::string& folder) {
  const auto known = peers.sets.find(set);
  const auto truth = file::read(folder + "/truth.json");
  return known != peers.sets.end() && truth && sha256_hex(*truth) == known->second;
}

void show_peers(const Peers& peers, std::vector<Measure>& measures) {
  for (Measure& measure : measures) {
    const auto known = peers.measures.find(measure.name);
    if (known == peers.measures.end()) continue;
    measure.peers.insert(known->second.begin(), known->second.end());
    for (const auto& [name, value] : known->second) {
      const bool better = !measure.peer || (measure.higher_is_better ? value > *measure.peer
                                                                     : value < *measure.peer);
      if (!better) continue;
      measure.peer = value;
      measure.peer_name = name;
    }
  }
}

}  // namespace gv::gvtest
