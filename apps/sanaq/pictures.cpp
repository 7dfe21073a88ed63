#include "sanaq/pictures.h"

#include <algorithm>

#include "casework/picture_answers.h"
#include "sanaq/tablet/channel_gate.h"

namespace sanaq {
namespace {

constexpr std::string_view file_suffix = ":file";

void set_field(page::Fields& fields, std::string_view name, std::string value) {
  for (auto& [key, held] : fields)
    if (key == name) {
      held = std::move(value);
      return;
    }
  fields.emplace_back(name, std::move(value));
}

// Only questions that stood on the page take files.
std::optional<Place> place_of_file(const Interview& interview, std::string_view name) {
  if (!name.ends_with(file_suffix)) return std::nullopt;
  const auto place = page::parse_field_name(interview, name.substr(0, name.size() - file_suffix.size()));
  if (!place || page::widget(interview, *place) != page::Widget::image) return std::nullopt;
  return place;
}

int picture_status(std::string_view code) {
  if (code == "store.unavailable" || code == "db.pool_timeout") return 503;
  if (code == "picture.size") return 413;
  return 422;
}

http::Response picture_refusal(const http::Request& request, int status, const Error& error) {
  return http::problem(status, error.code, request.id);
}

http::Response take_picture(const Site& site, const http::Request& request, const Visitor& visitor) {
  if (!csrf_is_right(site, visitor, request.header("x-csrf")))
    return picture_refusal(request, 403, {"session.csrf", {}});
  const auto name = store_picture(site, visitor.session->case_id, request.body);
  if (!name) return picture_refusal(request, picture_status(name.error().code), name.error());
  Json out = Json::object();
  out.set("picture", Json::string(*name));
  http::Response response = http::json(out);
  http::add_header(response, "Cache-Control", "no-store");
  return response;
}

// Calls for who has a session, while the channel is open.
template <class Handler>
void add_picture_call(http::Router& router, const Site& site, http::Method method, const std::string& path,
                      Handler handler) {
  router.add(method, path,
             [&site, handler](http::Request&& request, http::Responder&& responder) {
               const Visitor visitor = visitor_of(site, request);
               if (visitor.unknown)
                 return responder.send(picture_refusal(request, 503, {"store.unavailable", {}}));
               if (!visitor.session)
                 return responder.send(picture_refusal(request, 401, {"session.gone", {}}));
               if (request.method == http::Method::post && gate_online(site, visitor))
                 return responder.send(picture_refusal(request, 403, {"channel.closed", {}}));
               responder.send(handler(request, visitor));
             },
             {http::Run::pooled, method == http::Method::post ? picture_post_bytes_max : 0});
}

}  // namespace

Result<std::string> store_picture(const Site& site, CaseId case_id, std::string_view bytes) {
  SANAQ_TRY(const picture::File file, picture::read(bytes));
  std::string name = picture_name(bytes);
  SANAQ_TRY_DONE(site.pictures.put(case_id, name, file, site.clock.now()));
  return name;
}

http::Response picture_response(const Site& site, CaseId case_id, std::string_view name,
                                const std::string& request_id) {
  auto found = site.pictures.find(case_id, name);
  if (!found) {
    site.log.failure("picture.failed", found.error());
    return http::problem(503, "store.unavailable", request_id);
  }
  if (!*found) return http::problem(404, "http.not_found", request_id);
  http::Response response;
  response.content_type = std::string(picture::media_type((*found)->kind));
  response.body = std::move((*found)->bytes);
  http::add_header(response, "Cache-Control", "no-store");
  http::add_header(response, "Content-Disposition", "inline");
  return response;
}

Result<std::vector<page::Rejected>> take_files(const Site& site, CaseId case_id, const Interview& interview,
                                               const http::Request& request, page::Fields& fields) {
  std::vector<page::Rejected> rejected;
  if (http::media_type_of(request.header("content-type")) != "multipart/form-data") return rejected;
  SANAQ_TRY(const auto parts, request.parts());
  for (const http::Part& part : parts) {
    const auto place = place_of_file(interview, part.name);
    if (!place || part.filename.empty() || part.content.empty()) continue;
    const auto name = store_picture(site, case_id, part.content);
    if (name) {
      set_field(fields, page::field_name(interview, *place), *name);
    } else if (picture_status(name.error().code) == 503) {
      return name.error();
    } else {
      const std::string held = interview.text_of(place->node, interview.stored(*place));
      rejected.push_back({*place, held, name.error().code});
      set_field(fields, "action", "stay");
    }
  }
  return rejected;
}

Result<std::vector<std::string>> missing_pictures(const Site& site, CaseId case_id,
                                                  const Interview& interview) {
  const auto answers = picture_answers(interview, site.plan);
  if (answers.empty()) return std::vector<std::string>();
  std::vector<std::string> names;
  for (const PictureAnswer& answer : answers) names.push_back(answer.name);
  SANAQ_TRY(const auto missing, site.pictures.keep(case_id, names));
  std::vector<std::string> findings;
  for (const PictureAnswer& answer : answers)
    if (std::find(missing.begin(), missing.end(), answer.name) != missing.end())
      findings.push_back(interview.form().nodes[answer.place.node].name + ".picture");
  return findings;
}

bool asks_picture(const Form& form) {
  return std::any_of(form.nodes.begin(), form.nodes.end(),
                     [](const Node& node) { return node.type == ValueType::image; });
}

void add_picture_api(http::Router& router, const Site& site) {
  add_picture_call(router, site, http::Method::post, "/q/pictures",
                   [&site](const http::Request& request, const Visitor& visitor) {
                     return take_picture(site, request, visitor);
                   });
  add_picture_call(router, site, http::Method::get, "/q/pictures/{name}",
                   [&site](const http::Request& request, const Visitor& visitor) {
                     return picture_response(site, visitor.session->case_id, request.param("name"),
                                             request.id);
                   });
}

}  // namespace sanaq
