#include "sanaq/demo/demo_pages.h"

#include <algorithm>

#include "base/text.h"
#include "page/html.h"

namespace sanaq {
namespace {

constexpr std::int64_t messages_max = 50;

http::Response inbox_page(const Site& site, const http::Request& request, const Visitor& visitor,
                          const DemoSmsGateway& inbox) {
  const auto text = [&](std::string_view key) { return site.texts.text(key, visitor.language); };
  const auto limit = parse_digits(request.query_value("limit")).value_or(messages_max);
  const auto messages =
      inbox.inbox(request.query_value("phone"),
                  static_cast<std::size_t>(std::clamp(limit, std::int64_t{1}, messages_max)));
  page::Html out;
  out.element("h1", {}, text("inbox.title"));
  if (messages.empty()) out.element("p", {}, text("inbox.empty"));
  out.open("ul", {{"class", "inbox"}});
  for (const auto& message : messages) {
    out.open("li", {}).open("p", {{"class", "caption"}});
    out.text("+" + message.phone + " · " + shown_time(site.edition.edition, message.at)).close("p");
    out.element("p", {{"class", "sms"}}, message.text).close("li");
  }
  out.close("ul");
  return page_response(site, visitor, {text("inbox.title"), "/demo/inbox", out.take()});
}

http::Response clock_page(const Site& site, const Visitor& visitor, const std::string& error) {
  const auto text = [&](std::string_view key) { return site.texts.text(key, visitor.language); };
  const std::string now = told_time_and_zone(site, visitor.language, site.clock.now());
  std::string main =
      heading(text("clock.title")) +
      paragraph("lead", site.texts.text("clock.lead", visitor.language, {now})) +
      form_start("/" + visitor.language + "/demo/clock") + hidden_input("csrf", csrf_token(site, visitor)) +
      render_input({"at", text("clock.label"), "2021-09-15T12:00", "", error, "text", "", "off", false}) +
      submit_button("button primary", "action", "set", text("clock.submit")) + "</form>";
  return page_response(site, visitor,
                       {text("clock.title"), "/demo/clock", std::move(main), error.empty() ? 200 : 422});
}

http::Response post_clock(const Site& site, const http::Request& request, const Visitor& visitor) {
  const auto form = request.form();
  if (!form) return failure_page(site, visitor, form.error(), request.id);
  // Typed in the zone of the edition, without seconds.
  const int zone = site.edition.edition.zone_minutes;
  const std::string typed = std::string(trim(http::field_value(*form, "at"))) + ":00Z";
  const auto local = parse_rfc3339(typed);
  if (!local) return clock_page(site, visitor, "YYYY-MM-DDTHH:MM");
  site.demo_clock->set({local->micros - std::int64_t{zone} * 60 * micros_per_second});
  return http::redirect("/" + visitor.language + "/demo/clock");
}

// Which document the stand-in of the register knows for a synthetic number.
http::Response document_page(const Site& site, const http::Request& request, const Visitor& visitor,
                             const DemoPersonRegister& people) {
  const auto iin = Iin::parse(request.query_value("iin"));
  if (!iin) return message_page(site, visitor, "error.iin", 422);
  const std::string title = site.texts.text("register.document", visitor.language);
  return page_response(
      site, visitor,
      {title, "/demo/document", heading(title) + paragraph("document", people.document_of(*iin))});
}

}  // namespace

void add_demo_pages(http::Router& router, const Site& site, const DemoSmsGateway& inbox,
                    const DemoPersonRegister& people) {
  add_page(router, site, http::Method::get, "/demo/document",
           [&site, &people](const http::Request& request, const Visitor& visitor) {
             return document_page(site, request, visitor, people);
           });
  add_page(router, site, http::Method::get, "/demo/inbox",
           [&site, &inbox](const http::Request& request, const Visitor& visitor) {
             return inbox_page(site, request, visitor, inbox);
           });
  add_page(router, site, http::Method::get, "/demo/clock",
           [&site](const http::Request&, const Visitor& visitor) { return clock_page(site, visitor, ""); });
  add_page(router, site, http::Method::post, "/demo/clock",
           [&site](const http::Request& request, const Visitor& visitor) {
             return post_clock(site, request, visitor);
           });
}

}  // namespace sanaq
