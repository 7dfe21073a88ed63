#include "casework/registration.h"

#include <algorithm>

#include "base/bytes.h"
#include "base/text.h"
#include "casework/account_details.h"

namespace sanaq {
namespace {

constexpr std::string_view digits_of_code = "0123456789";

// Letters and digits in capitals; nothing when the number cannot be one of a document.
std::optional<std::string> fold_document(std::string_view text) {
  std::string folded;
  for (const char c : text) {
    if (c == ' ' || c == '-') continue;
    const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    if ((upper < '0' || upper > '9') && (upper < 'A' || upper > 'Z')) return std::nullopt;
    folded += upper;
  }
  constexpr std::size_t length_min = 5, length_max = 20;
  if (folded.size() < length_min || folded.size() > length_max) return std::nullopt;
  return folded;
}

bool is_email(std::string_view text) {
  constexpr std::size_t length_max = 254;  // RFC 5321
  const std::size_t at = text.find('@');
  return text.size() <= length_max && at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         text.find('@', at + 1) == std::string_view::npos &&
         text.find_first_of(" \t\r\n<>,;") == std::string_view::npos;
}

// Equal without telling by time where the first difference is.
bool same(const Mac& a, const Mac& b) {
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) difference |= static_cast<unsigned>(a[i] ^ b[i]);
  return difference == 0;
}

UtcInstant after(UtcInstant at, std::int64_t seconds) { return {at.micros + seconds * micros_per_second}; }
std::int64_t milliseconds(UtcInstant at) { return at.micros / 1000; }

}  // namespace

Registration::Registration(Ports ports, RegistrationRules rules) : ports_(ports), rules_(std::move(rules)) {}

PersonKey Registration::key_of(std::string_view text) const {
  const Mac mac = ports_.hash.mac(HashPurpose::account, text);
  PersonKey key;
  std::copy_n(mac.begin(), key.bytes.size(), key.bytes.begin());
  return key;
}

Mac Registration::token_hash(std::string_view token) const {
  return ports_.hash.mac(HashPurpose::session, token);
}

std::string Registration::random_token() {
  std::string bytes;
  for (int i = 0; i < 4; ++i) {
    std::uint64_t word = ports_.rng.next();
    for (int j = 0; j < 8; ++j, word >>= 8) bytes += static_cast<char>(word & 0xFF);
  }
  return to_base64url(bytes);
}

Result<PendingRegistration> Registration::pending_for(const RegistrationRequest& request,
                                                      const std::optional<AccountRecord>& account) {
  PendingRegistration pending;
  SANAQ_TRY(pending.details.phone, parse_phone(request.phone, rules_.phone));
  const auto document = fold_document(request.document);
  if (!document) return Error{"registration.document", {}};
  if (!request.email.empty() && !is_email(request.email)) return Error{"registration.email", {}};
  pending.details.iin = request.iin.reveal();
  pending.details.document = *document;
  pending.details.email = request.email;
  pending.language = request.language;
  const RegisterAnswer answer = ports_.people.find(request.iin, *document);
  if (answer.outcome == RegisterOutcome::not_found || answer.outcome == RegisterOutcome::mismatch)
    return Error{"registration.person", {}};
  pending.details.register_outcome = answer.outcome;
  pending.details.person = answer.person;
  pending.send_to = pending.details.phone;
  if (!account) return pending;
  SANAQ_TRY(const auto text,
            ports_.sealer.open(SealPurpose::account, account->sealed, account->id.value.octets()));
  SANAQ_TRY(const auto known, read_details(text));
  const bool knows_document = known.document == *document || answer.outcome == RegisterOutcome::found;
  if (known.phone != pending.details.phone)
    pending.send_to = knows_document ? pending.details.phone : std::string();
  return pending;
}

