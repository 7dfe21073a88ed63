#include "page/html.h"
#include "sanaq/site.h"
#include "sanaq/tablet/channel_gate.h"

namespace sanaq {
namespace {

http::Response welcome(const Site& site, const Visitor& visitor) {
  const ChannelState state = channel_state(site.edition.edition.decisions, "online", site.clock.now());
  if (state.kind != ChannelState::Kind::open) return closed_page(site, visitor, state);
  const auto text = [&](std::string_view key) { return site.texts.text(key, visitor.language); };
  page::Html out;
  out.element("h1", {}, text("welcome.title")).element("p", {{"class", "lead"}}, text("welcome.lead"));
  out.element("p", {}, text("welcome.need")).open("ul", {});
  for (const char* key : {"welcome.need.iin", "welcome.need.document", "welcome.need.phone"})
    out.element("li", {}, text(key));
  out.close("ul").open("p", {});
  out.element("a",
              {{"class", "button primary"},
               {"href", "/" + visitor.language + (visitor.session ? "/q" : "/register")}},
              text("welcome.start"));
  out.close("p");
  out.element("p", {{"class", "hint"}},
              site.texts.text("welcome.until", visitor.language,
                              {told_deadline(site, visitor.language, *state.closes)}));
  out.open("p", {})
      .element("a", {{"href", "/" + visitor.language + "/verify"}}, text("site.verify"))
      .close("p");
  if (!site.edition.filling_notes.empty())
    out.open("p", {})
        .element("a", {{"href", "/" + visitor.language + "/explanations"}}, text("explanations.title"))
        .close("p");
  return page_response(site, visitor, {text("welcome.title"), "/", out.take()});
}

// The script of this page removes what the browser kept of the draft.
http::Response signed_out(const Site& site, const Visitor& visitor) {
  const auto text = [&](std::string_view key) { return site.texts.text(key, visitor.language); };
  PageParts parts{text("signed_out.title"), "/signed-out",
                  heading(text("signed_out.title")) + paragraph("lead", text("signed_out.text")) +
                      link("/" + visitor.language + "/", text("site.home"))};
  parts.forget_draft = !visitor.session;
  return page_response(site, visitor, parts);
}

}  // namespace

void add_welcome_pages(http::Router& router, const Site& site) {
  router.get("/", [&site](http::Request&& request, http::Responder&& responder) {
    responder.send(http::redirect("/" + language_of(site, request) + "/"));
  });
  add_page(router, site, http::Method::get, "/",
           [&site](const http::Request&, const Visitor& visitor) { return welcome(site, visitor); });
  add_page(router, site, http::Method::get, "/signed-out",
           [&site](const http::Request&, const Visitor& visitor) { return signed_out(site, visitor); });
  add_page(router, site, http::Method::post, "/logout",
           [&site](const http::Request& request, const Visitor& visitor) {
             if (const auto out = site.registration.sign_out(visitor.token); !out)
               return failure_page(site, visitor, out.error(), request.id);
             http::Response response = http::redirect("/" + visitor.language + "/signed-out");
             give_session_cookie(response, request, "");
             return response;
           });
}

}  // namespace sanaq
