#include "exchange/desk.h"

#include <algorithm>

namespace sanaq::exchange {

namespace {

template <class T>
std::vector<T> rest_of(const std::vector<T>& all, std::size_t known) {
  return {all.begin() + static_cast<std::ptrdiff_t>(known), all.end()};
}

}  // namespace

// What a call will write and answer, a line a run.
struct SyncDesk::Plan {
  Commit commit;
  std::vector<TakenRun> taken;
  std::size_t run = 0;             // being judged
  std::vector<PictureId> missing;  // pictures that are named and not settled
};

Result<SyncAnswer> SyncDesk::sync(DeviceId device, const DeviceKey& key, const SyncRequest& request,
                                  const CallLimits& limits) {
  if (request.device != device) return Error{"exchange.device", {}};
  ReceiptSheet sheet{device, clock_.now(), {}, 0, {}};
  std::vector<PictureId> asked;
  for (const PicturePart& part : request.pictures) {
    SANAQ_TRY_DONE(store_.take_part(device, part, sheet.at));
    asked.push_back(part.picture);
  }
  SANAQ_TRY(const auto taken, take_runs(device, request.runs, prove_all(request.runs, key), sheet.at, asked));
  for (const TakenRun& one : taken) sheet.lines.push_back(one.line);
  SANAQ_TRY(auto feed, store_.feed(device, request.feed_after, limits.feed_max + 1));
  SyncAnswer answer;
  answer.more = feed.size() > limits.feed_max;
  if (answer.more) feed.pop_back();
  answer.feed = std::move(feed);
  answer.sheet = write_sheet(std::move(sheet), signer_);
  SANAQ_TRY(answer.wants, wants_of(std::move(asked)));
  return answer;
}

Result<Done> SyncDesk::take_parts(DeviceId device, std::span<const PicturePart> parts, UtcInstant at) {
  for (const PicturePart& part : parts) SANAQ_TRY_DONE(store_.take_part(device, part, at));
  return Done{};
}

Result<std::vector<TakenRun>> SyncDesk::take(DeviceId device, std::span<const Run> runs,
                                             const ProvenCall& proven, UtcInstant at) {
  std::vector<PictureId> missing;
  return take_runs(device, runs, proven, at, missing);
}

Result<std::vector<SyncAnswer>> SyncDesk::answer_pages(DeviceId device, std::int64_t feed_after,
                                                       std::span<const SheetLine> lines, UtcInstant at) {
  constexpr std::size_t lines_a_page = 2'000, news_a_page = 500;
  constexpr std::size_t news_bytes_max = std::size_t{8} << 20;
  std::vector<SyncAnswer> pages;
  std::size_t news_bytes = 0;
  bool more = true;
  while (pages.empty() || !lines.empty() || (more && news_bytes < news_bytes_max)) {
    SyncAnswer page;
    if (more && news_bytes < news_bytes_max) {
      SANAQ_TRY(page.feed, store_.feed(device, feed_after, news_a_page));
      more = page.feed.size() == news_a_page;
      for (const FeedEntry& entry : page.feed) news_bytes += entry.payload.size() + 64;
      if (!page.feed.empty()) feed_after = page.feed.back().number;
    }
    const auto now = lines.first(std::min(lines.size(), lines_a_page));
    lines = lines.subspan(now.size());
    page.sheet = write_sheet({device, at, {now.begin(), now.end()}, 0, {}}, signer_);
    pages.push_back(std::move(page));
  }
  pages.back().more = more;
  return pages;
}

Result<std::vector<TakenRun>> SyncDesk::take_runs(DeviceId device, std::span<const Run> runs,
                                                  const ProvenCall& call, UtcInstant at,
                                                  std::vector<PictureId>& missing) {
  Plan fresh{{device, at, {}, {}}, {}, 0, {}};
  for (const Run& run : runs) fresh.taken.push_back({{run.chain, run.case_id, Standing::refused, {}}, 0});
  if (call.runs.empty()) return std::move(fresh.taken);
  constexpr int attempts = 3;  // the same device may be calling twice at once
  for (int attempt = 0; attempt < attempts; ++attempt) {
    SANAQ_TRY(const auto heads, store_.heads(device, call.runs));
    SANAQ_CHECK(heads.size() == call.runs.size());
    Plan plan = fresh;
    for (std::size_t i = 0; i < call.runs.size(); ++i) {
      plan.run = call.places[i];
      if (heads[i]) SANAQ_TRY_DONE(judge_run(runs[plan.run], call.runs[i], *heads[i], plan));
    }
    missing.insert(missing.end(), plan.missing.begin(), plan.missing.end());
    if (plan.commit.additions.empty() && plan.commit.forks.empty()) return std::move(plan.taken);
    auto done = store_.commit(plan.commit);
    if (!done && done.error().code == "exchange.moved") continue;
    if (!done) return std::move(done.error());
    return std::move(plan.taken);
  }
  return Error{"store.unavailable", "the device's chains are being written"};
}

Result<Done> SyncDesk::judge_run(const Run& run, const ProvenRun& proven, const Head& stored, Plan& plan) {
  std::optional<Error> failure;
  const auto link_at = [&](std::int64_t number) {
    auto link = store_.link_at(run.chain, number);
    if (!link) failure = link.error();
    return link ? *link : std::nullopt;
  };
  Judgement judgement = judge(proven, stored, link_at);
  if (failure) return *std::move(failure);
  if (judgement.standing == Standing::gap) {
    // Calls are limited, so a fork may come in pieces.
    SANAQ_TRY(const bool continues, store_.holds_fork(proven.before.link));
    if (continues) judgement.standing = Standing::forked;
  }
  const std::size_t known = judgement.standing == Standing::stored ? judgement.known : 0;
  if (judgement.standing != Standing::gap) {
    SANAQ_TRY(const bool settled, pictures_settled(proven, known, plan));
    if (!settled) judgement.standing = Standing::gap;
  }
  SheetLine& line = plan.taken[plan.run].line;
  plan.taken[plan.run].known = known;
  line.standing = judgement.standing;
  line.head = judgement.standing == Standing::gap ? stored : proven.head();
  if (judgement.standing == Standing::forked) plan.commit.forks.push_back({run, proven.links.back()});
  if (judgement.standing != Standing::stored || judgement.known == proven.entries.size()) return Done{};
  plan.commit.additions.push_back({run.chain, run.case_id, stored, rest_of(run.entries, judgement.known),
                                   rest_of(proven.entries, judgement.known),
                                   rest_of(proven.links, judgement.known), run.signature});
  return Done{};
}

// The signature at the end of a run vouches for all of it, so a run is stored whole or not at all.
Result<bool> SyncDesk::pictures_settled(const ProvenRun& proven, std::size_t known, Plan& plan) {
  std::vector<PictureId> named;
  for (std::size_t i = known; i < proven.entries.size(); ++i)
    if (const auto note = picture_note(proven.entries[i])) named.push_back({proven.case_id, note->name});
  if (named.empty()) return true;
  SANAQ_TRY(const auto stands, store_.pictures(named));
  SANAQ_CHECK(stands.size() == named.size());
  bool settled = true;
  for (std::size_t i = 0; i < named.size(); ++i) {
    if (stands[i].settled) continue;
    settled = false;
    plan.missing.push_back(named[i]);
  }
  return settled;
}

Result<std::vector<PictureWant>> SyncDesk::wants_of(std::vector<PictureId> asked) {
  std::sort(asked.begin(), asked.end());
  asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
  std::vector<PictureWant> wants;
  if (asked.empty()) return wants;
  SANAQ_TRY(const auto stands, store_.pictures(asked));
  for (std::size_t i = 0; i < asked.size(); ++i)
    if (!stands[i].settled) wants.push_back({asked[i], stands[i].held});
  return wants;
}

}  // namespace sanaq::exchange
