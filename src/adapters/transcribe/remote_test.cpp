#include "adapters/transcribe/remote.h"

#include <map>

#include <gtest/gtest.h>

#include "adapters/transcribe/pieces.h"
#include "adapters/transcribe/testing.h"

namespace gv::transcribe {
namespace {

using testing::parts_of;
using testing::Script;
using testing::Server;

const std::vector<app::SpeechSpan> kTwoStretches{{0.5, 1.0}, {4.0, 4.5}};

std::vector<float> sound() { return std::vector<float>(5 * kRate, 0.1F); }

class StandingClock final : public Clock {
 public:
  [[nodiscard]] TimePoint now() const override { return TimePoint(Millis(0)); }
};
const StandingClock kClock;

Result<audio::Transcript> ask(const RemoteSettings& settings,
                              const std::vector<app::SpeechSpan>& speech = kTwoStretches) {
  GV_TRY(const auto transcriber, open_remote(settings, kClock, [](Millis) {}));
  return transcriber->transcribe(sound(), speech);
}

std::string answer(const std::string& text) {
  return R"({"language":"en","text":")" + text +
         R"(","segments":[{"start":0.0,"end":0.5,"text":")" + text + R"("}],"words":[{"word":")" +
         text + R"(","start":0.1,"end":0.4}]})";
}

TEST(Remote, OpenaiGetsEachPieceAsAFormAndTimesComeBackWhole) {
  const Server server(Script{{.body = answer("one")}, {.body = answer("two")}});

  const auto transcript =
      ask({.base_url = server.url(), .model = "whisper-1", .language = "en", .api_key = "sk-42"});

  ASSERT_TRUE(transcript) << transcript.error();
  EXPECT_EQ(transcript->backend, "openai");
  EXPECT_EQ(transcript->text, "one two");
  EXPECT_EQ(transcript->quality, audio::TranscriptQuality::Normal);
  ASSERT_EQ(transcript->words.size(), 2u);
  EXPECT_DOUBLE_EQ(transcript->words[0].t0, 0.6);
  EXPECT_DOUBLE_EQ(transcript->words[1].t0, 4.1);
  ASSERT_EQ(server.requests().size(), 2u);
  const auto request = server.requests()[1];
  EXPECT_EQ(request.target, "/v1/audio/transcriptions");
  EXPECT_EQ(request.headers.at("authorization"), "Bearer sk-42");
  std::multimap<std::string, std::string> fields;
  for (const auto& part : parts_of(request)) {
    if (part.name == "file") {
      EXPECT_EQ(part.file_name, "speech.wav");
      EXPECT_EQ(part.value.size(), 44u + 2u * kRate / 2);
    } else {
      fields.emplace(part.name, part.value);
    }
  }
  const std::multimap<std::string, std::string> expected{{"model", "whisper-1"},
                                                         {"language", "en"},
                                                         {"response_format", "verbose_json"},
                                                         {"timestamp_granularities[]", "word"},
                                                         {"timestamp_granularities[]", "segment"}};
  EXPECT_EQ(fields, expected);
}

TEST(Remote, WhispercppHasItsOwnPathAndFieldsAndNoKey) {
  const Server server(Script{{.body = answer("one")}});

  const auto transcript =
      ask({.kind = RemoteKind::Whispercpp, .base_url = server.url() + "/asr/"}, {{0.0, 1.0}});

  ASSERT_TRUE(transcript) << transcript.error();
  const auto request = server.requests().at(0);
  EXPECT_EQ(request.target, "/asr/inference");
  EXPECT_FALSE(request.headers.contains("authorization"));
  std::map<std::string, std::string> fields;
  for (const auto& part : parts_of(request)) {
    if (part.name != "file") fields[part.name] = part.value;
  }
  const std::map<std::string, std::string> expected{
      {"temperature", "0"}, {"temperature_inc", "0.2"}, {"response_format", "verbose_json"}};
  EXPECT_EQ(fields, expected);
}

TEST(Remote, ABusyServerIsAskedAgain) {
  const Server server(Script{{.status = 503}, {.cut = true}, {.body = answer("late")}});

  const auto transcript = ask({.base_url = server.url()}, {{0.0, 1.0}});

  ASSERT_TRUE(transcript) << transcript.error();
  EXPECT_EQ(transcript->text, "late");
  EXPECT_EQ(server.requests().size(), 3u);
}

