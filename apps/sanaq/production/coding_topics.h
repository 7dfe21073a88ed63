#pragma once
#include <vector>

#include "edition_files/edition_files.h"
#include "processing/coding_queue.h"

namespace sanaq {

/// The topics of editions/<name>/processing/coding.json with their dictionaries: labels of the list, and
/// processing/synonyms-<topic>.csv where there is one. None when the edition codes nothing. Errors: those of
/// parse_coding_topics and parse_synonyms; "coding.list" (no such codelist), detail: its name.
Result<std::vector<TextCoder::Topic>> load_coding_topics(const EditionFiles& edition);

/// The same with what clerks decided so far.
Result<TextCoder> make_text_coder(const EditionFiles& edition, CodingQueue& queue);

}  // namespace sanaq
