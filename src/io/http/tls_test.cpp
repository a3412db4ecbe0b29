#include "io/http/tls.h"

#include <array>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <unistd.h>

#include "io/file/atomic_file.h"
#include "io/http/server.h"
#include "io/http/testing.h"

namespace gv::http {
namespace {

using testing::Client;
using ::testing::EndsWith;
using ::testing::HasSubstr;

/// Writes a certificate for nobody, signed by itself, and its key; `serial` tells it from others.
TlsFiles make_certificate(const std::filesystem::path& folder, int serial,
                          const char* passphrase = nullptr) {
  EVP_PKEY* const key = EVP_EC_gen("P-256");
  X509* const certificate = X509_new();
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial);
  ASN1_TIME_set_string_X509(X509_getm_notBefore(certificate), "20240101000000Z");
  ASN1_TIME_set_string_X509(X509_getm_notAfter(certificate), "20440101000000Z");
  X509_set_pubkey(certificate, key);
  X509_sign(certificate, key, EVP_sha256());
  TlsFiles files{folder / fmt::format("{}.crt", serial), folder / fmt::format("{}.key", serial)};
  BIO* const certificate_out = BIO_new_file(files.certificate.c_str(), "w");
  BIO* const key_out = BIO_new_file(files.key.c_str(), "w");
  PEM_write_bio_X509(certificate_out, certificate);
  PEM_write_bio_PrivateKey(key_out, key, passphrase != nullptr ? EVP_aes_256_cbc() : nullptr,
                           nullptr, 0, nullptr, const_cast<char*>(passphrase));
  BIO_free(certificate_out);
  BIO_free(key_out);
  X509_free(certificate);
  EVP_PKEY_free(key);
  return files;
}

/// A client that takes any certificate.
class TlsClient {
 public:
  explicit TlsClient(std::uint16_t port, int version_max = TLS1_3_VERSION)
      : context_(SSL_CTX_new(TLS_client_method())) {
    SSL_CTX_set_security_level(context_, 0);  // else it would not even offer the old versions
    SSL_CTX_set_min_proto_version(context_, TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context_, version_max);
    bio_ = BIO_new_ssl_connect(context_);
    BIO_set_conn_hostname(bio_, fmt::format("127.0.0.1:{}", port).c_str());
  }
  ~TlsClient() {
    BIO_free_all(bio_);
    SSL_CTX_free(context_);
  }
  TlsClient(const TlsClient&) = delete;
  TlsClient& operator=(const TlsClient&) = delete;

  bool connect() { return BIO_do_connect(bio_) == 1 && BIO_do_handshake(bio_) == 1; }
  void send(std::string_view bytes) {
    BIO_write(bio_, bytes.data(), static_cast<int>(bytes.size()));
  }
  /// Whatever comes until the other side is done, or `end` has come.
  std::string receive_until(std::string_view end = {}) {
    std::string received;
    std::array<char, 65536> piece;
    while (end.empty() || !received.ends_with(end)) {
      const int count = BIO_read(bio_, piece.data(), static_cast<int>(piece.size()));
      if (count <= 0) break;
      received.append(piece.data(), static_cast<std::size_t>(count));
    }
    return received;
  }
  /// Whether the other side has said that no more will come.
  bool was_ended() const { return (SSL_get_shutdown(ssl()) & SSL_RECEIVED_SHUTDOWN) != 0; }
  long serial() const {
    return ASN1_INTEGER_get(X509_get0_serialNumber(SSL_get0_peer_certificate(ssl())));
  }

 private:
  SSL* ssl() const {
    SSL* ssl = nullptr;
    BIO_get_ssl(bio_, &ssl);
    return ssl;
  }

  SSL_CTX* context_;
  BIO* bio_;
};

class TlsServer : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(folder);
    files = make_certificate(folder, 1);
    config.port = 0;
    add(Method::Get, "/hello",
        [](const Request&) { return text_response(200, "text/plain", "hello"); });
    add(Method::Post, "/echo",
        [](const Request& request) { return text_response(200, "text/plain", request.body); });
  }
  ~TlsServer() override { std::filesystem::remove_all(folder); }

  void add(Method method, std::string pattern, std::function<Response(const Request&)> handle,
           bool may_block = false) {
    Route route;
    route.method = method;
    route.pattern = std::move(pattern);
    route.handle = std::move(handle);
    route.body_bytes_max = 4u << 20;
    if (may_block) route.may_block = [](const Request&) { return true; };
    router.add(std::move(route));
  }
  void start() {
    auto opened = Tls::open(files);
    ASSERT_TRUE(opened) << opened.error();
    tls = *opened;
    config.tls = tls;
    server = std::make_unique<Server>(router, config);
    const auto started = server->start();
    ASSERT_TRUE(started) << started.error();
  }

  static constexpr std::string_view kHello = "GET /hello HTTP/1.1\r\nHost: t\r\n\r\n";

  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() /
      fmt::format("gv_tls_{}_{}", ::getpid(),
                  ::testing::UnitTest::GetInstance()->current_test_info()->name());
  TlsFiles files;
  ServerConfig config;
  Router router;
  std::shared_ptr<Tls> tls;
  std::unique_ptr<Server> server;
};

TEST_F(TlsServer, AnswersAndEndsInGoodOrder) {
  start();
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsClient client(server->port(), version);
    ASSERT_TRUE(client.connect());
    client.send(kHello);
    EXPECT_THAT(client.receive_until("hello"), HasSubstr("HTTP/1.1 200 OK\r\n"));
    client.send("GET /hello HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
    EXPECT_THAT(client.receive_until(), EndsWith("\r\n\r\nhello"));
    EXPECT_TRUE(client.was_ended());  // or it could not tell the end from a cut
  }
}

