#pragma once
#include <cstddef>
#include <deque>
#include <optional>
#include <vector>

#include "pg/connection.h"

namespace sanaq::pg {

/// Many statements with one answer: they travel without waiting for each other and, outside a Transaction, are one
/// implicit transaction up to finish(). So one bad row fails the whole batch; failed_at() says which, and the caller
/// may run the others one by one. This is how submissions are committed in groups: one flush of the log for all.
///
/// Statements and answers flow at the same time, so a batch may be larger than all socket buffers together.
/// Between begin() and finish() the connection is used through the pipeline only.
class Pipeline {
 public:
  static Result<Pipeline> begin(Connection& connection);
  Pipeline(Pipeline&& other) noexcept;
  Pipeline& operator=(Pipeline&&) = delete;
  /// Without finish() the open batch is ended first and counts as failed or committed: the caller does not know.
  ~Pipeline();

  /// The params are copied before it returns. Errors: "db.connection"; those of the statement come with finish().
  Result<Done> add(const Statement& statement, Params params);
  Result<Done> add(const Statement& statement, std::initializer_list<Param> params = {});
  /// Statements added so far.
  std::size_t size() const { return count_; }
  /// Waits for all answers, in the order of add(). Errors: that of the first statement that failed.
  Result<std::vector<Rows>> finish();
  /// Index of the statement that made finish() fail; none when the server was lost or the commit itself failed.
  std::optional<std::size_t> failed_at() const { return failed_at_; }

 private:
  struct Expected {
    std::size_t index;           // of the statement
    bool is_prepare;
    std::string key;             // of the prepared statement, when is_prepare
    std::string server_name;
    std::string_view statement;  // its name
  };
  explicit Pipeline(Connection& connection) : connection_(&connection) {}
  Result<Done> send_prepare(const Statement& statement, const BoundParams& bound, const std::string& key);
  /// Sends what the socket takes without waiting; reads what the server has said.
  Result<Done> pump();
  /// Sends all, and waits until an answer can be read without blocking.
  Result<Done> wait_for_answer();
  Result<Done> take(const Expected& expected, std::vector<Rows>& rows);
  Result<Done> take_sync();
  void note(const Expected& expected, Error error);
  Error lost() const;

  Connection* connection_;  // nullptr when ended
  std::deque<Expected> expected_;
  std::unordered_map<std::string, std::string> preparing_;  // cache key -> server name
  std::size_t count_ = 0;
  std::size_t unsent_bytes_ = 0;
  std::optional<std::size_t> failed_at_;
  std::optional<Error> first_error_;
};

}  // namespace sanaq::pg
