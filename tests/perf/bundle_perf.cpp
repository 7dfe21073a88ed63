// A tablet's file of many interviews into durable storage: opened, decompressed, proven, judged, stored. What
// follows, the way into the drafts, is measured apart.   bundle_perf [--interviews N] [--rounds N]
#include <chrono>

#include "base/bytes.h"
#include "census_site.h"
#include "exchange/tablet.h"
#include "exchange/wire.h"
#include "machine_use.h"
#include "measure.h"
#include "os/system_rng.h"
#include "sanaq/command/arguments.h"
#include "sanaq/testing/bundle_writer.h"

using namespace sanaq;
using namespace sanaq::perf;

namespace {

constexpr std::int64_t pages = 12;  // an interview: so many saved pages, then its end

struct EnrolledTablet {
  os::SystemRng rng;
  crypto::SigningKey key{crypto::SecretKey::random()};
  ReceiptPublicKeys office;
  DeviceId device;
  testing::DepartmentKey to;

  explicit EnrolledTablet(Collection& collection) {
    const auto code = must(collection.field().invite("Tablet", "471000000"), "invite");
    const auto raw = exchange::view(key.public_key());
    device = must(collection.field().enrol(code, raw), "enrol").id;
    const Json told = collection.bundles().key_for("471000000");
    to.department = told["department"].text();
    to.number = static_cast<std::uint8_t>(told["number"].integer(0));
    const auto bytes = must(from_base64url(told["key"].text()), "key");
    std::copy(bytes.begin(), bytes.end(), to.key.begin());
  }
};

class NobodysKeys final : public exchange::OfficeKeys {
 public:
  bool verify(std::uint8_t, std::string_view, const exchange::Signature&) const override { return false; }
};

// Saved pages as a browser writes them: a few answers each, different in every household.
std::string page_of(std::int64_t interview, std::int64_t page) {
  std::string text = "[";
  for (int i = 0; i < 4; ++i) {
    if (i > 0) text += ',';
    text += R"({"op":"answer","question":"question_)" + std::to_string(page) + '_' + std::to_string(i) +
            R"(","item":"m)" + std::to_string(interview % 5) + R"(","value":")" +
            std::to_string(interview * 7919 + page * 104'729 + i) + R"("})";
  }
  return text + "]";
}

void write_entry(exchange::Tablet& tablet, EnrolledTablet& with, CaseId of, exchange::EntryKind kind,
                 std::string payload) {
  exchange::Entry entry;
  entry.kind = kind;
  entry.payload = std::move(payload);
  entry.salt = with.rng.next();
  const auto written = tablet.write(of, entry, {Uuid::make(1, with.rng)});
  must(tablet.add(written, with.key.sign(written.to_sign())), "add");
}

std::string bundle_of(EnrolledTablet& with, std::int64_t interviews) {
  const NobodysKeys keys;
  exchange::Tablet tablet(with.device, keys);
  for (std::int64_t i = 0; i < interviews; ++i) {
    const CaseId of{Uuid::make(1'631'000'000'000 + i, with.rng)};
    for (std::int64_t page = 0; page < pages; ++page)
      write_entry(tablet, with, of, exchange::EntryKind::operations, page_of(i, page));
    write_entry(tablet, with, of, exchange::EntryKind::finish, "{}");
  }
  tablet.flushed();
  return testing::write_bundle(with.device, exchange::plan_bundle(tablet, {}), with.to, with.key).bytes;
}

double import(Collection& collection, const std::string& file, std::int64_t fresh, std::int64_t known) {
  const auto begin = std::chrono::steady_clock::now();
  const auto looked = must(collection.bundles().look(file), "look");
  const auto taken = must(collection.bundles().take(looked), "take");
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin;
  SANAQ_CHECK(taken.report.complete());
  SANAQ_CHECK(taken.report.fresh.entries == fresh && taken.report.known.entries == known);
  return spent.count();
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  const auto arguments = must(Arguments::parse(words, {"interviews", "rounds"}, {}), "arguments");
  const auto interviews = must(arguments.number("interviews", 20'000, 10, 1'000'000), "interviews");
  const auto rounds = must(arguments.number("rounds", 3, 1, 100), "rounds");
  CensusSite site(0);
  Collection& collection = site.collection();
  collection.field().stop_drafting();  // only the import is measured
  std::vector<double> fresh, known;
  double foreign = 0;
  for (std::int64_t round = 0; round < rounds; ++round) {
    EnrolledTablet tablet(collection);
    const std::string file = bundle_of(tablet, interviews);
    const std::int64_t entries = interviews * (pages + 1);
    const MachineUse use;
    fresh.push_back(import(collection, file, entries, 0));
    foreign = use.spent().foreign_cores;
    known.push_back(import(collection, file, 0, entries));
    std::fprintf(stderr,
                 "round: %lld interviews, %lld entries, %.1f MB: new %.2f s, known %.2f s, foreign %.2f\n",
                 static_cast<long long>(interviews), static_cast<long long>(entries),
                 static_cast<double>(file.size()) / 1e6, fresh.back(), known.back(), foreign);
  }
  print({"bundle.import", median(fresh), "s", {}, 0, foreign});
  print({"bundle.import.known", median(known), "s", {}, 0, foreign});
  return 0;
}