TEST_F(TlsServer, ALongBodyGoesBothWays) {
  start();
  TlsClient client(server->port());
  ASSERT_TRUE(client.connect());
  const std::string body(3'000'000, 'z');
  client.send(
      fmt::format("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: {}\r\n"
                  "Connection: close\r\n\r\n{}",
                  body.size(), body));
  EXPECT_THAT(client.receive_until(), EndsWith("\r\n\r\n" + body));
}

TEST_F(TlsServer, BrowsersAreToldToComeBackByTlsAlone) {
  start();
  TlsClient client(server->port());
  ASSERT_TRUE(client.connect());
  client.send(kHello);
  EXPECT_THAT(client.receive_until("hello"),
              HasSubstr("\r\nStrict-Transport-Security: max-age=31536000\r\n"));

  config.tls = nullptr;
  Server plain(router, config);
  ASSERT_TRUE(plain.start());
  const auto answer = Client(plain.port()).ask("GET", "/hello");
  EXPECT_FALSE(answer.headers.find("Strict-Transport-Security"));
}

TEST_F(TlsServer, OldVersionsAreRefused) {
  start();
  EXPECT_FALSE(TlsClient(server->port(), TLS1_VERSION).connect());
  EXPECT_FALSE(TlsClient(server->port(), TLS1_1_VERSION).connect());
  EXPECT_TRUE(TlsClient(server->port(), TLS1_2_VERSION).connect());
}

TEST_F(TlsServer, WhoDoesNotAgreeInTimeIsLeft) {
  config.head_read = Millis(1);
  start();
  Client(server->port()).wait_until_closed();  // says nothing at all

  Client half(server->port());
  half.send(std::string("\x16\x03\x01\x02\x00\x01", 6));  // of a ClientHello
  half.wait_until_closed();
}

TEST_F(TlsServer, WhoSpeaksPlainHttpIsToldWhatToDo) {
  start();
  Client client(server->port());
  const auto answer = client.ask("GET", "/hello");
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.body, HasSubstr("https://"));
  client.wait_until_closed();

  Client noise(server->port());
  noise.send("no TLS and no HTTP\r\n\r\n");
  noise.wait_until_closed();
}

TEST_F(TlsServer, AClientThatIsGoneBeforeItsAnswerCostsItsConnectionAlone) {
  std::mutex mutex;
  std::condition_variable changed;
  bool entered = false;
  bool released = false;
  const auto handle = [&](const Request&) {
    std::unique_lock lock(mutex);
    entered = true;
    changed.notify_all();
    changed.wait(lock, [&] { return released; });
    return text_response(200, "text/plain", std::string(1u << 20, 'x'));
  };
  add(Method::Get, "/late", handle, true);
  start();
  {
    TlsClient client(server->port(), TLS1_2_VERSION);  // which leaves nothing unread
    ASSERT_TRUE(client.connect());
    client.send("GET /late HTTP/1.1\r\nHost: t\r\n\r\n");
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return entered; });
  }
  {
    const std::lock_guard lock(mutex);
    released = true;
    changed.notify_all();
  }
  EXPECT_TRUE(server->drain(Millis(10'000)));
}

TEST_F(TlsServer, NewConnectionsShowTheCertificateThatWasReadLast) {
  start();
  TlsClient before(server->port());
  ASSERT_TRUE(before.connect());
  const auto renewed = make_certificate(folder, 2);
  std::filesystem::rename(renewed.certificate, files.certificate);

  const auto half = tls->reload();  // the key is still the old one's
  ASSERT_FALSE(half);
  EXPECT_THAT(half.error().message, HasSubstr("is not the key of the certificate"));
  TlsClient meanwhile(server->port());
  ASSERT_TRUE(meanwhile.connect());
  EXPECT_EQ(meanwhile.serial(), 1);

  std::filesystem::rename(renewed.key, files.key);
  EXPECT_TRUE(tls->reload());
  TlsClient after(server->port());
  ASSERT_TRUE(after.connect());
  EXPECT_EQ(after.serial(), 2);
  before.send(kHello);
  EXPECT_THAT(before.receive_until("hello"), EndsWith("hello"));
}

TEST_F(TlsServer, KnowsWhenTheCertificateRunsOut) {
  start();
  EXPECT_EQ(format_time(tls->expires()), "2044-01-01T00:00:00.000000Z");
}

TEST_F(TlsServer, WhatCannotServeIsRefusedWithTheFileAndTheReason) {
  const auto refusal = [](const TlsFiles& given) {
    const auto opened = Tls::open(given);
    return opened ? std::string() : to_string(opened.error());
  };
  const auto other = make_certificate(folder, 2);
  const auto locked = make_certificate(folder, 3, "secret");
  const std::string text = folder / "text";
  ASSERT_TRUE(file::write_atomic(text, "no PEM"));

  EXPECT_THAT(refusal({folder / "absent", files.key}), HasSubstr("absent"));
  EXPECT_THAT(refusal({text, files.key}), HasSubstr("holds no certificate in PEM form"));
  EXPECT_THAT(refusal({files.key, files.key}), HasSubstr("holds no certificate in PEM form"));
  EXPECT_THAT(refusal({files.certificate, text}), HasSubstr("holds no private key in PEM form"));
  EXPECT_THAT(refusal({files.certificate, other.key}),
              HasSubstr("is not the key of the certificate in " + files.certificate));
  EXPECT_THAT(refusal(locked), HasSubstr("without a passphrase"));
}

}  // namespace
}  // namespace gv::http
