#include "sanaq/respondent/submission_desk.h"

#include <doctest.h>

#include <atomic>

using namespace sanaq;

namespace {

class CountingSink final : public http::ResponseSink {
 public:
  std::atomic<int> answered = 0;
  void deliver(std::uint64_t, http::Response&&, std::shared_ptr<http::ResponseSink>) override { ++answered; }
};

ArrivedSubmission household(const std::shared_ptr<CountingSink>& sink, const std::string& body) {
  http::Request request;
  request.body = body;
  return {std::move(request), http::Responder(sink, 1, {}, "1"), {}};
}

}  // namespace

TEST_CASE("all households are looked up together, handled once, and worked off at the end") {
  const auto sink = std::make_shared<CountingSink>();
  std::atomic<int> look_ups = 0, with_session = 0, without = 0;
  {
    SubmissionDesk desk({[&](std::span<ArrivedSubmission> arrived) -> Result<Done> {
                           ++look_ups;
                           for (ArrivedSubmission& one : arrived)
                             if (one.request.body == "known") one.session.emplace();
                           return Done{};
                         },
                         [&](ArrivedSubmission&& one, const Result<Done>& looked_up) {
                           CHECK(looked_up);
                           ++(one.session ? with_session : without);
                           one.responder.send(http::no_content());
                         }},
                        {.threads = 3, .gather = std::chrono::milliseconds(50)});
    for (int i = 0; i < 100; ++i) REQUIRE(desk.take(household(sink, i % 4 == 0 ? "unknown" : "known")));
  }
  CHECK(with_session == 75);
  CHECK(without == 25);
  CHECK(sink->answered == 100);
  CHECK(look_ups < 20);
}

TEST_CASE("each is told when the look-up failed, and those beyond the limit are refused") {
  const auto sink = std::make_shared<CountingSink>();
  std::atomic<int> failed = 0;
  SubmissionDesk desk(
      {[](std::span<ArrivedSubmission>) -> Result<Done> { return Error{"store.unavailable", {}}; },
       [&](ArrivedSubmission&& one, const Result<Done>& looked_up) {
         failed += looked_up ? 0 : 1;
         one.responder.send(http::problem(503, looked_up.error().code));
       }},
      {.threads = 1, .waiting_max = 2, .gather = std::chrono::seconds(1)});
  REQUIRE(desk.take(household(sink, "a")));
  REQUIRE(desk.take(household(sink, "b")));
  ArrivedSubmission third = household(sink, "c");
  CHECK_FALSE(desk.take(std::move(third)));
  CHECK(third.request.body == "c");
  third.responder.send(http::problem(503, "server.busy"));
  for (int i = 0; i < 500 && sink->answered < 3; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  CHECK(failed == 2);
}
