#include "casework/draft.h"

#include <map>
#include <tuple>

#include "base/byte_stream.h"
#include "casework/operation_codec.h"

namespace sanaq {
namespace {

constexpr int log_page = 500;

// Sealed operations open only in their own place of their own draft.
std::string batch_context(CaseId case_id, DeviceId device, std::int64_t first_number) {
  std::string context(case_id.value.octets());
  ByteWriter out(context);
  out.raw(device.value.octets());
  out.fixed64(static_cast<std::uint64_t>(first_number));
  return context;
}

std::string snapshot_context(CaseId case_id) { return std::string(case_id.value.octets()) + "snapshot"; }

// Where an operation acts: what two devices can disagree about.
using Target = std::tuple<std::string, std::string, std::string>;

struct Written {
  const Operation* operation;
  const DraftBatch* batch;
};

bool is_answer(const Operation& operation) {
  return operation.kind == Operation::Kind::answer || operation.kind == Operation::Kind::clear ||
         operation.kind == Operation::Kind::refuse;
}

bool unseen(const DraftBatch& winner, const DraftBatch& loser) {
  return winner.device != loser.device && winner.seen < loser.position;
}

Overruled overruled_by(const Written& lost, const Operation& won, const DraftBatch& by) {
  return {*lost.operation, won, lost.batch->device, by.device, lost.batch->at, by.at};
}

}  // namespace

Result<DraftReceipt> Drafts::append(const DraftOperations& operations) {
  const auto size = static_cast<std::int64_t>(operations.operations.size());
  if (size == 0 || size > operations_max || operations.first_number < 1) return Error{"draft.size", {}};
  DraftReceipt receipt;
  std::int64_t skip = 0;
  constexpr int attempts = 3;  // the same device may be sending twice at once
  for (int attempt = 0; attempt < attempts; ++attempt) {
    const std::int64_t first = operations.first_number + skip;
    const auto* data = operations.operations.data();
    auto written = write_operations(data + skip, data + size);
    DraftBatch batch{operations.case_id, operations.device,         0, first, operations.seen,
                     clock_.now(),       std::move(written.hashes), {}};
    batch.sealed = sealer_.seal(SealPurpose::draft, written.bytes,
                                batch_context(operations.case_id, operations.device, first));
    SANAQ_TRY(const auto outcome, store_.append(batch));
    receipt = {outcome.position, outcome.next_number, 0, static_cast<int>(skip), outcome.others};
    switch (outcome.kind) {
      case AppendOutcome::Kind::added:
        receipt.added = static_cast<int>(size - skip);
        return receipt;
      case AppendOutcome::Kind::already:
        receipt.already = static_cast<int>(size);
        return receipt;
      case AppendOutcome::Kind::overlap:
        skip = outcome.next_number - operations.first_number;
        break;
    }
  }
  return Error{"store.unavailable", "draft is being written by the same device"};
}

Result<std::vector<Operation>> Drafts::open_batch(CaseId case_id, const DraftBatch& batch) const {
  SANAQ_TRY(const auto text, sealer_.open(SealPurpose::draft, batch.sealed,
                                          batch_context(case_id, batch.device, batch.first_number)));
  return read_operations(text);
}

Result<OpenDraft> Drafts::open(CaseId case_id, std::shared_ptr<const Program> program,
                               InterviewContext context, DeviceId device) {
  SANAQ_TRY(auto stored, store_.load(case_id, device));
  OpenDraft draft{Interview(program, context), stored.position, 0, stored.contested,
                  stored.next_number,          stored.submitted};
  if (stored.snapshot_position > 0) {
    SANAQ_TRY(const auto text, sealer_.open(SealPurpose::draft, stored.snapshot, snapshot_context(case_id)));
    const auto json = parse_json(text);
    const Form& form = draft.interview.form();
    const bool same_form =
        json && (*json)["form"].text() == form.id && (*json)["version"].text() == form.version;
    if (!same_form || !load_answers(draft.interview, (*json)["answers"])) {
      // The form changed since: the log is the truth, so it is replayed from the beginning.
      draft.interview = Interview(program, context);
      stored.batches.clear();
      for (std::int64_t after = 0;;) {
        SANAQ_TRY(auto page, store_.read_log(case_id, after, log_page, {}));
        if (page.empty()) break;
        after = page.back().position;
        stored.batches.insert(stored.batches.end(), page.begin(), page.end());
      }
    }
  }
  for (const DraftBatch& batch : stored.batches) {
    SANAQ_TRY(auto operations, open_batch(case_id, batch));
    for (const Operation& operation : operations)
      if (!draft.interview.apply(operation)) ++draft.skipped;
    if (batch.position == 1) draft.first = {1, batch.device, batch.first_number, std::move(operations)};
  }
  if (stored.batches.size() > static_cast<std::size_t>(compact_after)) compact(case_id, draft);
  return draft;
}

void Drafts::compact(CaseId case_id, const OpenDraft& draft) {
  Json snapshot = Json::object();
  snapshot.set("form", Json::string(draft.interview.form().id));
  snapshot.set("version", Json::string(draft.interview.form().version));
  snapshot.set("answers", write_answers(draft.interview, Scope::everything));
  // A snapshot only saves time: when it cannot be written, the next opening is slow once more.
  (void)store_.save_snapshot(
      case_id, draft.position,
      sealer_.seal(SealPurpose::draft, to_canonical(snapshot), snapshot_context(case_id)));
}

Result<DraftPage> Drafts::read(CaseId case_id, std::int64_t after, int limit, DeviceId except) {
  SANAQ_TRY(const auto batches, store_.read_log(case_id, after, limit, except));
  DraftPage page;
  page.position = after;
  for (const DraftBatch& batch : batches) {
    SANAQ_TRY(auto operations, open_batch(case_id, batch));
    page.entries.push_back({batch.position, batch.device, batch.first_number, std::move(operations)});
    page.position = batch.position;
  }
  return page;
}

Result<std::vector<Overruled>> Drafts::overruled(CaseId case_id) {
  std::vector<DraftBatch> log;
  for (std::int64_t after = 0;;) {
    SANAQ_TRY(auto page, store_.read_log(case_id, after, log_page, {}));
    if (page.empty()) break;
    after = page.back().position;
    log.insert(log.end(), std::make_move_iterator(page.begin()), std::make_move_iterator(page.end()));
  }
  std::vector<std::vector<Operation>> opened;
  for (const DraftBatch& batch : log) {
    SANAQ_TRY(auto operations, open_batch(case_id, batch));
    opened.push_back(std::move(operations));
  }
  std::map<Target, Written> last;
  std::vector<Overruled> found;
  for (std::size_t i = 0; i < log.size(); ++i) {
    for (const Operation& operation : opened[i]) {
      if (operation.kind == Operation::Kind::remove_item) {
        for (const auto& [target, written] : last)
          if (std::get<1>(target) == operation.item && unseen(log[i], *written.batch))
            found.push_back(overruled_by(written, operation, log[i]));
        std::erase_if(last, [&](const auto& entry) { return std::get<1>(entry.first) == operation.item; });
      }
      if (!is_answer(operation)) continue;
      const Target target{operation.question, operation.item, operation.other};
      const auto before = last.find(target);
      if (before != last.end() && unseen(log[i], *before->second.batch) &&
          *before->second.operation != operation)
        found.push_back(overruled_by(before->second, operation, log[i]));
      last.insert_or_assign(target, Written{&operation, &log[i]});
    }
  }
  return found;
}

}  // namespace sanaq
