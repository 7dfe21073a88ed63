// Nothing of a protected institution comes out of any address of the server, whoever asks and whatever is
// asked for; nor out of the feed of a tablet, the log, or a column of the database that is not sealed.
#include <unistd.h>

#include <cstdio>
#include <map>

#include "os/files.h"
#include "sanaq/region/region_answers.h"
#include "sanaq/testing/protected_scene.h"
#include "sanaq/testing/tablet_client.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

template <class T>
T must(Result<T> result) {
  return CollectionScene::must(std::move(result));
}

/// What the server writes to its log meanwhile.
class TakenLog {
 public:
  TakenLog() : kept_(::dup(2)) {
    const int file = ::mkstemp(path_.data());
    REQUIRE(file >= 0);
    ::dup2(file, 2);
    ::close(file);
  }
  ~TakenLog() {
    ::dup2(kept_, 2);
    ::close(kept_);
    ::unlink(path_.c_str());
  }
  std::string text() const { return must(os::read_file(path_)); }

 private:
  int kept_;
  std::string path_ = "/tmp/sanaq-log-XXXXXX";
};

std::string words_told(std::string_view text) {
  std::string told;
  for (const char* word : protected_words)
    if (text.find(word) != std::string_view::npos) told += std::string(word) + ' ';
  return told;
}

