// A list of 10,000 people brought as a table: read, checked, keys made, sealed, stored. And the board of
// 10,000 institutions: its queries, and the page as a clerk's browser gets it.
//   institution_perf [--people N] [--places N]
#include <chrono>

#include "census_site.h"
#include "crypto/token.h"
#include "http/client.h"
#include "institution/list_import.h"
#include "machine_use.h"
#include "measure.h"
#include "sanaq/command/arguments.h"
#include "sanaq/institution/table_file.h"

using namespace sanaq;
using namespace sanaq::perf;

namespace {

constexpr int rounds = 5;

// Numbers of births in 2095, which no living person has; past a thousand, documents.
std::string table_of(std::int64_t people) {
  std::string csv = "Фамилия,Имя,ИИН,Номер документа,Дата рождения,Пол\n";
  for (std::int64_t i = 0; i < people; ++i)
    csv += "Үлгібай,Адам" + std::to_string(i) + ",,N" + std::to_string(i) + ",17.03.19" +
           std::to_string(20 + i % 80) + ",м\n";
  return csv;
}

Institution place_of(Collection& c, std::int64_t number) {
  Institution place;
  place.id = c.institutions().new_id();
  place.number = "P" + std::to_string(100'000 + number);
  place.kind = "social_services";
  place.territory = "471010000";
  place.expected = 40;
  place.details = {"Үлгі", "Үлгі", "Үлгібай", "Үлгі көшесі", "1"};
  return place;
}

double take_list(Collection& c, const std::string& table, std::int64_t number) {
  const Institution place = place_of(c, number);
  must(c.institutions().places().add({place}, c.clock().now()), "place");
  const auto begin = std::chrono::steady_clock::now();
  auto read =
      must(read_list_table(must(read_table_file(table), "file"), c.edition().edition.institutions.list_date),
           "table");
  SANAQ_CHECK(read.takes());
  std::vector<Resident> people;
  for (ResidentPerson& person : read.people)
    people.push_back(c.institutions().make_resident(std::move(person), false));
  must(c.institutions().people().add(place.id, people), "people");
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin;
  return spent.count();
}

double open_board(Collection& c) {
  PlaceQuery query;
  query.limit = 50;
  const auto begin = std::chrono::steady_clock::now();
  must(c.institutions().places().count(query), "count");
  must(c.institutions().places().list(query), "list");
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin;
  return spent.count();
}

// A clerk of the department who is signed in, over TLS on one connection, as a browser keeps it.
class BoardReader {
 public:
  explicit BoardReader(Collection& c)
      : client_(
            must(http::Client::create({"127.0.0.1", c.port(), true, http::Trust::anything, {}}), "client")) {
    must(add_account(c.staff(), c.audit(), c.sealer(), c.clock(), c.rng(), "clerk", Role::department,
                     "470000000", "password", ""),
         "account");
    const auto staff = must(c.staff().find("clerk"), "staff");
    const std::string token = crypto::random_token();
    const UtcInstant until{c.clock().now().micros + 3600 * micros_per_second};
    must(
        c.staff().add_session(c.hash().mac(HashPurpose::session, "staff:" + token), staff->actor.user, until),
        "session");
    cookie_ = "__Host-sanaq-office=" + token;
  }
  // Seconds until the whole page is there.
  double read(const std::string& query) {
    const auto begin = std::chrono::steady_clock::now();
    const auto page =
        must(client_.get("/kk/office/institutions" + query, {{"Cookie", cookie_}, {"Accept", "text/html"}}),
             "page");
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin;
    SANAQ_CHECK(page.status == 200 && page.body.find(">P10") != std::string::npos);
    return spent.count();
  }

 private:
  http::Client client_;
  std::string cookie_;
};

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  const auto arguments = must(Arguments::parse(words, {"people", "places"}, {}), "arguments");
  const auto people = must(arguments.number("people", 10'000, 10, 20'000), "people");
  const auto places = must(arguments.number("places", 10'000, 10, 100'000), "places");
  CensusSite site(0);
  Collection& c = site.collection();
  const std::string table = table_of(people);
  std::vector<double> lists, boards;
  const MachineUse use;
  for (int round = 0; round < rounds; ++round) lists.push_back(take_list(c, table, round));
  print({"list.import", median(lists), "s", {}, 0, use.spent().foreign_cores});
  std::vector<Institution> many;
  for (std::int64_t i = 0; i < places; ++i) many.push_back(place_of(c, 1'000 + i));
  must(c.institutions().places().add(many, c.clock().now()), "places");
  const MachineUse board_use;
  for (int round = 0; round < rounds; ++round) boards.push_back(open_board(c));
  print({"institution.board", median(boards), "s", {}, 0, board_use.spent().foreign_cores});
  BoardReader clerk(c);
  std::vector<double> pages, further;
  const MachineUse page_use;
  for (int round = 0; round < rounds; ++round) {
    pages.push_back(clerk.read(""));
    further.push_back(clerk.read("?after=P" + std::to_string(101'000 + places / 2)));
  }
  print({"institution.board.page", median(pages), "s", {}, 0, page_use.spent().foreign_cores});
  print({"institution.board.further", median(further), "s", {}, 0, page_use.spent().foreign_cores});
  return 0;
}
