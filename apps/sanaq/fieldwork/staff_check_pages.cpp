#include "sanaq/fieldwork/staff_check_pages.h"

#include "base/byte_stream.h"
#include "base/bytes.h"
#include "base/shown_date.h"
#include "base/text.h"
#include "crypto/token.h"
#include "http/urlencoded.h"
#include "page/html.h"

namespace sanaq {
namespace {

using page::Html;

constexpr const char* check_path = "/staff-check";
constexpr std::int64_t photo_seconds = 300;

// Whose photo, until when, and a keyed hash of both.
std::string photo_token(const Site& site, WorkerId worker, UtcInstant until) {
  std::string bytes;
  ByteWriter out(bytes);
  out.raw(worker.value.octets());
  out.fixed64(static_cast<std::uint64_t>(until.micros));
  const Mac mac = site.hash.mac(HashPurpose::session, "staff-photo:" + bytes);
  return to_base64url(bytes + std::string(reinterpret_cast<const char*>(mac.data()), 18));
}

std::optional<WorkerId> worker_in(const Site& site, std::string_view token) {
  const auto bytes = from_base64url(token);
  if (!bytes || bytes->size() != 16 + 8 + 18) return std::nullopt;
  ByteReader in(*bytes);
  Uuid::Bytes id{};
  const std::string_view octets = in.raw(id.size());
  std::copy(octets.begin(), octets.end(), id.begin());
  const UtcInstant until{static_cast<std::int64_t>(in.fixed64())};
  const WorkerId worker{Uuid(id)};
  if (!crypto::equal_in_constant_time(photo_token(site, worker, until), token)) return std::nullopt;
  return site.clock.now() < until ? std::optional(worker) : std::nullopt;
}

/// The page with its form and, when something was asked, the answer.
class CheckPage {
 public:
  CheckPage(const StaffCheck& check, const Visitor& visitor)
      : site_(check.site), desk_(check.desk), visitor_(visitor) {}

  /// result: above the form; below: what follows it.
  http::Response render(const std::string& result, const std::string& typed, int status,
                        const std::string& below = {}) const {
    Html form;
    form.open("form", {{"method", "get"}, {"action", "/" + visitor_.language + check_path}});
    std::string main = heading(text("staff_check.title")) + paragraph("lead", text("staff_check.lead")) +
                       result + form.take() +
                       render_input({"code", text("staff_check.number"), text("staff_check.number.hint"),
                                     typed, "", "text", "", "off", true}) +
                       submit_button("button primary", "", "", text("staff_check.submit")) + "</form>" +
                       paragraph("hint", phone("staff_check.phone")) + below;
    return page_response(site_, visitor_, {text("staff_check.title"), check_path, std::move(main), status});
  }

  std::string answer(const CardAnswer& found) const {
    const std::string status(to_string(found.status));
    const bool valid = found.status == CardStatus::valid;
    Html out;
    out.open("section", {{"class", valid ? "result good" : "result bad"}, {"role", "status"}});
    out.element("h2", {}, text("staff_check.status." + status));
    out.element("p", {}, phone("staff_check.told." + status));
    if (found.shown) person(out, *found.shown);
    return out.close("section").take();
  }

  std::string waits(std::int64_t seconds) const {
    Html out;
    out.open("section", {{"class", "result bad"}, {"role", "status"}});
    out.element("h2", {}, text("staff_check.often"));
    out.element("p", {},
                site_.texts.text("staff_check.often.text", visitor_.language,
                                 {std::to_string((seconds + 59) / 60), rules().check_phone}));
    return out.close("section").take();
  }

