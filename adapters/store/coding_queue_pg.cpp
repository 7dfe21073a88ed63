#include "store/coding_queue_pg.h"

#include <sanaq_sql/coding.h>

#include "store/database.h"

namespace sanaq {

Result<Done> CodingQueuePg::note(const std::string& topic, const std::vector<OpenText>& texts) {
  constexpr std::size_t texts_at_once = 5'000;
  SANAQ_TRY(auto connection, lease(pool_));
  for (std::size_t from = 0; from < texts.size(); from += texts_at_once) {
    std::vector<std::string> folded, shown;
    std::vector<std::int64_t> answers;
    for (std::size_t i = from; i < texts.size() && i < from + texts_at_once; ++i) {
      folded.push_back(texts[i].folded);
      shown.push_back(texts[i].shown);
      answers.push_back(texts[i].answers);
    }
    SANAQ_STORE_DONE(connection->execute(sql::coding::note_texts, {topic, folded, shown, answers}));
  }
  return Done{};
}

Result<std::vector<OpenText>> CodingQueuePg::open(const std::string& topic, const std::string& clerk,
                                                  int limit) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::coding::list_open, {topic, clerk, std::int32_t{limit}}));
  std::vector<OpenText> out;
  for (const auto row : rows)
    out.push_back({row.get<std::string>(0), row.get<std::string>(1), row.get<std::int64_t>(2)});
  return out;
}

// The word is committed before it is counted, so of two clerks who speak at once the later count sees both.
Result<OpinionOutcome> CodingQueuePg::say(const CodingOpinion& opinion, int clerks, UtcInstant at) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto said, connection->execute(sql::coding::say, {opinion.topic, opinion.folded,
                                                                          opinion.clerk, opinion.code, at}));
  if (said == 0) return OpinionOutcome::late;
  SANAQ_STORE_TRY(const auto decided,
                  connection->execute(sql::coding::decide, {opinion.topic, opinion.folded, opinion.code, at,
                                                            std::int32_t{clerks}}));
  return decided == 1 ? OpinionOutcome::decided : OpinionOutcome::noted;
}

Result<std::map<std::string, std::string>> CodingQueuePg::decided(const std::string& topic) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::coding::list_decided, {topic}));
  std::map<std::string, std::string> out;
  for (const auto row : rows) out.emplace(row.get<std::string>(0), row.get<std::string>(1));
  return out;
}

Result<std::vector<TopicCount>> CodingQueuePg::counts() {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::coding::count_topics, {}));
  std::vector<TopicCount> out;
  for (const auto row : rows)
    out.push_back({row.get<std::string>(0), row.get<std::int64_t>(1), row.get<std::int64_t>(2),
                   row.get<std::int64_t>(3)});
  return out;
}

}  // namespace sanaq