// The letters of a PDF, which are packed in the file.
std::string shown_text(const std::string& body) {
  if (!body.starts_with("%PDF")) return body;
  const std::string path = "/tmp/sanaq-protected-" + std::to_string(::getpid()) + ".pdf";
  must(os::write_file(path, body));
  FILE* const pipe = ::popen(("pdftotext " + path + " - 2>/dev/null").c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string text;
  char part[4096];
  for (std::size_t size; (size = std::fread(part, 1, sizeof part, pipe)) > 0;) text.append(part, size);
  REQUIRE(::pclose(pipe) == 0);
  ::unlink(path.c_str());
  return text;
}

/// The scene worked on: lists accepted, a person of the protected one counted with an address typed by the
/// employee and claimed by the open one too, a tablet held by the employee.
struct WorkedScene : ProtectedScene {
  Resident resident;
  equipment::Holder keeper;

  WorkedScene() {
    const InstitutionDesk& desk = c.institutions();
    for (const Institution* one : {&hidden, &open}) REQUIRE(*desk.sign_with_demo_key(now(*one), "employee"));
    for (const Institution* one : {&hidden, &open})
      REQUIRE(*desk.decide(now(*one), ListCommand::accept, "bureau"));
    ResidentPerson person;
    person.surname = "Жасырынадам";
    person.given_name = "Үлгі";
    person.iin = "950317500079";
    for (char digit = '0'; !Iin::parse(person.iin); ++digit) person.iin.back() = digit;
    person.sex = "1";
    person.birth_date = "1990-03-17";
    resident = *must(desk.add(now(hidden), person, true));
    count(hidden, resident, "Жасырынкөше");
    person.surname = "Ашықадам";
    count(open, *must(desk.add(now(open), person, true)), "Ашықкөше");
    keep_tablet();
  }

  Institution now(const Institution& one) const { return **c.institutions().places().find(one.id); }

  void count(const Institution& place, const Resident& one, const char* street) const {
    const Site& site = scene.census();
    const region::RegionAnswers answers(site);
    SplitMix rng(7);
    auto draft = must(c.institutions().draft(now(place), one));
    auto operations = answers.to_the_end(draft.interview, one.person, nullptr, rng);
    REQUIRE(operations);
    for (const auto& [node, text] : {std::pair(site.plan.street, street), std::pair(site.plan.house, "9")}) {
      Operation typed;
      typed.question = site.form().nodes[node].name;
      typed.value = text;
      operations->push_back(typed);
    }
    must(c.institutions().store(one, draft.position, *operations));
    REQUIRE(must(c.institutions().finish(now(place), one, "employee")).kind == HelpedSent::Kind::stored);
  }

  void keep_tablet() {
    const Actor clerk{{}, "clerk", Role::department, "470000000"};
    EquipmentDesk& desk = c.equipment();
    const auto office = must(desk.office_of("470000000"));
    const auto seller = must(
        desk.put_holder(clerk, {{}, equipment::HolderKind::supplier, "Үлгі", "", "470000000", "", "", true}));
    keeper = must(desk.put_holder(
        clerk, {{}, equipment::HolderKind::employee, "Үлгібай", "", "471010000", employee, "", true}));
    for (const auto& [kind, giver, taker] : {std::tuple(equipment::ActKind::acceptance, seller, office),
                                             std::tuple(equipment::ActKind::handover, office, keeper)}) {
      const auto act = must(desk.draft(
          clerk, {kind, giver.id, taker.id, {{"tablet", "T-1", 1, equipment::Condition::good, ""}}, "", {}}));
      must(desk.sign_on_paper(clerk, act.id, {equipment::Side::giver, equipment::Side::taker},
                              "%PDF-1.4\n%%EOF\n"));
    }
  }
};

/// Every GET the server knows, with the ids of the protected institution in it.
std::vector<std::string> all_addresses(WorkedScene& s) {
  const std::map<std::string, std::string> known = {{"lang", "kk"},
                                                    {"place", s.hidden.id.value.to_string()},
                                                    {"resident", s.resident.id.value.to_string()},
                                                    {"holder", s.keeper.id.value.to_string()},
                                                    {"name", "kato"},
                                                    {"login", s.employee}};
  std::vector<std::string> out;
  const http::Router router = s.c.routes();
  for (const auto& route : router.routes()) {
    if (route->method != http::Method::get) continue;
    std::string path = route->pattern;
    for (std::size_t open = path.find('{'); open != std::string::npos; open = path.find('{', open)) {
      const std::size_t close = path.find('}', open);
      std::string name = path.substr(open + 1, close - open - 1);
      if (name.ends_with('*')) name.pop_back();
      const auto value = known.find(name);
      path.replace(open, close - open + 1, value == known.end() ? "1" : value->second);
    }
    out.push_back(path);
  }
  return out;
}

// Everything that pages search and filter by, at once and one by one.
const std::vector<std::string>& all_questions() {
  static const std::string secret = "%D0%96%D0%B0%D1%81%D1%8B%D1%80%D1%8B%D0%BD";  // how the words begin
  static const std::vector<std::string> questions = {
      "", "?format=csv",
      "?search=" + secret + "&q=" + secret + "&name=" + secret + "&number=HIDE&serial=T-1&status=all&after=",
      "?territory=471010000&kind=crisis_centre&who=employee&format=csv&all=1&limit=1000",
      "?iin=950317500079&code=HIDE&actor=&action=&state=sent&member=1&days=400"};
  return questions;
}

void ask_everything(WorkedScene& s, const std::string& role, const std::string& cookie) {
  auto client = http::Client::create(s.scene.site()).value();
  int answered = 0;
  for (const std::string& address : all_addresses(s))
    for (const std::string& question : all_questions()) {
      http::Fields headers = {{"Accept", question.size() % 2 == 0 ? "text/html" : "application/json"}};
      if (!cookie.empty()) headers.push_back({"Cookie", cookie});
      if (address.find("logout") != std::string::npos) continue;
      const auto answer = must(client.get(address + question, headers));
      CHECK_MESSAGE(answer.status < 500, role, " ", address, question);
      answered += answer.status == 200 ? 1 : 0;
      const std::string told =
          words_told(shown_text(answer.body)) + words_told(std::string(answer.header("location")));
      CHECK_MESSAGE(told.empty(), role, " reads ", told, "at ", address, question);
    }
  CHECK(answered > 20);
}

// Posts with what a form of the office carries, to every address about the institution.
void press_everything(WorkedScene& s, const std::string& role, const std::string& cookie) {
  auto client = http::Client::create(s.scene.site()).value();
  const std::string home = must(client.get("/kk/office", {{"Cookie", cookie}})).body;
  const std::string mark = "name=\"csrf\" value=\"";
  const std::size_t at = home.find(mark);
  REQUIRE(at != std::string::npos);
  const std::string token =
      home.substr(at + mark.size(), home.find('"', at + mark.size()) - at - mark.size());
  const http::Router router = s.c.routes();
  for (const auto& route : router.routes()) {
    const std::size_t place = route->pattern.find("{place}");
    if (route->method != http::Method::post || place == std::string::npos) continue;
    std::string path = "/kk" + route->pattern.substr(route->pattern.find('/', 1));
    path.replace(path.find("{place}"), 7, s.hidden.id.value.to_string());
    for (const char* name : {"{resident}", "{version}", "{login}", "{person}"})
      if (const std::size_t part = path.find(name); part != std::string::npos)
        path.replace(part, std::string_view(name).size(), "1");
    const auto answer = must(client.post(path, "application/x-www-form-urlencoded", "csrf=" + token,
                                         {{"Cookie", cookie}, {"Accept", "text/html"}}));
    CHECK_MESSAGE(answer.status == 403, role, " ", path, " ", answer.status);
    CHECK_MESSAGE(words_told(answer.body).empty(), role, " ", path);
  }
}

}  // namespace