 private:
  std::string text(const std::string& key) const { return site_.texts.text(key, visitor_.language); }
  const StaffRules& rules() const { return site_.edition.edition.staff; }
  std::string phone(const std::string& key) const {
    return site_.texts.text(key, visitor_.language, {rules().check_phone});
  }
  void person(Html& out, const Worker& worker) const {
    const Edition& edition = site_.edition.edition;
    const RoleRules* role = find_role(edition.roles, worker.role);
    const std::string token =
        photo_token(site_, worker.id, {site_.clock.now().micros + photo_seconds * micros_per_second});
    out.empty("img",
              {{"class", "staff-photo"},
               {"src", "/" + visitor_.language + check_path + "/photo/" + token},
               {"alt", site_.texts.text("staff_check.photo", visitor_.language, {full_name(worker.name)})}});
    out.open("dl", {{"class", "facts"}});
    const auto fact = [&](const char* key, const std::string& value) {
      out.element("dt", {}, text(key)).element("dd", {}, value);
    };
    fact("staff_check.name", full_name(worker.name));
    fact("staff_check.role",
         role == nullptr ? worker.role : std::string(name_in(role->name, visitor_.language)));
    fact("staff_check.area", worker.territory.empty() ? text("staff_card.country")
                                                      : std::string(desk_.workforce.territories().label(
                                                            worker.territory, visitor_.language)));
    fact("staff_check.card", worker.card->number);
    fact("staff_check.days", shown_day(site_.texts, visitor_.language, worker.card->from) + " – " +
                                 shown_day(site_.texts, visitor_.language, worker.card->until));
    out.close("dl");
  }

  const Site& site_;
  const FieldworkDesk& desk_;
  const Visitor& visitor_;
};

http::Response check_card(const StaffCheck& check, const http::Request& request, const Visitor& visitor) {
  constexpr std::size_t typed_max = 20;
  const Site& site = check.site;
  const std::string code(trim(request.query_value("code")));
  const CheckPage page(check, visitor);
  if (code.empty()) return page.render({}, {}, 200, door_report_form(check, visitor, {}, {}, {}, {}));
  const std::string typed = code.size() > typed_max ? std::string() : code;
  const UtcInstant now = site.clock.now();
  const auto wait = check.wrong.wait_seconds(request.remote_address, now);
  if (!wait) return failure_page(site, visitor, wait.error(), request.id);
  if (*wait > 0) {
    http::Response response = page.render(page.waits(*wait), typed, 429);
    http::add_header(response, "Retry-After", std::to_string(*wait));
    return response;
  }
  const auto found = check.desk.workforce.look_up(code);
  if (!found) return failure_page(site, visitor, found.error(), request.id);
  const bool unknown = found->status == CardStatus::unknown;
  if (unknown)
    if (const auto noted = check.wrong.note_wrong(request.remote_address, now); !noted)
      return failure_page(site, visitor, noted.error(), request.id);
  return page.render(page.answer(*found), typed, unknown ? 404 : 200,
                     door_report_form(check, visitor, *found, code, {}, {}));
}

// The card may have been withdrawn since the page was shown.
http::Response photo(const Site& site, FieldworkDesk& desk, const http::Request& request,
                     const Visitor& visitor) {
  const auto worker = worker_in(site, request.param("token"));
  if (!worker) return message_page(site, visitor, "error.not_found", 404);
  auto found = desk.workforce.public_photo(*worker);
  if (!found) return failure_page(site, visitor, found.error(), request.id);
  if (!*found) return message_page(site, visitor, "error.not_found", 404);
  http::Response response;
  response.content_type = std::string(picture::media_type((*found)->kind));
  response.body = std::move((*found)->bytes);
  http::add_header(response, "Cache-Control", "no-store");
  http::add_header(response, "X-Robots-Tag", "noindex");
  return response;
}

}  // namespace

void add_staff_check_pages(http::Router& router, const StaffCheck& check) {
  const Site& site = check.site;
  FieldworkDesk& desk = check.desk;
  add_page(router, site, http::Method::get, check_path,
           [check](const http::Request& request, const Visitor& visitor) {
             return check_card(check, request, visitor);
           });
  add_page(router, site, http::Method::post, std::string(check_path) + "/report",
           [check](const http::Request& request, const Visitor& visitor) {
             return post_door_report(check, request, visitor);
           });
  add_page(router, site, http::Method::get, std::string(check_path) + "/photo/{token}",
           [&site, &desk](const http::Request& request, const Visitor& visitor) {
             return photo(site, desk, request, visitor);
           });
  // What the QR code of a card holds has no language: telephones say theirs.
  router.get(check_path, [&site](http::Request&& request, http::Responder&& responder) {
    std::string target = "/" + language_of(site, request) + check_path;
    if (!request.query.empty()) target += '?' + http::to_urlencoded(request.query);
    responder.send(http::redirect(target));
  });
}

}  // namespace sanaq
