#include "sanaq/fieldwork/seminar_notice.h"

#include "base/shown_date.h"

namespace sanaq {

Result<SeminarTold> tell_enrolled(FieldworkDesk& desk, const Messages& texts, std::string_view key,
                                  const Seminar& seminar, const std::vector<SeminarSeat>& seats,
                                  const Actor& actor) {
  SeminarTold told;
  for (const SeminarSeat& seat : seats) {
    if (seat.attended) continue;
    SANAQ_TRY(const WorkerFile file, desk.workforce.open(seat.worker.id, actor));
    ++told.people;
    const std::string language =
        file.worker.languages.empty() ? texts.languages().front() : file.worker.languages.front();
    const std::string text =
        texts.text(key, language, {shown_day(texts, language, seminar.day), seminar.hours, seminar.place});
    told.reached += desk.sms.send({file.details.phone, text}) ? 1 : 0;
  }
  return told;
}

}  // namespace sanaq
