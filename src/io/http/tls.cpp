#include "io/http/tls.h"

#include <chrono>
#include <ctime>

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include "base/check.h"
#include "io/file/file.h"

namespace gv::http {
namespace {

constexpr std::uint64_t kPemBytesMax = 1u << 20;
/// Of TLS 1.2, those of 1.3 are all like these: a key of its own for each connection, so that who
/// steals the server's cannot read what was recorded, and ciphers that authenticate.
constexpr const char* kCiphers = "ECDHE+AESGCM:ECDHE+CHACHA20";

using Context = std::shared_ptr<SSL_CTX>;
using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

/// OpenSSL's word for what went wrong last; clears it.
std::string reason() {
  const auto code = ERR_peek_last_error();
  const char* const text = ERR_reason_error_string(code);
  ERR_clear_error();
  return text != nullptr ? text : "unknown reason";
}

Result<Bio> read_pem(const std::string& path) {
  GV_TRY(const auto text, file::read(path, kPemBytesMax));
  Bio bio(BIO_new(BIO_s_mem()), BIO_free);
  GV_CHECK(bio && BIO_write(bio.get(), text.data(), static_cast<int>(text.size())) ==
                      static_cast<int>(text.size()));
  BIO_set_mem_eof_return(bio.get(), 0);
  ERR_clear_error();
  return bio;
}

/// A key with a passphrase must not make the program ask on its terminal.
int no_passphrase(char*, int, int, void*) { return 0; }

Certificate next_certificate(BIO* bio) {
  return {PEM_read_bio_X509(bio, nullptr, no_passphrase, nullptr), X509_free};
}

bool is_at_end() {
  const auto code = ERR_peek_last_error();
  return ERR_GET_LIB(code) == ERR_LIB_PEM && ERR_GET_REASON(code) == PEM_R_NO_START_LINE;
}

Result<void> take_certificates(SSL_CTX* context, const std::string& path) {
  GV_TRY(const auto bio, read_pem(path));
  const auto own = next_certificate(bio.get());
  if (!own) {
    return fail(ErrorCode::UnusableInput, path, "holds no certificate in PEM form: " + reason());
  }
  if (SSL_CTX_use_certificate(context, own.get()) != 1) {
    return fail(ErrorCode::UnusableInput, path, "its certificate cannot be used: " + reason());
  }
  while (const auto further = next_certificate(bio.get())) {
    if (SSL_CTX_add1_chain_cert(context, further.get()) == 1) continue;
    return fail(ErrorCode::UnusableInput, path,
                "a certificate after the first cannot be used: " + reason());
  }
  if (!is_at_end()) {
    return fail(ErrorCode::UnusableInput, path,
                "a certificate after the first cannot be read: " + reason());
  }
  ERR_clear_error();
  return {};
}

Result<void> take_key(SSL_CTX* context, const TlsFiles& files) {
  GV_TRY(const auto bio, read_pem(files.key));
  const Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_passphrase, nullptr), EVP_PKEY_free);
  if (!key) {
    return fail(ErrorCode::UnusableInput, files.key,
                "holds no private key in PEM form without a passphrase: " + reason());
  }
  if (SSL_CTX_use_PrivateKey(context, key.get()) == 1 && SSL_CTX_check_private_key(context) == 1) {
    return {};
  }
  ERR_clear_error();
  return fail(ErrorCode::UnusableInput, files.key,
              fmt::format("is not the key of the certificate in {}", files.certificate));
}

Result<Context> load(const TlsFiles& files) {
  const Context context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  GV_CHECK(context);
  GV_CHECK(SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION) == 1);
  GV_CHECK(SSL_CTX_set_cipher_list(context.get(), kCiphers) == 1);
  // A piece of an answer may be taken, and a connection that waits holds no buffers.
  SSL_CTX_set_mode(context.get(), SSL_MODE_ENABLE_PARTIAL_WRITE |
                                      SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                      SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_read_ahead(context.get(), 1);
  // Clients keep what resumes a session; here it would be memory that strangers fill.
  SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
  GV_TRY(take_certificates(context.get(), files.certificate));
  GV_TRY(take_key(context.get(), files));
  return context;
}

}  // namespace

void TlsSessionEnd::operator()(ssl_st* session) const { SSL_free(session); }

Result<std::shared_ptr<Tls>> Tls::open(TlsFiles files) {
  std::shared_ptr<Tls> tls(new Tls(std::move(files)));
  GV_TRY(tls->reload());
  return tls;
}

Result<void> Tls::reload() {
  GV_TRY(auto context, load(files_));
  const std::lock_guard lock(mutex_);
  context_ = std::move(context);
  return {};
}

TimePoint Tls::expires() const {
  const std::lock_guard lock(mutex_);
  std::tm time{};
  const auto* const end = X509_get0_notAfter(SSL_CTX_get0_certificate(context_.get()));
  GV_CHECK(ASN1_TIME_to_tm(end, &time) == 1);
  return TimePoint(std::chrono::seconds(::timegm(&time)));
}

TlsSession Tls::session() const {
  const std::lock_guard lock(mutex_);
  TlsSession session(SSL_new(context_.get()));
  GV_CHECK(session);
  SSL_set_accept_state(session.get());
  return session;
}

}  // namespace gv::http
