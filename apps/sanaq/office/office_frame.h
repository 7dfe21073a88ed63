#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/civil_date.h"
#include "base/messages.h"
#include "casework/conflict.h"
#include "casework/picture_store.h"
#include "casework/progress.h"
#include "edition/edition.h"
#include "http/router.h"
#include "os/log.h"
#include "sanaq/office/evidence_desk.h"
#include "sanaq/office/office_desks.h"
#include "sanaq/tablet/carrier_desk.h"
#include "sanaq/tablet/channel_desk.h"
#include "sanaq/tablet/tablet_desk.h"

namespace sanaq {

class CodingDesk;
class PairReview;
class EquipmentDesk;
class InstitutionDesk;
class PaperDesk;
class VisitDesk;
struct FieldworkDesk;

/// What the handlers of the office share. Everything outlives the router; any thread.
struct Office {
  const Edition& edition;
  const Codelist& territories;
  const std::vector<KnownForm>& forms;
  const Messages& texts;
  const Clock& clock;
  const KeyedHash& hash;
  const Sealer& sealer;
  os::Log& log;
  StaffDesk& staff;
  ConflictStore& conflicts;
  ProgressStore& progress;
  AuditDesk& audit;
  std::vector<std::string> styles = {};
  bool demo = false;
  TabletDesk* tablets = nullptr;  // none: the section is not there
  EvidenceDesk* evidence = nullptr;
  PictureStore* pictures = nullptr;
  PaperDesk* paper = nullptr;
  CarrierDesk* carrier = nullptr;
  ChannelDesk* channel = nullptr;
  VisitDesk* visits = nullptr;
  FieldworkDesk* fieldwork = nullptr;
  EquipmentDesk* equipment = nullptr;
  InstitutionDesk* institutions = nullptr;
  CodingDesk* coding = nullptr;
  PairReview* pairs = nullptr;  // of the post-enumeration survey
};
using SharedOffice = std::shared_ptr<const Office>;  // owners: the routes

/// Who asks for a page of the office.
struct OfficeVisit {
  std::string language;
  std::string token;  // of the session; empty before the log-in
  std::string seed;   // what the CSRF token is bound to: the session, or the cookie of the log-in page
  std::optional<Actor> actor;  // signed in
  std::string text(const Office& office, std::string_view key,
                   const std::vector<std::string>& args = {}) const {
    return office.texts.text(key, language, args);
  }
};

/// May this visit do it for the territory (empty: the whole country)? False before the log-in.
bool may(const Office& office, const OfficeVisit& visit, Permission permission, std::string_view territory);
/// The same for the actor's own territory: whether a section opens at all.
bool may_at_home(const Office& office, const OfficeVisit& visit, Permission permission);

/// Hidden field of every form; bound to the visit by a keyed hash.
std::string office_csrf(const Office& office, const OfficeVisit& visit);
bool office_csrf_is_right(const Office& office, const OfficeVisit& visit, std::string_view token);
std::string office_cookie_name(bool tls);
/// token: empty removes the cookie.
void give_office_cookie(http::Response& response, const http::Request& request, std::string_view token);

struct OfficePage {
  std::string title;
  std::string path;  // behind the language, with its query: what the language switch links to
  std::string main;
  int status = 200;
};
/// The frame with the navigation the actor's permissions allow. Never kept by a cache.
http::Response office_page(const Office& office, const OfficeVisit& visit, const OfficePage& page);
/// A page that says one thing: that a page could not be shown, or (409, 422) that something was not done.
http::Response office_message(const Office& office, const OfficeVisit& visit, std::string_view key,
                              int status, const std::vector<std::string>& args = {});
/// 403.
http::Response office_forbidden(const Office& office, const OfficeVisit& visit);
/// 503 when the database does not answer, 404 for "conflict.unknown", 500 otherwise; logged.
http::Response office_failure(const Office& office, const OfficeVisit& visit, const Error& error,
                              std::string_view request_id);

/// A line of the audit log: what somebody who is signed in did or looked at, and to what. No personal data in
/// subject or detail. Errors: "store.unavailable".
Result<Done> note_deed(const Office& office, const OfficeVisit& visit, std::string_view action,
                       std::string subject, std::string detail);

/// `path` behind the language, with the query of the request.
std::string office_path(const http::Request& request);
/// Where a link to `path` ("/office/audit") goes.
std::string office_href(const OfficeVisit& visit, std::string_view path);

using OfficeHandler = std::function<http::Response(const http::Request&, const OfficeVisit&)>;
enum class SignIn { needed, not_needed };
/// Registers a page below `/{lang}`. Unknown languages are 404; without a session, where one is needed, the
/// answer is 401 with the log-in form; a POST without the right CSRF token is 403. Permissions are the
/// handler's.
void add_office_page(http::Router& router, const SharedOffice& office, SignIn sign_in, http::Method method,
                     const std::string& path, OfficeHandler handler, http::RouteOptions options = {});

/// The log-in form, 401. next: where to go afterwards, behind the language. refused: after a failure.
enum class LogIn { asked, needed, refused };
http::Response log_in_page(const Office& office, const OfficeVisit& visit, std::string_view next, LogIn why);

/// A table of the office with its caption, in a region of its own that scrolls on a narrow screen and can be
/// reached by keyboard. id: of the caption.
std::string board_start(std::string_view id, std::string_view caption);
std::string board_end();
/// The head row. numbers_from: index of the first column of numbers.
std::string board_head(const std::vector<std::string>& titles, std::size_t numbers_from);

/// 1234567 as people of the language write it.
std::string shown_number(std::int64_t value, std::string_view language);
/// `12.09.2021`.
std::string shown_day(CivilDate day);
std::string office_time(const Office& office, UtcInstant instant);
/// Name of a territory; "whole country" for none, the code itself when it is not in the list.
std::string territory_name(const Office& office, const OfficeVisit& visit, std::string_view code);

// The sections; each adds its routes.
void add_office_log_in(http::Router& router, const SharedOffice& office);
void add_office_home(http::Router& router, const SharedOffice& office);
void add_office_progress(http::Router& router, const SharedOffice& office);
void add_office_conflicts(http::Router& router, const SharedOffice& office);
void add_office_conflict(http::Router& router, const SharedOffice& office);
void add_office_audit(http::Router& router, const SharedOffice& office);
void add_office_evidence(http::Router& router, const SharedOffice& office);
void add_office_tablets(http::Router& router, const SharedOffice& office);
void add_office_pictures(http::Router& router, const SharedOffice& office);
void add_office_paper(http::Router& router, const SharedOffice& office);
void add_office_coding(http::Router& router, const SharedOffice& office);
void add_office_coverage(http::Router& router, const SharedOffice& office);
void add_office_import(http::Router& router, const SharedOffice& office);
void add_office_equipment(http::Router& router, const SharedOffice& office);
/// All of them.
void add_office_sections(http::Router& router, const SharedOffice& office);

}  // namespace sanaq
