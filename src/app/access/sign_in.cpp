#include "app/access/sign_in.h"

#include <utility>

#include "app/access/lockout.h"
#include "app/access/setup.h"
#include "base/hash.h"

namespace gv::app {
namespace {

tl::unexpected<Error> refused() {
  return fail(
      ErrorCode::Unauthenticated, "credentials",
      "The e-mail address, the password or the code is wrong, or too many attempts were made.");
}

tl::unexpected<Error> no_user() {
  return fail(ErrorCode::NotFound, "user", "This user is not known any more.");
}

}  // namespace

Result<std::string> SignIn::dummy_hash() {
  const std::lock_guard lock(mutex_);
  if (dummy_.empty()) {
    GV_TRY(dummy_, passwords_.hash(new_token(random_)));
  }
  return dummy_;
}

Result<Login> SignIn::login(const LoginRequest& request, const Actor& actor) {
  GV_TRY(const auto dummy, dummy_hash());
  const auto email = check_email(request.email);
  std::optional<User> user;
  TimePoint now{};
  const auto looked_up = store_.read_shared([&](SharedTransaction& transaction) -> Result<void> {
    now = transaction.now();
    user.reset();
    if (!email) return {};
    GV_TRY(user, identities_.user_by_email(transaction, *email));
    return {};
  });
  GV_TRY(looked_up);
  const bool open =
      user && user->password_hash && user->status == "active" && !is_locked(*user, now);
  GV_TRY(const bool fits, passwords_.matches(open ? *user->password_hash : dummy,
                                             request.password.substr(0, kPasswordMax)));
  auto login = open && fits ? begin(*user, request.user_agent, actor,
                                    [&](SharedTransaction& transaction, User& known) {
                                      return check_code(known, request.code, transaction.now());
                                    })
                            : refused();
  if (!login && login.error().code == ErrorCode::Unauthenticated && open) {
    GV_TRY(note_failure(user->id));
    GV_TRY(record(user->id, actor, "login.failed"));
  }
  GV_TRY(login);
  GV_TRY(record(user->id, actor, "login"));
  return login;
}

Result<void> SignIn::check_code(User& user, const std::optional<std::string>& code, TimePoint now) {
  if (!SecondFactor::is_on(user)) return {};
  if (!code) return refused();
  // A secret that cannot be opened fits no code: said otherwise, it would tell a right password.
  const auto fits = second_factor_.spend(user, *code, now);
  return fits.value_or(false) ? Result<void>() : refused();
}

Result<Login> SignIn::follow_link(const std::string& code,
                                  const std::optional<std::string>& user_agent,
                                  const Actor& actor) {
  const auto no_link = [] {
    return fail(ErrorCode::Unauthenticated, "code",
                "This link was used already or is too old. Ask for a new one.");
  };
  GV_TRY(const auto found, store_.read_shared([&](SharedTransaction& transaction) {
    return links_.find(transaction, code);
  }));
  if (!found) return no_link();
  GV_TRY(auto login, begin(found->user, user_agent, actor,
                           [&](SharedTransaction& transaction, User&) -> Result<void> {
                             GV_TRY(const bool spent, links_.spend(transaction, *found));
                             if (!spent) return no_link();
                             return {};
                           }));
  GV_TRY(record(found->user.id, actor, "login.link"));
  return login;
}

Result<std::string> SignIn::make_link(const std::string& email) {
  return store_.write_shared([&](SharedTransaction& transaction) -> Result<std::string> {
    GV_TRY(const auto user, identities_.user_by_email(transaction, email));
    if (!user) return no_user();
    return links_.make(transaction, user->id);
  });
}

Result<Login> SignIn::begin(const User& user, const std::optional<std::string>& user_agent,
                            const Actor& actor,
                            const std::function<Result<void>(SharedTransaction&, User&)>& also) {
  const auto token = new_token(random_);
  Session session{.id_hash = sha256_bytes(token),
                  .user_id = user.id,
                  .csrf_secret = sha256_bytes(new_token(random_)),
                  .ip_prefix = actor.ip_prefix,
                  .user_agent = user_agent};
  const auto begun = store_.write_shared([&](SharedTransaction& transaction) -> Result<void> {
    GV_TRY(auto known, identities_.user_for_update(transaction, user.id));
    // Others may have failed often enough since the caller looked.
    if (!known || is_locked(*known, transaction.now())) return refused();
    known->failed_logins = 0;
    known->locked_until.reset();
    known->last_login_at = transaction.now();
    if (also) GV_TRY(also(transaction, *known));
    GV_TRY(identities_.update_user(transaction, *known));
    session.expires_at = transaction.now() + kSessionIdle;
    return identities_.add_session(transaction, session);
  });
  GV_TRY(begun);
  GV_TRY(auto accounts, accounts_of(user.id));
  return Login{{user, std::move(accounts), csrf_token_of(session)}, token};
}

Result<Login> SignIn::change_password(const Principal& principal, const PasswordChange& change,
                                      const Actor& actor) {
  if (const auto fits = check_password(change.next); !fits) {
    return fail(ErrorCode::InvalidInput, "new", fits.error().message);
  }
  GV_TRY(const auto user, store_.read_shared([&](SharedTransaction& transaction) {
    return identities_.user_by_id(transaction, principal.user_id);
  }));
  if (!user) return no_user();
  if (user->password_hash) {
    GV_TRY(const bool knows, passwords_.matches(*user->password_hash, change.current.value_or("")));
    if (!knows) return fail(ErrorCode::InvalidInput, "current", "is not your password");
  }
  GV_TRY(const auto hash, passwords_.hash(change.next));
  GV_TRY(auto login, begin(*user, change.user_agent, actor,
                           [&](SharedTransaction& transaction, User& known) -> Result<void> {
                             known.password_hash = hash;
                             GV_TRY(identities_.end_sessions_of(transaction, known.id));
                             return {};
                           }));
  authenticator_.forget();
  GV_TRY(record(user->id, actor, "password.change"));
  return login;
}

Result<std::vector<Session>> SignIn::sessions(const Principal& principal) {
  return store_.read_shared([&](SharedTransaction& transaction) {
    return identities_.sessions_of(transaction, principal.user_id);
  });
}

Result<void> SignIn::end_session(const Principal& principal, const std::string& id_hash,
                                 const Actor& actor) {
  bool found = false;
  GV_TRY(end_all(principal, actor, [&](const Session& session) {
    const bool chosen = session.id_hash == id_hash;
    found = found || chosen;
    return chosen;
  }));
  if (found) return {};
  return fail(ErrorCode::NotFound, "id", "You have no such session.");
}

Result<void> SignIn::end_other_sessions(const Principal& principal, const std::string& token,
                                        const Actor& actor) {
  const auto own = sha256_bytes(token);
  return end_all(principal, actor, [&](const Session& session) { return session.id_hash != own; });
}

Result<void> SignIn::end_all(const Principal& principal, const Actor& actor,
                             const std::function<bool(const Session&)>& chosen) {
  const auto ended = store_.write_shared([&](SharedTransaction& transaction) -> Result<void> {
    GV_TRY(const auto all, identities_.sessions_of(transaction, principal.user_id));
    for (const auto& session : all) {
      if (chosen(session)) GV_TRY(identities_.end_session(transaction, session.id_hash));
    }
    return {};
  });
  GV_TRY(ended);
  authenticator_.forget();
  return record(principal.user_id, actor, "session.end");
}

Result<void> SignIn::note_failure(const std::string& user_id) {
  return store_.write_shared([&](SharedTransaction& transaction) -> Result<void> {
    GV_TRY(auto user, identities_.user_for_update(transaction, user_id));
    if (!user || is_locked(*user, transaction.now())) return {};
    count_failure(*user, transaction.now());
    return identities_.update_user(transaction, *user);
  });
}

Result<void> SignIn::logout(const std::string& token, const Actor& actor) {
  GV_TRY(store_.write_shared([&](SharedTransaction& transaction) {
    return identities_.end_session(transaction, sha256_bytes(token));
  }));
  authenticator_.forget();
  return record(actor.id, actor, "logout");
}

Result<std::vector<MemberAccount>> SignIn::accounts_of(const std::string& user_id) {
  GV_TRY(const auto memberships, store_.read_shared([&](SharedTransaction& transaction) {
    return identities_.memberships_of(transaction, user_id);
  }));
  std::vector<MemberAccount> accounts;
  for (const auto& membership : memberships) {
    const auto scope = AccountScope::of_system(membership.account, SystemTask::Settings);
    GV_TRY(const auto account, store_.read(scope, [&](Transaction& transaction) {
      return accounts_.find(transaction);
    }));
    if (!account || account->status == "archived") continue;
    accounts.push_back({*account, membership.role});
  }
  return accounts;
}

Result<void> SignIn::record(const std::string& user_id, const Actor& actor,
                            const std::string& action) {
  return record_own(store_, identities_, audit_, user_id, actor, action);
}

Result<Profile> SignIn::profile(const Principal& principal) {
  GV_TRY(const auto user, store_.read_shared([&](SharedTransaction& transaction) {
    return identities_.user_by_id(transaction, principal.user_id);
  }));
  if (!user) return no_user();
  GV_TRY(auto accounts, accounts_of(user->id));
  return Profile{*user, std::move(accounts), principal.csrf_token};
}

Result<Profile> SignIn::update(const Principal& principal, const Changes& changes) {
  const auto stored = store_.write_shared([&](SharedTransaction& transaction) -> Result<void> {
    GV_TRY(auto user, identities_.user_for_update(transaction, principal.user_id));
    if (!user) return no_user();
    user->name = changes.name.value_or(user->name);
    user->locale = changes.locale.value_or(user->locale);
    user->time_zone = changes.time_zone.value_or(user->time_zone);
    return identities_.update_user(transaction, *user);
  });
  GV_TRY(stored);
  return profile(principal);
}

}  // namespace gv::app
