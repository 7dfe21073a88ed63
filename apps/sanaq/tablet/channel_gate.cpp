#include "sanaq/tablet/channel_gate.h"

#include "page/html.h"

namespace sanaq {

http::Response closed_page(const Site& site, const Visitor& visitor, const ChannelState& state) {
  using Kind = ChannelState::Kind;
  const auto text = [&](std::string_view key, const std::string& moment = {}) {
    return site.texts.text(key, visitor.language, {moment});
  };
  const auto opening = [&] {
    return state.opens ? told_time_and_zone(site, visitor.language, *state.opens) : std::string();
  };
  std::string title, body;
  switch (state.kind) {
    case Kind::before:
      title = text("window.before.title"), body = text("window.before.text", opening());
      break;
    case Kind::between:
      title = text("window.between.title"), body = text("window.between.text", opening());
      break;
    case Kind::closed:
      title = text("window.closed.title");
      body = text("window.closed.text",
                  state.closed ? told_deadline(site, visitor.language, *state.closed) : std::string());
      break;
    case Kind::not_planned:
    case Kind::open:
      title = text("window.closed.title"), body = text("window.not_planned.text");
      break;
  }
  page::Html link;
  link.open("p", {})
      .element("a", {{"href", "/" + visitor.language + "/verify"}}, text("site.verify"))
      .close("p");
  return page_response(site, visitor, {title, "/", heading(title) + paragraph("lead", body) + link.take()});
}

std::optional<http::Response> gate_online(const Site& site, const Visitor& visitor) {
  const ChannelState state = channel_state(site.edition.edition.decisions, "online", site.clock.now());
  if (state.kind == ChannelState::Kind::open) return std::nullopt;
  return closed_page(site, visitor, state);
}

}  // namespace sanaq
