#include "pg_floor.h"

#include <atomic>
#include <thread>

#include "measure.h"
#include "os/clocks.h"
#include "pg/copy.h"
#include "pg/transaction.h"
#include "sanaq/respondent/household.h"

namespace sanaq::perf {
namespace {

constexpr std::size_t store_batch = 256, copy_batch = 1'000, copy_sessions = 2;

double per_second(std::size_t count, std::int64_t micros) {
  return static_cast<double>(count) * 1e6 / static_cast<double>(micros);
}

using Households = std::span<const PreparedSubmission>;

void copy_submissions(pg::Connection& connection, Households households, std::int64_t serial) {
  auto copy = must(pg::CopyIn::begin(connection, "copy floor.submission from stdin (format binary)"), "copy");
  for (const PreparedSubmission& h : households)
    must(copy.row({serial++, h.case_id, Uuid(h.content.bytes), h.received_at, std::int16_t{1},
                   static_cast<std::int16_t>(h.channel), static_cast<std::int16_t>(h.members.size()),
                   h.territory, pg::Bytes{h.response}}),
         "row");
  must(copy.finish(), "copy");
}

void copy_identities(pg::Connection& connection, Households households, std::int64_t serial) {
  auto copy = must(pg::CopyIn::begin(connection, "copy floor.household from stdin (format binary)"), "copy");
  for (const PreparedSubmission& h : households) must(copy.row({serial++, pg::Bytes{h.identity}}), "row");
  must(copy.finish(), "copy");
}

void copy_persons(pg::Connection& connection, Households households, std::int64_t serial) {
  auto copy = must(pg::CopyIn::begin(connection, "copy floor.person from stdin (format binary)"), "copy");
  for (const PreparedSubmission& h : households) {
    for (const MemberClaim& member : h.members)
      if (member.key)
        must(copy.row({Uuid(member.key->bytes), serial, static_cast<std::int16_t>(member.number)}), "row");
    ++serial;
  }
  must(copy.finish(), "copy");
}

void copy_batch_of(pg::Connection& connection, Households households, std::int64_t serial) {
  auto transaction = must(pg::Transaction::begin(connection), "begin");
  copy_submissions(connection, households, serial);
  copy_identities(connection, households, serial);
  copy_persons(connection, households, serial);
  must(transaction.commit(), "commit");
}

}  // namespace

std::vector<PreparedSubmission> prepare(CensusSite& site, const HouseholdBodies& bodies, std::uint64_t first,
                                        std::uint64_t count) {
  const Site& parts = site.collection().site();
  std::vector<PreparedSubmission> out;
  for (std::uint64_t number = first; number < first + count; ++number) {
    const std::string body = bodies.body(number);
    const Interview interview =
        must(open_answers(parts.program, parts.context, std::string_view(body)), "open");
    const UtcInstant now = parts.clock.now();
    const SubmissionHead head{{Uuid::make(now.micros / 1000, parts.rng)},
                              Channel::online,
                              now,
                              counting_territory(parts.edition, parts.plan, interview)};
    const auto passed = passed_of(must(parse_json(body), "json"));
    auto outcome = must(prepare_submission(interview, parts.plan, head, {}, passed, parts.hash, parts.sealer),
                        "prepare");
    if (const auto* refused = std::get_if<NotReady>(&outcome)) {
      for (const std::string& name : refused->names) std::fprintf(stderr, "not ready: %s\n", name.c_str());
      std::exit(1);
    }
    out.push_back(std::get<PreparedSubmission>(std::move(outcome)));
  }
  return out;
}

double store_alone(CensusSite& site, const std::vector<PreparedSubmission>& households) {
  const std::int64_t start = os::monotonic_micros();
  for (std::size_t at = 0; at < households.size(); at += store_batch) {
    const Households batch =
        Households(households).subspan(at, std::min(store_batch, households.size() - at));
    for (const SubmitOutcome& outcome : must(site.collection().site().submissions.submit(batch), "store"))
      SANAQ_CHECK(outcome.kind == SubmitOutcome::Kind::stored && outcome.duplicates.empty());
  }
  return per_second(households.size(), os::monotonic_micros() - start);
}

double plain_copy(CensusSite& site, const std::vector<PreparedSubmission>& households) {
  auto owner = site.owner();
  must(owner.run_script(
           "create schema floor; create table floor.submission (like casework.submission including all);"
           "create table floor.household (like identity.household including all);"
           "create table floor.person (like casework.person including all)"),
       "floor");
  std::vector<pg::Connection> connections;
  for (std::size_t i = 0; i < copy_sessions; ++i) connections.push_back(site.owner());
  std::atomic<std::size_t> next = 0;
  const std::int64_t start = os::monotonic_micros();
  {
    std::vector<std::jthread> threads;
    for (auto& connection : connections)
      threads.emplace_back([&connection, &next, &households] {
        for (std::size_t at = next.fetch_add(copy_batch); at < households.size();
             at = next.fetch_add(copy_batch)) {
          const auto batch = Households(households).subspan(at, std::min(copy_batch, households.size() - at));
          copy_batch_of(connection, batch, static_cast<std::int64_t>(at));
        }
      });
  }
  const double rate = per_second(households.size(), os::monotonic_micros() - start);
  must(owner.run_script("drop schema floor cascade"), "floor");
  return rate;
}

}  // namespace sanaq::perf
