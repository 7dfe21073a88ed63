#include "base/bytes.h"
#include "documents/qr_code.h"
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/office/office_tablet_page.h"
#include "sanaq/tablet/channel_desk.h"

namespace sanaq {
namespace {

using page::Html;

// Base64 with padding, as addresses of the scheme data: have it.
std::string plain_base64(std::string_view bytes) {
  std::string text = to_base64url(bytes);
  for (char& c : text) c = c == '-' ? '+' : c == '_' ? '/' : c;
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

std::string download(const std::string& name, const char* type, const std::string& bytes,
                     const std::string& label) {
  Html out;
  out.open("p").element("a",
                        {{"class", "button secondary"},
                         {"download", name},
                         {"href", std::string("data:") + type + ";base64," + plain_base64(bytes)}},
                        label);
  return out.close("p").take();
}

std::string tunnel_part(const Office& office, const OfficeVisit& visit, const DeviceProfile& profile) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  if (profile.tunnel.empty()) return paragraph("hint", text("office.profile.no_tunnel"));
  const auto code = make_qr_code(profile.tunnel);
  Html out;
  out.element("h2", {}, text("office.profile.tunnel")).element("p", {}, text("office.profile.tunnel.text"));
  std::string part = out.take();
  if (code) part += qr_svg(*code, text("office.profile.tunnel.qr"));
  return part + download("tunnel.conf", "application/octet-stream", profile.tunnel,
                         text("office.profile.tunnel.file"));
}

std::string certificate_part(const Office& office, const OfficeVisit& visit, const DeviceProfile& profile) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html out;
  out.element("h2", {}, text("office.profile.certificate"));
  out.element(
      "p", {},
      visit.text(office, "office.profile.certificate.text", {office_time(office, profile.expires_at)}));
  out.open("p")
      .text(text("office.profile.password") + ": ")
      .element("code", {{"class", "code"}}, profile.password);
  out.close("p");
  return out.take() + download("tablet.p12", "application/x-pkcs12", profile.pkcs12,
                               text("office.profile.certificate.file"));
}

http::Response hand_over(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto line = own_tablet(office, request, visit);
  if (!line) return no_tablet(office, request, visit, line.error());
  if (line->device.state == DeviceState::revoked) return office_forbidden(office, visit);
  const auto profile = office.channel->hand_over(line->device.id);
  if (!profile) return office_failure(office, visit, profile.error(), request.id);
  if (const auto noted =
          note_tablet(office, visit, "tablet.profile", "tablet " + line->device.id.value.to_string(), "");
      !noted)
    return office_failure(office, visit, noted.error(), request.id);
  const std::string title = visit.text(office, "office.profile", {line->device.label});
  return office_page(office, visit,
                     {title, "/office/tablets",
                      heading(title) + paragraph("lead", visit.text(office, "office.profile.lead")) +
                          tunnel_part(office, visit, *profile) + certificate_part(office, visit, *profile) +
                          link(office_href(visit, "/office/tablets"), visit.text(office, "office.tablets"))});
}

}  // namespace

void add_office_profile(http::Router& router, const SharedOffice& office) {
  add_tablet_page(router, office, http::Method::post, "/office/tablets/{device}/profile", hand_over);
}

}  // namespace sanaq