Result<Done> Registration::send_code(ChallengeRecord& challenge, const PendingRegistration& pending) {
  std::string code;
  constexpr int code_digits = 6;
  for (int i = 0; i < code_digits; ++i) code += digits_of_code[ports_.rng.below(10)];
  challenge.code_hash =
      ports_.hash.mac(HashPurpose::sms_code, std::string(challenge.id.value.octets()) + code);
  if (pending.send_to.empty()) return Done{};  // nobody may come in by this attempt, and nobody learns why
  const auto sent =
      ports_.sms.send({pending.send_to, ports_.texts.text("sms.code", pending.language, {code})});
  if (!sent) return Error{"sms.unavailable", sent.error().code};
  return Done{};
}

Result<ChallengeNotice> Registration::begin(const RegistrationRequest& request) {
  const UtcInstant now = ports_.clock.now();
  const PersonKey person = key_of("iin:" + std::string(request.iin.reveal()));
  SANAQ_TRY(const std::string phone, parse_phone(request.phone, rules_.phone));
  const PersonKey phone_key = key_of("phone:" + phone);
  SANAQ_TRY(const auto applicant,
            ports_.store.find_applicant(person, phone_key, after(now, -rules_.window_seconds)));
  if (applicant.of_person >= rules_.attempts_per_person || applicant.of_phone >= rules_.attempts_per_phone)
    return Error{"registration.attempts", {}};
  SANAQ_TRY(const auto pending, pending_for(request, applicant.account));
  ChallengeRecord challenge;
  challenge.id = {Uuid::make(milliseconds(now), ports_.rng)};
  challenge.person = person;
  challenge.phone = phone_key;
  challenge.created_at = now;
  challenge.expires_at = after(now, rules_.code_seconds);
  challenge.resend_after = after(now, rules_.resend_seconds);
  challenge.sealed =
      ports_.sealer.seal(SealPurpose::account, write_pending(pending), challenge.id.value.octets());
  SANAQ_TRY_DONE(send_code(challenge, pending));
  SANAQ_TRY_DONE(ports_.store.add_challenge(challenge));
  return ChallengeNotice{challenge.id, challenge.expires_at, challenge.resend_after};
}

Result<ChallengeNotice> Registration::resend(ChallengeId id) {
  const UtcInstant now = ports_.clock.now();
  SANAQ_TRY(auto challenge, ports_.store.find_challenge(id));
  if (!challenge || challenge->expires_at <= now) return Error{"registration.challenge", {}};
  if (challenge->resend_after > now) return Error{"registration.wait", {}};
  if (challenge->sends >= rules_.sends_max) return Error{"registration.sends", {}};
  SANAQ_TRY(const auto text, ports_.sealer.open(SealPurpose::account, challenge->sealed, id.value.octets()));
  SANAQ_TRY(const auto pending, read_pending(text));
  challenge->expires_at = after(now, rules_.code_seconds);
  challenge->resend_after = after(now, rules_.resend_seconds);
  ++challenge->sends;
  SANAQ_TRY_DONE(send_code(*challenge, pending));
  SANAQ_TRY_DONE(ports_.store.renew_challenge(*challenge));
  return ChallengeNotice{id, challenge->expires_at, challenge->resend_after};
}

Result<Admission> Registration::confirm(ChallengeId id, std::string_view code) {
  SANAQ_TRY(const auto spent, ports_.store.spend_try(id));
  if (!spent || spent->challenge.expires_at <= ports_.clock.now()) return Error{"registration.challenge", {}};
  const ChallengeRecord& challenge = spent->challenge;
  if (challenge.tries > rules_.tries_max) return Error{"registration.tries", {}};
  const Mac given =
      ports_.hash.mac(HashPurpose::sms_code, std::string(id.value.octets()) + std::string(trim(code)));
  if (!same(given, challenge.code_hash)) return Error{"registration.code", {}};
  SANAQ_TRY(const auto text, ports_.sealer.open(SealPurpose::account, challenge.sealed, id.value.octets()));
  SANAQ_TRY(const auto pending, read_pending(text));
  return admit(pending, challenge.person, spent->account, id);
}