TEST_CASE("000-3 001-3: no address of the server tells of a protected institution, nor does its log") {
  const TakenLog log;
  WorkedScene s;
  const std::pair<std::string, std::string> roles[] = {
      {"nobody", ""},
      {"bureau", s.add("bureau", Role::bureau, "")},
      {"department", s.add("department", Role::department, "470000000")},
      {"another department", s.add("elsewhere", Role::department, "750000000")},
      {"authorised", s.add("authorised", Role::authorised, "471000000")},
      {"commission", s.add("commission", Role::commission, "470000000")},
      {"operator", s.add("operator", Role::operator_1446, "")},
      {"instructor", s.add("instructor", Role::instructor, "471000000")},
      {"another employee", s.enter(s.open_employee)},
  };
  for (const auto& [role, cookie] : roles) {
    ask_everything(s, role, cookie);
    if (!cookie.empty()) press_everything(s, role, cookie);
  }
  CHECK(words_told(log.text()) == "");
  CHECK(log.text().find("950317500") == std::string::npos);
}

TEST_CASE("000-3 001-3: the feed of a tablet of the same district does not name it") {
  WorkedScene s;
  TabletClient tablet(s.scene.site());
  REQUIRE(must(tablet.enrol(must(s.scene.field().invite("Tablet", "471000000")))).status == 200);
  must(s.scene.field().assign_next(tablet.device, 50));
  const auto answer = must(tablet.call(tablet.request()));
  CHECK(answer.status == 200);
  CHECK(words_told(answer.body) == "");
  CHECK(words_told(to_text(tablet.papers)) == "");
}

TEST_CASE("000-3 001-3: the database names it in no column that is not sealed") {
  WorkedScene s;
  auto owner = s.scene.database.connect();
  const pg::Statement all{"",
                          "select schemaname || '.' || tablename, query_to_xml(format('select * from %I.%I', "
                          "schemaname, tablename), true, true, '')::text from pg_tables "
                          "where schemaname not in ('pg_catalog', 'information_schema')",
                          "", ""};
  const auto tables = must(owner.query(all));
  CHECK(tables.size() > 40);
  for (const auto table : tables) {
    std::string told = words_told(table.get<std::string>(1));
    if (table.get<std::string>(0) == "institution.place")
      told = told == "HIDE-1 " ? "" : told;  // the register's number
    CHECK_MESSAGE(told.empty(), table.get<std::string>(0), " holds ", told);
  }
}