TEST(Remote, AWrongKeyIsRefusedAtOnceAndStaysSecret) {
  const Server server(Script{{.status = 401, .body = R"({"error":{"message":"bad key sk-42"}})"}});

  const auto transcript = ask({.base_url = server.url(), .api_key = "sk-42"});

  ASSERT_FALSE(transcript);
  EXPECT_EQ(transcript.error().code, ErrorCode::Refused);
  EXPECT_EQ(transcript.error().message.find("sk-42"), std::string::npos);
  EXPECT_EQ(server.requests().size(), 1u);
}

TEST(Remote, APieceThatFailsForGoodFailsTheWhole) {
  const Server server(
      Script{{.body = answer("one")}, {.status = 500}, {.status = 500}, {.status = 500}});

  const auto transcript = ask({.base_url = server.url()});

  ASSERT_FALSE(transcript);
  EXPECT_EQ(transcript.error().code, ErrorCode::NotAvailable);
  EXPECT_EQ(server.requests().size(), 4u);
}

TEST(Remote, NoSpeechAsksNobody) {
  const Server server(Script{});

  const auto transcript = ask({.base_url = server.url()}, {});

  ASSERT_TRUE(transcript) << transcript.error();
  EXPECT_TRUE(transcript->text.empty());
  EXPECT_TRUE(server.requests().empty());
}

TEST(Remote, AKeyCannotBreakOutOfItsHeader) {
  EXPECT_FALSE(open_remote({.api_key = "sk\r\nX-Other: 1"}, kClock));
}

TEST(Remote, AKeyDoesNotLeaveThisMachineInTheClear) {
  const auto open = [](const char* url, const char* key) {
    return open_remote({.base_url = url, .api_key = key}, kClock);
  };
  EXPECT_FALSE(open("http://speech.example.com", "sk-42"));
  EXPECT_TRUE(open("http://speech.example.com", ""));
  EXPECT_TRUE(open("https://speech.example.com", "sk-42"));
  for (const char* here : {"http://127.0.0.1:8080", "http://[::1]:8080", "http://LocalHost:80"}) {
    EXPECT_TRUE(open(here, "sk-42")) << here;
  }
  // Loopback is an address or this one name, not whatever begins alike.
  EXPECT_FALSE(open("http://127.0.0.1.example.com", "sk-42"));
  EXPECT_FALSE(open("http://localhost.example.com", "sk-42"));
}

TEST(Remote, OtherAddressesAreRefused) {
  for (const char* url : {"", "localhost", "ftp://x", "http://", "http://:80", "http://x:y",
                          "http://user:password@x", "http://x/?a=b", "http://x/#a", "http://x y"}) {
    const auto opened = open_remote({.base_url = url}, kClock);
    ASSERT_FALSE(opened) << url;
    EXPECT_EQ(opened.error().where, "base_url");
  }
}

TEST(Remote, TlsOfThisMachineNeedsNoKnownCertificate) {
  const Server server(Script{{.body = answer("safe")}}, true);

  const auto transcript = ask({.base_url = server.url()}, {{0.0, 1.0}});

  ASSERT_TRUE(transcript) << transcript.error();
  EXPECT_EQ(transcript->text, "safe");
}

TEST(Remote, SilenceIsWaitedForOnlySoLong) {
  const Server server(Script{{.silent = true}, {.silent = true}, {.silent = true}});
  RemoteSettings settings{.base_url = server.url()};
  settings.limits.whole = Millis(30);

  const auto transcript = ask(settings, {{0.0, 1.0}});

  ASSERT_FALSE(transcript);
  EXPECT_EQ(transcript.error().code, ErrorCode::TimedOut);
}

TEST(Remote, AnEndlessAnswerIsUnusable) {
  const Script endless(3, {.body = std::string(2'000, 'x')});
  const Server server(endless);
  RemoteSettings settings{.base_url = server.url()};
  settings.limits.body_max = 1'000;

  const auto transcript = ask(settings, {{0.0, 1.0}});

  ASSERT_FALSE(transcript);
  EXPECT_EQ(transcript.error().code, ErrorCode::UnusableInput);
}

// Neither sound nor key goes where the configuration did not say.
TEST(Remote, ARedirectIsNotFollowed) {
  const Server other(Script{{.body = answer("caught")}});
  const Server server(Script{{.status = 307, .headers = {{"Location", other.url()}}}});

  const auto transcript = ask({.base_url = server.url(), .api_key = "sk-42"});

  ASSERT_FALSE(transcript);
  EXPECT_EQ(transcript.error().code, ErrorCode::Refused);
  EXPECT_TRUE(other.requests().empty());
}

}  // namespace
}  // namespace gv::transcribe
