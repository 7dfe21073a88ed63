// What typed answers mean: the clerk sees a text, how many answers say it, and the codes it may mean. Neither
// who wrote it nor where.
#include "base/text.h"
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/office/coding_desk.h"
#include "sanaq/office/office_frame.h"

namespace sanaq {
namespace {

constexpr const char* coding_path = "/office/coding";
constexpr std::size_t candidates_shown = 8;
constexpr std::int32_t similarity_shown_ppm = 250'000;  // what is less like only distracts
constexpr int texts_ahead = 1;

std::string coding_topic_path(const TextCoder::Topic& topic) {
  return std::string(coding_path) + "/" + topic.plan.name;
}

std::string coding_topic_name(const Office& office, const OfficeVisit& visit, const std::string& name) {
  return visit.text(office, "office.coding.topic." + name);
}

TopicCount topic_count_of(const std::vector<TopicCount>& counts, const std::string& name) {
  for (const TopicCount& one : counts)
    if (one.topic == name) return one;
  return {name, 0, 0, 0};
}

http::Response coding_board(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  if (!may_at_home(office, visit, Permission::code_texts)) return office_forbidden(office, visit);
  const auto counts = office.coding->counts();
  if (!counts) return office_failure(office, visit, counts.error(), request.id);
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  page::Html rows;
  rows.open("tbody");
  for (const TextCoder::Topic& topic : office.coding->topics()) {
    const TopicCount count = topic_count_of(*counts, topic.plan.name);
    rows.open("tr").open("th", {{"scope", "row"}});
    rows.element("a", {{"href", office_href(visit, coding_topic_path(topic))}},
                 coding_topic_name(office, visit, topic.plan.name));
    rows.close("th");
    for (const std::int64_t number : {count.open, count.open_answers, count.decided})
      rows.element("td", {{"class", "number"}}, shown_number(number, visit.language));
    rows.close("tr");
  }
  rows.close("tbody");
  const std::string title = text("office.coding");
  const std::string main = heading(title) + paragraph("lead", text("office.coding.lead")) +
                           board_start("coding", title) +
                           board_head({text("office.coding.topic"), text("office.coding.open"),
                                       text("office.coding.answers"), text("office.coding.decided")},
                                      1) +
                           rows.take() + board_end();
  return office_page(office, visit, {title, coding_path, main});
}

// The codes a text may mean, the likest first, and the way out.
std::string code_choices(const Office& office, const OfficeVisit& visit, std::size_t topic,
                         const OpenText& open) {
  const Codelist& list = office.coding->list(topic);
  page::Html out;
  out.open("fieldset", {{"class", "field"}});
  out.element("legend", {{"class", "label"}}, visit.text(office, "office.coding.means"));
  out.open("div", {{"class", "options"}});
  const auto option = [&](const std::string& code, const std::string& label) {
    const std::string id = "code-" + code;
    out.open("div", {{"class", "option"}});
    out.empty("input", {{"type", "radio"}, {"name", "code"}, {"value", code}, {"id", id}});
    out.element("label", {{"for", id}}, label).close("div");
  };
  for (const CodeCandidate& one :
       office.coding->topics()[topic].dictionary.rank(open.shown, candidates_shown))
    if (one.similarity_ppm >= similarity_shown_ppm)
      option(one.code, std::string(list.label(one.code, visit.language)) + " (" + one.code + ")");
  option(std::string(no_code), visit.text(office, "office.coding.none_of_these"));
  out.close("div");
  return out.close("fieldset").take();
}

http::Response coded_text_page(const Office& office, const http::Request& request, const OfficeVisit& visit,
                               std::size_t topic, std::string_view error) {
  const auto open = office.coding->open_texts(topic, visit.actor->login, texts_ahead);
  if (!open) return office_failure(office, visit, open.error(), request.id);
  const TextCoder::Topic& plan = office.coding->topics()[topic];
  const std::string title = coding_topic_name(office, visit, plan.plan.name);
  std::string main = error.empty()
                         ? std::string()
                         : error_summary(visit.text(office, error), {{"other", visit.text(office, error)}});
  main += heading(title);
  if (open->empty()) {
    main += paragraph("", visit.text(office, "office.coding.nothing"));
  } else {
    const OpenText& one = open->front();
    page::Html quoted;
    quoted.element("blockquote", {{"class", "typed"}}, one.shown);
    TextInput other{"other",
                    visit.text(office, "office.coding.other"),
                    visit.text(office, "office.coding.other.hint"),
                    {},
                    error.empty() ? std::string() : visit.text(office, error)};
    other.is_short = true;
    other.required = false;
    main += quoted.take() +
            paragraph("hint", visit.text(office, "office.coding.said_by",
                                         {shown_number(one.answers, visit.language)})) +
            form_start(office_href(visit, coding_topic_path(plan))) +
            hidden_input("csrf", office_csrf(office, visit)) + hidden_input("text", one.folded) +
            code_choices(office, visit, topic, one) + render_input(other) +
            submit_button("primary", "", "", visit.text(office, "office.coding.save")) + "</form>";
  }
  main += link(office_href(visit, coding_path), visit.text(office, "office.coding"));
  return office_page(office, visit, {title, coding_topic_path(plan), main, error.empty() ? 200 : 422});
}

http::Response take_coding_opinion(const Office& office, const http::Request& request,
                                   const OfficeVisit& visit, std::size_t topic) {
  const auto fields = request.form();
  const auto field = [&](std::string_view name) {
    return fields ? std::string(trim(http::field_value(*fields, name))) : std::string();
  };
  const std::string typed = field("other"), code = typed.empty() ? field("code") : typed;
  if (code.empty()) return coded_text_page(office, request, visit, topic, "office.coding.error.empty");
  // The text itself stays out of the log: a person may have written anything.
  const std::string subject = "coding " + office.coding->topics()[topic].plan.name;
  if (code != no_code && office.coding->list(topic).find(code) == nullptr)
    return coded_text_page(office, request, visit, topic, "office.coding.error.code");
  if (const auto noted = note_deed(office, visit, "coding.say", subject, "code " + code); !noted)
    return office_failure(office, visit, noted.error(), request.id);
  const auto said = office.coding->say(topic, field("text"), code, visit.actor->login);
  if (!said) return office_failure(office, visit, said.error(), request.id);
  return http::redirect(office_href(visit, coding_topic_path(office.coding->topics()[topic])));
}

OfficeHandler coding_topic_page(const SharedOffice& office, bool post) {
  return [office, post](const http::Request& request, const OfficeVisit& visit) {
    if (!may_at_home(*office, visit, Permission::code_texts)) return office_forbidden(*office, visit);
    const std::size_t topic = office->coding->find(request.param("topic"));
    if (topic == std::string::npos) return office_message(*office, visit, "http.not_found", 404);
    return post ? take_coding_opinion(*office, request, visit, topic)
                : coded_text_page(*office, request, visit, topic, "");
  };
}

}  // namespace

void add_office_coding(http::Router& router, const SharedOffice& office) {
  if (office->coding == nullptr) return;
  add_office_page(router, office, SignIn::needed, http::Method::get, coding_path,
                  [office](const http::Request& request, const OfficeVisit& visit) {
                    return coding_board(*office, request, visit);
                  });
  const std::string path = std::string(coding_path) + "/{topic}";
  add_office_page(router, office, SignIn::needed, http::Method::get, path, coding_topic_page(office, false));
  add_office_page(router, office, SignIn::needed, http::Method::post, path, coding_topic_page(office, true));
}

}  // namespace sanaq
