#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/messages.h"
#include "casework/conflict.h"
#include "casework/draft.h"
#include "casework/picture_store.h"
#include "casework/progress.h"
#include "casework/registration.h"
#include "casework/submission.h"
#include "casework/submission_store.h"
#include "edition_files/edition_files.h"
#include "frame/frame_store.h"
#include "http/router.h"
#include "interview/program.h"
#include "os/clocks.h"
#include "os/log.h"
#include "os/metrics.h"
#include "sanaq/command/form_parts.h"

namespace sanaq {

class Submitter;

/// Addresses of the built front end with their content hashes, and the engine.
struct SiteAssets {
  std::vector<std::string> styles, scripts;  // of the respondents' site
  std::string engine, form;                  // fetched by the script: the engine and the form for it
  std::string tablet_engine;                 // the engine with the calls of the tablet
  std::string tablet, tablet_form;           // the interviewers' app; the form with all its lists
  std::string tablet_boundaries;             // of its maps; empty where the edition has none
};

/// What the handlers of the collection server share. Everything outlives the server; every member may be used
/// from any thread unless said otherwise.
struct Site {
  const EditionFiles& edition;
  std::shared_ptr<const Program> program;  // of the household questionnaire
  const SubmissionPlan& plan;
  const std::vector<KnownForm>& forms;
  InterviewContext context;
  const Messages& texts;
  const Clock& clock;
  os::DemoClock* demo_clock = nullptr;  // only in the demo
  os::Log& log;
  os::Metrics& metrics;
  Rng& rng;
  const KeyedHash& hash;
  const Sealer& sealer;
  const ReceiptSigner& signer;
  const ReceiptKeys& receipt_keys;
  Registration& registration;
  Drafts& drafts;
  SubmissionStore& submissions;
  PictureStore& pictures;
  Submitter& submitter;
  FrameStore& frame;
  SiteAssets assets;

  const Form& form() const { return *edition.form.form; }
  bool demo() const { return demo_clock != nullptr; }
};

/// Who asks for a page.
struct Visitor {
  std::string language;
  std::string token;  // session token of the cookie; empty when there is none
  std::string seed;   // what the CSRF token is bound to: the session token, or that of the anonymous cookie
  std::optional<SessionRecord> session;
  bool unknown =
      false;  // the session could not be looked up as the store is away: neither signed in nor signed out
};

/// Language of the first path segment, or the best of Accept-Language, or the first of the edition.
std::string language_of(const Site& site, const http::Request& request);
/// The visitor with the session when its token is good. Cost: one look-up when there is a session cookie.
Visitor visitor_of(const Site& site, const http::Request& request);

/// Token put into forms; bound to the visitor's cookie by a keyed hash.
std::string csrf_token(const Site& site, const Visitor& visitor);
bool csrf_is_right(const Site& site, const Visitor& visitor, std::string_view token);

/// A page of the site. path: behind the language, for the language switch.
struct PageParts {
  std::string title, path, main;
  int status = 200;
  bool questionnaire = false;  // the script may take over
  bool forget_draft = false;   // the script removes the draft kept in this browser
};
http::Response page_response(const Site& site, const Visitor& visitor, const PageParts& parts);
/// A page that says one thing; key: of the texts.
http::Response message_page(const Site& site, const Visitor& visitor, std::string_view key, int status,
                            const std::vector<std::string>& args = {});
/// The page for an error a person can do nothing about: 503 when the system is busy, 400 or 500 otherwise.
http::Response failure_page(const Site& site, const Visitor& visitor, const Error& error,
                            std::string_view request_id);
/// Text of an error in the visitor's language: `error.<code>` when there is one.
std::string error_text(const Site& site, std::string_view language, const Error& error);

using PageHandler = std::function<http::Response(const http::Request&, const Visitor&)>;
/// Registers a page below `/{lang}`: refuses unknown languages (404), gives an anonymous visitor a cookie,
/// and for POST checks the CSRF token of the form before the handler runs. body_bytes_max: of a
/// post; 0: the server's default.
void add_page(http::Router& router, const Site& site, http::Method method, const std::string& path,
              PageHandler handler, std::size_t body_bytes_max = 0);
/// The same for pages that need a session: without one the visitor is led to the registration.
void add_session_page(http::Router& router, const Site& site, http::Method method, const std::string& path,
                      PageHandler handler, std::size_t body_bytes_max = 0);

std::string session_cookie_name(bool tls);
void give_session_cookie(http::Response& response, const http::Request& request, std::string_view token);

/// `01.09.2021 00:00` in the edition's zone: short, for lists and tables.
std::string shown_time(const Edition& edition, UtcInstant instant);
/// `1 September 2021, 00:00` in the edition's zone, as people of the language write it.
std::string told_time(const Site& site, std::string_view language, UtcInstant instant);
/// The same with the name of the zone, for what people must be in time for: `… (Astana time)`.
std::string told_time_and_zone(const Site& site, std::string_view language, UtcInstant instant);
/// The last minute before a moment until which something is open: `15 October 2021, 23:59 (Astana time)`.
std::string told_deadline(const Site& site, std::string_view language, UtcInstant closes);

// The parts of the site; each adds its routes. `site` outlives the router.
void add_welcome_pages(http::Router& router, const Site& site);
void add_registration_pages(http::Router& router, const Site& site);
void add_address_pages(http::Router& router, const Site& site);
void add_questionnaire_pages(http::Router& router, const Site& site);
void add_draft_api(http::Router& router, const Site& site);
void add_submission_pages(http::Router& router, const Site& site);
void add_verify_pages(http::Router& router, const Site& site);
void add_explanation_pages(http::Router& router, const Site& site);
void add_list_api(http::Router& router, const Site& site);

}  // namespace sanaq
