#include "adapters/transcribe/answer.h"

#include <gtest/gtest.h>

namespace gv::transcribe {
namespace {

audio::Transcript read(std::string_view body, double offset_s = 0.0) {
  audio::Transcript transcript;
  const auto done = add_answer(body, offset_s, transcript);
  EXPECT_TRUE(done) << done.error();
  return transcript;
}

TEST(Answer, OpenaiTellsWordsBesideTheSegments) {
  const auto transcript = read(
      R"({"task":"transcribe","language":"english","duration":3.5,"text":" Buy now. ",
          "segments":[{"id":0,"seek":0,"start":0.0,"end":1.5,"text":" Buy now.","tokens":[1,2],
                       "temperature":0.0,"avg_logprob":-0.25,"no_speech_prob":0.01}],
          "words":[{"word":"Buy","start":0.1,"end":0.4},{"word":"now","start":0.5,"end":1.0}]})",
      30.0);

  EXPECT_EQ(transcript.text, "Buy now.");
  EXPECT_EQ(transcript.language, "english");
  ASSERT_EQ(transcript.segments.size(), 1u);
  EXPECT_DOUBLE_EQ(transcript.segments[0].t0, 30.0);
  EXPECT_DOUBLE_EQ(transcript.segments[0].t1, 31.5);
  EXPECT_EQ(transcript.segments[0].text, "Buy now.");
  EXPECT_EQ(transcript.segments[0].avg_logprob, -0.25);
  EXPECT_EQ(transcript.segments[0].no_speech_prob, 0.01);
  ASSERT_EQ(transcript.words.size(), 2u);
  EXPECT_EQ(transcript.words[1].w, "now");
  EXPECT_DOUBLE_EQ(transcript.words[1].t0, 30.5);
  EXPECT_FALSE(transcript.words[1].p);
}

TEST(Answer, WhispercppTellsTokensInsideTheSegmentsWhichAreJoined) {
  const auto transcript = read(
      R"({"text":" And Americans\n","segments":[{"id":0,"text":" And Americans","start":0,"end":2,
          "words":[{"word":" And","start":0.3,"end":0.5,"probability":0.9},
                   {"word":" Amer","start":0.6,"end":0.8,"probability":0.7},
                   {"word":"icans","start":0.8,"end":1.1,"probability":0.95}]}]})");

  ASSERT_EQ(transcript.words.size(), 2u);
  EXPECT_EQ(transcript.words[1].w, "Americans");
  EXPECT_DOUBLE_EQ(transcript.words[1].t1, 1.1);
  EXPECT_EQ(transcript.words[1].p, 0.7);
}

TEST(Answer, NumbersMayComeAsTextAndMembersMayMiss) {
  const auto transcript =
      read(R"({"text":"hi","segments":[{"start":"1.5","end":"2","text":"hi","tokens":null}]})");

  ASSERT_EQ(transcript.segments.size(), 1u);
  EXPECT_DOUBLE_EQ(transcript.segments[0].t0, 1.5);
  EXPECT_FALSE(transcript.segments[0].avg_logprob);
  EXPECT_TRUE(transcript.words.empty());
}

TEST(Answer, PiecesAreAddedInOrder) {
  audio::Transcript transcript;
  ASSERT_TRUE(add_answer(R"({"text":"one"})", 0.0, transcript));
  ASSERT_TRUE(add_answer(R"({"text":""})", 30.0, transcript));
  ASSERT_TRUE(add_answer(R"({"text":"two"})", 60.0, transcript));

  EXPECT_EQ(transcript.text, "one two");
}

TEST(Answer, AnotherFormIsUnusable) {
  for (const char* body :
       {"", "<html>", "[]", "{}", R"({"text":1})", R"({"text":"x","segments":[{"start":0}]})",
        R"({"text":"x","words":[{"word":"x","start":"nan","end":1}]})",
        R"({"text":"x","segments":{"a":1}})"}) {
    audio::Transcript transcript;
    const auto done = add_answer(body, 0.0, transcript);
    ASSERT_FALSE(done) << body;
    EXPECT_EQ(done.error().code, ErrorCode::UnusableInput) << done.error();
  }
}

TEST(Answer, AnErrorSaysWhatTheServerSaidButNotTheKey) {
  const http_client::Response answer{
      .status = 401, .body = R"({"error":{"message":"Incorrect key: sk-42.","code":"x"}})"};

  const Error error = error_of(answer, "host", "sk-42");

  EXPECT_EQ(error.code, ErrorCode::Refused);
  EXPECT_EQ(error.message, "answered 401: Incorrect key: ***.");
  EXPECT_EQ(error_of({.status = 500, .body = R"({"error":"busy"})"}, "host", "").message,
            "answered 500: busy");
  EXPECT_EQ(error_of({.status = 502, .body = "<html>"}, "host", "").code, ErrorCode::NotAvailable);
  EXPECT_EQ(error_of({.status = 503}, "host", "").message, "answered 503");
  EXPECT_LE(error_of({.status = 400, .body = std::string(5000, 'x')}, "h", "").message.size(),
            350u);
}

TEST(Answer, ASureWordIsNotSurerThanSure) {
  audio::Transcript transcript;
  ASSERT_TRUE(
      add_answer(R"({"text":"a b","words":[{"word":"a","start":0,"end":1,"probability":1.7},)"
                 R"({"word":"b","start":1,"end":2,"probability":-3}]})",
                 0.0, transcript));

  EXPECT_EQ(transcript.words[0].p, 1.0);
  EXPECT_EQ(transcript.words[1].p, 0.0);
}

TEST(Answer, JoinedPiecesOfAWordDoNotEndBeforeTheyBegin) {
  audio::Transcript transcript;
  ASSERT_TRUE(add_answer(R"({"text":"abc","words":[{"word":" ab","start":5,"end":6},)"
                         R"({"word":"c","start":1,"end":2}]})",
                         0.0, transcript));

  ASSERT_EQ(transcript.words.size(), 1u);
  EXPECT_EQ(transcript.words[0].t1, 6.0);
}

TEST(Answer, AKeyOfStarsIsMaskedOnce) {
  EXPECT_EQ(error_of({.status = 401, .body = "key * is wrong"}, "host", "*").message,
            "answered 401: key *** is wrong");
}

}  // namespace
}  // namespace gv::transcribe
