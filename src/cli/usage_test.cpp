#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cli/exit_code.h"
#include "cli/program.h"

namespace gv::cli {
namespace {

struct Outcome {
  int exit_code{0};
  std::string out;
  std::string error;
};

Outcome run(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "geminivideo");
  ::testing::internal::CaptureStdout();
  ::testing::internal::CaptureStderr();
  Outcome outcome;
  outcome.exit_code = run_program(static_cast<int>(arguments.size()), arguments.data());
  outcome.out = ::testing::internal::GetCapturedStdout();
  outcome.error = ::testing::internal::GetCapturedStderr();
  return outcome;
}

TEST(Usage, WithoutArgumentsSaysWhatExistsAndWhatToDoNext) {
  const auto outcome = run({});

  EXPECT_EQ(outcome.exit_code, kDone);
  EXPECT_NE(outcome.out.find("Most likely next"), std::string::npos);
  EXPECT_EQ(outcome.error, "");
}

TEST(Usage, AnUnknownOptionSuggestsTheNearest) {
  const auto outcome = run({"decide", "--bugdet", "5"});

  EXPECT_EQ(outcome.exit_code, kUsage);
  EXPECT_NE(outcome.error.find("--budget"), std::string::npos) << outcome.error;
  EXPECT_EQ(outcome.out, "");
}

TEST(Usage, AnUnknownCommandSuggestsTheNearest) {
  const auto outcome = run({"decidde"});

  EXPECT_EQ(outcome.exit_code, kUsage);
  EXPECT_NE(outcome.error.find("geminivideo decide"), std::string::npos) << outcome.error;
}

TEST(Usage, AnUnknownCommandHasNoHelp) {
  for (const auto& arguments : std::vector<std::vector<const char*>>{
           {"decidde", "--help"}, {"--help", "decidde"}, {"--output", "json", "decidde", "-h"}}) {
    const auto outcome = run(arguments);
    EXPECT_EQ(outcome.exit_code, kUsage) << arguments[0];
    EXPECT_NE(outcome.error.find("geminivideo decide"), std::string::npos) << outcome.error;
    EXPECT_EQ(outcome.out, "");
  }
  const auto nested = run({"predict", "pipelin", "--help"});
  EXPECT_EQ(nested.exit_code, kUsage);
  EXPECT_NE(nested.error.find("geminivideo predict pipeline"), std::string::npos) << nested.error;
  EXPECT_EQ(run({"render", "--help"}).exit_code, kUnexpected);
  EXPECT_EQ(run({"--output", "json", "predict", "roas", "--help"}).exit_code, kDone);
}

TEST(Usage, WhatIsNothingLikeACommandGetsNoSuggestion) {
  const auto outcome = run({"xyzzy"});

  EXPECT_EQ(outcome.exit_code, kUsage);
  EXPECT_NE(outcome.error.find("geminivideo --help"), std::string::npos) << outcome.error;
}

TEST(Usage, ControlCharactersOfTheCommandLineAreShownEscaped) {
  const auto outcome = run({"a\x1b[2Jb"});

  EXPECT_NE(outcome.error.find("a\\x1b[2Jb"), std::string::npos) << outcome.error;
}

TEST(Usage, ACommandOfLaterSaysSo) {
  const auto outcome = run({"render", "spec.json"});

  EXPECT_EQ(outcome.exit_code, kUnexpected);
  EXPECT_NE(outcome.error.find("not available yet"), std::string::npos) << outcome.error;
}

TEST(Usage, BadGlobalOptionsAreUsageErrors) {
  for (const auto& arguments :
       std::vector<std::vector<const char*>>{{"--output", "yaml", "config", "schema"},
                                             {"--seed", "-1", "config", "schema"},
                                             {"--seed", "9007199254740992", "config", "schema"},
                                             {"--seed", "x", "config", "schema"},
                                             {"--now", "tomorrow", "config", "schema"},
                                             {"decide", "--ads", "x.csv"},
                                             {"predict"},
                                             {"simulate", "--scenario", "S1", "--seeds", "0"}}) {
    const auto outcome = run(arguments);
    EXPECT_EQ(outcome.exit_code, kUsage) << arguments[0] << " " << outcome.error;
    EXPECT_EQ(outcome.out, "");
  }
}

TEST(Usage, EveryCommandHasTwoExamples) {
  for (const char* command : {"decide", "explain", "fatigue", "kills", "optimize", "predict",
                              "replay", "simulate", "evaluate", "config", "help"}) {
    const auto outcome = run({command, "--help"});
    EXPECT_EQ(outcome.exit_code, kDone) << command;
    std::size_t examples = 0;
    for (auto at = outcome.out.find("\n  geminivideo "); at != std::string::npos;
         at = outcome.out.find("\n  geminivideo ", at + 1)) {
      ++examples;
    }
    EXPECT_GE(examples, 2U) << command << "\n" << outcome.out;
  }
}

TEST(Usage, TopicsAreExplainedAndUnknownOnesAreNotFound) {
  for (const char* topic : {"modes", "config", "files", "exit-codes", "simulate"}) {
    EXPECT_EQ(run({"help", topic}).exit_code, kDone) << topic;
  }
  const auto outcome = run({"help", "flies"});
  EXPECT_EQ(outcome.exit_code, kNotFound);
  EXPECT_NE(outcome.error.find("files"), std::string::npos) << outcome.error;
}

TEST(Usage, ScenariosAndFilesThatDoNotExistAreNotFound) {
  EXPECT_EQ(run({"simulate", "--scenario", "S99"}).exit_code, kNotFound);
  EXPECT_EQ(run({"replay", "/nonexistent.json"}).exit_code, kNotFound);
  EXPECT_EQ(run({"simulate", "--scenario", "S7"}).exit_code, kUnexpected);
  EXPECT_EQ(run({"analyze", "/dev/null", "--face-weights", "/nonexistent.onnx"}).exit_code,
            kNotFound);
}

TEST(Usage, WhatAnOptionDoesNotAcceptIsMisuse) {
  EXPECT_EQ(run({"simulate", "--scenario", "S1", "--policies", "beste"}).exit_code, kUsage);
  EXPECT_EQ(run({"optimize", "--ads", "x.csv", "--budget", "5"}).exit_code, kUsage);
}

TEST(Usage, WhatIsNoTableIsRefusedAsCsv) {
  using Line = std::vector<const char*>;
  for (const auto& line : {Line{"analyze", "x.mp4"}, Line{"hooks", "x.mp4"}, Line{"cta", "x.mp4"},
                           Line{"storyboard", "x.mp4"}, Line{"storyboard"},
                           Line{"explain", "a", "--ads", "x.csv"}, Line{"replay", "x.json"}}) {
    auto csv = line;
    csv.insert(csv.end(), {"--output", "csv"});
    EXPECT_EQ(run(csv).exit_code, kUsage) << line.front();
  }
}

}  // namespace
}  // namespace gv::cli
