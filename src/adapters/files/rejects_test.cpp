#include "adapters/files/rejects.h"

#include <filesystem>

#include <gtest/gtest.h>
#include <unistd.h>

#include "io/file/file.h"

namespace gv::files {
namespace {

TEST(Rejects, AFileOfNothingElseIsNoUse) {
  EXPECT_EQ(to_string(none_usable("ads.csv", {{2, "row 2.spend: is missing", ""}})),
            "ads.csv: its only row is no use: row 2.spend: is missing");
  EXPECT_EQ(to_string(none_usable("ads.csv", {{2, "row 2.spend: is missing", ""}, {3, "x", ""}})),
            "ads.csv: none of its 2 rows is any use; the first: row 2.spend: is missing");
}

TEST(Rejects, AreWrittenWholeAndRemovedWhenThereAreNone) {
  const auto folder =
      std::filesystem::temp_directory_path() / ("gv_rejects_" + std::to_string(::getpid()));
  std::filesystem::create_directory(folder);
  const std::string path = (folder / "ads.csv.rejects.csv").string();

  EXPECT_EQ(write_rejects(path, {}), false);
  EXPECT_EQ(write_rejects(path, {{3, "row 3.spend: must be >= 0, got \"-5\"", "a,\"b\",-5"}}),
            true);
  EXPECT_EQ(file::read(path).value(),
            "line,reason,raw\r\n3,\"row 3.spend: must be >= 0, got \"\"-5\"\"\","
            "\"a,\"\"b\"\",-5\"\r\n");
  EXPECT_EQ(write_rejects(path, {}), false);
  EXPECT_FALSE(std::filesystem::exists(path));
  EXPECT_FALSE(write_rejects("/nowhere/x.csv", {{3, "r", "x"}}));

  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace gv::files