Result<Admission> Registration::admit_proven(const RegistrationRequest& request) {
  const PersonKey person = key_of("iin:" + std::string(request.iin.reveal()));
  SANAQ_TRY(const auto account, ports_.store.find_account(person));
  SANAQ_TRY(const auto pending, pending_for(request, account));
  return admit(pending, person, account, std::nullopt);
}

// Details of a known person after this admission, or nothing when they stay. A former phone is kept and
// warned.
std::optional<AccountDetails> Registration::changed(const AccountDetails& known,
                                                    const PendingRegistration& pending) {
  if (known.phone == pending.details.phone && known.document == pending.details.document) return std::nullopt;
  AccountDetails details = known;
  details.document = pending.details.document;
  if (known.phone != pending.details.phone) {
    details.former_phones.push_back(known.phone);
    details.phone = pending.details.phone;
    // Best effort: the person may be the one who has the old phone, and somebody else the one who came in.
    (void)ports_.sms.send({known.phone, ports_.texts.text("sms.phone_changed", pending.language)});
  }
  return details;
}

Result<Admission> Registration::admit(const PendingRegistration& pending, const PersonKey& person,
                                      const std::optional<AccountRecord>& known,
                                      std::optional<ChallengeId> challenge) {
  const UtcInstant now = ports_.clock.now();
  Admission admission;
  AdmissionRecord record;
  record.challenge = challenge;
  if (known) {
    SANAQ_TRY(const auto text,
              ports_.sealer.open(SealPurpose::account, known->sealed, known->id.value.octets()));
    SANAQ_TRY(const auto details, read_details(text));
    record.account = *known;
    if (const auto now_known = changed(details, pending)) {
      admission.phone_changed = now_known->phone != details.phone;
      record.replaced_details =
          ports_.sealer.seal(SealPurpose::account, write_details(*now_known), known->id.value.octets());
    }
  } else {
    const AccountId id{Uuid::make(milliseconds(now), ports_.rng)};
    const CaseId case_id{Uuid::make(milliseconds(now), ports_.rng)};
    record.account = {
        id,
        case_id,
        person,
        ports_.sealer.seal(SealPurpose::account, write_details(pending.details), id.value.octets()),
        pending.language,
        now};
    admission.person = pending.details.person;
    admission.iin = pending.details.iin;
  }
  admission.session_token = random_token();
  admission.expires_at = after(now, rules_.session_seconds);
  record.session = {token_hash(admission.session_token), record.account.id, record.account.case_id,
                    admission.expires_at};
  SANAQ_TRY(const auto stored, ports_.store.admit(record));
  admission.account = stored.id;
  admission.case_id = stored.case_id;
  admission.resumed = known.has_value() || stored.id != record.account.id;
  return admission;
}

Result<SessionRecord> Registration::session(std::string_view token) {
  SANAQ_TRY(const auto found, ports_.store.find_session(token_hash(token)));
  if (!found || found->expires_at <= ports_.clock.now()) return Error{"session.gone", {}};
  return *found;
}

Result<std::vector<std::optional<SessionRecord>>> Registration::sessions(
    std::span<const std::string_view> tokens) {
  std::vector<Mac> hashes;
  hashes.reserve(tokens.size());
  for (const std::string_view token : tokens) hashes.push_back(token_hash(token));
  SANAQ_TRY(auto found, ports_.store.find_sessions(hashes));
  const UtcInstant now = ports_.clock.now();
  for (auto& session : found)
    if (session && session->expires_at <= now) session.reset();
  return found;
}

Result<Done> Registration::sign_out(std::string_view token) {
  return ports_.store.end_session(token_hash(token));
}

Result<AccountDetails> Registration::details(AccountId account) {
  SANAQ_TRY(const auto found, ports_.store.account_of(account));
  if (!found) return Error{"account.unknown", {}};
  SANAQ_TRY(const auto text, ports_.sealer.open(SealPurpose::account, found->sealed, account.value.octets()));
  return read_details(text);
}

}  // namespace sanaq
