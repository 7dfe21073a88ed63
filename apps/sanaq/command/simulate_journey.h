#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "http/client.h"
#include "http/fields.h"
#include "interview/operation.h"

namespace sanaq {

/// Times of one household's way through the public site, in microseconds.
struct JourneyTimes {
  std::int64_t registered = 0;  // form, code by SMS, session
  std::int64_t answered = 0;    // address and all answers
  std::int64_t submitted = 0;
};

/// Walks through the public HTTP interface as a browser without scripts does, one household after another;
/// only the answers go in one call of the draft interface instead of page by page. The server must be a demo:
/// the SMS code is read from its inbox and the document number from its stand-in of the register.
class Journey {
 public:
  /// Errors: "client.trust".
  static Result<Journey> make(http::Endpoint endpoint);
  /// answers: of Nation::household; phone: digits. Errors: those of the client; "journey.answer" when a step
  /// is not answered as it should be (detail: the step and the status, never an answer).
  Result<JourneyTimes> walk(const Json& answers, const std::string& phone);

 private:
  explicit Journey(http::Client client) : client_(std::move(client)) {}
  http::Fields request_headers() const;
  Result<http::ClientResponse> get(const std::string& step, const std::string& target);
  Result<std::string> post_form(const std::string& step, const std::string& target, http::Fields fields);
  void keep_cookies(const http::ClientResponse& response);
  Result<std::string> read_code(const std::string& phone);
  Result<Done> log_in(const std::string& iin, const std::string& phone);
  Result<std::vector<std::string>> open_draft();
  Result<Done> choose_address(const Json& answers);
  Result<Done> send_answers(const Json& answers, const std::vector<std::string>& present);

  http::Client client_;
  http::Fields cookies_;
  std::string csrf_;
};

/// The operations that lead from an empty or prefilled draft to the household. present: item ids that are
/// there.
std::vector<Operation> operations_of(const Json& household, const std::vector<std::string>& present);

}  // namespace sanaq
