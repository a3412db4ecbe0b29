#include "truth.h"

#include "io/file/atomic_file.h"
#include "io/file/file.h"
#include "io/json/described.h"
#include "io/json/serialize.h"

namespace gv::gvtest {

Result<Truth> read_truth(const std::string& folder) {
  GV_TRY(const std::string text, file::read(folder + "/truth.json"));
  GV_TRY(const json::Value value, json::parse(text, folder + "/truth.json"));
  Truth truth;
  GV_TRY(json::read_into(json::Field(value), truth));
  return truth;
}

Result<void> write_truth(const std::string& folder, const Truth& truth) {
  return file::write_atomic(folder + "/truth.json", json::pretty(json::to_value(truth)) + "\n");
}

}  // namespace gv::gvtest
